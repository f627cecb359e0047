//! Force-quit at random moments of saving and issuing.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use policy::Draft;
use serde_json::{Value, json};

use crate::alone;
use crate::fixture::{Dice, at, draft, edit, id, issue, open, temp, times, try_open};

/// The name of the test below that is the other process.
pub(crate) const CHILD: &str = "kill::child";
/// Tells it where.
pub(crate) const FOLDER: &str = "PLAIN_POLICY_TEST_FOLDER";

/// Not a test of its own: saves on and on, says so after each COMMIT, until it is killed.
#[test]
#[ignore = "runs as the child of other tests"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut out = std::io::stdout();
    let mut store = match try_open(Path::new(&folder)) {
        Ok(opened) => opened.store,
        Err(error) => {
            println!("refused {}", error.code());
            return;
        }
    };
    let mut count = count_of(&store.draft(id(1)).unwrap());
    let mut issued = store.revisions(id(1)).unwrap().len();
    writeln!(out, "\nready").unwrap();
    loop {
        count += 1;
        let next = counted(count);
        if count.is_multiple_of(5) {
            let millis = i64::try_from(count).unwrap();
            issue(&mut store, id(1), &next, &format!("words {count}"), millis).unwrap();
            issued += 1;
            writeln!(out, "ack {count} {issued}").unwrap();
        } else {
            let field = (!count.is_multiple_of(3)).then_some("count");
            store.save(id(1), &next, edit(field, i64::try_from(count).unwrap())).unwrap();
            writeln!(out, "ack {count} {issued}").unwrap();
        }
        out.flush().unwrap();
    }
}

pub(crate) fn counted(count: u64) -> Draft {
    draft(&[("count", json!(count)), ("text", json!("typed words ".repeat(300)))])
}

pub(crate) fn count_of(draft: &Draft) -> u64 {
    draft.answers.get("count").and_then(Value::as_u64).unwrap_or_default()
}

#[test]
fn kills_lose_no_acknowledged_edit() {
    let _alone = alone();
    let kills = times("PLAIN_POLICY_KILLS", 200);
    let folder = temp();
    let mut store = open(folder.path());
    store.create(id(1), "p", &counted(0), at(0)).unwrap();
    drop(store);
    let mut dice = Dice(4);
    let (mut acknowledged, mut extra) = (0, 0);
    let mut last = (0u64, 0usize);
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", CHILD, "--ignored", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut take = |line: &str| {
            let words: Vec<&str> = line.split(' ').collect();
            if let ["ack", count, issued] = words[..]
                && let (Ok(count), Ok(issued)) = (count.parse(), issued.parse())
            {
                last = (count, issued);
                acknowledged += 1;
                return true;
            }
            false
        };
        // Some are killed while they open, most while they write.
        if kill % 10 != 0 {
            assert!(lines.any(|line| line == "ready"), "kill {kill}: the child opens the store");
            for _ in 0..dice.roll(4) {
                lines.find(|line| take(line)).expect("the child writes");
            }
        }
        std::thread::sleep(Duration::from_micros(dice.roll(12_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines {
            take(&line);
        }
        // Opening checks every row, every chain and every journal.
        let store = open(folder.path());
        let count = count_of(&store.draft(id(1)).unwrap());
        let issued = store.revisions(id(1)).unwrap().len();
        assert!(
            (last.0..=last.0 + 1).contains(&count) && (last.1..=last.1 + 1).contains(&issued),
            "kill {kill}: told {last:?}, found {count} {issued}",
        );
        extra += count - last.0;
        last = (count, issued);
    }
    let found = open(folder.path()).verify().unwrap();
    assert!(found.faults.is_empty() && found.mended.is_empty(), "{:?}", found.faults);
    println!("{kills} kills, {acknowledged} acknowledged, 0 lost, {extra} kept beyond that");
    assert!(acknowledged > kills, "it does write between kills: {acknowledged}");
}
