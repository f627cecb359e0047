//! Where the data folder may lie.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use policy_store::{Disk, Folder, Store, StoreError, SyncService, examine, sync_service};
use serde_json::json;

use crate::fixture::{at, edit, id, long_draft, open, open_store, practice, temp, try_open};

#[test]
fn folders_of_the_clouds_are_known_by_name() {
    let cases = [
        ("home/ana/Dropbox/app", Some(SyncService::Dropbox)),
        ("home/ana/Dropbox (Personal)/app", Some(SyncService::Dropbox)),
        ("Users/ana/OneDrive - Willow Counseling/app", Some(SyncService::OneDrive)),
        ("Users/ana/Library/Mobile Documents/com~apple~CloudDocs", Some(SyncService::ICloud)),
        ("Users/ana/iCloudDrive/x", Some(SyncService::ICloud)),
        (
            "Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/My Drive",
            Some(SyncService::Other),
        ),
        ("Users/ana/Google Drive/x", Some(SyncService::GoogleDrive)),
        ("home/ana/Google-Drive/x", Some(SyncService::GoogleDrive)),
        ("G/My Drive/x", Some(SyncService::GoogleDrive)),
        ("home/ana/pCloudDrive/x", Some(SyncService::Other)),
        ("home/ana/My Driver/x", None),
        ("home/ana/Nextcloud/x", Some(SyncService::Other)),
        ("home/ana/.local/share/plain-policy", None),
        ("home/ana/Dropboxes of mine", None),
    ];
    for (path, expected) in cases {
        assert_eq!(sync_service(&Path::new("/nowhere").join(path)), expected, "{path}");
    }
}

#[test]
fn a_marker_file_gives_a_cloud_folder_away() {
    let folder = temp();
    fs::create_dir(folder.path().join(".dropbox.cache")).unwrap();
    assert_eq!(sync_service(&folder.path().join("a/b")), Some(SyncService::Dropbox));
}

#[test]
fn a_store_in_a_cloud_folder_is_refused_before_anything_is_made() {
    let folder = temp();
    let cloud = folder.path().join("Dropbox");
    let error = open_store(Folder::new(&cloud), Arc::new(Disk), 0).unwrap_err();
    assert!(matches!(error, StoreError::Synced { service: SyncService::Dropbox }));
    assert!(!cloud.exists());
}

#[test]
fn backups_may_lie_elsewhere() {
    let folder = temp();
    let elsewhere = folder.path().join("Dropbox/backups");
    let place = Folder::new(folder.path().join("data")).with_backups(&elsewhere);
    let mut store = open_store(place, Arc::new(Disk), 0).unwrap().store;
    practice(&mut store, 1);
    store.close(at(1)).unwrap();
    assert_eq!(fs::read_dir(elsewhere.join("archive")).unwrap().count(), 9);
}

#[test]
fn for_looking_only_nothing_is_written() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    store.close(at(0)).unwrap();
    let place = Folder::new(folder.path().join("data"));
    let before = fs::read(place.store()).unwrap();
    let mut store = Store::open_read_only(place.clone(), Arc::new(Disk)).unwrap();
    assert!(store.is_read_only());
    assert_eq!(store.policies().unwrap().len(), 1);
    let error = store.save(id(0), &long_draft("x"), edit(None, 1)).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { doing: "save the draft" }));
    let error = store.set_preference("a", &json!(1)).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }));
    drop(store);
    assert_eq!(fs::read(place.store()).unwrap(), before);
    assert!(try_open(folder.path()).is_ok());
}

#[test]
fn to_read_it_takes_the_lock_and_refuses_what_is_damaged() {
    let folder = temp();
    let place = Folder::new(folder.path().join("data"));
    let read = || Store::open_to_read(place.clone(), Arc::new(Disk));
    assert!(matches!(read().unwrap_err(), StoreError::NoStore));
    let mut store = open(folder.path());
    practice(&mut store, 1);
    assert!(matches!(read().unwrap_err(), StoreError::AlreadyOpen));
    assert!(matches!(examine(&place).unwrap_err(), StoreError::AlreadyOpen));
    store.close(at(0)).unwrap();
    assert_eq!(examine(&place).unwrap(), Vec::<String>::new());
    let mut reading = read().unwrap();
    assert!(matches!(try_open(folder.path()).unwrap_err(), StoreError::AlreadyOpen));
    assert!(reading.verify().unwrap().faults.is_empty());
    let error = reading.rename(id(0), "x").unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    drop(reading);
    let mut bytes = fs::read(place.store()).unwrap();
    let at = bytes.windows(6).position(|window| window == b"Willow").unwrap();
    bytes[at] ^= 1;
    fs::write(place.store(), &bytes).unwrap();
    assert!(matches!(read().unwrap_err(), StoreError::Damaged { .. }));
    assert_eq!(examine(&place).unwrap().len(), 1);
    assert!(fs::read(place.store()).unwrap() == bytes, "and leaves it as it is");
}

#[test]
fn a_store_that_is_gone_is_no_first_start_while_its_archive_is_there() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    drop(store);
    let data = folder.path().join("data");
    for name in ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm"] {
        let _ = fs::remove_file(data.join(name));
    }
    let opened = try_open(folder.path()).unwrap();
    assert!(opened.salvaged.is_some(), "it is said");
    assert_eq!(opened.store.revisions(id(0)).unwrap().len(), 2, "what was issued is there");
}

#[test]
fn a_first_start_that_was_cut_short_between_two_kinds_of_log_is_no_obstacle() {
    let folder = temp();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let database = rusqlite::Connection::open(data.join("store.sqlite")).unwrap();
    database.pragma_update(None, "journal_mode", "WAL").unwrap();
    drop(database);
    // The journal's removal did not reach the disk; the log's first bytes did.
    let mut journal = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\0\0\0\x01".to_vec();
    journal.resize(512, 0);
    fs::write(data.join("store.sqlite-journal"), journal).unwrap();
    fs::write(data.join("store.sqlite-wal"), [1; 32]).unwrap();
    assert_eq!(open(folder.path()).policies().unwrap(), []);
}
