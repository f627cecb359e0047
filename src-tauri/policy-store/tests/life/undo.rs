//! Undo and redo, over restarts.

use policy::Draft;
use policy::answers::Answers;
use policy_store::Steps;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::fixture::{at, draft, edit, id, open, quick_temp};

fn empty() -> Draft {
    Draft::new(Answers::new())
}

#[test]
fn typing_in_one_field_is_one_step_until_the_field_is_left() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    store.create(id(1), "p", &empty(), at(0)).unwrap();
    let name = |text: &str| draft(&[("name", json!(text))]);
    // A telephone call in between makes no other step, nor does a clock that is set back.
    for (millis, text) in [(1_000, "W"), (1_400, "Wi"), (900_000, "Will"), (2_000, "Willow")] {
        store.save(id(1), &name(text), edit(Some("name"), millis)).unwrap();
    }
    assert_eq!(store.steps(id(1)).unwrap(), Steps { undo: 1, redo: 0 });
    let other = draft(&[("name", json!("Willow")), ("voice", json!("i"))]);
    store.save(id(1), &other, edit(Some("voice"), 8_000)).unwrap();
    store.save(id(1), &name("Willows"), edit(Some("name"), 9_000)).unwrap();
    assert_eq!(store.steps(id(1)).unwrap(), Steps { undo: 3, redo: 0 }, "another field");
    store.end_step();
    store.save(id(1), &name("Willow!"), edit(Some("name"), 9_100)).unwrap();
    assert_eq!(store.steps(id(1)).unwrap(), Steps { undo: 4, redo: 0 }, "after leaving the field");
    let back = store.undo(id(1), at(9_200)).unwrap().unwrap();
    assert_eq!((back.draft, back.field.as_deref()), (name("Willows"), Some("name")));
    for _ in 0..3 {
        store.undo(id(1), at(9_300)).unwrap();
    }
    assert_eq!(store.draft(id(1)).unwrap(), empty());
    assert_eq!(store.undo(id(1), at(9_400)).unwrap(), None);
}

#[test]
fn a_field_typed_back_to_what_it_was_is_no_step() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    store.create(id(1), "p", &empty(), at(0)).unwrap();
    store.save(id(1), &draft(&[("a", json!("x"))]), edit(Some("a"), 1)).unwrap();
    store.save(id(1), &empty(), edit(Some("a"), 2)).unwrap();
    assert_eq!(store.steps(id(1)).unwrap(), Steps { undo: 0, redo: 0 });
}

#[test]
fn twelve_hundred_steps_back_and_forth_over_restarts() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    store.create(id(1), "p", &empty(), at(0)).unwrap();
    let state = |n: i64| if n == 0 { empty() } else { draft(&[("count", json!(n))]) };
    for n in 1..=1_200 {
        store.save(id(1), &state(n), edit(None, n)).unwrap();
    }
    drop(store);
    let mut store = open(folder.path());
    assert_eq!(store.steps(id(1)).unwrap(), Steps { undo: 1_200, redo: 0 });
    for n in (0..1_200).rev() {
        assert_eq!(store.undo(id(1), at(2_000)).unwrap().unwrap().draft, state(n));
        if n == 600 {
            drop(store);
            store = open(folder.path());
        }
    }
    drop(store);
    let mut store = open(folder.path());
    for n in 1..=1_200 {
        assert_eq!(store.redo(id(1), at(3_000)).unwrap().unwrap().draft, state(n));
    }
    assert_eq!(store.redo(id(1), at(3_000)).unwrap(), None);
}

#[test]
fn a_new_edit_ends_the_way_forward() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    store.create(id(1), "p", &empty(), at(0)).unwrap();
    for n in 1..=3 {
        store.save(id(1), &draft(&[("a", json!(n))]), edit(Some("a"), n * 10_000)).unwrap();
        store.end_step();
    }
    store.undo(id(1), at(40_000)).unwrap();
    store.save(id(1), &draft(&[("a", json!(9))]), edit(Some("a"), 20_001)).unwrap();
    assert_eq!(store.steps(id(1)).unwrap(), Steps { undo: 3, redo: 0 }, "a step of its own");
}

#[derive(Clone, Debug)]
enum Act {
    Save(usize, Option<Value>, bool),
    Suggest(usize),
    Undo,
    Redo,
    Reopen,
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::collection::vec("[a-c]{1,3}", 0..3).prop_map(|items| json!(items)),
        prop::collection::btree_map("[a-c]{1,2}", "\\PC{0,4}", 0..3).prop_map(|map| json!([map])),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..4usize, prop::option::of(value()), any::<bool>())
            .prop_map(|(question, answer, typed)| Act::Save(question, answer, typed)),
        1 => (0..4usize).prop_map(Act::Suggest),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => Just(Act::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Against a model that keeps every state: undo and redo go along it, and all the way back
    /// and forth is identity, whatever is saved, and with restarts in between.
    #[test]
    fn undo_and_redo_are_inverse(acts in prop::collection::vec(act(), 1..40)) {
        let folder = quick_temp();
        let open = || open(folder.path());
        let mut store = Some(open());
        store.as_mut().unwrap().create(id(1), "p", &empty(), at(0)).unwrap();
        let (mut past, mut present, mut future) = (Vec::new(), empty(), Vec::new());
        let mut clock = 0;
        for act in acts {
            clock += 10_000;
            let s = store.as_mut().unwrap();
            match act {
                Act::Save(..) | Act::Suggest(_) => {
                    let mut next = present.clone();
                    let mut field = None;
                    match &act {
                        Act::Save(question, answer, typed) => {
                            let key = format!("q{question}");
                            match answer {
                                Some(answer) => { next.answers.insert(key, answer.clone()); }
                                None => { next.answers.remove(&key); }
                            }
                            field = typed.then(|| format!("q{question}"));
                        }
                        Act::Suggest(question) => { next.suggested.insert(format!("q{question}")); }
                        _ => unreachable!(),
                    }
                    s.end_step();
                    if s.save(id(1), &next, edit(field.as_deref(), clock)).unwrap() {
                        past.push(std::mem::replace(&mut present, next));
                        future.clear();
                    }
                }
                Act::Undo => match (s.undo(id(1), at(clock)).unwrap(), past.pop()) {
                    (Some(stepped), Some(before)) => {
                        future.push(std::mem::replace(&mut present, before));
                        prop_assert_eq!(&stepped.draft, &present);
                    }
                    (stepped, before) => prop_assert!(stepped.is_none() && before.is_none()),
                },
                Act::Redo => match (s.redo(id(1), at(clock)).unwrap(), future.pop()) {
                    (Some(stepped), Some(after)) => {
                        past.push(std::mem::replace(&mut present, after));
                        prop_assert_eq!(&stepped.draft, &present);
                    }
                    (stepped, after) => prop_assert!(stepped.is_none() && after.is_none()),
                },
                Act::Reopen => {
                    drop(store.take());
                    store = Some(open());
                }
            }
            prop_assert_eq!(&store.as_ref().unwrap().draft(id(1)).unwrap(), &present);
        }
        let mut s = store.take().unwrap();
        let mut count = 0;
        while s.undo(id(1), at(clock)).unwrap().is_some() { count += 1; }
        prop_assert_eq!(count, past.len());
        prop_assert_eq!(s.draft(id(1)).unwrap(), empty());
        drop(s);
        let mut s = open();
        for _ in 0..count { prop_assert!(s.redo(id(1), at(clock)).unwrap().is_some()); }
        prop_assert_eq!(s.draft(id(1)).unwrap(), present);
        prop_assert_eq!(s.check().unwrap(), Vec::<String>::new());
    }
}
