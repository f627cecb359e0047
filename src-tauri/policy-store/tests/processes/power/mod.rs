//! Power cuts, replayed: everything a process asked of the disk is recorded, then the disk is cut off
//! at every one of these moments, on a model of two kinds of file systems, and the store is opened
//! from what is left.
//!
//! Needs strace, so it runs with `cargo xtask test --all` only.

mod disk;
mod trace;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use policy_store::Reason;

use self::disk::{Disk, Kind};
use self::trace::{Act, CALLS};
use crate::alone;
use crate::fixture::{Dice, at, draft, edit, id, issue, open, quick_temp, temp, times, try_open};
use crate::kill::{FOLDER, count_of, counted};

/// Edits in the recording; every fifth is an issue.
const EDITS: u64 = 40;
/// Cuts of each kind and control.
const CUTS: &str = "PLAIN_POLICY_CUTS";

/// Not a test of its own: what is recorded. A first start, edits, issues, a backup, the close.
#[test]
#[ignore = "runs as the child of the test below"]
fn writes() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut store = open(Path::new(&folder));
    let mut issued = 0;
    store.create(id(1), "p", &draft(&[]), at(0)).unwrap();
    println!("ack 0 0");
    for count in 1..=EDITS {
        let millis = i64::try_from(count).unwrap();
        if count.is_multiple_of(5) {
            issue(&mut store, id(1), &counted(count), &format!("words {count}"), millis).unwrap();
            issued += 1;
        } else {
            let field = (!count.is_multiple_of(3)).then_some("count");
            store.save(id(1), &counted(count), edit(field, millis)).unwrap();
        }
        println!("ack {count} {issued}");
        if count == EDITS / 2 {
            store.back_up(Reason::Asked, at(millis)).unwrap();
        }
    }
    store.close(at(1_000)).unwrap();
    println!("ack {EDITS} {issued}");
}

/// Not a test of its own: opens folder after folder and says what is there.
#[test]
#[ignore = "runs as the child of the test below"]
fn looks() {
    if std::env::var_os(FOLDER).is_none() {
        return;
    }
    println!("\nready");
    for folder in std::io::stdin().lines().map_while(Result::ok) {
        match try_open(Path::new(&folder)) {
            Err(error) => println!("refused {}", error.code()),
            Ok(opened) => {
                let salvaged = opened.salvaged.is_some();
                let store = opened.store;
                let count = store.draft(id(1)).map_or(-1, |draft| count_of(&draft).cast_signed());
                let issued = store.revisions(id(1)).map_or(0, |revisions| revisions.len());
                let found = store.verify().unwrap();
                let faults = found.faults.len() + found.mended.len() + found.store.len();
                println!("found {count} {issued} {faults} {salvaged}");
            }
        }
    }
}

#[test]
#[ignore = "needs strace; part of `cargo xtask test --all`"]
fn a_power_cut_loses_nothing_acknowledged() {
    let _alone = alone();
    let folder = temp();
    let acts = recorded(folder.path());
    let cuts = times(CUTS, 400);
    let mut looker = Looker::start(folder.path());
    for kind in [Kind::Journalled, Kind::Hostile] {
        let bad = cut(&acts, folder.path(), kind, cuts, &mut looker);
        println!("{kind:?}: {cuts} cuts at {} operations, {} bad", acts.len(), bad.len());
        assert!(bad.is_empty(), "{bad:#?}");
    }
    // The same with less care has to show, or this proves nothing.
    let without = |careless: &dyn Fn(&Path) -> bool| -> Vec<Act> {
        let lost = |act: &&Act| !matches!(act, Act::Synced { path } if careless(path));
        acts.iter().filter(lost).cloned().collect()
    };
    let log = |path: &Path| path.to_string_lossy().ends_with("-wal");
    let folders = |path: &Path| path.extension().is_none();
    for (what, kind, acts) in [
        ("the log unsynced", Kind::Journalled, without(&log)),
        ("folders and archive unsynced", Kind::Hostile, without(&folders)),
    ] {
        let bad = cut(&acts, folder.path(), kind, cuts, &mut looker).len();
        println!("control, {what}: {bad} of {cuts} bad");
        assert!(bad * 10 >= cuts, "{what}: {bad} of {cuts}");
    }
}

/// Everything the child asked of the disk below `root`.
fn recorded(root: &Path) -> Vec<Act> {
    let notes = temp();
    let notes = notes.path().join("notes");
    let status = Command::new("strace")
        .args(["-f", "-y", "-xx", "-s", "100000000", "-e", CALLS, "-o"])
        .arg(&notes)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "power::writes", "--ignored", "--nocapture"])
        .env(FOLDER, root)
        .stdout(Stdio::null())
        .status()
        .expect("strace is installed");
    assert!(status.success(), "the child ends well");
    let acts = trace::read(&std::fs::read_to_string(notes).unwrap(), root);
    let said = acts.iter().filter(|act| acknowledged(act).is_some()).count();
    assert_eq!(said as u64, EDITS + 2, "the recording is whole");
    acts
}

fn acknowledged(act: &Act) -> Option<(i64, usize)> {
    let Act::Said { line } = act else { return None };
    // The name of the test stands before the first.
    let (_, words) = line.split_once("ack ")?;
    let (count, issued) = words.split_once(' ')?;
    Some((count.parse().ok()?, issued.parse().ok()?))
}

/// Cuts the disk off at so many moments, spread over all, and says which of them lost something.
fn cut(acts: &[Act], root: &Path, kind: Kind, cuts: usize, looker: &mut Looker) -> Vec<String> {
    let mut dice = Dice(9);
    let mut disk = Disk::new(kind, root);
    let mut told = None;
    let mut bad = Vec::new();
    for (nth, act) in acts.iter().enumerate() {
        disk.apply(act);
        told = acknowledged(act).or(told);
        for _ in nth * cuts / acts.len()..(nth + 1) * cuts / acts.len() {
            let left = quick_temp();
            disk.cut(root, left.path(), &mut dice);
            let found = looker.look(left.path());
            if !is_whole(&found, told) {
                let last: Vec<String> = acts[..=nth].iter().rev().take(3).map(Act::said).collect();
                bad.push(format!("after {}, told {told:?}: {found}", last.join(" < ")));
            }
        }
    }
    bad
}

/// Whether all that was acknowledged is there, sound, and at most the one edit more that was under
/// way.
fn is_whole(found: &str, told: Option<(i64, usize)>) -> bool {
    let words: Vec<&str> = found.split(' ').collect();
    let ["found", count, issued, faults, salvaged] = words[..] else { return false };
    let (count, issued): (i64, usize) = (count.parse().unwrap(), issued.parse().unwrap());
    let whole = match told {
        Some((c, i)) => (c..=c + 1).contains(&count) && (i..=i + 1).contains(&issued),
        // A first start that was cut short may be set aside: nothing was in it.
        None => return count <= 0 && issued == 0,
    };
    whole && faults == "0" && salvaged == "false"
}

/// The child that looks.
struct Looker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Looker {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "power::looks", "--ignored", "--nocapture"])
            .env(FOLDER, folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let mut looker =
            Self { input, output: BufReader::new(child.stdout.take().unwrap()), child };
        while looker.line() != "ready" {}
        looker
    }

    fn look(&mut self, folder: &Path) -> String {
        let folder: PathBuf = folder.to_owned();
        writeln!(self.input, "{}", folder.display()).unwrap();
        loop {
            let line = self.line();
            // The test program speaks up by itself when a test takes long.
            if !line.starts_with("test ") {
                return line;
            }
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the looker lives");
        line.trim().to_owned()
    }
}

impl Drop for Looker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
