//! Making a sound store from remains, a backup and the archive.

use std::collections::BTreeSet;
use std::path::PathBuf;

use policy::Draft;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use crate::archive;
use crate::error::Result;
use crate::files::Files;
use crate::issue::insert;
use crate::journal::{MOST_STEPS, draft_json, parse};
use crate::remains::Remains;
use crate::revision::{Record, Role};
use crate::salvage::{Loss, Outcome, Part};
use crate::table::{
    CLINICIANS, DRAFTS, POLICIES, PREFERENCES, PROFILE, REVISIONS, STEPS, Table, number, text,
};

/// All that is at hand.
pub(crate) struct Rebuild<'a> {
    pub(crate) target: &'a Connection,
    pub(crate) remains: Remains,
    pub(crate) backup: Remains,
    pub(crate) files: &'a dyn Files,
    pub(crate) archives: Vec<PathBuf>,
    pub(crate) losses: Vec<Loss>,
}

impl Rebuild<'_> {
    pub(crate) fn run(mut self) -> Result<Vec<Loss>> {
        self.settings(&PROFILE, Part::Profile)?;
        self.settings(&CLINICIANS, Part::Clinicians)?;
        self.settings(&PREFERENCES, Part::Preferences)?;
        let records = self.archived_records();
        for id in self.policies(&records) {
            let title = self.policy(id)?;
            let issued = self.revisions(id, &title, &records)?;
            self.draft(id, &title, issued.last())?;
        }
        Ok(self.losses)
    }

    /// Rows that stand alone: the sound ones, and where some are gone, those of the backup.
    fn settings(&mut self, table: &Table, part: Part) -> Result<()> {
        let rows = self.remains.of(table);
        for row in rows.sound.values() {
            table.insert(self.target, row.clone())?;
        }
        if !rows.has_gaps() {
            return Ok(());
        }
        let mut filled = false;
        for (key, row) in &self.backup.of(table).sound {
            if !rows.sound.contains_key(key) {
                table.insert(self.target, row.clone())?;
                filled = true;
            }
        }
        let outcome = if filled { Outcome::FromBackup } else { Outcome::Lost };
        self.losses.push(Loss { policy: None, title: None, part, outcome });
        Ok(())
    }

    /// Every policy there is a trace of, in the order of the list. Policies are never deleted, so
    /// one that only the backup knows was lost.
    fn policies(&self, records: &[Record]) -> Vec<Uuid> {
        let mut seen = BTreeSet::new();
        let mut ids = Vec::new();
        let backup = &self.backup.of(&POLICIES).order;
        let own = &self.remains.of(&POLICIES).order;
        let orders = if own.len() >= backup.len() { [own, backup] } else { [backup, own] };
        let parts = [&self.remains, &self.backup].into_iter().flat_map(|source| {
            source.of(&DRAFTS).sound.values().chain(source.of(&REVISIONS).sound.values())
        });
        let keys = orders.into_iter().flatten().map(String::as_str);
        // Without the store and without a backup the archive still knows what was issued.
        let unread = self.remains.of(&REVISIONS).unread;
        let issued: Vec<String> =
            records.iter().filter(|_| unread).map(|record| record.policy.to_string()).collect();
        let parts = parts.map(|row| text(&row[0]));
        for key in keys.chain(parts).chain(issued.iter().map(String::as_str)) {
            if let Ok(id) = Uuid::parse_str(key)
                && id.to_string() == key
                && seen.insert(id)
            {
                ids.push(id);
            }
        }
        ids
    }

    fn lose(&mut self, id: Uuid, title: &str, part: Part, outcome: Outcome) {
        let title = Some(title.to_owned()).filter(|title| !title.is_empty());
        self.losses.push(Loss { policy: Some(id), title, part, outcome });
    }

    fn policy(&mut self, id: Uuid) -> Result<String> {
        let key = id.to_string();
        let sound = self.remains.of(&POLICIES).sound.get(&key).cloned();
        let backup = self.backup.of(&POLICIES).sound.get(&key).cloned();
        let doubtful = doubtful(&self.remains, &POLICIES, &key);
        let (row, outcome) = match (sound, backup, doubtful) {
            (Some(row), _, _) => (row, None),
            (None, Some(row), _) => (row, Some(Outcome::FromBackup)),
            (None, None, Some(mut row)) => {
                row[3] = i64::from(number(&row[3]) == 1).into();
                (row, Some(Outcome::Doubtful))
            }
            (None, None, None) => {
                (vec![key.into(), String::new().into(), 0.into(), 0.into()], Some(Outcome::Lost))
            }
        };
        let title = text(&row[1]).to_owned();
        POLICIES.insert(self.target, row)?;
        if let Some(outcome) = outcome {
            self.lose(id, &title, Part::Title, outcome);
        }
        Ok(title)
    }

    fn draft(&mut self, id: Uuid, title: &str, last: Option<&Record>) -> Result<()> {
        let key = id.to_string();
        let backup = self.backup.of(&DRAFTS).sound.get(&key).cloned();
        if let Some(row) = self.remains.of(&DRAFTS).sound.get(&key).cloned() {
            let borrow = backup.as_ref() == Some(&row);
            DRAFTS.insert(self.target, row.clone())?;
            return self.steps(id, title, number(&row[1]), borrow);
        }
        let doubtful = doubtful(&self.remains, &DRAFTS, &key).filter(|row| {
            number(&row[1]) >= 0
                && parse(text(&row[3])).is_ok_and(|draft| draft_json(&draft).is_ok())
        });
        match (doubtful, backup) {
            // Newer than the backup: better a letter wrong, and said so, than a day's work gone.
            (Some(row), backup) if backup.as_ref().is_none_or(|kept| kept[1..3] != row[1..3]) => {
                let cursor = number(&row[1]);
                DRAFTS.insert(self.target, row)?;
                self.lose(id, title, Part::Draft, Outcome::Doubtful);
                self.steps(id, title, cursor, false)
            }
            (_, Some(row)) => {
                DRAFTS.insert(self.target, row)?;
                for (_, step) in of_policy(&self.backup, &key) {
                    STEPS.insert(self.target, step)?;
                }
                self.lose(id, title, Part::Draft, Outcome::FromBackup);
                Ok(())
            }
            (_, None) => {
                let issued = last.and_then(|record| self.issued_draft(record));
                let outcome = if issued.is_some() { Outcome::FromArchive } else { Outcome::Lost };
                let draft = issued.unwrap_or_else(|| Draft::new(policy::answers::Answers::new()));
                let row = vec![key.into(), 0.into(), 0.into(), draft_json(&draft)?.into()];
                DRAFTS.insert(self.target, row)?;
                self.lose(id, title, Part::Draft, outcome);
                Ok(())
            }
        }
    }

    /// The steps that hang together around the cursor. `borrow`: the backup's draft is the same
    /// one, so its steps fit.
    fn steps(&mut self, id: Uuid, title: &str, cursor: i64, borrow: bool) -> Result<()> {
        let key = id.to_string();
        let rows = self.remains.of(&STEPS);
        let gaps = rows.has_gaps();
        let doubtful: Vec<i64> = rows
            .doubtful
            .iter()
            .filter(|row| text(&row[0]) == key)
            .map(|row| number(&row[1]))
            .collect();
        let own = of_policy(&self.remains, &key);
        let mut steps = own.clone();
        if borrow && gaps {
            for (at, step) in of_policy(&self.backup, &key) {
                steps.entry(at).or_insert(step);
            }
        }
        let borrowed = steps.len() > own.len();
        let mut low = cursor;
        while steps.contains_key(&low) {
            low -= 1;
        }
        let mut high = cursor;
        while steps.contains_key(&(high + 1)) {
            high += 1;
        }
        let kept: Vec<_> = steps.into_iter().filter(|(at, _)| *at > low && *at <= high).collect();
        let whole = own.keys().chain(&doubtful).all(|at| kept.iter().any(|(kept, _)| kept == at))
            && !(gaps && low > 0 && cursor <= MOST_STEPS);
        if kept.is_empty() && cursor != 0 {
            // A cursor without a step would point nowhere.
            let mut row = DRAFTS.get(self.target, &[key.into()])?.unwrap_or_default();
            if let Some(cell) = row.get_mut(1) {
                *cell = 0.into();
                DRAFTS.put(self.target, row)?;
            }
            self.lose(id, title, Part::Steps, Outcome::Lost);
            return Ok(());
        }
        for (_, step) in kept {
            STEPS.insert(self.target, step)?;
        }
        if !whole {
            self.lose(id, title, Part::Steps, Outcome::Lost);
        } else if borrowed {
            self.lose(id, title, Part::Steps, Outcome::FromBackup);
        }
        Ok(())
    }

    /// The chain from its first link on, each link from the first place that has it.
    fn revisions(&mut self, id: Uuid, title: &str, archived: &[Record]) -> Result<Vec<Record>> {
        let gaps = self.remains.of(&REVISIONS).has_gaps();
        let own = records(&self.remains, id);
        let backup = records(&self.backup, id);
        let mut chain: Vec<Record> = Vec::new();
        loop {
            let previous = chain.last().map(Record::chain);
            let number = u32::try_from(chain.len()).unwrap_or(u32::MAX) + 1;
            let fits = |record: &&Record| {
                record.policy == id && record.number == number && record.previous == previous
            };
            // An issue that was cut short left a record that no one was told of; it counts only
            // where rows are known to be missing, and only if there is no other.
            let mut loose = archived.iter().filter(fits).filter(|_| gaps);
            let next =
                |record: &Record| own.iter().any(|after| after.previous == Some(record.chain()));
            let found = own
                .iter()
                .find(fits)
                .map(|record| (record, None))
                .or_else(|| backup.iter().find(fits).map(|r| (r, Some(Outcome::FromBackup))))
                .or_else(|| {
                    let all: Vec<&Record> = loose.by_ref().collect();
                    let linked = all.iter().find(|record| next(record)).copied();
                    let only = if all.len() == 1 { all.first().copied() } else { None };
                    linked.or(only).map(|record| (record, Some(Outcome::FromArchive)))
                });
            let Some((record, outcome)) = found else { break };
            insert(self.target, record)?;
            if let Some(outcome) = outcome {
                self.lose(id, title, Part::Revision(number), outcome);
            }
            chain.push(record.clone());
        }
        for record in own.iter().filter(|record| record.number as usize > chain.len()) {
            self.lose(id, title, Part::Revision(record.number), Outcome::Lost);
        }
        Ok(chain)
    }

    fn issued_draft(&self, record: &Record) -> Option<Draft> {
        let file = record.files.iter().find(|file| file.role == Role::Draft)?;
        let bytes = archive::get(self.files, &self.archives, &file.name()).ok()?;
        parse(std::str::from_utf8(&bytes).ok()?).ok()
    }

    fn archived_records(&self) -> Vec<Record> {
        let mut names = BTreeSet::new();
        for archive in &self.archives {
            for path in self.files.list(archive).unwrap_or_default() {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if name.ends_with(".record.json") {
                    names.insert(name);
                }
            }
        }
        names
            .iter()
            .filter_map(|name| archive::get(self.files, &self.archives, name).ok())
            .filter_map(|bytes| Record::from_json(std::str::from_utf8(&bytes).ok()?))
            .collect()
    }
}

/// The columns of the schema that are no text.
const NUMBERS: [&str; 7] =
    ["position", "created_at", "archived", "cursor", "saved_at", "number", "at"];

fn doubtful(remains: &Remains, table: &Table, key: &str) -> Option<Vec<Value>> {
    let mut rows = remains.of(table).doubtful.iter();
    let found = rows.find(|row| table.key_of(row) == key)?;
    // Only what the schema would take.
    let typed = table.columns.iter().zip(found).all(|(column, value)| match value {
        Value::Text(_) => !NUMBERS.contains(column),
        Value::Integer(_) => NUMBERS.contains(column),
        _ => false,
    });
    typed.then(|| found.clone())
}

fn of_policy(remains: &Remains, key: &str) -> std::collections::BTreeMap<i64, Vec<Value>> {
    let rows = remains.of(&STEPS).sound.values();
    rows.filter(|row| text(&row[0]) == key).map(|row| (number(&row[1]), row.clone())).collect()
}

fn records(remains: &Remains, id: Uuid) -> Vec<Record> {
    let key = id.to_string();
    let rows = remains.of(&REVISIONS).sound.values();
    rows.filter(|row| text(&row[0]) == key)
        .filter_map(|row| Record::from_json(text(&row[3])))
        .collect()
}
