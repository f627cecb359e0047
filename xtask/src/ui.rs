//! The window's page: its packages from the lock file, its build in `ui/dist`. Nothing is done
//! again that is up to date.

use std::path::Path;
use std::time::SystemTime;

use crate::process::{self, Done, npm, root};

/// Installs the packages of a folder as its lock file names them; no package runs a script.
pub(crate) fn packages(folder: &str) -> Done {
    let lock = changed(&root().join(folder).join("package-lock.json"));
    let installed = changed(&root().join(folder).join("node_modules/.package-lock.json"));
    if lock.is_some() && lock <= installed {
        println!("The packages in {folder} are up to date.");
        return Ok(());
    }
    process::run(&mut npm(folder, "ci --ignore-scripts --no-audit --no-fund"))
}

/// Builds the page if a file it is made from is newer than the last build.
pub(crate) fn build_if_changed() -> Done {
    let built = changed(&root().join("ui/dist/index.html"));
    if built.is_some() && newest(&root().join("ui")) <= built {
        println!("The window's page is up to date.");
        return Ok(());
    }
    build()
}

/// Builds the page.
pub(crate) fn build() -> Done {
    process::run(&mut npm("ui", "run build"))
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|found| found.modified()).ok()
}

/// When the newest source in a folder was changed; what is made from sources does not count.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?;
    let times = entries.flatten().filter_map(|entry| {
        let name = entry.file_name();
        match name.to_string_lossy().as_ref() {
            "node_modules" | "dist" | "test-results" => None,
            _ if entry.path().is_dir() => newest(&entry.path()),
            _ => changed(&entry.path()),
        }
    });
    times.max()
}
