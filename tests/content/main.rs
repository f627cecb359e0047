//! What every word and rule of `templates/` has to keep, whoever edits them.

mod chosen;
mod clauses;
mod coverage;
mod documents;
mod lint;
mod never_print;
mod old;
mod places;
mod presets;
mod published;
mod questions;
mod reading;
mod rules;
mod seeds;
mod sources;
mod variants;
