//! Proving that what was issued is what is kept.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::archive;
use crate::error::Result;
use crate::files::write_durably;
use crate::revision::{IssuedFile, Record};
use crate::store::Store;

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Revisions whose records and files were read.
    pub revisions: usize,
    /// Files that are what was issued.
    pub files: usize,
    /// Files that had rotted or gone, and were put right from the copy beside the backups.
    pub mended: Vec<Fault>,
    /// What could not be put right.
    pub faults: Vec<Fault>,
    /// What [`Store::check`] says of the database.
    pub store: Vec<String>,
    /// Files no revision names: from an issue that was cut short, or of a store set aside.
    pub unnamed: usize,
}

/// An issued file that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whose.
    pub policy: Uuid,
    /// Which revision.
    pub number: u32,
    /// Its name in the archive.
    pub name: String,
}

impl Store {
    /// Recomputes the hash of every issued file, follows every chain, and mends what it can.
    pub fn verify(&self) -> Result<Verification> {
        let mut found = Verification { store: self.check()?, ..Verification::default() };
        let mut named = BTreeSet::new();
        for policy in self.policies()? {
            for record in self.revisions(policy.id)? {
                found.revisions += 1;
                for name in names(&record) {
                    self.verify_file(&record, &name, &mut found);
                    named.insert(name);
                }
            }
        }
        let present = self.files.list(&self.folder.archive()).unwrap_or_default();
        found.unnamed = present
            .iter()
            .filter_map(|path| path.file_name())
            .filter(|name| !named.contains(name.to_string_lossy().as_ref()))
            .count();
        Ok(found)
    }

    fn verify_file(&self, record: &Record, name: &str, found: &mut Verification) {
        let fault =
            || Fault { policy: record.policy, number: record.number, name: name.to_owned() };
        let path = self.folder.archive().join(name);
        if self.files.read(&path).is_ok_and(|bytes| archive::is_sound(name, &bytes)) {
            found.files += 1;
            return;
        }
        match archive::get(&*self.files, &self.archives(), name) {
            Ok(bytes)
                if !self.is_read_only() && write_durably(&*self.files, &path, &bytes).is_ok() =>
            {
                found.mended.push(fault());
            }
            _ => found.faults.push(fault()),
        }
    }
}

/// All archive files of a revision: its own and its record.
pub(crate) fn names(record: &Record) -> Vec<String> {
    record.files.iter().map(IssuedFile::name).chain([record.name()]).collect()
}
