//! In a group exactly one variant stands, whatever the answers: two would contradict each other,
//! none would leave a client without a word.

use policy::Catalogue;
use policy::catalogue::{Clause, ClauseEntry, Language};
use policy::condition::{Condition, Truth};
use policy_tests::logic::{all_answers, judge_some};
use policy_tests::none;

#[test]
fn exactly_one_variant_holds_for_all_answers_that_decide_it() {
    let catalogue = Catalogue::embedded();
    let mut faults = Vec::new();
    for language in catalogue.languages.values() {
        for entry in catalogue.entries() {
            faults.extend(fault(catalogue, language, entry));
        }
    }
    none(&faults, "Groups of variants must exclude each other and leave no answer out.");
}

/// The first answers under which a group has not exactly one variant.
fn fault(catalogue: &Catalogue, language: &Language, entry: &ClauseEntry) -> Option<String> {
    let variants: Vec<(&String, &Clause)> = language
        .clauses
        .iter()
        .filter(|(_, clause)| clause.variant.as_ref() == Some(&entry.name))
        .collect();
    if variants.is_empty() {
        return None;
    }
    let conditions: Vec<&Condition> = entry
        .when
        .iter()
        .chain(variants.iter().filter_map(|(_, clause)| clause.include_if.as_ref()))
        .collect();
    let mut fault = None;
    all_answers(catalogue, &conditions, |answers, _, facts| {
        if judge_some(entry.when.as_ref(), facts) == Truth::False || fault.is_some() {
            return;
        }
        let holds = |truth: Truth| {
            let named = variants
                .iter()
                .filter(|(_, it)| judge_some(it.include_if.as_ref(), facts) == truth);
            named.map(|(id, _)| id.as_str()).collect::<Vec<_>>()
        };
        let (chosen, open) = (holds(Truth::True), holds(Truth::Unknown));
        if chosen.len() != 1 || !open.is_empty() {
            let answers = serde_json::to_string(answers).unwrap_or_default();
            fault = Some(format!(
                "{}: chosen {chosen:?}, undecided {open:?} for {answers}",
                entry.name
            ));
        }
    });
    fault
}
