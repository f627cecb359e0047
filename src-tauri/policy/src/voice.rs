//! The context of every template: facts as yes or no, values ready to print, and the words that
//! follow the clinician's voice. Built once for each language.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::answers::Answer;
use crate::boards;
use crate::catalogue::{Catalogue, Words};
use crate::condition::Truth;
use crate::emergency;
use crate::facts::{FactValue, Facts};
use crate::journey::Journey;
use crate::markdown::{blank_mark, link_mark};
use crate::own::insertable;
use crate::view::AnswerTypeView as AnswerType;

/// What templates see.
#[derive(Debug, Serialize)]
pub(crate) struct Context {
    /// `{{verb.keep}}`.
    verb: BTreeMap<String, String>,
    /// Facts, values, pronouns, words for people: all plain names.
    #[serde(flatten)]
    names: Map<String, Value>,
}

/// I, we, or the practice by name; an open question reads as "we".
fn voice(journey: &Journey) -> usize {
    match journey.answer("voice") {
        Some(Answer::One(id)) if id == "i" => 0,
        Some(Answer::One(id)) if id == "name" => 2,
        _ => 1,
    }
}

impl Context {
    /// Builds the context.
    pub(crate) fn new(
        catalogue: &Catalogue,
        words: &Words,
        journey: &Journey,
        facts: &Facts,
    ) -> Self {
        let voice = voice(journey);
        let mut names = Map::new();
        for (id, truth) in facts.truths() {
            // An optional phrase waits until it is known to hold.
            names.insert(id.to_owned(), Value::Bool(truth == Truth::True));
        }
        for (id, value) in &facts.values {
            names.insert(id.clone(), listed(catalogue, words, id, value));
        }
        let name =
            names.get("practice_name").and_then(Value::as_str).unwrap_or_default().to_owned();
        for (word, form) in spoken(words, journey, &name) {
            names.insert(word, Value::String(form));
        }
        let country = words.places.get("us").map_or("", |country| &country.place.name);
        names.insert("place_name".to_owned(), json!(country));
        names.insert("boards".to_owned(), boards::boards(catalogue, words, facts));
        names.insert("directories".to_owned(), boards::directories(catalogue, words, facts));
        let checked = emergency::checked_on(catalogue, journey).map(|day| words.dates.write(day));
        names.insert("checked_on".to_owned(), json!(checked.unwrap_or_default()));
        let verb = words.voice.verb.iter().map(|(id, forms)| (id.clone(), forms[voice].clone()));
        Self { verb: verb.collect(), names }
    }

    /// The context as templates take it. Made once: rendering would otherwise write all of it as
    /// JSON anew for each clause.
    pub(crate) fn wrapped(&self) -> handlebars::Context {
        handlebars::Context::wraps(self).expect("a context has string keys only")
    }

    /// Puts the name of each answer that prints in one line in its place, between marks that survive
    /// rendering. What is left out stays so, that optional phrases may see it.
    pub(crate) fn name_values(&mut self, catalogue: &Catalogue) {
        for question in catalogue.questions.iter().filter(|it| insertable(it.r#type)) {
            let value = self.names.get_mut(&question.id);
            if let Some(value) =
                value.filter(|value| value.as_str().is_some_and(|it| !it.is_empty()))
            {
                *value = json!(format!("{VALUE_START}{}{VALUE_END}", question.id));
            }
        }
    }
}

/// Around the name of a value; see [`Context::name_values`].
pub(crate) const VALUE_START: char = '\u{e005}';
/// The other end.
pub(crate) const VALUE_END: char = '\u{e006}';

/// The words that follow the clinician's voice and her word for clients, by name.
pub(crate) fn spoken(words: &Words, journey: &Journey, name: &str) -> BTreeMap<String, String> {
    let voice = voice(journey);
    let forms = words.voice.word.iter();
    let mut spoken: BTreeMap<String, String> =
        forms.map(|(word, forms)| (word.clone(), forms[voice].replace("{name}", name))).collect();
    let people = match journey.answer("people_word") {
        Some(Answer::One(id)) => id.as_str(),
        _ => "client",
    };
    spoken.extend(
        words
            .voice
            .people
            .get(people)
            .into_iter()
            .flatten()
            .map(|(word, text)| (word.clone(), text.clone())),
    );
    spoken
}

/// Names in the context that are neither facts nor questions nor words of the voice.
pub(crate) const FRAME_NAMES: [&str; 4] = ["place_name", "checked_on", "boards", "directories"];

/// A value as templates print it. A list that is open prints one row of gaps; one that is left
/// out, none.
fn listed(catalogue: &Catalogue, words: &Words, id: &str, value: &FactValue) -> Value {
    let Some(question) = catalogue.question(id) else { return printed(words, value) };
    let open = matches!(value, FactValue::Open { .. });
    match (question.r#type, value) {
        (AnswerType::Records | AnswerType::Paragraph, FactValue::Empty) => json!([]),
        (AnswerType::Paragraph, FactValue::Open { .. }) => json!([printed(words, value)]),
        (AnswerType::Records, _) if open => {
            let gap = |field: &str| json!(blank_mark(id, &label(words, id, Some(field))));
            let row = question.fields.iter().map(|field| {
                // Columns that may stay empty do not ask for attention.
                let cell = if field.required { gap(&field.id) } else { json!("") };
                (field.id.clone(), cell)
            });
            json!([row.collect::<Map<_, _>>()])
        }
        _ => printed(words, value),
    }
}

fn printed(words: &Words, value: &FactValue) -> Value {
    match value {
        FactValue::Open { question, field } => {
            json!(blank_mark(question, &label(words, question, field.as_deref())))
        }
        FactValue::Empty => json!(""),
        FactValue::Text(text) => json!(text),
        FactValue::Link { href, text } => json!(link_mark(href, text)),
        FactValue::Number(number) => json!(number.to_string()),
        FactValue::Date(date) => json!(words.dates.write(*date)),
        FactValue::Choice { question, field, choice } => {
            json!(choice_label(words, question, field, choice))
        }
        FactValue::Lines(lines) => json!(lines),
        FactValue::Rows(rows) => rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|(id, cell)| (id.clone(), printed(words, cell)))
                    .collect::<Map<_, _>>()
            })
            .collect::<Vec<_>>()
            .into(),
    }
}

/// The short name of a question or of one of its columns.
pub(crate) fn label(words: &Words, question: &str, field: Option<&str>) -> String {
    let said = words.questions.get(question);
    field
        .and_then(|field| Some(said?.field.get(field)?.label.clone()))
        .or_else(|| Some(said?.label.clone()))
        .unwrap_or_else(|| question.to_owned())
}

pub(crate) fn choice_label(words: &Words, question: &str, field: &str, choice: &str) -> String {
    words
        .questions
        .get(question)
        .and_then(|said| said.field.get(field)?.choice.get(choice).cloned())
        .unwrap_or_else(|| choice.to_owned())
}
