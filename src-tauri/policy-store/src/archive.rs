//! Issued bytes: write-once files, each named by the SHA-256 of its content.

use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};
use crate::files::{Files, write_durably};
use crate::revision::sha256;

/// Puts bytes into the archive; returns once file and name are on the disk. A file that is there
/// and sound is left alone, one that has rotted is replaced.
pub(crate) fn put(files: &dyn Files, archive: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    debug_assert!(name.starts_with(&sha256(bytes)), "archive names are hashes");
    let path = archive.join(name);
    let doing = "write the issued files";
    if files.read(&path).is_ok_and(|present| present == bytes) {
        // An earlier try may have failed between the rename and the last fsync.
        files.sync_file(&path).map_err(StoreError::disk(doing))?;
        return files.sync_folder(archive).map_err(StoreError::disk(doing));
    }
    write_durably(files, &path, bytes).map_err(StoreError::disk(doing))
}

/// The bytes if they are what the name says, from the first of the folders that has them so.
pub(crate) fn get(files: &dyn Files, archives: &[PathBuf], name: &str) -> Result<Vec<u8>> {
    archives
        .iter()
        .filter_map(|archive| files.read(&archive.join(name)).ok())
        .find(|bytes| is_sound(name, bytes))
        .ok_or(StoreError::Lost)
}

/// Whether the bytes are those the name promises.
pub(crate) fn is_sound(name: &str, bytes: &[u8]) -> bool {
    name.split('.').next() == Some(sha256(bytes).as_str())
}

/// Whether this is a name the archive gives, and so leads nowhere else.
pub(crate) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Copies what is missing in `to`, or cut short there, from the first folder that has it sound. Says
/// what could not be copied, because no folder has it sound.
pub(crate) fn copy_missing(
    files: &dyn Files,
    from: &[PathBuf],
    to: &Path,
    names: &[String],
) -> Result<Vec<String>> {
    let mut lacking = Vec::new();
    for name in names {
        let target = to.join(name);
        // Whole copies, not hard links: a link shares the rot of the original. The length tells a
        // finished copy; `verify` reads them all and replaces those that have rotted.
        let present = files.length(&target);
        let length = from.iter().find_map(|folder| {
            let path = folder.join(name);
            if path == target { None } else { files.length(&path) }
        });
        if present.is_some() && (present == length || length.is_none()) {
            continue;
        }
        match get(files, from, name) {
            Ok(bytes) => write_durably(files, &target, &bytes)
                .map_err(StoreError::disk("copy the issued files"))?,
            Err(_) => lacking.push(name.clone()),
        }
    }
    Ok(lacking)
}
