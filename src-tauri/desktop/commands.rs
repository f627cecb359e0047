//! What the page may ask: each command parses, calls, and maps the error. Their names stand in
//! `window.rs`, `build.rs` and `capabilities/main.json`; a test below compares the three.

use std::path::Path;

use chrono::{Local, NaiveDate};
use policy::old::{OldAnswer, OldPolicy};
use policy::review::Review;
use policy::{Catalogue, CatalogueView, Draft};
use serde::Serialize;
use serde_json::Value;
use tauri::{AppHandle, Manager};
use tauri_plugin_opener::OpenerExt;

use crate::copy::copy;
use crate::error::{Code, CommandError, guarded};
use crate::open;
use crate::save::{self, Kind, Saved};
use crate::window::Desk;

/// The example shown from the start page.
const EXAMPLE: &str = "halloran";

type Answer<T> = Result<T, CommandError>;

/// When the draft was kept, for the page to say.
#[derive(Serialize)]
pub(crate) struct Kept {
    /// The time of day here: `21:54`.
    saved_at: String,
}

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

/// The kept draft; nothing when there is none.
#[tauri::command]
pub(crate) async fn open_draft(app: AppHandle) -> Answer<Option<Draft>> {
    guarded(move || app.state::<Desk>().draft().open(today())).await
}

/// Keeps the draft. When this answers, it is on the disk.
#[tauri::command]
pub(crate) async fn save_draft(app: AppHandle, draft: Value) -> Answer<Kept> {
    guarded(move || {
        app.state::<Desk>().draft().save(&parse(&draft)?)?;
        Ok(Kept { saved_at: Local::now().format("%H:%M").to_string() })
    })
    .await
}

/// Where these answers stand.
#[tauri::command]
pub(crate) async fn review(draft: Value) -> Answer<Review> {
    guarded(move || Ok(policy::review(Catalogue::embedded(), &parse(&draft)?, today()))).await
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
        let review = policy::review(catalogue, &draft, today());
        Ok(Example { draft, review })
    })
    .await
}

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
    guarded(move || match app.state::<Desk>().opener.pick() {
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

/// Asks where a copy goes and writes it there; nothing when the person changed her mind.
#[tauri::command]
pub(crate) async fn export_file(
    app: AppHandle,
    kind: String,
    document: String,
    draft: Value,
) -> Answer<Option<Saved>> {
    guarded(move || {
        let kind = Kind::parse(&kind)?;
        let copy = copy(kind, &document, &parse(&draft)?, today())?;
        let desk = app.state::<Desk>();
        let Some(picked) = desk.picker.pick(&copy.name, kind) else { return Ok(None) };
        let path = save::write(&picked, kind, &copy.bytes)?;
        Ok(Some(desk.saved().add(path, copy.bytes.len())))
    })
    .await
}

/// Opens a saved copy in the system's program for it.
#[tauri::command]
pub(crate) async fn open_saved(app: AppHandle, token: String) -> Answer<()> {
    guarded(move || {
        let path = app.state::<Desk>().saved().path(&token)?.to_owned();
        let opened = app.opener().open_path(path.to_string_lossy(), None::<&str>);
        opened.map_err(|error| not_opened(&path, error))
    })
    .await
}

/// Shows a saved copy in its folder.
#[tauri::command]
pub(crate) async fn show_saved(app: AppHandle, token: String) -> Answer<()> {
    guarded(move || {
        let path = app.state::<Desk>().saved().path(&token)?.to_owned();
        app.opener().reveal_item_in_dir(&path).map_err(|error| not_opened(&path, error))
    })
    .await
}

/// Opens where a rule comes from in the system's browser. Nothing but those addresses is opened.
#[tauri::command]
pub(crate) async fn open_link(app: AppHandle, href: String) -> Answer<()> {
    guarded(move || {
        let url = source_url(&href)?;
        app.opener().open_url(url, None::<&str>).map_err(|error| {
            CommandError::new(
                Code::Unexpected,
                format!("No browser could be opened. The address is {url}"),
                error,
            )
        })
    })
    .await
}

/// The address as our own sources have it.
fn source_url(href: &str) -> Answer<&'static str> {
    let mut urls = Catalogue::embedded().sources.values().map(|source| source.url.as_str());
    urls.find(|url| *url == href)
        .ok_or_else(|| CommandError::bad_request(format!("no source at {href}")))
}

fn not_opened(path: &Path, error: impl ToString) -> CommandError {
    CommandError::new(
        Code::Unexpected,
        format!(
            "This computer has no program set for it, or it did not start. The file is here: {}",
            path.display()
        ),
        error,
    )
}

fn parse(draft: &Value) -> Answer<Draft> {
    Draft::from_json(&draft.to_string()).map_err(CommandError::bad_request)
}

fn today() -> NaiveDate {
    Local::now().date_naive()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The words between two marks that look like the name of a command.
    fn names(text: &str, from: &str, to: &str) -> BTreeSet<String> {
        let (_, rest) = text.split_once(from).expect("the list begins");
        let (list, _) = rest.split_once(to).expect("the list ends");
        let words = list.split(|c: char| !c.is_ascii_lowercase() && c != '_' && c != '-');
        words.filter(|word| !word.is_empty() && *word != "commands").map(str::to_owned).collect()
    }

    #[test]
    fn every_command_is_registered_named_and_allowed_once() {
        let registered = names(include_str!("window.rs"), "generate_handler![", "]");
        assert_eq!(registered.len(), 13, "{registered:?}");
        assert_eq!(registered, names(include_str!("build.rs"), ".commands(&[", "]"));
        let allowed = names(include_str!("../capabilities/main.json"), "\"permissions\": [", "]");
        let allowed: BTreeSet<_> = allowed
            .iter()
            .map(|word| word.strip_prefix("allow-").expect("ours alone").replace('-', "_"))
            .collect();
        assert_eq!(registered, allowed);
    }

    #[test]
    fn the_page_calls_no_command_that_is_not_there() {
        let registered = names(include_str!("window.rs"), "generate_handler![", "]");
        let page = include_str!("../../ui/src/backend/tauri.ts");
        let called = page.split("invoke('").skip(1).filter_map(|rest| rest.split('\'').next());
        let called: BTreeSet<String> = called.map(str::to_owned).collect();
        assert_eq!(called, registered);
    }

    #[test]
    fn a_draft_that_is_none_is_a_bad_request() {
        for wrong in ["null", "[]", "3", r#"{"format":1,"answers":7}"#] {
            let value = serde_json::from_str(wrong).expect("JSON");
            assert_eq!(parse(&value).expect_err(wrong).code, Code::BadRequest);
        }
    }

    #[test]
    fn only_sources_are_opened() {
        let known = &Catalogue::embedded().sources.values().next().expect("there are sources").url;
        assert_eq!(source_url(known).expect("known"), known);
        for other in ["https://example.org/", "file:///etc/passwd", "javascript:alert(1)", ""] {
            assert_eq!(source_url(other).expect_err(other).code, Code::BadRequest);
        }
    }

    #[test]
    fn every_source_is_a_web_address() {
        for source in Catalogue::embedded().sources.values() {
            assert!(source.url.starts_with("https://"), "{}", source.url);
        }
    }
}
