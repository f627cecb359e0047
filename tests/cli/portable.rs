//! A portable file as INPUT: its policies, and revisions as they were issued.

use std::fs;

use policy_store::Role;

use crate::practice_store::{ADULTS, draft, open, portable, practice_store};
use crate::process::{file, folder, policy, render, with_input};

fn prepared() -> (tempfile::TempDir, String) {
    let folder = folder();
    let data = folder.path().join("data");
    practice_store(&data);
    let path = portable(&data).display().to_string();
    (folder, path)
}

#[test]
fn one_policy_is_taken_and_several_are_listed() {
    let (folder, path) = prepared();
    let run = policy(&["review", &path, "--json"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("2 policies") && run.err.contains("“Teens”"), "{}", run.err);
    for wanted in ["Teens", "teens", "bbbb"] {
        let run = policy(&["review", &path, "--policy", wanted, "--json"]);
        let own =
            policy(&["review", &crate::process::practice("stone").display().to_string(), "--json"]);
        assert_eq!((run.code, run.out), (own.code, own.out), "{wanted}");
    }
    let run = policy(&["review", &path, "--policy", "Couples"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("no policy “Couples”") && run.err.contains("“Adults”"), "{}", run.err);

    let one = folder.path().join("one.plainpolicy");
    let bytes = open(&folder.path().join("data"))
        .export(ADULTS, policy_store::Extent::DraftOnly)
        .and_then(|one| Ok(one.write()?));
    fs::write(&one, bytes.expect("exports")).expect("there is room");
    let text = fs::read_to_string(&one).expect("it is text");
    let run = with_input(&["preset", "open_page", "-"], &text);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("503-555-0199"), "{}", run.out);
    let run = policy(&["review", &one.display().to_string(), "--revision", "1"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("no issued revisions"), "{}", run.err);
}

#[test]
fn a_revision_is_written_as_it_was_issued_to_the_byte() {
    let (folder, path) = prepared();
    let out = folder.path().join("out");
    let words = ["--policy", "Adults", "--revision", "1"];
    let run = render(path.as_ref(), &out, &words);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("as it was issued"), "{}", run.out);
    let store = open(&folder.path().join("data"));
    for (name, role) in [("policy.pdf", Role::Pdf), ("policy.html", Role::Html)] {
        let written = fs::read(out.join(name)).expect("it was written");
        assert!(written == store.issued(ADULTS, 1, role).expect("it is kept"), "{name}");
    }
    drop(store);
    let text = fs::read_to_string(out.join("policy.txt")).expect("it was written");
    assert!(!text.contains("503-555-0199"), "the number came with revision 2");

    let other = folder.path().join("a4");
    let run = render(path.as_ref(), &other, &[&words[..], &["--paper", "a4"]].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("printed from what was issued"), "{}", run.out);
    assert_ne!(fs::read(other.join("policy.pdf")).ok(), fs::read(out.join("policy.pdf")).ok());
    assert_eq!(fs::read_to_string(other.join("policy.txt")).expect("it was written"), text);
}

#[test]
fn a_kept_document_prints_although_the_wording_has_changed() {
    let (folder, path) = prepared();
    let content = folder.path().join("content");
    copy(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates"), &content);
    let css = content.join("layout/policy.css");
    let changed = fs::read_to_string(&css).expect("it is there") + "\n/* later */\n";
    fs::write(css, changed).expect("there is room");
    let out = folder.path().join("out");
    let words = ["--policy", "Adults", "--revision", "2", "--templates"];
    let content = content.display().to_string();
    let run = render(path.as_ref(), &out, &[&words[..], &[&content]].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    let html = fs::read_to_string(out.join("policy.html")).expect("it was written");
    assert!(!html.contains("/* later */") && html.contains("503-555-0199"));
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).expect("there is room");
    for entry in fs::read_dir(from).expect("it is there").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("there is room");
        }
    }
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let (folder, path) = prepared();
    let out = folder.path().join("out");
    let adults = ["--policy", "Adults", "--revision"];
    for (more, says) in [
        (&["7"][..], "1 to 2"),
        (&["1", "--document", "teen"], "was not issued"),
        (&["1", "--ack", "pen"], "cannot change it"),
    ] {
        let run = render(path.as_ref(), &out, &[&adults[..], more].concat());
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains(says), "{more:?}: {}", run.err);
    }
    let plain = file(folder.path(), "answers.json", &draft("stone").to_json());
    for (more, says) in [
        (["--revision", "1"], "which was not issued"),
        (["--policy", "Adults"], "this INPUT is one draft"),
    ] {
        let run = render(&plain, &out, &more);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains(says), "{more:?}: {}", run.err);
    }
    let text = fs::read_to_string(&path).expect("it is text");
    let newer = text.replacen("\"format\": 2", "\"format\": 9", 1);
    let run = with_input(&["review", "-"], &newer);
    assert!(run.code == Some(2) && run.err.contains("newer version"), "{run:?}");
    let spoilt = text.replacen("Adults", "Adulte", 1);
    let run = with_input(&["review", "-", "--policy", "Teens"], &spoilt);
    assert!(run.code == Some(2) && run.err.contains("changed or damaged"), "{run:?}");
    assert!(!out.exists(), "nothing is written");
}
