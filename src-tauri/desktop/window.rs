//! Opens the one window and gives its page the commands.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use policy_store::{Disk, Folder};
use tauri::webview::NewWindowResponse;
use tauri::{
    App, AppHandle, Builder, Manager, Url, WebviewWindowBuilder, Window, WindowEvent, Wry,
};

use crate::after_start::{after_start, by_the_day};
use crate::choose::{self, FolderPicker};
use crate::clock::now;
use crate::commands;
use crate::desk::{Around, Desk};
use crate::error::Code;
use crate::fault;
use crate::kept::Show;
use crate::open::{self, OpenPicker};
use crate::save::{Dialog, SavePicker};
use crate::view_file::{self, Viewer};
use crate::wake;

/// Runs until the window is closed. The error is a sentence.
pub(crate) fn open() -> Result<(), String> {
    fault::note_panics();
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
            commands::answers::catalogue,
            commands::answers::review,
            commands::answers::apply_preset,
            commands::answers::example,
            commands::own::wording,
            commands::own::pages,
            commands::old::check_old,
            commands::old::open_old,
            commands::old::start_old,
            commands::policies::desk,
            commands::policies::search,
            commands::policies::open_policy,
            commands::policies::new_policy,
            commands::policies::rename_policy,
            commands::policies::archive_policy,
            commands::policies::save_draft,
            commands::policies::settle_step,
            commands::policies::step,
            commands::life::issue,
            commands::life::history,
            commands::life::go_back,
            commands::life::save_issued,
            commands::life::open_issued,
            commands::life::verify,
            commands::changes::compare,
            commands::changes::changes_sheet,
            commands::changes::export_changes,
            commands::changes::export_revision,
            commands::places::choose_folder,
            commands::places::forget_folder,
            commands::places::move_folder,
            commands::moving::backups,
            commands::moving::preview_backup,
            commands::moving::back_up,
            commands::moving::restore_backup,
            commands::moving::export_portable,
            commands::moving::plan_import,
            commands::moving::import_portable,
            commands::copies::export_file,
            commands::profile::profile_offer,
            commands::profile::apply_profile,
            commands::profile::leave_profile,
            commands::copies::save_elsewhere,
            commands::copies::open_saved,
            commands::copies::show_saved,
            commands::copies::open_link,
        ])
        .on_window_event(keep_the_last_change)
        .setup(|app| {
            let root = data_folder(app.handle())?;
            if wake::ring(Folder::locate(&root, &Disk).root()) {
                // The window that has these policies is in front now.
                std::process::exit(0);
            }
            app.manage(Desk::new(root, show(app.handle()), around(app.handle())));
            let config = app.config().app.windows.first().expect("tauri.conf.json has the window");
            WebviewWindowBuilder::from_config(app.handle(), config)?
                .on_navigation(is_our_page)
                .on_new_window(|_, _| NewWindowResponse::Deny)
                .build()?;
            open_store(app.handle());
            Ok(())
        })
}

/// So long the page may take to ask for what it starts with.
const PATIENCE: Duration = Duration::from_secs(60);

/// So often it is asked whether the daily backup and the daily reading are due.
const AGAIN: Duration = Duration::from_secs(60 * 60);

/// Opens the store while the page is loading. Where another instance was a moment faster, that one
/// is shown and this one ends. Once the page shows something, does what nobody has to wait for.
fn open_store(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        let desk = app.state::<Desk>();
        let mut kept = desk.kept();
        if let Err(error) = kept.open(now())
            && error.code == Code::InUse
            && wake::ring(kept.folder().root())
        {
            app.exit(0);
        }
        drop(kept);
        desk.wait_until_shown(PATIENCE);
        // A window may stay open for days; each part knows whether its day has come.
        after_start(&desk, now);
        loop {
            std::thread::sleep(AGAIN);
            by_the_day(&desk, now);
        }
    });
}

/// Brings the window to the front, wherever it is.
fn show(app: &AppHandle) -> Show {
    let app = app.clone();
    Arc::new(move || {
        if let Some(window) = app.get_webview_window("main") {
            // What a desktop does not let a program do, the person does.
            let _ = window.unminimize();
            let _ = window.show();
            let _ = window.set_focus();
        }
    })
}

/// The page keeps a change 400 ms after the last key, and at once when it is hidden. So a window
/// that is being closed is hidden first, and closed when the page has had time for that. Then the
/// store is closed, with a backup.
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
        if let Err(error) = window.state::<Desk>().close(now()) {
            eprintln!("{}", error.message);
        }
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

/// The system's own dialogs and programs; a window test puts its own in their place.
fn around(app: &AppHandle) -> Around {
    Around { picker: picker(app), opener: opener(app), chooser: chooser(app), viewer: viewer(app) }
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

fn chooser(app: &AppHandle) -> Box<dyn FolderPicker> {
    #[cfg(any(debug_assertions, feature = "e2e"))]
    if let Some(folder) = std::env::var_os("PLAIN_POLICY_E2E_FOLDER") {
        return Box::new(choose::Always(PathBuf::from(folder)));
    }
    Box::new(choose::Dialog(app.clone()))
}

fn viewer(app: &AppHandle) -> Box<dyn Viewer> {
    #[cfg(any(debug_assertions, feature = "e2e"))]
    if let Some(file) = std::env::var_os("PLAIN_POLICY_E2E_SHOWN") {
        return Box::new(view_file::Noted(PathBuf::from(file)));
    }
    Box::new(view_file::System(app.clone()))
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

    /// Nothing opens the program but the person, nothing in it fetches a newer one, and the page
    /// has no door to files, programs or the network.
    #[test]
    fn no_links_lead_in_and_no_plugins_lead_out() {
        let settings = include_str!("../../tauri.conf.json");
        for word in ["plugins", "fileAssociations", "deep-link", "updater", "Updater", "dangerous"]
        {
            assert!(!settings.contains(word), "{word}");
        }
        let lock = include_str!("../../Cargo.lock");
        let parts = lock.lines().filter_map(|line| line.strip_prefix("name = \"tauri-plugin"));
        let parts: Vec<&str> = parts.map(|rest| rest.trim_matches(['-', '"'])).collect();
        // `fs` comes with `dialog`; it is not registered, and no permission names it.
        assert_eq!(parts, ["", "dialog", "fs", "opener"]);
        let allowed = include_str!("../capabilities/main.json");
        for plugin in ["fs:", "dialog:", "opener:", "core:", "shell:", "http:"] {
            assert!(!allowed.contains(plugin), "{plugin}");
        }
    }
}
