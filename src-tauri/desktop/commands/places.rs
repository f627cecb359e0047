//! Where things lie: the folder for finished documents, the one for backups, and the data folder.

use tauri::{AppHandle, Manager};

use crate::clock::now;
use crate::desk::Desk;
use crate::error::{Answer, guarded};
use crate::moving;
use crate::places::{self, Place};
use crate::views::DeskView;

/// Asks for a folder and keeps things there from now on; nothing when the person changed her mind.
#[tauri::command]
pub(crate) async fn choose_folder(app: AppHandle, which: String) -> Answer<Option<DeskView>> {
    guarded(move || {
        let (place, desk) = (Place::parse(&which)?, app.state::<Desk>());
        let Some(folder) = desk.chooser.pick(place.title()) else { return Ok(None) };
        desk.change(now(), |store| places::choose(store, place, &folder, now())).map(Some)
    })
    .await
}

/// Keeps things there no more: no copies of finished documents; backups in the data folder.
#[tauri::command]
pub(crate) async fn forget_folder(app: AppHandle, which: String) -> Answer<DeskView> {
    guarded(move || {
        let place = Place::parse(&which)?;
        app.state::<Desk>().change(now(), |store| places::forget(store, place, now()))
    })
    .await
}

/// Asks for a folder of this computer, moves everything there and opens it; nothing when the person
/// changed her mind.
#[tauri::command]
pub(crate) async fn move_folder(app: AppHandle) -> Answer<Option<DeskView>> {
    guarded(move || {
        let desk = app.state::<Desk>();
        let Some(folder) = desk.chooser.pick(moving::TITLE) else { return Ok(None) };
        moving::move_to(&mut desk.kept(), &folder, now())?;
        desk.view(now()).map(Some)
    })
    .await
}
