//! Opens the one window and gives its page the commands.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tauri::webview::NewWindowResponse;
use tauri::{
    App, AppHandle, Builder, Manager, Url, WebviewWindowBuilder, Window, WindowEvent, Wry,
};

use crate::commands;
use crate::draft_file::DraftFile;
use crate::open::{self, OpenPicker};
use crate::save::{Dialog, SavePicker, SavedFiles};

/// What lives as long as the window.
pub(crate) struct Desk {
    draft: Mutex<DraftFile>,
    saved: Mutex<SavedFiles>,
    /// Asks where a copy goes.
    pub(crate) picker: Box<dyn SavePicker>,
    /// Asks which file to read.
    pub(crate) opener: Box<dyn OpenPicker>,
}

impl Desk {
    /// The kept draft. One command at a time has it.
    pub(crate) fn draft(&self) -> MutexGuard<'_, DraftFile> {
        // A panic inside cannot leave it half changed: it holds a path and a lock.
        self.draft.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The copies written so far.
    pub(crate) fn saved(&self) -> MutexGuard<'_, SavedFiles> {
        self.saved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs until the window is closed. The error is a sentence.
pub(crate) fn open() -> Result<(), String> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(NO_DISPLAY.to_owned());
    }
    build()?.run(|_, _| {});
    Ok(())
}

const NO_DISPLAY: &str =
    "Plain Policy needs a display to open its window, and there is none that it can use here.";

/// The toolkit panics when it cannot reach the display that the environment names; here that is a
/// sentence like any other.
fn build() -> Result<App, String> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| ()));
    let built = std::panic::catch_unwind(|| builder().build(tauri::generate_context!()));
    std::panic::set_hook(hook);
    match built {
        Ok(app) => app.map_err(|error| format!("Plain Policy could not start: {error}")),
        Err(_) => Err(NO_DISPLAY.to_owned()),
    }
}

fn builder() -> Builder<Wry> {
    Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(tauri::generate_handler![
            commands::catalogue,
            commands::open_draft,
            commands::save_draft,
            commands::review,
            commands::apply_preset,
            commands::example,
            commands::check_old,
            commands::open_old,
            commands::start_old,
            commands::export_file,
            commands::open_saved,
            commands::show_saved,
            commands::open_link,
        ])
        .on_window_event(keep_the_last_change)
        .setup(|app| {
            app.manage(Desk {
                draft: Mutex::new(DraftFile::new(data_folder(app.handle())?)),
                saved: Mutex::default(),
                picker: picker(app.handle()),
                opener: opener(app.handle()),
            });
            let config = app.config().app.windows.first().expect("tauri.conf.json has the window");
            WebviewWindowBuilder::from_config(app.handle(), config)?
                .on_navigation(is_our_page)
                .on_new_window(|_, _| NewWindowResponse::Deny)
                .build()?;
            Ok(())
        })
}

/// The page keeps a change 400 ms after the last key, and at once when it is hidden. So a window
/// that is being closed is hidden first, and closed when the page has had time for that.
fn keep_the_last_change(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    if window.hide().is_err() {
        return;
    }
    api.prevent_close();
    let window = window.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(600));
        // Waits for a save that is under way.
        drop(window.state::<Desk>().draft());
        // A window that cannot be closed any more is closed already.
        let _ = window.destroy();
    });
}

/// The page built into the program, as Linux and macOS name it, and as Windows does.
fn is_our_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The app's own folder, outside of any folder that is synchronised between computers.
fn data_folder(app: &AppHandle) -> tauri::Result<PathBuf> {
    #[cfg(any(debug_assertions, feature = "e2e"))]
    if let Some(folder) = std::env::var_os("PLAIN_POLICY_DATA") {
        return Ok(PathBuf::from(folder));
    }
    app.path().app_local_data_dir()
}

fn picker(app: &AppHandle) -> Box<dyn SavePicker> {
    #[cfg(any(debug_assertions, feature = "e2e"))]
    if let Some(folder) = std::env::var_os("PLAIN_POLICY_E2E_SAVE_DIR") {
        return Box::new(crate::save::Folder(PathBuf::from(folder)));
    }
    Box::new(Dialog(app.clone()))
}

fn opener(app: &AppHandle) -> Box<dyn OpenPicker> {
    #[cfg(any(debug_assertions, feature = "e2e"))]
    if let Some(file) = std::env::var_os("PLAIN_POLICY_E2E_OPEN_FILE") {
        return Box::new(open::Always(PathBuf::from(file)));
    }
    Box::new(open::Dialog(app.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_nowhere_but_to_our_page() {
        let ours = |url: &str| is_our_page(&Url::parse(url).expect("a URL"));
        assert!(ours("tauri://localhost/") && ours("http://tauri.localhost/index.html"));
        for other in [
            "https://example.org/",
            "tauri://example.org/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!ours(other), "{other}");
        }
    }
}
