//! Answers of earlier versions, in the form they have today. What it does not know stays as it is.

use serde_json::Value;

use crate::answers::Answers;
use crate::catalogue::Catalogue;

/// Brings answers into today's form.
pub(crate) fn renew(answers: &mut Answers) {
    if let Some(Value::Array(clinicians)) = answers.get_mut("clinicians") {
        clinicians.iter_mut().filter_map(|row| row.get_mut("place")).for_each(state_by_name);
    }
    one_local_line(answers);
}

/// There was once room for one local line, in two questions.
fn one_local_line(answers: &mut Answers) {
    let (name, number) = (answers.remove("local_line_name"), answers.remove("local_line_number"));
    if name.is_none() && number.is_none() || answers.contains_key("local_lines") {
        return;
    }
    let mut line = serde_json::Map::new();
    line.extend(name.map(|name| ("name".to_owned(), name)));
    line.extend(number.map(|number| ("number".to_owned(), number)));
    answers.insert("local_lines".to_owned(), Value::Array(vec![Value::Object(line)]));
}

/// A state was once typed: "Oregon", "OR".
fn state_by_name(place: &mut Value) {
    let Some(typed) = place.as_str().map(|text| text.trim().to_lowercase()) else { return };
    // Today's form needs no catalogue, and most answers have it.
    if typed.is_empty() || typed.starts_with("us-") {
        return;
    }
    let catalogue = Catalogue::embedded();
    let choices = || Some(&catalogue.question("clinicians")?.field("place")?.choices);
    let labels = catalogue.language("en").and_then(|english| {
        Some(&english.words.questions.get("clinicians")?.field.get("place")?.choice)
    });
    let named = |id: &&String| {
        let label = labels.and_then(|labels| labels.get(*id));
        id.strip_prefix("us-") == Some(&typed)
            || label.is_some_and(|label| label.to_lowercase() == typed)
    };
    if let Some(id) = choices().and_then(|ids| ids.iter().find(named)) {
        *place = Value::String(id.clone());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_one_local_line_becomes_a_row() {
        let mut answers = Answers::from([
            ("local_line_name".to_owned(), json!("Night line")),
            ("local_line_number".to_owned(), json!("614-555-0190")),
        ]);
        renew(&mut answers);
        let line = json!([{ "name": "Night line", "number": "614-555-0190" }]);
        assert_eq!(answers, Answers::from([("local_lines".to_owned(), line)]));
        renew(&mut answers);
        assert_eq!(answers.len(), 1, "once is enough");
    }

    #[test]
    fn a_state_that_was_typed_is_found_again() {
        for (typed, id) in [
            ("Oregon", "us-or"),
            (" new york ", "us-ny"),
            ("DC", "us-dc"),
            ("us-or", "us-or"),
            ("Cascadia", "Cascadia"),
            ("", ""),
        ] {
            let rows = json!([{ "name": "June", "place": typed }, {}, 3]);
            let mut answers = Answers::from([("clinicians".to_owned(), rows)]);
            renew(&mut answers);
            assert_eq!(answers["clinicians"][0]["place"], id, "{typed}");
        }
    }
}
