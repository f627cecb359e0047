//! Whatever JSON a page sends: an error or an answer, and the store stays sound. The bodies of the
//! commands are called as they stand in the commands; a window test calls those themselves.

use policy::{Catalogue, Draft};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{parse, parse_id, parse_version};
use crate::changes::Pair;
use crate::copy::{Format, copy};
use crate::drafting::{begin, restore, save, step};
use crate::issuing::{Terms, issue};
use crate::places::Place;
use crate::profile::{Touched, offer};
use crate::reprint::Paper;
use crate::testing::{day, store};
use crate::version::Version;
use crate::{backups, history, search};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        "[\\x00-\\x1f\u{202e}\u{feff}{}<>\"'\\\\/.%]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let key = prop_oneof!["kind|number|step|format|answers|suggested|order", "\\PC{0,6}"];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..5)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// A draft in form, with any answers to questions that exist.
fn any_draft() -> impl Strategy<Value = Value> {
    let ids: Vec<String> =
        Catalogue::embedded().questions.iter().map(|question| question.id.clone()).collect();
    prop::collection::vec((prop::sample::select(ids), any_json(), any::<bool>()), 0..12).prop_map(
        |said| {
            let suggested: Vec<&String> =
                said.iter().filter(|(_, _, guess)| *guess).map(|(id, ..)| id).collect();
            let answers: Map<String, Value> =
                said.iter().map(|(id, answer, _)| (id.clone(), answer.clone())).collect();
            json!({ "format": 2, "answers": answers, "suggested": suggested })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_and_numbers_of_any_kind_are_read_or_refused(value in any_json()) {
        let _ = parse(&value);
        let _ = parse_version(&value);
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if let Ok(id) = parse_id(&text) {
            prop_assert!(!id.to_string().is_empty());
        }
        prop_assert!(Format::parse(&text).is_ok() == matches!(text.as_str(), "pdf" | "html" | "txt"));
        prop_assert!(Paper::parse(Some(&text)).is_ok() == matches!(text.as_str(), "letter" | "a4"));
        prop_assert!(Place::parse(&text).is_ok() == matches!(text.as_str(), "outputs" | "backups"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn drafts_with_any_answers_are_kept_shown_and_taken_back(
        drafts in prop::collection::vec(any_draft(), 1..4),
        label in "\\PC{0,12}",
        number in any::<u32>(),
        words in "\\PC{0,8}",
    ) {
        let (_folder, mut store) = store();
        let mut touched = Touched::default();
        let id = begin(&mut store, None, day(0)).expect("begun").id;
        for value in &drafts {
            let draft = parse(value).expect("a draft in form");
            let before = store.draft(id).expect("there");
            // Larger than a draft may be, or a label too long, is an error; nothing else is.
            if save(&mut store, id, &draft, None, &label, day(1)).is_ok() {
                touched.note(id, &label, &before, &draft);
            }
            looked_at(&draft);
        }
        touched.adopt_all(&mut store);
        begin(&mut store, None, day(2)).expect("with the practice's details");
        let _ = offer(&store, &touched).expect("known");
        let _ = search::search(&store, &words).expect("searched");
        let seen = history::history(&store, id).expect("shown");
        for point in seen.points {
            let from = Version::Point { step: point.step };
            let pair = Pair::read(&store, id, from, Version::Draft {}, day(3)).expect("both");
            prop_assert_eq!(pair.sheet().is_some(), pair.compared().sheet);
        }
        let terms = Terms { effective: day(0).today, review: None, note: &words };
        let last = store.draft(id).expect("there");
        prop_assert!(issue(&mut store, id, &last, terms, day(4)).is_err(), "never finished");
        for none in [Version::Revision { number }, Version::Point { step: number.max(99) }] {
            prop_assert!(none.draft(&store, id).is_err());
        }
        prop_assert!(history::issued(&store, id, number, &label).is_err());
        prop_assert!(backups::preview(&store, &words).is_err());
        prop_assert!(history::history(&store, Uuid::from_u128(number.into())).is_err());
        while step(&mut store, id, "undo", day(5)).expect("undone").is_some() {}
        restore(&mut store, id, last.clone(), day(6)).expect("restored");
        prop_assert_eq!(store.draft(id).expect("there"), last);
        prop_assert_eq!(store.check().expect("checked"), Vec::<String>::new());
    }
}

fn looked_at(draft: &Draft) {
    let catalogue = Catalogue::embedded();
    let review = policy::review(catalogue, draft, day(0).today);
    assert!(review.draft, "so few answers make no finished policy");
    copy(Format::Txt, policy::catalogue::POLICY, draft, day(0).today).expect("always a draft");
    for preset in &catalogue.presets {
        policy::apply_preset(catalogue, draft, preset).expect("there");
    }
}
