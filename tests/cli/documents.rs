//! `--document`: other papers from the same answers.

use std::fs;

use crate::process::{folder, practice, render};

#[test]
fn each_document_has_files_of_its_own_name() {
    let out = folder();
    for (name, file) in [("summary", "summary"), ("reader", "reader-guidelines"), ("teen", "teen")]
    {
        let run = render(&practice("willow"), out.path(), &["--document", name]);
        assert_ne!(run.code, Some(2), "{run:?}");
        for ending in ["pdf", "html", "txt"] {
            let path = out.path().join(format!("{file}.{ending}"));
            assert!(path.metadata().is_ok_and(|it| it.len() > 300), "{}", path.display());
        }
    }
    assert!(!out.path().join("policy.pdf").exists());
}

#[test]
fn a_document_that_is_not_for_these_answers_says_for_whom_it_is() {
    let out = folder();
    let run = render(&practice("halloran"), &out.path().join("out"), &["--document", "teen"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("teens or children"), "{}", run.err);
    assert!(!out.path().join("out").exists(), "nothing is written");
}

#[test]
fn a_document_that_does_not_exist_is_refused_with_those_that_do() {
    let out = folder();
    let run = render(&practice("halloran"), out.path(), &["--document", "poem"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("summary") && run.err.contains("teen"), "{}", run.err);
}

#[test]
fn a_summary_that_runs_over_names_the_text_to_shorten() {
    let out = folder();
    let text = fs::read_to_string(practice("halloran")).expect("it is there");
    let mut answers: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    answers["clinicians"][0]["title"] = "A very long title ".repeat(50).into();
    let input = out.path().join("long.json");
    fs::write(&input, answers.to_string()).expect("there is room");
    let run = render(&input, out.path(), &["--document", "summary"]);
    assert!(run.out.contains("is meant to fit 1 page"), "{run:?}");
    assert!(run.out.contains("Shorten your text under “Clinicians”"), "{run:?}");
}
