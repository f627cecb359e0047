//! The files of `templates/` as text by path, from the binary or from a folder the caller read,
//! and the errors that name a file and a line of them.

use std::collections::BTreeMap;
use std::fmt;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

static QUESTIONNAIRE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/questionnaire");
static TEXT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/text");
static FACTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/facts");
static CLAUSES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/clauses");
static DOCUMENTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/documents");
static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/rules");
static PLACES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/places");
static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/examples");
static LAYOUT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/layout");

/// Every content file by its path inside `templates/`, with `/` between folders.
#[derive(Clone, Debug, Default)]
pub struct Content {
    files: BTreeMap<String, String>,
}

impl Content {
    /// The content built into the program.
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        for (folder, dir) in [
            ("questionnaire", &QUESTIONNAIRE),
            ("text", &TEXT),
            ("facts", &FACTS),
            ("clauses", &CLAUSES),
            ("documents", &DOCUMENTS),
            ("rules", &RULES),
            ("places", &PLACES),
            ("examples", &EXAMPLES),
            ("layout", &LAYOUT),
        ] {
            collect(folder, dir, &mut files);
        }
        for (path, text) in [
            ("sources.toml", include_str!("../../../templates/sources.toml")),
            ("old.toml", include_str!("../../../templates/old.toml")),
            ("others.toml", include_str!("../../../templates/others.toml")),
            ("orders.toml", include_str!("../../../templates/orders.toml")),
            ("presets.toml", include_str!("../../../templates/presets.toml")),
            ("professions.toml", include_str!("../../../templates/professions.toml")),
        ] {
            files.insert(path.to_owned(), text.to_owned());
        }
        Self { files }
    }

    /// Content the caller has read, by path inside its folder.
    pub fn from_files(files: BTreeMap<String, String>) -> Self {
        Self { files }
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The paths inside a folder that end with `extension`, in order.
    pub fn list<'a>(
        &'a self,
        folder: &'a str,
        extension: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        self.files.iter().filter_map(move |(path, text)| {
            let name = path.strip_prefix(folder)?.strip_prefix('/')?;
            let stem = name.strip_suffix(extension)?;
            (!stem.contains('/')).then_some((stem, text.as_str()))
        })
    }

    /// One TOML file as a value of the type the caller expects.
    pub fn toml<T: DeserializeOwned>(&self, path: &str) -> Result<T, ContentError> {
        let text = self.get(path).ok_or_else(|| ContentError::missing(path))?;
        toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| line_of(text, span.start));
            ContentError { file: path.to_owned(), line, message: error.message().to_owned() }
        })
    }
}

impl Content {
    /// An error at the first line of a file that has a word; at the whole file when none has.
    pub(crate) fn error_at(
        &self,
        path: &str,
        word: &str,
        message: impl Into<String>,
    ) -> ContentError {
        let line = self.get(path).and_then(|text| line_with(text, word));
        ContentError { file: path.to_owned(), line, message: message.into() }
    }
}

/// The one-based line on which a word stands, taken whole.
pub(crate) fn line_with(text: &str, word: &str) -> Option<usize> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let whole = |line: &str| {
        line.match_indices(word).any(|(at, _)| {
            !line[..at].ends_with(part) && !line[at + word.len()..].starts_with(part)
        })
    };
    (!word.is_empty()).then(|| text.lines().position(whole))?.map(|index| index + 1)
}

fn collect(prefix: &str, dir: &Dir<'_>, files: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        if let Some(text) = file.contents_utf8() {
            files.insert(
                format!("{prefix}/{}", file.path().to_string_lossy().replace('\\', "/")),
                text.to_owned(),
            );
        }
    }
    for sub in dir.dirs() {
        collect(prefix, sub, files);
    }
}

/// The one-based line that holds a byte of a text.
pub(crate) fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

/// Something wrong in a content file: what, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentError {
    /// Path inside `templates/`.
    pub file: String,
    /// One-based; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// A whole sentence.
    pub message: String,
}

impl ContentError {
    /// An error about a whole file.
    pub(crate) fn new(file: impl Into<String>, message: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, message: message.into() }
    }

    fn missing(file: &str) -> Self {
        Self::new(file, "The file is missing.")
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for ContentError {}
