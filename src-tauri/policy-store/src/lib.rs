//! Where policies live, from the first letter typed to the last revision issued.
//!
//! 1. [`Store::open`] takes the lock of the data [`Folder`], looks before it touches anything
//!    (a newer store is left as it is), migrates, checks every row against its hash, and if
//!    something is damaged sets the store aside and [salvages](Salvage) it.
//! 2. [`Store::save`] keeps a [`Draft`](policy::Draft) and the step that led to it;
//!    [`Store::undo`] and [`Store::redo`] go along the steps, over restarts too.
//! 3. [`Store::issue`] freezes a revision: its files go into the archive, named by their SHA-256,
//!    and then one COMMIT names them in a [`Record`] that is chained to the one before.
//! 4. [`Store::verify`] proves that what was issued is what is kept.
//! 5. [`Store::back_up`] and [`Store::restore`] go back in time without losing anything issued.
//! 6. [`Store::points`] lists what one can go back to; [`write_copies`] puts issued files into the
//!    practice's own folder; [`move_folder`] takes the store out of a cloud.
//! 7. [`Portable`] is the documented file in which policies leave and come.
//!
//! Whatever writes returns once it is on the disk. Time and ids come in as parameters; files,
//! other than SQLite's own, go through [`Files`].

mod archive;
mod backup;
mod check;
mod connection;
mod copies;
mod error;
mod export;
mod files;
mod folder;
mod import;
mod issue;
mod journal;
mod lock;
mod looking;
mod migrate;
mod moment;
mod patch;
mod peek;
mod places;
mod points;
mod policies;
mod portable;
mod profile;
mod rebuild;
mod relocate;
mod remains;
mod replace;
mod restore;
mod revision;
mod rotation;
mod salvage;
mod scan;
mod search;
mod settings;
mod store;
mod synced;
mod table;
mod verify;
mod words;

pub use backup::{Backup, DueBackup, Reason};
pub use copies::write_copies;
pub use error::{NotReady, Result, StoreError};
pub use export::Extent;
pub use files::{Disk, Files};
pub use folder::Folder;
pub use import::{ImportChange, ImportReport, ImportedPolicy};
pub use issue::{Issue, Output};
pub use journal::{Edit, Stepped, Steps};
pub use looking::examine;
pub use moment::Moment;
pub use points::{LARGE_STEPS, Landmark, Point, landmarks};
pub use policies::PolicySummary;
pub use portable::{
    FORMAT, Portable, PortableClinician, PortableError, PortableFile, PortablePolicy,
};
pub use profile::Differs;
pub use relocate::move_folder;
pub use revision::{IssuedFile, Record, Role};
pub use salvage::{Loss, Outcome, Part, Salvage};
pub use settings::Clinician;
pub use store::{Opened, Store};
pub use synced::{SyncService, sync_service};
pub use verify::{Fault, IssuedFiles, Verification};
