//! A second process on the same folder.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::alone;
use crate::fixture::{open, practice, temp, times, try_open};
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

/// Not a test of its own: opens the store, says how that went, and holds on until its input ends.
#[test]
#[ignore = "runs as the child of the test below"]
fn racer() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut input = std::io::stdin();
    // Both are up before either opens.
    println!("\nready");
    let mut line = [0; 1];
    input.read_exact(&mut line).unwrap();
    let opened = try_open(Path::new(&folder));
    println!("{}", opened.as_ref().map_or_else(policy_store::StoreError::code, |_| "won"));
    input.read_to_end(&mut Vec::new()).unwrap();
}

/// Starts a racer and waits until it is up.
fn racing(folder: &Path) -> (Child, BufReader<std::process::ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "second::racer", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while line.trim() != "ready" {
        line.clear();
        assert_ne!(out.read_line(&mut line).unwrap(), 0, "the racer starts");
    }
    (child, out)
}

#[test]
fn of_two_processes_that_open_at_once_one_gets_it() {
    use std::io::Write as _;
    let _alone = alone();
    let races = times("PLAIN_POLICY_RACES", 100);
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    drop(store);
    for race in 0..races {
        let mut racers = [racing(folder.path()), racing(folder.path())];
        for (child, _) in &mut racers {
            child.stdin.as_mut().unwrap().write_all(b"!").unwrap();
        }
        let mut said = racers.each_mut().map(|(_, out)| {
            let mut line = String::new();
            out.read_line(&mut line).unwrap();
            line.trim().to_owned()
        });
        said.sort();
        assert_eq!(said, ["store_already_open", "won"], "race {race}");
        for (mut child, _) in racers {
            drop(child.stdin.take());
            child.wait().unwrap();
        }
    }
    assert_eq!(open(folder.path()).policies().unwrap().len(), 1);
    println!("{races} races, one winner each, the other told at once");
}
