//! `policy compare`: in words, as JSON, and the sheet.

use std::path::{Path, PathBuf};

use crate::process::{Run, folder, policy, practice, with_input};

fn revision(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/revisions/{name}.json"))
}

fn compare(old: &Path, new: &Path, more: &[&str]) -> Run {
    let inputs = [old, new].map(|path| path.to_string_lossy().into_owned());
    let fixed = ["compare", "--date", "2026-12-01"].map(str::to_owned);
    let more = more.iter().map(|&word| word.to_owned());
    policy(&fixed.into_iter().chain(inputs).chain(more).collect::<Vec<_>>())
}

#[test]
fn what_changed_is_said_in_words() {
    let run = compare(&practice("willow"), &revision("willow-phone"), &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.out.contains("was: Phone 510-555-0168\n    now: Phone 510-555-0199"),
        "{}",
        run.out
    );
    let same = compare(&practice("willow"), &practice("willow"), &[]);
    assert_eq!((same.code, same.out.as_str()), (Some(0), "Nothing changed.\n"));
}

#[test]
fn json_is_the_comparison_and_nothing_else() {
    let out = folder();
    let into = out.path().to_string_lossy().into_owned();
    let more = ["--json", "--sheet", "--out", &into];
    let run = compare(&practice("willow"), &revision("willow-grows"), &more);
    let value: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!((&value["added"], &value["removed"]), (&2.into(), &0.into()));
    assert!(run.err.contains("changes.pdf (1 page)"), "{}", run.err);
}

#[test]
fn the_sheet_is_three_files_and_the_same_bytes_every_time() {
    let read = || {
        let out = folder();
        let into = out.path().to_string_lossy().into_owned();
        let run =
            compare(&practice("willow"), &revision("willow-much"), &["--sheet", "--out", &into]);
        assert!(run.out.contains("changes.pdf (1 page), changes.html, changes.txt"), "{run:?}");
        ["pdf", "html", "txt"].map(|ending| {
            std::fs::read(out.path().join(format!("changes.{ending}"))).expect("it was written")
        })
    };
    let first = read();
    assert!(first[0].starts_with(b"%PDF-1.7") && first[1].starts_with(b"<!DOCTYPE html>"));
    assert_eq!(first, read());
}

#[test]
fn without_news_for_clients_there_is_no_sheet_and_a_sentence_says_so() {
    let out = folder();
    let into = out.path().join("out");
    let path = into.to_string_lossy().into_owned();
    let run = compare(&practice("willow"), &revision("willow-dates"), &["--sheet", "--out", &path]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("there is no sheet to hand out"), "{}", run.out);
    assert!(!into.exists(), "nothing is written");
}

#[test]
fn a_draft_with_work_left_is_said_by_the_exit_code() {
    let run = compare(&practice("willow"), &practice("draft"), &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
}

#[test]
fn what_is_missing_is_said_and_nothing_written() {
    let willow = practice("willow").to_string_lossy().into_owned();
    let cases: [(&[&str], &str); 5] = [
        (&[&willow], "compare needs two INPUTs, the older one first."),
        (&["-", "-"], "Only one of the two can come from standard input."),
        (&[&willow, &willow, "--sheet"], "--sheet needs --out DIR"),
        (&[&willow, &willow, "--out", "x"], "add --sheet"),
        (&[&willow, &willow, &willow], "unexpected argument"),
    ];
    for (words, said) in cases {
        let words: Vec<&str> = std::iter::once("compare").chain(words.iter().copied()).collect();
        let run = policy(&words);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}

#[test]
fn one_of_the_two_may_come_from_standard_input() {
    let old = std::fs::read_to_string(practice("willow")).expect("it is there");
    let new = revision("willow-phone").to_string_lossy().into_owned();
    let run = with_input(&["compare", "-", &new], &old);
    assert!(run.out.contains("now: Phone 510-555-0199"), "{run:?}");
}
