//! Licenses, states and professions: who is asked about what, and whose standards are shown.

use policy::answers::Answers;
use policy::{Catalogue, Draft, plain};
use policy_tests::practice::{changed, run};
use serde_json::{Value, json};

fn clinician(profession: &str, place: &str) -> Value {
    json!({
        "name": format!("June {profession}"), "title": "Therapist", "profession": profession,
        "status": "licensed", "license_number": "C5514", "place": place,
    })
}

fn with(answers: Value) -> Draft {
    let changes: Answers = serde_json::from_value(answers).expect("answers by question");
    changed("halloran", &changes)
}

fn text(draft: &Draft) -> String {
    plain::text(&run(draft).document)
}

#[test]
fn the_strictest_code_present_speaks() {
    let rules = |clinicians: Value| {
        let draft =
            with(json!({ "voice": "we", "friend_requests": "accept", "clinicians": clinicians }));
        let found = run(&draft).findings.into_iter();
        found.map(|it| it.rule).filter(|it| it == "R01" || it == "R02").collect::<Vec<_>>()
    };
    let (counselor, psychologist) =
        (clinician("counselor", "us-or"), clinician("psychologist", "us-or"));
    assert_eq!(rules(json!([psychologist])), ["R02"]);
    assert_eq!(rules(json!([psychologist, counselor])), ["R01"]);
}

#[test]
fn a_finding_names_the_codes_of_the_professions_present() {
    let bodies = |professions: &[&str]| {
        let clinicians: Vec<Value> = professions.iter().map(|it| clinician(it, "us-or")).collect();
        let draft =
            with(json!({ "voice": "we", "friend_requests": "accept", "clinicians": clinicians }));
        let sources = run(&draft).findings.into_iter().flat_map(|it| it.sources);
        let body = |id: String| Catalogue::embedded().sources[&id].body.clone();
        sources.map(body).collect::<std::collections::BTreeSet<_>>()
    };
    let nasw = "National Association of Social Workers";
    assert!(!bodies(&["psychologist"]).contains(nasw));
    assert!(!bodies(&["counselor"]).contains(nasw));
    assert!(bodies(&["counselor", "social_worker"]).contains(nasw));
}

#[test]
fn a_local_line_of_an_earlier_version_still_prints() {
    let old = r#"{ "local_line_name": "Night line", "local_line_number": "614-555-0190" }"#;
    let draft = Draft::from_json(old).expect("it is a draft");
    assert!(text(&draft).contains("614-555-0190\tNight line"));
}

#[test]
fn several_local_lines_print_with_text_and_hours() {
    let lines = json!([
        { "name": "County line", "number": "503-555-0190", "text": "503-555-0191", "hours": "from 8 am to 10 pm" },
        { "name": "City line", "number": "503-555-0192" },
    ]);
    let text = text(&with(json!({ "local_lines": lines })));
    assert!(text.contains("County line. Or text 503-555-0191. Open from 8 am to 10 pm"), "{text}");
    assert!(text.contains("503-555-0192\tCity line"), "{text}");
}

#[test]
fn an_unconfirmed_line_prints_once_she_has_called_it() {
    let chosen = json!({ "extra_lines": ["us-ut-safeut"] });
    assert!(!text(&with(chosen)).contains("SafeUT"));
    let called = json!({
        "extra_lines": ["us-ut-safeut"], "resource_checks": ["us-ut-safeut"],
        "resource_checked_on": "2026-06-01",
    });
    let text = text(&with(called));
    assert!(
        text.contains("SafeUT") && text.contains("last checked on June\u{a0}1,\u{a0}2026"),
        "{text}"
    );
}

#[test]
fn sixty_licenses_are_taken_and_more_are_refused_in_a_sentence() {
    let licenses =
        |count: usize| json!({ "more_licenses": vec![json!({ "place": "us-wa" }); count] });
    assert!(run(&with(licenses(60))).problems.is_empty());
    let problems = run(&with(licenses(61))).problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].sentence.contains("60 rows"), "{}", problems[0].sentence);
}

#[test]
fn a_list_of_sixty_platforms_is_refused_in_a_sentence() {
    let platform = json!({ "name": "Instagram", "handle": "@a", "purpose": "Rest", "looks": "weekly", "reader": "me" });
    let problems = run(&with(json!({ "platforms": vec![platform; 60] }))).problems;
    let said: Vec<&str> = problems.iter().map(|it| it.sentence.as_str()).collect();
    assert!(said.iter().all(|it| it.ends_with('.')) && said.len() <= 1, "{said:?}");
}

#[test]
fn a_state_that_does_not_exist_is_refused_by_name() {
    let draft = with(json!({ "clinicians": [clinician("counselor", "us-xx")] }));
    let problems = run(&draft).problems;
    assert!(problems[0].sentence.contains("“us-xx” is not one of the choices"), "{problems:?}");
}
