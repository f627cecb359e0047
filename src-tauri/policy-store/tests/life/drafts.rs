//! What is typed is kept.

use policy::Draft;
use policy::answers::Answers;
use policy_store::StoreError;
use serde_json::json;

use crate::fixture::{at, draft, edit, id, long_draft, open, practice, temp};

#[test]
fn a_saved_draft_is_there_after_reopening() {
    let folder = temp();
    let mut store = open(folder.path());
    store.create(id(1), "Standard", &Draft::new(Answers::new()), at(0)).unwrap();
    assert!(store.save(id(1), &long_draft("x"), edit(Some("q"), 1)).unwrap());
    assert!(!store.save(id(1), &long_draft("x"), edit(Some("q"), 2)).unwrap(), "nothing new");
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.draft(id(1)).unwrap(), long_draft("x"));
    let [policy] = &store.policies().unwrap()[..] else { panic!("one policy") };
    assert_eq!((policy.title.as_str(), policy.saved_at, policy.revisions), ("Standard", at(1), 0));
}

#[test]
fn policies_are_named_found_and_put_away() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 3);
    store.rename(id(1), "Teenagers").unwrap();
    store.set_archived(id(2), true).unwrap();
    let list = store.policies().unwrap();
    let seen: Vec<_> = list.iter().map(|p| (p.title.as_str(), p.archived, p.revisions)).collect();
    assert_eq!(seen, [("policy 0", false, 2), ("Teenagers", false, 0), ("policy 2", true, 1)]);
    let found = |store: &policy_store::Store, words| {
        store.search(words).unwrap().iter().map(|p| p.id).collect::<Vec<_>>()
    };
    assert_eq!(found(&store, "TEEN"), [id(1)]);
    assert_eq!(found(&store, "words, policy 2"), [id(2)]);
    assert!(found(&store, "question_01").is_empty(), "ids of questions are not answers");
    let mut own = draft(&[("quoted", json!("say \"hi\"\tto Zoë"))]);
    let clause = json!({ "parking": { "section": "following", "place": { "after": "x" }, "text": { "en": "Park behind the house" } } });
    own.own_clauses = serde_json::from_value(clause).unwrap();
    store.save(id(2), &own, edit(None, 50_000)).unwrap();
    for words in ["behind the HOUSE", "say \"hi\"\tto", "zoË"] {
        assert_eq!(found(&store, words), [id(2)], "{words}");
    }
    assert!(found(&store, "parking").is_empty() && found(&store, "own_clauses").is_empty());
    assert!(matches!(store.rename(id(9), "x"), Err(StoreError::UnknownPolicy(_))));
    let again = store.create(id(1), "x", &long_draft("y"), at(0));
    assert!(matches!(again, Err(StoreError::PolicyExists(_))));
}

#[test]
fn preferences_and_clinicians_are_kept() {
    let folder = temp();
    let mut store = open(folder.path());
    store.set_preference("theme", &json!({ "dark": true })).unwrap();
    store.set_preference("theme", &json!({ "dark": false })).unwrap();
    let ana = policy_store::Clinician { id: id(5), position: 0, body: json!({ "name": "Ana" }) };
    store.set_clinicians(std::slice::from_ref(&ana)).unwrap();
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.preference("theme").unwrap(), Some(json!({ "dark": false })));
    assert_eq!(store.preference("size").unwrap(), None);
    assert_eq!(store.clinicians().unwrap(), [ana]);
}

#[test]
fn numbers_come_back_bit_for_bit() {
    let folder = temp();
    let mut store = open(folder.path());
    let odd = draft(&[("n", json!([0.1, 1e300, 123_456_789.123_456_79, u64::MAX, i64::MIN]))]);
    store.create(id(1), "p", &odd, at(0)).unwrap();
    assert_eq!(store.draft(id(1)).unwrap(), odd);
}

#[test]
fn drafts_no_one_writes_are_refused() {
    let folder = temp();
    let mut store = open(folder.path());
    let mut deep = json!(1);
    for _ in 0..30 {
        deep = json!([deep]);
    }
    let huge = json!("x".repeat(3 * 1024 * 1024));
    for answer in [deep, huge] {
        let result = store.create(id(1), "p", &draft(&[("q", answer)]), at(0));
        assert!(matches!(result, Err(StoreError::TooLarge { .. })), "{result:?}");
    }
}

#[test]
fn a_clock_that_went_back_shows() {
    let folder = temp();
    let mut store = open(folder.path());
    assert_eq!(store.latest_moment().unwrap(), None);
    practice(&mut store, 1);
    assert_eq!(store.latest_moment().unwrap(), Some(at(9_500)));
}
