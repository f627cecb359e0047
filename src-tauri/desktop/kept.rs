//! The store while the window is open: opened when it is first needed, opened anew when a folder that
//! could not be written can be written again, and closed with a backup.

use std::path::PathBuf;
use std::sync::Arc;

use policy_store::{Disk, Folder, Opened, Store, StoreError};

use crate::clock::Now;
use crate::error::{Answer, CommandError};
use crate::notices;
use crate::old_draft;
use crate::views::Notice;
use crate::wake::{Bell, listen};

/// Brings the window to the front.
pub(crate) type Show = Arc<dyn Fn() + Send + Sync>;

/// The store, where it lies, and what is to be said about it.
pub(crate) struct Kept {
    /// The app's own data folder; the data may have moved from there.
    root: PathBuf,
    /// What opening and checking found since the program started.
    pub(crate) notices: Vec<Notice>,
    store: Option<Store>,
    /// Set while nothing can be written: why.
    refused: Option<CommandError>,
    show: Show,
    bell: Option<Bell>,
    ended: bool,
}

impl Kept {
    /// `root` is the app's own data folder. Opens nothing yet.
    pub(crate) fn new(root: PathBuf, show: Show) -> Self {
        Self {
            root,
            notices: Vec::new(),
            store: None,
            refused: None,
            show,
            bell: None,
            ended: false,
        }
    }

    /// Where the data lies.
    pub(crate) fn folder(&self) -> Folder {
        match &self.store {
            Some(store) => store.folder().clone(),
            None => Folder::locate(&self.root, &Disk),
        }
    }

    /// Opens the store if it is not open for writing; the backup that may be due comes later. A folder that cannot be written is no error:
    /// what is there can be looked at.
    pub(crate) fn open(&mut self, now: Now) -> Answer<()> {
        if self.ended {
            return Err(CommandError::unexpected("the window is closing"));
        }
        if self.store.is_some() && self.refused.is_none() {
            return Ok(());
        }
        match Store::open_without_backup(self.folder(), Arc::new(Disk), now.moment) {
            Ok(opened) => {
                self.take(opened, now);
                Ok(())
            }
            Err(
                error @ (StoreError::ReadOnly { .. }
                | StoreError::DiskFull { .. }
                | StoreError::Disk { .. }),
            ) => {
                if self.store.is_none() {
                    self.store = Store::open_read_only(self.folder(), Arc::new(Disk)).ok();
                }
                self.refused = Some(error.into());
                Ok(())
            }
            Err(other) => Err(other.into()),
        }
    }

    /// Why nothing can be written, if that is so.
    pub(crate) fn refused(&self) -> Option<&CommandError> {
        self.refused.as_ref()
    }

    /// The store for looking; `None` where there is none and none can be made.
    pub(crate) fn look(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// The store for reading.
    pub(crate) fn read(&mut self, now: Now) -> Answer<&Store> {
        self.open(now)?;
        self.store.as_ref().ok_or_else(|| self.refused.clone().unwrap_or_else(not_open))
    }

    /// The store for writing.
    pub(crate) fn write(&mut self, now: Now) -> Answer<&mut Store> {
        self.open(now)?;
        match &self.refused {
            Some(why) => Err(why.clone()),
            None => self.store.as_mut().ok_or_else(not_open),
        }
    }

    /// Lets `change` have the store and give another one back. If it fails, the store is opened
    /// again as it is.
    pub(crate) fn exchange(
        &mut self,
        now: Now,
        change: impl FnOnce(Store) -> Result<Opened, StoreError>,
    ) -> Answer<()> {
        self.write(now)?;
        let store = self.store.take().ok_or_else(not_open)?;
        match change(store) {
            Ok(opened) => {
                self.take(opened, now);
                Ok(())
            }
            Err(error) => {
                self.open(now)?;
                Err(error.into())
            }
        }
    }

    /// Lets go of the store; it is opened again when it is needed.
    pub(crate) fn set_down(&mut self) {
        self.bell = None;
        self.store = None;
        self.refused = None;
    }

    /// Closes the store, with a backup if anything changed. Nothing opens it again.
    pub(crate) fn close(&mut self, now: Now) -> Answer<()> {
        self.ended = true;
        self.bell = None;
        match self.store.take() {
            Some(store) => Ok(store.close(now.moment)?),
            None => Ok(()),
        }
    }

    fn take(&mut self, opened: Opened, now: Now) {
        let Opened { mut store, salvaged, backup_failed } = opened;
        self.notices.extend(salvaged.map(|salvage| notices::salvaged(&salvage)));
        self.notices.extend(backup_failed.map(notices::backup_failed));
        self.notices.extend(old_draft::take_in(&mut store, now));
        let show = Arc::clone(&self.show);
        self.bell = None;
        self.bell = listen(store.folder().root(), move || show());
        self.store = Some(store);
        self.refused = None;
    }
}

fn not_open() -> CommandError {
    CommandError::unexpected("the store is not open")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::drafting::{begin, save};
    use crate::error::Code;
    use crate::overview::overview;
    use crate::testing::{data, day, draft, kept};
    use crate::views::NoticeKind;

    #[test]
    fn what_was_saved_is_there_at_the_next_start_with_its_undo() {
        let folder = tempfile::tempdir().expect("a folder");
        let willow = draft(&[("practice_name", json!("Willow"))]);
        let mut first = kept(folder.path());
        let store = first.write(day(0)).expect("open");
        let id = begin(store, None, day(0)).expect("begun").id;
        save(store, id, &willow, None, "answer", day(1)).expect("saved");
        // As if the program had been killed: nothing is closed.
        drop(first);
        let mut second = kept(folder.path());
        let view = overview(&mut second, day(2)).expect("shown");
        assert_eq!((view.last, view.policies[0].title.as_str()), (Some(id), "Willow"));
        assert!(view.notices.is_empty() && !view.read_only);
        let store = second.write(day(2)).expect("open");
        assert_eq!(store.draft(id).expect("there"), willow);
        assert!(store.undo(id, day(3).moment).expect("undone").is_some());
    }

    #[test]
    fn a_second_instance_is_told_and_the_first_is_shown() {
        let folder = tempfile::tempdir().expect("a folder");
        let (shown, seen) = std::sync::mpsc::channel();
        let show = Arc::new(move || shown.send(()).expect("heard"));
        let mut first = Kept::new(data(folder.path()), show);
        first.open(day(0)).expect("open");
        let error = kept(folder.path()).open(day(0)).expect_err("held");
        assert_eq!(error.code, Code::InUse);
        assert!(crate::wake::ring(&data(folder.path())));
        assert_eq!(seen.recv(), Ok(()));
        first.close(day(1)).expect("closed");
        assert!(!crate::wake::ring(&data(folder.path())), "a new window is welcome");
        kept(folder.path()).open(day(2)).expect("free now");
        assert!(first.open(day(2)).is_err(), "what was closed stays closed");
    }

    #[test]
    fn a_version_number_that_rotted_is_repaired_and_said() {
        let folder = tempfile::tempdir().expect("a folder");
        kept(folder.path()).open(day(0)).expect("made");
        let path = data(folder.path()).join("store.sqlite");
        let mut bytes = std::fs::read(&path).expect("there");
        // SQLite keeps the version here. The rows say another one, so nobody wrote this.
        bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
        std::fs::write(&path, &bytes).expect("written");
        let mut rotted = kept(folder.path());
        let view = overview(&mut rotted, day(1)).expect("the window opens");
        assert_eq!(view.notices[0].kind, NoticeKind::Salvaged);
    }

    #[test]
    fn a_damaged_store_opens_and_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut first = kept(folder.path());
        let store = first.write(day(0)).expect("open");
        begin(store, None, day(0)).expect("begun");
        first.close(day(1)).expect("closed with a backup");
        std::fs::write(data(folder.path()).join("store.sqlite"), b"rot").expect("written");
        let view = overview(&mut kept(folder.path()), day(2)).expect("the window opens");
        assert_eq!(view.policies.len(), 1, "from the backup");
        assert_eq!(view.notices[0].kind, NoticeKind::Salvaged);
        assert!(!view.notices[0].details.is_empty(), "what differs is listed");
    }

    #[test]
    fn a_synced_folder_is_refused_by_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("Dropbox").join("data");
        let error = Kept::new(root.clone(), Arc::new(|| ())).open(day(0)).expect_err("refused");
        assert_eq!(error.code, Code::SyncedFolder);
        assert!(error.message.contains("Dropbox"), "{}", error.message);
        assert!(!root.exists(), "nothing is made there");
    }

    #[test]
    fn a_folder_that_cannot_be_made_shows_an_empty_list_and_works_once_it_can() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(data(folder.path()), b"in the way").expect("written");
        let mut kept = kept(folder.path());
        let view = overview(&mut kept, day(0)).expect("the window opens");
        assert!(view.read_only && view.policies.is_empty());
        assert_eq!(view.notices[0].kind, NoticeKind::ReadOnly);
        assert!(kept.write(day(0)).is_err());
        std::fs::remove_file(data(folder.path())).expect("removed");
        let store = kept.write(day(1)).expect("writable now");
        begin(store, None, day(1)).expect("begun");
        assert!(!overview(&mut kept, day(2)).expect("shown").read_only);
    }
}
