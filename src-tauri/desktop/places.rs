//! Choosing where finished documents and backups go.

use std::path::Path;

use policy_store::Store;
use serde_json::Value;
use uuid::Uuid;

use crate::clock::Now;
use crate::error::{Answer, CommandError};
use crate::outputs;
use crate::preference::MARK;

/// A folder she may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// For copies of what is issued.
    Outputs,
    /// For backups.
    Backups,
}

impl Place {
    /// As the page names it.
    pub(crate) fn parse(word: &str) -> Answer<Self> {
        match word {
            "outputs" => Ok(Self::Outputs),
            "backups" => Ok(Self::Backups),
            _ => Err(CommandError::bad_request(format!("no folder {word}"))),
        }
    }

    /// What the dialog asks.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Outputs => "Choose a folder for finished documents",
            Self::Backups => "Choose a folder for backups",
        }
    }
}

/// From now on things go into the folder. One that cannot be used is refused, and nothing changes.
pub(crate) fn choose(store: &mut Store, place: Place, folder: &Path, now: Now) -> Answer<()> {
    match place {
        Place::Outputs => outputs::choose(store, folder),
        Place::Backups => {
            let mark = mark(store)?;
            store.keep_backups_in(folder, mark, now.moment)?;
            Ok(())
        }
    }
}

/// As it was before a folder was chosen. What lies there stays.
pub(crate) fn forget(store: &mut Store, place: Place, now: Now) -> Answer<()> {
    match place {
        Place::Outputs => outputs::forget(store),
        Place::Backups => {
            store.keep_own_backups(now.moment)?;
            Ok(())
        }
    }
}

/// Tells this computer's backups from those of another one in the same folder. Drawn once, so that
/// choosing a folder again leads to the backups made there before.
fn mark(store: &mut Store) -> Answer<Uuid> {
    let kept = store.preference(MARK)?;
    if let Some(mark) = kept.as_ref().and_then(Value::as_str).and_then(|it| it.parse().ok()) {
        return Ok(mark);
    }
    let mark = Uuid::new_v4();
    store.set_preference(MARK, &Value::from(mark.to_string()))?;
    Ok(mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::begin;
    use crate::overview::overview;
    use crate::testing::{day, kept};

    #[test]
    fn backups_go_where_she_wants_over_restarts_and_come_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let stick = folder.path().join("stick");
        std::fs::create_dir(&stick).expect("made");
        let mut first = kept(folder.path());
        let store = first.write(day(0)).expect("open");
        begin(store, None, day(0)).expect("begun");
        choose(store, Place::Backups, &stick, day(1)).expect("it can be written");
        let there = overview(&mut first, day(1)).expect("shown");
        assert!(there.backups.starts_with(stick.to_str().expect("text")), "{}", there.backups);
        first.close(day(2)).expect("closed");

        let mut second = kept(folder.path());
        let view = overview(&mut second, day(3)).expect("shown");
        assert_eq!(view.backups, there.backups, "the next start knows");
        let newest = view.backup.expect("made").r#where;
        assert!(newest.starts_with(&view.backups), "{newest}");
        let store = second.write(day(4)).expect("open");
        choose(store, Place::Backups, &stick, day(5)).expect("chosen again");
        assert_eq!(store.folder().backups().display().to_string(), there.backups, "the same");
        forget(store, Place::Backups, day(6)).expect("back");
        let view = overview(&mut second, day(6)).expect("shown");
        assert!(!view.backups.contains("stick"), "{}", view.backups);
        assert!(view.backup.expect("made").r#where.starts_with(&view.backups));
    }

    #[test]
    fn the_folder_of_finished_documents_is_shown_and_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut kept = kept(folder.path());
        let store = kept.write(day(0)).expect("open");
        choose(store, Place::Outputs, folder.path(), day(0)).expect("it can be written");
        let shown = overview(&mut kept, day(0)).expect("shown").outputs;
        assert_eq!(shown.as_deref(), folder.path().to_str());
        let store = kept.write(day(0)).expect("open");
        forget(store, Place::Outputs, day(0)).expect("forgotten");
        assert_eq!(overview(&mut kept, day(0)).expect("shown").outputs, None);
    }

    #[test]
    fn the_page_asks_about_two_folders_and_no_other() {
        assert_eq!(Place::parse("outputs").expect("known"), Place::Outputs);
        assert_eq!(Place::parse("backups").expect("known"), Place::Backups);
        for other in ["data", "", "/etc"] {
            assert!(Place::parse(other).is_err(), "{other}");
        }
    }
}
