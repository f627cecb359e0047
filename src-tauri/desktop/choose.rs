//! Choosing a folder: asked by the system's own dialog, never by the page.

use std::path::PathBuf;

use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

use crate::error::{Answer, CommandError};

/// What a folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Copies of what is issued.
    Outputs,
    /// Backups.
    Backups,
    /// The policies themselves.
    Data,
}

impl Purpose {
    /// As the page names those it may ask about.
    pub(crate) fn parse(word: &str) -> Answer<Self> {
        match word {
            "outputs" => Ok(Self::Outputs),
            "backups" => Ok(Self::Backups),
            _ => Err(CommandError::bad_request(format!("no folder {word}"))),
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Outputs => "Choose a folder for finished documents",
            Self::Backups => "Choose a folder for backups",
            Self::Data => "Choose a folder of this computer for your policies",
        }
    }
}

/// Asks for a folder.
pub(crate) trait FolderPicker: Send + Sync {
    /// `None` when the person changed her mind.
    fn pick(&self, purpose: Purpose) -> Option<PathBuf>;
}

/// The system's own dialog.
pub(crate) struct Dialog(pub(crate) AppHandle);

impl FolderPicker for Dialog {
    fn pick(&self, purpose: Purpose) -> Option<PathBuf> {
        let mut dialog = self.0.dialog().file().set_title(purpose.title());
        dialog = dialog.set_can_create_directories(true);
        if let Some(window) = self.0.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        dialog.blocking_pick_folder()?.into_path().ok()
    }
}

/// One folder, for the window test.
#[cfg(any(debug_assertions, feature = "e2e"))]
pub(crate) struct Always(pub(crate) PathBuf);

#[cfg(any(debug_assertions, feature = "e2e"))]
impl FolderPicker for Always {
    fn pick(&self, _: Purpose) -> Option<PathBuf> {
        Some(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_asks_about_two_folders_and_no_other() {
        assert_eq!(Purpose::parse("outputs").expect("known"), Purpose::Outputs);
        assert_eq!(Purpose::parse("backups").expect("known"), Purpose::Backups);
        for other in ["data", "", "/etc"] {
            assert!(Purpose::parse(other).is_err(), "{other}");
        }
    }
}
