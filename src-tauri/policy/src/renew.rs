//! Answers of earlier versions, in the form they have today. What it does not know stays as it is.

use serde_json::Value;

use crate::answers::Answers;
use crate::catalogue::Catalogue;

/// Brings answers into today's form.
pub(crate) fn renew(answers: &mut Answers) {
    if let Some(Value::Array(clinicians)) = answers.get_mut("clinicians") {
        clinicians.iter_mut().filter_map(|row| row.get_mut("place")).for_each(state_by_name);
    }
}

/// A state was once typed: "Oregon", "OR".
fn state_by_name(place: &mut Value) {
    let Some(typed) = place.as_str().map(|text| text.trim().to_lowercase()) else { return };
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
