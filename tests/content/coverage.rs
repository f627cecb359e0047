//! What published policies say can be said here (`templates/coverage.toml`): under some answers the
//! words stand in the policy, under others they do not.

use std::collections::{BTreeMap, BTreeSet};

use policy::answers::Answers;
use policy::review::Severity;
use policy::{AnswerTypeView, Catalogue};
use policy_tests::published::{COVERAGE, Position, base, said};
use policy_tests::{none, practice};

/// Positions that may be left to the clinician's own clauses.
const MOST_OWN: usize = 5;
/// Positions a rule keeps from being printed.
const MOST_REFUSED: usize = 8;

#[test]
fn each_position_is_said_by_its_answers_and_not_by_their_rivals() {
    let mut faults = Vec::new();
    for (code, position) in COVERAGE.iter().filter(|(_, position)| !position.is_left()) {
        if position.phrase.is_empty() {
            continue;
        }
        let text = |answers: &Answers| {
            let (text, problems) = said(&base(&position.base, answers));
            (text, problems.join(" "))
        };
        let (with, problems) = text(&position.answers);
        let (without, rival_problems) = text(&position.rival);
        if !(problems.is_empty() && rival_problems.is_empty()) {
            faults.push(format!("{code}: {problems} {rival_problems}"));
        }
        if !position.stands_in(&with) {
            faults.push(format!("{code}: these answers do not say {:?}", position.phrase));
        }
        if position.stands_in(&without) {
            faults.push(format!("{code}: the rival says it too: {:?}", position.phrase));
        }
    }
    none(&faults, "A clinician would look for this and not find it.");
}

#[test]
fn few_positions_are_left_out() {
    let own = COVERAGE.values().filter(|position| position.own).count();
    let refused: Vec<&Position> = COVERAGE.values().filter(|p| p.refused.is_some()).collect();
    assert!(own <= MOST_OWN, "{own} positions are left to own clauses, of {MOST_OWN}");
    assert!(refused.len() <= MOST_REFUSED, "{} refused, of {MOST_REFUSED}", refused.len());
    let rules = &Catalogue::embedded().rules;
    let mut faults = Vec::new();
    for (code, position) in COVERAGE.iter() {
        let Some(refused) = &position.refused else { continue };
        if !rules.iter().any(|rule| rule.id == *refused) || position.why.is_empty() {
            faults.push(format!("{code}: names a rule and says why"));
        }
    }
    none(&faults, "A refusal has a reason.");
}

#[test]
fn what_others_choose_is_what_was_counted_and_never_a_risk() {
    let catalogue = Catalogue::embedded();
    let mut counted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for position in COVERAGE.values() {
        for (question, answer) in &position.counts {
            let most = counted.entry((question, answer)).or_default();
            *most = position.policies.max(*most);
        }
    }
    let mut faults = Vec::new();
    for ((question, choice), policies) in &counted {
        let shown = catalogue.others.choice.get(*question).and_then(|counts| counts.get(*choice));
        let risky = risky(question, choice);
        match (shown, risky) {
            (Some(n), false) if n == policies => {}
            (None, true) => {}
            _ => faults.push(format!(
                "{question} = {choice}: {policies}, risky: {risky}, shown: {shown:?}"
            )),
        }
    }
    for (question, counts) in &catalogue.others.choice {
        for choice in counts.keys() {
            if !counted.contains_key(&(question.as_str(), choice.as_str())) {
                faults.push(format!("{question} = {choice} was not counted"));
            }
        }
    }
    none(&faults, "A count beside a risky choice would recommend it.");
}

/// Whether a rule has more than a note to say on this choice, in any profession.
fn risky(question: &str, choice: &str) -> bool {
    let catalogue = Catalogue::embedded();
    let kind = catalogue.question(question).map(|question| question.r#type);
    let answer = match kind {
        Some(AnswerTypeView::ManyOf) => serde_json::json!([choice]),
        _ => serde_json::json!(choice),
    };
    ["counselor", "psychologist", "social_worker", "mft", "psychiatrist"].iter().any(|profession| {
        let mut draft = base("open_page", &Answers::from([(question.to_owned(), answer.clone())]));
        draft.answers.get_mut("clinicians").expect("there is one")[0]["profession"] =
            (*profession).into();
        practice::run(&draft)
            .findings
            .iter()
            .any(|finding| finding.question == question && finding.severity != Severity::Note)
    })
}

#[test]
fn each_code_is_there_once() {
    assert_eq!(COVERAGE.len(), 170);
    let mut positions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (code, position) in COVERAGE.iter() {
        positions.entry(&position.position).or_default().insert(code);
    }
    assert!(positions.keys().all(|position| !position.is_empty()));
}
