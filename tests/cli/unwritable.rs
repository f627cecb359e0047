//! A target that cannot be written leaves what was there.

use std::fs;

use crate::process::{file, files, folder, practice, render};

#[test]
fn a_file_where_the_folder_should_be_stays_as_it_is() {
    let out = folder();
    let path = file(out.path(), "policies", "my notes");
    let run = render(&practice("halloran"), &path, &[]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("policies"), "it names the place: {}", run.err);
    assert_eq!(fs::read_to_string(&path).expect("it is still there"), "my notes");
}

#[test]
fn one_file_that_cannot_be_replaced_leaves_them_all() {
    let out = folder();
    file(out.path(), "policy.pdf", "the old policy");
    fs::create_dir(out.path().join("policy.html")).expect("the folder can be made");
    let run = render(&practice("halloran"), out.path(), &[]);
    assert_eq!(run.code, Some(2), "{run:?}");
    let old = fs::read_to_string(out.path().join("policy.pdf")).expect("it is still there");
    assert_eq!(old, "the old policy", "half a set of files is worse than none");
    assert_eq!(files(out.path()), ["policy.html", "policy.pdf"], "nothing temporary is left");
}

/// Root may write anywhere, so this is only seen by other users.
#[cfg(unix)]
#[test]
fn a_folder_without_permission_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let out = folder();
    let closed = out.path().join("closed");
    fs::create_dir(&closed).expect("the folder can be made");
    let old = file(&closed, "policy.txt", "the old policy");
    let allow = |mode| fs::set_permissions(&closed, fs::Permissions::from_mode(mode));
    allow(0o555).expect("the folder is ours");
    let is_root = fs::write(closed.join("probe"), "").is_ok();
    let run = render(&practice("halloran"), &closed, &[]);
    allow(0o755).expect("the folder is ours");
    if is_root {
        assert_eq!(run.code, Some(0), "{run:?}");
    } else {
        assert_eq!(run.code, Some(2), "{run:?}");
        assert_eq!(fs::read_to_string(old).expect("it is still there"), "the old policy");
    }
}

#[test]
fn old_files_are_replaced_whole() {
    let out = folder();
    for name in ["policy.pdf", "policy.html", "policy.txt"] {
        file(out.path(), name, &"old ".repeat(100_000));
    }
    assert_eq!(render(&practice("stone"), out.path(), &[]).code, Some(0));
    let text = fs::read_to_string(out.path().join("policy.txt")).expect("it was written");
    assert!(!text.contains("old old"), "nothing of the old file is left behind the new one");
}
