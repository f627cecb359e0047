//! Copies of issued files in the practice's own folder, under names people read, so that losing
//! the program never loses the documents.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};
use crate::files::{Files, unfinished};

/// A folder in which so many versions of one name are taken is not what anybody wants.
const MOST_OF_A_NAME: usize = 1_000;

/// Writes each file into the folder under its name, and says where it is; returns once all are on
/// the disk. A file of that name that holds something else stays: the new one is called
/// `name (2).pdf`, `name (3).pdf`… One that holds the same is left alone. The folder must be there.
pub fn write_copies(
    files: &dyn Files,
    folder: &Path,
    copies: &[(&str, &[u8])],
) -> Result<Vec<PathBuf>> {
    let mut written = Vec::with_capacity(copies.len());
    for (name, bytes) in copies {
        written.push(write_copy(files, folder, name, bytes)?);
    }
    files.sync_folder(folder).map_err(StoreError::disk(DOING))?;
    Ok(written)
}

const DOING: &str = "write the copies into your folder";

fn write_copy(files: &dyn Files, folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    if Path::new(name).file_name().is_none_or(|plain| plain != name) || name.starts_with('.') {
        return Err(StoreError::BadPlace { why: "a file cannot have this name" });
    }
    let disk = || StoreError::disk(DOING);
    let half = unfinished(&folder.join(name));
    let result = files.write_document(&half, bytes).and_then(|()| files.sync_file(&half));
    let named = result.map_err(disk()).and_then(|()| {
        for path in (1..MOST_OF_A_NAME).map(|nth| folder.join(numbered(name, nth))) {
            match files.rename_new(&half, &path) {
                Ok(()) => return Ok(path),
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(disk()(error));
                }
                Err(_) if files.read(&path).is_ok_and(|present| present == bytes) => {
                    files.sync_file(&path).map_err(disk())?;
                    files.remove(&half).map_err(disk())?;
                    return Ok(path);
                }
                Err(_) => {}
            }
        }
        Err(disk()(ErrorKind::AlreadyExists.into()))
    });
    if named.is_err() {
        let _ = files.remove(&half);
    }
    named
}

/// `policy.pdf`, `policy (2).pdf`…
fn numbered(name: &str, nth: usize) -> String {
    match (nth, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, ending))) => format!("{stem} ({nth}).{ending}"),
        (_, None) => format!("{name} ({nth})"),
    }
}
