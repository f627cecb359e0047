//! Names the commands the window may call, so that Tauri asks for a permission for each.

use std::path::Path;

fn main() {
    assert!(
        Path::new("ui/dist/index.html").is_file(),
        "The window's page is not built yet. `cargo xtask run` builds it and then the window."
    );
    let manifest = tauri_build::AppManifest::new().commands(&[
        "catalogue",
        "review",
        "apply_preset",
        "example",
        "wording",
        "pages",
        "check_old",
        "open_old",
        "start_old",
        "desk",
        "search",
        "open_policy",
        "new_policy",
        "rename_policy",
        "archive_policy",
        "save_draft",
        "settle_step",
        "step",
        "issue",
        "history",
        "go_back",
        "save_issued",
        "open_issued",
        "verify",
        "compare",
        "changes_sheet",
        "export_changes",
        "export_revision",
        "choose_folder",
        "forget_folder",
        "move_folder",
        "backups",
        "preview_backup",
        "back_up",
        "restore_backup",
        "export_portable",
        "plan_import",
        "import_portable",
        "export_file",
        "profile_offer",
        "apply_profile",
        "leave_profile",
        "save_elsewhere",
        "open_saved",
        "show_saved",
        "open_link",
    ]);
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*.json")
        .app_manifest(manifest);
    tauri_build::try_build(attributes).expect("tauri.conf.json and the capabilities are valid");
}
