//! What lives as long as the window: the store, the copies written, and the system's dialogs.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use policy_store::Store;

use crate::clock::Now;
use crate::copy::Copy;
use crate::error::Answer;
use crate::kept::{Kept, Show};
use crate::open::OpenPicker;
use crate::overview::overview;
use crate::portable::Pending;
use crate::save::{self, SavePicker, Saved, SavedFiles};
use crate::views::DeskView;

/// Handed to every command.
pub(crate) struct Desk {
    kept: Mutex<Kept>,
    saved: Mutex<SavedFiles>,
    pending: Mutex<Option<Pending>>,
    /// Asks where a copy goes.
    pub(crate) picker: Box<dyn SavePicker>,
    /// Asks which file to read.
    pub(crate) opener: Box<dyn OpenPicker>,
}

impl Desk {
    pub(crate) fn new(
        root: PathBuf,
        show: Show,
        picker: Box<dyn SavePicker>,
        opener: Box<dyn OpenPicker>,
    ) -> Self {
        Self {
            kept: Mutex::new(Kept::new(root, show)),
            saved: Mutex::default(),
            pending: Mutex::default(),
            picker,
            opener,
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
