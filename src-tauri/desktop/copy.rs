//! From a draft to a copy of its policy: the bytes, and the name offered for them.

use chrono::NaiveDate;
use policy::{Catalogue, Draft, Fingerprint};

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

/// Makes a copy. The same draft and day give the same bytes.
pub(crate) fn copy(kind: Kind, draft: &Draft, today: NaiveDate) -> Result<Copy, CommandError> {
    let catalogue = Catalogue::embedded();
    let outcome = policy::run(catalogue, draft, today, None);
    let bytes = match kind {
        Kind::Pdf => pdf(&outcome.document, draft, today)?,
        Kind::Html => policy::html::page(&outcome.document, &catalogue.page_css).into_bytes(),
        Kind::Txt => policy::plain::text(&outcome.document).into_bytes(),
    };
    let answer = |id: &str| draft.answers.get(id).and_then(|answer| answer.as_str());
    let date = answer("effective_date").and_then(|day| day.parse().ok()).unwrap_or(today);
    let practice = answer("practice_name").unwrap_or_default();
    Ok(Copy { name: file_name(practice, date, outcome.is_draft(), kind.extension()), bytes })
}

fn pdf(
    document: &policy::Document,
    draft: &Draft,
    today: NaiveDate,
) -> Result<Vec<u8>, CommandError> {
    let edition = document.editions.first().expect("a document has an edition");
    let faces = policy_pages::Faces::embedded();
    let code = Fingerprint::of(document).short();
    let stamp = policy_pages::Stamp { code: &code };
    let pages = policy_pages::layout(edition, &faces, &policy_pages::Style::letter(), stamp);
    let stamp = policy_pdf::Stamp { id: draft.id(), date: today };
    policy_pdf::pdf(&pages, &faces, &stamp).map_err(CommandError::unexpected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_gives_whole_files_under_its_own_name() {
        let draft = policy::example(Catalogue::embedded(), "halloran").expect("it is there");
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        for (kind, start) in
            [(Kind::Pdf, "%PDF-1.7"), (Kind::Html, "<!DOCTYPE html>"), (Kind::Txt, "")]
        {
            let copy = copy(kind, &draft, today).expect("made");
            assert!(copy.bytes.starts_with(start.as_bytes()), "{kind:?}");
            assert!(copy.bytes.len() > 2_000, "{kind:?} is whole");
            assert!(copy.name.contains("Halloran"), "{}", copy.name);
        }
    }

    #[test]
    fn an_empty_draft_gives_a_draft_of_today() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let copy =
            copy(Kind::Pdf, &Draft::new(policy::answers::Answers::default()), today).expect("made");
        assert_eq!(copy.name, "Social-media-policy-2026-11-24-draft.pdf");
    }
}
