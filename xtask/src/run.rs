//! `cargo xtask run`: the window, or on a computer without a display the finished example.

use crate::process::{self, Done, cargo, command, root};
use crate::{examples, system, ui};

/// Builds what has changed and opens the window.
pub(crate) fn run() -> Done {
    if cfg!(target_os = "linux") && !has_display() {
        return without_window();
    }
    system::ensure(system::Need::Run)?;
    ui::packages("ui")?;
    ui::build_if_changed()?;
    println!("Building Plain Policy. The first time takes some minutes.");
    process::run(&mut cargo("build --locked --package plain-policy"))?;
    let program = process::target()
        .join("debug")
        .join(format!("plain-policy{}", std::env::consts::EXE_SUFFIX));
    println!("Plain Policy is open. Close its window to come back here.");
    process::run(&mut command(&program.to_string_lossy()))
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn without_window() -> Done {
    println!(
        "There is no display here, so no window can open. This writes the example practice's policy instead."
    );
    examples::command_line()?;
    examples::render(examples::FIRST, &root().join("out"))
}
