//! Each rule speaks in its case and is silent in one that is nearly the same (`rules/*.toml`).

use std::collections::BTreeMap;

use policy::Catalogue;
use policy::answers::Answers;
use policy::own::{Override, OwnClause, Place, Removal};
use policy_tests::none;
use policy_tests::practice::{changed, day};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

/// A row of `rules/*.toml`: halloran with some answers changed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    rule: String,
    /// What the clinician has done or written, in a few words.
    name: String,
    fires: bool,
    /// Answers that differ from halloran's; `"-"` takes one away.
    #[serde(default)]
    answers: BTreeMap<String, Value>,
    /// The profession of the one clinician.
    #[serde(default)]
    profession: Option<String>,
    /// Own words.
    #[serde(default)]
    text: Option<String>,
    /// A clause of her own.
    #[serde(default)]
    own: Option<String>,
    /// A clause of ours, taken out.
    #[serde(default)]
    removed: Option<String>,
    /// A clause of ours, worded anew.
    #[serde(default)]
    reworded: Option<String>,
    /// The day of the review, where it matters.
    #[serde(default)]
    on: Option<String>,
}

#[test]
fn each_case_is_judged_as_it_says() {
    let mut faults = Vec::new();
    for case in cases() {
        let fired = fired(&case);
        if fired.contains(&case.rule) != case.fires {
            let verb = if case.fires { "should speak" } else { "should be silent" };
            faults.push(format!("{} {verb} ({}); these speak: {fired:?}", case.rule, case.name));
        }
    }
    none(
        &faults,
        "A rule that speaks for nothing is soon ignored; one that is silent helps nobody.",
    );
}

#[test]
fn each_rule_has_a_case_and_a_near_miss() {
    let cases = cases();
    let has = |rule: &str, fires| cases.iter().any(|case| case.rule == rule && case.fires == fires);
    let rules = &Catalogue::embedded().rules;
    let mut faults: Vec<String> = rules
        .iter()
        .filter(|rule| !has(&rule.id, true) || !has(&rule.id, false))
        .map(|rule| rule.id.clone())
        .collect();
    let known = |case: &&Case| !rules.iter().any(|rule| rule.id == case.rule);
    faults.extend(cases.iter().filter(known).map(|case| format!("{} is no rule", case.rule)));
    none(&faults, "tests/rules/ needs both for each rule.");
}

fn fired(case: &Case) -> Vec<String> {
    let mut changes: Answers = case.answers.clone();
    for value in changes.values_mut().filter(|value| *value == "-") {
        *value = Value::Null;
    }
    if let Some(text) = &case.text {
        changes.insert("own_words".to_owned(), Value::String(text.clone()));
    }
    let mut draft = changed("halloran", &changes);
    if let Some(profession) = &case.profession {
        let clinicians = draft.answers.get_mut("clinicians").expect("halloran has a clinician");
        clinicians[0]["profession"] = Value::String(profession.clone());
    }
    if let Some(text) = &case.own {
        let text = [("en".to_owned(), text.clone())].into();
        let own = OwnClause { section: "following".to_owned(), place: Place::End, text };
        draft.own_clauses.insert("words".to_owned(), own);
    }
    if let Some(clause) = &case.removed {
        draft.removed.insert(clause.clone(), Removal { reason: "We say it in person.".to_owned() });
    }
    if let Some(clause) = &case.reworded {
        let text = "Call 911 or 988 in danger.".to_owned();
        let own = Override { text, ..Override::default() };
        draft.overrides.insert(clause.clone(), [("en".to_owned(), own)].into());
    }
    let today = case.on.as_deref().map_or_else(policy_tests::practice::today, day);
    let outcome = policy::run(Catalogue::embedded(), &draft, today, None);
    assert!(outcome.problems.is_empty(), "{} ({}): {:?}", case.rule, case.name, outcome.problems);
    outcome.findings.into_iter().map(|finding| finding.rule).collect()
}

fn cases() -> Vec<Case> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/rules is there")
        .map(|entry| entry.expect("its files can be listed").path())
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("its files can be read");
        let file: File =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        cases.extend(file.case);
    }
    cases
}
