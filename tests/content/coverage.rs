//! What published policies say can be said here (`templates/coverage.toml`): under some answers the
//! words stand in the policy, under others they do not.

use std::collections::{BTreeMap, BTreeSet};

use policy::Catalogue;
use policy::answers::Answers;
use policy_tests::none;
use policy_tests::published::{COVERAGE, Position, base, said};

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
fn each_code_is_there_once() {
    assert_eq!(COVERAGE.len(), 170);
    let mut positions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (code, position) in COVERAGE.iter() {
        positions.entry(&position.position).or_default().insert(code);
    }
    assert!(positions.keys().all(|position| !position.is_empty()));
}
