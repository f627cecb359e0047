//! Words that no client ever reads from us (`never-print.toml`).

use policy::Catalogue;
use policy_tests::none;
use policy_tests::practice::{print, suite};
use regex::RegexBuilder;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct File {
    never: Vec<Never>,
}

/// A row of `never-print.toml`.
#[derive(Deserialize)]
struct Never {
    pattern: String,
    why: String,
}

#[test]
fn no_clause_and_no_word_of_the_frame_says_it() {
    let catalogue = Catalogue::embedded();
    let language = &catalogue.languages["en"];
    let mut texts: Vec<(String, String)> =
        language.clauses.iter().map(|(id, clause)| (id.clone(), clause.body.clone())).collect();
    for (document, said) in &language.words.documents {
        texts.push((format!("the frame of {document}"), format!("{said:?}")));
    }
    texts.push(("text/en/places/us.toml".into(), format!("{:?}", language.words.places)));
    let mut faults = Vec::new();
    for Never { pattern, why } in never() {
        let pattern = compiled(&pattern);
        for (place, text) in &texts {
            if let Some(found) = pattern.find(text) {
                faults.push(format!("{place}: “{}”: {why}", found.as_str()));
            }
        }
    }
    none(&faults, "Our own words must not say this to a client.");
}

#[test]
fn no_document_of_the_suite_says_it_unless_the_clinician_typed_it() {
    let mut faults = Vec::new();
    for practice in suite() {
        let text = print(&practice.draft).text().replace('\u{a0}', " ");
        let typed: String = practice.draft.answers.values().map(all_strings).collect();
        for Never { pattern, why } in never() {
            for found in compiled(&pattern).find_iter(&text) {
                if !typed.contains(found.as_str()) {
                    faults.push(format!("{}: “{}”: {why}", practice.name, found.as_str()));
                }
            }
        }
    }
    none(&faults, "A client would read this.");
}

fn never() -> Vec<Never> {
    toml::from_str::<File>(include_str!("../never-print.toml"))
        .expect("never-print.toml is TOML")
        .never
}

fn compiled(pattern: &str) -> regex::Regex {
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .build()
        .unwrap_or_else(|error| panic!("{error}"))
}

fn all_strings(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text}\n"),
        Value::Array(items) => items.iter().map(all_strings).collect(),
        Value::Object(fields) => fields.values().map(all_strings).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}
