//! What the questions are, and where answers stand.

use policy::review::Review;
use policy::{Catalogue, CatalogueView, Draft};
use serde::Serialize;
use serde_json::Value;

use super::parse;
use crate::clock::now;
use crate::error::{Answer, CommandError, guarded};

/// The example shown from the start page.
const EXAMPLE: &str = "halloran";

/// A finished example to look at.
#[derive(Serialize)]
pub(crate) struct Example {
    draft: Draft,
    review: Review,
}

/// Every question with its words, every source, every preset. Asked for once.
#[tauri::command]
pub(crate) async fn catalogue() -> Answer<CatalogueView> {
    guarded(|| Ok(Catalogue::embedded().view("en").expect("English is built in"))).await
}

/// Where these answers stand.
#[tauri::command]
pub(crate) async fn review(draft: Value) -> Answer<Review> {
    guarded(move || Ok(policy::review(Catalogue::embedded(), &parse(&draft)?, now().today))).await
}

/// The draft with a preset's suggestions in place of the suggestions it had.
#[tauri::command]
pub(crate) async fn apply_preset(id: String, draft: Value) -> Answer<Draft> {
    guarded(move || {
        policy::apply_preset(Catalogue::embedded(), &parse(&draft)?, &id)
            .ok_or_else(|| CommandError::bad_request(format!("no preset {id}")))
    })
    .await
}

/// A finished policy of a practice that does not exist, to look at.
#[tauri::command]
pub(crate) async fn example() -> Answer<Example> {
    guarded(|| {
        let catalogue = Catalogue::embedded();
        let draft = policy::example(catalogue, EXAMPLE).expect("the examples are checked in tests");
        let review = policy::review(catalogue, &draft, now().today);
        Ok(Example { draft, review })
    })
    .await
}
