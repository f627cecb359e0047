//! Finding policies by words in them.

use serde_json::Value;

use crate::error::{Result, StoreError};
use crate::policies::PolicySummary;
use crate::store::Store;
use crate::table::{DRAFTS, text};

impl Store {
    /// Policies whose title, an answer in the draft, or a text of the clinician's own holds the
    /// words, whatever their case. No words are in every policy.
    pub fn search(&self, words: &str) -> Result<Vec<PolicySummary>> {
        let words = words.to_lowercase();
        // Written in JSON, so that a draft that cannot hold them need not be taken apart.
        let quoted = Value::from(words.as_str()).to_string();
        let quoted = &quoted[1..quoted.len() - 1];
        let mut hits = Vec::new();
        for row in DRAFTS.read(&self.connection, "", &[])? {
            let body = text(&row[3]);
            if body.to_lowercase().contains(quoted) && says(body, &words)? {
                hits.push(text(&row[0]).to_owned());
            }
        }
        hits.sort();
        let mut found = self.policies()?;
        found.retain(|policy| {
            policy.title.to_lowercase().contains(&words)
                || hits.binary_search(&policy.id.to_string()).is_ok()
        });
        Ok(found)
    }
}

/// Whether an answer, or the text of a clause of her own or worded by her, holds the words.
fn says(draft: &str, words: &str) -> Result<bool> {
    let draft: Value = serde_json::from_str(draft)
        .map_err(|_| StoreError::Damaged { what: "a draft".to_owned() })?;
    let own = draft["own_clauses"].as_object().into_iter().flat_map(|own| own.values());
    let worded = draft["overrides"].as_object().into_iter().flat_map(|worded| worded.values());
    let languages = worded.filter_map(Value::as_object).flat_map(|languages| languages.values());
    let texts = own.chain(languages).map(|clause| &clause["text"]);
    Ok([&draft["answers"]].into_iter().chain(texts).any(|value| holds(value, words)))
}

fn holds(value: &Value, words: &str) -> bool {
    match value {
        Value::String(text) => text.to_lowercase().contains(words),
        Value::Array(items) => items.iter().any(|item| holds(item, words)),
        Value::Object(map) => map.values().any(|value| holds(value, words)),
        _ => false,
    }
}
