//! One instance at a time, by a lock the system drops when the process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::error::{Result, StoreError};
use crate::files::restrict;

/// The data folder is ours while this lives.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock or says at once that another instance has it; never waits.
    pub(crate) fn take(path: &Path) -> Result<Self> {
        let doing = "lock the data folder";
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(StoreError::disk(doing))?;
        match file.try_lock() {
            Ok(()) => {
                restrict(path, 0o600).map_err(StoreError::disk(doing))?;
                Ok(Self { _file: file })
            }
            Err(TryLockError::WouldBlock) => Err(StoreError::AlreadyOpen),
            Err(TryLockError::Error(error)) => Err(StoreError::disk(doing)(error)),
        }
    }
}
