//! What someone types never becomes structure.

use policy::answers::Answers;
use policy::document::{Body, Document};
use policy::{AnswerTypeView as Type, Catalogue, Draft};
use policy_tests::practice::{changed, run};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::answers::text;

proptest! {
    #[test]
    fn hostile_words_make_no_more_blocks_than_harmless_ones(
        practice in prop_oneof![Just("halloran"), Just("willow"), Just("risky")],
        texts in proptest::collection::vec(text(), 40),
    ) {
        let hostile = filled(practice, &|at| one_line(at, &texts[at]));
        let harmless = filled(practice, &|at| one_line(at, "June"));
        prop_assert_eq!(shape(&run(&hostile).document), shape(&run(&harmless).document));
    }

    #[test]
    fn each_line_of_own_words_is_one_paragraph(lines in proptest::collection::vec(text(), 1..8)) {
        let harmless: Vec<String> = (0..lines.len()).map(|at| one_line(at, "June")).collect();
        let lines: Vec<String> = lines.iter().enumerate().map(|(at, line)| one_line(at, line)).collect();
        let with = |words: String| changed("halloran", &Answers::from([("own_words".to_owned(), json!(words))]));
        let hostile = run(&with(lines.join("\n")));
        let harmless = run(&with(harmless.join("\n")));
        prop_assert_eq!(shape(&hostile.document), shape(&harmless.document));
    }
}

/// A practice with all free words, and only those, replaced; the first gets number 0.
fn filled(practice: &str, words: &impl Fn(usize) -> String) -> Draft {
    let catalogue = Catalogue::embedded();
    let mut draft = changed(practice, &Answers::new());
    let mut numbers = 0..;
    let mut words = || words(numbers.next().unwrap_or_default());
    let free = |kind: Type, format: &str| {
        kind == Type::Text && matches!(format, "plain" | "name" | "handle")
    };
    for question in &catalogue.questions {
        let Some(value) = draft.answers.get_mut(&question.id) else { continue };
        if free(question.r#type, question.format.as_str()) {
            *value = json!(words());
        }
        for row in value.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            for field in &question.fields {
                if let Some(cell) = row.get_mut(&field.id)
                    && free(field.r#type, field.format.as_str())
                {
                    *cell = json!(words());
                }
            }
        }
    }
    draft
}

/// One line with something to see in it: an empty answer would be a gap, and two alike would be
/// said once, which are other matters.
fn one_line(number: usize, text: &str) -> String {
    let line: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).take(900).collect();
    format!("{number:03}{line}")
}

/// Sections, kinds of blocks, items, rows and columns.
fn shape(document: &Document) -> Vec<String> {
    let edition = &document.editions[0];
    let mut shape = vec![format!(
        "masthead {:?}",
        edition.masthead.iter().map(|it| it.lines.len()).collect::<Vec<_>>()
    )];
    for section in &edition.sections {
        for block in &section.blocks {
            let body = match &block.body {
                Body::Paragraph { .. } => "paragraph".to_owned(),
                Body::Note { .. } => "note".to_owned(),
                Body::List { items } => format!("list of {}", items.len()),
                Body::Table { head, rows } => format!("table {} by {}", head.len(), rows.len()),
                Body::Resource { .. } => "resource".to_owned(),
                Body::Sign { lines, ticks, .. } => format!("sign {} {}", lines.len(), ticks.len()),
            };
            shape.push(format!("{} {} {body}", section.id, block.clause));
        }
    }
    shape
}
