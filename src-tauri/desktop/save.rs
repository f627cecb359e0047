//! Saving a copy: where it goes is asked by the system's own dialog, never by the page; what was
//! saved is known to the page by a token, never by its path.

use std::path::{Path, PathBuf};

use serde::Serialize;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

use crate::disk;
use crate::error::{Code, CommandError};

/// What can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// For print and the intake packet.
    Pdf,
    /// For the website: one file.
    Html,
    /// For an e-mail or a record system.
    Txt,
    /// Policies for another computer.
    Portable,
}

impl Kind {
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Txt => "txt",
            Self::Portable => "plainpolicy",
        }
    }

    /// As the dialog names it.
    fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF document",
            Self::Html => "Web page",
            Self::Txt => "Plain text",
            Self::Portable => "Plain Policy file",
        }
    }
}

/// A copy that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Saved {
    /// To open or show it later.
    token: String,
    /// Where it is, for the page to say.
    path: String,
    /// Its name, for the page to say.
    name: String,
    /// Its size.
    bytes: usize,
}

/// Asks where a copy goes.
pub(crate) trait SavePicker: Send + Sync {
    /// `None` when the person changed her mind.
    fn pick(&self, name: &str, kind: Kind) -> Option<PathBuf>;
}

/// The system's own dialog.
pub(crate) struct Dialog(pub(crate) AppHandle);

impl SavePicker for Dialog {
    fn pick(&self, name: &str, kind: Kind) -> Option<PathBuf> {
        let mut dialog = self.0.dialog().file().set_title("Save a copy").set_file_name(name);
        dialog = dialog.add_filter(kind.label(), &[kind.extension()]);
        if let Some(window) = self.0.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        let paths = self.0.path();
        if let Ok(folder) = paths.document_dir().or_else(|_| paths.home_dir()) {
            dialog = dialog.set_directory(folder);
        }
        dialog.blocking_save_file()?.into_path().ok()
    }
}

/// In place of the dialog, which no test can reach: always this folder and the name offered.
#[cfg(any(debug_assertions, feature = "e2e"))]
pub(crate) struct Folder(pub(crate) PathBuf);

#[cfg(any(debug_assertions, feature = "e2e"))]
impl SavePicker for Folder {
    fn pick(&self, name: &str, _: Kind) -> Option<PathBuf> {
        Some(self.0.join(name))
    }
}

/// The copies written since the window opened. A token is a place in this list.
#[derive(Default)]
pub(crate) struct SavedFiles(Vec<PathBuf>);

impl SavedFiles {
    /// Remembers a copy that was just written.
    pub(crate) fn add(&mut self, path: PathBuf, bytes: usize) -> Saved {
        let saved = Saved {
            token: self.0.len().to_string(),
            path: path.display().to_string(),
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            bytes,
        };
        self.0.push(path);
        saved
    }

    /// Where a copy is.
    pub(crate) fn path(&self, token: &str) -> Result<&Path, CommandError> {
        let path = token.parse().ok().and_then(|place: usize| self.0.get(place));
        path.map(PathBuf::as_path)
            .ok_or_else(|| CommandError::bad_request(format!("no saved file {token}")))
    }
}

/// Writes a copy to the place picked and returns where it is: a name typed without its ending gets
/// one, unless that would replace a file about which the dialog did not ask.
pub(crate) fn write(picked: &Path, kind: Kind, bytes: &[u8]) -> Result<PathBuf, CommandError> {
    let path = with_extension(picked, kind);
    if path != picked && path.symlink_metadata().is_ok() {
        return Err(CommandError::new(
            Code::CannotWrite,
            format!(
                "{} is already there and was not replaced. Please save again under another name.",
                path.display()
            ),
            "the dialog asked about another name",
        ));
    }
    disk::replace(&path, bytes).map_err(|error| {
        CommandError::new(
            Code::CannotWrite,
            format!(
                "The copy could not be saved as {}. Please choose another folder, or check that the disk is not full.",
                path.display()
            ),
            error,
        )
    })?;
    Ok(path)
}

fn with_extension(picked: &Path, kind: Kind) -> PathBuf {
    let wanted = kind.extension();
    if picked.extension().is_some_and(|found| found.eq_ignore_ascii_case(wanted)) {
        return picked.to_owned();
    }
    let mut name = picked.as_os_str().to_owned();
    name.push(".");
    name.push(wanted);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_written_under_the_name_picked() {
        let folder = tempfile::tempdir().expect("a folder");
        let picked = folder.path().join("Willow.PDF");
        let path = write(&picked, Kind::Pdf, b"%PDF").expect("written");
        assert_eq!(path, picked);
        assert_eq!(std::fs::read(path).expect("there"), b"%PDF");
    }

    #[test]
    fn a_name_without_its_ending_gets_one_and_replaces_nothing_unasked() {
        let folder = tempfile::tempdir().expect("a folder");
        let picked = folder.path().join("Willow v1.2");
        let path = write(&picked, Kind::Html, b"one").expect("written");
        assert_eq!(path, folder.path().join("Willow v1.2.html"));
        let error = write(&picked, Kind::Html, b"two").expect_err("not asked about");
        assert_eq!(error.code, Code::CannotWrite);
        assert_eq!(std::fs::read(path).expect("there"), b"one");
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let picked = folder.path().join("gone").join("a.txt");
        assert_eq!(write(&picked, Kind::Txt, b"").expect_err("no folder").code, Code::CannotWrite);
    }

    #[test]
    fn a_token_stands_for_what_was_written_and_nothing_else() {
        let mut files = SavedFiles::default();
        let first = files.add(PathBuf::from("/home/maya/a.pdf"), 4);
        let second = files.add(PathBuf::from("/home/maya/b.html"), 7);
        assert_eq!((second.name.as_str(), second.path.as_str()), ("b.html", "/home/maya/b.html"));
        assert_eq!(files.path(&first.token).expect("known"), Path::new("/home/maya/a.pdf"));
        for unknown in ["2", "-1", "", "/home/maya/a.pdf"] {
            assert_eq!(files.path(unknown).expect_err("unknown").code, Code::BadRequest);
        }
    }
}
