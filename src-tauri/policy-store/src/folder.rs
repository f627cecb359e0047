//! Where things lie in the data folder.

use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};
use crate::files::{Files, sweep};

/// The data folder, and where its backups go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    root: PathBuf,
    backups: PathBuf,
}

impl Folder {
    /// The app's own data folder; backups lie in it too until they are given a better place.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Self { backups: root.join("backups"), root }
    }

    /// Puts the backups elsewhere: another disk, or a folder a cloud keeps (whole files only).
    #[must_use]
    pub fn with_backups(self, backups: impl Into<PathBuf>) -> Self {
        Self { backups: backups.into(), ..self }
    }

    /// The data folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// One checked database file a backup.
    pub fn backups(&self) -> &Path {
        &self.backups
    }

    /// Copies of the issued files, once each, beside the backups.
    pub(crate) fn backup_archive(&self) -> PathBuf {
        self.backups.join("archive")
    }

    /// The database.
    pub fn store(&self) -> PathBuf {
        self.root.join("store.sqlite")
    }

    /// SQLite's write-ahead log: edits that are safe but not yet in the database file.
    pub(crate) fn log(&self) -> PathBuf {
        self.root.join("store.sqlite-wal")
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

    /// Makes all of it, for the owner only.
    pub(crate) fn create(&self, files: &dyn Files) -> Result<()> {
        let doing = "make the data folder";
        let folders = [
            self.root.clone(),
            self.archive(),
            self.set_aside(),
            self.backups.clone(),
            self.backup_archive(),
        ];
        for folder in &folders {
            files.create_folder(folder).map_err(StoreError::disk(doing))?;
        }
        if let Some(above) = self.root.parent() {
            // It may not be ours to open; then its names are not ours to keep either.
            let _ = files.sync_folder(above);
        }
        for folder in [&self.root, &self.backups] {
            files.sync_folder(folder).map_err(StoreError::disk(doing))?;
        }
        Ok(())
    }

    /// Clears what an interrupted run left half-written. Only with the lock in hand.
    pub(crate) fn sweep(&self, files: &dyn Files) -> Result<()> {
        for folder in [&self.root, &self.archive(), &self.backups, &self.backup_archive()] {
            sweep(files, folder).map_err(StoreError::disk("clear the data folder"))?;
        }
        Ok(())
    }
}
