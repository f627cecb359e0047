//! What the answers mean: named truths with three values, and values that templates print.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::answers::{Answer, link, shown};
use crate::catalogue::{Catalogue, Format};
use crate::condition::{Judge, Test, Truth};
use crate::journey::{Journey, Stand};
use crate::view::AnswerTypeView as AnswerType;

/// Everything clauses and rules may name.
#[derive(Clone, Debug)]
pub struct Facts {
    truths: BTreeMap<String, Truth>,
    /// By question id.
    pub values: BTreeMap<String, FactValue>,
}

/// A value that can be printed.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// Required and open: prints a gap.
    Open {
        /// The question that fills it.
        question: String,
        /// For records: the column.
        field: Option<String>,
    },
    /// Left out; false in `{{#if}}`.
    Empty,
    /// As typed.
    Text(String),
    /// A phone number, e-mail or web address.
    Link {
        /// Where it leads.
        href: String,
        /// As it prints.
        text: String,
    },
    /// A whole number.
    Number(u64),
    /// A day, written out in the document's language.
    Date(NaiveDate),
    /// A column's choice, printed with its label in the document's language.
    Choice {
        /// The question.
        question: String,
        /// The column.
        field: String,
        /// The choice.
        choice: String,
    },
    /// Paragraphs, each one line.
    Lines(Vec<String>),
    /// Rows by field id.
    Rows(Vec<BTreeMap<String, Self>>),
}

impl Facts {
    /// Whether a fact holds; a name nobody declared is unknown.
    pub fn truth(&self, id: &str) -> Truth {
        self.truths.get(id).copied().unwrap_or(Truth::Unknown)
    }

    /// Every fact and whether it holds, in order.
    pub fn truths(&self) -> impl Iterator<Item = (&str, Truth)> {
        self.truths.iter().map(|(id, truth)| (id.as_str(), *truth))
    }

    /// A value's text as typed; `None` when open or left out.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.values.get(id).and_then(FactValue::as_text)
    }
}

impl FactValue {
    /// The text as typed; `None` when open, left out or not text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Link { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// Derives every fact from the relevant answers.
pub fn resolve(catalogue: &Catalogue, journey: &Journey) -> Facts {
    let mut truths = BTreeMap::new();
    for (id, fact) in &catalogue.facts {
        let truth = fact.from.judge(&Derivation { catalogue, journey, depth: 0 });
        truths.insert(id.clone(), truth);
    }
    let values = catalogue
        .questions
        .iter()
        .filter(|question| prints(question.r#type))
        .map(|question| (question.id.clone(), value(catalogue, journey, &question.id)))
        .collect();
    Facts { truths, values }
}

/// Whether a question of this type is a value templates may print under its id.
pub(crate) fn prints(kind: AnswerType) -> bool {
    !matches!(kind, AnswerType::OneOf | AnswerType::ManyOf)
}

/// Judges facts by walking down to questions.
struct Derivation<'a> {
    catalogue: &'a Catalogue,
    journey: &'a Journey,
    depth: usize,
}

impl Judge for Derivation<'_> {
    fn fact(&self, id: &str) -> Truth {
        // The lint refuses circles; the depth keeps a circle from hanging the program.
        match self.catalogue.facts.get(id) {
            Some(fact) if self.depth < 16 => {
                fact.from.judge(&Derivation { depth: self.depth + 1, ..*self })
            }
            _ => Truth::Unknown,
        }
    }

    fn answer(&self, question: &str, test: Test<'_>) -> Truth {
        Judge::answer(self.journey, question, test)
    }
}

impl Judge for Facts {
    fn fact(&self, id: &str) -> Truth {
        self.truth(id)
    }

    /// Clauses and rules name facts only, which the lint checks.
    fn answer(&self, _: &str, _: Test<'_>) -> Truth {
        Truth::Unknown
    }
}

fn value(catalogue: &Catalogue, journey: &Journey, id: &str) -> FactValue {
    let format = catalogue.question(id).map_or(Format::Plain, |question| question.format);
    match journey.stand(id) {
        Stand::NotAsked | Stand::Empty => FactValue::Empty,
        Stand::Waiting | Stand::Open | Stand::Faulty(_) => {
            FactValue::Open { question: id.to_owned(), field: None }
        }
        Stand::Given(answer) => match answer {
            Answer::Text(text) => written(format, text),
            Answer::Number(number) => FactValue::Number(*number),
            Answer::Date(date) => FactValue::Date(*date),
            Answer::Paragraphs(lines) => FactValue::Lines(lines.clone()),
            Answer::Rows(rows) => {
                FactValue::Rows(rows.iter().map(|row| cells(catalogue, id, row)).collect())
            }
            Answer::One(_) | Answer::Many(_) => FactValue::Empty,
        },
    }
}

fn written(format: Format, text: &str) -> FactValue {
    match link(format, text) {
        Some(href) => FactValue::Link { href, text: shown(format, text) },
        None => FactValue::Text(text.to_owned()),
    }
}

fn cells(
    catalogue: &Catalogue,
    id: &str,
    row: &BTreeMap<String, Option<String>>,
) -> BTreeMap<String, FactValue> {
    let fields = catalogue.question(id).map(|question| question.fields.as_slice());
    fields
        .unwrap_or_default()
        .iter()
        .map(|field| {
            let value = match row.get(&field.id) {
                None | Some(None) => {
                    FactValue::Open { question: id.to_owned(), field: Some(field.id.clone()) }
                }
                Some(Some(text)) if text.is_empty() => FactValue::Empty,
                Some(Some(text)) if field.r#type == AnswerType::OneOf => FactValue::Choice {
                    question: id.to_owned(),
                    field: field.id.clone(),
                    choice: text.clone(),
                },
                Some(Some(text)) => written(field.format, text),
            };
            (field.id.clone(), value)
        })
        .collect()
}
