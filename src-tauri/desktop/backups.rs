//! The backups: which there are, what is in one, and going back to it.

use policy_store::{Backup, Reason, Store};

use crate::clock::iso;
use crate::error::{Answer, CommandError};
use crate::views::{BackedUpPolicy, BackupCard, BackupPreview};

/// All backups, newest first.
pub(crate) fn list(store: &Store) -> Answer<Vec<BackupCard>> {
    let card = |backup: Backup| BackupCard {
        token: token(&backup),
        made_at: iso(backup.made_at),
        reason: reason(backup.reason),
    };
    Ok(store.backups()?.into_iter().rev().map(card).collect())
}

/// What a backup holds.
pub(crate) fn preview(store: &Store, token: &str) -> Answer<BackupPreview> {
    let policies = store.preview(&find(store, token)?)?;
    let policies = policies.into_iter().map(|policy| BackedUpPolicy {
        title: policy.title,
        saved_at: iso(policy.saved_at),
        revisions: policy.revisions,
    });
    Ok(BackupPreview { policies: policies.collect() })
}

/// The backup a token stands for.
pub(crate) fn find(store: &Store, word: &str) -> Answer<Backup> {
    let found = store.backups()?.into_iter().find(|backup| token(backup) == word);
    found.ok_or_else(|| CommandError::bad_request("there is no such backup"))
}

/// Its name in the folder of the backups. Nothing is ever opened by it: it is only compared.
fn token(backup: &Backup) -> String {
    backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Daily => "made once a day",
        Reason::Closing => "made when Plain Policy was closed",
        Reason::Asked => "made when you asked for it",
        Reason::BeforeMigration => "made before Plain Policy was updated",
        Reason::BeforeImport => "made before a file was taken over",
        Reason::BeforeRestore => "made before you went back to an earlier backup",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::drafting::{begin, save};
    use crate::error::Code;
    use crate::testing::{day, draft, kept};

    #[test]
    fn going_back_to_a_backup_brings_back_what_it_showed() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut kept = kept(folder.path());
        let store = kept.write(day(0)).expect("open");
        let willow = draft(&[("practice_name", json!("Willow"))]);
        let id = begin(store, Some(willow.clone()), day(0)).expect("begun").id;
        store.back_up(Reason::Asked, day(1).moment).expect("made");
        let alder = draft(&[("practice_name", json!("Alder"))]);
        save(store, id, &alder, None, "answer", day(2)).expect("saved");
        let cards = list(store).expect("listed");
        assert_eq!(cards[0].reason, "made when you asked for it");
        assert_eq!(preview(store, &cards[0].token).expect("sound").policies.len(), 1);
        let backup = find(store, &cards[0].token).expect("there");
        kept.exchange(day(3), |store| store.restore(&backup, day(3).moment)).expect("restored");
        let store = kept.read(day(3)).expect("open");
        assert_eq!(store.draft(id).expect("there"), willow);
        assert_eq!(list(store).expect("listed").len(), 2, "the state before can be gone back to");
    }

    #[test]
    fn a_backup_that_is_damaged_changes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut kept = kept(folder.path());
        let store = kept.write(day(0)).expect("open");
        let id = begin(store, None, day(0)).expect("begun").id;
        let made = store.back_up(Reason::Asked, day(1).moment).expect("made");
        std::fs::write(&made.path, b"rot").expect("written");
        assert!(preview(store, &token(&made)).is_err());
        let result = kept.exchange(day(2), |store| store.restore(&made, day(2).moment));
        assert!(result.is_err());
        assert!(kept.read(day(2)).expect("open again").draft(id).is_ok());
    }

    #[test]
    fn a_token_that_is_none_is_a_bad_request() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut kept = kept(folder.path());
        let store = kept.read(day(0)).expect("open");
        for word in ["", "..", "/etc/passwd"] {
            assert_eq!(find(store, word).expect_err("none").code, Code::BadRequest);
        }
    }
}
