//! What she starts from when she words a clause anew, and the pages her words make.

use policy::Catalogue;
use policy::own::Start;
use serde_json::Value;

use super::parse;
use crate::clock::now;
use crate::copy;
use crate::error::{Answer, CommandError, guarded};

/// Our wording of a clause, in her notation.
#[tauri::command]
pub(crate) async fn wording(draft: Value, clause: String) -> Answer<Start> {
    guarded(move || {
        policy::own::start(Catalogue::embedded(), "en", &parse(&draft)?, &clause)
            .ok_or_else(|| CommandError::bad_request("there is no such clause"))
    })
    .await
}

/// Each page of a document as a picture, with the lines of its PDF.
#[tauri::command]
pub(crate) async fn pages(draft: Value, document: String, paper: String) -> Answer<Vec<String>> {
    guarded(move || copy::pictures(&document, &parse(&draft)?, &paper, now().today)).await
}
