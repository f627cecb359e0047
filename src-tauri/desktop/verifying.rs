//! Reading again what was issued, and what came of it last time. Reading takes as long as the disk
//! takes for all files, so the store is only asked which they are, and about those that are not
//! what they were.

use policy_store::{Moment, Store};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::Now;
use crate::desk::Desk;
use crate::error::Answer;
use crate::history::{faults, told};
use crate::preference::VERIFIED;
use crate::views::VerificationView;

/// What was issued is read again by itself when this has passed.
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// What reading everything found, as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Verified {
    /// When.
    pub(crate) at: Moment,
    /// Whether everything is what was issued.
    pub(crate) sound: bool,
    /// What is not, and what was not and was put right.
    pub(crate) sentences: Vec<String>,
}

/// What the last reading found; `None` before the first.
pub(crate) fn last(store: &Store) -> Answer<Option<Verified>> {
    let kept = store.preference(VERIFIED)?;
    // One that another version wrote in another way is as good as none.
    Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()))
}

/// Reads everything unless that was done within a day, and remembers what came of it.
pub(crate) fn daily(desk: &Desk, now: Now) -> Answer<()> {
    let last = desk.read(now, last)?;
    let age = last.map(|last| now.moment.millis().saturating_sub(last.at.millis()));
    // A time to come means that a clock was wrong.
    if age.is_none_or(|age| !(0..DAY_MILLIS).contains(&age)) {
        verify(desk, None, now)?;
    }
    Ok(())
}

/// Reads everything, and says what came of it for one policy or for all. What was found of all is
/// remembered where that can be written.
pub(crate) fn verify(desk: &Desk, id: Option<Uuid>, now: Now) -> Answer<VerificationView> {
    let reading = desk.read(now, |store| Ok(store.issued_files()?))?;
    let mut found = reading.read();
    let mut kept = desk.kept();
    let store = kept.read(now)?;
    store.mend(&mut found);
    let said = Verified {
        at: now.moment,
        sound: found.faults.is_empty() && found.copies.is_empty(),
        sentences: faults(store, &found),
    };
    found.store = store.check()?;
    let view = told(store, found, id)?;
    if let Ok(store) = kept.write(now) {
        let said = serde_json::to_value(said).expect("text has string keys only");
        let _ = store.set_preference(VERIFIED, &said);
    }
    Ok(view)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::begin;
    use crate::issuing::{Terms, issue};
    use crate::testing::{day, desk, finished_draft};
    use crate::views::NoticeKind;

    const HOURS_25: i64 = 25 * 60 * 60;

    fn issued(desk: &Desk) -> std::path::PathBuf {
        let name = desk.write(day(0), |store| {
            let id = begin(store, Some(finished_draft()), day(0))?.id;
            let terms = Terms { effective: day(0).today, review: None, note: "" };
            Ok(issue(store, id, &finished_draft(), terms, day(1))?.files[2].name())
        });
        let folder = desk.kept().folder().archive();
        folder.join(name.expect("issued"))
    }

    #[test]
    fn what_rotted_is_a_notice_in_the_words_of_the_check_until_it_is_sound_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = desk(folder.path());
        let path = issued(&desk);
        let sound = std::fs::read(&path).expect("there");
        daily(&desk, day(2)).expect("read");
        assert!(desk.view(day(2)).expect("shown").notices.is_empty());
        std::fs::write(&path, b"rot").expect("written");
        daily(&desk, day(3)).expect("not yet");
        assert!(desk.view(day(3)).expect("shown").notices.is_empty(), "once a day");
        daily(&desk, day(HOURS_25)).expect("read");
        let told = desk.view(day(HOURS_25)).expect("shown").notices;
        assert_eq!((told.len(), told[0].kind), (1, NoticeKind::Damaged), "{told:?}");
        let asked = verify(&desk, None, day(HOURS_25)).expect("read");
        assert!(!asked.sound);
        assert_eq!(told[0].details, asked.sentences);
        std::fs::write(&path, sound).expect("written");
        assert!(verify(&desk, None, day(HOURS_25 + 1)).expect("read").sound);
        assert!(desk.view(day(HOURS_25 + 1)).expect("shown").notices.is_empty());
    }

    #[test]
    fn what_was_put_right_is_said_as_such() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = desk(folder.path());
        let path = issued(&desk);
        desk.write(day(2), |store| {
            Ok(store.back_up(policy_store::Reason::Asked, day(2).moment).map(drop)?)
        })
        .expect("backed up");
        std::fs::write(&path, b"rot").expect("written");
        daily(&desk, day(3)).expect("read");
        let told = desk.view(day(3)).expect("shown").notices;
        assert!(told[0].text.contains("put right"), "{told:?}");
        assert!(told[0].details[0].contains("put right from its copy"), "{told:?}");
    }
}
