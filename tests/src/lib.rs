//! What the tests share.
//!
//! 1. [`practice`]: the practices of `suite/`, and one of them through every stage.
//! 2. [`reference`](mod@reference): what came out, compared with what a reader accepted into `ref/`.
//! 3. [`tags`] reads a finished PDF back as a tree of elements; [`words`] turns plain text, HTML
//!    and that tree into the same running words; [`picture`] draws a page.
//! 4. [`logic`] judges conditions a second time, and walks through all answers that decide one.

pub mod logic;
pub mod picture;
pub mod practice;
pub mod published;
pub mod reference;
pub mod tags;
pub mod words;

/// Fails with every fault at once; `why` says what the faults would do to a reader.
pub fn none(faults: &[String], why: &str) {
    assert!(faults.is_empty(), "{why}\n{}", faults.join("\n"));
}
