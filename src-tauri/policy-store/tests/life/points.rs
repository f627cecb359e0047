//! Looking at earlier states of a draft, and going back to them.

use policy_store::{StoreError, landmarks};
use serde_json::json;

use crate::fixture::{at, draft, edit, id, issue, open, quick_temp};

const DAY: i64 = 24 * 3_600_000;

#[test]
fn every_point_shows_the_draft_as_it_was_and_changes_nothing() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    let state = |n: u32| {
        let mut state = draft(&[("n", json!(n)), ("same", json!("x"))]);
        if n.is_multiple_of(3) {
            state.suggested.insert("n".to_owned());
        }
        state
    };
    store.create(id(1), "p", &state(0), at(0)).unwrap();
    for n in 1..=20 {
        store.save(id(1), &state(n), edit(None, i64::from(n) * 10)).unwrap();
    }
    for _ in 0..7 {
        store.undo(id(1), at(500)).unwrap();
    }
    drop(store);
    let mut store = open(folder.path());
    let points = store.points(id(1)).unwrap();
    assert_eq!(points.iter().map(|p| p.step).collect::<Vec<_>>(), (0..=20).collect::<Vec<_>>());
    assert_eq!(points.iter().filter(|point| point.undone).count(), 7);
    assert_eq!((points[0].label.as_str(), points[0].at), ("begin", at(0)));
    assert_eq!((points[4].label.as_str(), points[4].at), ("edit", at(40)));
    for point in &points {
        assert_eq!(store.draft_at(id(1), point.step).unwrap(), state(point.step), "{point:?}");
    }
    assert_eq!(store.draft(id(1)).unwrap(), state(13), "looking changes nothing");
    let error = store.draft_at(id(1), 21).unwrap_err();
    assert!(matches!(error, StoreError::UnknownStep { step: 21, .. }), "{error:?}");
    assert!(matches!(store.points(id(9)), Err(StoreError::UnknownPolicy(_))));
    let back = store.draft_at(id(1), 2).unwrap();
    store.save(id(1), &back, edit(None, 900)).unwrap();
    assert_eq!(
        store.undo(id(1), at(901)).unwrap().unwrap().draft,
        state(13),
        "going back is undone"
    );
}

#[test]
fn the_list_names_what_came_before_large_steps_and_ends_of_days() {
    let folder = quick_temp();
    let mut store = open(folder.path());
    let state = |n: i64| draft(&[("n", json!(n))]);
    store.create(id(1), "p", &state(0), at(0)).unwrap();
    let labels =
        [(1, "answer", 0), (2, "answer", 0), (3, "preset", 0), (4, "answer", 1), (5, "answer", 1)];
    for (n, label, day) in labels {
        let edit = policy_store::Edit { label, ..edit(None, day * DAY + n) };
        store.save(id(1), &state(n), edit).unwrap();
    }
    issue(&mut store, id(1), &state(6), "words", DAY + 6).unwrap();
    let points = store.points(id(1)).unwrap();
    let listed = landmarks(&points, &["preset", "issue"], |moment| moment.millis() / DAY);
    let seen: Vec<_> =
        listed.iter().map(|mark| (mark.point.step, mark.before.as_deref())).collect();
    assert_eq!(seen, [(6, None), (5, Some("issue")), (3, None), (2, Some("preset"))]);
    assert_eq!(landmarks(&[], &["preset"], |moment| moment.millis()), []);
}
