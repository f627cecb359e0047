//! A disk that fails at the Nth operation, or from there on.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use policy_store::{Disk, Files};

#[derive(Debug)]
pub(crate) struct Faulty {
    pub(crate) kind: io::ErrorKind,
    /// Counts down at each operation that changes something; fails at 1.
    left: AtomicUsize,
    /// Whether all after it fail too.
    for_good: bool,
}

impl Faulty {
    pub(crate) fn new(kind: io::ErrorKind, nth: usize, for_good: bool) -> Self {
        Self { kind, left: AtomicUsize::new(nth), for_good }
    }

    /// Whether the fault has happened.
    pub(crate) fn struck(&self) -> bool {
        self.left.load(Ordering::SeqCst) <= usize::from(self.for_good)
    }

    fn fails(&self) -> bool {
        let left = self.left.load(Ordering::SeqCst);
        let keep = left == 0 || (left == 1 && self.for_good);
        if !keep {
            self.left.store(left - 1, Ordering::SeqCst);
        }
        left == 1
    }

    fn pass(&self) -> io::Result<()> {
        if self.fails() { Err(self.kind.into()) } else { Ok(()) }
    }
}

impl Files for Faulty {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.pass()?;
        Disk.create_folder(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.fails() {
            // As a full disk does: some of it is there.
            let _ = Disk.write(path, &bytes[..bytes.len() / 2]);
            return Err(self.kind.into());
        }
        Disk.write(path, bytes)
    }

    fn write_document(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.fails() {
            let _ = Disk.write_document(path, &bytes[..bytes.len() / 2]);
            return Err(self.kind.into());
        }
        Disk.write_document(path, bytes)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.pass()?;
        Disk.sync_file(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass()?;
        Disk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass()?;
        Disk.rename_new(from, to)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.pass()?;
        Disk.sync_folder(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.pass()?;
        Disk.remove(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.pass()?;
        Disk.remove_folder(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        Disk.read(path)
    }

    fn length(&self, path: &Path) -> Option<u64> {
        Disk.length(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        Disk.is_folder(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        Disk.list(path)
    }
}
