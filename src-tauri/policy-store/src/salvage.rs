//! When the store is damaged: set it aside, take over row by row what is sound, fill the gaps
//! from the newest good backup and the archive, and say exactly what differs.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use uuid::Uuid;

use crate::backup::{list, open_sound};
use crate::connection;
use crate::error::{Result, StoreError};
use crate::files::{Files, unfinished};
use crate::folder::Folder;
use crate::migrate::{MIGRATIONS, migrate};
use crate::moment::Moment;
use crate::peek::open_read_only;
use crate::rebuild::Rebuild;
use crate::remains::{Remains, read};
use crate::replace::{replace, set_aside};

/// What a salvage did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvage {
    /// Where the damaged store lies, byte for byte as it was.
    pub set_aside: PathBuf,
    /// What was found to be wrong.
    pub faults: Vec<String>,
    /// The backup that filled gaps, if one was needed and sound.
    pub backup: Option<PathBuf>,
    /// What differs from what was written last; empty if everything could be saved.
    pub losses: Vec<Loss>,
}

/// A part that could not be taken over as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Whose part it is.
    pub policy: Option<Uuid>,
    /// Its title, if that is known.
    pub title: Option<String>,
    /// Which part.
    pub part: Part,
    /// What stands there now.
    pub outcome: Outcome,
}

/// A part of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The policy's row: title and whether it is put away.
    Title,
    /// The draft.
    Draft,
    /// Steps of undo and redo.
    Steps,
    /// An issued revision's record. Its files are in the archive whatever happens.
    Revision(u32),
    /// The practice's profile.
    Profile,
    /// The list of clinicians.
    Clinicians,
    /// Preferences.
    Preferences,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As it was when the backup was made.
    FromBackup,
    /// As it was issued.
    FromArchive,
    /// As it was found, with a fault somewhere in it: to be read over.
    Doubtful,
    /// Nothing; the store that was set aside may still hold some of it.
    Lost,
}

/// Salvages the store of the folder. The lock must be in hand and the store closed.
pub(crate) fn salvage(
    folder: &Folder,
    files: &dyn Files,
    now: Moment,
    faults: Vec<String>,
) -> Result<Salvage> {
    let aside = set_aside(folder, files, "damaged", now)?;
    let logged = files.length(&aside.join("store.sqlite-wal")).is_some_and(|length| length > 0);
    let remains = open_damaged(&aside.join("store.sqlite"), logged)
        .map_or_else(|_| Remains::nothing(), |connection| read(&connection));
    let (backup, backed_up) = newest_sound(folder, files);
    let half = unfinished(&folder.store());
    let disk = StoreError::disk("salvage the store");
    files.write(&half, &[]).map_err(disk)?;
    let mut target = connection::open(&half)?;
    migrate(&mut target, &MIGRATIONS)?;
    let transaction = target.transaction()?;
    let losses = Rebuild {
        target: &transaction,
        remains,
        backup: backed_up,
        files,
        archives: folder.archives(),
        losses: Vec::new(),
    }
    .run()?;
    transaction.commit()?;
    target.close().map_err(|(_, error)| error)?;
    replace(folder, files, &half)?;
    Ok(Salvage { set_aside: aside, faults, backup, losses })
}

/// Opens whatever can be opened: a schema with a broken line is still read as far as it goes.
/// For reading only, so that what was set aside stays as it was.
fn open_damaged(path: &Path, logged: bool) -> Result<Connection> {
    let connection = open_read_only(path, logged)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "writable_schema", true)?;
    Ok(connection)
}

fn newest_sound(folder: &Folder, files: &dyn Files) -> (Option<PathBuf>, Remains) {
    let backups = list(folder, files).unwrap_or_default();
    backups
        .into_iter()
        .rev()
        .find_map(|backup| {
            let connection = open_sound(&backup.path).ok()?;
            Some((Some(backup.path), read(&connection)))
        })
        .unwrap_or_else(|| (None, Remains::nothing()))
}
