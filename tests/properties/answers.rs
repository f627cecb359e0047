//! Answers at random.

use policy::answers::Answers;
use policy::catalogue::{Field, Question};
use policy::{AnswerTypeView as Type, Catalogue, Draft};
use policy_tests::logic::typed;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// Strings that break programs: markup of every format on the way, directions, marks, no end.
pub(crate) const HOSTILE: [&str; 24] = [
    "<script>alert(1)</script>",
    "</p></section><img src=x onerror=alert(1)>",
    "**x** _y_ `z` ~~w~~",
    "{{lookup}}",
    "{{#each clinicians}}{{name}}{{/each}}",
    "{{{phone}}} {{> partial}} {{#if x}}",
    "{{!-- gone --}}\\{{x}}",
    "# heading",
    "- item",
    "1. item",
    "| a | b |\n|---|---|\n| c | d |",
    "> quote\n\n    code",
    "[link](javascript:alert(1)) ![image](x)",
    "&amp; &lt; &#60; &nbsp;",
    "line\r\nbreak\u{2028}next\u{85}last",
    "\u{0}\u{7}\u{1b}[31m\u{feff}\u{200b}",
    "\u{202e}evil\u{202c} \u{2067}x\u{2069}",
    "\u{e000}0\u{e001}1\u{e002}2\u{e003}",
    "مرحبا بكم ٤٢ 503-555-0142",
    "Nguyễn Thị Minh Khai, e\u{301}\u{323}\u{307}",
    "心理咨询师 王小明",
    "שלום (503) 555-0142",
    "🦀 👩‍👩‍👧 🇺🇸",
    "%s %n ${x} $(rm -rf ~) ../../etc/passwd '; DROP TABLE x; --",
];

/// Addresses that lead where no policy should.
const ADDRESSES: [&str; 8] = [
    "javascript://a.example/%0aalert(1)",
    "vbscript://a.example/x",
    "ftp://a.example/x",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "https://someone:secret@a.example",
    "a@b.example?bcc=c@d.example",
    "tel:503-555-0142;phone-context=x",
];

/// Any string: hostile, harmless, long or random.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(HOSTILE.as_slice()).prop_map(str::to_owned),
        2 => "[A-Za-z ,.]{0,40}",
        2 => "\\PC{0,60}",
        1 => any::<String>(),
        1 => (select(HOSTILE.as_slice()), 1..8_usize).prop_map(|(text, times)| text.repeat(times)),
        1 => Just("Wolfeschlegelsteinhausenbergerdorff".repeat(15)),
    ]
}

/// Answers of the right kind: some left out, words at random where words are free.
pub(crate) fn right() -> impl Strategy<Value = Draft> {
    questions(|question| {
        prop_oneof![1 => Just(None), 6 => fitting(question).prop_map(Some)].boxed()
    })
}

/// Answers of the right kind, of the wrong kind and of no kind.
pub(crate) fn any_answers() -> impl Strategy<Value = Draft> {
    let unknown = proptest::collection::btree_map("[a-z_{}<]{1,12}", anything(), 0..3);
    let known = questions(|question| {
        prop_oneof![2 => Just(None), 6 => fitting(question).prop_map(Some), 2 => anything().prop_map(Some)].boxed()
    });
    (known, unknown).prop_map(|(mut draft, unknown)| {
        for (id, value) in unknown {
            draft.answers.entry(id).or_insert(value);
        }
        draft
    })
}

/// Every question that takes an answer, and nothing else, gets `answer`.
fn questions(
    answer: impl Fn(&'static Question) -> BoxedStrategy<Option<Value>>,
) -> impl Strategy<Value = Draft> {
    let questions = &Catalogue::embedded().questions;
    let answers: Vec<_> = questions.iter().map(answer).collect();
    answers.prop_map(|values| {
        let given =
            |(question, value): (&Question, Option<Value>)| Some((question.id.clone(), value?));
        Draft::new(questions.iter().zip(values).filter_map(given).collect::<Answers>())
    })
}

/// An answer of the type that the question takes; words may be any.
pub(crate) fn fitting(question: &'static Question) -> BoxedStrategy<Value> {
    match question.r#type {
        Type::OneOf => select(question.choices.as_slice()).prop_map(Value::from).boxed(),
        Type::ManyOf => ticks(question).boxed(),
        Type::Number => {
            let (min, max) = (question.min.unwrap_or(0), question.max.unwrap_or(99));
            (min..=max).prop_map(Value::from).boxed()
        }
        Type::Date => (years(question), 1..=12_u32, 1..=28_u32)
            .prop_map(|(year, month, day)| json!(format!("{year}-{month:02}-{day:02}")))
            .boxed(),
        Type::Records => {
            let row = question.fields.iter().map(cell).collect::<Vec<_>>();
            let row = row.prop_map(|cells| {
                let named = question.fields.iter().zip(cells);
                named.map(|(field, cell)| (field.id.clone(), cell)).collect::<Map<_, _>>()
            });
            proptest::collection::vec(row, 1..4).prop_map(Value::from).boxed()
        }
        Type::Text | Type::Paragraph => words(question.format.as_str(), typed(question)),
    }
}

/// A day that comes after another one is later than all others.
fn years(question: &Question) -> std::ops::Range<i32> {
    if question.after.is_some() { 2090..2100 } else { 2020..2090 }
}

fn ticks(question: &'static Question) -> impl Strategy<Value = Value> {
    let max = question.choices.len();
    subsequence(question.choices.as_slice(), 1..=max).prop_map(|ticks| {
        let none = ticks.iter().find(|tick| Some(*tick) == question.none.as_ref());
        none.map_or_else(|| json!(ticks), |none| json!([none]))
    })
}

fn cell(field: &'static Field) -> BoxedStrategy<Value> {
    match field.r#type {
        Type::OneOf => select(field.choices.as_slice()).prop_map(Value::from).boxed(),
        _ => words(field.format.as_str(), json!("Words")),
    }
}

/// Words in a format: nearly always right where a format is checked, any where none is.
fn words(format: &str, right: Value) -> BoxedStrategy<Value> {
    match format {
        "plain" | "name" | "handle" => text().prop_map(Value::from).boxed(),
        _ => prop_oneof![
            7 => Just(right),
            2 => select(ADDRESSES.as_slice()).prop_map(Value::from),
            1 => text().prop_map(Value::from),
        ]
        .boxed(),
    }
}

/// Any JSON.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        // JSON numbers with more digits than any answer has may lose the last one.
        any::<i32>().prop_map(|eighths| json!(f64::from(eighths) / 8.0)),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((text(), inner), 0..4)
                .prop_map(|fields| Value::from(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// All strings of a value, one a line.
pub(crate) fn strings(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text}\n"),
        Value::Array(items) => items.iter().map(strings).collect(),
        Value::Object(fields) => fields.values().map(strings).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}
