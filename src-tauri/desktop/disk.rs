//! Writes a file so that, whatever happens meanwhile, either the old or the new one is there whole.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes beside the file, waits until the disk has it, then puts it in the file's place. A link of
/// that name is replaced, never followed.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let beside = beside(path);
    let written = write_new(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // The half-written file is of no use; that it cannot be removed changes nothing.
        let _ = std::fs::remove_file(&beside);
    }
    written?;
    settle(folder)
}

/// A hidden name in the same folder, since only there a rename is atomic; ours by the process id.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{}-{}.part", name, std::process::id()))
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What an earlier run of the same number left behind when the power went.
    let _ = std::fs::remove_file(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until the disk knows the folder's new entries. Network folders that cannot do this say so,
/// and have done what they can.
pub(crate) fn settle(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Err(error)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_bytes_take_the_place_of_the_old_and_nothing_is_left_beside() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.json");
        replace(&path, b"old").expect("written");
        replace(&path, b"new").expect("written");
        assert_eq!(std::fs::read(&path).expect("there"), b"new");
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let other = folder.path().join("other.txt");
        std::fs::write(&other, b"keep me").expect("written");
        let path = folder.path().join("a.pdf");
        std::os::unix::fs::symlink(&other, &path).expect("linked");
        replace(&path, b"new").expect("written");
        assert_eq!(std::fs::read(&other).expect("there"), b"keep me");
        assert_eq!(std::fs::read(&path).expect("there"), b"new");
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_and_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("missing").join("a.pdf");
        assert!(replace(&path, b"new").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 0);
    }
}
