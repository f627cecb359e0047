//! What lives as long as the window: the store, the copies written, and the system's dialogs.

use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use policy_store::Store;
use uuid::Uuid;

use crate::choose::FolderPicker;
use crate::clock::Now;
use crate::copy::Copy;
use crate::error::Answer;
use crate::kept::{Kept, Show};
use crate::open::OpenPicker;
use crate::overview::overview;
use crate::portable::Pending;
use crate::profile::Touched;
use crate::save::{self, SavePicker, Saved, SavedFiles};
use crate::view_file::Viewer;
use crate::views::DeskView;

/// Handed to every command.
pub(crate) struct Desk {
    kept: Mutex<Kept>,
    saved: Mutex<SavedFiles>,
    pending: Mutex<Option<Pending>>,
    touched: Mutex<Touched>,
    /// The policy on the screen, as far as it has an id.
    on_screen: Mutex<Option<Uuid>>,
    /// Whether the page has had what it starts with.
    shown: (Mutex<bool>, Condvar),
    /// Asks where a copy goes.
    pub(crate) picker: Box<dyn SavePicker>,
    /// Asks which file to read.
    pub(crate) opener: Box<dyn OpenPicker>,
    /// Asks for a folder.
    pub(crate) chooser: Box<dyn FolderPicker>,
    /// Shows a file.
    pub(crate) viewer: Box<dyn Viewer>,
}

/// What the system does for the window: its dialogs, and its programs.
pub(crate) struct Around {
    pub(crate) picker: Box<dyn SavePicker>,
    pub(crate) opener: Box<dyn OpenPicker>,
    pub(crate) chooser: Box<dyn FolderPicker>,
    pub(crate) viewer: Box<dyn Viewer>,
}

impl Desk {
    pub(crate) fn new(root: PathBuf, show: Show, around: Around) -> Self {
        let Around { picker, opener, chooser, viewer } = around;
        Self {
            kept: Mutex::new(Kept::new(root, show)),
            saved: Mutex::default(),
            pending: Mutex::default(),
            touched: Mutex::default(),
            on_screen: Mutex::default(),
            shown: Default::default(),
            picker,
            opener,
            chooser,
            viewer,
        }
    }

    /// The store and what belongs to it. One command at a time has it.
    pub(crate) fn kept(&self) -> MutexGuard<'_, Kept> {
        // A panic inside leaves the store as its last COMMIT did.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The copies written so far.
    pub(crate) fn saved(&self) -> MutexGuard<'_, SavedFiles> {
        self.saved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file that may be taken over.
    pub(crate) fn pending(&self) -> MutexGuard<'_, Option<Pending>> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The practice's details that changed. Whoever needs the store too takes that first.
    pub(crate) fn touched(&self) -> MutexGuard<'_, Touched> {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The policy on the screen.
    pub(crate) fn on_screen(&self) -> MutexGuard<'_, Option<Uuid>> {
        self.on_screen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes the store for good, with what was typed last in the practice's details.
    pub(crate) fn close(&self, now: Now) -> Answer<()> {
        let mut kept = self.kept();
        if let Ok(store) = kept.write(now) {
            self.touched().adopt_all(store);
        }
        kept.close(now)
    }

    /// The page has what it starts with.
    pub(crate) fn set_shown(&self) {
        *self.shown.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.shown.1.notify_all();
    }

    /// Waits until the page has what it starts with, or for so long.
    pub(crate) fn wait_until_shown(&self, most: Duration) {
        let shown = self.shown.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Where it never asks, what waits here goes on all the same.
        drop(self.shown.1.wait_timeout_while(shown, most, |shown| !*shown));
    }

    /// Asks where the copy goes and writes it there; `None` when the person changed her mind.
    pub(crate) fn save(&self, copy: &Copy) -> Answer<Option<Saved>> {
        let Some(picked) = self.picker.pick(&copy.name, copy.kind) else { return Ok(None) };
        let path = save::write(&picked, copy.kind, &copy.bytes)?;
        Ok(Some(self.saved().add(path, copy.bytes.len())))
    }

    /// Looks something up in the store.
    pub(crate) fn read<T>(&self, now: Now, body: impl FnOnce(&Store) -> Answer<T>) -> Answer<T> {
        body(self.kept().read(now)?)
    }

    /// Changes something in the store.
    pub(crate) fn write<T>(
        &self,
        now: Now,
        body: impl FnOnce(&mut Store) -> Answer<T>,
    ) -> Answer<T> {
        body(self.kept().write(now)?)
    }

    /// Changes something and shows what there is now.
    pub(crate) fn change(
        &self,
        now: Now,
        body: impl FnOnce(&mut Store) -> Answer<()>,
    ) -> Answer<DeskView> {
        let mut kept = self.kept();
        body(kept.write(now)?)?;
        overview(&mut kept, now)
    }

    /// What there is now.
    pub(crate) fn view(&self, now: Now) -> Answer<DeskView> {
        overview(&mut self.kept(), now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::begin;
    use crate::error::{Code, guarded};
    use crate::testing::{day, desk};

    #[test]
    fn a_panic_with_the_store_in_hand_leaves_it_as_the_last_commit_did() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = std::sync::Arc::new(desk(folder.path()));
        let id = desk.write(day(0), |store| begin(store, None, day(0))).expect("begun").id;
        let again = std::sync::Arc::clone(&desk);
        let result: Answer<()> = tauri::async_runtime::block_on(guarded(move || {
            let _files = again.saved();
            let _pending = again.pending();
            again.write(day(1), |store| {
                store.rename(id, "Willow")?;
                panic!("kaput")
            })
        }));
        assert_eq!(result.expect_err("it panicked").code, Code::Unexpected);
        let view = desk.view(day(2)).expect("usable");
        assert_eq!(view.policies[0].title, "Willow", "what was on the disk is there");
        desk.write(day(3), |store| Ok(store.rename(id, "Alder")?)).expect("usable");
        assert!(desk.pending().is_none() && desk.saved().path("0").is_err());
    }

    #[test]
    fn a_panic_while_the_store_is_exchanged_opens_it_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = std::sync::Arc::new(desk(folder.path()));
        desk.write(day(0), |store| begin(store, None, day(0))).expect("begun");
        let again = std::sync::Arc::clone(&desk);
        let result: Answer<()> = tauri::async_runtime::block_on(guarded(move || {
            again.kept().exchange(day(1), |_| panic!("kaput"))
        }));
        assert!(result.is_err());
        assert_eq!(desk.view(day(2)).expect("usable").policies.len(), 1);
    }

    #[test]
    fn what_waits_for_the_page_goes_on_when_it_has_asked_or_never_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = desk(folder.path());
        desk.wait_until_shown(Duration::from_millis(1));
        desk.set_shown();
        desk.wait_until_shown(Duration::from_secs(3_600));
    }
}
