//! A practice of `suite/` and what it became: what changed, and the sheet that tells clients.

use policy::compare::{compare, listing};
use policy::document::Document;
use policy::{Catalogue, Draft, plain, reading};
use policy_tests::practice::{Printed, day, draft, folder, print_sheet, run, suite};
use policy_tests::words::{difference, of_html, of_pdf, of_text};
use policy_tests::{none, reference};

/// The cases of `revisions/`: name, the draft before, the draft now. A name begins with the
/// practice's.
fn cases() -> Vec<(String, Draft, Draft)> {
    let mut names: Vec<String> = std::fs::read_dir(folder().join("revisions"))
        .expect("the cases are a folder")
        .map(|entry| entry.expect("it can be listed").path())
        .map(|path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let case = |name: String| {
        let practice = name.split('-').next().unwrap_or_default();
        let path = folder().join(format!("revisions/{name}.json"));
        let text = std::fs::read_to_string(path).expect("it can be read");
        (draft(practice), Draft::from_json(&text).expect("it is a draft"), name)
    };
    names.into_iter().map(case).map(|(old, new, name)| (name, old, new)).collect()
}

fn documents(old: &Draft, new: &Draft) -> (Document, Document) {
    (run(old).document, run(new).document)
}

/// Each sheet there is, by the name of its case.
fn sheets() -> Vec<(String, Printed)> {
    let sheet = |(name, old, new): (String, Draft, Draft)| {
        let old = run(&old).document;
        print_sheet(&old, &new).map(|printed| (name, printed))
    };
    cases().into_iter().filter_map(sheet).collect()
}

/// The files of `ref/` that belong to the cases.
pub(crate) fn references() -> Vec<String> {
    let lists = cases().into_iter().map(|(name, ..)| format!("revisions/{name}.txt"));
    let sheets = sheets().into_iter().map(|(name, _)| format!("revisions/{name}-sheet.txt"));
    lists.chain(sheets).collect()
}

#[test]
fn each_revision_changed_what_a_reader_accepted() {
    let faults: Vec<String> = cases()
        .iter()
        .filter_map(|(name, old, new)| {
            let (old, new) = documents(old, new);
            let text = listing::text(&compare(&old, &new));
            reference::text(&format!("revisions/{name}.txt"), &text).err()
        })
        .collect();
    none(&faults, "What is said to have changed is no longer what was.");
}

#[test]
fn each_sheet_reads_as_accepted() {
    let faults: Vec<String> = sheets()
        .iter()
        .filter_map(|(name, sheet)| {
            reference::text(&format!("revisions/{name}-sheet.txt"), &sheet.text()).err()
        })
        .collect();
    none(&faults, "What clients are told has changed.");
}

#[test]
fn a_sheet_says_the_same_in_every_format() {
    let mut faults = Vec::new();
    for (name, sheet) in sheets() {
        let text = of_text(&sheet);
        for other in [of_html(&sheet), of_pdf(&sheet)] {
            faults.extend(difference(&text, &other).map(|found| format!("{name}: {found}")));
        }
    }
    none(&faults, "Text, page and PDF differ.");
}

#[test]
fn new_dates_alone_make_no_sheet() {
    let with: Vec<String> = sheets().into_iter().map(|(name, _)| name).collect();
    let without: Vec<String> =
        cases().into_iter().map(|(name, ..)| name).filter(|name| !with.contains(name)).collect();
    assert_eq!(without, ["willow-dates"]);
}

#[test]
fn a_sheet_is_one_page_whatever_changed() {
    let mut faults = Vec::new();
    let practices = suite();
    for old in &practices {
        let before = run(&old.draft).document;
        for new in practices.iter().filter(|it| it.name != "hostile") {
            if let Some(sheet) = print_sheet(&before, &new.draft) {
                let pages = sheet.pages.pages.len();
                if pages != 1 {
                    faults.push(format!("{} to {}: {pages} pages", old.name, new.name));
                }
            }
        }
    }
    none(&faults, "A sheet of several pages is not read.");
}

#[test]
fn a_sheet_names_what_it_has_no_room_for() {
    let (_, sheet) = sheets().into_iter().find(|(name, _)| name == "willow-much").expect("a case");
    let ids: Vec<&str> = sheet.edition().sections.iter().map(|it| it.id.as_str()).collect();
    assert!(ids.contains(&"rest"), "{ids:?}");
}

#[test]
fn the_words_around_the_changes_can_be_read_by_many() {
    let mut faults = Vec::new();
    for (name, sheet) in sheets() {
        let counts = reading::counts(plain::running(sheet.edition()).iter().map(String::as_str));
        let grade = reading::flesch_kincaid(&counts);
        if grade > 7.0 {
            faults.push(format!("{name}: {grade:.2}"));
        }
        let fixed: Vec<String> = sheet
            .edition()
            .sections
            .iter()
            .filter(|section| section.id == "closing")
            .flat_map(|section| &section.blocks)
            .map(|block| match &block.body {
                policy::document::Body::Paragraph { text } => plain::inlines(text),
                other => panic!("the closing is running text, not {other:?}"),
            })
            .collect();
        let counts = reading::counts(fixed.iter().map(String::as_str));
        if fixed.is_empty()
            || reading::flesch_kincaid(&counts) > 6.0
            || counts.longest_sentence > 15
        {
            faults.push(format!("{name}: {fixed:?}"));
        }
    }
    none(&faults, "A sheet nobody can read helps nobody.");
}

/// A document kept by this version, byte for byte. It is never written anew: what is in the hands of
/// clients has this code on it.
#[test]
fn a_document_that_was_kept_still_loads_with_the_code_it_had() {
    let text = std::fs::read_to_string(folder().join("kept/willow-1.json")).expect("it is there");
    let kept: Document = serde_json::from_str(&text).expect("it loads");
    assert_eq!(serde_json::to_string(&kept).expect("it serialises"), text);
    assert_eq!(policy::Fingerprint::of(&kept).short(), "EAF7-AF4F");
    let today = run(&draft("willow")).document;
    let comparison = compare(&kept, &today);
    let clauses: usize = comparison.sections.iter().map(|it| it.clauses.len()).sum();
    assert!(clauses > 50, "it can be compared with what is written today: {clauses}");
    let html = policy::html::page(&kept, &Catalogue::embedded().page_css);
    assert!(html.contains("Willow Counseling"), "and printed");
}

/// The fewest fields a document can have: what an earlier version had not yet.
#[test]
fn a_document_with_fewer_fields_loads() {
    let text = std::fs::read_to_string(folder().join("kept/fewest.json")).expect("it is there");
    let kept: Document = serde_json::from_str(&text).expect("it loads");
    assert!(plain::text(&kept).contains("Please call the office."));
    assert_eq!(compare(&kept, &kept).total(), 0);
}

#[test]
fn a_sheet_is_the_same_on_any_day_it_is_made() {
    let (_, old, new) = cases().swap_remove(0);
    let catalogue = Catalogue::embedded();
    let made = |on: &str| {
        let document = |draft: &Draft| policy::document(catalogue, draft, day(on));
        policy_print::changes(catalogue, &new, &document(&old), &document(&new))
    };
    assert_eq!(made("2027-02-01"), made("2027-02-02"));
}
