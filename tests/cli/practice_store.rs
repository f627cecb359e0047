//! A data folder as the window leaves it, with policies that were really issued.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use policy::{Catalogue, Draft};
use policy_store::{Disk, Edit, Extent, Folder, Issue, Moment, Output, Reason, Role, Store};
use uuid::Uuid;

use crate::process::practice;

/// 25 November 2026, 09:00 UTC, and so many minutes.
pub(crate) fn at(minutes: i64) -> Moment {
    Moment::from_millis(1_795_597_200_000 + minutes * 60_000)
}

/// The id of the policy "Adults".
pub(crate) const ADULTS: Uuid = Uuid::from_u128(0xaaaa_0000_0000_4000_8000_0000_0000_0001);
/// The id of the policy "Teens".
pub(crate) const TEENS: Uuid = Uuid::from_u128(0xbbbb_0000_0000_4000_8000_0000_0000_0002);

pub(crate) fn open(folder: &Path) -> Store {
    let opened = Store::open(Folder::new(folder), Arc::new(Disk), at(60)).expect("it opens");
    assert_eq!(opened.salvaged, None);
    opened.store
}

/// A practice of the suite.
pub(crate) fn draft(name: &str) -> Draft {
    let text = std::fs::read_to_string(practice(name)).expect("it is there");
    Draft::from_json(&text).expect("it is a draft")
}

/// "Adults", issued twice, and "Teens", not issued; with one backup.
pub(crate) fn practice_store(folder: &Path) {
    let mut store = open(folder);
    let mut adults = draft("halloran");
    store.create(ADULTS, "Adults", &adults, at(0)).expect("begins");
    issue(&mut store, &adults, 1);
    adults.answers.insert("phone".to_owned(), "503-555-0199".into());
    let edit = Edit { field: Some("phone"), label: "answer", at: at(2) };
    store.save(ADULTS, &adults, edit).expect("saves");
    issue(&mut store, &adults, 3);
    store.create(TEENS, "Teens", &draft("stone"), at(4)).expect("begins");
    store.back_up(Reason::Asked, at(5)).expect("backs up");
    store.close(at(6)).expect("closes");
}

fn issue(store: &mut Store, draft: &Draft, minutes: i64) {
    let catalogue = Catalogue::embedded();
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    let document = policy::document(catalogue, draft, day);
    let id = Uuid::from_u128(u128::try_from(minutes).expect("is positive"));
    let pdf =
        policy_print::pdf(&document, &policy_print::Style::letter(), id, day).expect("prints");
    let output = |role, bytes| Output { role, lang: Some("en".to_owned()), bytes };
    let issue = Issue {
        id,
        at: at(minutes),
        effective: day,
        review: day.checked_add_months(chrono::Months::new(6)),
        note: "A new phone number",
        app_version: "0.1.0",
        wording: "2026-11",
        draft,
        document: &document,
        outputs: vec![
            output(Role::Pdf, pdf.bytes),
            output(Role::Html, policy_print::html(&document, &catalogue.page_css)),
        ],
    };
    store.issue(ADULTS, &issue).expect("is issued");
}

/// All of it as a portable file beside the folder.
pub(crate) fn portable(folder: &Path) -> PathBuf {
    let bytes = open(folder).export_all(Extent::Everything).and_then(|all| Ok(all.write()?));
    let path = folder.with_extension("plainpolicy");
    std::fs::write(&path, bytes.expect("exports")).expect("there is room");
    path
}
