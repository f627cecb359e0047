//! Bad input is refused with its place; odd answers are reported and not printed.

use crate::process::{file, files, folder, policy, render, with_input};

fn refused(name: &str, text: &str, says: &[&str]) {
    let (from, to) = (folder(), folder());
    let out = to.path().join("out");
    let run = render(&file(from.path(), "answers.json", text), &out, &[]);
    assert_eq!(run.code, Some(2), "{name}: {run:?}");
    for part in says {
        assert!(run.err.contains(part), "{name} should say “{part}”: {}", run.err);
    }
    assert!(!out.exists(), "{name}: nothing is written");
}

#[test]
fn malformed_json_names_line_and_column() {
    refused("a missing comma", "{\n  \"voice\": \"i\"\n  \"phone\": 1\n}", &["line 3", "column 3"]);
    refused("an early end", "{\"voice\": ", &["line 1", "column 10"]);
    refused("an empty file", "", &["line 1"]);
    refused("a list", "[1, 2]", &["curly braces"]);
}

#[test]
fn files_that_are_no_policy_are_refused() {
    refused("a newer draft", r#"{"format": 9, "answers": {}}"#, &["newer version", "format 9"]);
    refused(
        "a draft without its number",
        r#"{"format": "x", "answers": {}}"#,
        &["not a policy file"],
    );
    refused(
        "a draft with more in it",
        r#"{"format": 1, "answers": {}, "x": 1}"#,
        &["not a policy file"],
    );
    refused("a huge file", &format!("{{\"own_words\": \"{}\"}}", "x".repeat(11 << 20)), &["10 MB"]);
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    let folder = folder();
    let path = folder.path().join("answers.json");
    std::fs::write(&path, b"{\"voice\": \"\xff\"}").expect("the file can be written");
    let run = policy(&["review".as_ref(), path.as_os_str()]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("UTF-8"), "{}", run.err);
}

#[test]
fn standard_input_works_as_a_file_does() {
    let out = folder();
    let text = std::fs::read_to_string(crate::process::practice("stone")).expect("it is there");
    let path = out.path().display().to_string();
    let run = with_input(&["render", "-", "--out", &path, "--date", "2026-12-01"], &text);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(files(out.path()).len(), 3);
    let bad = with_input(&["review", "-"], "{");
    assert!(bad.err.contains("standard input"), "{}", bad.err);
}

#[test]
fn unknown_questions_are_named_and_not_printed() {
    let (from, out) = (folder(), folder());
    let text = std::fs::read_to_string(crate::process::practice("halloran")).expect("it is there");
    let text = text.replacen('{', "{ \"favourite_colour\": \"Aubergine\",", 1);
    let run = render(&file(from.path(), "answers.json", &text), out.path(), &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.contains("favourite_colour"), "{}", run.err);
    for name in ["policy.txt", "policy.html"] {
        let printed = std::fs::read_to_string(out.path().join(name)).expect("it was written");
        assert!(!printed.contains("Aubergine"), "{name}");
    }
}

#[test]
fn an_answer_of_the_wrong_kind_is_a_problem_at_its_question() {
    let cases = [
        ("voice", "7"),
        ("voice", "\"royal\""),
        ("channels", "\"phone\""),
        ("channels", "[\"phone\", \"pigeon\"]"),
        ("phone", "\"call me\""),
        ("phone", "[\"503-555-0142\"]"),
        ("reply_days", "99"),
        ("reply_days", "2.5"),
        ("effective_date", "\"next week\""),
        ("clinicians", "{}"),
        ("clinicians", "[{\"profession\": \"wizard\"}]"),
    ];
    for (question, answer) in cases {
        let input = format!("{{\"{question}\": {answer}}}");
        let run = with_input(&["review", "-", "--json"], &input);
        assert_eq!(run.code, Some(1), "{input}: {run:?}");
        let report: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
        assert_eq!(report["problems"][0]["question"], question, "{input}");
        let sentence = report["problems"][0]["sentence"].as_str().unwrap_or_default();
        assert!(sentence.ends_with('.') && sentence.contains(' '), "{input}: “{sentence}”");
        assert!(!sentence.contains(['{', '}']), "{input}: “{sentence}”");
    }
}
