//! Which questions apply to these answers, and how each of them stands. A question that does not
//! apply keeps its answer in the draft, but nothing after this stage sees it.

use std::collections::BTreeMap;

use crate::answers::{Answer, Answers, Fault, Row, check};
use crate::catalogue::{Catalogue, Question};
use crate::condition::{Judge, Test, Truth};

/// The questions that apply, in order, with their checked answers.
#[derive(Clone, Debug)]
pub struct Journey {
    order: Vec<String>,
    stands: BTreeMap<String, Stand>,
    /// For `records`: the column that names a row.
    first_fields: BTreeMap<String, String>,
}

/// How a question stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Stand {
    /// Does not apply to these answers.
    NotAsked,
    /// Whether it applies depends on a question that is open.
    Waiting,
    /// Required and not answered.
    Open,
    /// Optional and left out.
    Empty,
    /// Answered, but not acceptably.
    Faulty(Vec<Fault>),
    /// Answered.
    Given(Answer),
}

/// Walks the questionnaire once.
pub fn journey(catalogue: &Catalogue, answers: &Answers) -> Journey {
    let first_fields = catalogue
        .questions
        .iter()
        .filter_map(|question| Some((question.id.clone(), question.fields.first()?.id.clone())))
        .collect();
    let mut journey = Journey { order: Vec::new(), stands: BTreeMap::new(), first_fields };
    for question in &catalogue.questions {
        let applies =
            question.ask_if.as_ref().map_or(Truth::True, |condition| condition.judge(&journey));
        let stand = match applies {
            Truth::False => Stand::NotAsked,
            Truth::Unknown => Stand::Waiting,
            Truth::True => {
                journey.order.push(question.id.clone());
                match answers.get(&question.id).map(|value| check(question, value)) {
                    Some(Ok(Some(answer))) => journey.beside_others(question, answer),
                    Some(Err(faults)) => Stand::Faulty(faults),
                    None | Some(Ok(None)) if question.required => Stand::Open,
                    None | Some(Ok(None)) => Stand::Empty,
                }
            }
        };
        journey.stands.insert(question.id.clone(), stand);
    }
    journey
}

impl Journey {
    /// An answer is compared with earlier ones where its question says so.
    fn beside_others(&self, question: &Question, answer: Answer) -> Stand {
        match answer {
            Answer::Rows(rows) => self.among(question, rows),
            answer => self.in_order(question, answer),
        }
    }

    /// Columns that name a row of an earlier question: open when empty, faulty when no row has
    /// that name, left out when there is only one row to name.
    fn among(&self, question: &Question, mut rows: Vec<Row>) -> Stand {
        let mut faults = Vec::new();
        for field in &question.fields {
            let Some(others) = field.among.as_deref() else { continue };
            let names = self.names(others);
            for (index, row) in rows.iter_mut().enumerate() {
                let said = row.get(&field.id).cloned().flatten().unwrap_or_default();
                let same = |name: &&String| name.to_lowercase() == said.to_lowercase();
                let cell = match names.iter().find(same) {
                    _ if names.len() < 2 => Some(String::new()),
                    Some(name) => Some(name.clone()),
                    None if said.is_empty() => None,
                    None => {
                        let (row, field) = (Some(index), Some(field.id.clone()));
                        faults.push(Fault { row, field, kind: "not_listed", value: said });
                        continue;
                    }
                };
                row.insert(field.id.clone(), cell);
            }
        }
        if faults.is_empty() { Stand::Given(Answer::Rows(rows)) } else { Stand::Faulty(faults) }
    }

    /// The first column of an earlier question's rows.
    fn names(&self, question: &str) -> Vec<String> {
        match (self.answer(question), self.first_fields.get(question)) {
            (Some(Answer::Rows(rows)), Some(first)) => {
                rows.iter().filter_map(|row| row.get(first)?.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A day that must come after another one, and does not, is faulty.
    fn in_order(&self, question: &Question, answer: Answer) -> Stand {
        let before = question.after.as_ref().and_then(|id| self.answer(id));
        match (&answer, before) {
            (Answer::Date(day), Some(Answer::Date(before))) if day <= before => {
                let value = day.to_string();
                Stand::Faulty(vec![Fault { row: None, field: None, kind: "date_order", value }])
            }
            _ => Stand::Given(answer),
        }
    }

    /// Ids of the questions that apply, in order.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }

    /// How a question stands; unknown ids do not apply.
    pub fn stand(&self, question: &str) -> &Stand {
        self.stands.get(question).unwrap_or(&Stand::NotAsked)
    }

    /// The answer of a question that applies and has an acceptable one.
    pub fn answer(&self, question: &str) -> Option<&Answer> {
        match self.stand(question) {
            Stand::Given(answer) => Some(answer),
            Stand::NotAsked | Stand::Waiting | Stand::Open | Stand::Empty | Stand::Faulty(_) => {
                None
            }
        }
    }

    /// Required questions that are open, faulty or have an open required column, in order.
    pub fn blanks(&self) -> impl Iterator<Item = &str> {
        self.asked().filter(|id| match self.stand(id) {
            Stand::Open | Stand::Faulty(_) => true,
            Stand::Given(Answer::Rows(rows)) => {
                rows.iter().any(|row| row.values().any(Option::is_none))
            }
            Stand::NotAsked | Stand::Waiting | Stand::Empty | Stand::Given(_) => false,
        })
    }

    /// Unacceptable answers, in order.
    pub fn faults(&self) -> impl Iterator<Item = (&str, &Fault)> {
        self.asked().flat_map(|id| match self.stand(id) {
            Stand::Faulty(faults) => faults.iter().map(|fault| (id, fault)).collect(),
            _ => Vec::new(),
        })
    }
}

impl Judge for Journey {
    /// `ask_if` names questions only, which the lint checks.
    fn fact(&self, _: &str) -> Truth {
        Truth::Unknown
    }

    fn answer(&self, question: &str, test: Test<'_>) -> Truth {
        let answer = match self.stand(question) {
            Stand::NotAsked | Stand::Empty => return Truth::False,
            Stand::Waiting | Stand::Open | Stand::Faulty(_) => return Truth::Unknown,
            Stand::Given(answer) => answer,
        };
        match (test, answer) {
            (Test::Answered, _) => Truth::True,
            (Test::Is(choices), Answer::One(id)) => Truth::from_bool(choices.contains(id)),
            (Test::Includes(choice), Answer::Many(ids)) => {
                Truth::from_bool(ids.iter().any(|id| id == choice))
            }
            (Test::AtLeast(count), Answer::Many(ids)) => {
                Truth::from_bool(ids.len() as u64 >= count)
            }
            (Test::AtLeast(count), Answer::Rows(rows)) => {
                Truth::from_bool(rows.len() as u64 >= count)
            }
            (Test::AtLeast(count), Answer::Number(number)) => Truth::from_bool(*number >= count),
            (Test::Row { field, value }, Answer::Rows(rows)) => {
                let cells = || rows.iter().map(|row| row.get(field).and_then(Option::as_deref));
                if cells().any(|cell| cell == Some(value)) {
                    Truth::True
                } else if cells().any(|cell| cell.is_none()) {
                    Truth::Unknown
                } else {
                    Truth::False
                }
            }
            // A condition that does not fit the question's type; the lint refuses it.
            _ => Truth::False,
        }
    }
}
