//! Own clauses, wordings, order, what is taken out and what is kept, as input.

use serde_json::{Value, json};

use crate::process::{file, folder, practice, render, with_input};

/// Halloran as a draft, with parts of her own.
fn draft(parts: Value) -> String {
    let text = std::fs::read_to_string(practice("halloran")).expect("it is there");
    let answers: Value = serde_json::from_str(&text).expect("it is JSON");
    let mut draft = json!({ "format": 2, "answers": answers });
    for (name, part) in parts.as_object().expect("parts by name") {
        draft[name] = part.clone();
    }
    draft.to_string()
}

fn report(parts: Value) -> (Option<i32>, Value) {
    let run = with_input(&["review", "-", "--json", "--date", "2026-12-01"], &draft(parts));
    (run.code, serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}")))
}

fn own(section: &str, text: &str) -> Value {
    json!({ "own_clauses": { "a": { "section": section, "text": { "en": text } } } })
}

#[test]
fn own_clauses_reach_every_file() {
    let (from, out) = (folder(), folder());
    let input = draft(own("following", "**Zebra** and *emu*, [us](https://a.example): [[phone]]."));
    let run = render(&file(from.path(), "draft.json", &input), out.path(), &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let read = |name: &str| std::fs::read_to_string(out.path().join(name)).expect("it was written");
    assert!(read("policy.txt").contains("Zebra and emu, us: 503-555-0142."));
    assert!(read("policy.html").contains("<strong>Zebra</strong> and <em>emu</em>, <a href=\"https://a.example/\">us</a>: <a href=\"tel:5035550142\">"));
    let plain = folder();
    render(&practice("halloran"), plain.path(), &[]);
    let id = |folder: &std::path::Path| {
        let text = std::fs::read_to_string(folder.join("policy.txt")).expect("it was written");
        text.trim_end().rsplit(' ').next().unwrap_or_default().to_owned()
    };
    assert_ne!(id(out.path()), id(plain.path()), "another text has another code");
}

#[test]
fn bad_own_words_are_problems_in_sentences() {
    let cases = [
        (own("following", "Ask [[nobody]]."), "nobody"),
        (own("following", "[x](javascript:alert(1))"), "javascript:alert(1)"),
        (own("following", "[x](data:text/html,1)"), "data:text/html"),
        (own("following", &"word ".repeat(10_000)), "10000"),
        (own("nowhere", "Hello."), "nowhere"),
        (json!({ "overrides": { "nothing": { "en": { "text": "Hello." } } } }), "nothing"),
        (json!({ "removed": { "your-story": { "reason": "" } } }), "say why"),
        (json!({ "kept": { "R25": { "reason": "", "because": "" } } }), "say why"),
        (
            json!({ "own_clauses": { "a": { "section": "following", "place": { "after": "own:a" }, "text": { "en": "Hello." } } } }),
            "wait for each other",
        ),
    ];
    for (parts, says) in cases {
        let (code, report) = report(parts.clone());
        assert_eq!(code, Some(1), "{parts}");
        let problem = &report["problems"][0];
        let sentence = problem["sentence"].as_str().unwrap_or_default();
        assert!(sentence.contains(says) && sentence.ends_with('.'), "{parts}: {sentence}");
        assert!(problem["part"]["kind"].is_string(), "{problem}");
    }
}

#[test]
fn what_prints_as_typed_is_pointed_out_and_blocks_nothing() {
    for text in ["Read <b>this</b>.", "Call {{phone}}.", "Read \u{202e}this."] {
        let (code, report) = report(own("following", text));
        assert_eq!(code, Some(0), "{text}: {report}");
        let rules: Vec<&str> = report["findings"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|it| it["rule"].as_str())
            .collect();
        assert!(rules.iter().any(|rule| rule.starts_with("OWN-")), "{text}: {rules:?}");
    }
}

#[test]
fn two_hundred_clauses_are_a_problem_each_past_the_sixtieth() {
    let clauses: serde_json::Map<String, Value> = (0..200)
        .map(|n| {
            (format!("c{n:03}"), json!({ "section": "following", "text": { "en": "Short." } }))
        })
        .collect();
    let (code, report) = report(json!({ "own_clauses": clauses }));
    assert_eq!(code, Some(1));
    assert_eq!(report["problems"].as_array().map(Vec::len), Some(140));
}

#[test]
fn orders_that_mean_nothing_are_listed_and_harmless() {
    let order = json!({ "order": { "sections": ["emergency", "zebra", "reviews", "comments", "reviews"], "clauses": { "following": ["zebra"] } } });
    let (code, report) = report(order);
    assert_eq!(code, Some(0), "{report}");
    let whys: Vec<&str> = report["own"]["unused"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| it["why"].as_str())
        .collect();
    assert_eq!(whys, ["fixed", "unknown", "twice", "unknown"]);
    let outline = report["own"]["outline"].as_array().into_iter().flatten();
    let ids: Vec<&str> = outline.filter_map(|it| it["id"].as_str()).collect();
    let at = |id: &str| ids.iter().position(|it| *it == id);
    assert!(at("reviews") < at("comments"), "what she named counts: {ids:?}");
}

#[test]
fn parts_of_the_wrong_form_are_refused_whole() {
    for part in [
        json!({ "own_clauses": [] }),
        json!({ "own_clauses": { "a": { "section": "following", "text": "Hello." } } }),
        json!({ "own_clauses": { "a": { "section": "following", "text": {}, "x": 1 } } }),
        json!({ "order": { "moves": [] } }),
        json!({ "kept": { "R01": "because" } }),
    ] {
        let run = with_input(&["review", "-"], &draft(part.clone()));
        assert_eq!(run.code, Some(2), "{part}: {run:?}");
        assert!(run.err.contains("not a policy file"), "{part}: {}", run.err);
    }
}

#[test]
fn taking_out_help_stops_and_a_new_wording_is_offered() {
    let (code, out) =
        report(json!({ "removed": { "emergency-intro": { "reason": "Said in person." } } }));
    assert_eq!(code, Some(1));
    assert_eq!(out["findings"][0]["rule"], "OWN-help");
    assert_eq!(out["own"]["taken_out"][0]["reason"], "Said in person.");
    let worded = json!({ "overrides": { "your-story": { "en": { "text": "Mine.", "wording": "old", "default": "Was." } } } });
    let (code, out) = report(worded);
    assert_eq!(code, Some(0), "{out}");
    let offered = &out["own"]["new_wordings"][0];
    assert_eq!(
        (offered["before"].as_str(), offered["yours"].as_str()),
        (Some("Was."), Some("Mine."))
    );
    assert!(offered["now"].as_str().is_some_and(|text| text.len() > 40));
}

#[test]
fn our_wording_is_where_hers_starts() {
    let run = with_input(&["wording", "reach-reply", "-"], &draft(json!({})));
    let start: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"));
    let text = start["text"].as_str().unwrap_or_default();
    assert!(text.starts_with("**I try to answer within [[reply_days]]"), "{text}");
    let own = json!({ "text": text, "wording": start["wording"], "default": text });
    let (code, out) = report(json!({ "overrides": { "reach-reply": { "en": own } } }));
    assert_eq!((code, &out["own"]["new_wordings"]), (Some(0), &json!([])));
    let unknown = with_input(&["wording", "zebra", "-"], &draft(json!({})));
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("zebra"), "{}", unknown.err);
}
