//! What is typed lies in the store, its archive, its backups and where copies were asked for, and
//! nowhere else: a word that occurs nowhere by itself stands in every field, and after everything
//! the store can do it is looked for on all that the process could write to.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use policy::{Catalogue, Draft};
use policy_store::{
    Clinician, Disk, Extent, Folder, Portable, Reason, Store, move_folder, write_copies,
};
use serde_json::{Value, json};

use crate::alone;
use crate::faulty::Faulty;
use crate::fixture::{at, edit, id, issue, open_store, temp};
use crate::kill::FOLDER;

const CANARY: &str = "Zq7canaryWord";

/// Every question answered with the word, and the word in all that is her own.
fn draft() -> Draft {
    let answers = Catalogue::embedded().questions.iter();
    let answers = answers.map(|q| (q.id.clone(), json!([CANARY, { "name": CANARY }]))).collect();
    let own = json!({
        "format": 2, "answers": {},
        "own_clauses": { "mine": { "section": "following", "place": { "after": "x" }, "text": { "en": CANARY } } },
        "overrides": { "x": { "en": { "text": CANARY, "wording": "0", "default": CANARY } } },
        "removed": { "y": { "reason": CANARY } },
        "kept": { "R1": { "reason": CANARY, "because": "0" } },
    });
    let own = Draft::from_json(&own.to_string()).unwrap();
    Draft { answers, ..own }
}

/// Not a test of its own: does everything there is to do, and says every error aloud.
#[test]
#[ignore = "runs as the child of the test below"]
fn flows() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = PathBuf::from(folder);
    let data = folder.join("data");
    let say = |error: policy_store::StoreError| println!("{error} {error:?}");
    let open = |root: &Path| open_store(Folder::locate(root, &Disk), Arc::new(Disk), 0);

    let mut store = open(&data).unwrap().store;
    let draft = draft();
    store.create(id(1), CANARY, &Draft::new(policy::answers::Answers::new()), at(0)).unwrap();
    store.save(id(1), &draft, edit(Some("name"), 1)).unwrap();
    store.undo(id(1), at(2)).unwrap();
    store.redo(id(1), at(3)).unwrap();
    store.adopt_profile(&draft, ["phone", "address", "clinicians"]).unwrap();
    store.set_clinicians(&[Clinician { id: id(5), position: 0, body: json!(CANARY) }]).unwrap();
    store.set_preference("last", &json!(CANARY)).unwrap();
    let mut answered = draft.clone();
    answered.suggested.clear();
    let record = issue(&mut store, id(1), &answered, CANARY, 4).unwrap();
    let pdf = store.issued_bytes(&record.files[2]).unwrap();
    write_copies(&Disk, &folder.join("outputs"), &[("policy.pdf", &pdf)]).unwrap();
    let backup = store.back_up(Reason::Asked, at(5)).unwrap();
    store.keep_backups_in(&folder.join("stick"), id(6), at(6_000)).unwrap();
    let portable = store.export_all(Extent::Everything).unwrap().write().unwrap();
    fs::write(folder.join("outputs/all.plainpolicy"), &portable).unwrap();
    store.import(&Portable::read(&portable).unwrap(), at(7)).unwrap();
    let mut store = store.restore(&backup, at(8)).unwrap().store;
    store.search(CANARY).unwrap();
    store.verify().unwrap();

    let mut large = draft.clone();
    large.answers.insert("phone".to_owned(), json!(CANARY.repeat(1_000_000)));
    say(store.save(id(1), &large, edit(None, 9)).unwrap_err());
    say(store.create(id(1), CANARY, &draft, at(9)).unwrap_err());
    say(store.create(id(2), &CANARY.repeat(1_000), &draft, at(9)).unwrap_err());
    say(issue(
        &mut store,
        id(1),
        &Draft { suggested: [CANARY.to_owned()].into(), ..draft.clone() },
        "w",
        9,
    )
    .unwrap_err());
    say(write_copies(&Disk, &folder.join("outputs"), &[("a/b", CANARY.as_bytes())]).unwrap_err());
    let failing = Faulty::new(ErrorKind::StorageFull, 1, true);
    say(write_copies(&failing, &folder.join("outputs"), &[("c", CANARY.as_bytes())]).unwrap_err());
    // A word where a number or a member belongs.
    let mut value: Value = serde_json::from_slice(&portable).unwrap();
    for place in [
        "/content/policies/0/created_at",
        "/content/policies/0/id",
        "/content/policies",
        "/content/policies/0/revisions/0/files/0/role",
        "/format",
        "/content",
    ] {
        let mut bad = value.clone();
        *bad.pointer_mut(place).unwrap() = json!(CANARY);
        let error = Portable::read(bad.to_string().as_bytes()).unwrap_err();
        println!("{error} {error:?}");
    }
    value["content"]["policies"][0][CANARY] = json!(CANARY);
    let error = Portable::read(value.to_string().as_bytes()).unwrap_err();
    println!("{error} {error:?}");
    store.close(at(10)).unwrap();

    // Damaged, so that it is set aside and salvaged.
    let path = data.join("store.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    let place = bytes.windows(CANARY.len()).position(|window| window == CANARY.as_bytes()).unwrap();
    bytes[place] ^= 1;
    fs::write(&path, bytes).unwrap();
    say(Store::open_to_read(Folder::new(&data), Arc::new(Disk)).unwrap_err());
    let opened = open(&data).unwrap();
    assert!(opened.salvaged.is_some());
    drop(opened);
    move_folder(&data, &folder.join("moved/data"), &Disk, at(11)).unwrap();
    open(&data).unwrap();
    println!("all done");
}

#[test]
fn what_is_typed_lies_nowhere_else_and_is_for_its_owner_only() {
    let _alone = alone();
    let sandbox = temp();
    for folder in ["work", "tmp", "home", "work/outputs", "work/stick"] {
        fs::create_dir(sandbox.path().join(folder)).unwrap();
    }
    // Whatever the person's own setting gives away, the store does not.
    let command = "umask 000; exec \"$0\" --exact canary::flows --ignored --nocapture";
    let home = sandbox.path().join("home");
    let output = Command::new("sh")
        .args(["-c", command])
        .arg(std::env::current_exe().unwrap())
        .current_dir(&home)
        .env(FOLDER, sandbox.path().join("work"))
        .env("HOME", &home)
        .envs(
            ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"]
                .map(|name| (name, &home)),
        )
        .env("TMPDIR", sandbox.path().join("tmp"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    let shown = said.replace(CANARY, "<the word>");
    assert!(said.contains("all done"), "{shown}");
    assert!(!said.contains(CANARY), "errors and output hold no values: {shown}");

    let work = sandbox.path().join("work");
    let allowed = ["data", "moved/data", "stick", "outputs"].map(|name| work.join(name));
    let private = ["data", "moved/data"].map(|name| work.join(name));
    let (mut held, mut files) = (0, 0);
    walk(sandbox.path(), &mut |path, folder| {
        let inside = |places: &[PathBuf]| places.iter().any(|place| path.starts_with(place));
        let name = path.file_name().unwrap().to_string_lossy();
        assert!(!name.contains(CANARY), "no name holds a value: {}", path.display());
        let mode = fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let backups = path.starts_with(work.join("stick")) && path != work.join("stick");
        if inside(&private) || backups {
            assert_eq!(mode, if folder { 0o700 } else { 0o600 }, "{}", path.display());
        }
        if !folder {
            files += 1;
            let bytes = fs::read(path).unwrap();
            if bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()) {
                held += 1;
                assert!(inside(&allowed), "it lies in {}", path.display());
            }
        }
    });
    println!("{files} files looked through, {held} hold the word, 0 of them elsewhere");
    assert!(held > 10, "the word does get around: {held}");
}

fn walk(folder: &Path, look: &mut dyn FnMut(&Path, bool)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        look(&path, path.is_dir());
        if path.is_dir() {
            walk(&path, look);
        }
    }
}
