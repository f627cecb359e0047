//! The values own text may name in double brackets: answers that print in one line, and the words
//! that follow the clinician's voice.

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, POLICY, Words};
use crate::document::Inline;
use crate::facts::{FactValue, Facts};
use crate::journey::Journey;
use crate::masthead::Masthead;
use crate::view::{AnswerTypeView as AnswerType, ValueView};
use crate::voice::{label, spoken};

/// What a name stands for.
pub(crate) enum Value {
    /// Prints this.
    Given {
        inlines: Vec<Inline>,
        /// The question it answers.
        question: Option<String>,
        /// What is wrong with naming it now.
        fault: Option<(&'static str, String)>,
    },
    /// There is no such value.
    Unknown,
}

/// All values, for one language.
pub(crate) struct Values<'a> {
    catalogue: &'a Catalogue,
    words: &'a Words,
    facts: &'a Facts,
    spoken: BTreeMap<String, String>,
}

impl<'a> Values<'a> {
    pub(crate) fn new(
        catalogue: &'a Catalogue,
        words: &'a Words,
        journey: &Journey,
        facts: &'a Facts,
    ) -> Self {
        let name = facts
            .text("practice_name")
            .map_or_else(|| format!("[{}]", label(words, "practice_name", None)), str::to_owned);
        Self { catalogue, words, facts, spoken: spoken(words, journey, &name) }
    }

    /// The value of that name; `Practice name` is `practice_name`.
    pub(crate) fn get(&self, name: &str) -> Value {
        if let Some(word) = self.spoken.get(name) {
            let inlines = vec![Inline::text(word)];
            return Value::Given { inlines, question: None, fault: None };
        }
        let id = name.trim().to_lowercase().replace([' ', '-'], "_");
        let Some(question) = self.catalogue.question(&id) else { return Value::Unknown };
        if !insertable(question.r#type) {
            return Value::Unknown;
        }
        let value = self.facts.values.get(&id).unwrap_or(&FactValue::Empty);
        let said = &self.words.documents[POLICY];
        let masthead = Masthead { words: self.words, said, facts: self.facts };
        let mut inlines = masthead.inline(value);
        let mut fault = None;
        if inlines.is_empty() {
            // Named, it is wanted: a hole in a sentence must not go unseen.
            let label = label(self.words, &id, None);
            fault = Some(("own_value_empty", label.clone()));
            inlines = vec![Inline::Blank { question: id.clone(), label }];
        }
        Value::Given { inlines, question: Some(id), fault }
    }
}

/// Every value there is, with a name for lists.
pub(crate) fn listed(catalogue: &Catalogue, words: &Words) -> Vec<ValueView> {
    let questions = catalogue.questions.iter().filter(|question| insertable(question.r#type));
    let answers = questions.map(|question| ValueView {
        name: question.id.clone(),
        label: label(words, &question.id, None),
        question: Some(question.id.clone()),
    });
    let forms = words.voice.word.iter().map(|(name, forms)| ValueView {
        name: name.clone(),
        label: forms.join(" / ").replace("{name}", "…"),
        question: None,
    });
    let people = words.voice.people.get("client").into_iter().flatten();
    let people = people.map(|(name, word)| ValueView {
        name: name.clone(),
        label: word.clone(),
        question: None,
    });
    answers.chain(forms).chain(people).collect()
}

/// Whether answers of this type print in one line.
pub(crate) fn insertable(kind: AnswerType) -> bool {
    matches!(kind, AnswerType::Text | AnswerType::Number | AnswerType::Date)
}
