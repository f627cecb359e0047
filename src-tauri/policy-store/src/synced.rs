//! Folders that a cloud client copies while we write. A live store must not lie there: the client
//! copies the database and its log at different moments.

use std::fmt;
use std::path::{Component, Path};

/// Who keeps the folder in step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncService {
    /// Dropbox.
    Dropbox,
    /// Microsoft OneDrive, private or of an organisation.
    OneDrive,
    /// Apple iCloud Drive.
    ICloud,
    /// Google Drive.
    GoogleDrive,
    /// Another one that is known by its folder.
    Other,
}

impl fmt::Display for SyncService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dropbox => "Dropbox",
            Self::OneDrive => "OneDrive",
            Self::ICloud => "iCloud",
            Self::GoogleDrive => "Google Drive",
            Self::Other => "a cloud service",
        })
    }
}

/// Whether the folder lies inside one that a cloud client keeps in step, as far as names and the
/// clients' own marker files tell. `None` is no proof: a client can be told to watch any folder.
pub fn sync_service(folder: &Path) -> Option<SyncService> {
    // The folder may not exist yet, and a link in the path may lead into the cloud.
    let real = folder.ancestors().find_map(|above| above.canonicalize().ok());
    by_name(folder)
        .or_else(|| real.as_deref().and_then(by_name))
        .or_else(|| by_marker(real.as_deref()?))
}

fn by_name(folder: &Path) -> Option<SyncService> {
    folder.components().find_map(|component| {
        let Component::Normal(name) = component else { return None };
        let name = name.to_string_lossy().to_lowercase();
        let starts = |brand: &str| {
            name.strip_prefix(brand).is_some_and(|rest| {
                // "Dropbox", "Dropbox (Personal)", "OneDrive - Practice", "GoogleDrive-me@…"
                rest.is_empty() || rest.starts_with([' ', '-', '('])
            })
        };
        if starts("dropbox") {
            Some(SyncService::Dropbox)
        } else if starts("onedrive") {
            Some(SyncService::OneDrive)
        } else if starts("icloud drive") || starts("iclouddrive") || name == "mobile documents" {
            Some(SyncService::ICloud)
        } else if ["google drive", "google-drive", "googledrive"].iter().any(|name| starts(name))
            || ["my drive", "shared drives", "drivefs"].contains(&name.as_str())
        {
            Some(SyncService::GoogleDrive)
        } else if name == "cloudstorage"
            || [
                "nextcloud",
                "owncloud",
                "pcloud",
                "pcloud drive",
                "pclouddrive",
                "box sync",
                "megasync",
            ]
            .iter()
            .any(|name| starts(name))
        {
            Some(SyncService::Other)
        } else {
            None
        }
    })
}

fn by_marker(folder: &Path) -> Option<SyncService> {
    folder.ancestors().find_map(|above| {
        if above.join(".dropbox").is_file() || above.join(".dropbox.cache").is_dir() {
            Some(SyncService::Dropbox)
        } else if above.join(".stfolder").exists() || above.join(".sync_journal.db").exists() {
            Some(SyncService::Other)
        } else {
            None
        }
    })
}
