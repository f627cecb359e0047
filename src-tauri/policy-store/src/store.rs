//! Opening and closing the store: lock, look, migrate, check, and salvage if need be.

use std::sync::Arc;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use uuid::Uuid;

use crate::backup::{self, Reason};
use crate::check::check;
use crate::connection;
use crate::error::{Result, StoreError};
use crate::files::Files;
use crate::folder::Folder;
use crate::lock::Lock;
use crate::looking::inspect;
use crate::migrate::{LATEST, MIGRATIONS, migrate};
use crate::moment::Moment;
use crate::peek::{Peek, peek};
use crate::salvage::{Salvage, salvage};
use crate::synced::sync_service;

/// The open store. One a data folder, in one process; calls that write return once what they
/// wrote is on the disk.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) folder: Folder,
    pub(crate) files: Arc<dyn Files>,
    /// The step that typing in the same field still goes into. Forgotten at closing, so a step
    /// never spans a restart.
    pub(crate) open_step: Option<(Uuid, i64)>,
    /// Whether there is anything a backup would not have.
    pub(crate) changed: bool,
    pub(crate) read_only: bool,
    pub(crate) lock: Option<Lock>,
}

/// What opening led to.
#[derive(Debug)]
pub struct Opened {
    /// Sound, and ready.
    pub store: Store,
    /// Set if the store was damaged: what was saved and what was not.
    pub salvaged: Option<Salvage>,
    /// Set if a backup was due and could not be made. Nothing else suffered.
    pub backup_failed: Option<StoreError>,
}

impl Store {
    /// Opens the store, or makes a new one. A damaged store is set aside and salvaged, so this
    /// fails only where nothing could be written at all: another instance, a newer store, a
    /// folder of a cloud, a full disk or a read-only one ([`Self::open_read_only`]).
    pub fn open(folder: Folder, files: Arc<dyn Files>, now: Moment) -> Result<Opened> {
        let mut opened = Self::open_without_backup(folder, files, now)?;
        let backup_failed = opened.store.back_up_if_due(now).err();
        opened.backup_failed = opened.backup_failed.or(backup_failed);
        Ok(opened)
    }

    /// The same for a caller in a hurry, who asks for [`Self::due_backup`] later.
    pub fn open_without_backup(
        folder: Folder,
        files: Arc<dyn Files>,
        now: Moment,
    ) -> Result<Opened> {
        if let Some(service) = sync_service(folder.root()) {
            return Err(StoreError::Synced { service });
        }
        let unreachable = folder.create(&*files)?;
        let folder = if unreachable.is_some() { folder.with_own_backups() } else { folder };
        let lock = Lock::take(&folder.lock())?;
        folder.sweep(&*files)?;
        let mut opened = Self::open_locked(folder, files, lock, now)?;
        opened.backup_failed = unreachable;
        Ok(opened)
    }

    pub(crate) fn open_locked(
        folder: Folder,
        files: Arc<dyn Files>,
        lock: Lock,
        now: Moment,
    ) -> Result<Opened> {
        let faults = match peek(&folder)? {
            Peek::Newer { version } => return Err(StoreError::Newer { version }),
            Peek::Foreign => return Err(StoreError::NotAStore),
            Peek::Damaged => vec!["the file cannot be read as a store".to_owned()],
            Peek::Fresh if left_over(&folder, &*files)? => vec!["the store is gone".to_owned()],
            Peek::Fresh => {
                start_fresh(&folder, &*files)?;
                Vec::new()
            }
            Peek::Ours { version } if version < LATEST => {
                match connection::open(&folder.store()).and_then(|before| {
                    backup::make(&before, &folder, &*files, Reason::BeforeMigration, now)
                }) {
                    Err(StoreError::Damaged { what }) => vec![what],
                    other => other.map(|_| Vec::new())?,
                }
            }
            Peek::Ours { .. } => inspect(&folder)?,
        };
        let connection = if faults.is_empty() { connect(&folder) } else { Err(faults) };
        let (connection, salvaged) = match connection {
            Ok(connection) => (connection?, None),
            Err(faults) => {
                let salvage = salvage(&folder, &*files, now, faults)?;
                let connection = connect(&folder)
                    .map_err(|faults| StoreError::Damaged { what: faults.join("; ") })??;
                (connection, Some(salvage))
            }
        };
        let store = Self {
            connection,
            folder,
            files,
            open_step: None,
            changed: salvaged.is_some(),
            read_only: false,
            lock: Some(lock),
        };
        Ok(Opened { store, salvaged, backup_failed: None })
    }

    /// Whether it was opened for looking only.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Where it lies.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Closes; makes a backup first if anything changed. The store is safe even if that fails, or
    /// if this is never called.
    pub fn close(mut self, now: Moment) -> Result<()> {
        if self.changed && !self.is_read_only() {
            self.back_up(Reason::Closing, now)?;
        }
        self.connection.close().map_err(|(_, error)| error.into())
    }

    /// Checks everything anew, as opening does: empty = sound.
    pub fn check(&self) -> Result<Vec<String>> {
        check(&self.connection)
    }

    /// Runs one IMMEDIATE transaction; its COMMIT has reached the disk when this returns `Ok`.
    pub(crate) fn write<T>(
        &mut self,
        doing: &'static str,
        body: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly { doing });
        }
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = body(&transaction)?;
        transaction.commit().map_err(|error| match StoreError::from(error) {
            StoreError::DiskFull { .. } => StoreError::DiskFull { doing },
            StoreError::ReadOnly { .. } => StoreError::ReadOnly { doing },
            other => other,
        })?;
        self.changed = true;
        Ok(value)
    }

    /// Takes note that the newest backup has all there is.
    pub(crate) fn set_backed_up(&mut self) {
        self.changed = false;
    }

    /// Gives up the connection and hands on what the next opening needs.
    pub(crate) fn into_parts(self) -> Result<(Folder, Arc<dyn Files>, Lock)> {
        let Self { connection, folder, files, lock, .. } = self;
        connection.close().map_err(|(_, error)| error)?;
        let lock = lock.ok_or(StoreError::ReadOnly { doing: "restore" })?;
        Ok((folder, files, lock))
    }
}

/// Whether there was a store here: its backups or its issued files are still there.
fn left_over(folder: &Folder, files: &dyn Files) -> Result<bool> {
    let archived = files.list(&folder.archive()).map_err(StoreError::disk("look into the archive"));
    Ok(!backup::list(folder, files)?.is_empty() || !archived?.is_empty())
}

/// An empty file with its final permissions; SQLite gives its log the same.
fn start_fresh(folder: &Folder, files: &dyn Files) -> Result<()> {
    let doing = "make the store";
    files.write(&folder.store(), &[]).map_err(StoreError::disk(doing))?;
    files.sync_file(&folder.store()).map_err(StoreError::disk(doing))?;
    files.sync_folder(folder.root()).map_err(StoreError::disk(doing))
}

/// Opens and migrates; checks again what a migration made. The outer error lists what is damaged;
/// the inner one is about the disk, and no reason to salvage anything.
fn connect(folder: &Folder) -> std::result::Result<Result<Connection>, Vec<String>> {
    let opened = connection::open(&folder.store())
        .and_then(|mut connection| Ok((migrate(&mut connection, &MIGRATIONS)?, connection)));
    match opened {
        Ok((migrated, connection)) => {
            match if migrated { check(&connection) } else { Ok(Vec::new()) } {
                Ok(faults) if faults.is_empty() => Ok(Ok(connection)),
                Ok(faults) => Err(faults),
                Err(error) => Ok(Err(error)),
            }
        }
        Err(StoreError::Damaged { what }) => Err(vec![what]),
        Err(StoreError::Database { message }) => Err(vec![message]),
        Err(other) => Ok(Err(other)),
    }
}
