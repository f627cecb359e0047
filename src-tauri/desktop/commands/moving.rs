//! Backups, and policies that leave for another computer or come from one.

use tauri::{AppHandle, Manager};
use uuid::Uuid;

use super::parse_id;
use crate::clock::now;
use crate::desk::Desk;
use crate::error::{Answer, CommandError, guarded};
use crate::open::Sought;
use crate::portable::Pending;
use crate::profile::Touched;
use crate::save::Saved;
use crate::views::{BackupCard, BackupPreview, DeskView, ImportPlan};
use crate::{backups, portable};

/// All backups, newest first.
#[tauri::command]
pub(crate) async fn backups(app: AppHandle) -> Answer<Vec<BackupCard>> {
    guarded(move || app.state::<Desk>().read(now(), backups::list)).await
}

/// What a backup holds.
#[tauri::command]
pub(crate) async fn preview_backup(app: AppHandle, token: String) -> Answer<BackupPreview> {
    guarded(move || app.state::<Desk>().read(now(), |store| backups::preview(store, &token))).await
}

/// Makes a backup now.
#[tauri::command]
pub(crate) async fn back_up(app: AppHandle) -> Answer<DeskView> {
    guarded(move || {
        app.state::<Desk>().change(now(), |store| {
            store.back_up(policy_store::Reason::Asked, now().moment)?;
            Ok(())
        })
    })
    .await
}

/// Goes back to a backup; the state before is backed up first.
#[tauri::command]
pub(crate) async fn restore_backup(app: AppHandle, token: String) -> Answer<DeskView> {
    guarded(move || {
        let desk = app.state::<Desk>();
        let backup = desk.read(now(), |store| backups::find(store, &token))?;
        desk.kept().exchange(now(), |store| store.restore(&backup, now().moment))?;
        // What was typed since then is gone from the drafts as well.
        *desk.touched() = Touched::default();
        desk.view(now())
    })
    .await
}

/// Saves one policy or everything as a file for another computer.
#[tauri::command]
pub(crate) async fn export_portable(app: AppHandle, id: Option<String>) -> Answer<Option<Saved>> {
    guarded(move || {
        let (id, desk) = (id.as_deref().map(parse_id).transpose()?, app.state::<Desk>());
        let copy = desk.read(now(), |store| portable::export(store, id, now().today))?;
        desk.save(&copy)
    })
    .await
}

/// Asks for a file and says what taking it over would change; changes nothing.
#[tauri::command]
pub(crate) async fn plan_import(app: AppHandle) -> Answer<Option<ImportPlan>> {
    guarded(move || {
        let desk = app.state::<Desk>();
        let Some(path) = desk.opener.pick(Sought::Portable) else { return Ok(None) };
        let portable = portable::read(&path)?;
        let report = desk.read(now(), |store| Ok(store.plan_import(&portable)?))?;
        let (sentences, changes) = portable::plan(&report);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let token = Uuid::new_v4().to_string();
        *desk.pending() = Some(Pending { token: token.clone(), portable });
        Ok(Some(ImportPlan { token, name, sentences, changes }))
    })
    .await
}

/// Takes over the file that was planned, after a backup. If that fails, it can be tried again.
#[tauri::command]
pub(crate) async fn import_portable(app: AppHandle, token: String) -> Answer<DeskView> {
    guarded(move || {
        let desk = app.state::<Desk>();
        let mut pending = desk.pending();
        let planned = pending.as_ref().filter(|planned| planned.token == token);
        let planned = planned.ok_or_else(|| CommandError::bad_request("no file was planned"))?;
        let view = desk.change(now(), |store| {
            store.import(&planned.portable, now().moment)?;
            Ok(())
        })?;
        *pending = None;
        Ok(view)
    })
    .await
}
