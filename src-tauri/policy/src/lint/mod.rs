//! Checks the content as a whole: every name exists and is used, every word is there, every
//! suggestion fits. `policy lint` prints what this finds. That groups of variants are exclusive and
//! exhaustive is tested over all answers in `tests/`.

mod names;
mod old;
mod structure;
mod templates;
mod words;

use std::fmt;

pub use names::{Used, names};

use crate::catalogue::Catalogue;

/// Something wrong with the content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, inside `templates/`.
    pub file: String,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

/// Everything wrong with the content, by file.
pub fn lint(catalogue: &Catalogue) -> Vec<Fault> {
    let mut lint = Lint { catalogue, faults: Vec::new() };
    lint.questions();
    lint.facts();
    lint.documents();
    lint.rules();
    lint.old();
    lint.presets();
    lint.usage();
    for code in catalogue.languages.keys() {
        lint.words(code);
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
        self.faults.push(Fault { file: file.into(), message: message.into() });
    }

    fn sources(&mut self, file: &str, owner: &str, ids: &[String]) {
        for id in ids {
            if !self.catalogue.sources.contains_key(id) {
                self.fault(file, format!("{owner}: there is no source `{id}`."));
            }
        }
    }
}
