//! Putting another database in the place of the present one, which is kept as it was.

use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};
use crate::files::{Files, put_in_place};
use crate::folder::Folder;
use crate::moment::Moment;

/// Copies the store, byte for byte with its log, into a folder of its own; says which.
pub(crate) fn set_aside(
    folder: &Folder,
    files: &dyn Files,
    why: &str,
    now: Moment,
) -> Result<PathBuf> {
    let doing = "set the store aside";
    let disk = || StoreError::disk(doing);
    let count = files.list(&folder.set_aside()).map_err(disk())?.len();
    let aside = folder.set_aside().join(format!("{:04}_{}_{why}", count + 1, now.stamp()));
    files.create_folder(&aside).map_err(disk())?;
    for from in [folder.store(), folder.log()] {
        let Some(name) = from.file_name() else { continue };
        if files.length(&from).is_none() {
            continue;
        }
        let to = aside.join(name);
        let Ok(bytes) = files.read(&from) else {
            // A place on the disk that cannot be read cannot be copied. Another takes its place.
            files.rename(&from, &to).map_err(disk())?;
            continue;
        };
        files.write(&to, &bytes).map_err(disk())?;
        files.sync_file(&to).map_err(disk())?;
    }
    files.sync_folder(&aside).map_err(disk())?;
    files.sync_folder(&folder.set_aside()).map_err(disk())?;
    Ok(aside)
}

/// Gives a finished database the name of the store. The old one must be set aside and closed.
pub(crate) fn replace(folder: &Folder, files: &dyn Files, half: &Path) -> Result<()> {
    let doing = "put the store in place";
    let disk = || StoreError::disk(doing);
    // SQLite would play an old log into the new database.
    files.remove(&folder.log()).map_err(disk())?;
    files.remove(&folder.log_index()).map_err(disk())?;
    files.sync_folder(folder.root()).map_err(disk())?;
    put_in_place(files, half, &folder.store()).map_err(disk())
}
