//! From a document to a copy of it: the bytes, and the name offered for them.

use chrono::NaiveDate;
use policy::{Catalogue, Document, Draft};
use policy_print::Style;
use serde_json::Value;
use uuid::Uuid;

use crate::error::{Answer, CommandError};
use crate::file_name::{Mark, file_name};
use crate::overview::practice;
use crate::reprint::Paper;
use crate::save::Kind;

/// In what a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For print and the intake packet.
    Pdf,
    /// For the website: one file.
    Html,
    /// For an e-mail or a record system.
    Txt,
}

impl Format {
    /// As the page names it.
    pub(crate) fn parse(word: &str) -> Answer<Self> {
        match word {
            "pdf" => Ok(Self::Pdf),
            "html" => Ok(Self::Html),
            "txt" => Ok(Self::Txt),
            _ => Err(CommandError::bad_request(format!("no kind {word}"))),
        }
    }

    /// As the dialog names it.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Pdf => Kind::Pdf,
            Self::Html => Kind::Html,
            Self::Txt => Kind::Txt,
        }
    }
}

/// A copy, not yet written anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Copy {
    /// The name offered.
    pub(crate) name: String,
    /// What it is.
    pub(crate) kind: Kind,
    /// The whole file.
    pub(crate) bytes: Vec<u8>,
}

/// Makes a copy of one of the documents. The same draft and day give the same bytes.
pub(crate) fn copy(
    format: Format,
    document: &str,
    draft: &Draft,
    today: NaiveDate,
) -> Answer<Copy> {
    let made = made(document, draft, today)?;
    let (id, style) = (draft.document_id(document), Style::letter());
    let bytes = print(format, &made, &style, id, today)?;
    let date = effective(draft).unwrap_or(today);
    let (mark, kind) = (Mark::Draft, format.kind());
    let name = file_name(practice(draft), document, date, mark, kind.extension());
    Ok(Copy { name, kind, bytes })
}

/// The pages of one of the documents, each as a picture, on the paper the page names.
pub(crate) fn pictures(
    document: &str,
    draft: &Draft,
    paper: &str,
    today: NaiveDate,
) -> Answer<Vec<String>> {
    let style = Paper::parse(Some(paper))?.style();
    let pictures = policy_print::pictures(&made(document, draft, today)?, &style);
    pictures.map_err(CommandError::unexpected)
}

fn made(document: &str, draft: &Draft, today: NaiveDate) -> Answer<Document> {
    let catalogue = Catalogue::embedded();
    let spec = catalogue
        .document(document)
        .ok_or_else(|| CommandError::bad_request("there is no such document"))?;
    Ok(policy::run_document(catalogue, spec, draft, today, None).document)
}

/// Writes a document. `id` and `date` stand in the PDF, and `style` is for that alone.
pub(crate) fn print(
    format: Format,
    document: &Document,
    style: &Style,
    id: Uuid,
    date: NaiveDate,
) -> Answer<Vec<u8>> {
    Ok(match format {
        Format::Pdf => {
            let pdf = policy_print::pdf(document, style, id, date);
            pdf.map_err(CommandError::unexpected)?.bytes
        }
        Format::Html => policy_print::html(document, &Catalogue::embedded().page_css),
        Format::Txt => policy_print::text(document),
    })
}

/// From when it is to hold, as far as that is known.
pub(crate) fn effective(draft: &Draft) -> Option<NaiveDate> {
    draft.answers.get("effective_date").and_then(Value::as_str)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use policy::catalogue::POLICY;

    use super::*;

    #[test]
    fn pages_are_drawn_as_they_are_printed_and_nothing_else_is() {
        let draft = policy::example(Catalogue::embedded(), "halloran").expect("it is there");
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let pages = pictures(POLICY, &draft, "letter", today).expect("drawn");
        assert!(pages.len() > 2 && pages.iter().all(|page| page.starts_with("<svg")));
        for (document, paper) in [("none", "letter"), (POLICY, "napkin")] {
            let error = pictures(document, &draft, paper, today).expect_err(paper);
            assert_eq!(error.code, crate::error::Code::BadRequest);
        }
    }

    #[test]
    fn the_example_gives_whole_files_under_its_own_name() {
        let draft = policy::example(Catalogue::embedded(), "halloran").expect("it is there");
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        for (format, start) in
            [(Format::Pdf, "%PDF-1.7"), (Format::Html, "<!DOCTYPE html>"), (Format::Txt, "")]
        {
            let copy = copy(format, POLICY, &draft, today).expect("made");
            assert!(copy.bytes.starts_with(start.as_bytes()), "{format:?}");
            assert!(copy.bytes.len() > 2_000, "{format:?} is whole");
            assert!(copy.name.contains("Halloran"), "{}", copy.name);
        }
    }

    #[test]
    fn every_document_is_made_under_a_name_of_its_own() {
        let draft = policy::example(Catalogue::embedded(), "riverbend").expect("it is there");
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let mut names = std::collections::BTreeSet::new();
        for spec in &Catalogue::embedded().documents {
            let copy = copy(Format::Pdf, &spec.id, &draft, today).expect("made");
            assert!(copy.bytes.starts_with(b"%PDF-1.7") && names.insert(copy.name));
        }
        let wrong = copy(Format::Pdf, "none", &draft, today).map(|copy| copy.name);
        assert_eq!(wrong.expect_err("there is none").code, crate::error::Code::BadRequest);
    }

    #[test]
    fn an_empty_draft_gives_a_draft_of_today() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let copy =
            copy(Format::Pdf, POLICY, &Draft::new(policy::answers::Answers::default()), today)
                .expect("made");
        assert_eq!(copy.name, "Social-media-policy-2026-11-24-draft.pdf");
    }
}
