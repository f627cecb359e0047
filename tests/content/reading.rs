//! Each clause by itself can be read by many people, in each voice, with and without everything
//! that may be said more.

use std::collections::BTreeMap;

use policy::catalogue::DocumentSpec;
use policy::document::{Block, Document};
use policy::{AnswerTypeView, Catalogue, Draft, plain, reading};
use policy_tests::{none, practice};
use serde_json::{Value, json};

use crate::chosen::{by_clause, completed};

/// Flesch-Kincaid of a clause by itself.
const HIGHEST_GRADE: f64 = 7.0;
/// Shorter ones are judged within the whole document only: one long name would decide.
const GRADED_WORDS: usize = 30;
/// Words of any sentence.
const LONGEST_SENTENCE: usize = 25;

#[test]
fn every_clause_can_be_read() {
    let catalogue = Catalogue::embedded();
    let mut faults: BTreeMap<String, String> = BTreeMap::new();
    for (id, mut answers) in by_clause(catalogue) {
        // "We" has the same number of words and syllables as "I".
        for voice in ["i", "name"] {
            answers.insert("voice".to_owned(), json!(voice));
            answers.insert("practice_name".to_owned(), json!("Willow Counseling"));
            let plain = completed(catalogue, &answers);
            for draft in [everything(catalogue, &plain), plain] {
                let name = catalogue.languages["en"].clauses[&id].name(&id);
                let lists = |spec: &&DocumentSpec| spec.entries().any(|it| it.name == name);
                // Its text is the same in each document that lists it.
                let Some(spec) = catalogue.documents.iter().find(lists) else { continue };
                let text = said(&practice::run_document(spec, &draft).document, &id);
                if let Some(fault) = hard(&text) {
                    faults.entry(id.clone()).or_insert(fault);
                }
            }
        }
    }
    // What the clinician writes herself is judged by rule R25.
    faults.remove("own-words");
    let faults: Vec<String> =
        faults.into_iter().map(|(id, fault)| format!("{id}: {fault}")).collect();
    none(&faults, "These clauses are hard to read.");
}

/// The same practice, saying all it may.
fn everything(catalogue: &Catalogue, draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    loop {
        let journey = policy::journey::journey(catalogue, &draft.answers);
        let mut more = Vec::new();
        for question in journey.asked().filter_map(|id| catalogue.question(id)) {
            if question.r#type == AnswerTypeView::ManyOf && !question.required {
                let ticks =
                    question.choices.iter().filter(|id| question.none.as_ref() != Some(*id));
                let all: Value = ticks.cloned().collect::<Vec<_>>().into();
                if draft.answers.get(&question.id) != Some(&all) {
                    more.push((question.id.clone(), all));
                }
            }
        }
        if more.is_empty() {
            return completed(catalogue, &draft.answers);
        }
        draft.answers.extend(more);
    }
}

fn hard(text: &[String]) -> Option<String> {
    let counts = reading::counts(text.iter().map(String::as_str));
    let grade = reading::flesch_kincaid(&counts);
    let whole = text.join(" ");
    if counts.longest_sentence > LONGEST_SENTENCE {
        return Some(format!("a sentence of {} words: {whole}", counts.longest_sentence));
    }
    (counts.words >= GRADED_WORDS && grade > HIGHEST_GRADE).then(|| format!("{grade:.1}: {whole}"))
}

/// The running text of one clause.
fn said(document: &Document, clause: &str) -> Vec<String> {
    let mut edition = document.editions[0].clone();
    for section in &mut edition.sections {
        section.blocks.retain(|block: &Block| block.clause == clause);
    }
    plain::running(&edition)
}
