//! Existing policies, read (`tests/old/*.txt`): what is wrong with them, what they say, what they lack.

use std::collections::BTreeMap;

use policy::Catalogue;
use policy::old::{OldPolicy, check, start};
use policy_tests::practice::folder;
use policy_tests::{none, practice};
use serde::Deserialize;
use serde_json::Value;

/// What must come of a text; what is not named may or may not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// All of them, in any order.
    rules: Vec<String>,
    found: Vec<String>,
    missing: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
    answers: BTreeMap<String, Value>,
}

#[test]
fn each_old_policy_is_read_as_a_person_would() {
    let mut faults = Vec::new();
    for (name, text, expected) in cases() {
        let old = read(&text);
        let mut rules: Vec<&str> = old.findings.iter().map(|f| f.rule.as_str()).collect();
        rules.sort_unstable();
        if rules != expected.rules {
            faults.push(format!("{name}: rules {rules:?}"));
        }
        let has = |topics: &[policy::old::Topic], id: &String| topics.iter().any(|t| t.id == *id);
        faults.extend(
            expected
                .found
                .iter()
                .filter(|id| !has(&old.found, id))
                .map(|id| format!("{name}: {id} not found")),
        );
        faults.extend(
            expected
                .missing
                .iter()
                .filter(|id| !has(&old.missing, id))
                .map(|id| format!("{name}: {id} not missed")),
        );
        if old.notes.len() != expected.notes.len() {
            faults.push(format!("{name}: notes {:?}", old.notes));
        }
        let answers: BTreeMap<String, Value> =
            old.suggestions.iter().map(|s| (s.question.clone(), s.answer.clone())).collect();
        for (question, answer) in &expected.answers {
            if answers.get(question) != Some(answer) {
                faults.push(format!("{name}: {question} = {:?}", answers.get(question)));
            }
        }
    }
    none(&faults, "She would have to type again what is already there.");
}

#[test]
fn answers_found_wait_for_a_yes() {
    for (_, text, _) in cases() {
        let old = read(&text);
        let draft = start(Catalogue::embedded(), &old.suggestions);
        let questions: Vec<&String> = draft.answers.keys().collect();
        assert_eq!(questions, draft.suggested.iter().collect::<Vec<_>>());
        assert!(practice::run(&draft).problems.is_empty());
    }
}

#[test]
fn odd_texts_are_read_without_harm() {
    let long = "The practice keeps a page. ".repeat(60_000);
    for text in ["", " \n\n ", "\u{202e}\u{0}", "<script>x</script>", "{{we}}"] {
        let old = read(text);
        assert!(old.notes.len() <= 1, "{:?}", old.notes);
    }
    assert_eq!(read(&long).notes.len(), 1);
}

fn read(text: &str) -> OldPolicy {
    let catalogue = Catalogue::embedded();
    check(catalogue, &catalogue.languages["en"].words, text)
}

fn cases() -> Vec<(String, String, Expected)> {
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(folder().join("old")).expect("tests/old is there") {
        let path = entry.expect("it can be listed").path();
        if path.extension().is_some_and(|it| it == "txt") {
            let text = std::fs::read_to_string(&path).expect("it can be read");
            let expected = std::fs::read_to_string(path.with_extension("toml"))
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            cases.push((name, text, toml::from_str(&expected).expect("it is TOML")));
        }
    }
    cases
}
