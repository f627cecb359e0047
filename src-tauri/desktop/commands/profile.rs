//! The practice's details, offered to other policies when they changed in one.

use tauri::{AppHandle, Manager};

use super::parse_id;
use crate::clock::now;
use crate::desk::Desk;
use crate::error::{Answer, guarded};
use crate::profile;
use crate::views::{DeskView, ProfileOffer};

/// What is to be offered; nothing if all policies say the same, or are left as they are.
#[tauri::command]
pub(crate) async fn profile_offer(app: AppHandle) -> Answer<Option<ProfileOffer>> {
    guarded(move || {
        let desk = app.state::<Desk>();
        desk.read(now(), |store| profile::offer(store, &desk.touched()))
    })
    .await
}

/// Takes what is offered over into these policies, one step each that can be undone.
#[tauri::command]
pub(crate) async fn apply_profile(app: AppHandle, ids: Vec<String>) -> Answer<DeskView> {
    guarded(move || {
        let ids = ids.iter().map(|id| parse_id(id)).collect::<Answer<Vec<_>>>()?;
        let desk = app.state::<Desk>();
        desk.change(now(), |store| profile::apply(store, &desk.touched(), &ids, now()))
    })
    .await
}

/// Not now: the same change is not offered again.
#[tauri::command]
pub(crate) async fn leave_profile(app: AppHandle) -> Answer<()> {
    guarded(move || {
        let desk = app.state::<Desk>();
        desk.write(now(), |store| profile::leave(store, &desk.touched()))
    })
    .await
}
