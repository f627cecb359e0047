//! Choosing a folder: asked by the system's own dialog, never by the page.

use std::path::PathBuf;

use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

/// Asks for a folder.
pub(crate) trait FolderPicker: Send + Sync {
    /// Under this title; `None` when the person changed her mind.
    fn pick(&self, title: &str) -> Option<PathBuf>;
}

/// The system's own dialog.
pub(crate) struct Dialog(pub(crate) AppHandle);

impl FolderPicker for Dialog {
    fn pick(&self, title: &str) -> Option<PathBuf> {
        let mut dialog = self.0.dialog().file().set_title(title);
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
    fn pick(&self, _: &str) -> Option<PathBuf> {
        Some(self.0.clone())
    }
}
