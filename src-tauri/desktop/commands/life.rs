//! Issuing a policy, and what there was before.

use chrono::NaiveDate;
use serde_json::Value;
use tauri::{AppHandle, Manager};

use super::{parse, parse_id, parse_version};
use crate::clock::now;
use crate::desk::Desk;
use crate::error::{Answer, CommandError, guarded};
use crate::issuing::Terms;
use crate::save::Saved;
use crate::view_file::show;
use crate::views::{HistoryView, IssuedView, SteppedView, VerificationView};
use crate::{drafting, finishing, history, opened, verifying};

/// Freezes the draft as the next revision.
#[tauri::command]
pub(crate) async fn issue(
    app: AppHandle,
    id: String,
    draft: Value,
    effective: String,
    review: Option<String>,
    note: String,
) -> Answer<IssuedView> {
    guarded(move || {
        let (id, draft) = (parse_id(&id)?, parse(&draft)?);
        let review = review.as_deref().map(parse_day).transpose()?;
        let terms = Terms { effective: parse_day(&effective)?, review, note: &note };
        finishing::issue(&app.state::<Desk>(), id, &draft, terms, now())
    })
    .await
}

/// What there was.
#[tauri::command]
pub(crate) async fn history(app: AppHandle, id: String) -> Answer<HistoryView> {
    guarded(move || {
        let id = parse_id(&id)?;
        app.state::<Desk>().read(now(), |store| history::history(store, id))
    })
    .await
}

/// Makes what an issue was made from, or an earlier point, the next step of the draft; it can be
/// undone.
#[tauri::command]
pub(crate) async fn go_back(app: AppHandle, id: String, to: Value) -> Answer<SteppedView> {
    guarded(move || {
        let id = parse_id(&id)?;
        let to = parse_version(&to)?.to_go_back_to()?;
        app.state::<Desk>().write(now(), |store| {
            let draft = to.draft(store, id)?;
            drafting::restore(store, id, draft, now())
        })
    })
    .await
}

/// Saves the very file that was issued; nothing when the person changed her mind.
#[tauri::command]
pub(crate) async fn save_issued(
    app: AppHandle,
    id: String,
    number: u32,
    role: String,
) -> Answer<Option<Saved>> {
    guarded(move || {
        let (id, desk) = (parse_id(&id)?, app.state::<Desk>());
        let copy = desk.read(now(), |store| history::issued(store, id, number, &role))?;
        desk.save(&copy)
    })
    .await
}

/// Opens the very file that was issued in the system's program for it: a copy only to read.
#[tauri::command]
pub(crate) async fn open_issued(
    app: AppHandle,
    id: String,
    number: u32,
    role: String,
) -> Answer<()> {
    guarded(move || {
        let (id, desk) = (parse_id(&id)?, app.state::<Desk>());
        let path = desk.read(now(), |store| {
            let copy = history::issued(store, id, number, &role)?;
            opened::put(store.folder().root(), store.revision(id, number)?.id, &copy)
        })?;
        show(&*desk.viewer, &path)
    })
    .await
}

/// Reads again what was issued, of one policy or of all.
#[tauri::command]
pub(crate) async fn verify(app: AppHandle, id: Option<String>) -> Answer<VerificationView> {
    guarded(move || {
        let id = id.as_deref().map(parse_id).transpose()?;
        verifying::verify(&app.state::<Desk>(), id, now())
    })
    .await
}

fn parse_day(text: &str) -> Answer<NaiveDate> {
    text.parse().map_err(|_| CommandError::bad_request("the day is none"))
}
