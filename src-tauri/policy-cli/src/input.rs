//! Reads INPUT: a file or standard input.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use policy::Draft;

/// More than this is no policy; the draft's own limit is lower.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The draft in a file, or in standard input when the path is `-`.
pub(crate) fn draft(path: &Path) -> Result<Draft> {
    let name =
        if path == Path::new("-") { "standard input".into() } else { path.display().to_string() };
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().take(MAX_BYTES).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes))
    };
    read.with_context(|| format!("{name} cannot be read"))?;
    let text = String::from_utf8(bytes)
        .ok()
        .with_context(|| format!("{name}: This is not a policy file: it is not UTF-8 text."))?;
    Draft::from_json(text.trim_start_matches('\u{feff}')).with_context(|| name)
}
