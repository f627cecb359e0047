//! An answer as a phrase: for offers, where the question itself is not in sight.

use policy::AnswerTypeView as AnswerType;
use policy::Catalogue;
use policy::catalogue::{Question, QuestionWords};
use serde_json::Value;

use crate::clock::said_day;

/// Of a row so much is said; that tells one from another.
const CELLS: usize = 2;

/// The question's label, and the answer.
pub(crate) fn phrase(question: &Question, answer: &Value) -> (String, String) {
    let words = &Catalogue::embedded().language("en").expect("English is built in").words;
    let said = &words.questions[&question.id];
    let text = answered(question, said, answer);
    let text = if text.is_empty() { "left empty".to_owned() } else { text };
    (said.label.clone(), text)
}

fn answered(question: &Question, said: &QuestionWords, answer: &Value) -> String {
    let choice = |id: &str| said.choice.get(id).map_or(id, String::as_str).to_owned();
    match (question.r#type, answer) {
        (AnswerType::OneOf, Value::String(id)) => choice(id),
        (AnswerType::ManyOf, Value::Array(ids)) => {
            ids.iter().filter_map(Value::as_str).map(choice).collect::<Vec<_>>().join(", ")
        }
        (AnswerType::Records, Value::Array(rows)) => {
            let rows = rows.iter().map(|row| row_said(question, said, row));
            rows.filter(|row| !row.is_empty()).collect::<Vec<_>>().join("; ")
        }
        (AnswerType::Date, Value::String(day)) => {
            day.parse().map_or_else(|_| day.clone(), said_day)
        }
        (_, Value::String(text)) => text.trim().to_owned(),
        (_, Value::Number(number)) => number.to_string(),
        // No answer of ours has another form.
        _ => String::new(),
    }
}

/// Its first cells that say something.
fn row_said(question: &Question, said: &QuestionWords, row: &Value) -> String {
    let cells = question.fields.iter().filter_map(|field| {
        let cell = row.get(&field.id)?.as_str()?.trim();
        let choice = said.field.get(&field.id).and_then(|field| field.choice.get(cell));
        Some(choice.map_or(cell, String::as_str)).filter(|cell| !cell.is_empty())
    });
    cells.take(CELLS).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(question: &str, answer: &Value) -> String {
        phrase(Catalogue::embedded().question(question).expect("there"), answer).1
    }

    #[test]
    fn each_kind_of_answer_reads_as_people_say_it() {
        assert_eq!(said("practice_name", &json!(" Willow ")), "Willow");
        assert_eq!(said("effective_date", &json!("2026-12-01")), "December 1, 2026");
        let people = json!([{ "name": "Ana Ruiz", "credential": "LMFT" }, { "name": "Ben Cole" }]);
        assert_eq!(said("clinicians", &people), "Ana Ruiz, LMFT; Ben Cole");
        let license = json!([{ "holder": "", "place": "us-or", "license_number": "C1" }]);
        assert_eq!(said("more_licenses", &license), "Oregon, C1");
        let many = said("true_of_practice", &json!(["prescribes", "has_trainees"]));
        assert!(many.contains(", ") && !many.contains("has_trainees"), "{many}");
        assert!(!said("voice", &json!("we")).is_empty());
        assert_eq!(said("email", &json!("")), "left empty");
        assert_eq!(said("email", &json!({ "odd": 1 })), "left empty");
    }

    #[test]
    fn every_detail_of_the_practice_has_a_label() {
        let catalogue = Catalogue::embedded();
        for id in catalogue.profile_questions() {
            let question = catalogue.question(id).expect("there");
            assert!(!phrase(question, &json!(null)).0.is_empty(), "{id}");
        }
    }
}
