//! What the page may ask: each command parses, calls, and maps the error. Their names stand in
//! `window.rs`, `build.rs` and `capabilities/main.json`; a test below compares the three.

pub(crate) mod answers;
pub(crate) mod changes;
pub(crate) mod copies;
pub(crate) mod life;
pub(crate) mod moving;
pub(crate) mod old;
pub(crate) mod own;
pub(crate) mod places;
pub(crate) mod policies;
pub(crate) mod profile;

use policy::{Draft, InputError};
use serde::Deserialize as _;
use serde_json::Value;
use uuid::Uuid;

use crate::error::{Answer, CommandError};
use crate::version::Version;

/// The error says what kind of thing it is instead, and nothing of what is in it.
fn parse(draft: &Value) -> Answer<Draft> {
    Draft::from_json(&draft.to_string()).map_err(|error| {
        CommandError::bad_request(match error {
            InputError::Syntax { .. } => "the draft is no JSON",
            InputError::NotAnObject => "the draft is no object",
            InputError::NotADraft { .. } => "the draft has other parts",
            InputError::Newer { .. } => "the draft has a newer format",
            InputError::TooLarge { .. } => "the draft is too large",
        })
    })
}

fn parse_version(version: &Value) -> Answer<Version> {
    Version::deserialize(version).map_err(|_| CommandError::bad_request("there is no such version"))
}

fn parse_id(id: &str) -> Answer<Uuid> {
    Uuid::parse_str(id).map_err(|_| CommandError::bad_request("the id of the policy is none"))
}

#[cfg(test)]
mod hostile;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::error::Code;

    /// The words between two marks that look like the name of a command.
    fn names(text: &str, from: &str, to: &str) -> BTreeSet<String> {
        let (_, rest) = text.split_once(from).expect("the list begins");
        let (list, _) = rest.split_once(to).expect("the list ends");
        let words = list.split(|c: char| c.is_whitespace() || ",\"".contains(c));
        let last = |word: &str| word.rsplit("::").next().unwrap_or_default().to_owned();
        words.map(last).filter(|word| !word.is_empty()).collect()
    }

    fn registered() -> BTreeSet<String> {
        names(include_str!("../window.rs"), "generate_handler![", "]")
    }

    #[test]
    fn every_command_is_registered_named_and_allowed_once() {
        let registered = registered();
        assert!(registered.len() > 18, "{registered:?}");
        assert_eq!(registered, names(include_str!("../build.rs"), ".commands(&[", "]"));
        let allowed = include_str!("../../capabilities/main.json");
        let allowed: BTreeSet<_> = names(allowed, "\"permissions\": [", "]")
            .iter()
            .map(|word| word.strip_prefix("allow-").expect("ours alone").replace('-', "_"))
            .collect();
        assert_eq!(registered, allowed);
    }

    #[test]
    fn a_panic_in_any_command_is_caught() {
        let files = [
            include_str!("answers.rs"),
            include_str!("changes.rs"),
            include_str!("copies.rs"),
            include_str!("life.rs"),
            include_str!("moving.rs"),
            include_str!("old.rs"),
            include_str!("own.rs"),
            include_str!("places.rs"),
            include_str!("policies.rs"),
            include_str!("profile.rs"),
        ];
        let commands = files.iter().flat_map(|file| file.split("#[tauri::command]").skip(1));
        let bodies: Vec<&str> =
            commands.map(|rest| rest.split("\n}").next().unwrap_or_default()).collect();
        assert_eq!(bodies.len(), registered().len());
        for body in bodies {
            assert_eq!(body.matches("    guarded(").count(), 1, "{body}");
        }
    }

    #[test]
    fn the_page_calls_no_command_that_is_not_there() {
        let page = include_str!("../../../ui/src/backend/tauri.ts");
        // `invoke('name'` or `invoke<Type>('name'`.
        let calls = page.split("invoke").skip(1).filter(|rest| rest.starts_with(['(', '<']));
        let called = calls.filter_map(|rest| rest.split('\'').nth(1));
        let called: BTreeSet<String> = called.map(str::to_owned).collect();
        let unknown: Vec<String> = called.difference(&registered()).cloned().collect();
        assert!(called.len() > 12 && unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn a_draft_that_is_none_is_a_bad_request_and_is_not_repeated() {
        for wrong in ["null", "[]", "3", r#"{"format":1,"answers":"Willow"}"#] {
            let value = serde_json::from_str(wrong).expect("JSON");
            let error = parse(&value).expect_err(wrong);
            assert_eq!(error.code, Code::BadRequest);
            assert!(!error.detail.contains("Willow"), "{}", error.detail);
        }
        assert_eq!(parse_id("7").expect_err("none").code, Code::BadRequest);
    }
}
