//! Each clause by itself can be read by a sixth-grader, in each voice.

use std::collections::BTreeMap;

use policy::document::{Block, Document};
use policy::{Catalogue, plain, reading};
use policy_tests::{none, practice};
use serde_json::json;

use crate::chosen::{by_clause, completed};

/// Flesch-Kincaid of a clause by itself.
const HIGHEST_GRADE: f64 = 6.0;

/// Clauses that are harder, and why that cannot be helped.
const HARDER: [(&str, &str); 15] = [
    ("complaints", "has the full name of a licensing board"),
    ("linkedin-colleagues", "names a company, and two times: now and after"),
    ("linkedin-declined", "one sentence, and it names a company"),
    ("short-friends-declined", "one short sentence; “accept” is the word the apps use"),
    ("short-friends-no-personal", "one short sentence; “personal” is the word of the section"),
    ("short-friends-usually-declined", "one short sentence, as the one before"),
    ("short-friends-work-profile", "one short sentence; “personal accounts” has no plainer name"),
    ("short-lookup-never", "one short sentence, with a condition"),
    ("short-no-accounts", "one short sentence, with “social media” and the practice's name"),
    (
        "short-reach-call-portal",
        "one short sentence; “portal” and “social media” have no plainer names",
    ),
    ("short-reach-care", "one short sentence, with “social media”"),
    ("short-reach-other", "one sentence, with “social media”"),
    ("short-reach-portal", "one short sentence; “portal” and “social media” have no plainer names"),
    ("worrying-act", "has to name everyone who may be called"),
    ("teens-safety", "speaks to teens and to parents, and has to name the one exception in full"),
];

#[test]
fn every_clause_reads_at_its_grade_or_is_listed_with_a_reason() {
    let mut hard: Vec<String> = grades()
        .into_iter()
        .filter(|(id, (grade, _))| {
            *grade > HIGHEST_GRADE && !HARDER.iter().any(|(listed, _)| listed == id)
        })
        .map(|(id, (grade, text))| format!("{id}: {grade:.1}: {text}"))
        .collect();
    hard.sort();
    none(&hard, "These clauses are hard to read.");
}

#[test]
fn no_listed_clause_has_become_easy() {
    let grades = grades();
    let easy: Vec<String> = HARDER
        .iter()
        .filter(|(id, _)| grades.get(*id).is_none_or(|(grade, _)| *grade <= HIGHEST_GRADE))
        .map(|(id, _)| (*id).to_owned())
        .collect();
    none(&easy, "Take these off the list.");
}

/// The highest grade of each clause, and the text that has it.
fn grades() -> BTreeMap<String, (f64, String)> {
    let catalogue = Catalogue::embedded();
    let mut grades: BTreeMap<String, (f64, String)> = BTreeMap::new();
    for (id, mut answers) in by_clause(catalogue) {
        for voice in ["i", "we", "name"] {
            answers.insert("voice".to_owned(), json!(voice));
            answers.insert("practice_name".to_owned(), json!("Willow Counseling"));
            let draft = completed(catalogue, &answers);
            // What the clinician writes herself is judged by rule R25.
            let text = catalogue
                .documents
                .iter()
                .map(|spec| said(&practice::run_document(spec, &draft).document, &id))
                .find(|text| !text.is_empty())
                .unwrap_or_default();
            if text.is_empty() || id == "own-words" {
                continue;
            }
            let grade = reading::flesch_kincaid(&reading::counts(text.iter().map(String::as_str)));
            let text = text.join(" ");
            match grades.get(&id) {
                Some((highest, _)) if *highest >= grade => {}
                _ => {
                    grades.insert(id.clone(), (grade, text));
                }
            }
        }
    }
    grades
}

/// The running text of one clause.
fn said(document: &Document, clause: &str) -> Vec<String> {
    let mut edition = document.editions[0].clone();
    for section in &mut edition.sections {
        section.blocks.retain(|block: &Block| block.clause == clause);
    }
    plain::running(&edition)
}
