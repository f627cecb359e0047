//! What can go wrong with the store, as named cases; the sentences stand in one place.

use std::fmt;
use std::io;

use uuid::Uuid;

use crate::portable::PortableError;
use crate::revision::Role;
use crate::synced::SyncService;

/// `Result` of this crate.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// A call that failed. The state is the one before the call, or (where a COMMIT was done and only
/// its report failed) the one after; nothing in between. No case holds a value someone typed.
#[derive(Debug)]
pub enum StoreError {
    /// Another instance has the folder open: bring its window to the front instead.
    AlreadyOpen,
    /// Written by a newer version of this program; not one byte was changed.
    Newer {
        /// The store's schema.
        version: i64,
    },
    /// A database, but none of ours.
    NotAStore,
    /// There is no store in the folder.
    NoStore,
    /// The data folder is kept in step with a cloud, which mixes files of different moments.
    Synced {
        /// Whose folder it is.
        service: SyncService,
    },
    /// The folder or the store cannot be written.
    ReadOnly {
        /// What was being done: "save the draft".
        doing: &'static str,
    },
    /// No space is left.
    DiskFull {
        /// What was being done.
        doing: &'static str,
    },
    /// The operating system refused or failed.
    Disk {
        /// What was being done.
        doing: &'static str,
        /// As the system names it.
        kind: io::ErrorKind,
    },
    /// SQLite refused or failed.
    Database {
        /// SQLite's own words.
        message: String,
    },
    /// Content that is not what was written. The next opening salvages the store.
    Damaged {
        /// Which part: a table, or an archive file.
        what: String,
    },
    /// An issued file has rotted or is gone, and there is no sound copy of it.
    Lost,
    /// No policy has this id.
    UnknownPolicy(Uuid),
    /// The policy has no revision of this number.
    UnknownRevision {
        /// The policy.
        policy: Uuid,
        /// The number asked for.
        number: u32,
    },
    /// The revision was issued without such a file.
    NoSuchFile {
        /// Which revision.
        number: u32,
        /// What was asked for.
        role: Role,
    },
    /// The undo journal of the policy has no such step, or has let it go.
    UnknownStep {
        /// The policy.
        policy: Uuid,
        /// The number asked for.
        step: u32,
    },
    /// A policy with this id is there already.
    PolicyExists(Uuid),
    /// The draft cannot be issued yet.
    NotReady(NotReady),
    /// Larger or deeper than anything a person writes.
    TooLarge {
        /// What it is.
        what: &'static str,
    },
    /// The folder to move into has something in it.
    NotEmpty,
    /// A folder that cannot be used for this.
    BadPlace {
        /// Why: "it lies inside the other one".
        why: &'static str,
    },
    /// A portable file that cannot be read or taken over.
    Portable(PortableError),
}

/// Why a draft cannot be issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReady {
    /// Suggested answers nobody has confirmed.
    Suggestions,
    /// Blanks in the document.
    Blanks,
    /// Stops, or anything else for which the document is marked as a draft.
    Draft,
}

impl StoreError {
    /// Maps a failure of the file layer.
    pub(crate) fn disk(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |error| match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { doing },
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                Self::ReadOnly { doing }
            }
            kind => Self::Disk { doing, kind },
        }
    }

    /// Whether it says something about the content, and not about the disk, the folder's rights or
    /// another instance: those pass, and are no reason to salvage anything.
    pub(crate) fn is_damage(&self) -> bool {
        !matches!(
            self,
            Self::AlreadyOpen | Self::ReadOnly { .. } | Self::DiskFull { .. } | Self::Disk { .. }
        )
    }

    /// For the window, which acts on it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AlreadyOpen => "store_already_open",
            Self::Newer { .. } => "store_newer",
            Self::NotAStore => "store_foreign",
            Self::NoStore => "store_missing",
            Self::Synced { .. } => "store_synced",
            Self::ReadOnly { .. } => "store_read_only",
            Self::DiskFull { .. } => "disk_full",
            Self::Disk { .. } => "disk",
            Self::Database { .. } => "database",
            Self::Damaged { .. } => "store_damaged",
            Self::Lost => "issued_file_lost",
            Self::UnknownPolicy(_)
            | Self::UnknownRevision { .. }
            | Self::UnknownStep { .. }
            | Self::NoSuchFile { .. } => "unknown_policy",
            Self::NotEmpty => "folder_not_empty",
            Self::BadPlace { .. } => "bad_place",
            Self::PolicyExists(_) => "policy_exists",
            Self::NotReady(_) => "not_ready",
            Self::TooLarge { .. } => "too_large",
            Self::Portable(_) => "portable",
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyOpen => f.write_str("Plain Policy is already open."),
            Self::Newer { version } => write!(
                f,
                "Your policies were written by a newer version of Plain Policy (store {version}). Please update the program; nothing was changed."
            ),
            Self::NotAStore => {
                f.write_str("The file in the data folder is not a store of Plain Policy.")
            }
            Self::Synced { service } => write!(
                f,
                "The data folder lies in a folder that {service} keeps in step. Please move it; backups and exports may stay there."
            ),
            Self::NoStore => f.write_str("There is no store of Plain Policy in this folder."),
            Self::ReadOnly { doing } => write!(
                f,
                "Could not {doing}: the folder cannot be written to. What is on screen is not saved."
            ),
            Self::DiskFull { doing } => write!(
                f,
                "Could not {doing}: the disk is full. What is on screen is not saved yet; free some space and it will be."
            ),
            Self::Disk { doing, kind: io::ErrorKind::Other } => {
                write!(f, "Could not {doing}: the disk reports an error.")
            }
            Self::Disk { doing, kind } => write!(f, "Could not {doing}: {kind}."),
            Self::Database { message } => write!(f, "The store could not do this: {message}."),
            Self::Damaged { what } => write!(
                f,
                "Part of the store is damaged ({what}). Close and open Plain Policy to repair it."
            ),
            Self::Lost => f.write_str(
                "An issued file is damaged or gone, and there is no sound copy of it. Everything else is as it was.",
            ),
            Self::UnknownPolicy(_) => f.write_str("This policy is not in the store."),
            Self::UnknownRevision { number, .. } => {
                write!(f, "This policy has no revision {number}.")
            }
            Self::NoSuchFile { number, role } => {
                write!(f, "Revision {number} was issued without this file ({}).", role.extension())
            }
            Self::NotEmpty => f.write_str(
                "There is something in this folder already. Please choose an empty one, or a new one.",
            ),
            Self::BadPlace { why } => write!(f, "This folder cannot be used: {why}."),
            Self::UnknownStep { .. } => {
                f.write_str("This step is not kept any more. Please choose a later one.")
            }
            Self::PolicyExists(_) => f.write_str("This policy is in the store already."),
            Self::NotReady(NotReady::Suggestions) => {
                f.write_str("Some suggested answers are not confirmed yet.")
            }
            Self::NotReady(NotReady::Blanks) => f.write_str("Some blanks are not filled yet."),
            Self::NotReady(NotReady::Draft) => {
                f.write_str("Something must be fixed before this policy can be issued.")
            }
            Self::TooLarge { what } => write!(f, "This is too large: {what}."),
            Self::Portable(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<PortableError> for StoreError {
    fn from(error: PortableError) -> Self {
        Self::Portable(error)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let doing = "write to the store";
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::DiskFull { doing },
            Some(Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen) => {
                Self::ReadOnly { doing }
            }
            Some(Code::SystemIoFailure) => Self::Disk { doing, kind: io::ErrorKind::Other },
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::AlreadyOpen,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => {
                Self::Damaged { what: "its structure".to_owned() }
            }
            _ => Self::Database { message: error.to_string() },
        }
    }
}
