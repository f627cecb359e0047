//! An existing policy: read, looked at, and taken as a start.

use policy::old::{OldAnswer, OldPolicy};
use policy::{Catalogue, Draft};
use tauri::{AppHandle, Manager};

use crate::desk::Desk;
use crate::error::{Answer, guarded};
use crate::open;

/// Reads the text of an existing policy. It is looked at and forgotten.
#[tauri::command]
pub(crate) async fn check_old(text: String) -> Answer<OldPolicy> {
    guarded(move || {
        let catalogue = Catalogue::embedded();
        let words = &catalogue.language("en").expect("English is built in").words;
        Ok(policy::old::check(catalogue, words, &text))
    })
    .await
}

/// Asks for a file and answers with its text; nothing when the person changed her mind.
#[tauri::command]
pub(crate) async fn open_old(app: AppHandle) -> Answer<Option<open::Opened>> {
    guarded(move || match app.state::<Desk>().opener.pick(open::Sought::OldPolicy) {
        Some(path) => open::read(&path).map(Some),
        None => Ok(None),
    })
    .await
}

/// A draft of the answers found in an existing policy, all waiting for a yes.
#[tauri::command]
pub(crate) async fn start_old(found: Vec<OldAnswer>) -> Answer<Draft> {
    guarded(move || Ok(policy::old::start(Catalogue::embedded(), &found))).await
}
