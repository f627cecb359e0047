//! `policy store` on a data folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::practice_store::{ADULTS, TEENS, open, portable, practice_store};
use crate::process::{Run, folder, policy};

fn prepared() -> (tempfile::TempDir, PathBuf) {
    let folder = folder();
    let data = folder.path().join("data");
    practice_store(&data);
    (folder, data)
}

/// Runs `policy store` with a command, the folder and more.
fn store(command: &str, data: &Path, more: &[&str]) -> Run {
    let data = data.display().to_string();
    policy(&[&["store", command, &data], more].concat())
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("it is JSON: {run:?}"))
}

/// Every file of a folder with its bytes, but for the lock.
fn bytes(data: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(data).expect("it is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(bytes(&path));
        } else if !path.ends_with("app.lock") {
            found.insert(path.clone(), fs::read(path).expect("it can be read"));
        }
    }
    found
}

fn spoil(data: &Path, words: &[u8]) {
    let path = data.join("store.sqlite");
    let mut content = fs::read(&path).expect("it is there");
    let place = content.windows(words.len()).position(|found| found == words);
    content[place.expect("it holds the words")] ^= 4;
    fs::write(path, content).expect("it can be written");
}

#[test]
fn a_sound_store_is_looked_at_without_a_change() {
    let (_folder, data) = prepared();
    let before = bytes(&data);
    let run = store("check", &data, &[]);
    assert_eq!((run.code, run.out.trim()), (Some(0), "The store is sound."));
    assert_eq!(json(&store("check", &data, &["--json"]))["sound"], true);
    let run = store("verify", &data, &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("2 issued revisions, 10 files"), "{}", run.out);
    let run = store("history", &data, &[]);
    for said in
        ["“Adults”", "Revision 2, in effect from 2026-12-01", "A new phone number", "“Teens”"]
    {
        assert!(run.out.contains(said), "{said}: {}", run.out);
    }
    let lives = json(&store("history", &data, &["--json", "--policy", "adults"]));
    assert_eq!(
        (lives[0]["id"].as_str(), lives.as_array().map(Vec::len)),
        (Some(ADULTS.to_string().as_str()), Some(1))
    );
    assert_eq!(lives[0]["revisions"][1]["number"], 2);
    let then = store("history", &data, &["--policy", "Adults", "--step", "0"]);
    assert!(then.code == Some(0) && !then.out.contains("503-555-0199"), "{then:?}");
    let run = store("restore", &data, &[]);
    assert!(run.out.contains("asked for"), "{}", run.out);
    assert_eq!(bytes(&data), before, "looking changes nothing");
}

#[test]
fn damage_is_told_and_repaired_only_when_asked() {
    let (_folder, data) = prepared();
    spoil(&data, b"503-555-0199");
    let before = bytes(&data);
    let run = store("check", &data, &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.out.contains("is not what was written") && run.out.contains("--repair"),
        "{}",
        run.out
    );
    for command in ["history", "verify", "restore", "backup"] {
        let run = store(command, &data, &[]);
        assert_eq!(run.code, Some(2), "{command}: {run:?}");
        assert!(run.err.contains("damaged") && run.err.contains("--repair"), "{}", run.err);
    }
    assert_eq!(bytes(&data), before, "telling changes nothing");
    let run = store("check", &data, &["--repair"]);
    assert!(run.out.contains("sound again") && run.out.contains("set-aside"), "{run:?}");
    assert_eq!(store("check", &data, &[]).code, Some(0));
    assert_eq!(store("verify", &data, &[]).code, Some(0));
}

#[test]
fn an_issued_file_that_has_rotted_is_named_and_mended() {
    let (_folder, data) = prepared();
    let pdf = fs::read_dir(data.join("archive"))
        .expect("it is there")
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .expect("there is a PDF");
    let good = fs::read(&pdf).expect("it can be read");
    let mut rotten = good.clone();
    rotten[20] ^= 1;
    fs::write(&pdf, &rotten).expect("it can be written");
    let run = store("verify", &data, &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.out.contains("Not as issued") && run.out.contains("--mend"), "{}", run.out);
    assert_eq!(fs::read(&pdf).expect("it can be read"), rotten);
    let found = json(&store("verify", &data, &["--mend", "--json"]));
    assert_eq!(
        (found["mended"].as_array().map(Vec::len), &found["faults"]),
        (Some(1), &Value::Array(Vec::new()))
    );
    assert_eq!(fs::read(&pdf).expect("it can be read"), good);
}

#[test]
fn an_export_never_lands_among_the_files_of_the_store() {
    let (folder, data) = prepared();
    let before = fs::read(data.join("store.sqlite")).expect("it is there");
    let new = data.join("archive/new/all.plainpolicy");
    let link = folder.path().join("link.plainpolicy");
    #[cfg(unix)]
    std::os::unix::fs::symlink(data.join("store.sqlite"), &link).expect("a link");
    for out in [data.join("store.sqlite"), new.clone(), link] {
        let out = out.display().to_string();
        let run = store("export", &data, &["--out", &out, "--replace"]);
        assert!(run.code == Some(2) && run.err.contains("data folder"), "{run:?}");
    }
    assert!(!new.parent().is_some_and(Path::exists), "nothing was made");
    assert_eq!(fs::read(data.join("store.sqlite")).expect("it is there"), before);
}

#[test]
fn a_copy_that_has_rotted_is_named_and_written_anew_and_a_backup_says_what_it_lacks() {
    let (_folder, data) = prepared();
    assert_eq!(store("backup", &data, &[]).code, Some(0));
    let copy = files_in(&data.join("backups/archive")).remove(0);
    let good = fs::read(&copy).expect("it can be read");
    let mut rotten = good.clone();
    rotten[20] ^= 1;
    fs::write(&copy, &rotten).expect("it can be written");
    let run = store("verify", &data, &[]);
    assert!(run.code == Some(1) && run.out.contains("copy beside the backups"), "{run:?}");
    assert_eq!(
        json(&store("verify", &data, &["--mend", "--json"]))["copies"],
        Value::Array(vec![])
    );
    assert_eq!(fs::read(&copy).expect("it can be read"), good);
    let name = copy.file_name().expect("it has a name");
    for lost in [copy.clone(), data.join("archive").join(name)] {
        fs::remove_file(lost).expect("it can be removed");
    }
    let run = store("backup", &data, &[]);
    assert!(run.code == Some(1) && run.out.contains("not in it: 1."), "{run:?}");
    let out = data.with_file_name("all.plainpolicy").display().to_string();
    let run = store("export", &data, &["--out", &out]);
    assert!(run.code == Some(2) && run.err.contains("--drafts-only"), "{run:?}");
    assert_eq!(store("export", &data, &["--out", &out, "--drafts-only"]).code, Some(0));
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("it is there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

#[test]
fn going_back_to_a_backup_is_shown_first_and_can_be_undone() {
    let (_folder, data) = prepared();
    let run = store("backup", &data, &[]);
    assert!(run.code == Some(0) && run.out.contains("made and checked"), "{run:?}");
    let number = |run: &Run, at: usize| json(run)[at]["number"].to_string();
    let newest = number(&store("restore", &data, &["--json"]), 0);
    let mut opened = open(&data);
    opened.rename(TEENS, "Renamed").expect("renames");
    drop(opened);
    let run = store("restore", &data, &[&newest]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.out.contains("“Teens”") && run.out.contains("--yes"), "{}", run.out);
    assert!(store("history", &data, &[]).out.contains("“Renamed”"), "nothing has changed");
    let run = store("restore", &data, &[&newest, "--yes"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(store("history", &data, &[]).out.contains("“Teens”"));
    let undo = number(&store("restore", &data, &["--json"]), 0);
    assert!(run.out.contains(&format!("backup {undo}")), "{}", run.out);
    assert_eq!(store("restore", &data, &[&undo, "--yes"]).code, Some(0));
    assert!(store("history", &data, &[]).out.contains("“Renamed”"));
    let run = store("restore", &data, &["999"]);
    assert!(run.code == Some(2) && run.err.contains("no backup 999"), "{run:?}");
    let other = folder();
    let from = data.join("backups").display().to_string();
    practice_store(other.path());
    let run = store("restore", other.path(), &["--from", &from]);
    assert!(run.code == Some(0) && run.out.contains("asked for"), "{run:?}");
}

#[test]
fn what_is_exported_is_imported_elsewhere_after_a_look() {
    let (folder, data) = prepared();
    let out = folder.path().join("all.plainpolicy");
    let name = out.display().to_string();
    let run = store("export", &data, &["--out", &name]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("2 policies, 8 issued files"), "{}", run.out);
    assert_eq!(fs::read(&out).ok(), fs::read(portable(&data)).ok(), "as the window writes it");
    let one = folder.path().join("one.plainpolicy").display().to_string();
    let run = store("export", &data, &["--out", &one, "--policy", "Teens", "--drafts-only"]);
    assert!(run.out.contains("1 policy, 0 issued files"), "{run:?}");

    let run = store("export", &data, &["--out", &name]);
    assert!(run.code == Some(2) && run.err.contains("is there already"), "{run:?}");
    assert_eq!(store("export", &data, &["--out", &name, "--replace"]).code, Some(0));

    let fresh = folder.path().join("fresh");
    let run = store("import", &fresh, &[&name]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.out.contains("“Adults” is new here, with 2 issued revisions."), "{}", run.out);
    assert!(!fresh.exists(), "looking makes nothing");
    assert_eq!(store("import", &fresh, &[&name, "--yes"]).code, Some(0));
    let again = folder.path().join("again.plainpolicy").display().to_string();
    assert_eq!(store("export", &fresh, &["--out", &again]).code, Some(0));
    assert_eq!(fs::read(&again).ok(), fs::read(&out).ok(), "to the byte");
    let run = store("import", &fresh, &[&name]);
    assert!(run.code == Some(0) && run.out.contains("nothing to take over"), "{run:?}");
    let plan = json(&store("import", &fresh, &[&name, "--json"]));
    assert_eq!(plan["policies"][0]["change"]["kind"], "same");

    let run = store("import", &fresh, &[&data.join("store.sqlite").display().to_string(), "--yes"]);
    assert!(run.code == Some(2) && run.err.contains("not a policy file"), "{run:?}");
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let (folder, data) = prepared();
    let file = portable(&data).display().to_string();
    let out = folder.path().join("out.plainpolicy").display().to_string();
    let running = open(&data);
    for (command, more) in [
        ("check", &[][..]),
        ("verify", &[]),
        ("history", &[]),
        ("backup", &[]),
        ("restore", &[]),
        ("restore", &["1", "--yes"]),
        ("export", &["--out", &out]),
        ("import", &[&file]),
        ("import", &[&file, "--yes"]),
    ] {
        let run = store(command, &data, more);
        assert_eq!(run.code, Some(2), "{command}: {run:?}");
        assert!(run.err.contains("has this folder open"), "{command}: {}", run.err);
    }
    drop(running);
    assert_eq!(store("check", &data, &[]).code, Some(0));
}

#[test]
fn a_folder_without_a_store_and_words_it_does_not_know_are_named() {
    let folder = folder();
    for command in ["check", "verify", "history", "backup", "restore"] {
        let run = store(command, folder.path(), &[]);
        assert_eq!(run.code, Some(2), "{command}: {run:?}");
        assert!(run.err.contains("no store of Plain Policy"), "{command}: {}", run.err);
        assert!(crate::process::files(folder.path()).is_empty(), "and nothing is made");
    }
    for (words, says) in [
        (&["store"][..], "check, verify"),
        (&["store", "erase", "x"], "no command `erase`"),
        (&["store", "check"], "needs FOLDER"),
        (&["store", "export", "x"], "needs --out"),
        (&["store", "import", "x"], "and FILE"),
        (&["store", "check", "x", "--force"], "--force"),
    ] {
        let run = policy(words);
        assert_eq!(run.code, Some(2), "{words:?}: {run:?}");
        assert!(run.err.contains(says), "{words:?}: {}", run.err);
    }
}
