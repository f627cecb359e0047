//! How the clinician's own parts stand, as the window and the command line show it.

use serde::Serialize;

use super::outline::{
    NewWording, OutlineSection, TakenOut, Unused, new_wordings, outline, taken_out, unused,
};
use crate::catalogue::Catalogue;
use crate::draft::Draft;
use crate::outcome::Outcome;

/// Outline, taken out, newer wordings, what is kept but not used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Standing {
    /// The sections and what stands in them, in the order in which they print: to move, take out,
    /// reword and add.
    pub outline: Vec<OutlineSection>,
    /// Clauses of ours that would print, had she not taken them out.
    pub taken_out: Vec<TakenOut>,
    /// Our wording changed under a wording of hers: offer it.
    pub new_wordings: Vec<NewWording>,
    /// What is kept but does not print or count now.
    pub unused: Vec<Unused>,
}

impl Standing {
    /// Of the first edition.
    pub fn of(catalogue: &Catalogue, draft: &Draft, outcome: &Outcome) -> Self {
        let Outcome { journey, facts, arrangement, document, .. } = outcome;
        let lang = arrangement.lang.as_str();
        let Some(language) = catalogue.language(lang) else { return Self::default() };
        Self {
            outline: outline(catalogue, language, draft, arrangement, document),
            taken_out: taken_out(language, draft, arrangement),
            new_wordings: new_wordings(catalogue, lang, draft, journey, facts),
            unused: unused(catalogue, language, draft, arrangement, document),
        }
    }
}
