//! The one door to the file system for everything that is not SQLite's own business. Tests put a
//! layer here that fails at the Nth operation.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What the store does with files. Each call is one thing the system may refuse.
pub trait Files: fmt::Debug + Send + Sync {
    /// Makes the folder and those above it, readable by its owner only; it may be there already.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Writes a file anew, readable by its owner only. Not safe on disk before [`Self::sync_file`].
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// The same for a document of the person's own, in a folder of hers: readable by whom her
    /// system lets read new files.
    fn write_document(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Returns once the content is on the disk.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    /// Replaces `to`, if it is there, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives the file another name if no file has that yet (`AlreadyExists` if one does).
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Returns once the names in the folder are on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Removes a file; it may be gone already.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder; it may be gone already.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// The whole file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// How long the file is; `None` if it is not there.
    fn length(&self, path: &Path) -> Option<u64>;
    /// Whether it is a folder; `false` if it is not there.
    fn is_folder(&self, path: &Path) -> bool;
    /// What is in the folder, sorted by name. Empty if there is no such folder.
    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>>;
}

/// The real disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)?;
        restrict(path, 0o700)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        restrict(path, 0o600)?;
        file.write_all(bytes)
    }

    fn write_document(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        // Windows flushes only what is open for writing.
        OpenOptions::new().write(true).open(path)?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        // A second name fails where the first is taken, which a rename does not.
        match fs::hard_link(from, to) {
            Ok(()) => fs::remove_file(from),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // A file system without second names (many memory sticks): look, then rename.
            Err(_) if to.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(from, to),
        }
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Windows keeps names safe by itself and cannot open folders as files.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        match fs::remove_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn length(&self, path: &Path) -> Option<u64> {
        fs::metadata(path).ok().map(|metadata| metadata.len())
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let mut paths =
            entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
        paths.sort();
        Ok(paths)
    }
}

/// Only for the owner, whatever the umask. Windows: the app-data folder is private by its ACL.
pub(crate) fn restrict(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    #[cfg(not(unix))]
    let _ = (path, mode);
    Ok(())
}

/// Names that begin so are half-written; every opening clears them.
pub(crate) const UNFINISHED: &str = ".unfinished-";

/// The half-written neighbour of a file.
pub(crate) fn unfinished(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{UNFINISHED}{name}"))
}

/// Writes a file so that after a power cut it is there whole or not at all.
pub(crate) fn write_durably(files: &dyn Files, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let half = unfinished(path);
    let result = files.write(&half, bytes).and_then(|()| put_in_place(files, &half, path));
    if result.is_err() {
        let _ = files.remove(&half);
    }
    result
}

/// Gives a finished file its name, durably.
pub(crate) fn put_in_place(files: &dyn Files, half: &Path, path: &Path) -> io::Result<()> {
    files.sync_file(half)?;
    files.rename(half, path)?;
    files.sync_folder(path.parent().unwrap_or(path))
}

/// Removes what an interrupted run left half-written.
pub(crate) fn sweep(files: &dyn Files, folder: &Path) -> io::Result<()> {
    for path in files.list(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(UNFINISHED) {
            files.remove(&path)?;
        }
    }
    Ok(())
}
