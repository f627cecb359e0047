//! Conditions judged a second time, independently of the program, and all the answers that decide
//! them.

use std::collections::BTreeSet;

use policy::answers::Answers;
use policy::catalogue::{Fact, Question};
use policy::condition::{Condition, Truth};
use policy::facts::{Facts, resolve};
use policy::journey::{Journey, journey};
use policy::{AnswerTypeView as Type, Catalogue};
use serde_json::{Map, Value, json};

/// More answers than this to one condition would make the tests slow; the content should then be
/// simpler.
const LIMIT: usize = 100_000;

/// Judges a condition that names facts.
pub fn judge(condition: &Condition, facts: &Facts) -> Truth {
    let some =
        |parts: &[Condition], wanted: Truth| parts.iter().any(|part| judge(part, facts) == wanted);
    match condition {
        Condition::Fact(id) => facts.truth(id),
        Condition::All(parts) if some(parts, Truth::False) => Truth::False,
        Condition::All(parts) if some(parts, Truth::Unknown) => Truth::Unknown,
        Condition::All(_) => Truth::True,
        Condition::Any(parts) if some(parts, Truth::True) => Truth::True,
        Condition::Any(parts) if some(parts, Truth::Unknown) => Truth::Unknown,
        Condition::Any(_) => Truth::False,
        Condition::Not(part) => match judge(part, facts) {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        },
        other => panic!("clauses and rules name facts only: {other:?}"),
    }
}

/// Judges a condition that may be missing, which always holds.
pub fn judge_some(condition: Option<&Condition>, facts: &Facts) -> Truth {
    condition.map_or(Truth::True, |condition| judge(condition, facts))
}

/// Calls `visit` for every set of answers that can make a difference to the conditions. A question
/// is answered in each way that a condition tells from another, and left out where it may be;
/// questions that do not apply stay unanswered.
pub fn all_answers(
    catalogue: &Catalogue,
    conditions: &[&Condition],
    mut visit: impl FnMut(&Answers, &Journey, &Facts),
) {
    let decisive = Decisive::new(catalogue, conditions);
    let mut seen = 0;
    decisive.walk(0, &mut Answers::new(), &mut |answers, journey| {
        seen += 1;
        assert!(seen <= LIMIT, "too many answers decide this: {:?}", decisive.ids());
        visit(answers, journey, &resolve(catalogue, journey));
    });
}

/// The questions that decide some conditions, with the answers to try.
struct Decisive<'a> {
    catalogue: &'a Catalogue,
    questions: Vec<(&'a Question, Vec<Option<Value>>)>,
}

impl<'a> Decisive<'a> {
    fn new(catalogue: &'a Catalogue, conditions: &[&'a Condition]) -> Self {
        let mut tests = Vec::new();
        for condition in conditions {
            leaves(catalogue, condition, &mut tests);
        }
        let mut ids: BTreeSet<&str> = tests.iter().map(|test| asked_by(test)).collect();
        // Whether a question applies is part of its answer.
        loop {
            let before = ids.len();
            for id in ids.clone() {
                if let Some(condition) = catalogue.question(id).and_then(|it| it.ask_if.as_ref()) {
                    leaves(catalogue, condition, &mut tests);
                }
            }
            ids.extend(tests.iter().map(|test| asked_by(test)));
            if ids.len() == before {
                break;
            }
        }
        let asked =
            catalogue.questions.iter().filter(|question| ids.contains(question.id.as_str()));
        let questions = asked.map(|question| (question, ways(question, &tests))).collect();
        Self { catalogue, questions }
    }

    fn ids(&self) -> Vec<&str> {
        self.questions.iter().map(|(question, _)| question.id.as_str()).collect()
    }

    fn walk(&self, at: usize, answers: &mut Answers, visit: &mut impl FnMut(&Answers, &Journey)) {
        let path = journey(self.catalogue, answers);
        let Some((question, ways)) = self.questions.get(at) else { return visit(answers, &path) };
        if !path.asked().any(|id| id == question.id) {
            return self.walk(at + 1, answers, visit);
        }
        for way in ways {
            match way {
                Some(value) => answers.insert(question.id.clone(), value.clone()),
                None => answers.remove(&question.id),
            };
            self.walk(at + 1, answers, visit);
        }
        answers.remove(&question.id);
    }
}

/// The tests on answers that a condition comes down to.
fn leaves<'a>(catalogue: &'a Catalogue, condition: &'a Condition, tests: &mut Vec<&'a Condition>) {
    match condition {
        Condition::Fact(id) => {
            let Fact { from } = &catalogue.facts[id];
            leaves(catalogue, from, tests);
        }
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| leaves(catalogue, part, tests));
        }
        Condition::Not(part) => leaves(catalogue, part, tests),
        test => tests.push(test),
    }
}

fn asked_by(test: &Condition) -> &str {
    let mut asked = "";
    test.names(&mut |_, id| asked = id);
    asked
}

/// Answers to a question, one for each way in which the tests can tell them apart.
fn ways(question: &Question, tests: &[&Condition]) -> Vec<Option<Value>> {
    let here = || tests.iter().copied().filter(|test| asked_by(test) == question.id);
    let counts = here().filter_map(|test| match test {
        Condition::AtLeast { count, .. } => Some(*count),
        _ => None,
    });
    let mut ways: Vec<Option<Value>> = match question.r#type {
        Type::OneOf => question.choices.iter().map(|choice| Some(json!(choice))).collect(),
        Type::ManyOf => {
            ticks(question, here()).into_iter().map(|ticks| Some(json!(ticks))).collect()
        }
        Type::Number => {
            let min = u64::from(question.min.unwrap_or(0));
            let max = u64::from(question.max.unwrap_or(99));
            let edges = counts.flat_map(|count| [count.saturating_sub(1), count]);
            let numbers: BTreeSet<u64> =
                edges.chain([min, max]).filter(|n| (min..=max).contains(n)).collect();
            numbers.into_iter().map(|number| Some(json!(number))).collect()
        }
        Type::Records => rows(question, here(), counts.max().unwrap_or(1)),
        Type::Text | Type::Paragraph | Type::Date => vec![Some(typed(question))],
    };
    if !question.required {
        ways.push(None);
    }
    ways
}

/// Sets of ticks: every set of those that a test names, and one tick that none names.
fn ticks<'a>(question: &Question, tests: impl Iterator<Item = &'a Condition>) -> Vec<Vec<String>> {
    let mut named = BTreeSet::new();
    for test in tests {
        match test {
            Condition::Includes { choice, .. } => named.insert(choice.clone()),
            Condition::AtLeast { .. } => return subsets(&question.choices, question),
            _ => false,
        };
    }
    let mut ticks: Vec<String> =
        question.choices.iter().find(|it| !named.contains(*it)).cloned().into_iter().collect();
    ticks.extend(named);
    subsets(&ticks, question)
}

/// All sets of ticks that can be given together.
fn subsets(choices: &[String], question: &Question) -> Vec<Vec<String>> {
    let all = (1_u32..1 << choices.len()).map(|mask| {
        let tick = |(at, choice): (usize, &String)| (mask >> at & 1 == 1).then(|| choice.clone());
        choices.iter().enumerate().filter_map(tick).collect::<Vec<_>>()
    });
    let alone = |set: &Vec<String>| {
        set.len() == 1 || !set.iter().any(|it| Some(it) == question.none.as_ref())
    };
    all.filter(alone).collect()
}

/// One row of every kind that the tests tell apart, and as many rows as a test counts.
fn rows<'a>(
    question: &Question,
    tests: impl Iterator<Item = &'a Condition>,
    count: u64,
) -> Vec<Option<Value>> {
    let named: BTreeSet<(&str, &str)> = tests
        .filter_map(|test| match test {
            Condition::Row { field, value, .. } => Some((field.as_str(), value.as_str())),
            _ => None,
        })
        .collect();
    let mut kinds = vec![Map::new()];
    for field in &question.fields {
        let is_named = |choice: &&String| named.contains(&(field.id.as_str(), choice.as_str()));
        let other = field.choices.iter().find(|choice| !is_named(choice));
        let values: Vec<Value> = match field.r#type {
            Type::OneOf => {
                field.choices.iter().filter(is_named).chain(other).map(|it| json!(it)).collect()
            }
            // One of the names given elsewhere; it may be left out.
            _ if field.among.is_some() => vec![json!("")],
            _ => vec![match field.format.as_str() {
                "plain" | "name" | "handle" => json!("Words"),
                format => sample(format),
            }],
        };
        let with = |row: &Map<String, Value>, value: &Value| {
            let mut row = row.clone();
            row.insert(field.id.clone(), value.clone());
            row
        };
        kinds =
            kinds.iter().flat_map(|row| values.iter().map(move |value| with(row, value))).collect();
    }
    let mut ways: Vec<Option<Value>> = kinds.iter().map(|row| Some(json!([row]))).collect();
    let many: Vec<&Map<String, Value>> =
        kinds.iter().cycle().take(usize::try_from(count).unwrap_or(1).max(2)).collect();
    ways.push(Some(json!(many)));
    ways
}

/// An answer of a question that takes words or a day.
pub fn typed(question: &Question) -> Value {
    match question.format.as_str() {
        // A day that comes after another one is far enough away.
        _ if question.after.is_some() => json!("2099-12-01"),
        _ if question.r#type == Type::Date => json!("2026-12-01"),
        format => sample(format),
    }
}

/// Words of a format.
fn sample(format: &str) -> Value {
    match format {
        "phone" => json!("503-555-0142"),
        "email" => json!("june@halloran.example"),
        "url" => json!("https://halloran.example"),
        _ => json!("June Halloran"),
    }
}

/// An answer to any question: the first there is.
pub fn any_answer(question: &Question) -> Value {
    ways(question, &[]).into_iter().flatten().next().unwrap_or(Value::Null)
}
