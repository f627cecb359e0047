//! Moving the data folder, out of the reach of a cloud above all. Everything is copied, read back
//! and on the disk before the old folder points to the new one; only then is the old one put aside.
//! Nothing is removed.

use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};
use crate::files::{Files, UNFINISHED, unfinished};
use crate::folder::Folder;
use crate::lock::Lock;
use crate::moment::Moment;
use crate::places::Places;
use crate::revision::sha256;
use crate::synced::sync_service;

const DOING: &str = "move the data folder";
/// For whoever finds the old folder.
const NOTE: &str = "Plain Policy has moved.txt";
/// A data folder has three levels; what is deeper was not put there by us.
const MOST_DEPTH: usize = 16;

/// Moves the data folder: `to` must be missing or empty, and in no cloud. Says where the old files
/// lie now: in a folder inside the old one, or in the old one itself if that could not be written
/// any more. From then on [`Folder::locate`] leads from the old folder to the
/// new one. After an error the old folder is what it was, and the call may be made again.
pub fn move_folder(from: &Path, to: &Path, files: &dyn Files, now: Moment) -> Result<PathBuf> {
    if let Some(service) = sync_service(to) {
        return Err(StoreError::Synced { service });
    }
    let disk = || StoreError::disk(DOING);
    let above = to.parent().ok_or(StoreError::BadPlace { why: "it is no folder" })?;
    for missing in [from, above].into_iter().filter(|folder| !files.is_folder(folder)) {
        files.create_folder(missing).map_err(disk())?;
    }
    let lock = Lock::take(&Folder::new(from).lock())?;
    let (old, new) = (from.canonicalize().map_err(disk())?, above.canonicalize().map_err(disk())?);
    if new.join(to.file_name().unwrap_or_default()).starts_with(&old) {
        return Err(StoreError::BadPlace { why: "it lies inside the old one" });
    }
    if !files.list(to).map_err(disk())?.is_empty() {
        return Err(StoreError::NotEmpty);
    }
    let half = unfinished(to);
    clear(files, &half)?;
    copy_tree(files, from, &half, MOST_DEPTH)?;
    let places = Places { moved_to: None, ..Places::read(from, files) };
    places.write(&half, files)?;
    files.remove_folder(to).map_err(disk())?;
    files.rename(&half, to).map_err(disk())?;
    files.sync_folder(above).map_err(disk())?;
    // Whoever looks from here on finds the new folder; if this is not reached, the old one.
    Places { moved_to: Some(to.to_owned()), ..places }.write(from, files)?;
    let aside = put_aside(files, from, to, now).unwrap_or_else(|_| from.to_owned());
    drop(lock);
    Ok(aside)
}

/// Copies a folder, reading each file back. The lock and half-written files stay behind.
fn copy_tree(files: &dyn Files, from: &Path, to: &Path, depth: usize) -> Result<()> {
    let disk = || StoreError::disk(DOING);
    if depth == 0 {
        return Err(StoreError::BadPlace { why: "its folders lie too deep" });
    }
    files.create_folder(to).map_err(disk())?;
    for path in files.list(from).map_err(disk())? {
        let Some(name) = path.file_name() else { continue };
        let text = name.to_string_lossy();
        if text.starts_with(UNFINISHED) || text == "app.lock" || text.ends_with("-shm") {
            continue;
        }
        let target = to.join(name);
        if files.is_folder(&path) {
            copy_tree(files, &path, &target, depth - 1)?;
            continue;
        }
        let bytes = files.read(&path).map_err(disk())?;
        files.write(&target, &bytes).map_err(disk())?;
        files.sync_file(&target).map_err(disk())?;
        let back = files.read(&target).map_err(disk())?;
        if sha256(&back) != sha256(&bytes) {
            return Err(StoreError::Damaged { what: "the copy of the data folder".to_owned() });
        }
    }
    files.sync_folder(to).map_err(disk())
}

/// In the old folder: everything into a folder of its own, and a note beside it.
fn put_aside(files: &dyn Files, from: &Path, to: &Path, now: Moment) -> Result<PathBuf> {
    let disk = || StoreError::disk(DOING);
    let aside = from.join(format!("moved-away_{}", now.stamp()));
    files.create_folder(&aside).map_err(disk())?;
    let kept = [NOTE, "places.json", "app.lock"];
    for path in files.list(from).map_err(disk())? {
        let Some(name) = path.file_name() else { continue };
        let text = name.to_string_lossy();
        if path != aside && !kept.contains(&text.as_ref()) && !text.starts_with("moved-away_") {
            files.rename(&path, &aside.join(name)).map_err(disk())?;
        }
    }
    let note = format!(
        "Plain Policy now keeps its policies here:\n\n    {}\n\n\
         What lay in this folder is in \"{}\", as it was. Once you have seen your policies in the\n\
         new place, you may delete this folder.\n",
        to.display(),
        aside.file_name().unwrap_or_default().to_string_lossy(),
    );
    files.write(&from.join(NOTE), note.as_bytes()).map_err(disk())?;
    files.sync_folder(&aside).map_err(disk())?;
    files.sync_folder(from).map_err(disk())?;
    Ok(aside)
}

/// Removes what an earlier try left.
fn clear(files: &dyn Files, half: &Path) -> Result<()> {
    for path in files.list(half).map_err(StoreError::disk(DOING))? {
        if files.is_folder(&path) {
            clear(files, &path)?;
        } else {
            files.remove(&path).map_err(StoreError::disk(DOING))?;
        }
    }
    files.remove_folder(half).map_err(StoreError::disk(DOING))
}
