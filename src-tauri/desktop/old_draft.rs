//! The one draft that earlier versions kept as `draft.json`: taken into the store at the first start,
//! and set aside. A damaged one is set aside too; one of a newer program is never touched.

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use policy::{Draft, InputError};
use policy_store::{Store, StoreError};

use crate::clock::Now;
use crate::disk;
use crate::views::{Notice, NoticeKind};

/// Takes the draft of the data folder in, if there is one. What is returned is to be said; a file
/// that cannot be read or renamed stays where it is, and is tried again at the next start.
pub(crate) fn take_in(store: &mut Store, now: Now) -> Option<Notice> {
    let folder = store.folder().root().to_owned();
    let path = folder.join("draft.json");
    let bytes = match std::fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(_) => {
            return Some(said(format!(
                "Your answers of an earlier version of Plain Policy could not be read. They are here: {}. Please check that this file can be opened, then start Plain Policy again.",
                path.display()
            )));
        }
        Ok(bytes) => bytes,
    };
    // Bytes that are not text become text that is not JSON: damaged, like any other.
    match Draft::from_json(&String::from_utf8_lossy(&bytes)) {
        Ok(draft) => Some(taken(store, &draft, &path, now)),
        Err(InputError::Newer { .. }) => Some(said(format!(
            "There are answers here from a newer version of Plain Policy. They were not changed and not taken over. They are here: {}",
            path.display()
        ))),
        Err(_) => Some(match set_aside(&path, "damaged", now.today) {
            Ok(aside) => said(format!(
                "Your answers of an earlier version could not be read. The file was not deleted. It is here: {}",
                aside.display()
            )),
            Err(_) => said(format!(
                "Your answers of an earlier version could not be read. The file was not changed. It is here: {}",
                path.display()
            )),
        }),
    }
}

/// Its id is made from its content: a start that was cut short between saving and setting aside does
/// not take it in twice.
fn taken(store: &mut Store, draft: &Draft, path: &Path, now: Now) -> Notice {
    let id = draft.id();
    match store.create(id, "", draft, now.moment) {
        Ok(()) | Err(StoreError::PolicyExists(_)) => {}
        Err(_) => {
            return said(format!(
                "Your answers of an earlier version of Plain Policy could not be saved in the new place yet. Nothing is lost: they are here: {}. Plain Policy tries again at the next start.",
                path.display()
            ));
        }
    }
    let text = match set_aside(path, "moved-in", now.today) {
        Ok(aside) => format!(
            "Your policy is now kept in a safer way: every change can be undone, and backups are made by themselves. The file it was kept in before is still here: {}",
            aside.display()
        ),
        Err(_) => "Your policy is now kept in a safer way: every change can be undone, and backups are made by themselves.".to_owned(),
    };
    Notice { policy: Some(id), ..said(text) }
}

fn said(text: String) -> Notice {
    Notice { kind: NoticeKind::MovedIn, text, details: Vec::new(), policy: None }
}

/// Renames the file; nothing of that name is replaced.
fn set_aside(path: &Path, why: &str, today: NaiveDate) -> io::Result<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let aside = (1..)
        .map(|n| if n == 1 { String::new() } else { format!("-{n}") })
        .map(|n| folder.join(format!("draft-{why}-{today}{n}.json")))
        .find(|path| !path.exists())
        .expect("numbers do not end");
    std::fs::rename(path, &aside)?;
    disk::settle(folder)?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use policy_store::{Disk, Folder};

    use super::*;

    fn open(folder: &Path) -> Store {
        let now = Now::at("2026-11-25", 0);
        Store::open(Folder::new(folder), Arc::new(Disk), now.moment).expect("it opens").store
    }

    fn start(folder: &Path) -> (Store, Option<Notice>) {
        let mut store = open(folder);
        let notice = take_in(&mut store, Now::at("2026-11-25", 0));
        (store, notice)
    }

    const DRAFT: &str =
        r#"{"format":1,"answers":{"practice_name":"Willow"},"suggested":["practice_name"]}"#;

    #[test]
    fn an_old_draft_becomes_a_policy_once_and_its_file_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("draft.json"), DRAFT).expect("written");
        let (store, notice) = start(folder.path());
        let policies = store.policies().expect("listed");
        assert_eq!(policies.len(), 1);
        let draft = Draft::from_json(DRAFT).expect("a draft");
        assert_eq!(store.draft(policies[0].id).expect("there"), draft);
        assert_eq!(notice.expect("said").policy, Some(policies[0].id));
        let aside = folder.path().join("draft-moved-in-2026-11-25.json");
        assert_eq!(std::fs::read_to_string(&aside).expect("kept"), DRAFT);
        drop(store);
        // As if the last start had been cut short before the file was set aside.
        std::fs::rename(&aside, folder.path().join("draft.json")).expect("renamed");
        let (store, notice) = start(folder.path());
        assert_eq!(store.policies().expect("listed").len(), 1);
        assert!(notice.is_some());
        drop(store);
        assert_eq!(start(folder.path()).1, None);
    }

    #[test]
    fn a_damaged_draft_is_set_aside_and_said() {
        let folder = tempfile::tempdir().expect("a folder");
        for (damaged, aside) in [
            (&b"{\"format\":1,\"answ"[..], "draft-damaged-2026-11-25.json"),
            (&b"\xff\xfe\x00"[..], "draft-damaged-2026-11-25-2.json"),
        ] {
            std::fs::write(folder.path().join("draft.json"), damaged).expect("written");
            let (store, notice) = start(folder.path());
            assert_eq!(store.policies().expect("listed"), []);
            assert!(notice.expect("said").text.contains(aside));
            assert_eq!(std::fs::read(folder.path().join(aside)).expect("kept"), damaged);
        }
    }

    #[test]
    fn a_draft_of_a_newer_program_is_not_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let newer = br#"{ "format": 99, "answers": [], "something": "new" }"#;
        std::fs::write(folder.path().join("draft.json"), newer).expect("written");
        let (store, notice) = start(folder.path());
        assert_eq!(store.policies().expect("listed"), []);
        assert!(notice.expect("said").text.contains("newer version"));
        assert_eq!(std::fs::read(folder.path().join("draft.json")).expect("there"), newer);
    }
}
