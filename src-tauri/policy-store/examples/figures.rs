//! How fast the store is and how large it gets: `cargo run --release -p policy-store --example
//! figures`. A practice of 300 policies, issued 2,000 times, on the disk of the temporary folder;
//! its drafts are a finished example with long texts of her own, 12 KB each. Medians and percentiles; nothing
//! here fails, so that a slow machine fails nobody.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use policy::{Catalogue, Draft};
use policy_store::{
    Disk, Edit, Extent, Folder, Issue, Moment, Output, Portable, Reason, Role, Store,
};
use serde_json::json;
use uuid::Uuid;

const POLICIES: u128 = 300;
const REVISIONS: u128 = 2_000;
/// Answers typed before the issues of each policy, each a step of undo.
const STEPS: u32 = 20;
/// As large as a real one.
const PDF: usize = 44_000;
const AUTOSAVES: u32 = 1_500;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = || Folder::new(folder.path().join("data"));
    let mut store = open(place());
    println!("making {POLICIES} policies with {REVISIONS} revisions...");
    let mut draft = policy::example(Catalogue::embedded(), "riverbend").expect("it is there");
    let long = "Here is something I want you to know, in words of my own. ".repeat(165);
    draft.answers.insert("own_words_kept".to_owned(), json!(long));
    fill(&mut store, &draft);
    store.close(at(0)).expect("closes");
    size(folder.path());

    spread("open", 41, |_| drop(open(place())));
    let mut store = open(place());
    for words in ["riverbend", "policy 217", "nowhere at all", "my own"] {
        spread(&format!("search for “{words}”"), 41, |_| {
            drop(store.search(words).expect("searches"));
        });
    }
    spread("list of policies", 41, |_| drop(store.policies().expect("lists")));
    spread("policies unlike the profile", 11, |_| {
        drop(store.policies_unlike_profile().expect("compares"));
    });
    sync_alone(folder.path());
    let body = serde_json::to_string(&draft).map_or(0, |body| body.len());
    println!("draft: {body} bytes");
    spread("autosave", AUTOSAVES, |nth| {
        let mut next = draft.clone();
        next.answers.insert("own_words".to_owned(), json!(format!("typed {nth}")));
        // Every 25th in another field, so that steps grow and begin.
        let field = if nth % 25 == 0 { "phone" } else { "own_words" };
        let edit = Edit { field: Some(field), label: "answer", at: at(i64::from(nth) * 400) };
        store.save(id(u128::from(nth % 7)), &next, edit).expect("saves");
    });
    spread("undo", 200, |_| drop(store.undo(id(1), at(0)).expect("undoes")));
    spread("points of a draft", 41, |_| drop(store.points(id(1)).expect("lists")));
    spread("a draft 20 steps back", 41, |_| drop(store.draft_at(id(9), 0).expect("goes back")));
    spread("issue", 41, |nth| issue(&mut store, &draft, 1, 1_000_000 + u128::from(nth)));
    spread("check", 11, |_| assert!(store.check().is_ok_and(|faults| faults.is_empty())));
    spread("backup", 11, |_| drop(store.back_up(Reason::Asked, at(0)).expect("backs up")));
    spread("verify all issued files", 3, |_| {
        assert!(store.verify().expect("verifies").faults.is_empty());
    });
    let one = store.export(id(2), Extent::Everything).and_then(|one| Ok(one.write()?));
    let one = one.expect("exports");
    println!("portable file of one policy: {} bytes", one.len());
    spread("read of a portable file", 21, |_| drop(Portable::read(&one).expect("reads")));
}

fn open(folder: Folder) -> Store {
    let opened = Store::open(folder, Arc::new(Disk), at(0)).expect("opens");
    assert!(opened.salvaged.is_none(), "it is sound");
    opened.store
}

fn fill(store: &mut Store, draft: &Draft) {
    let profile: Vec<&str> = Catalogue::embedded().profile_questions().collect();
    store.adopt_profile(draft, profile).expect("is kept");
    for number in 0..POLICIES {
        store.create(id(number), &format!("Policy {number}"), draft, at(0)).expect("begins");
        for step in 0..STEPS {
            let mut next = draft.clone();
            next.answers.insert("own_words".to_owned(), json!(format!("policy {number}, {step}")));
            let edit = Edit { field: None, label: "answer", at: at(i64::from(step)) };
            store.save(id(number), &next, edit).expect("saves");
        }
    }
    for nth in 0..REVISIONS {
        issue(store, draft, nth % POLICIES, nth);
    }
}

fn issue(store: &mut Store, draft: &Draft, policy: u128, nth: u128) {
    let mut draft = draft.clone();
    draft.answers.insert("own_words".to_owned(), json!(format!("issued {nth}")));
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    let catalogue = Catalogue::embedded();
    let document = policy::document(catalogue, &draft, day);
    let mut pdf = format!("%PDF-1.7 {nth} ").into_bytes();
    pdf.resize(PDF, b'x');
    let html = policy::html::page(&document, &catalogue.page_css).into_bytes();
    let output = |role, bytes| Output { role, lang: Some("en".to_owned()), bytes };
    let issue = Issue {
        id: Uuid::from_u128(nth),
        at: at(0),
        effective: day,
        review: None,
        note: "A new answer",
        app_version: "0.1.0",
        wording: "2026-11",
        draft: &draft,
        document: &document,
        outputs: vec![output(Role::Pdf, pdf), output(Role::Html, html)],
    };
    store.issue(id(policy), &issue).expect("is issued");
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x1000_0000_0000_4000_8000_0000_0000_0000 + number)
}

fn at(millis: i64) -> Moment {
    Moment::from_millis(1_795_564_800_000 + millis)
}

/// Runs it so often and prints how long it took.
fn spread(what: &str, times: u32, mut run: impl FnMut(u32)) {
    let mut took: Vec<f64> = (0..times)
        .map(|nth| {
            let start = Instant::now();
            run(nth);
            start.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    took.sort_by(f64::total_cmp);
    let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)];
    let (median, p95, p99, most) = (at(50), at(95), at(99), at(100));
    println!(
        "{what}: median {median:.1} ms, p95 {p95:.1}, p99 {p99:.1}, longest {most:.1} (of {times})"
    );
}

/// What the disk itself takes for 8 KB, to read the other figures by.
fn sync_alone(folder: &Path) {
    let mut file = std::fs::File::create(folder.join("alone")).expect("there is room");
    spread("fsync of 8 KB alone", 500, |_| {
        file.write_all(&[7; 8_192]).and_then(|()| file.sync_data()).expect("there is room");
    });
}

/// How much lies where.
fn size(folder: &Path) {
    let bytes = |path: &Path| std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    let data = folder.join("data");
    let archive = std::fs::read_dir(data.join("archive")).expect("it is there");
    let (files, archived) = archive
        .flatten()
        .fold((0, 0), |(files, sum), entry| (files + 1, sum + bytes(&entry.path())));
    let megabytes = |bytes: u64| {
        let tenths = bytes / 100_000;
        format!("{}.{} MB", tenths / 10, tenths % 10)
    };
    println!("database: {}", megabytes(bytes(&data.join("store.sqlite"))));
    println!("archive: {files} files, {}", megabytes(archived));
}
