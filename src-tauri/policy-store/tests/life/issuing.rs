//! What is issued never changes.

use std::fs;

use policy::Draft;
use policy::document::{Body, Inline};
use policy_store::{Issue, NotReady, Role, StoreError};
use rusqlite::Connection;
use serde_json::json;

use crate::fixture::{at, day, document, draft, edit, id, issue, open, practice, temp};

#[test]
fn a_revision_holds_what_was_issued_and_names_the_one_before() {
    let folder = temp();
    let mut store = open(folder.path());
    let first = draft(&[("a", json!(1))]);
    store.create(id(1), "p", &first, at(0)).unwrap();
    let one = issue(&mut store, id(1), &first, "first words", 10).unwrap();
    let second = draft(&[("a", json!(2))]);
    let two = issue(&mut store, id(1), &second, "second words", 20).unwrap();
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.revisions(id(1)).unwrap(), [one.clone(), two.clone()]);
    assert_eq!((one.number, two.number), (1, 2));
    assert_eq!((one.previous.clone(), two.previous.clone()), (None, Some(one.chain())));
    assert_eq!(store.draft(id(1)).unwrap(), second, "the draft is saved with it");
    assert_eq!(store.issued_draft(id(1), 1).unwrap(), first);
    assert_eq!(store.issued_document(id(1), 1).unwrap(), document("first words"));
    assert!(store.issued(id(1), 2, Role::Html).unwrap().ends_with(b"second words\n"));
    let pdf = one.files.iter().find(|file| file.role == Role::Pdf).unwrap();
    let bytes = store.issued_bytes(pdf).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7 first words") && bytes.len() as u64 == pdf.bytes);
    let found = store.verify().unwrap();
    assert_eq!((found.revisions, found.files, found.unnamed), (2, 10, 0));
    assert!(found.faults.is_empty() && found.mended.is_empty() && found.store.is_empty());
    assert_eq!(store.reviews_due(day(23)).unwrap(), []);
    assert_eq!(store.reviews_due(day(24)).unwrap(), [two]);
}

#[test]
fn a_draft_has_changed_when_it_is_not_what_was_issued() {
    let folder = temp();
    let mut store = open(folder.path());
    let first = draft(&[("a", json!(1))]);
    store.create(id(1), "p", &first, at(0)).unwrap();
    assert!(!store.has_changed(id(1)).unwrap(), "nothing was issued yet");
    issue(&mut store, id(1), &first, "words", 10).unwrap();
    assert!(!store.has_changed(id(1)).unwrap());
    store.save(id(1), &draft(&[("a", json!(2))]), edit(None, 20)).unwrap();
    assert!(store.has_changed(id(1)).unwrap());
    store.undo(id(1), at(30)).unwrap();
    assert!(!store.has_changed(id(1)).unwrap());
}

#[test]
fn suggestions_blanks_and_stops_are_refused() {
    let folder = temp();
    let mut store = open(folder.path());
    let ready = draft(&[("a", json!(1))]);
    store.create(id(1), "p", &ready, at(0)).unwrap();
    let mut suggested = ready.clone();
    suggested.suggested.insert("a".to_owned());
    let mut blank = document("x");
    blank.editions[0].sections[0].blocks[0].body = Body::List {
        items: vec![vec![Inline::Strong {
            content: vec![Inline::Blank { question: "q".to_owned(), label: "Phone".to_owned() }],
        }]],
    };
    let mut marked = document("x");
    marked.editions[0].draft_mark = Some("DRAFT".to_owned());
    let plain = document("x");
    let cases: [(&Draft, _, NotReady); 3] = [
        (&suggested, &plain, NotReady::Suggestions),
        (&ready, &blank, NotReady::Blanks),
        (&ready, &marked, NotReady::Draft),
    ];
    for (draft, document, expected) in cases {
        let issue = Issue {
            id: id(7),
            at: at(1),
            effective: day(1),
            review: None,
            note: "",
            app_version: "0.1.0",
            wording: "w",
            draft,
            document,
            outputs: Vec::new(),
        };
        let error = store.issue(id(1), &issue).unwrap_err();
        assert!(matches!(error, StoreError::NotReady(reason) if reason == expected), "{error:?}");
    }
    assert_eq!(store.revisions(id(1)).unwrap(), []);
}

#[test]
fn a_database_tool_cannot_change_a_revision_unnoticed() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    store.close(at(0)).unwrap();
    let path = folder.path().join("data/store.sqlite");
    let tool = Connection::open(&path).unwrap();
    for sql in ["UPDATE revisions SET record = ''", "DELETE FROM revisions"] {
        assert!(tool.execute(sql, []).unwrap_err().to_string().contains("issued revisions"));
    }
    // Without the trigger: the row's hash can be made anew, the chain cannot.
    tool.execute_batch("DROP TRIGGER revisions_never_go; DELETE FROM revisions WHERE number = 1;")
        .unwrap();
    drop(tool);
    let opened = crate::fixture::try_open(folder.path()).unwrap();
    let salvage = opened.salvaged.expect("the gap is noticed");
    assert!(salvage.faults.iter().any(|fault| fault.contains("breaks the chain")), "{salvage:?}");
    assert_eq!(opened.store.revisions(id(0)).unwrap().len(), 2, "and filled");
}

#[test]
fn rot_in_the_archive_is_found_and_mended_from_the_copy() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    store.back_up(policy_store::Reason::Asked, at(0)).unwrap();
    let files: Vec<_> = fs::read_dir(folder.path().join("data/archive"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    for path in &files {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(path, bytes).unwrap();
    }
    let record = store.revisions(id(0)).unwrap().remove(0);
    assert!(store.issued_bytes(&record.files[2]).unwrap().starts_with(b"%PDF"), "from the copy");
    let found = store.verify().unwrap();
    let mended: std::collections::BTreeSet<_> = found.mended.iter().map(|f| &f.name).collect();
    assert_eq!((mended.len(), found.faults.len()), (files.len(), 0), "all of them");
    assert_eq!(store.verify().unwrap().mended, []);
}

#[test]
fn what_was_issued_is_read_without_the_store_and_looked_at_again_before_it_is_called_damaged() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    let reading = store.issued_files().unwrap();
    let name = store.revision(id(0), 1).unwrap().files[2].name();
    let path = folder.path().join("data/archive").join(name);
    let away = path.with_extension("away");
    fs::rename(&path, &away).unwrap();
    store.rename(id(0), "the store is free meanwhile").unwrap();
    let mut found = reading.read();
    assert_eq!((found.revisions, found.faults.len(), found.unnamed), (2, 1, 1));
    let gone = found.clone();
    fs::rename(&away, &path).unwrap();
    store.mend(&mut found);
    assert!(found.faults.is_empty() && found.mended.is_empty(), "it was away for a moment");
    fs::remove_file(&path).unwrap();
    let mut found = gone;
    store.mend(&mut found);
    assert_eq!(found.faults.len(), 1, "no backup has a copy");
}
