//! Each option does what the help says; what is planned is refused by its name.

use std::fs;

use crate::process::{folder, practice, render};

#[test]
fn what_is_not_built_is_refused_by_name() {
    let later: [&[&str]; 4] =
        [&["--ack", "form"], &["--variant", "booklet"], &["--lang", "es"], &["--lang", "en+es"]];
    for option in later {
        let out = folder();
        let run = render(&practice("halloran"), &out.path().join("out"), option);
        assert_eq!(run.code, Some(2), "{option:?}: {run:?}");
        assert!(run.err.contains("not built yet") && run.err.contains(option[1]), "{}", run.err);
        assert!(!out.path().join("out").exists(), "{option:?}: nothing is written");
    }
}

#[test]
fn what_does_not_exist_is_refused_with_what_does() {
    let wrong: [(&[&str], &str); 6] = [
        (&["--ack", "blood"], "pen"),
        (&["--variant", "tiny"], "standard"),
        (&["--lang", "tlh"], "en"),
        (&["--paper", "a5"], "letter"),
        (&["--date", "soon"], "2027-01-04"),
        (&["--id", "7"], "UUID"),
    ];
    for (option, says) in wrong {
        let out = folder();
        let run = render(&practice("halloran"), out.path(), option);
        assert_eq!(run.code, Some(2), "{option:?}");
        assert!(run.err.contains(says), "{option:?} should name {says}: {}", run.err);
    }
}

#[test]
fn the_page_for_the_pen_can_be_left_out() {
    let out = folder();
    let text = |more: &[&str]| {
        assert_eq!(render(&practice("halloran"), out.path(), more).code, Some(0));
        fs::read_to_string(out.path().join("policy.txt")).expect("it was written")
    };
    assert!(text(&["--ack", "pen"]).contains("Your signature"));
    assert!(!text(&["--ack", "none"]).contains("Your signature"));
}

#[test]
fn built_options_work_by_their_names() {
    let out = folder();
    let all = ["--lang", "en", "--variant", "standard", "--paper", "a4"];
    let run = render(&practice("halloran"), out.path(), &all);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(out.path().join("policy.pdf").metadata().is_ok_and(|file| file.len() > 1_000));
}

#[test]
fn a_variant_is_a_file_of_its_own() {
    let out = folder();
    for (variant, file) in
        [("large", "policy-large-print.pdf"), ("easy", "policy-easy-spacing.pdf")]
    {
        for paper in ["letter", "a4"] {
            let run = render(
                &practice("halloran"),
                out.path(),
                &["--variant", variant, "--paper", paper],
            );
            assert_eq!(run.code, Some(0), "{run:?}");
            assert!(run.out.contains(file), "{}", run.out);
            assert!(out.path().join(file).metadata().is_ok_and(|file| file.len() > 1_000));
        }
    }
    assert!(!out.path().join("policy.pdf").exists(), "the usual file is not written");
}

#[test]
fn a_letter_that_no_font_has_is_named_with_its_place() {
    let out = folder();
    let answers = fs::read_to_string(practice("halloran")).expect("it is there");
    let input = out.path().join("crab.json");
    fs::write(&input, answers.replace("June Halloran", "June 🦀 Halloran")).expect("it is written");
    let run = render(&input, out.path(), &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("“🦀” (U+1F980) under “"), "{}", run.err);
    assert!(run.err.contains("cannot be printed"), "{}", run.err);
}
