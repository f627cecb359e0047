//! Moving the data folder out of a cloud, and the backups to another place.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use policy_store::{Disk, Folder, Reason, Store, StoreError, move_folder};

use crate::faulty::Faulty;
use crate::fixture::{
    at, copy_folder, edit, id, long_draft, open, open_store, portrait, practice, quick_temp, temp,
};

fn open_located(root: &Path) -> Store {
    let folder = Folder::locate(root, &Disk);
    let opened = open_store(folder, Arc::new(Disk), 0).unwrap();
    assert_eq!(opened.salvaged, None);
    opened.store
}

#[test]
fn what_lay_in_a_cloud_lies_on_this_computer_and_the_old_folder_says_so() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    practice(&mut store, 3);
    let before = portrait(&store);
    drop(store);
    let cloud = folder.path().join("Dropbox/Plain Policy");
    copy_folder(&folder.path().join("data"), &cloud);
    let refused = open_store(Folder::locate(&cloud, &Disk), Arc::new(Disk), 0).unwrap_err();
    assert!(matches!(refused, StoreError::Synced { .. }));

    let target = folder.path().join("here/new");
    let aside = move_folder(&cloud, &target, &Disk, at(5)).unwrap();
    assert!(aside.starts_with(&cloud) && aside.join("store.sqlite").is_file());
    let note = fs::read_to_string(cloud.join("Plain Policy has moved.txt")).unwrap();
    assert!(note.contains(target.to_str().unwrap()), "{note}");
    let store = open_located(&cloud);
    assert_eq!(store.folder().root(), target);
    assert_eq!(portrait(&store), before);
    assert!(store.verify().unwrap().faults.is_empty());
    drop(store);

    let third = folder.path().join("third");
    fs::create_dir(&third).unwrap();
    move_folder(&target, &third, &Disk, at(6)).unwrap();
    assert_eq!(open_located(&cloud).folder().root(), third, "moved twice");
    fs::rename(&third, folder.path().join("elsewhere")).unwrap();
    assert_eq!(Folder::locate(&target, &Disk).root(), target, "a note that leads nowhere");
}

#[test]
fn before_the_first_start_there_is_nothing_to_move_but_the_place() {
    let folder = quick_temp();
    let cloud = folder.path().join("OneDrive/Plain Policy");
    let target = folder.path().join("here");
    move_folder(&cloud, &target, &Disk, at(0)).unwrap();
    let store = open_located(&cloud);
    assert_eq!((store.folder().root(), store.policies().unwrap().len()), (target.as_path(), 0));
}

#[test]
fn places_it_cannot_go_to_are_named() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    let from = folder.path().join("data");
    let to = folder.path().join("to");
    let in_use = move_folder(&from, &to, &Disk, at(0)).unwrap_err();
    assert!(matches!(in_use, StoreError::AlreadyOpen));
    drop(store);
    let cloud = move_folder(&from, &folder.path().join("Google Drive/x"), &Disk, at(0));
    assert!(matches!(cloud, Err(StoreError::Synced { .. })), "{cloud:?}");
    let inside = move_folder(&from, &from.join("x"), &Disk, at(0));
    assert!(matches!(inside, Err(StoreError::BadPlace { .. })), "{inside:?}");
    fs::create_dir(&to).unwrap();
    fs::write(to.join("letter.txt"), "mine").unwrap();
    let full = move_folder(&from, &to, &Disk, at(0));
    assert!(matches!(full, Err(StoreError::NotEmpty)), "{full:?}");
    assert_eq!(open(folder.path()).policies().unwrap().len(), 1, "and nothing has moved");
}

#[test]
fn at_every_operation_that_fails_it_is_here_or_there() {
    let base = quick_temp();
    let mut store = open(base.path());
    practice(&mut store, 2);
    let before = portrait(&store);
    store.close(at(0)).unwrap();
    for nth in 1.. {
        let copy = quick_temp();
        copy_folder(base.path(), copy.path());
        let (from, to) = (copy.path().join("data"), copy.path().join("new"));
        let faulty = Faulty::new(ErrorKind::StorageFull, nth, nth % 2 == 0);
        let result = move_folder(&from, &to, &faulty, at(1));
        if !faulty.struck() {
            result.unwrap();
            println!("move: {} operations failed in turn", nth - 1);
            return assert!(nth > 40, "{nth}");
        }
        if let Err(error) = result {
            assert_eq!(error.code(), "disk_full", "operation {nth}");
        }
        let store = open_located(&from);
        assert_eq!(portrait(&store), before, "operation {nth}");
        let here = store.folder().root() == from;
        drop(store);
        if here {
            // The folder may have been moved and only the note be missing.
            let again = move_folder(&from, &to, &Disk, at(2));
            assert!(
                matches!(again, Ok(_) | Err(StoreError::NotEmpty)),
                "operation {nth}: {again:?}"
            );
        }
    }
}

#[test]
fn backups_go_where_she_wants_them_and_earlier_ones_stay_on_the_list() {
    let folder = temp();
    let stick = folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let root = folder.path().join("data");
    let mut store = open(folder.path());
    practice(&mut store, 1);
    let first = store.back_up(Reason::Asked, at(0)).unwrap();
    let second = store.keep_backups_in(&stick, id(0xabcd), at(1_000)).unwrap();
    assert!(second.path.starts_with(&stick), "{}", second.path.display());
    assert_eq!(store.backups().unwrap(), [first.clone(), second.clone()]);
    let inside = store.keep_backups_in(&root.join("archive"), id(1), at(1_000));
    assert!(matches!(inside, Err(StoreError::BadPlace { .. })));
    let before = portrait(&store);
    drop(store);

    let mut store = open_located(&root);
    store.save(id(0), &long_draft("x"), edit(None, 90_000)).unwrap();
    assert!(store.back_up(Reason::Asked, at(2_000)).unwrap().path.starts_with(&stick));
    drop(store);

    // Another computer, which has never seen this store.
    let other = temp();
    let store = open(other.path());
    let found = store.backups_in(&stick).unwrap();
    assert!(found.contains(&second), "{found:?}");
    let restored = store.restore(&second, at(3_000)).unwrap().store;
    assert_eq!(portrait(&restored), before);
    assert!(restored.verify().unwrap().faults.is_empty(), "with the issued files");
    drop(restored);

    // The stick is not plugged in, and its place cannot be written.
    fs::rename(&stick, folder.path().join("away")).unwrap();
    fs::write(&stick, "").unwrap();
    let opened = open_store(Folder::locate(&root, &Disk), Arc::new(Disk), 0).unwrap();
    let said = opened.backup_failed.expect("it is said").to_string();
    assert!(said.contains("backup folder"), "{said}");
    let mut store = opened.store;
    let here = store.backups().unwrap();
    assert!(here.contains(&first) && !here.contains(&second), "{here:?}");
    let made = store.back_up(Reason::Asked, at(4_000)).unwrap();
    assert!(made.path.starts_with(&root), "meanwhile they are made in the data folder");
    drop(store);
    fs::remove_file(&stick).unwrap();
    fs::rename(folder.path().join("away"), &stick).unwrap();
    let all = open_located(&root).backups().unwrap();
    for backup in [&first, &second, &made] {
        assert!(all.iter().any(|kept| kept.path == backup.path), "{all:?}");
    }
}

#[test]
fn backups_come_home_again_and_the_newest_has_the_highest_number() {
    let folder = temp();
    let stick = folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let root = folder.path().join("data");
    let mut store = open(folder.path());
    practice(&mut store, 1);
    store.keep_backups_in(&stick, id(0xabcd), at(0)).unwrap();
    let away = store.back_up(Reason::Asked, at(1_000)).unwrap();
    let home = store.keep_own_backups(at(2_000)).unwrap();
    assert!(home.path.starts_with(&root) && home.sequence > away.sequence, "{home:?}");
    assert!(away.path.is_file(), "what is on the stick stays there");
    let next = store.back_up(Reason::Asked, at(3_000)).unwrap();
    assert!(next.path.starts_with(&root), "{next:?}");
    drop(store);
    let mut store = open_located(&root);
    assert_eq!(store.folder().backups(), root.join("backups"));
    let again = store.keep_backups_in(&stick, id(0xabcd), at(4_000)).unwrap();
    assert!(again.sequence > next.sequence, "{again:?}");
    assert_eq!(store.backups().unwrap().last(), Some(&again));
}
