//! Finding a policy by words in it, and saying where they stand.

use policy::{Catalogue, Draft};
use policy_store::Store;
use serde_json::Value;

use crate::error::Answer;
use crate::overview::title;
use crate::views::Found;

/// More than this nobody reads through.
const MOST: usize = 20;
/// Said of a name that holds the words.
const NAME: &str = "In its name";

/// The policies that hold the words, whatever their case; none for no words.
pub(crate) fn search(store: &Store, text: &str) -> Answer<Vec<Found>> {
    let words = text.trim().to_lowercase();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for policy in store.search(&words)? {
        let draft = store.draft(policy.id)?;
        let title = title(&policy, &draft);
        let place = place(&title, &draft, &words);
        found.push(Found { id: policy.id, title, r#where: place });
    }
    // The name is what most people look for.
    found.sort_by_key(|found| found.r#where != NAME);
    found.truncate(MOST);
    Ok(found)
}

/// The first place where they stand.
fn place(title: &str, draft: &Draft, words: &str) -> String {
    if title.to_lowercase().contains(words) {
        return NAME.to_owned();
    }
    let holding = draft.answers.iter().find(|(_, answer)| holds(answer, words));
    if let Some((question, _)) = holding {
        let said = &Catalogue::embedded().language("en").expect("English is built in").words;
        return match said.questions.get(question) {
            Some(said) => format!("In “{}”", said.label),
            None => "In an answer of another version".to_owned(),
        };
    }
    let mut own = draft.own_clauses.values().flat_map(|own| own.text.values());
    if own.any(|text| text.to_lowercase().contains(words)) {
        return "In a clause of your own".to_owned();
    }
    "In your own wording".to_owned()
}

fn holds(value: &Value, words: &str) -> bool {
    match value {
        Value::String(text) => text.to_lowercase().contains(words),
        Value::Array(items) => items.iter().any(|item| holds(item, words)),
        Value::Object(map) => map.values().any(|value| holds(value, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::drafting::begin;
    use crate::testing::{day, draft, store};

    #[test]
    fn words_are_found_in_names_answers_and_own_clauses() {
        let (_folder, mut store) = store();
        let mut own = draft(&[("practice_name", json!("Alder"))]);
        let clause = json!({ "section": "start", "text": { "en": "Our dog is called Willow." } });
        let clause = serde_json::from_value(clause).expect("a clause");
        own.own_clauses.insert("pets".to_owned(), clause);
        let drafts = [
            draft(&[("practice_name", json!("Willow"))]),
            draft(&[
                ("practice_name", json!("Birch")),
                ("website", json!("https://WILLOW.example")),
            ]),
            own,
            draft(&[("practice_name", json!("Cedar"))]),
        ];
        for draft in drafts {
            begin(&mut store, Some(draft), day(0)).expect("begun");
        }
        let found: Vec<(String, String)> = search(&store, " willow ")
            .expect("searched")
            .into_iter()
            .map(|found| (found.title, found.r#where))
            .collect();
        let expected =
            [("Willow", NAME), ("Alder", "In a clause of your own"), ("Birch", "In “Website”")];
        let expected = expected.map(|(title, at)| (title.to_owned(), at.to_owned()));
        assert_eq!(found[0], expected[0], "the name first");
        assert!(expected.iter().all(|it| found.contains(it)) && found.len() == 3, "{found:?}");
        assert!(search(&store, "  ").expect("searched").is_empty());
        assert!(search(&store, "\u{0}\"%_").expect("searched").is_empty());
    }

    #[test]
    fn a_list_nobody_reads_through_is_cut() {
        let (_folder, mut store) = store();
        for _ in 0..=MOST {
            let draft = draft(&[("practice_name", json!("Willow"))]);
            begin(&mut store, Some(draft), day(0)).expect("begun");
        }
        assert_eq!(search(&store, "will").expect("searched").len(), MOST);
    }
}
