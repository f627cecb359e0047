//! `places.json` in the data folder: where things lie that are not in it. It stands beside the
//! database and not in it, because it is needed exactly when the database cannot be read (the
//! backups to salvage from are elsewhere), and because going back to an old backup must not bring
//! back an old opinion of where the backups are.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Result, StoreError};
use crate::files::{Files, write_durably};

/// What stands in the file. Missing or unreadable, it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Places {
    /// The folder of the backups, if it is not the one in the data folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) backups: Option<PathBuf>,
    /// The data folder itself has moved there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) moved_to: Option<PathBuf>,
}

impl Places {
    pub(crate) fn read(root: &Path, files: &dyn Files) -> Self {
        files
            .read(&path(root))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    pub(crate) fn write(&self, root: &Path, files: &dyn Files) -> Result<()> {
        let json = serde_json::to_vec_pretty(self)
            .map_err(|_| StoreError::BadPlace { why: "its name is not written in Unicode" })?;
        write_durably(files, &path(root), &json)
            .map_err(StoreError::disk("note where things are kept"))
    }
}

fn path(root: &Path) -> PathBuf {
    root.join("places.json")
}
