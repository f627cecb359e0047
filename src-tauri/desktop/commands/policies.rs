//! The list of policies, and the draft of the one that is open.

use policy::Draft;
use serde_json::Value;
use tauri::{AppHandle, Manager};

use super::{parse, parse_id};
use crate::clock::now;
use crate::desk::Desk;
use crate::error::{Answer, guarded};
use crate::views::{DeskView, Found, OpenPolicy, SavedDraft, SteppedView};
use crate::{search, typing};

/// What the page starts with.
#[tauri::command]
pub(crate) async fn desk(app: AppHandle) -> Answer<DeskView> {
    guarded(move || {
        let desk = app.state::<Desk>();
        let view = desk.view(now());
        desk.set_shown();
        view
    })
    .await
}

/// The policies that hold these words.
#[tauri::command]
pub(crate) async fn search(app: AppHandle, text: String) -> Answer<Vec<Found>> {
    guarded(move || app.state::<Desk>().read(now(), |store| search::search(store, &text))).await
}

/// Opens a policy and remembers that.
#[tauri::command]
pub(crate) async fn open_policy(app: AppHandle, id: String) -> Answer<OpenPolicy> {
    guarded(move || typing::open(&app.state::<Desk>(), parse_id(&id)?, now())).await
}

/// Begins a policy and opens it.
#[tauri::command]
pub(crate) async fn new_policy(app: AppHandle, draft: Option<Value>) -> Answer<OpenPolicy> {
    guarded(move || {
        let draft: Option<Draft> = draft.as_ref().map(parse).transpose()?;
        typing::begin(&app.state::<Desk>(), draft, now())
    })
    .await
}

/// Gives a policy a name of hers.
#[tauri::command]
pub(crate) async fn rename_policy(app: AppHandle, id: String, title: String) -> Answer<()> {
    guarded(move || {
        let id = parse_id(&id)?;
        app.state::<Desk>().write(now(), |store| Ok(store.rename(id, title.trim())?))
    })
    .await
}

/// Puts a policy away or takes it out again.
#[tauri::command]
pub(crate) async fn archive_policy(app: AppHandle, id: String, archived: bool) -> Answer<()> {
    guarded(move || {
        let id = parse_id(&id)?;
        app.state::<Desk>().write(now(), |store| Ok(store.set_archived(id, archived)?))
    })
    .await
}

/// Keeps the draft. When this answers, it is on the disk.
#[tauri::command]
pub(crate) async fn save_draft(
    app: AppHandle,
    id: String,
    draft: Value,
    field: Option<String>,
    label: String,
) -> Answer<SavedDraft> {
    guarded(move || {
        let (id, draft) = (parse_id(&id)?, parse(&draft)?);
        typing::save(&app.state::<Desk>(), id, &draft, field.as_deref(), &label, now())
    })
    .await
}

/// A field was left: what is typed in it next is another step.
#[tauri::command]
pub(crate) async fn settle_step(app: AppHandle, id: String) -> Answer<()> {
    guarded(move || {
        typing::settle(&app.state::<Desk>(), parse_id(&id)?, now());
        Ok(())
    })
    .await
}

/// Takes the last step back, or does it again; nothing when there is none.
#[tauri::command]
pub(crate) async fn step(app: AppHandle, id: String, way: String) -> Answer<Option<SteppedView>> {
    guarded(move || typing::step(&app.state::<Desk>(), parse_id(&id)?, &way, now())).await
}
