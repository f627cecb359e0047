//! Where things lie in the data folder.

use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};
use crate::files::{Files, sweep};
use crate::places::Places;

/// The data folder, and where its backups go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    root: PathBuf,
    /// Where new backups go, if not into the data folder.
    elsewhere: Option<PathBuf>,
}

/// A data folder that moved is followed so often at most; more is a circle.
const MOST_MOVES: usize = 8;

impl Folder {
    /// The app's own data folder; backups lie in it too until they are given a better place.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), elsewhere: None }
    }

    /// The data folder as it was last arranged: where it has moved to, and with the backups where
    /// they are kept. Nothing is opened and nothing made.
    pub fn locate(root: impl Into<PathBuf>, files: &dyn Files) -> Self {
        let mut root = root.into();
        let mut places = Places::read(&root, files);
        for _ in 0..MOST_MOVES {
            // A note that leads nowhere came along with a cloud, from another computer.
            let Some(next) = places.moved_to.take().filter(|next| files.is_folder(next)) else {
                break;
            };
            places = Places::read(&next, files);
            root = next;
        }
        Self { root, elsewhere: places.backups }
    }

    /// Puts the backups elsewhere: another disk, or a folder a cloud keeps (whole files only).
    #[must_use]
    pub fn with_backups(self, backups: impl Into<PathBuf>) -> Self {
        Self { elsewhere: Some(backups.into()), ..self }
    }

    /// With the backups in the data folder, as at first.
    #[must_use]
    pub(crate) fn with_own_backups(self) -> Self {
        Self { elsewhere: None, ..self }
    }

    /// The data folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where new backups go: one checked database file each.
    pub fn backups(&self) -> PathBuf {
        self.elsewhere.clone().unwrap_or_else(|| self.own_backups())
    }

    /// The one in the data folder: backups made before another place was chosen stay there.
    pub(crate) fn own_backups(&self) -> PathBuf {
        self.root.join("backups")
    }

    /// The other place, if one was chosen.
    pub(crate) fn backups_elsewhere(&self) -> Option<&Path> {
        self.elsewhere.as_deref()
    }

    /// Copies of the issued files, once each, beside the backups.
    pub(crate) fn backup_archive(&self) -> PathBuf {
        archive_in(&self.backups())
    }

    /// Everywhere issued files lie; the archive itself first.
    pub(crate) fn archives(&self) -> Vec<PathBuf> {
        let elsewhere = self.elsewhere.iter().map(|backups| archive_in(backups));
        [self.archive(), archive_in(&self.own_backups())].into_iter().chain(elsewhere).collect()
    }

    /// The database.
    pub fn store(&self) -> PathBuf {
        self.root.join("store.sqlite")
    }

    /// SQLite's write-ahead log: edits that are safe but not yet in the database file.
    pub(crate) fn log(&self) -> PathBuf {
        self.root.join("store.sqlite-wal")
    }

    /// SQLite's other kind of log, there while a new store gets its first one.
    pub(crate) fn journal(&self) -> PathBuf {
        self.root.join("store.sqlite-journal")
    }

    /// SQLite's index of the log; worthless without a running process.
    pub(crate) fn log_index(&self) -> PathBuf {
        self.root.join("store.sqlite-shm")
    }

    /// Held by the running instance.
    pub(crate) fn lock(&self) -> PathBuf {
        self.root.join("app.lock")
    }

    /// Issued files, each named by its SHA-256, never changed.
    pub fn archive(&self) -> PathBuf {
        self.root.join("archive")
    }

    /// Stores that were damaged or replaced by a restore, as they were.
    pub fn set_aside(&self) -> PathBuf {
        self.root.join("set-aside")
    }

    /// Makes all of it, for the owner only. What is returned is why the folder elsewhere for
    /// backups cannot be used (a disk that is not plugged in); the store works without it.
    pub(crate) fn create(&self, files: &dyn Files) -> Result<Option<StoreError>> {
        let doing = "make the data folder";
        let folders = [
            self.root.clone(),
            self.archive(),
            self.set_aside(),
            self.own_backups(),
            archive_in(&self.own_backups()),
        ];
        for folder in &folders {
            files.create_folder(folder).map_err(StoreError::disk(doing))?;
        }
        if let Some(above) = self.root.parent() {
            // It may not be ours to open; then its names are not ours to keep either.
            let _ = files.sync_folder(above);
        }
        for folder in [&self.root, &self.own_backups()] {
            files.sync_folder(folder).map_err(StoreError::disk(doing))?;
        }
        Ok(self.elsewhere.as_ref().and_then(|backups| create_backups(backups, files).err()))
    }

    /// Clears what an interrupted run left half-written. Only with the lock in hand.
    pub(crate) fn sweep(&self, files: &dyn Files) -> Result<()> {
        let own = self.own_backups();
        for folder in [&self.root, &self.archive(), &own, &archive_in(&own)] {
            sweep(files, folder).map_err(StoreError::disk("clear the data folder"))?;
        }
        if let Some(elsewhere) = &self.elsewhere {
            // One too many there does no harm.
            let _ = sweep(files, elsewhere).and_then(|()| sweep(files, &archive_in(elsewhere)));
        }
        Ok(())
    }
}

/// Makes a folder for backups that is not in the data folder.
pub(crate) fn create_backups(backups: &Path, files: &dyn Files) -> Result<()> {
    let doing = "make the backup folder";
    for folder in [backups, &archive_in(backups)] {
        files.create_folder(folder).map_err(StoreError::disk(doing))?;
    }
    files.sync_folder(backups).map_err(StoreError::disk(doing))
}

/// The copies of issued files beside the backups of a folder.
pub(crate) fn archive_in(backups: &Path) -> PathBuf {
    backups.join("archive")
}
