//! Proving that what was issued is what is kept.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

use crate::archive;
use crate::error::Result;
use crate::files::{Files, write_durably};
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
    /// Names of copies beside the backups that had rotted and could not be written anew. The files
    /// themselves are as issued.
    pub copies: Vec<String>,
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

/// All that was issued, to be read at leisure: reading it needs the store no more.
#[derive(Clone, Debug)]
pub struct IssuedFiles {
    files: Arc<dyn Files>,
    archive: PathBuf,
    /// Where the copies beside the backups are.
    copies: PathBuf,
    revisions: usize,
    /// Each file that is named, as the fault it would be.
    named: Vec<Fault>,
}

impl IssuedFiles {
    /// Recomputes the hash of every file and of its copy beside the backups. What is not as it was
    /// issued stands among the faults, and copies that have rotted among the copies, for
    /// [`Store::mend`] to look at. A copy that is not there is no fault: the next backup makes it.
    pub fn read(&self) -> Verification {
        let mut found = Verification { revisions: self.revisions, ..Verification::default() };
        for fault in &self.named {
            let read = self.files.read(&self.archive.join(&fault.name));
            if read.is_ok_and(|bytes| archive::is_sound(&fault.name, &bytes)) {
                found.files += 1;
            } else {
                found.faults.push(fault.clone());
            }
            let copy = self.files.read(&self.copies.join(&fault.name));
            if copy.is_ok_and(|bytes| !archive::is_sound(&fault.name, &bytes)) {
                found.copies.push(fault.name.clone());
            }
        }
        let names: BTreeSet<&str> = self.named.iter().map(|fault| fault.name.as_str()).collect();
        let present = self.files.list(&self.archive).unwrap_or_default();
        found.unnamed = present
            .iter()
            .filter_map(|path| path.file_name())
            .filter(|name| !names.contains(name.to_string_lossy().as_ref()))
            .count();
        found
    }
}

impl Store {
    /// Recomputes the hash of every issued file, follows every chain, and mends what it can.
    pub fn verify(&self) -> Result<Verification> {
        let mut found = self.issued_files()?.read();
        found.store = self.check()?;
        self.mend(&mut found);
        Ok(found)
    }

    /// What [`Self::verify`] reads, for a reader who does not want to keep the store waiting.
    pub fn issued_files(&self) -> Result<IssuedFiles> {
        let mut named = Vec::new();
        let mut revisions = 0;
        for policy in self.policies()? {
            for record in self.revisions(policy.id)? {
                revisions += 1;
                named.extend(names(&record).into_iter().map(|name| Fault {
                    policy: record.policy,
                    number: record.number,
                    name,
                }));
            }
        }
        let (files, archive) = (Arc::clone(&self.files), self.folder.archive());
        Ok(IssuedFiles { files, archive, copies: self.folder.backup_archive(), revisions, named })
    }

    /// Looks at the faults again, and puts right what has a sound copy beside the backups; then puts
    /// right the copies that have rotted.
    pub fn mend(&self, found: &mut Verification) {
        for fault in std::mem::take(&mut found.faults) {
            let path = self.folder.archive().join(&fault.name);
            let read = self.files.read(&path);
            if read.is_ok_and(|bytes| archive::is_sound(&fault.name, &bytes)) {
                // The folder was being moved, or the disk was slow to wake.
                found.files += 1;
                continue;
            }
            match archive::get(&*self.files, &self.archives(), &fault.name) {
                Ok(bytes)
                    if !self.is_read_only()
                        && write_durably(&*self.files, &path, &bytes).is_ok() =>
                {
                    found.mended.push(fault);
                }
                _ => found.faults.push(fault),
            }
        }
        let own = [self.folder.archive()];
        found.copies.retain(|name| {
            let copy = self.folder.backup_archive().join(name);
            let written = !self.is_read_only()
                && archive::get(&*self.files, &own, name)
                    .is_ok_and(|bytes| write_durably(&*self.files, &copy, &bytes).is_ok());
            !written
        });
    }
}

/// All archive files of a revision: its own and its record.
pub(crate) fn names(record: &Record) -> Vec<String> {
    record.files.iter().map(IssuedFile::name).chain([record.name()]).collect()
}
