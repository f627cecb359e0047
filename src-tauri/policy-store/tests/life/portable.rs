//! The portable file: out, in, and what is refused.

use std::fs;
use std::path::PathBuf;

use policy_store::{Extent, FORMAT, ImportChange, Portable, PortableError};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::fixture::{at, draft, edit, id, issue, open, portrait, practice, quick_temp, times};

fn exported() -> Vec<u8> {
    let folder = quick_temp();
    let mut store = open(folder.path());
    practice(&mut store, 3);
    store.export_all(Extent::Everything).unwrap().write().unwrap()
}

#[test]
fn what_leaves_comes_back_to_the_byte() {
    let bytes = exported();
    let portable = Portable::read(&bytes).unwrap();
    assert_eq!(portable.write().unwrap(), bytes);
    let folder = quick_temp();
    let mut store = open(folder.path());
    let report = store.import(&portable, at(1)).unwrap();
    assert_eq!(report.policies.len(), 3);
    assert_eq!(report.profile, ["practice_phone"]);
    let again = store.export_all(Extent::Everything).unwrap().write().unwrap();
    assert_eq!(again, bytes);
    let found = store.verify().unwrap();
    assert_eq!((found.revisions, found.unnamed), (3, 0));
    assert!(found.faults.is_empty() && found.store.is_empty());
    let report = store.plan_import(&portable).unwrap();
    assert!(report.policies.iter().all(|policy| policy.change == ImportChange::Same));
    assert!(report.profile.is_empty());
}

#[test]
fn the_report_comes_before_the_change_and_the_change_can_be_undone() {
    let bytes = exported();
    let portable = Portable::read(&bytes).unwrap();
    let folder = quick_temp();
    let mut store = open(folder.path());
    store.import(&portable, at(1)).unwrap();
    let mine = draft(&[("practice_name", json!("Mine"))]);
    store.save(id(0), &mine, edit(None, 50_000)).unwrap();
    store.rename(id(1), "Other").unwrap();
    let before = portrait(&store);
    let report = store.plan_import(&portable).unwrap();
    let [first, second, third] = &report.policies[..] else { panic!("three") };
    let ImportChange::Changed { questions, own: false, title: false, revisions: 0, older: true } =
        &first.change
    else {
        panic!("{first:?}")
    };
    assert_eq!(questions.len(), 43);
    let renamed = ImportChange::Changed {
        questions: Vec::new(),
        own: false,
        title: true,
        revisions: 0,
        older: false,
    };
    assert_eq!((&second.change, &third.change), (&renamed, &ImportChange::Same));
    assert_eq!(portrait(&store), before, "asking changes nothing");
    assert_eq!(store.import(&portable, at(60_000)).unwrap(), report);
    assert_eq!(store.draft(id(0)).unwrap(), portable.policies[0].draft);
    assert_eq!(store.undo(id(0), at(70_000)).unwrap().unwrap().draft, mine);
    assert_eq!(store.backups().unwrap().last().unwrap().reason, policy_store::Reason::BeforeImport);
}

#[test]
fn another_revision_of_the_same_number_is_a_conflict() {
    let portable = Portable::read(&exported()).unwrap();
    let folder = quick_temp();
    let mut store = open(folder.path());
    let mine = draft(&[("a", json!(1))]);
    store.create(id(0), "mine", &mine, at(0)).unwrap();
    issue(&mut store, id(0), &mine, "my own words", 5).unwrap();
    let report = store.import(&portable, at(1)).unwrap();
    assert_eq!(report.policies[0].change, ImportChange::Conflict { number: 1 });
    assert_eq!(report.policies[1].change, ImportChange::New { revisions: 0 });
    assert_eq!(store.draft(id(0)).unwrap(), mine, "nothing of it is taken over");
    assert_eq!(store.policies().unwrap().len(), 3, "the others are");
}

#[test]
fn one_policy_or_drafts_only() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    practice(&mut store, 3);
    let one = store.export(id(2), Extent::Everything).unwrap();
    assert_eq!((one.policies.len(), one.files.len(), one.profile.len()), (1, 4, 0));
    let drafts = store.export_all(Extent::DraftOnly).unwrap();
    assert_eq!((drafts.policies.len(), drafts.files.len()), (3, 0));
    assert!(store.export(id(9), Extent::Everything).is_err());
    for portable in [one, drafts] {
        assert_eq!(Portable::read(&portable.write().unwrap()).unwrap(), portable);
    }
}

/// Files of every format ever released are read for ever. Never write these anew.
#[test]
fn golden_files_are_read() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let newest = folder.join(format!("format-{FORMAT}.plainpolicy"));
    if std::env::var_os("POLICY_STORE_WRITE_GOLDEN").is_some() && !newest.exists() {
        fs::write(&newest, exported_with_own_parts()).unwrap();
    }
    for format in 1..=FORMAT {
        let path = folder.join(format!("format-{format}.plainpolicy"));
        let portable = Portable::read(&fs::read(path).unwrap()).unwrap();
        assert_eq!((portable.policies.len(), portable.files.len()), (3, 11));
        assert_eq!(portable.policies[0].revisions.len(), 2);
        assert_eq!(portable.policies[2].draft.answers["practice_name"], "Name 2");
        assert_eq!(portable.policies[2].draft, portable.policies[2].draft.clone().renewed());
        let store = quick_temp();
        let mut store = open(store.path());
        store.import(&portable, at(0)).unwrap();
        assert_eq!(store.export_all(Extent::Everything).unwrap(), portable);
        let again = portable.write().unwrap();
        assert_eq!(Portable::read(&again).unwrap(), portable, "format {format} can be handed on");
    }
}

#[test]
fn what_is_her_own_leaves_and_comes_back() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    let before = draft(&[("a", json!(1))]);
    let after = own_parts(before.clone());
    store.create(id(0), "p", &before, at(0)).unwrap();
    assert!(store.save(id(0), &after, edit(Some("own_clauses"), 1_000)).unwrap());
    let undone = store.undo(id(0), at(2_000)).unwrap().unwrap();
    assert_eq!(undone.draft, before, "an undo takes her parts back");
    let redone = store.redo(id(0), at(3_000)).unwrap().unwrap();
    assert_eq!(redone.draft, after, "and a redo brings them");
    let bytes = store.export_all(Extent::Everything).unwrap().write().unwrap();
    let other = quick_temp();
    let mut other = open(other.path());
    other.import(&Portable::read(&bytes).unwrap(), at(1)).unwrap();
    assert_eq!(other.draft(id(0)).unwrap(), after);
    other.save(id(0), &before, edit(None, 50_000)).unwrap();
    let report = other.plan_import(&Portable::read(&bytes).unwrap()).unwrap();
    let change = &report.policies[0].change;
    let ImportChange::Changed { questions, own: true, .. } = change else { panic!("{change:?}") };
    assert!(questions.is_empty());
}

fn exported_with_own_parts() -> Vec<u8> {
    let folder = quick_temp();
    let mut store = open(folder.path());
    practice(&mut store, 3);
    let own = own_parts(store.draft(id(2)).unwrap());
    store.save(id(2), &own, edit(None, 9_900)).unwrap();
    store.export_all(Extent::Everything).unwrap().write().unwrap()
}

/// A draft with something in every part that is the clinician's own.
fn own_parts(mut draft: policy::Draft) -> policy::Draft {
    let own = json!({
        "format": 2, "answers": {},
        "own_clauses": { "parking": { "section": "following", "place": { "after": "x" }, "text": { "en": "Hi" } } },
        "overrides": { "x": { "en": { "text": "Hi", "wording": "0", "default": "Ho" } } },
        "removed": { "y": { "reason": "Said in person." } },
        "order": { "named": "n", "sections": ["b", "a"], "clauses": { "a": ["y", "x"] } },
        "kept": { "R1": { "reason": "Known.", "because": "0" } },
    });
    let own = policy::Draft::from_json(&own.to_string()).unwrap();
    draft.own_clauses = own.own_clauses;
    draft.overrides = own.overrides;
    draft.removed = own.removed;
    draft.order = own.order;
    draft.kept = own.kept;
    draft
}

#[test]
fn each_refusal_says_why() {
    let bytes = exported();
    let text = String::from_utf8(bytes).unwrap();
    let (ours, next) = (format!("\"format\": {FORMAT}"), format!("\"format\": {}", FORMAT + 1));
    let newer = text.replacen(&ours, &next, 1).replacen("\"content\"", "\"body\"", 1);
    let changed = text.replacen("Name 2", "Name 3", 1);
    let extra = text.replacen("\"content\": {", "\"content\": {\"more\": 1,", 1);
    let half = &text[..text.len() / 2];
    let deep = format!("{}{}", "[".repeat(50), "]".repeat(50));
    let wide = format!("[{}0]", "0,\n".repeat(500_000));
    let read = |text: &str| Portable::read(text.as_bytes()).unwrap_err();
    assert_eq!(read(&newer), PortableError::Newer { format: u64::from(FORMAT) + 1 });
    assert_eq!(read(&changed), PortableError::WrongHash);
    assert!(matches!(read(&extra), PortableError::Syntax { line: 5, .. }), "{:?}", read(&extra));
    assert!(matches!(read(half), PortableError::Syntax { .. }));
    assert_eq!(read(&deep), PortableError::TooComplex { line: 1 });
    assert!(matches!(read(&wide), PortableError::TooComplex { line: 399_999 | 400_000 }));
    for foreign in ["{}", "[]", "1", "{\"format\": 1}", "{\"plainpolicy\": 1}"] {
        assert_eq!(read(foreign), PortableError::NotOurs, "{foreign}");
    }
    let huge = vec![b' '; 33 * 1024 * 1024];
    let error = Portable::read(&huge).unwrap_err();
    assert_eq!(error, PortableError::TooLarge { limit_megabytes: 32 });
}

/// A file whose hash is right and whose content is not ours.
fn forged(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(&exported()).unwrap();
    change(&mut value["content"]);
    sealed(&value["content"])
}

fn sealed(content: &Value) -> Vec<u8> {
    let hash = <sha2::Sha256 as sha2::Digest>::digest(content.to_string());
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    json!({ "plainpolicy": "Plain Policy portable file", "format": FORMAT, "sha256": hex, "content": content })
        .to_string()
        .into_bytes()
}

#[test]
fn a_right_hash_makes_no_content_true() {
    assert!(Portable::read(&forged(|_| {})).is_ok(), "the forger's tool works");
    let changes: [fn(&mut Value); 10] = [
        |content| content["policies"][0]["revisions"][0]["note"] = json!("other"),
        |content| content["policies"][0]["revisions"][1]["number"] = json!(5),
        |content| content["policies"][0]["revisions"][0]["policy"] = json!(id(77)),
        |content| content["policies"][1]["id"] = content["policies"][0]["id"].clone(),
        |content| content["policies"][0]["draft"]["format"] = json!(3),
        |content| content["policies"][0]["saved_at"] = json!(i64::MAX),
        |content| content["policies"][0]["title"] = json!("x".repeat(2_000)),
        |content| content["files"][0]["base64"] = json!("AAAA"),
        |content| content["files"][0]["name"] = json!("../../evil.pdf"),
        |content| drop(content["files"].as_array_mut().unwrap().pop()),
    ];
    for (index, change) in changes.into_iter().enumerate() {
        let error = Portable::read(&forged(change)).unwrap_err();
        assert!(matches!(error, PortableError::Invalid { .. }), "change {index}: {error:?}");
    }
}

fn cases(usual: u32) -> u32 {
    u32::try_from(times("PLAIN_POLICY_HOSTILE", usual as usize)).unwrap()
}

fn junk() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        Just(json!(id(1))),
        Just(json!("2026-12-01")),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..5)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "id",
            "title",
            "draft",
            "answers",
            "revisions",
            "files",
            "policies",
            "name",
            "base64",
            "format",
            "suggested",
            "profile",
            "record",
            "previous",
            "saved_at",
            "body",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ]
}

/// Puts junk somewhere into a value.
fn poison(value: &mut Value, path: &[prop::sample::Index], junk: Value) {
    let Some((first, rest)) = path.split_first() else {
        *value = junk;
        return;
    };
    match value {
        Value::Object(map) if !map.is_empty() => {
            let at = first.index(map.len());
            let (_, inner) = map.iter_mut().nth(at).unwrap();
            poison(inner, rest, junk);
        }
        Value::Array(items) if !items.is_empty() => {
            let at = first.index(items.len());
            poison(&mut items[at], rest, junk);
        }
        other => *other = junk,
    }
}

fn small() -> Vec<u8> {
    static SMALL: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    SMALL
        .get_or_init(|| {
            let folder = quick_temp();
            let mut store = open(folder.path());
            let answers = draft(&[("a", json!("b")), ("list", json!([1, { "x": "y" }]))]);
            store.create(id(1), "p", &answers, at(0)).unwrap();
            issue(&mut store, id(1), &answers, "w", 1).unwrap();
            store.export_all(Extent::Everything).unwrap().write().unwrap()
        })
        .clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(1_000), failure_persistence: None, ..ProptestConfig::default() })]

    /// Anything in its content may be anything, under a right hash: read or refused, never worse;
    /// and what is read can be written and taken over.
    #[test]
    fn hostile_content(
        path in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
        junk in junk(),
    ) {
        let mut value: Value = serde_json::from_slice(&small()).unwrap();
        poison(&mut value["content"], &path, junk);
        if let Ok(portable) = Portable::read(&sealed(&value["content"])) {
            let bytes = portable.write().unwrap();
            prop_assert_eq!(Portable::read(&bytes).unwrap(), portable);
        }
    }

    /// Any bytes changed, cut out or put in anywhere: refused, as the hash says, or read as the
    /// same (white space around the content).
    #[test]
    fn hostile_bytes(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..4usize, prop::collection::vec(any::<u8>(), 0..6)), 1..4),
    ) {
        let clean = small();
        let mut bytes = clean.clone();
        for (place, length, new) in cuts {
            let at = place.index(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, new);
        }
        if let Ok(portable) = Portable::read(&bytes) {
            prop_assert_eq!(portable, Portable::read(&clean).unwrap());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is typed leaves and comes back.
    #[test]
    fn import_and_export_are_inverse(
        drafts in prop::collection::vec(prop::collection::btree_map("[a-z_]{1,8}", junk(), 0..6), 1..4),
        title in "\\PC{0,30}",
    ) {
        let source = quick_temp();
        let mut store = open(source.path());
        for (number, answers) in (0..).zip(drafts) {
            let draft = policy::Draft::new(answers);
            store.create(id(number), &title, &draft, at(0)).unwrap();
            if number == 1 {
                issue(&mut store, id(number), &draft, &title, 1).unwrap();
            }
        }
        let bytes = store.export_all(Extent::Everything).unwrap().write().unwrap();
        let target = quick_temp();
        let mut other = open(target.path());
        other.import(&Portable::read(&bytes).unwrap(), at(9)).unwrap();
        prop_assert_eq!(other.export_all(Extent::Everything).unwrap().write().unwrap(), bytes);
    }
}
