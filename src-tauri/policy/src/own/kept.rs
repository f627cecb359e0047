//! By what a finding knows that it is still the same: a digest of the answers and words that set
//! it off.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::answers::Answers;
use crate::catalogue::Catalogue;
use crate::condition::Condition;

/// Facts that name each other in a circle are refused by the lint; here they only must end.
const DEEPEST: usize = 16;

/// The answers a condition looks at: of rows only the column it looks at, so that another phone
/// number does not bring back a question about a license.
pub(crate) fn because(catalogue: &Catalogue, answers: &Answers, condition: &Condition) -> Value {
    let mut seen = Vec::new();
    gather(catalogue, answers, condition, 0, &mut seen);
    seen.sort_by_key(Value::to_string);
    seen.dedup();
    json!(seen)
}

fn gather(
    catalogue: &Catalogue,
    answers: &Answers,
    condition: &Condition,
    depth: usize,
    seen: &mut Vec<Value>,
) {
    if depth > DEEPEST {
        return;
    }
    let mut see = |question: &str, what: &str, value: Value| {
        seen.push(json!([question, what, value]));
    };
    match condition {
        Condition::Fact(id) => {
            if let Some(fact) = catalogue.facts.get(id) {
                gather(catalogue, answers, &fact.from, depth + 1, seen);
            }
        }
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                gather(catalogue, answers, part, depth + 1, seen);
            }
        }
        Condition::Not(part) => gather(catalogue, answers, part, depth + 1, seen),
        Condition::Row { question, field, .. } => {
            let rows = answers.get(question).and_then(Value::as_array);
            let cells = rows.into_iter().flatten().map(|row| row.get(field).cloned());
            let cells: Vec<Option<Value>> = cells.collect();
            see(question, field, json!(cells));
        }
        Condition::AtLeast { question, .. } => {
            let answer = answers.get(question).cloned().unwrap_or_default();
            let count = answer.as_array().map(|rows| json!(rows.len()));
            see(question, "count", count.unwrap_or(answer));
        }
        Condition::Answered { question } => {
            see(question, "answered", json!(answers.contains_key(question)));
        }
        Condition::Is { question, .. } | Condition::Includes { question, .. } => {
            see(question, "", answers.get(question).cloned().unwrap_or_default());
        }
    }
}

/// Sixteen letters that differ where the values do.
pub(crate) fn digest(value: &Value) -> String {
    let bytes = Sha256::digest(value.to_string());
    bytes.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
