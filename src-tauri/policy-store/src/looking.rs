//! Opening a store without changing it.

use std::fs;
use std::sync::Arc;

use crate::check::check;
use crate::connection;
use crate::error::{Result, StoreError};
use crate::files::Files;
use crate::folder::Folder;
use crate::lock::Lock;
use crate::peek::{Peek, open_read_only, peek};
use crate::store::Store;

impl Store {
    /// Opens for looking only, without lock or check: for a folder that cannot be written. Edits
    /// that are still in the log show only if the system lets SQLite read it.
    pub fn open_read_only(folder: Folder, files: Arc<dyn Files>) -> Result<Self> {
        Self::looking(folder, files, None)
    }

    /// Opens for looking only, when no other instance has it. A damaged store is refused; it is
    /// [`Self::open`] that salvages.
    pub fn open_to_read(folder: Folder, files: Arc<dyn Files>) -> Result<Self> {
        let lock = lock_if_possible(&folder)?;
        let faults = examine_locked(&folder)?;
        if !faults.is_empty() {
            return Err(StoreError::Damaged { what: faults.join("; ") });
        }
        Self::looking(folder, files, lock)
    }

    fn looking(folder: Folder, files: Arc<dyn Files>, lock: Option<Lock>) -> Result<Self> {
        // In a folder that cannot be written SQLite cannot read the log.
        let connection = match peek(&folder) {
            Ok(Peek::Newer { version }) => return Err(StoreError::Newer { version }),
            Ok(Peek::Fresh) => return Err(StoreError::NoStore),
            Ok(Peek::Foreign) => return Err(StoreError::NotAStore),
            Ok(Peek::Damaged) | Err(_) => open_read_only(&folder.store(), false)?,
            Ok(Peek::Ours { .. }) => open_read_only(&folder.store(), logged(&folder))?,
        };
        connection::guard(&connection)?;
        Ok(Self {
            connection,
            folder,
            files,
            open_step: None,
            changed: false,
            read_only: true,
            lock,
        })
    }
}

/// What is wrong with the store of a folder, without changing it: empty = sound. Another instance,
/// a newer store, a database of another program and none at all are errors.
pub fn examine(folder: &Folder) -> Result<Vec<String>> {
    let _lock = lock_if_possible(folder)?;
    examine_locked(folder)
}

fn examine_locked(folder: &Folder) -> Result<Vec<String>> {
    match peek(folder)? {
        Peek::Newer { version } => Err(StoreError::Newer { version }),
        Peek::Fresh => Err(StoreError::NoStore),
        Peek::Foreign => Err(StoreError::NotAStore),
        Peek::Damaged => Ok(vec!["the file cannot be read as a store".to_owned()]),
        Peek::Ours { .. } => inspect(folder),
    }
}

/// Checks everything before the store is opened for writing, so that a damaged one can be set
/// aside as it is: closing a writer would play its log into it.
pub(crate) fn inspect(folder: &Folder) -> Result<Vec<String>> {
    let look = || -> Result<Vec<String>> {
        let connection = open_read_only(&folder.store(), logged(folder))?;
        connection::guard(&connection)?;
        check(&connection)
    };
    match look() {
        Ok(faults) => Ok(faults),
        // A place on the disk that cannot be read twice is rot too.
        Err(StoreError::Disk { .. }) => look().or_else(|error| match error {
            StoreError::Disk { .. } => Ok(vec![error.to_string()]),
            other => Err(other),
        }),
        Err(error) if error.is_damage() => Ok(vec![error.to_string()]),
        Err(error) => Err(error),
    }
}

fn logged(folder: &Folder) -> bool {
    fs::metadata(folder.log()).is_ok_and(|log| log.len() > 0)
}

/// A folder nobody can write to is locked by nobody.
fn lock_if_possible(folder: &Folder) -> Result<Option<Lock>> {
    if !folder.store().exists() {
        return Err(StoreError::NoStore);
    }
    match Lock::take(&folder.lock()) {
        Ok(lock) => Ok(Some(lock)),
        Err(StoreError::ReadOnly { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}
