//! Backups that are proven, and going back to them.

use std::fs;

use policy_store::{Reason, Store};
use serde_json::json;

use crate::fixture::{
    at, draft, edit, id, issue, open, open_at, portrait, practice, temp, try_open,
};

const DAY: i64 = 24 * 3_600_000;

#[test]
fn every_backup_of_every_generation_restores_to_what_it_was() {
    let folder = temp();
    let mut store = open(folder.path());
    store.create(id(1), "p", &draft(&[]), at(0)).unwrap();
    let mut portraits = std::collections::BTreeMap::new();
    for generation in 0..14 {
        let next = draft(&[("generation", json!(generation))]);
        store.save(id(1), &next, edit(None, generation * 3 * DAY)).unwrap();
        let backup = store.back_up(Reason::Asked, at(generation * 3 * DAY)).unwrap();
        portraits.insert(backup.sequence, portrait(&store));
    }
    let backups = store.backups().unwrap();
    assert_eq!(backups.len(), 10 + 1, "ten, and one for November");
    for backup in backups {
        let [policy] = &store.preview(&backup).unwrap()[..] else { panic!("one policy") };
        assert_eq!(policy.title, "p");
        // Restoring makes a backup, and that lets an older one go; so work on a copy.
        let copy = temp();
        crate::fixture::copy_folder(folder.path(), copy.path());
        // Later than the last backup, but not so much that another is due.
        let own = open_at(copy.path(), 39 * DAY + 1_000);
        let listed = own.backups().unwrap();
        let same = listed.iter().find(|other| other.sequence == backup.sequence).unwrap();
        let restored = own.restore(same, at(50 * DAY)).unwrap();
        assert_eq!(restored.salvaged, None);
        assert_eq!(portrait(&restored.store), portraits[&backup.sequence], "{backup:?}");
    }
}

#[test]
fn a_restore_can_be_undone_and_loses_nothing_issued() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 2);
    let early = store.back_up(Reason::Asked, at(10_000)).unwrap();
    let changed = draft(&[("a", json!("later"))]);
    let third = issue(&mut store, id(0), &changed, "later words", 20_000).unwrap();
    store.create(id(9), "only later", &changed, at(20_000)).unwrap();
    issue(&mut store, id(9), &changed, "other words", 21_000).unwrap();
    let before = portrait(&store);

    let restored = store.restore(&early, at(30_000)).unwrap().store;
    assert_ne!(restored.draft(id(0)).unwrap(), changed, "the draft is the early one");
    assert_eq!(restored.revisions(id(0)).unwrap().last(), Some(&third), "the revision stays");
    assert_eq!(restored.revisions(id(9)).unwrap().len(), 1, "and so does a policy that has one");
    let found = restored.verify().unwrap();
    assert!(found.faults.is_empty() && found.store.is_empty() && found.unnamed == 0);
    let aside: Vec<_> = fs::read_dir(restored.folder().set_aside()).unwrap().collect();
    assert_eq!(aside.len(), 1);

    let undo = restored.backups().unwrap().pop().unwrap();
    assert_eq!(undo.reason, Reason::BeforeRestore);
    let again = restored.restore(&undo, at(40_000)).unwrap().store;
    assert_eq!(portrait(&again), before);
}

#[test]
fn they_are_made_when_they_are_due() {
    let folder = temp();
    let reasons = |store: &Store| -> Vec<Reason> {
        store.backups().unwrap().iter().map(|backup| backup.reason).collect()
    };
    let store = open(folder.path());
    store.close(at(0)).unwrap();
    let mut store = open(folder.path());
    assert_eq!(reasons(&store), [], "nothing was written, and there is nothing to keep");
    practice(&mut store, 1);
    store.close(at(1_000)).unwrap();
    let store = open(folder.path());
    assert_eq!(reasons(&store), [Reason::Closing, Reason::Daily], "the clock went back");
    store.close(at(2_000)).unwrap();
    let store = open(folder.path());
    assert_eq!(reasons(&store).len(), 2, "nothing changed since");
}

#[test]
fn a_damaged_backup_is_not_restored_and_changes_nothing() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    let backup = store.back_up(Reason::Asked, at(0)).unwrap();
    let mut bytes = fs::read(&backup.path).unwrap();
    let place = bytes.windows(6).position(|window| window == b"Willow").unwrap();
    bytes[place] ^= 4;
    fs::write(&backup.path, bytes).unwrap();
    let before = portrait(&store);
    assert!(store.preview(&backup).is_err());
    let error = store.restore(&backup, at(0)).unwrap_err();
    assert_eq!(error.code(), "store_damaged");
    assert_eq!(portrait(&try_open(folder.path()).unwrap().store), before);
}

#[test]
fn a_caller_in_a_hurry_makes_the_backup_that_is_due_later() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    drop(store);
    let place = policy_store::Folder::new(folder.path().join("data"));
    let disk = std::sync::Arc::new(policy_store::Disk);
    let opened = Store::open_without_backup(place, disk, at(2 * DAY)).unwrap();
    let mut store = opened.store;
    assert!(opened.backup_failed.is_none() && store.backups().unwrap().is_empty());
    let due = store.due_backup(at(2 * DAY)).unwrap().expect("none yet");
    store.rename(id(0), "the store goes on meanwhile").unwrap();
    let made = due.make().unwrap();
    assert_eq!(made.reason, Reason::Daily);
    assert!(store.due_backup(at(2 * DAY + 1)).unwrap().is_none(), "once a day");
    assert!(store.due_backup(at(3 * DAY)).unwrap().is_some());
    assert_eq!(store.preview(&made).unwrap()[0].title, "the store goes on meanwhile");
}

#[test]
fn a_backup_made_while_somebody_types_is_sound_and_delays_nobody() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    let before = store.steps(id(0)).unwrap().undo;
    let due = store.due_backup(at(0)).unwrap().expect("none yet");
    let making = std::thread::spawn(move || (0..20).map(|_| due.make().unwrap()).collect());
    for n in 0..200 {
        store.save(id(0), &draft(&[("n", json!(n))]), edit(None, n)).unwrap();
    }
    let made: Vec<policy_store::Backup> = making.join().unwrap();
    for backup in store.backups().unwrap() {
        assert_eq!(store.preview(&backup).unwrap().len(), 1);
    }
    let numbers: std::collections::BTreeSet<u64> = made.iter().map(|it| it.sequence).collect();
    assert_eq!(numbers.len(), 20, "one at a time");
    assert_eq!(store.steps(id(0)).unwrap().undo, before + 200);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}
