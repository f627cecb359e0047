//! From a document to its finished files, as every caller makes them: the window, the command
//! line, and an issued revision printed again.
//!
//! A document carries all its words, so nothing here looks at answers or content: one that was
//! kept years ago gives the same words today. The same arguments give the same bytes.

#![forbid(unsafe_code)]

use std::fmt;
use std::sync::LazyLock;

mod changes;

use chrono::NaiveDate;
use policy::{Document, Fingerprint};
use policy_pages::Faces;
use uuid::Uuid;

pub use changes::{changes, changes_id};
pub use policy_pages::Style;

/// Read once: they hold the caches that make each further layout twice as fast.
static FACES: LazyLock<Faces> = LazyLock::new(Faces::embedded);

/// A finished PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Letters that no font of ours has; U+FFFD stands in their place.
    pub missing: Vec<char>,
}

/// Sets the first edition in `style` and writes it as a tagged PDF with `id` as its identifier and
/// `date` as the day it was made.
pub fn pdf(document: &Document, style: &Style, id: Uuid, date: NaiveDate) -> Result<Pdf, Error> {
    let pages = laid_out(document, style)?;
    let bytes = policy_pdf::pdf(&pages, &FACES, &policy_pdf::Stamp { id, date })?;
    Ok(Pdf { bytes, pages: pages.pages.len(), missing: pages.missing })
}

/// The letters of a document's first edition that no font of ours has, in order and once each.
pub fn missing(document: &Document) -> Vec<char> {
    let stamp = policy_pages::Stamp { code: "" };
    let pages = |edition| policy_pages::layout(edition, &FACES, &Style::letter(), stamp);
    document.editions.first().map(|edition| pages(edition).missing).unwrap_or_default()
}

/// Each page of the first edition as a picture (SVG), with the lines of the PDF.
pub fn pictures(document: &Document, style: &Style) -> Result<Vec<String>, Error> {
    let pages = laid_out(document, style)?;
    Ok((0..pages.pages.len()).map(|n| policy_pages::svg(&pages, n, &FACES)).collect())
}

fn laid_out(document: &Document, style: &Style) -> Result<policy_pages::Pages, Error> {
    let edition = document.editions.first().ok_or(Error::NoEdition)?;
    let code = Fingerprint::of(document).short();
    Ok(policy_pages::layout(edition, &FACES, style, policy_pages::Stamp { code: &code }))
}

/// All editions as one self-contained web page, set by the style sheet `css`
/// ([`policy::Catalogue::page_css`]).
pub fn html(document: &Document, css: &str) -> Vec<u8> {
    policy::html::page(document, css).into_bytes()
}

/// All editions as plain text.
pub fn text(document: &Document) -> Vec<u8> {
    policy::plain::text(document).into_bytes()
}

/// Why a document cannot be printed.
#[derive(Debug)]
pub enum Error {
    /// It has no edition. No document that this program made is so.
    NoEdition,
    /// The pages cannot be written as PDF: a fault of layout or of a font file.
    Pdf(policy_pdf::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEdition => f.write_str("There is no edition to print."),
            Self::Pdf(_) => f.write_str("The pages cannot be written as a PDF."),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoEdition => None,
            Self::Pdf(error) => Some(error),
        }
    }
}

impl From<policy_pdf::Error> for Error {
    fn from(error: policy_pdf::Error) -> Self {
        Self::Pdf(error)
    }
}

#[cfg(test)]
mod tests {
    use policy::Catalogue;

    use super::*;

    fn halloran() -> (Document, Uuid, NaiveDate) {
        let catalogue = Catalogue::embedded();
        let draft = policy::example(catalogue, "halloran").expect("it is there");
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        (policy::document(catalogue, &draft, day), draft.id(), day)
    }

    #[test]
    fn a_document_that_was_kept_gives_the_same_files() {
        let (document, id, day) = halloran();
        let kept = serde_json::to_string(&document).expect("documents serialise");
        let again: Document = serde_json::from_str(&kept).expect("and load");
        let css = &Catalogue::embedded().page_css;
        let style = Style::letter();
        let made = |document| pdf(document, &style, id, day).expect("it prints");
        assert_eq!(made(&document), made(&again));
        assert_eq!(html(&document, css), html(&again, css));
        assert_eq!(text(&document), text(&again));
        assert!(made(&again).bytes.starts_with(b"%PDF-1.7") && made(&again).pages > 1);
    }

    #[test]
    fn there_is_a_picture_of_each_page_on_the_paper_asked_for() {
        let (document, id, day) = halloran();
        for (style, width) in [(Style::letter(), "612"), (Style::a4(), "595")] {
            let pictures = pictures(&document, &style).expect("drawn");
            assert_eq!(pictures.len(), pdf(&document, &style, id, day).expect("it prints").pages);
            for picture in pictures {
                let (start, _) = picture.split_once('>').expect("an element");
                assert!(start.contains(&format!("viewBox=\"0 0 {width}")), "{start}");
                assert!(picture.contains("<use "), "with words on it");
            }
        }
    }

    #[test]
    fn paper_id_and_day_each_make_another_file() {
        let (document, id, day) = halloran();
        let usual = pdf(&document, &Style::letter(), id, day).expect("it prints");
        let other = Uuid::from_u128(1);
        let next = day.succ_opt().expect("a day");
        for (style, id, day) in
            [(Style::a4(), id, day), (Style::letter(), other, day), (Style::letter(), id, next)]
        {
            assert_ne!(pdf(&document, &style, id, day).expect("it prints").bytes, usual.bytes);
        }
    }

    #[test]
    fn a_document_without_an_edition_is_refused() {
        let (_, id, day) = halloran();
        let error = pdf(&Document { editions: Vec::new() }, &Style::letter(), id, day);
        assert_eq!(
            error.expect_err("nothing to print").to_string(),
            "There is no edition to print."
        );
    }
}
