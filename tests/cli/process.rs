//! Runs `policy` and keeps what it said.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program with words of its own.
pub(crate) fn policy<S: AsRef<OsStr>>(arguments: &[S]) -> Run {
    with_input(arguments, "")
}

/// The same, with something in standard input.
pub(crate) fn with_input<S: AsRef<OsStr>>(arguments: &[S], input: &str) -> Run {
    let mut child = command(arguments).spawn().expect("the program starts");
    // A program that does not read closes its end, which is no fault of the test.
    let _ = child.stdin.take().expect("it was piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the program ends");
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("it speaks UTF-8"),
        err: String::from_utf8(output.stderr).expect("it speaks UTF-8"),
    }
}

/// A run that has not begun.
pub(crate) fn command<S: AsRef<OsStr>>(arguments: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policy"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A practice of the suite as a file.
pub(crate) fn practice(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/suite/{name}.json"))
}

/// `render` into a folder on a fixed day, with more options behind.
pub(crate) fn render(input: &Path, out: &Path, more: &[&str]) -> Run {
    let fixed = ["render", "--date", "2026-12-01"].map(OsStr::new);
    let given = [input.as_os_str(), OsStr::new("--out"), out.as_os_str()];
    let more = more.iter().map(OsStr::new);
    policy(&fixed.into_iter().chain(given).chain(more).collect::<Vec<_>>())
}

/// A fresh folder.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is room for a folder")
}

/// A file in a folder.
pub(crate) fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("the file can be written");
    path
}

/// Names of the files in a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
