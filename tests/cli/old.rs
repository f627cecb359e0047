//! An existing policy as input, in each kind of file.

use std::path::Path;

use serde_json::Value;

use crate::process::{file, folder, policy, practice, render};

fn old(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/old/{name}"));
    path.to_string_lossy().into_owned()
}

#[test]
fn an_old_policy_is_checked_and_gives_its_answers() {
    let run = policy(&["check", &old("stiff.txt")]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.out.contains("Must fix (R09)") && run.out.contains("It says nothing about"));
    let answers = policy(&["check", &old("stiff.txt"), "--answers"]);
    let draft: Value = serde_json::from_str(&answers.out).expect("it is a draft");
    assert_eq!(draft["answers"]["friend_requests"], "decline_all");
    assert!(draft["suggested"].as_array().is_some_and(|list| !list.is_empty()));
}

#[test]
fn our_own_copies_are_read_back() {
    let out = folder();
    render(&practice("halloran"), out.path(), &[]);
    for name in ["policy.pdf", "policy.html", "policy.txt"] {
        let path = out.path().join(name);
        let run = policy(&["check", &path.to_string_lossy(), "--json"]);
        let read: Value = serde_json::from_str(&run.out).expect("it is JSON");
        let stops = read["findings"].as_array().expect("a list");
        assert!(stops.iter().all(|finding| finding["severity"] == "note"), "{name}: {stops:?}");
        let found = read["found"].as_array().expect("a list").len();
        assert!(found > 10, "{name}: {found} topics");
    }
}

#[test]
fn what_is_no_text_is_said_in_a_sentence() {
    let out = folder();
    let word = file(out.path(), "old.docx", "PK\u{3}\u{4}");
    let run = policy(&["check", &word.to_string_lossy()]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("copy the text and paste it here"), "{}", run.err);
}
