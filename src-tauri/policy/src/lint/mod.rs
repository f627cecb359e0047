//! Checks the content as a whole: every name exists and is used, every word is there, every
//! suggestion fits. `policy lint` prints what this finds. That groups of variants are exclusive and
//! exhaustive is tested over all answers in `tests/`.

mod lines;
mod names;
mod old;
mod places;
mod structure;
mod templates;
mod words;

use std::fmt;

pub use lines::located;
pub use names::{Used, names};

use crate::catalogue::Catalogue;

/// Something wrong with the content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, inside `templates/`.
    pub file: String,
    /// One-based; `None` where the whole file is meant, or before [`located`].
    pub line: Option<usize>,
    /// What is wrong there, and what to do.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

/// Everything wrong with the content, by file.
pub fn lint(catalogue: &Catalogue) -> Vec<Fault> {
    let mut lint = Lint { catalogue, faults: Vec::new() };
    lint.questions();
    lint.facts();
    lint.documents();
    lint.rules();
    lint.places();
    lint.old();
    lint.presets();
    lint.usage();
    for code in catalogue.languages.keys() {
        lint.words(code);
        lint.place_words(code);
        lint.clauses(code);
    }
    lint.faults.sort();
    lint.faults.dedup();
    lint.faults
}

pub(super) struct Lint<'a> {
    catalogue: &'a Catalogue,
    faults: Vec<Fault>,
}

impl Lint<'_> {
    fn fault(&mut self, file: impl Into<String>, message: impl Into<String>) {
        self.faults.push(Fault { file: file.into(), line: None, message: message.into() });
    }

    fn sources(&mut self, file: &str, owner: &str, ids: &[String]) {
        for id in ids {
            if !self.catalogue.sources.contains_key(id) {
                let near = near(id, self.catalogue.sources.keys());
                let message =
                    format!("{owner}: there is no source `{id}`. {near}Or add it to sources.toml.");
                self.fault(file, message);
            }
        }
    }
}

/// "Did you mean `x`? " for a name that is nearly one of those there are.
fn near<'a>(name: &str, known: impl Iterator<Item = &'a String>) -> String {
    let closest = known.map(|other| (distance(name, other), other)).min();
    match closest {
        Some((steps, other)) if steps <= 2 + name.len() / 8 => format!("Did you mean `{other}`? "),
        _ => String::new(),
    }
}

/// How many letters have to be put in, left out or changed.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.bytes().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.bytes().enumerate() {
            let changed = corner + usize::from(a != b);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}
