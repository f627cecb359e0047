//! What is the same in all policies of a practice.

use policy::Catalogue;
use policy_store::StoreError;
use serde_json::json;

use crate::fixture::{at, draft, edit, id, open, quick_temp};

const QUESTIONS: [&str; 3] = ["name", "phone", "fax"];

#[test]
fn it_is_typed_once_and_offered_when_it_changes() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    let mut first = draft(&[("name", json!("Willow")), ("phone", json!("1")), ("x", json!(1))]);
    first.answers.insert("fax".to_owned(), json!("guess"));
    first.suggested.insert("fax".to_owned());
    store.create(id(1), "p", &first, at(0)).unwrap();
    assert_eq!(store.adopt_profile(&first, QUESTIONS).unwrap(), ["name", "phone"]);
    assert_eq!(store.adopt_profile(&first, QUESTIONS).unwrap(), Vec::<String>::new());

    let begun = store.draft_from_profile().unwrap();
    assert_eq!(begun, draft(&[("name", json!("Willow")), ("phone", json!("1"))]));
    store.create(id(2), "q", &begun, at(1)).unwrap();
    store.create(id(3), "old", &begun, at(1)).unwrap();
    store.set_archived(id(3), true).unwrap();

    let mut moved = draft(&[("phone", json!("2")), ("y", json!(2))]);
    assert_eq!(store.adopt_profile(&moved, QUESTIONS).unwrap(), ["phone"]);
    assert_eq!(store.profile().unwrap()["name"], "Willow", "what is left open stays");
    let differing = store.policies_unlike_profile().unwrap();
    let seen: Vec<_> = differing.iter().map(|d| (d.policy, d.questions.join(" "))).collect();
    assert_eq!(seen, [(id(1), "phone".to_owned()), (id(2), "phone".to_owned())]);

    let these = |questions: &[&str]| questions.iter().map(|it| (*it).to_owned()).collect();
    store.apply_profile(&[id(1), id(2)], &these(&["name"]), at(2)).unwrap();
    assert_eq!(store.policies_unlike_profile().unwrap(), differing, "only what was asked for");
    store.apply_profile(&[id(1), id(2)], &these(&QUESTIONS), at(2)).unwrap();
    assert_eq!(store.policies_unlike_profile().unwrap(), []);
    let mut expected = first.clone();
    expected.answers.insert("phone".to_owned(), json!("2"));
    assert_eq!(store.draft(id(1)).unwrap(), expected, "nothing else is touched");
    let undone = store.undo(id(1), at(3)).unwrap().unwrap();
    assert_eq!((undone.draft, undone.label.as_str()), (first, "profile"));
    assert_eq!(store.draft(id(2)).unwrap().answers["phone"], "2", "each policy by itself");
    moved.answers.clear();
    assert_eq!(store.adopt_profile(&moved, QUESTIONS).unwrap(), Vec::<String>::new());
}

#[test]
fn all_of_the_policies_or_none() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    let before = draft(&[("phone", json!("1"))]);
    store.create(id(1), "p", &before, at(0)).unwrap();
    store.save(id(1), &draft(&[("phone", json!("0"))]), edit(Some("phone"), 1)).unwrap();
    store.adopt_profile(&before, QUESTIONS).unwrap();
    let questions = QUESTIONS.map(str::to_owned).into();
    let error = store.apply_profile(&[id(1), id(9)], &questions, at(2)).unwrap_err();
    assert!(matches!(error, StoreError::UnknownPolicy(_)));
    assert_eq!(store.draft(id(1)).unwrap().answers["phone"], "0");
}

#[test]
fn the_questionnaire_marks_what_belongs_to_it() {
    let questions: Vec<&str> = Catalogue::embedded().profile_questions().collect();
    for expected in
        ["practice_name", "clinicians", "phone", "address", "email", "website", "portal"]
    {
        assert!(questions.contains(&expected), "{expected}");
    }
    for of_one_policy in ["effective_date", "voice", "friend_requests", "works_with"] {
        assert!(!questions.contains(&of_one_policy), "{of_one_policy}");
    }
}
