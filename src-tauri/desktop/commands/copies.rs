//! Copies that leave the program, and what the system opens.

use policy::Catalogue;
use serde_json::Value;
use tauri::{AppHandle, Manager};
use tauri_plugin_opener::OpenerExt;

use super::parse;
use crate::clock::now;
use crate::copy::{Format, copy};
use crate::desk::Desk;
use crate::error::{Answer, Code, CommandError, guarded};
use crate::save::Saved;
use crate::view_file::{not_opened, show};
use crate::{drafting, portable};

/// Asks where a copy of the draft goes and writes it there; nothing when the person changed her
/// mind.
#[tauri::command]
pub(crate) async fn export_file(
    app: AppHandle,
    kind: String,
    document: String,
    draft: Value,
) -> Answer<Option<Saved>> {
    guarded(move || {
        let copy = copy(Format::parse(&kind)?, &document, &parse(&draft)?, now().today)?;
        app.state::<Desk>().save(&copy)
    })
    .await
}

/// Writes the draft on the screen as a file although the store cannot take it; nothing when the
/// person changed her mind.
#[tauri::command]
pub(crate) async fn save_elsewhere(app: AppHandle, draft: Value) -> Answer<Option<Saved>> {
    guarded(move || {
        let (draft, desk) = (parse(&draft)?, app.state::<Desk>());
        let on_screen = *desk.on_screen();
        // The store may not even be there to look at.
        let known =
            on_screen.and_then(|id| desk.read(now(), |store| drafting::summary(store, id)).ok());
        desk.save(&portable::elsewhere(known.as_ref(), draft, now())?)
    })
    .await
}

/// Opens a saved copy in the system's program for it.
#[tauri::command]
pub(crate) async fn open_saved(app: AppHandle, token: String) -> Answer<()> {
    guarded(move || {
        let desk = app.state::<Desk>();
        let path = desk.saved().path(&token)?.to_owned();
        show(&*desk.viewer, &path)
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

#[cfg(test)]
mod tests {
    use super::*;

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
