//! Bits that flip, and files that are cut short.

use std::fs;
use std::path::Path;

use policy_store::{Clinician, Loss, Outcome, Part, Salvage};
use serde_json::json;

use crate::fixture::{
    Dice, at, copy_folder, draft, edit, id, open, portrait, practice, quick_temp, times, try_open,
};

const FLIPS: &str = "PLAIN_POLICY_FLIPS";
const POLICIES: u128 = 12;

/// A closed practice; `backed_up`: with the backup that closing makes.
fn closed(backed_up: bool) -> (tempfile::TempDir, Vec<String>) {
    let folder = quick_temp();
    let mut store = open(folder.path());
    practice(&mut store, POLICIES);
    let before = portrait(&store);
    store.close(at(0)).unwrap();
    if !backed_up {
        for entry in fs::read_dir(folder.path().join("data/backups")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::remove_file(path).unwrap();
            }
        }
    }
    (folder, before)
}

fn damage(folder: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let path = folder.join("data/store.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

/// Opens after the damage; says how many policies differ, and what was reported.
fn after(folder: &Path, before: &[String]) -> (usize, Option<Salvage>) {
    let opened = try_open(folder).expect("the app always opens");
    assert_eq!(opened.store.check().unwrap(), Vec::<String>::new(), "and what it opens is sound");
    let now = portrait(&opened.store);
    let differ = before.iter().filter(|line| !now.contains(line)).count();
    (differ, opened.salvaged)
}

#[test]
fn flipped_bits_are_noticed_and_mended_from_the_backup() {
    let (folder, before) = closed(true);
    let flips = times(FLIPS, 60);
    let mut dice = Dice(60);
    let mut noticed = 0;
    for flip in 0..flips {
        let copy = quick_temp();
        copy_folder(folder.path(), copy.path());
        let mut place = (0, 0);
        damage(copy.path(), |bytes| {
            place = (dice.roll(bytes.len() as u64), dice.roll(8));
            bytes[usize::try_from(place.0).unwrap()] ^= 1 << place.1;
        });
        let (differ, salvaged) = after(copy.path(), &before);
        assert_eq!(differ, 0, "flip {flip} at {place:?}: {salvaged:?}");
        noticed += usize::from(salvaged.is_some());
    }
    println!("{flips} flips, {noticed} noticed, the others in bytes that hold nothing; 0 differ");
    assert!(noticed > flips / 2, "most bytes hold something: {noticed}");
}

#[test]
fn without_a_backup_all_but_the_policy_that_was_hit_are_recovered() {
    let (folder, before) = closed(false);
    let flips = times(FLIPS, 60);
    let mut dice = Dice(7);
    let (mut others, mut lost) = (0, 0);
    for flip in 0..flips {
        let copy = quick_temp();
        copy_folder(folder.path(), copy.path());
        damage(copy.path(), |bytes| {
            // Flips in the text of rows; those in SQLite's own structure are the test above.
            let words: Vec<usize> = bytes
                .windows(14)
                .enumerate()
                .filter(|(_, window)| *window == b"In my own word")
                .map(|(at, _)| at)
                .collect();
            let pick = usize::try_from(dice.roll(words.len() as u64)).unwrap();
            bytes[words[pick] + 6] ^= 1 << dice.roll(5);
        });
        let (differ, salvaged) = after(copy.path(), &before);
        let salvage = salvaged.unwrap_or_else(|| panic!("flip {flip} is noticed"));
        assert!(!salvage.losses.is_empty() && differ <= 1, "flip {flip}: {differ} {salvage:?}");
        lost += differ;
        others += POLICIES as usize - 1;
    }
    println!(
        "{flips} flips in content, all noticed, {others} other policies all recovered, {lost} hit"
    );
}

#[test]
fn the_list_says_exactly_what_differs() {
    let (folder, _) = closed(false);
    damage(folder.path(), |bytes| {
        let draft = b"Willow Counseling policy 3";
        let places: Vec<usize> = bytes
            .windows(draft.len())
            .enumerate()
            .filter(|(_, window)| *window == draft)
            .map(|(at, _)| at)
            .collect();
        // In the step that typed it; the draft has another name by now.
        assert!(!places.is_empty());
        for place in places {
            bytes[place] = b'V';
        }
    });
    let damaged = fs::read(folder.path().join("data/store.sqlite")).unwrap();
    let opened = try_open(folder.path()).unwrap();
    let salvage = opened.salvaged.unwrap();
    let steps = |loss: &Loss| loss.part == Part::Steps && loss.policy == Some(id(3));
    assert!(salvage.losses.iter().all(steps) && !salvage.losses.is_empty(), "{salvage:?}");
    let kept = fs::read(salvage.set_aside.join("store.sqlite")).unwrap();
    assert!(kept == damaged, "the old one is kept to the byte");
    assert!(try_open(folder.path()).is_err(), "still open");
    drop(opened.store);
    assert_eq!(try_open(folder.path()).unwrap().salvaged, None, "and the new one is sound");
}

#[test]
fn a_draft_newer_than_the_backup_is_kept_with_a_warning() {
    let (folder, _) = closed(true);
    let mut store = open(folder.path());
    let mut newer = store.draft(id(5)).unwrap();
    newer.answers.insert("a_note".to_owned(), json!("typed after the backup"));
    store.save(id(5), &newer, edit(None, 99_000)).unwrap();
    drop(store);
    damage(folder.path(), |bytes| {
        let words = b"typed after the backup";
        let places: Vec<usize> = bytes
            .windows(words.len())
            .enumerate()
            .filter(|(_, window)| *window == words)
            .map(|(at, _)| at)
            .collect();
        for place in places {
            bytes[place] = b'T';
        }
    });
    let opened = try_open(folder.path()).unwrap();
    let losses = opened.salvaged.unwrap().losses;
    let doubtful = |loss: &&Loss| loss.part == Part::Draft && loss.outcome == Outcome::Doubtful;
    assert_eq!(losses.iter().filter(doubtful).count(), 1, "{losses:?}");
    let draft = opened.store.draft(id(5)).unwrap();
    assert_eq!(draft.answers["a_note"], json!("Typed after the backup"));
}

#[test]
fn cut_short_overwritten_or_gone_it_opens_from_the_backup() {
    let (folder, before) = closed(true);
    let length = fs::metadata(folder.path().join("data/store.sqlite")).unwrap().len();
    let length = usize::try_from(length).unwrap();
    let cuts = [50, 100, 4_095, 4_096, 9_000, length / 2, length - 1];
    for cut in cuts {
        let copy = quick_temp();
        copy_folder(folder.path(), copy.path());
        damage(copy.path(), |bytes| bytes.truncate(cut));
        let (differ, salvaged) = after(copy.path(), &before);
        assert_eq!((differ, salvaged.is_some()), (0, true), "cut at {cut}: {salvaged:?}");
    }
    let copy = quick_temp();
    copy_folder(folder.path(), copy.path());
    damage(copy.path(), |bytes| bytes.fill(b'x'));
    assert_eq!(after(copy.path(), &before).0, 0, "overwritten");
    let copy = quick_temp();
    copy_folder(folder.path(), copy.path());
    fs::remove_file(copy.path().join("data/store.sqlite")).unwrap();
    let (differ, salvaged) = after(copy.path(), &before);
    assert_eq!((differ, salvaged.is_some()), (0, true), "gone");
}

/// After a force-quit the newest edits are in the log only; the damage is in the file.
#[test]
fn edits_that_are_still_in_the_log_are_salvaged_too() {
    let (folder, _) = closed(true);
    let mut store = open(folder.path());
    let mut newer = store.draft(id(5)).unwrap();
    newer.answers.insert("a_note".to_owned(), json!("still in the log"));
    store.save(id(5), &newer, edit(None, 99_000)).unwrap();
    let copy = quick_temp();
    copy_folder(folder.path(), copy.path());
    drop(store);
    let log = copy.path().join("data/store.sqlite-wal");
    let logged = fs::read(&log).unwrap();
    assert!(!logged.is_empty());
    let mut dice = Dice(3);
    for flip in 0..10 {
        let hit = quick_temp();
        copy_folder(copy.path(), hit.path());
        damage(hit.path(), |bytes| {
            let words = b"In my own words, policy 1,";
            let places: Vec<usize> = bytes
                .windows(words.len())
                .enumerate()
                .filter(|(_, window)| *window == words)
                .map(|(at, _)| at)
                .collect();
            let pick = usize::try_from(dice.roll(places.len() as u64)).unwrap();
            bytes[places[pick]] ^= 2;
        });
        let opened = try_open(hit.path()).unwrap();
        let salvage = opened.salvaged.unwrap_or_else(|| panic!("flip {flip} is noticed"));
        assert_eq!(opened.store.draft(id(5)).unwrap(), newer, "flip {flip}");
        let kept = fs::read(salvage.set_aside.join("store.sqlite-wal")).unwrap();
        assert!(kept == logged, "the log is kept to the byte");
    }
}

/// Cells of every kind there is, one of each table; what has its own triggers is changed in the file.
const CELLS: [(&str, &str); 18] = [
    ("meta", "key"),
    ("meta", "value"),
    ("profile", "question"),
    ("profile", "answer"),
    ("clinicians", "id"),
    ("clinicians", "body"),
    ("policies", "id"),
    ("policies", "title"),
    ("drafts", "policy"),
    ("drafts", "body"),
    ("steps", "policy"),
    ("steps", "field"),
    ("steps", "label"),
    ("steps", "backward"),
    ("steps", "forward"),
    ("preferences", "key"),
    ("preferences", "value"),
    ("revisions", "record"),
];

#[test]
fn a_bit_in_any_cell_is_noticed() {
    let (folder, _) = closed(true);
    let mut store = open(folder.path());
    let typed = draft(&[("practice_name", json!("Willow"))]);
    store.save(id(1), &typed, edit(Some("practice_name"), 19_000)).unwrap();
    store.set_preference("folder", &json!("/home/ana/Policies")).unwrap();
    let person = Clinician { id: id(900), position: 0, body: json!({ "name": "Ana Ruiz" }) };
    store.set_clinicians(&[person]).unwrap();
    let before = portrait(&store);
    store.close(at(20_000)).unwrap();
    for (table, column) in CELLS {
        let copy = quick_temp();
        copy_folder(folder.path(), copy.path());
        let path = copy.path().join("data/store.sqlite");
        let database = rusqlite::Connection::open(&path).unwrap();
        let query = format!("SELECT {column} FROM {table} WHERE length({column}) > 0 LIMIT 1");
        let text: String = database
            .query_row(&query, [], |row| row.get(0))
            .unwrap_or_else(|error| panic!("{table}.{column}: {error}"));
        if table == "revisions" {
            drop(database);
            damage(copy.path(), |bytes| {
                let place = bytes.windows(200).position(|it| it == &text.as_bytes()[..200]);
                bytes[place.expect("the record lies in one piece") + 100] ^= 1;
            });
        } else {
            let mut changed = text.clone().into_bytes();
            *changed.last_mut().unwrap() ^= 16;
            let changed = String::from_utf8(changed).expect("ASCII");
            let set = format!("UPDATE {table} SET {column} = ? WHERE {column} = ?");
            database.pragma_update(None, "foreign_keys", false).unwrap();
            database.execute(&set, [&changed, &text]).unwrap();
        }
        let (differ, salvaged) = after(copy.path(), &before);
        assert!(salvaged.is_some(), "{table}.{column} is noticed");
        assert_eq!(differ, 0, "{table}.{column} comes back from the backup");
    }
}
