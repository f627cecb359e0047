//! Stores of other versions, and files that are no store.

use std::fs;

use policy_store::StoreError;
use rusqlite::Connection;

use crate::fixture::{at, open, practice, temp, try_open};

fn store_with(sql: &str) -> tempfile::TempDir {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    store.close(at(0)).unwrap();
    let tool = Connection::open(folder.path().join("data/store.sqlite")).unwrap();
    tool.execute_batch(sql).unwrap();
    drop(tool);
    folder
}

const NEWER: &str = "UPDATE meta SET value = '9'; PRAGMA user_version = 9;";

#[test]
fn a_newer_store_is_refused_and_stays_as_it_is_to_the_byte() {
    let folder = store_with(NEWER);
    let path = folder.path().join("data/store.sqlite");
    let before = fs::read(&path).unwrap();
    let names = || -> Vec<_> {
        let entries = fs::read_dir(folder.path().join("data")).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let files = names();
    for _ in 0..2 {
        let error = try_open(folder.path()).unwrap_err();
        assert!(matches!(error, StoreError::Newer { version: 9 }), "{error:?}");
        assert_eq!(fs::read(&path).unwrap(), before);
        assert_eq!(names(), files, "no file appears beside it");
    }
}

#[test]
fn a_newer_store_with_edits_in_its_log_is_refused_too() {
    let folder = store_with("");
    let data = folder.path().join("data");
    let tool = Connection::open(data.join("store.sqlite")).unwrap();
    tool.pragma_update(None, "journal_mode", "WAL").unwrap();
    tool.execute_batch(NEWER).unwrap();
    // As a force-quit leaves it: the new version stands in the log only.
    let aside = temp();
    crate::fixture::copy_folder(&data, &aside.path().join("data"));
    drop(tool);
    let bytes = || {
        ["store.sqlite", "store.sqlite-wal"]
            .map(|name| fs::read(aside.path().join("data").join(name)).unwrap())
    };
    let before = bytes();
    assert!(!before[1].is_empty(), "there is a log");
    let error = try_open(aside.path()).unwrap_err();
    assert!(matches!(error, StoreError::Newer { version: 9 }), "{error:?}");
    assert_eq!(bytes(), before);
}

#[test]
fn a_newer_store_that_says_we_may_is_opened() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    store.close(at(0)).unwrap();
    let tool = Connection::open(folder.path().join("data/store.sqlite")).unwrap();
    // The row a later release would write, with its hash.
    let mut row = vec![b"meta".to_vec()];
    for text in ["schema", "9"] {
        row.extend([vec![b't'], (text.len() as u64).to_be_bytes().to_vec(), text.into()]);
    }
    let hash = sha2::Digest::finalize(sha2::Digest::chain_update(
        <sha2::Sha256 as sha2::Digest>::new(),
        row.concat(),
    ));
    tool.execute("UPDATE meta SET value = '9', hash = ? WHERE key = 'schema'", [hash.to_vec()])
        .unwrap();
    tool.pragma_update(None, "user_version", 9).unwrap();
    drop(tool);
    assert_eq!(open(folder.path()).policies().unwrap().len(), 1);
}

#[test]
fn a_database_of_another_program_is_refused_and_left_alone() {
    let folder = temp();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let tool = Connection::open(data.join("store.sqlite")).unwrap();
    tool.execute_batch("CREATE TABLE bookmarks (url TEXT)").unwrap();
    drop(tool);
    let before = fs::read(data.join("store.sqlite")).unwrap();
    assert!(matches!(try_open(folder.path()).unwrap_err(), StoreError::NotAStore));
    assert_eq!(fs::read(data.join("store.sqlite")).unwrap(), before);
}
