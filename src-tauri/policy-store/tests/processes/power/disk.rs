//! What a disk holds after a power cut: a model of a file system that keeps its promises and no
//! more.
//!
//! What was written and not synced survives by sectors, each by chance. Names change in order where
//! the file system keeps a journal ([`Kind::Journalled`]: any sync writes it out, and of the rest a
//! beginning survives), and each by chance where a folder needs a sync of its own
//! ([`Kind::Hostile`]).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::trace::Act;
use crate::fixture::Dice;

const SECTOR: usize = 512;

/// How names become durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As ext4, APFS and NTFS.
    Journalled,
    /// As POSIX allows.
    Hostile,
}

/// A change of bytes that the disk may not have yet.
#[derive(Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

#[derive(Clone, Default)]
struct File {
    /// Known to be on the disk.
    durable: Vec<u8>,
    pending: Vec<Change>,
    /// Where a write without a place goes.
    end: usize,
}

/// A change of a name that the disk may not have yet.
#[derive(Clone)]
enum Naming {
    Set(PathBuf, usize),
    Gone(PathBuf),
    Renamed(PathBuf, PathBuf, usize),
    Folder(PathBuf),
}

impl Naming {
    fn is_in(&self, folder: &Path) -> bool {
        let (Self::Set(path, _)
        | Self::Gone(path)
        | Self::Renamed(_, path, _)
        | Self::Folder(path)) = self;
        path.parent() == Some(folder)
    }
}

type Names = BTreeMap<PathBuf, usize>;

/// A disk while a process writes on it.
#[derive(Clone)]
pub(super) struct Disk {
    kind: Kind,
    files: Vec<File>,
    /// As the process sees it.
    names: Names,
    durable: Names,
    folders: Vec<PathBuf>,
    pending: Vec<Naming>,
}

impl Disk {
    /// An empty disk with `root` on it.
    pub(super) fn new(kind: Kind, root: &Path) -> Self {
        Self {
            kind,
            files: Vec::new(),
            names: Names::new(),
            durable: Names::new(),
            folders: vec![root.to_owned()],
            pending: Vec::new(),
        }
    }

    pub(super) fn apply(&mut self, act: &Act) {
        match act {
            Act::Opened { path, emptied } => match self.names.get(path) {
                Some(&file) if *emptied => self.change(file, Change::Length(0)),
                Some(&file) => self.files[file].end = 0,
                None => {
                    self.files.push(File::default());
                    let file = self.files.len() - 1;
                    self.names.insert(path.clone(), file);
                    self.pending.push(Naming::Set(path.clone(), file));
                }
            },
            Act::Wrote { path, at, bytes } => {
                let Some(&file) = self.names.get(path) else { return };
                let start = at.unwrap_or(self.files[file].end);
                self.change(file, Change::Write { at: start, bytes: bytes.clone() });
                if at.is_none() {
                    self.files[file].end = start + bytes.len();
                }
            }
            Act::Cut { path, length } => {
                if let Some(&file) = self.names.get(path) {
                    self.change(file, Change::Length(*length));
                }
            }
            Act::Synced { path } => self.sync(path),
            Act::Renamed { from, to } => {
                let Some(file) = self.names.remove(from) else {
                    self.rename_folder(from, to);
                    return;
                };
                self.names.insert(to.clone(), file);
                self.pending.push(Naming::Renamed(from.clone(), to.clone(), file));
            }
            Act::Linked { from, to } => {
                let Some(&file) = self.names.get(from) else { return };
                self.names.insert(to.clone(), file);
                self.pending.push(Naming::Set(to.clone(), file));
            }
            Act::Removed { path } => {
                if self.names.remove(path).is_some() {
                    self.pending.push(Naming::Gone(path.clone()));
                }
            }
            Act::Folder { path } => self.pending.push(Naming::Folder(path.clone())),
            Act::Said { .. } => {}
        }
    }

    fn rename_folder(&self, from: &Path, to: &Path) {
        let inside = self.names.keys().any(|path| path.starts_with(from));
        assert!(!inside, "a folder with files was renamed: {} {}", from.display(), to.display());
    }

    fn change(&mut self, file: usize, change: Change) {
        self.files[file].pending.push(change);
    }

    fn sync(&mut self, path: &Path) {
        if let Some(&file) = self.names.get(path) {
            let file = &mut self.files[file];
            for change in std::mem::take(&mut file.pending) {
                apply(&mut file.durable, &change, |_| true);
            }
        }
        let journalled = self.kind == Kind::Journalled;
        for naming in std::mem::take(&mut self.pending) {
            if journalled || naming.is_in(path) {
                settle(&mut self.durable, &mut self.folders, &naming);
            } else {
                self.pending.push(naming);
            }
        }
    }

    /// Puts what one power cut may leave under `root` into the folder `to`.
    pub(super) fn cut(&self, root: &Path, to: &Path, dice: &mut Dice) {
        let (mut names, mut folders) = (self.durable.clone(), self.folders.clone());
        let journal = dice.roll(self.pending.len() as u64 + 1);
        for (nth, naming) in self.pending.iter().enumerate() {
            let kept = match self.kind {
                Kind::Journalled => (nth as u64) < journal,
                Kind::Hostile => dice.roll(2) == 0,
            };
            if kept {
                settle(&mut names, &mut folders, naming);
            }
        }
        let place = |path: &Path| to.join(path.strip_prefix(root).expect("below the root"));
        fs::create_dir_all(to).expect("a folder");
        for folder in folders {
            fs::create_dir_all(place(&folder)).expect("a folder");
        }
        let mut contents: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        for (path, file) in names {
            let bytes = contents.entry(file).or_insert_with(|| {
                let mut bytes = self.files[file].durable.clone();
                for change in &self.files[file].pending {
                    apply(&mut bytes, change, |_| dice.roll(2) == 0);
                }
                bytes
            });
            let path = place(&path);
            // A name may survive whose folder did not.
            if path.parent().is_some_and(Path::is_dir) {
                fs::write(path, bytes).expect("a file");
            }
        }
    }
}

/// Applies a change by sectors, those that `keeps` chooses.
fn apply(bytes: &mut Vec<u8>, change: &Change, mut keeps: impl FnMut(usize) -> bool) {
    match change {
        Change::Length(length) => {
            if keeps(0) {
                bytes.resize(*length, 0);
            }
        }
        Change::Write { at, bytes: new } => {
            let mut from = 0;
            while from < new.len() {
                let sector = (at + from) / SECTOR;
                let to = new.len().min((sector + 1) * SECTOR - at);
                if keeps(sector) {
                    let end = at + to;
                    if bytes.len() < end {
                        bytes.resize(end, 0);
                    }
                    bytes[at + from..end].copy_from_slice(&new[from..to]);
                }
                from = to;
            }
        }
    }
}

fn settle(names: &mut Names, folders: &mut Vec<PathBuf>, naming: &Naming) {
    match naming {
        Naming::Set(path, file) => {
            names.insert(path.clone(), *file);
        }
        Naming::Gone(path) => {
            names.remove(path);
        }
        Naming::Renamed(from, to, file) => {
            names.remove(from);
            names.insert(to.clone(), *file);
        }
        Naming::Folder(path) => folders.push(path.clone()),
    }
}
