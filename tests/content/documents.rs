//! What is written beside the policy from the same answers: whole, readable, and no longer than it
//! is meant to be.

use policy::catalogue::DocumentSpec;
use policy::{Catalogue, Draft, plain, reading};
use policy_tests::none;
use policy_tests::practice::{print_document, run_document, suite};
use policy_tests::words::{difference, of_html, of_pdf, of_text};

use crate::presets::presets;

/// Flesch-Kincaid of a whole document.
const HIGHEST_GRADE: f64 = 5.5;

/// Every document of every preset and of the practices in `suite/`, where it is for them.
fn all() -> Vec<(String, &'static DocumentSpec, Draft)> {
    let catalogue = Catalogue::embedded();
    let practices = suite().into_iter().map(|practice| (practice.name, practice.draft));
    let mut all = Vec::new();
    for (name, draft) in presets().into_iter().chain(practices) {
        for spec in &catalogue.documents {
            if policy::offered(catalogue, spec, &draft).is_ok() {
                all.push((format!("{} of {name}", spec.id), spec, draft.clone()));
            }
        }
    }
    all
}

#[test]
fn every_document_is_for_someone_and_none_is_empty() {
    let all = all();
    let mut faults: Vec<String> = Catalogue::embedded()
        .documents
        .iter()
        .filter(|spec| !all.iter().any(|(_, other, _)| other.id == spec.id))
        .map(|spec| format!("{} is for nobody", spec.id))
        .collect();
    for (name, spec, draft) in &all {
        let document = run_document(spec, draft).document;
        let edition = &document.editions[0];
        let said = plain::running(edition).concat();
        if edition.sections.len() < 3 || said.len() < 200 || edition.title.is_empty() {
            faults.push(format!("{name}: {} sections", edition.sections.len()));
        }
    }
    none(&faults, "A paper without a text is no paper.");
}

#[test]
fn every_document_says_the_same_in_every_format() {
    let mut faults = Vec::new();
    for (name, spec, draft) in &all() {
        if spec.id == "policy" || name.contains("hostile") {
            continue; // these are compared in tests/stages
        }
        let printed = print_document(spec, draft);
        let text = of_text(&printed);
        for other in [of_html(&printed), of_pdf(&printed)] {
            faults.extend(difference(&text, &other).map(|found| format!("{name}: {found}")));
        }
    }
    none(&faults, "Text, page and PDF differ.");
}

#[test]
fn a_preset_fits_the_pages_each_document_is_meant_to_have() {
    let mut faults = Vec::new();
    for (name, draft) in presets() {
        for spec in Catalogue::embedded().documents.iter().filter(|spec| spec.pages.is_some()) {
            let pages = print_document(spec, &draft).pages.pages.len();
            if spec.pages.is_some_and(|most| pages > most) {
                faults.push(format!("{} of {name}: {pages} pages", spec.id));
            }
        }
    }
    none(&faults, "A summary of two pages is none.");
}

#[test]
fn every_document_reads_at_its_grade() {
    let mut faults = Vec::new();
    let typed = ["hostile", "risky", "draft"];
    for (name, spec, draft) in &all() {
        if typed.iter().any(|typed| name.ends_with(typed)) {
            continue; // her own words are judged by rule R25
        }
        let document = run_document(spec, draft).document;
        let running = plain::running(&document.editions[0]);
        let counts = reading::counts(running.iter().map(String::as_str));
        let grade = reading::flesch_kincaid(&counts);
        if grade > HIGHEST_GRADE || counts.longest_sentence > 25 {
            faults.push(format!("{name}: {grade:.2}, {} words", counts.longest_sentence));
        }
    }
    none(&faults, "A paper nobody can read helps nobody.");
}

#[test]
fn a_clause_may_stand_in_several_documents() {
    let catalogue = Catalogue::embedded();
    let (_, draft) = presets().swap_remove(0);
    let clauses = |name: &str| {
        let spec = catalogue.document(name).expect("it is there");
        let document = run_document(spec, &draft).document;
        let blocks = document.editions[0].sections.iter().flat_map(|section| &section.blocks);
        blocks.map(|block| block.clause.clone()).collect::<Vec<_>>()
    };
    let (policy, summary) = (clauses("policy"), clauses("summary"));
    assert!(summary.iter().filter(|clause| policy.contains(clause)).count() > 5, "{summary:?}");
}
