//! What changed from one version of a policy to another, and other copies of what was issued.

use serde_json::Value;
use tauri::{AppHandle, Manager};

use super::{parse_id, parse_version};
use crate::changes::Pair;
use crate::clock::now;
use crate::copy::Format;
use crate::desk::Desk;
use crate::error::{Answer, CommandError, guarded};
use crate::reprint::{Paper, reprint};
use crate::save::Saved;
use crate::views::{ComparisonView, SheetView};

/// What changed between two versions, the earlier one first.
#[tauri::command]
pub(crate) async fn compare(
    app: AppHandle,
    id: String,
    from: Value,
    to: Value,
) -> Answer<ComparisonView> {
    guarded(move || Ok(pair(&app, &id, &from, &to)?.compared())).await
}

/// The sheet that tells clients what changed; nothing when only dates did.
#[tauri::command]
pub(crate) async fn changes_sheet(
    app: AppHandle,
    id: String,
    from: Value,
    to: Value,
) -> Answer<Option<SheetView>> {
    guarded(move || Ok(pair(&app, &id, &from, &to)?.sheet())).await
}

/// Saves that sheet; nothing when there is none, or when the person changed her mind.
#[tauri::command]
pub(crate) async fn export_changes(
    app: AppHandle,
    id: String,
    from: Value,
    to: Value,
    kind: String,
) -> Answer<Option<Saved>> {
    guarded(move || {
        let format = match Format::parse(&kind)? {
            Format::Txt => return Err(CommandError::bad_request("no sheet as plain text")),
            format => format,
        };
        match pair(&app, &id, &from, &to)?.export(format, now().today)? {
            Some(copy) => app.state::<Desk>().save(&copy),
            None => Ok(None),
        }
    })
    .await
}

/// Saves another copy of an issue, printed anew from what was frozen; nothing when the person
/// changed her mind.
#[tauri::command]
pub(crate) async fn export_revision(
    app: AppHandle,
    id: String,
    number: u32,
    kind: String,
    paper: Option<String>,
) -> Answer<Option<Saved>> {
    guarded(move || {
        let (id, desk) = (parse_id(&id)?, app.state::<Desk>());
        let (format, paper) = (Format::parse(&kind)?, Paper::parse(paper.as_deref())?);
        let copy = desk.read(now(), |store| reprint(store, id, number, format, paper))?;
        desk.save(&copy)
    })
    .await
}

/// Reads both versions; nobody has the store while they are compared.
fn pair(app: &AppHandle, id: &str, from: &Value, to: &Value) -> Answer<Pair> {
    let (id, from, to) = (parse_id(id)?, parse_version(from)?, parse_version(to)?);
    let now = now();
    app.state::<Desk>().read(now, |store| Pair::read(store, id, from, to, now))
}
