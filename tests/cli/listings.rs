//! The questionnaire, presets and examples as output.

use serde_json::Value;

use crate::process::{policy, with_input};

#[test]
fn every_example_can_be_reviewed() {
    let list = policy(&["example", "--list"]);
    assert_eq!(list.code, Some(0));
    let names: Vec<&str> = list.out.lines().collect();
    assert!(names.len() >= 4, "{names:?}");
    for name in names {
        let example = policy(&["example", name]);
        let review = with_input(&["review", "-", "--date", "2026-12-01"], &example.out);
        assert_eq!(review.code, Some(0), "{name} is finished: {review:?}");
    }
}

#[test]
fn the_questionnaire_is_json() {
    let run = policy(&["questions", "--json"]);
    let view: Value = serde_json::from_str(&run.out).expect("it is JSON");
    let questions = view["questions"].as_array().expect("there are questions");
    assert!(questions.len() > 20);
    for question in questions {
        assert_ne!(question["ask"], "", "{} asks nothing", question["id"]);
    }
}

#[test]
fn the_questionnaire_is_a_graph() {
    let run = policy(&["questions", "--graph"]);
    let graph = run.out.trim();
    assert!(
        graph.starts_with("digraph questionnaire {") && graph.ends_with('}'),
        "Graphviz reads it"
    );
    assert_eq!(graph.matches('{').count(), graph.matches('}').count(), "every brace is closed");
    for edge in graph.lines().filter_map(|line| line.trim().strip_suffix(';')?.split_once(" -> ")) {
        for end in [edge.0, edge.1] {
            assert!(graph.contains(&format!("    {end};")), "{end} is no question");
        }
    }
}

#[test]
fn the_questionnaire_can_be_read() {
    let run = policy(&["questions"]);
    assert!(run.out.contains("practice_name"), "{}", run.out);
}

#[test]
fn a_preset_fills_what_is_open() {
    let run = with_input(&["preset", "open_page", "-"], "{\"comments\": \"off\"}");
    assert_eq!(run.code, Some(0), "{run:?}");
    let draft: Value = serde_json::from_str(&run.out).expect("it is a draft");
    assert_eq!(draft["answers"]["comments"], "off", "what the clinician said stays");
    assert_eq!(draft["answers"]["has_accounts"], "yes");
    let suggested = draft["suggested"].as_array().expect("suggestions are marked");
    assert!(suggested.contains(&Value::from("has_accounts")));
    assert!(!suggested.contains(&Value::from("comments")));
    let review = with_input(&["review", "-"], &run.out);
    assert_eq!(review.code, Some(1), "her name is still missing: {review:?}");
}

#[test]
fn an_unknown_preset_is_refused_with_the_names() {
    let run = with_input(&["preset", "wild", "-"], "{}");
    assert_eq!(run.code, Some(2));
    for name in ["open_page", "active_educator", "no_contact"] {
        assert!(run.err.contains(name), "{}", run.err);
    }
}

#[test]
fn the_content_has_no_faults() {
    let run = policy(&["lint"]);
    assert_eq!(run.code, Some(0), "{}", run.out);
}

#[test]
fn the_review_of_the_window_is_json() {
    let example = policy(&["example", "halloran"]);
    let run = with_input(&["review", "-", "--json", "--window"], &example.out);
    let review: Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(review["draft"], false);
    assert!(review["preview"]["parts"].as_array().is_some_and(|parts| parts.len() > 5));
}

#[test]
fn the_table_of_standards_in_the_docs_is_the_one_that_holds() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/standards.md");
    let table = policy(&["standards"]).out;
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &table).expect("the docs can be written");
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == table, "docs/standards.md is old: BLESS=1 writes it anew");
}
