//! From a draft to a copy of its policy: the bytes, and the name offered for them.

use chrono::NaiveDate;
use policy::{Catalogue, Draft, Fingerprint};
use uuid::Uuid;

use crate::error::CommandError;
use crate::file_name::file_name;
use crate::save::Kind;

/// A copy, not yet written anywhere.
pub(crate) struct Copy {
    /// The name offered.
    pub(crate) name: String,
    /// The whole file.
    pub(crate) bytes: Vec<u8>,
}

/// Makes a copy of one of the documents. The same draft and day give the same bytes.
pub(crate) fn copy(
    kind: Kind,
    document: &str,
    draft: &Draft,
    today: NaiveDate,
) -> Result<Copy, CommandError> {
    let catalogue = Catalogue::embedded();
    let spec = catalogue
        .document(document)
        .ok_or_else(|| CommandError::bad_request(format!("no document {document}")))?;
    let outcome = policy::run_document(catalogue, spec, draft, today, None);
    let bytes = match kind {
        Kind::Pdf => pdf(&outcome.document, draft.document_id(document), today)?,
        Kind::Html => policy::html::page(&outcome.document, &catalogue.page_css).into_bytes(),
        Kind::Txt => policy::plain::text(&outcome.document).into_bytes(),
    };
    let answer = |id: &str| draft.answers.get(id).and_then(|answer| answer.as_str());
    let date = answer("effective_date").and_then(|day| day.parse().ok()).unwrap_or(today);
    let practice = answer("practice_name").unwrap_or_default();
    let name = file_name(practice, document, date, outcome.is_draft(), kind.extension());
    Ok(Copy { name, bytes })
}

fn pdf(document: &policy::Document, id: Uuid, today: NaiveDate) -> Result<Vec<u8>, CommandError> {
    let edition = document.editions.first().expect("a document has an edition");
    let faces = policy_pages::Faces::embedded();
    let code = Fingerprint::of(document).short();
    let stamp = policy_pages::Stamp { code: &code };
    let pages = policy_pages::layout(edition, &faces, &policy_pages::Style::letter(), stamp);
    let stamp = policy_pdf::Stamp { id, date: today };
    policy_pdf::pdf(&pages, &faces, &stamp).map_err(CommandError::unexpected)
}

#[cfg(test)]
mod tests {
    use policy::catalogue::POLICY;

    use super::*;

    #[test]
    fn the_example_gives_whole_files_under_its_own_name() {
        let draft = policy::example(Catalogue::embedded(), "halloran").expect("it is there");
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        for (kind, start) in
            [(Kind::Pdf, "%PDF-1.7"), (Kind::Html, "<!DOCTYPE html>"), (Kind::Txt, "")]
        {
            let copy = copy(kind, POLICY, &draft, today).expect("made");
            assert!(copy.bytes.starts_with(start.as_bytes()), "{kind:?}");
            assert!(copy.bytes.len() > 2_000, "{kind:?} is whole");
            assert!(copy.name.contains("Halloran"), "{}", copy.name);
        }
    }

    #[test]
    fn every_document_is_made_under_a_name_of_its_own() {
        let draft = policy::example(Catalogue::embedded(), "riverbend").expect("it is there");
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let mut names = std::collections::BTreeSet::new();
        for spec in &Catalogue::embedded().documents {
            let copy = copy(Kind::Pdf, &spec.id, &draft, today).expect("made");
            assert!(copy.bytes.starts_with(b"%PDF-1.7") && names.insert(copy.name));
        }
        let wrong = copy(Kind::Pdf, "none", &draft, today).map(|copy| copy.name);
        assert_eq!(wrong.expect_err("there is none").code, crate::error::Code::BadRequest);
    }

    #[test]
    fn an_empty_draft_gives_a_draft_of_today() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let copy = copy(Kind::Pdf, POLICY, &Draft::new(policy::answers::Answers::default()), today)
            .expect("made");
        assert_eq!(copy.name, "Social-media-policy-2026-11-24-draft.pdf");
    }
}
