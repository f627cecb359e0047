//! A practice in a folder of its own.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use policy::answers::Answers;
use policy::document::{Block, Body, Edition, Inline, Section, SectionKind};
use policy::{Document, Draft};
use policy_store::{
    Disk, Edit, Extent, Files, Folder, Issue, Moment, Opened, Output, Record, Role, Store,
    StoreError,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

/// 25 November 2026, and so many milliseconds.
pub(crate) fn at(millis: i64) -> Moment {
    Moment::from_millis(1_795_564_800_000 + millis)
}

pub(crate) fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, day).expect("a day of December")
}

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x1000_0000_0000_4000_8000_0000_0000_0000 + number)
}

/// A folder that goes when the test ends.
pub(crate) fn temp() -> TempDir {
    tempfile::Builder::new().prefix("plain-policy-").tempdir().expect("a temporary folder")
}

/// The same in memory, where the system has such a place: for tests of thousands of commits that
/// pull no plug.
pub(crate) fn quick_temp() -> TempDir {
    let memory = Path::new("/dev/shm");
    let mut builder = tempfile::Builder::new();
    builder.prefix("plain-policy-");
    builder.tempdir_in(memory).unwrap_or_else(|_| temp())
}

pub(crate) fn open(folder: &Path) -> Store {
    open_at(folder, 0)
}

pub(crate) fn open_at(folder: &Path, millis: i64) -> Store {
    let opened = open_store(Folder::new(folder.join("data")), Arc::new(Disk), millis)
        .expect("the store opens");
    assert_eq!(opened.salvaged, None, "nothing was to be salvaged");
    assert!(opened.backup_failed.is_none(), "{:?}", opened.backup_failed);
    opened.store
}

pub(crate) fn try_open(folder: &Path) -> Result<Opened, StoreError> {
    open_store(Folder::new(folder.join("data")), Arc::new(Disk), 0)
}

/// All tests open stores through this.
pub(crate) fn open_store(
    folder: Folder,
    files: Arc<dyn Files>,
    millis: i64,
) -> Result<Opened, StoreError> {
    Store::open(folder, files, at(millis))
}

pub(crate) fn draft(answers: &[(&str, Value)]) -> Draft {
    Draft::new(answers.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect())
}

/// A draft of the size real ones have.
pub(crate) fn long_draft(mark: &str) -> Draft {
    let mut draft = draft(&[
        ("practice_name", json!(format!("Willow Counseling {mark}"))),
        ("contact_events", json!(["search", "friend_request", "message"])),
        ("clinicians", json!([{ "name": "Ana Ruiz", "license": "MFC 1234" }])),
    ]);
    for number in 0..40 {
        let text = format!("In my own words, {mark}, answer {number}. ").repeat(4);
        draft.answers.insert(format!("question_{number:02}"), json!(text));
    }
    draft
}

pub(crate) fn edit<'a>(field: Option<&'a str>, millis: i64) -> Edit<'a> {
    Edit { field, label: "edit", at: at(millis) }
}

/// A document with one paragraph.
pub(crate) fn document(text: &str) -> Document {
    let inline = || vec![Inline::text(text)];
    Document {
        editions: vec![Edition {
            lang: "en".to_owned(),
            title: "Social media policy".to_owned(),
            subtitle: "How we meet online".to_owned(),
            masthead: Vec::new(),
            sections: vec![Section {
                id: "following".to_owned(),
                kind: SectionKind::Clauses,
                title: inline(),
                blocks: vec![Block {
                    clause: "follow-requests-declined".to_owned(),
                    questions: vec!["follow_requests".to_owned()],
                    body: Body::Paragraph { text: inline() },
                }],
            }],
            footer: "Willow Counseling".to_owned(),
            code_word: "Code".to_owned(),
            page_word: "Page {page} of {pages}".to_owned(),
            draft_mark: None,
        }],
    }
}

/// Issues the draft with files made from the words.
pub(crate) fn issue(
    store: &mut Store,
    policy: Uuid,
    draft: &Draft,
    words: &str,
    millis: i64,
) -> Result<Record, StoreError> {
    let document = document(words);
    let output = |role, head: &str| Output {
        role,
        lang: Some("en".to_owned()),
        bytes: format!("{head}{words}\n").repeat(20).into_bytes(),
    };
    store.issue(
        policy,
        &Issue {
            id: Uuid::new_v5(&policy, words.as_bytes()),
            at: at(millis),
            effective: day(1),
            review: Some(day(24)),
            note: "New words about search",
            app_version: "0.1.0",
            wording: "2026-11",
            draft,
            document: &document,
            outputs: vec![output(Role::Pdf, "%PDF-1.7 "), output(Role::Html, "<!doctype html>")],
        },
    )
}

/// A practice with `count` policies; every second one has been issued, the first one twice.
pub(crate) fn practice(store: &mut Store, count: u128) {
    store
        .set_profile(&[("practice_phone".to_owned(), json!("555-0100"))].into_iter().collect())
        .expect("the profile is saved");
    for number in 0..count {
        let words = format!("policy {number}");
        store.create(id(number), &words, &Draft::new(Answers::new()), at(0)).expect("begins");
        store.save(id(number), &long_draft(&words), edit(None, 1_000)).expect("saves");
        for step in 0..3 {
            let mut next = store.draft(id(number)).expect("is there");
            next.answers.insert("practice_name".to_owned(), json!(format!("Name {step}")));
            store.save(id(number), &next, edit(None, 2_000 + step)).expect("saves");
        }
        let draft = store.draft(id(number)).expect("is there");
        if number % 2 == 0 {
            issue(store, id(number), &draft, &format!("{words} issued"), 9_000).expect("issues");
        }
        if number == 0 {
            issue(store, id(number), &draft, "issued again", 9_500).expect("issues");
        }
    }
}

/// All that can be said about a store from outside, to compare two by.
pub(crate) fn portrait(store: &Store) -> Vec<String> {
    let everything = store.export_all(Extent::Everything).expect("exports");
    let mut lines: Vec<String> = everything
        .policies
        .iter()
        .map(|policy| {
            let steps = store.steps(policy.id).expect("has steps");
            format!("{steps:?} {}", serde_json::to_string(policy).expect("is JSON"))
        })
        .collect();
    lines.push(format!("{:?}", everything.profile));
    lines
}

/// How often: the number in the environment variable, so that one run can go further than the
/// usual one (`cargo xtask test --all`).
pub(crate) fn times(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().map_or(usual, |text| {
        text.parse().unwrap_or_else(|_| panic!("{variable} is a number, not `{text}`"))
    })
}

/// The same on every run; no clock and no luck in these tests.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Copies a folder with all that is in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the copy's folder");
    for entry in std::fs::read_dir(from).expect("the folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("copies");
        }
    }
}
