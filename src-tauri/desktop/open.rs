//! Reading a file the person chose: which one is asked by the system's own dialog, never by the page,
//! and only its text goes there.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::Serialize;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

use crate::error::{Code, CommandError};

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Opened {
    /// Its name, for the page to say.
    name: String,
    /// Its text.
    text: String,
}

/// What can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sought {
    /// A policy she has.
    OldPolicy,
    /// Policies from another computer.
    Portable,
}

impl Sought {
    fn title(self) -> &'static str {
        match self {
            Self::OldPolicy => "Open an existing policy",
            Self::Portable => "Open a Plain Policy file",
        }
    }

    fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::OldPolicy => ("Text, web page or PDF", &["txt", "md", "html", "htm", "pdf"]),
            Self::Portable => ("Plain Policy file", &["plainpolicy"]),
        }
    }
}

/// Asks which file to read.
pub(crate) trait OpenPicker: Send + Sync {
    /// `None` when the person changed her mind.
    fn pick(&self, sought: Sought) -> Option<PathBuf>;
}

/// The system's own dialog.
pub(crate) struct Dialog(pub(crate) AppHandle);

impl OpenPicker for Dialog {
    fn pick(&self, sought: Sought) -> Option<PathBuf> {
        let (name, endings) = sought.filter();
        let mut dialog = self.0.dialog().file().set_title(sought.title());
        dialog = dialog.add_filter(name, endings);
        if let Some(window) = self.0.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        dialog.blocking_pick_file()?.into_path().ok()
    }
}

/// One file, for the window test.
#[cfg(any(debug_assertions, feature = "e2e"))]
pub(crate) struct Always(pub(crate) PathBuf);

#[cfg(any(debug_assertions, feature = "e2e"))]
impl OpenPicker for Always {
    fn pick(&self, _: Sought) -> Option<PathBuf> {
        Some(self.0.clone())
    }
}

/// The text of a file, or a sentence about why there is none.
pub(crate) fn read(path: &Path) -> Result<Opened, CommandError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unread = |message: String, detail: String| {
        CommandError::new(Code::Unexpected, format!("{name}: {message}"), detail)
    };
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(policy_text::MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| {
            unread(
                "The file cannot be read. Please choose another one.".to_owned(),
                error.to_string(),
            )
        })?;
    let text = policy_text::text_of(&bytes)
        .map_err(|error| unread(error.to_string(), path.display().to_string()))?;
    Ok(Opened { name, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_its_name_and_its_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("old policy.txt");
        std::fs::write(&path, "I don’t follow clients.").expect("it can be written");
        let opened = read(&path).expect("it can be read");
        assert_eq!(opened.name, "old policy.txt");
        assert_eq!(opened.text, "I don’t follow clients.");
    }

    #[test]
    fn what_cannot_be_read_is_a_sentence_with_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let missing = read(&folder.path().join("none.pdf")).expect_err("it is not there");
        assert!(missing.message.starts_with("none.pdf: "), "{}", missing.message);
        let zip = folder.path().join("old.docx");
        std::fs::write(&zip, b"PK\x03\x04").expect("it can be written");
        assert!(
            read(&zip).expect_err("it is a text processor's").message.contains("paste it here")
        );
    }
}
