//! Read-only copies of issued files, for the system's own program to show. They lie in the data
//! folder, for their owner alone, and go at the next start.

use std::io;
use std::path::{Path, PathBuf};

use policy_store::{Disk, Files};
use uuid::Uuid;

use crate::copy::Copy;
use crate::error::{Answer, Code, CommandError};

/// The folder of the copies in the data folder.
const FOLDER: &str = "opened";
/// What names of issued files end with, before the number.
const MARK: &str = "-issue-";

/// Puts a copy where a program may read it, and says where. `issue` is the id of the issue: those of
/// several policies may have the same name. A copy that is there already is written anew.
pub(crate) fn put(data: &Path, issue: Uuid, copy: &Copy) -> Answer<PathBuf> {
    let (above, folder) = (data.join(FOLDER), data.join(FOLDER).join(issue.to_string()));
    let path = folder.join(&copy.name);
    let write = || {
        Disk.create_folder(&above)?;
        Disk.create_folder(&folder)?;
        let present = path.symlink_metadata().is_ok();
        if present && is_ours(&path) && std::fs::read(&path)? == copy.bytes {
            return Ok(());
        }
        remove(&path)?;
        Disk.write(&path, &copy.bytes)?;
        set_read_only(&path, true)
    };
    write().map(|()| path.clone()).map_err(|error: io::Error| {
        CommandError::new(
            Code::CannotWrite,
            "The file could not be put where another program can show it. Please check that the disk is not full, or save a copy and open that.",
            error.kind(),
        )
    })
}

/// Removes the copies of earlier starts, and nothing that somebody else put there. One that cannot
/// be removed (a program still has it) goes next time.
pub(crate) fn sweep(data: &Path) {
    let above = data.join(FOLDER);
    for folder in entries(&above).filter(|folder| is_id(folder) && folder.is_dir()) {
        for path in entries(&folder).filter(|path| is_ours(path)) {
            let _ = remove(&path);
        }
        // Stays while something else is in it.
        let _ = std::fs::remove_dir(&folder);
    }
    let _ = std::fs::remove_dir(above);
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// Whether the folder's name is one that [`put`] gives, and no link to another.
fn is_id(folder: &Path) -> bool {
    let named = folder.file_name().and_then(|name| name.to_str());
    named.is_some_and(|name| Uuid::parse_str(name).is_ok_and(|id| id.to_string() == name))
        && folder.symlink_metadata().is_ok_and(|it| it.is_dir())
}

/// Whether a file has the name of an issued one and is as [`put`] left it: read-only and no link.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let number = name
        .strip_suffix(".pdf")
        .or(name.strip_suffix(".html"))
        .and_then(|name| name.rsplit_once(MARK))
        .is_some_and(|(_, number)| number.parse::<u32>().is_ok());
    number && path.symlink_metadata().is_ok_and(|it| it.is_file() && it.permissions().readonly())
}

fn remove(path: &Path) -> io::Result<()> {
    // Windows removes no file that is read-only.
    if cfg!(windows) && path.exists() {
        set_read_only(path, false)?;
    }
    Disk.remove(path)
}

#[cfg(unix)]
fn set_read_only(path: &Path, read_only: bool) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = if read_only { 0o400 } else { 0o600 };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_read_only(path: &Path, read_only: bool) -> io::Result<()> {
    let mut permissions = path.metadata()?.permissions();
    permissions.set_readonly(read_only);
    std::fs::set_permissions(path, permissions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::save::Kind;

    const ISSUE: Uuid = Uuid::from_u128(0xA1);

    fn copy(bytes: &[u8]) -> Copy {
        let name = "Willow-social-media-policy-2026-12-01-issue-2.pdf".to_owned();
        Copy { name, kind: Kind::Pdf, bytes: bytes.to_vec() }
    }

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt as _;
        path.metadata().expect("there").permissions().mode() & 0o777
    }

    #[cfg(unix)]
    #[test]
    fn the_copy_is_for_its_owner_alone_and_only_to_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = put(folder.path(), ISSUE, &copy(b"%PDF")).expect("written");
        assert_eq!(std::fs::read(&path).expect("there"), b"%PDF");
        assert_eq!(mode(&path), 0o400);
        assert_eq!(mode(path.parent().expect("a folder")), 0o700);
        assert_eq!(mode(&folder.path().join(FOLDER)), 0o700);
        assert!(path.ends_with(copy(b"").name));
    }

    #[test]
    fn opening_it_again_gives_the_same_and_never_an_altered_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = put(folder.path(), ISSUE, &copy(b"%PDF")).expect("written");
        assert_eq!(put(folder.path(), ISSUE, &copy(b"%PDF")).expect("again"), path);
        set_read_only(&path, false).expect("changed");
        std::fs::write(&path, b"altered").expect("written");
        assert_eq!(put(folder.path(), ISSUE, &copy(b"%PDF")).expect("anew"), path);
        assert_eq!(std::fs::read(&path).expect("there"), b"%PDF");
    }

    #[test]
    fn the_next_start_removes_ours_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path();
        let ours = put(data, ISSUE, &copy(b"%PDF")).expect("written");
        let other = put(data, Uuid::from_u128(2), &copy(b"%PDF")).expect("written");
        let beside = other.with_file_name("my notes.pdf");
        std::fs::write(&beside, b"notes").expect("written");
        let kept = data.join(FOLDER).join("notes");
        std::fs::create_dir(&kept).expect("made");
        std::fs::write(kept.join("a-issue-1.pdf"), b"notes").expect("written");
        sweep(data);
        assert!(!ours.exists() && !ours.parent().expect("a folder").exists());
        assert!(!other.exists() && beside.exists() && kept.join("a-issue-1.pdf").exists());
        sweep(&data.join("none"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_folder_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let elsewhere = folder.path().join("elsewhere");
        std::fs::create_dir(&elsewhere).expect("made");
        let path = elsewhere.join(copy(b"").name);
        std::fs::write(&path, b"hers").expect("written");
        set_read_only(&path, true).expect("read-only");
        let opened = folder.path().join(FOLDER);
        std::fs::create_dir(&opened).expect("made");
        std::os::unix::fs::symlink(&elsewhere, opened.join(ISSUE.to_string())).expect("linked");
        sweep(folder.path());
        assert_eq!(std::fs::read(&path).expect("there"), b"hers");
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_a_sentence() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(FOLDER), b"in the way").expect("written");
        let error = put(folder.path(), ISSUE, &copy(b"%PDF")).expect_err("in the way");
        assert_eq!(error.code, Code::CannotWrite);
    }
}
