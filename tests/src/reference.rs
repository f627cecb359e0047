//! Compares what came out with a file that a reader accepted.
//!
//! `BLESS=1` writes the files of `ref/` anew. Read the difference before you commit it: no
//! reference is accepted unread.

use std::fs;
use std::path::{Path, PathBuf};

use crate::practice::folder;

/// Whether this run writes references in place of comparing with them.
pub fn blessing() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}

/// Where a reference is kept.
pub fn accepted(name: &str) -> PathBuf {
    folder().join("ref").join(name)
}

/// Where a failed comparison leaves what it saw; git ignores the folder.
pub fn stored(name: &str) -> PathBuf {
    folder().join("store").join(name)
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) {
    let folder = path.parent().expect("a file stands in a folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, bytes))
        .unwrap_or_else(|error| panic!("{} cannot be written: {error}", path.display()));
}

/// Compares a text with its reference; the fault names the first line that differs.
pub fn text(name: &str, current: &str) -> Result<(), String> {
    if blessing() {
        write(&accepted(name), current.as_bytes());
        return Ok(());
    }
    let expected = fs::read_to_string(accepted(name)).unwrap_or_default();
    if expected == current {
        return Ok(());
    }
    write(&stored(name), current.as_bytes());
    let (old, new): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), current.lines().collect());
    let longest = old.len().max(new.len());
    let line = (0..longest).find(|&line| old.get(line) != new.get(line)).unwrap_or(longest);
    let at = |lines: &[&str]| lines.get(line).copied().unwrap_or("(the end)").to_owned();
    Err(format!(
        "{name}, line {}:\n  accepted: {}\n  current:  {}\n  tests/store/{name} holds the whole of it",
        line + 1,
        at(&old),
        at(&new)
    ))
}

/// Every file of `ref/`, as a path inside it.
pub fn all() -> Vec<String> {
    let root = folder().join("ref");
    let mut found = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(inside) = path.strip_prefix(&root) {
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}
