//! What changed from one version of a policy to another, for her; and the sheet that tells clients.

use chrono::NaiveDate;
use policy::compare::{compare, sheet};
use policy::review::preview_of;
use policy::{Catalogue, Document, Draft};
use policy_store::Store;
use uuid::Uuid;

use crate::clock::Now;
use crate::copy::{Copy, Format, effective, print};
use crate::error::Answer;
use crate::file_name::{Mark, file_name};
use crate::overview::practice;
use crate::version::Version;
use crate::views::{ComparisonView, SheetView};

/// The sheet's word in file names.
const SHEET: &str = "changes";

/// Two versions of a policy, the earlier one first.
pub(crate) struct Pair {
    old: Document,
    new: Document,
    /// What the later one was made from: the sheet speaks in its voice.
    draft: Draft,
    from_name: String,
    to_name: String,
    /// For the name of a file.
    mark: Mark,
    date: NaiveDate,
}

impl Pair {
    /// Reads both.
    pub(crate) fn read(
        store: &Store,
        id: Uuid,
        from: Version,
        to: Version,
        now: Now,
    ) -> Answer<Self> {
        let draft = to.draft(store, id)?;
        let (mark, date) = match to {
            Version::Revision { number } => {
                (Mark::Issue(number), store.revision(id, number)?.effective)
            }
            Version::Draft {} | Version::Point { .. } => {
                (Mark::Draft, effective(&draft).unwrap_or(now.today))
            }
        };
        Ok(Self {
            old: from.document(store, id, now.today)?,
            new: to.document(store, id, now.today)?,
            draft,
            from_name: from.name(store, id, now)?,
            to_name: to.name(store, id, now)?,
            mark,
            date,
        })
    }

    /// What changed, clause by clause.
    pub(crate) fn compared(self) -> ComparisonView {
        let comparison = compare(&self.old, &self.new);
        let most = comparison.total();
        let sheet = sheet(Catalogue::embedded(), &self.draft, &self.new, &comparison, most);
        ComparisonView {
            from_name: self.from_name,
            to_name: self.to_name,
            comparison,
            sheet: sheet.is_some(),
        }
    }

    /// The sheet for clients; `None` when nothing but dates changed.
    pub(crate) fn sheet(&self) -> Option<SheetView> {
        self.document().map(|sheet| SheetView { preview: preview_of(&sheet) })
    }

    /// The sheet as a file.
    pub(crate) fn export(&self, format: Format, today: NaiveDate) -> Answer<Option<Copy>> {
        let Some(sheet) = self.document() else { return Ok(None) };
        let id = policy_print::changes_id(&self.draft, &self.old);
        let kind = format.kind();
        let bytes = print(format, &sheet, &policy_print::Style::letter(), id, today)?;
        let practice = practice(&self.draft);
        let name = file_name(practice, SHEET, self.date, self.mark, kind.extension());
        Ok(Some(Copy { name, kind, bytes }))
    }

    fn document(&self) -> Option<Document> {
        policy_print::changes(Catalogue::embedded(), &self.draft, &self.old, &self.new)
    }
}

#[cfg(test)]
mod tests {
    use policy::plain;
    use serde_json::json;

    use super::*;
    use crate::drafting::{begin, restore, save};
    use crate::error::Code;
    use crate::issuing::{Terms, issue};
    use crate::testing::{day, finished_draft, store};

    const FIRST: Version = Version::Revision { number: 1 };
    const SECOND: Version = Version::Revision { number: 2 };

    /// Issued twice, with other answers the second time.
    fn issued_twice(store: &mut Store) -> Uuid {
        let id = begin(store, Some(finished_draft()), day(0)).expect("begun").id;
        let terms = Terms { effective: day(0).today, review: None, note: "" };
        issue(store, id, &finished_draft(), terms, day(1)).expect("issued");
        let mut other = finished_draft();
        other.answers.insert("phone".to_owned(), json!("(555) 010-7788"));
        issue(store, id, &other, terms, day(20)).expect("issued");
        id
    }

    fn pair(store: &Store, id: Uuid, from: Version, to: Version) -> Pair {
        Pair::read(store, id, from, to, day(60)).expect("both are there")
    }

    #[test]
    fn two_issues_are_compared_under_their_names() {
        let (_folder, mut store) = store();
        let id = issued_twice(&mut store);
        let view = pair(&store, id, FIRST, SECOND).compared();
        assert_eq!(view.from_name, "Issue 1, November 25, 2026");
        assert_eq!(view.to_name, "Issue 2, November 25, 2026");
        assert!(view.sheet && view.comparison.changed > 0, "{:?}", view.comparison);
        let same = pair(&store, id, SECOND, Version::Draft {}).compared();
        assert!(same.comparison.is_same() && !same.sheet);
        assert!(same.to_name.starts_with("Draft, saved "), "{}", same.to_name);
        assert!(!same.to_name.contains("2026"), "of today the time alone: {}", same.to_name);
    }

    #[test]
    fn the_sheet_of_an_issue_carries_its_number_and_that_of_a_draft_says_so() {
        let (_folder, mut store) = store();
        let id = issued_twice(&mut store);
        let footer = |pair: &Pair| pair.document().expect("a sheet").editions[0].footer.clone();
        let issued = pair(&store, id, FIRST, SECOND);
        let said = footer(&issued);
        assert!(said.contains("issue 2.") && !said.contains("not yet issued"), "{said}");
        let copy = issued.export(Format::Pdf, day(60).today).expect("printed").expect("a sheet");
        assert!(copy.bytes.starts_with(b"%PDF-1.7"));
        assert!(copy.name.ends_with("-changes-2026-11-25-issue-2.pdf"), "{}", copy.name);
        let html = issued.export(Format::Html, day(60).today).expect("made").expect("a sheet");
        let html = String::from_utf8(html.bytes).expect("text");
        assert!(html.contains("issue 2") && !html.contains("not yet issued"));

        restore(&mut store, id, finished_draft(), day(40)).expect("back");
        let draft = pair(&store, id, SECOND, Version::Draft {});
        assert!(footer(&draft).contains("not yet issued"), "{}", footer(&draft));
        let sheet = draft.document().expect("a sheet");
        assert!(plain::text(&sheet).contains("010-7788"), "what it said before is told");
    }

    #[test]
    fn a_point_is_compared_with_the_draft() {
        let (_folder, mut store) = store();
        let id = issued_twice(&mut store);
        let mut other = store.draft(id).expect("there");
        other.answers.insert("phone".to_owned(), json!("(555) 010-1234"));
        save(&mut store, id, &other, None, "preset", day(30)).expect("saved");
        let step = crate::points::points(&store, id).expect("listed")[0].step;
        let view = pair(&store, id, Version::Point { step }, Version::Draft {}).compared();
        assert!(view.from_name.starts_with("Before a preset, "), "{}", view.from_name);
        let seen = view.comparison;
        assert!(seen.changed > 0 && seen.changed == seen.total(), "the telephone alone: {seen:?}");
    }

    #[test]
    fn what_is_not_there_is_a_bad_request() {
        let (_folder, mut store) = store();
        let id = issued_twice(&mut store);
        let none = [Version::Revision { number: 3 }, Version::Point { step: 99 }];
        for (from, to) in none.iter().flat_map(|none| [(*none, FIRST), (FIRST, *none)]) {
            let error = Pair::read(&store, id, from, to, day(60)).err().expect("there is none");
            assert_eq!(error.code, Code::BadRequest);
        }
    }
}
