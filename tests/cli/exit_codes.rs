//! 0 = done; 1 = done, but something is left to do; 2 = bad input, nothing written.

use crate::process::{files, folder, policy, practice, render};

#[test]
fn a_finished_practice_ends_with_0_and_three_files() {
    let out = folder();
    let run = render(&practice("halloran"), out.path(), &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(files(out.path()), ["policy.html", "policy.pdf", "policy.txt"]);
    let text = std::fs::read_to_string(out.path().join("policy.txt")).expect("it was written");
    assert!(!text.contains("DRAFT"), "nothing is left to do");
}

#[test]
fn blanks_end_with_1_and_mark_the_files() {
    let out = folder();
    let run = render(&practice("draft"), out.path(), &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(files(out.path()), ["policy.html", "policy.pdf", "policy.txt"]);
    let text = std::fs::read_to_string(out.path().join("policy.txt")).expect("it was written");
    assert!(text.starts_with("DRAFT"), "a draft must not pass for a policy");
}

#[test]
fn stops_end_with_1() {
    let out = folder();
    assert_eq!(render(&practice("risky"), out.path(), &[]).code, Some(1));
    assert_eq!(policy(&["review".as_ref(), practice("risky").as_os_str()]).code, Some(1));
    assert_eq!(policy(&["review".as_ref(), practice("halloran").as_os_str()]).code, Some(0));
}

#[test]
fn what_it_does_not_know_ends_with_2() {
    let unknown: [&[&str]; 7] = [
        &["paint"],
        &["render"],
        &["render", "--colour", "red"],
        &["review"],
        &["review", "/no/such/file.json"],
        &["example", "nobody"],
        &["preset", "nothing", "-"],
    ];
    for words in unknown {
        let run = policy(words);
        assert_eq!(run.code, Some(2), "{words:?}: {run:?}");
        assert!(run.err.starts_with("policy: "), "{words:?} must say why: {run:?}");
        assert_eq!(run.out, "", "{words:?}");
    }
}

#[test]
fn help_and_version_end_with_0() {
    for words in ["--help", "-h", "--version", "-V"] {
        let run = policy(&[words]);
        assert_eq!(run.code, Some(0), "{words}");
        assert!(!run.out.is_empty(), "{words}");
    }
}
