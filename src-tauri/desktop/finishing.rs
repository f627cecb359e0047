//! Issuing, and what follows from it: the practice's details are meant as they stand, and copies go
//! into its own folder.

use policy::Draft;
use uuid::Uuid;

use crate::clock::Now;
use crate::desk::Desk;
use crate::error::Answer;
use crate::issuing::{self, Terms};
use crate::views::IssuedView;
use crate::{drafting, outputs};

/// Issues the draft. The copies are written when nobody waits for the store any more; that they
/// cannot be written is said, and changes nothing about the issue.
pub(crate) fn issue(
    desk: &Desk,
    id: Uuid,
    draft: &Draft,
    terms: Terms<'_>,
    now: Now,
) -> Answer<IssuedView> {
    let (record, open, copies) = desk.write(now, |store| {
        let before = store.draft(id)?;
        let record = issuing::issue(store, id, draft, terms, now)?;
        let mut touched = desk.touched();
        touched.note(id, "issue", &before, draft);
        touched.adopt_issued(store, id);
        let copies = outputs::due(store, id, record.number);
        Ok((record, drafting::open(store, id)?, copies))
    })?;
    let written = match copies {
        Ok(Some(due)) => due.write(),
        Ok(None) => Ok(Vec::new()),
        Err(error) => Err(outputs::unread(record.number, error)),
    };
    let (written, not_written) = match written {
        Ok(written) => (written, None),
        Err(sentence) => (Vec::new(), Some(sentence)),
    };
    Ok(IssuedView { revision: record.into(), open, written, not_written })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::{self, Place};
    use crate::testing::{day, desk, finished_draft};
    use crate::typing;

    #[test]
    fn an_issue_stands_whether_its_copies_can_be_written_or_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = desk(folder.path());
        let id = typing::begin(&desk, Some(finished_draft()), day(0)).expect("begun").id;
        let terms = Terms { effective: day(0).today, review: None, note: "" };
        let issue = |second| issue(&desk, id, &finished_draft(), terms, day(second));
        let first = issue(1).expect("issued");
        assert_eq!((first.written, first.not_written), (Vec::new(), None), "no folder is chosen");

        let own = desk.chooser.pick(Place::Outputs.title()).expect("picked");
        std::fs::create_dir(&own).expect("made");
        desk.write(day(2), |store| places::choose(store, Place::Outputs, &own, day(2)))
            .expect("chosen");
        let second = issue(3).expect("issued");
        assert!(second.not_written.is_none() && second.written.len() == 2);
        assert!(second.written.iter().all(|path| std::path::Path::new(path).is_file()));

        std::fs::rename(&own, folder.path().join("away")).expect("pulled out");
        let third = issue(4).expect("issued");
        assert!(third.written.is_empty());
        assert!(third.not_written.expect("said").starts_with("Issue 3 is made"));
        assert_eq!(third.open.revisions.len(), 3);
        let details = desk.read(day(5), |store| Ok(store.profile()?)).expect("read");
        assert_eq!(details["practice_name"], finished_draft().answers["practice_name"]);
    }
}
