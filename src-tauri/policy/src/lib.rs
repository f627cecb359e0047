//! From a clinician's answers to her social media policy, as a pure function of the content, the
//! answers and the date.
//!
//! 1. [`Catalogue`]: the questionnaire, clauses, rules and words of `templates/`, checked once.
//! 2. [`Draft`] holds the raw answers; [`journey`](journey::journey) says which questions apply
//!    to them and which answers cannot be accepted ([`Problem`](review::Problem)).
//! 3. [`resolve`](facts::resolve) turns relevant answers into three-valued [`Facts`](facts::Facts).
//! 4. [`select`](select::select) picks the clauses, each with the questions that led to it.
//! 5. [`arrange`](own::arrange) puts them in the clinician's order, with her own clauses and wordings
//!    among them.
//! 6. [`assemble`](assemble::assemble) writes the [`Document`]: editions, sections, blocks.
//! 7. [`html`], [`plain`], the crate `policy-pages` and [`findings`] read the document; none
//!    looks back.
//!
//! [`compare`](compare::compare) says what changed from one document to another.
//!
//! [`review()`] runs all of it after every change and answers with what the window needs.
//! Nothing here opens a file, asks for the time or draws a random number.

pub mod answers;
mod ascii;
pub mod assemble;
mod boards;
pub mod catalogue;
pub mod compare;
pub mod condition;
pub mod content;
pub mod document;
mod draft;
mod emergency;
pub mod facts;
pub mod findings;
mod fingerprint;
pub mod html;
pub mod journey;
pub mod lint;
mod markdown;
mod masthead;
pub mod old;
mod outcome;
pub mod own;
pub mod plain;
pub mod reading;
mod renew;
pub mod review;
pub mod select;
mod sign;
pub mod standards;
mod view;
mod voice;

pub use catalogue::Catalogue;
pub use document::Document;
pub use draft::{Draft, InputError, apply_preset, example, example_names};
pub use fingerprint::Fingerprint;
pub use outcome::{Outcome, document, offered, run, run_document, run_issued};
pub use review::review;
pub use view::{
    AnswerTypeView, CatalogueView, ChoiceView, FieldConditionView, FieldView, OtherView,
    PresetView, QuestionView, SourceView, StepView, ValueView,
};
