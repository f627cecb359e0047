//! Going back to a backup. Nothing is overwritten, nothing issued is lost.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::archive;
use crate::backup::{Backup, Reason, issued_names, open_sound};
use crate::check::check;
use crate::connection;
use crate::error::{Result, StoreError};
use crate::files::{Files, unfinished};
use crate::folder::archive_in;
use crate::migrate::{MIGRATIONS, migrate};
use crate::moment::Moment;
use crate::policies::{PolicySummary, summaries};
use crate::replace::{replace, set_aside};
use crate::store::{Opened, Store};
use crate::table::{DRAFTS, POLICIES, REVISIONS, Table};

/// Policies, drafts and revisions as rows.
type Rows = [(&'static Table, Vec<Vec<Value>>); 3];

impl Store {
    /// What a backup holds; fails if it is damaged.
    pub fn preview(&self, backup: &Backup) -> Result<Vec<PolicySummary>> {
        let connection = open_sound(&backup.path)?;
        summaries(&connection)
    }

    /// Goes back to a backup. The present state is backed up first, so this can be undone the
    /// same way, and set aside as it is. Revisions issued since stay: what was handed to clients
    /// does not become untrue. After an error the store is to be opened again; it is as before.
    pub fn restore(mut self, backup: &Backup, now: Moment) -> Result<Opened> {
        open_sound(&backup.path)?;
        let present = [&POLICIES, &DRAFTS, &REVISIONS];
        let mut rows: Vec<_> = Vec::new();
        for table in present {
            rows.push((table, table.read(&self.connection, "ORDER BY rowid", &[])?));
        }
        let rows: Rows = rows.try_into().expect("three tables");
        // Before the new backup, which may let the one we go back to go.
        let half = unfinished(&self.folder.store());
        let built = build(&*self.files, backup, &half, &rows);
        if let Err(error) = built.and_then(|()| self.back_up(Reason::BeforeRestore, now)) {
            let _ = self.files.remove(&half);
            return Err(error);
        }
        let (folder, files, lock) = self.into_parts()?;
        set_aside(&folder, &*files, "before-restore", now)?;
        replace(&folder, &*files, &half)?;
        let opened = Self::open_locked(folder, files, lock, now)?;
        let names = issued_names(&opened.store.connection)?;
        let mut archives = opened.store.archives();
        // A backup of another computer brings the copies beside it.
        archives.extend(backup.path.parent().map(archive_in));
        let own = opened.store.folder.archive();
        archive::copy_missing(&*opened.store.files, &archives, &own, &names)?;
        Ok(opened)
    }
}

fn build(files: &dyn Files, backup: &Backup, half: &Path, rows: &Rows) -> Result<()> {
    let doing = "restore the backup";
    let bytes = files.read(&backup.path).map_err(StoreError::disk(doing))?;
    files.write(half, &bytes).map_err(StoreError::disk(doing))?;
    let mut connection = connection::open(half)?;
    migrate(&mut connection, &MIGRATIONS)?;
    let transaction = connection.transaction()?;
    carry_over(&transaction, rows)?;
    transaction.commit()?;
    let faults = check(&connection)?;
    if !faults.is_empty() {
        return Err(StoreError::Damaged { what: format!("the backup: {}", faults.join("; ")) });
    }
    connection.close().map_err(|(_, error)| error.into())
}

/// Adds the revisions the backup does not know, with policy and draft where those are new too.
fn carry_over(connection: &Connection, rows: &Rows) -> Result<()> {
    let [(_, policies), (_, drafts), (_, revisions)] = rows;
    for revision in revisions {
        if REVISIONS.get(connection, &revision[..2])?.is_some() {
            continue;
        }
        let key = &revision[..1];
        if POLICIES.get(connection, key)?.is_none() {
            let of = |table: &[Vec<Value>]| table.iter().find(|row| row[0] == key[0]).cloned();
            let (Some(policy), Some(mut draft)) = (of(policies), of(drafts)) else { continue };
            POLICIES.insert(connection, policy)?;
            // Its undo journal stays in the store that was set aside.
            draft[1] = 0.into();
            DRAFTS.insert(connection, draft)?;
        }
        REVISIONS.insert(connection, revision.clone())?;
    }
    Ok(())
}
