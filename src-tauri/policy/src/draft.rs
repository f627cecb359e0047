//! What is kept while a policy is being written: the answers, which of them are only suggested, and
//! what the clinician wrote, moved, took out or kept herself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::answers::Answers;
use crate::catalogue::{Catalogue, POLICY};
use crate::journey::journey;
use crate::own::{Kept, Order, Override, OwnClause, Removal};
use crate::renew::renew;
use crate::view::AnswerTypeView as AnswerType;

/// The format number this program writes, and the highest it reads. 1 had answers and suggestions
/// only, and is read for ever.
pub(crate) const FORMAT: u32 = 2;
/// Our own name space for ids made from answers: drawn once and fixed.
const NAMESPACE: Uuid = Uuid::from_u128(0x3f0c_58a1_6a0b_5c3e_9d52_7c1e_4a86_b0f5);
/// Inputs larger than this are refused before parsing; real ones are a few kilobytes.
const MAX_INPUT: usize = 10 * 1024 * 1024;

/// Answers with the marks of those nobody has confirmed yet, and all that is the clinician's own.
/// Parts with nothing in them are not written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// 2.
    pub format: u32,
    /// Raw answers by question id.
    #[cfg_attr(test, ts(type = "Record<string, unknown>"))]
    pub answers: Answers,
    /// Questions whose answer came from a preset and waits for confirmation.
    #[serde(default)]
    pub suggested: BTreeSet<String>,
    /// Clauses she wrote, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<BTreeMap<String, OwnClause>>"))]
    pub own_clauses: BTreeMap<String, OwnClause>,
    /// Her wording for clauses of ours, by clause id and language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<BTreeMap<String, BTreeMap<String, Override>>>"))]
    pub overrides: BTreeMap<String, BTreeMap<String, Override>>,
    /// Clauses of ours she took out, by clause id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<BTreeMap<String, Removal>>"))]
    pub removed: BTreeMap<String, Removal>,
    /// What she moved.
    #[serde(default, skip_serializing_if = "Order::is_ours")]
    #[cfg_attr(test, ts(optional, as = "Option<Order>"))]
    pub order: Order,
    /// Findings she keeps as they are, by their key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<BTreeMap<String, Kept>>"))]
    pub kept: BTreeMap<String, Kept>,
}

impl Draft {
    /// Answers nobody suggested.
    pub fn new(answers: Answers) -> Self {
        Self { format: FORMAT, answers, ..Self::default() }
    }

    /// Reads a whole draft or flat answers (question id to answer). Answers of earlier versions
    /// come back in the form they have today.
    pub fn from_json(text: &str) -> Result<Self, InputError> {
        Self::read(text).map(Self::renewed)
    }

    fn read(text: &str) -> Result<Self, InputError> {
        if text.len() > MAX_INPUT {
            return Err(InputError::TooLarge { limit_megabytes: MAX_INPUT / 1024 / 1024 });
        }
        let value: Value = serde_json::from_str(text).map_err(InputError::from_json)?;
        let Value::Object(object) = value else { return Err(InputError::NotAnObject) };
        if !(object.contains_key("answers") && object.contains_key("format")) {
            return Ok(Self::new(object.into_iter().collect()));
        }
        match object.get("format").and_then(Value::as_u64) {
            Some(format) if (1..=u64::from(FORMAT)).contains(&format) => {
                serde_json::from_value(Value::Object(object))
                    .map_err(|error| InputError::NotADraft { message: error.to_string() })
            }
            Some(format) if format > u64::from(FORMAT) => Err(InputError::Newer { format }),
            _ => Err(InputError::NotADraft { message: "the format number is missing".to_owned() }),
        }
    }

    /// The draft in today's form. Earlier formats had fewer parts, which are empty now; earlier
    /// answers come back as they are given today.
    #[must_use]
    pub fn renewed(mut self) -> Self {
        self.format = FORMAT;
        renew(&mut self.answers);
        self
    }

    /// An id that is the same for what prints the same: UUID version 5 of the answers' JSON, and of
    /// the clinician's own parts where there are any.
    pub fn id(&self) -> Uuid {
        let ours = self.own_clauses.is_empty()
            && self.overrides.is_empty()
            && self.removed.is_empty()
            && self.order.is_ours();
        let own = (&self.own_clauses, &self.overrides, &self.removed, &self.order);
        let json = if ours {
            serde_json::to_vec(&self.answers)
        } else {
            serde_json::to_vec(&(&self.answers, own))
        };
        Uuid::new_v5(&NAMESPACE, &json.expect("string keys only"))
    }

    /// The same for one of its documents; the policy has the id of the draft.
    pub fn document_id(&self, document: &str) -> Uuid {
        if document == POLICY { self.id() } else { Uuid::new_v5(&self.id(), document.as_bytes()) }
    }

    /// The draft as the JSON that is kept, with a line feed at the end.
    pub fn to_json(&self) -> String {
        let mut text =
            serde_json::to_string_pretty(self).expect("maps with string keys always serialise");
        text.push('\n');
        text
    }
}

/// An input that cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputError {
    /// Not JSON.
    Syntax {
        /// One-based.
        line: usize,
        /// One-based.
        column: usize,
        /// What the parser met.
        message: String,
    },
    /// JSON, but not an object.
    NotAnObject,
    /// Has `format` and `answers`, but is no draft.
    NotADraft {
        /// What is wrong.
        message: String,
    },
    /// Written by a newer version of this program.
    Newer {
        /// Its format number.
        format: u64,
    },
    /// Larger than any real draft.
    TooLarge {
        /// The limit.
        limit_megabytes: usize,
    },
}

impl InputError {
    fn from_json(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let whole = error.to_string();
        let message = whole.split(" at line ").next().unwrap_or_default().to_owned();
        Self::Syntax { line, column, message }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { line, column, message } => write!(
                f,
                "This is not a policy file: line {line}, column {column}: {message}."
            ),
            Self::NotAnObject => f.write_str(
                "This is not a policy file: at line 1, column 1 there should be answers in curly braces.",
            ),
            Self::NotADraft { message } => write!(f, "This is not a policy file: {message}."),
            Self::Newer { format } => write!(
                f,
                "This policy was written by a newer version of Plain Policy (format {format}). Please update the program; the file is left as it is."
            ),
            Self::TooLarge { limit_megabytes } => write!(
                f,
                "This file is larger than {limit_megabytes} MB and cannot be a policy. Please choose another file."
            ),
        }
    }
}

impl std::error::Error for InputError {}

/// The draft with every choice filled as the preset suggests, marked as suggested. Answers the
/// clinician gave or confirmed herself stay. `None` when there is no such preset.
pub fn apply_preset(catalogue: &Catalogue, draft: &Draft, preset: &str) -> Option<Draft> {
    catalogue.presets.iter().find(|id| *id == preset)?;
    let mut next = draft.clone();
    for id in std::mem::take(&mut next.suggested) {
        next.answers.remove(&id);
    }
    // One question may open the way to the next; each round settles at least one step of it.
    loop {
        let open: Vec<(String, Value)> = journey(catalogue, &next.answers)
            .asked()
            .filter(|id| !next.answers.contains_key(*id))
            .filter_map(|id| {
                let value = catalogue.question(id)?.suggest.get(preset)?;
                Some((id.to_owned(), value.clone()))
            })
            .collect();
        if open.is_empty() {
            return Some(next);
        }
        for (id, value) in open {
            next.suggested.insert(id.clone());
            next.answers.insert(id, value);
        }
    }
}

/// Names of the finished examples, in order.
pub fn example_names(catalogue: &Catalogue) -> impl Iterator<Item = &str> {
    catalogue.examples.keys().map(String::as_str)
}

/// A finished example as a draft.
pub fn example(catalogue: &Catalogue, name: &str) -> Option<Draft> {
    let text = catalogue.examples.get(name)?;
    Some(Draft::from_json(text).expect("examples are checked in tests/content"))
}

/// Whether a preset may suggest an answer to a question of this type.
pub(crate) fn suggestible(kind: AnswerType) -> bool {
    matches!(kind, AnswerType::OneOf | AnswerType::ManyOf | AnswerType::Number)
}
