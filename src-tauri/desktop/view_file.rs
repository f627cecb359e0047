//! Showing a file in the system's own program for it.

use std::path::Path;

use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

use crate::error::{Answer, Code, CommandError};

/// Shows a file that this program wrote.
pub(crate) trait Viewer: Send + Sync {
    /// The error is technical.
    fn open(&self, path: &Path) -> Result<(), String>;
}

/// The system's own program.
pub(crate) struct System(pub(crate) AppHandle);

impl Viewer for System {
    fn open(&self, path: &Path) -> Result<(), String> {
        let opened = self.0.opener().open_path(path.to_string_lossy(), None::<&str>);
        opened.map_err(|error| error.to_string())
    }
}

/// For the window test: writes into this file what would be shown.
#[cfg(any(debug_assertions, feature = "e2e"))]
pub(crate) struct Noted(pub(crate) std::path::PathBuf);

#[cfg(any(debug_assertions, feature = "e2e"))]
impl Viewer for Noted {
    fn open(&self, path: &Path) -> Result<(), String> {
        std::fs::write(&self.0, path.to_string_lossy().as_bytes()).map_err(|it| it.to_string())
    }
}

/// Shows it, or says where it is.
pub(crate) fn show(viewer: &dyn Viewer, path: &Path) -> Answer<()> {
    viewer.open(path).map_err(|error| not_opened(path, error))
}

/// The system could not show it.
pub(crate) fn not_opened(path: &Path, error: impl ToString) -> CommandError {
    CommandError::new(
        Code::Unexpected,
        format!(
            "This computer has no program set for it, or it did not start. The file is here: {}",
            path.display()
        ),
        error,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_shown_is_said_with_its_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.pdf");
        let noted = folder.path().join("shown");
        show(&Noted(noted.clone()), &file).expect("noted");
        assert_eq!(std::fs::read_to_string(noted).expect("there"), file.to_string_lossy());
        let nowhere = Noted(folder.path().join("gone").join("shown"));
        let error = show(&nowhere, &file).expect_err("nowhere");
        assert!(error.message.contains(&*file.to_string_lossy()), "{error:?}");
    }
}
