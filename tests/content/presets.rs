//! A preset is a good policy on its first day: finished, short, easy to read, and of few worries.

use policy::answers::Answers;
use policy::review::Severity;
use policy::{Catalogue, Draft, apply_preset, reading};
use policy_tests::practice::{print, today};
use policy_tests::{none, practice};
use serde_json::json;

/// A page a client can take in before a first visit.
const MOST_WORDS: usize = 1_600;
/// Flesch-Kincaid, whole document.
const HIGHEST_GRADE: f64 = 5.0;
/// SMOG, whole document; it reads about two grades higher.
const HIGHEST_SMOG: f64 = 7.5;
/// The states whose particulars are known, and one of the others.
const PLACES: [&str; 8] = ["us-ca", "us-tx", "us-il", "us-nv", "us-ut", "us-ny", "us-fl", "us-oh"];
/// Words a sentence, on average.
const LONGEST_MEAN: f64 = 13.0;
/// Words of any sentence.
const LONGEST_SENTENCE: usize = 25;
/// Two sheets, the page to sign included.
const MOST_PAGES: usize = 4;

#[test]
fn each_preset_leaves_nothing_open_and_few_worries_wherever_she_works() {
    let mut faults = Vec::new();
    for profession in choices("profession") {
        for place in PLACES {
            for (name, mut draft) in presets_in(&["i"]) {
                let clinician = &mut draft.answers.get_mut("clinicians").expect("one")[0];
                clinician["profession"] = profession.clone().into();
                clinician["place"] = place.into();
                let name = format!("{name}, {profession}, {place}");
                let outcome = practice::run(&draft);
                let open = outcome.blanks.iter().map(|blank| format!("{name}: {blank} is open"));
                faults.extend(open);
                faults.extend(outcome.problems.iter().map(|p| format!("{name}: {}", p.sentence)));
                let of = |severity| {
                    let found = outcome.findings.iter().filter(|f| f.severity == severity);
                    found.map(|finding| finding.rule.as_str()).collect::<Vec<_>>()
                };
                let (stops, warns) = (of(Severity::Stop), of(Severity::Warn));
                if !stops.is_empty() || warns.len() > 2 {
                    faults.push(format!("{name}: stops {stops:?}, warns {warns:?}"));
                }
            }
        }
    }
    none(&faults, "A preset is our own advice.");
}

/// The choices of a column of the clinicians.
fn choices(field: &str) -> Vec<String> {
    let clinicians = Catalogue::embedded().question("clinicians").expect("it is asked");
    clinicians.field(field).expect("it is a column").choices.clone()
}

#[test]
fn each_preset_is_short() {
    let mut faults = Vec::new();
    for (name, draft) in presets() {
        let words = print(&draft).text().split_whitespace().count();
        println!("{name}: {words} words");
        if words > MOST_WORDS {
            faults.push(format!("{name}: {words} words of {MOST_WORDS}"));
        }
    }
    none(&faults, "Nobody reads a long policy.");
}

#[test]
fn each_preset_reads_at_its_grade() {
    let mut faults = Vec::new();
    for (name, draft) in presets() {
        let outcome = practice::run(&draft);
        let running = policy::plain::running(&outcome.document.editions[0]);
        let counts = reading::counts(running.iter().map(String::as_str));
        let grade = reading::flesch_kincaid(&counts);
        let smog = reading::smog(&counts).expect("a policy has thirty sentences");
        let mean = counts.words as f64 / counts.sentences as f64;
        let longest = counts.longest_sentence;
        let figures = format!(
            "{name}: grade {grade:.2}, SMOG {smog:.2}, {mean:.1} words a sentence, longest {longest}"
        );
        println!("{figures}");
        if grade > HIGHEST_GRADE
            || smog > HIGHEST_SMOG
            || mean > LONGEST_MEAN
            || longest > LONGEST_SENTENCE
        {
            faults.push(figures);
        }
    }
    none(&faults, "An anxious reader gives up.");
}

#[test]
fn each_preset_fits_four_pages_with_the_page_to_sign() {
    let mut faults = Vec::new();
    for (name, draft) in presets() {
        let outcome = policy::run(Catalogue::embedded(), &draft, today(), Some(true));
        let pages = practice::lay_out(&outcome.document.editions[0], "7F3A-91C2").pages.len();
        println!("{name}: {pages} pages");
        if pages > MOST_PAGES {
            faults.push(format!("{name}: {pages} pages of {MOST_PAGES}"));
        }
    }
    none(&faults, "Two sheets, both sides.");
}

/// Each preset in each voice, with the required lines of a solo practice filled in.
pub(crate) fn presets() -> Vec<(String, Draft)> {
    presets_in(&["i", "we", "name"])
}

fn presets_in(voices: &[&str]) -> Vec<(String, Draft)> {
    let catalogue = Catalogue::embedded();
    let mut drafts = Vec::new();
    for preset in &catalogue.presets {
        for voice in voices {
            let draft = Draft::new(solo(voice));
            let filled = apply_preset(catalogue, &draft, preset).expect("the preset exists");
            drafts.push((format!("{preset}, {voice}"), filled));
        }
    }
    drafts
}

fn solo(voice: &str) -> Answers {
    let answers = json!({
        "practice_name": "Willow Counseling",
        "voice": voice,
        "clinicians": [{
            "name": "June Halloran", "credential": "LPC", "title": "Licensed Professional Counselor",
            "profession": "counselor", "status": "licensed", "license_number": "C5514", "place": "us-or",
        }],
        "phone": "503-555-0142",
        "portal": "https://portal.halloran.example",
        "effective_date": "2026-12-01",
        "platforms": [{
            "name": "Instagram", "handle": "@halloran.counseling", "purpose": "Rest, stress, getting along",
            "looks": "weekly", "reader": "me",
        }],
    });
    serde_json::from_value(answers).expect("answers by question")
}
