//! Copies in the practice's own folder.

use std::fs;
use std::io::ErrorKind;

use policy_store::{Disk, StoreError, write_copies};

use crate::faulty::Faulty;
use crate::fixture::quick_temp;

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = quick_temp();
    let at = folder.path();
    let write = |bytes: &[u8]| write_copies(&Disk, at, &[("policy.pdf", bytes), ("p.html", b"h")]);
    assert_eq!(write(b"one").unwrap(), [at.join("policy.pdf"), at.join("p.html")]);
    assert_eq!(write(b"one").unwrap(), [at.join("policy.pdf"), at.join("p.html")], "the same");
    assert_eq!(write(b"two").unwrap()[0], at.join("policy (2).pdf"));
    assert_eq!(write(b"three").unwrap()[0], at.join("policy (3).pdf"));
    assert_eq!(write(b"two").unwrap()[0], at.join("policy (2).pdf"));
    assert_eq!(names(at), ["p.html", "policy (2).pdf", "policy (3).pdf", "policy.pdf"]);
    assert_eq!(fs::read(at.join("policy.pdf")).unwrap(), b"one");
    let none = write_copies(&Disk, at, &[("without ending", b"1")]).unwrap();
    assert_eq!(none, [at.join("without ending")]);
    let other = write_copies(&Disk, at, &[("without ending", b"2")]).unwrap();
    assert_eq!(other, [at.join("without ending (2)")]);
}

#[test]
fn names_that_lead_elsewhere_and_folders_that_are_gone_are_refused() {
    let folder = quick_temp();
    for name in ["../x.pdf", "a/b.pdf", "/x", "", "..", ".hidden"] {
        let error = write_copies(&Disk, folder.path(), &[(name, b"1")]).unwrap_err();
        assert!(matches!(error, StoreError::BadPlace { .. }), "{name}: {error:?}");
    }
    let gone = folder.path().join("gone");
    let error = write_copies(&Disk, &gone, &[("x.pdf", b"1")]).unwrap_err();
    assert!(matches!(error, StoreError::Disk { kind: ErrorKind::NotFound, .. }), "{error:?}");
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[test]
fn at_every_operation_that_fails_the_files_there_are_whole() {
    let kinds = [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other];
    for nth in 1.. {
        let folder = quick_temp();
        fs::write(folder.path().join("a.pdf"), b"older").unwrap();
        let faulty = Faulty::new(kinds[nth % 3], nth, nth % 2 == 0);
        let copies: [(&str, &[u8]); 2] = [("a.pdf", b"first words"), ("b.html", b"second words")];
        let result = write_copies(&faulty, folder.path(), &copies);
        if !faulty.struck() {
            assert!(nth > 8, "{nth}");
            return assert_eq!(result.unwrap().len(), 2);
        }
        let code = ["disk_full", "store_read_only", "disk"][nth % 3];
        assert_eq!(result.unwrap_err().code(), code, "operation {nth}");
        for name in names(folder.path()).iter().filter(|name| !name.starts_with(".unfinished-")) {
            let bytes = fs::read(folder.path().join(name)).unwrap();
            let whole: [&[u8]; 3] = [b"older", b"first words", b"second words"];
            assert!(whole.contains(&&bytes[..]), "operation {nth}: {name} is a half");
        }
        assert_eq!(fs::read(folder.path().join("a.pdf")).unwrap(), b"older");
        let again = write_copies(&Disk, folder.path(), &copies).unwrap();
        assert_eq!(fs::read(&again[0]).unwrap(), b"first words", "and it works when tried again");
        assert_eq!(names(folder.path()).len(), 3, "without anything left over");
    }
}
