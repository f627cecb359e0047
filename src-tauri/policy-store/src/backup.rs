//! Backups: made by SQLite, checked before they count, and let go by age.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use uuid::Uuid;

use crate::archive;
use crate::check::check;
use crate::connection::guard;
use crate::error::{Result, StoreError};
use crate::files::{Files, put_in_place, unfinished};
use crate::folder::{Folder, create_backups};
use crate::moment::Moment;
use crate::peek::open_read_only;
use crate::places::Places;
use crate::revision::Record;
use crate::rotation::spared;
use crate::store::Store;
use crate::table::{REVISIONS, text};
use crate::verify::names;

/// A backup in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// Counts up for ever; tells newer from older even if the clock was set back.
    pub sequence: u64,
    /// When it was made.
    pub made_at: Moment,
    /// What for.
    pub reason: Reason,
    /// Issued files that were to be copied beside it when it was made, and of which no sound copy
    /// was left to copy. Empty for one in the list: nobody looked.
    pub lacking: Vec<String>,
}

/// What a backup was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The last one was more than a day old.
    Daily,
    /// The program was closed after changes.
    Closing,
    /// Asked for.
    Asked,
    /// The schema was about to change.
    BeforeMigration,
    /// A portable file was about to be taken over.
    BeforeImport,
    /// An older state was about to be restored.
    BeforeRestore,
}

const REASONS: [(Reason, &str); 6] = [
    (Reason::Daily, "daily"),
    (Reason::Closing, "closing"),
    (Reason::Asked, "asked"),
    (Reason::BeforeMigration, "before-migration"),
    (Reason::BeforeImport, "before-import"),
    (Reason::BeforeRestore, "before-restore"),
];

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// One backup is made at a time: two would write the same files beside each other.
static MAKING: Mutex<()> = Mutex::new(());

/// A backup to be made by whoever has the time: a slow disk keeps nobody from saving meanwhile.
#[derive(Clone, Debug)]
pub struct DueBackup {
    folder: Folder,
    files: Arc<dyn Files>,
    reason: Reason,
    now: Moment,
}

impl DueBackup {
    /// Makes it from what was saved up to now. The store must be open while this runs.
    pub fn make(&self) -> Result<Backup> {
        let connection = open_read_only(&self.folder.store(), true)?;
        guard(&connection)?;
        make(&connection, &self.folder, &*self.files, self.reason, self.now)
    }
}

impl Store {
    /// Makes a backup now. It is checked before it counts and before an older one goes.
    pub fn back_up(&mut self, reason: Reason, now: Moment) -> Result<Backup> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly { doing: "make a backup" });
        }
        let made = make(&self.connection, &self.folder, &*self.files, reason, now)?;
        self.set_backed_up();
        Ok(made)
    }

    /// Makes the one that is due.
    pub(crate) fn back_up_if_due(&mut self, now: Moment) -> Result<()> {
        match self.due_backup(now)? {
            Some(due) => self.back_up(due.reason, now).map(drop),
            None => Ok(()),
        }
    }

    /// The backup that is due: if there are policies and the last one is more than a day old (or
    /// from the future, which means that a clock was wrong). To be made while the store goes on.
    pub fn due_backup(&self, now: Moment) -> Result<Option<DueBackup>> {
        let last = self.backups()?.pop();
        let age = last.map(|last| now.millis().saturating_sub(last.made_at.millis()));
        let due = age.is_none_or(|age| !(0..DAY_MILLIS).contains(&age));
        if !due || self.is_read_only() || self.policies()?.is_empty() {
            return Ok(None);
        }
        let (folder, files) = (self.folder.clone(), Arc::clone(&self.files));
        Ok(Some(DueBackup { folder, files, reason: Reason::Daily, now }))
    }

    /// All backups, oldest first.
    pub fn backups(&self) -> Result<Vec<Backup>> {
        list(&self.folder, &*self.files)
    }

    /// The backups in a folder that another store made or an earlier computer, oldest first: in
    /// the folder itself, or in one that [`Self::keep_backups_in`] made in it.
    pub fn backups_in(&self, folder: &Path) -> Result<Vec<Backup>> {
        let mut found = list_in(folder, &*self.files)?;
        let inside = self.files.list(folder).map_err(StoreError::disk("list the backups"))?;
        for path in inside.iter().filter(|path| self.files.is_folder(path)) {
            found.extend(list_in(path, &*self.files)?);
        }
        found.sort_by_key(|backup| (backup.made_at, backup.sequence));
        Ok(found)
    }

    /// From now on backups are made in a folder inside the chosen one; `mark` tells it from that
    /// of another computer that keeps its backups there too. The first one is made at once: what
    /// fails, fails now, and nothing is different. Earlier backups stay where they are, and stay
    /// on the list.
    pub fn keep_backups_in(&mut self, chosen: &Path, mark: Uuid, now: Moment) -> Result<Backup> {
        let inside = |outer: &Path, inner: &Path| {
            inner
                .canonicalize()
                .is_ok_and(|inner| outer.canonicalize().is_ok_and(|outer| inner.starts_with(outer)))
        };
        if inside(self.folder.root(), chosen) {
            return Err(StoreError::BadPlace { why: "it lies in the data folder itself" });
        }
        let name = format!("Plain Policy backups {}", &mark.simple().to_string()[..8]);
        let backups = chosen.join(name);
        create_backups(&backups, &*self.files)?;
        let before = self.folder.clone();
        self.folder = before.clone().with_backups(&backups);
        let made = self.back_up(Reason::Asked, now).and_then(|made| {
            let places = Places { backups: Some(backups), ..Places::default() };
            places.write(self.folder.root(), &*self.files).map(|()| made)
        });
        if made.is_err() {
            self.folder = before;
        }
        made
    }

    /// From now on backups are made in the data folder, as at first; one at once. Those elsewhere
    /// stay where they are and leave the list; [`Self::backups_in`] finds them. After an error
    /// nothing is different.
    pub fn keep_own_backups(&mut self, now: Moment) -> Result<Backup> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly { doing: "make a backup" });
        }
        let last = self.backups()?.last().map_or(0, |last| last.sequence);
        let own = self.folder.clone().with_own_backups();
        let made = make_after(last, &self.connection, &own, &*self.files, Reason::Asked, now)?;
        Places::default().write(own.root(), &*self.files)?;
        self.folder = own;
        self.set_backed_up();
        Ok(made)
    }
}

/// The backups of a store, oldest first.
pub(crate) fn list(folder: &Folder, files: &dyn Files) -> Result<Vec<Backup>> {
    let mut found = list_in(&folder.own_backups(), files)?;
    if let Some(elsewhere) = folder.backups_elsewhere() {
        // A disk that has just been pulled out; the others are still there.
        found.extend(list_in(elsewhere, files).unwrap_or_default());
    }
    found.sort_by_key(|backup| backup.sequence);
    Ok(found)
}

fn list_in(folder: &Path, files: &dyn Files) -> Result<Vec<Backup>> {
    let paths = files.list(folder).map_err(StoreError::disk("list the backups"))?;
    Ok(paths.iter().filter_map(|path| parse(path)).collect())
}

/// Opens a backup for reading if it is sound.
pub(crate) fn open_sound(path: &Path) -> Result<Connection> {
    let connection = open_read_only(path, false)?;
    guard(&connection)?;
    let faults = check(&connection)?;
    if faults.is_empty() {
        Ok(connection)
    } else {
        Err(StoreError::Damaged { what: faults.join("; ") })
    }
}

/// `VACUUM INTO` a half-named file, check it, then name it; then let old ones go.
pub(crate) fn make(
    connection: &Connection,
    folder: &Folder,
    files: &dyn Files,
    reason: Reason,
    now: Moment,
) -> Result<Backup> {
    make_after(0, connection, folder, files, reason, now)
}

/// The same, with a number higher than `last` too: that of a backup which is not on the list.
fn make_after(
    last: u64,
    connection: &Connection,
    folder: &Folder,
    files: &dyn Files,
    reason: Reason,
    now: Moment,
) -> Result<Backup> {
    let doing = "make a backup";
    let _one_at_a_time = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    let listed = list(folder, files)?.last().map_or(0, |last| last.sequence);
    let sequence = last.max(listed) + 1;
    let word = REASONS.iter().find(|(known, _)| *known == reason).map_or("", |(_, word)| word);
    let path = folder.backups().join(format!("{sequence:06}_{}_{word}.sqlite", now.stamp()));
    let half = unfinished(&path);
    let result = copy(connection, files, &half)
        .and_then(|()| put_in_place(files, &half, &path).map_err(StoreError::disk(doing)));
    if let Err(error) = result {
        let _ = files.remove(&half);
        return Err(error);
    }
    let names = issued_names(connection)?;
    let lacking =
        archive::copy_missing(files, &folder.archives(), &folder.backup_archive(), &names)?;
    // One too many does no harm; the backup itself has been made.
    let _ = rotate(folder, files);
    Ok(Backup { path, sequence, made_at: now, reason, lacking })
}

fn copy(connection: &Connection, files: &dyn Files, half: &Path) -> Result<()> {
    files.write(half, &[]).map_err(StoreError::disk("make a backup"))?;
    let pragma = |connection: &Connection, name| -> Result<i64> {
        Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
    };
    let before = pragma(connection, "data_version")?;
    connection.execute("VACUUM INTO ?", [half.to_string_lossy()])?;
    let made = open_read_only(half, false)?;
    let counted = count(&made)? == count(connection)?;
    // What another connection saved meanwhile may make it another number.
    let meanwhile = pragma(connection, "data_version")? != before;
    let same = pragma(&made, "user_version")? == pragma(connection, "user_version")?;
    let faults = check(&made)?;
    if same && (counted || meanwhile) && faults.is_empty() {
        Ok(())
    } else {
        Err(StoreError::Damaged { what: format!("the backup: {}", faults.join("; ")) })
    }
}

fn count(connection: &Connection) -> Result<i64> {
    let sql = "SELECT (SELECT count(*) FROM policies) + (SELECT count(*) FROM steps) \
               + (SELECT count(*) FROM revisions)";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// The archive names of everything a store has issued.
pub(crate) fn issued_names(connection: &Connection) -> Result<Vec<String>> {
    let rows = REVISIONS.read(connection, "", &[])?;
    let records = rows.iter().filter_map(|row| Record::from_json(text(&row[3])));
    Ok(records.flat_map(|record| names(&record)).collect())
}

fn rotate(folder: &Folder, files: &dyn Files) -> Result<()> {
    let all = list(folder, files)?;
    let moments: Vec<Moment> = all.iter().map(|backup| backup.made_at).collect();
    for (backup, spare) in all.iter().zip(spared(&moments)) {
        if !spare {
            files.remove(&backup.path).map_err(StoreError::disk("let an old backup go"))?;
        }
    }
    Ok(())
}

fn parse(path: &Path) -> Option<Backup> {
    let name = path.file_name()?.to_str()?.strip_suffix(".sqlite")?;
    let (sequence, rest) = name.split_once('_')?;
    let (stamp, word) = rest.rsplit_once('_')?;
    let (reason, _) = REASONS.iter().find(|(_, known)| *known == word)?;
    fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Backup {
        path: path.to_owned(),
        sequence: sequence.parse().ok()?,
        made_at: Moment::from_stamp(stamp)?,
        reason: *reason,
        lacking: Vec::new(),
    })
}
