//! Disks that fail: named error, state before or after, and it works when tried again.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use policy_store::{Disk, Extent, Folder, Reason, Result, Store};
use serde_json::json;

use crate::faulty::Faulty;
use crate::fixture::{
    at, copy_folder, draft, id, issue, open, open_store, portrait, practice, quick_temp, try_open,
};

const KINDS: [(ErrorKind, &str); 4] = [
    (ErrorKind::StorageFull, "disk_full"),
    (ErrorKind::PermissionDenied, "store_read_only"),
    (ErrorKind::ReadOnlyFilesystem, "store_read_only"),
    (ErrorKind::Other, "disk"),
];

/// Runs `act` on copies of a practice, failing the 1st, 2nd, 3rd… operation, until none is left.
/// `act` opens the store itself with the failing disk. Returns how many operations there were.
fn every_operation(
    prepare: impl Fn(&Path),
    act: impl Fn(&Path, Arc<Faulty>) -> Result<()>,
) -> usize {
    let base = quick_temp();
    prepare(base.path());
    let look = |folder: &Path| portrait(&try_open(folder).expect("opens").store);
    let before = {
        let copy = quick_temp();
        copy_folder(base.path(), copy.path());
        look(copy.path())
    };
    let after = {
        let copy = quick_temp();
        copy_folder(base.path(), copy.path());
        act(copy.path(), Arc::new(Faulty::new(ErrorKind::Other, 0, false))).expect("no fault");
        look(copy.path())
    };
    for nth in 1.. {
        let (kind, code) = KINDS[nth % KINDS.len()];
        let copy = quick_temp();
        copy_folder(base.path(), copy.path());
        let faulty = Arc::new(Faulty::new(kind, nth, nth % 2 == 0));
        let result = act(copy.path(), Arc::clone(&faulty));
        if !faulty.struck() {
            result.expect("no fault");
            return nth - 1;
        }
        if let Err(error) = &result {
            assert_eq!(error.code(), code, "operation {nth}: {error}");
        }
        let now = look(copy.path());
        assert!(
            now == before || now == after,
            "operation {nth} ({kind:?}) leaves a half: {result:?}"
        );
        if result.is_ok() {
            assert!(now == after, "operation {nth}: said done, and is not");
        } else if now == before {
            act(copy.path(), Arc::new(Faulty::new(kind, 0, false)))
                .expect("works when tried again");
            assert!(look(copy.path()) == after, "operation {nth}: tried again");
        }
    }
    unreachable!("the loop ends by itself")
}

fn open_with(folder: &Path, files: Arc<Faulty>) -> Result<Store> {
    Ok(open_store(Folder::new(folder.join("data")), files, 0)?.store)
}

fn prepared(folder: &Path) {
    let mut store = open(folder);
    practice(&mut store, 2);
    store.close(at(0)).unwrap();
}

#[test]
fn at_every_operation_of_the_first_start() {
    let operations = every_operation(
        |_| {},
        |folder, files| {
            let mut store = open_with(folder, files)?;
            if store.policies()?.is_empty() {
                store.create(id(1), "p", &draft(&[("a", json!(1))]), at(1))?;
            }
            Ok(())
        },
    );
    println!("first start: {operations} operations failed in turn");
    assert!(operations >= 12, "{operations}");
}

#[test]
fn at_every_operation_of_an_issue() {
    let operations = every_operation(prepared, |folder, files| {
        let mut store = open_with(folder, files)?;
        let next = draft(&[("a", json!("issued"))]);
        issue(&mut store, id(1), &next, "words", 50_000)?;
        Ok(())
    });
    println!("issue: {operations} operations failed in turn");
    assert!(operations >= 25, "{operations}");
}

#[test]
fn at_every_operation_of_a_backup() {
    let operations = every_operation(prepared, |folder, files| {
        let mut store = open_with(folder, files)?;
        store.back_up(Reason::Asked, at(1)).map(drop)
    });
    println!("backup: {operations} operations failed in turn");
}

#[test]
fn at_every_operation_of_a_restore() {
    let prepare = |folder: &Path| {
        prepared(folder);
        let mut store = open(folder);
        store.save(id(0), &draft(&[("a", json!(1))]), crate::fixture::edit(None, 60_000)).unwrap();
    };
    let operations = every_operation(prepare, |folder, files| {
        let store = open_with(folder, files)?;
        let backup = store.backups()?.remove(0);
        store.restore(&backup, at(1)).map(drop)
    });
    println!("restore: {operations} operations failed in turn");
}

#[test]
fn at_every_operation_of_an_import() {
    let source = quick_temp();
    let mut from = open(source.path());
    practice(&mut from, 3);
    let portable = from.export_all(Extent::Everything).unwrap();
    let operations = every_operation(
        |folder| drop(open(folder)),
        |folder, files| {
            let mut store = open_with(folder, files)?;
            store.import(&portable, at(1)).map(drop)
        },
    );
    println!("import: {operations} operations failed in turn");
}

#[test]
fn at_every_operation_of_a_salvage() {
    let prepare = |folder: &Path| {
        prepared(folder);
        let path = folder.join("data/store.sqlite");
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.truncate(9_000);
        std::fs::write(path, bytes).unwrap();
    };
    let operations = every_operation(prepare, |folder, files| open_with(folder, files).map(drop));
    println!("salvage: {operations} operations failed in turn");
}

#[test]
fn a_backup_that_fails_does_not_stop_the_opening() {
    let folder = quick_temp();
    prepared(folder.path());
    for entry in std::fs::read_dir(folder.path().join("data/backups")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::remove_file(path).unwrap();
        }
    }
    let place = Folder::new(folder.path().join("data"));
    // Making the folders is eight operations; the ninth is the backup's first.
    let files = Arc::new(Faulty::new(ErrorKind::StorageFull, 9, true));
    let opened = open_store(place.clone(), files, 0).unwrap();
    assert_eq!(opened.backup_failed.map(|error| error.code()), Some("disk_full"));
    drop(opened.store);
    assert!(open_store(place, Arc::new(Disk), 0).unwrap().backup_failed.is_none());
}
