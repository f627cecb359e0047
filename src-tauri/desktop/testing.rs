//! A practice in a folder of its own, for tests.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use policy::Draft;
use policy_store::{Disk, Folder, Store};
use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;

use crate::clock::Now;
use crate::desk::{Around, Desk};
use crate::drafting::begin;
use crate::issuing::{Terms, issue};
use crate::kept::Kept;

/// So many seconds after noon of 25 November 2026.
pub(crate) fn day(seconds: i64) -> Now {
    Now::at("2026-11-25", seconds)
}

pub(crate) fn draft(answers: &[(&str, Value)]) -> Draft {
    Draft::new(answers.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect())
}

/// An open store; the folder goes when the test ends.
pub(crate) fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let opened = Store::open(Folder::new(data(folder.path())), Arc::new(Disk), day(0).moment);
    (folder, opened.expect("it opens").store)
}

/// The store as the window has it, not open yet.
pub(crate) fn kept(folder: &Path) -> Kept {
    Kept::new(data(folder), Arc::new(|| ()))
}

/// What every command is handed, in a folder; its dialogs give names in that folder.
pub(crate) fn desk(folder: &Path) -> Desk {
    let around = Around {
        picker: Box::new(crate::save::Folder(folder.to_owned())),
        opener: Box::new(crate::open::Always(folder.join("file.plainpolicy"))),
        chooser: Box::new(crate::choose::Always(folder.join("chosen"))),
        viewer: Box::new(crate::view_file::Noted(folder.join("shown"))),
    };
    Desk::new(data(folder), Arc::new(|| ()), around)
}

/// The data folder within a test's folder.
pub(crate) fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

/// The draft of a practice with nothing left to do.
pub(crate) fn finished_draft() -> Draft {
    policy::example(policy::Catalogue::embedded(), "halloran").expect("it is there")
}

/// A policy with one issue, of the finished draft, in effect from [`day`] 0.
pub(crate) fn issued_policy(store: &mut Store) -> Uuid {
    let id = begin(store, Some(finished_draft()), day(0)).expect("begun").id;
    let terms = Terms { effective: day(0).today, review: None, note: "" };
    issue(store, id, &finished_draft(), terms, day(1)).expect("issued");
    id
}
