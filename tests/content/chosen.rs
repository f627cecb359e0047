//! For each clause, answers that put it into the policy.

use std::collections::BTreeMap;

use policy::answers::Answers;
use policy::condition::{Condition, Truth};
use policy::{Catalogue, Draft};
use policy_tests::logic::{all_answers, judge_some};

/// The answers that matter, for every clause that some answers choose.
pub(crate) fn by_clause(catalogue: &Catalogue) -> BTreeMap<String, Answers> {
    let mut found = BTreeMap::new();
    let clauses = &catalogue.languages["en"].clauses;
    for entry in catalogue.entries() {
        for (id, clause) in clauses {
            if clause.variant.as_ref().unwrap_or(id) != &entry.name {
                continue;
            }
            let conditions: Vec<&Condition> = entry.when.iter().chain(&clause.include_if).collect();
            all_answers(catalogue, &conditions, |answers, _, facts| {
                let holds = |condition| judge_some(condition, facts) == Truth::True;
                if holds(entry.when.as_ref()) && holds(clause.include_if.as_ref()) {
                    found.entry(id.clone()).or_insert_with(|| answers.clone());
                }
            });
        }
    }
    found
}

/// A finished practice with some answers changed, and every question they open answered.
pub(crate) fn completed(catalogue: &Catalogue, changes: &Answers) -> Draft {
    let mut draft = policy_tests::practice::changed("halloran", changes);
    loop {
        let journey = policy::journey::journey(catalogue, &draft.answers);
        let Some(question) = journey.blanks().next().and_then(|id| catalogue.question(id)) else {
            return draft;
        };
        let value = policy_tests::logic::any_answer(question);
        assert_ne!(
            draft.answers.insert(question.id.clone(), value.clone()),
            Some(value),
            "{} does not take its own answer",
            question.id
        );
    }
}
