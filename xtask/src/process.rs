//! Starts other programs from the project's root and says in a sentence how they failed.

use std::path::{Path, PathBuf};
pub(crate) use std::process::Command;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What went well says nothing; what failed is one sentence.
pub(crate) type Done = Result<(), String>;

/// The folder with the workspace's Cargo.toml.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the root")
}

/// Where Cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A command that starts in the root.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// The Cargo that started us.
pub(crate) fn cargo(words: &str) -> Command {
    let mut command = command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    command.args(words.split_whitespace());
    command
}

/// npm in one of our folders.
pub(crate) fn npm(folder: &str, words: &str) -> Command {
    let mut command = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(root().join(folder)).args(words.split_whitespace());
    command
}

/// Runs to the end. Its output goes where ours goes.
pub(crate) fn run(command: &mut Command) -> Done {
    run_expecting(command, &[0])
}

/// The same for a program with more than one good ending.
pub(crate) fn run_expecting(command: &mut Command, good: &[i32]) -> Done {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("{} did not start: {error}", shown(command)))?;
    if status.code().is_some_and(|code| good.contains(&code)) {
        Ok(())
    } else {
        Err(format!("{} failed ({status})", shown(command)))
    }
}

/// Runs to the end or to the limit, whichever comes first.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Done {
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| format!("{} did not start: {error}", shown(command)))?;
    let status = wait_within(&mut child, limit)
        .ok_or_else(|| format!("{} took over {} s", shown(command), limit.as_secs()))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", shown(command))) }
}

fn wait_within(child: &mut Child, limit: Duration) -> Option<std::process::ExitStatus> {
    let started = Instant::now();
    while started.elapsed() < limit {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        sleep(Duration::from_millis(100));
    }
    // Nothing more can be done about a child that cannot be ended or waited for.
    let _ = child.kill();
    let _ = child.wait();
    None
}

/// Standard output of a program that ended well; `None` when it is missing or failed.
pub(crate) fn output(program: &str, words: &[&str]) -> Option<String> {
    let output = Command::new(program).args(words).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The program and the first words, as a person would type them.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = command.get_args().map(|word| word.to_string_lossy());
    let line: Vec<_> = [program.to_string_lossy()].into_iter().chain(words).collect();
    let line = line.join(" ");
    let start: String = line.chars().take(80).collect();
    if start.len() < line.len() { start + "..." } else { line }
}
