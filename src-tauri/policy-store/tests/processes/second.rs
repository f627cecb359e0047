//! A second process on the same folder.

use std::fs;
use std::process::{Command, Stdio};

use crate::alone;
use crate::fixture::{open, practice, temp};
use crate::kill::{CHILD, FOLDER};

#[test]
fn a_second_process_is_turned_away_and_writes_nothing() {
    let _alone = alone();
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    let data = folder.path().join("data");
    let bytes =
        || ["store.sqlite", "store.sqlite-wal"].map(|name| fs::read(data.join(name)).unwrap());
    let before = bytes();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", CHILD, "--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(words.contains("refused store_already_open"), "{words}");
    assert_eq!(bytes(), before);
    drop(store);
}
