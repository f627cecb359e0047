//! A clinician's editor adds to a copy of `templates/`, and sees it in the output; a mistake is named
//! with its file, its line and what to do.

use std::fs;
use std::path::Path;

use crate::process::{folder, policy, practice};

/// A copy of the content, but for the fonts.
fn copied() -> tempfile::TempDir {
    let copy = folder();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
    copy_into(&root, copy.path());
    copy
}

fn copy_into(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("there is room");
    for entry in fs::read_dir(from).expect("it can be listed") {
        let entry = entry.expect("it can be listed");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("it has a type").is_file() {
            fs::copy(entry.path(), target).expect("there is room");
        } else if entry.file_name() != "fonts" {
            copy_into(&entry.path(), &target);
        }
    }
}

fn change(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap_or_default();
    assert!(text.contains(from), "{file} has `{from}`");
    fs::write(&path, text.replacen(from, to, 1)).expect("there is room");
}

fn add(folder: &Path, file: &str, more: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap_or_default();
    fs::write(&path, text + more).expect("there is room");
}

fn lint(folder: &Path) -> String {
    policy(&["lint", "--templates", folder.to_str().expect("plain letters")]).out
}

#[test]
fn a_choice_a_place_and_a_source_are_added_without_a_programmer() {
    let copy = copied();
    let at = copy.path();
    change(
        at,
        "questionnaire/safety.toml",
        r#""contact", "call_first""#,
        r#""contact", "ask_team", "call_first""#,
    );
    change(
        at,
        "text/en/safety.toml",
        "contact = \"Call for help",
        "ask_team = \"Ask the team\"\ncontact = \"Call for help",
    );
    add(
        at,
        "facts/safety.toml",
        "\n[asks_team]\nfrom = { question = \"worrying_post\", is = \"ask_team\" }\n",
    );
    let clause = "+++\ntitle = \"Team\"\nvariant = \"worrying-post\"\ninclude_if = { fact = \"asks_team\" }\nsources = [\"new-2026\"]\n+++\n**We ask our team about a post that worries us.**\n";
    add(at, "clauses/en/worrying-team.md", clause);
    let source = "\n[new-2026]\nbody = \"A Body\"\ntitle = \"A Code\"\nedition = \"2026\"\nurl = \"https://example.org/\"\nchecked_on = \"2026-11-20\"\nreview_after = \"2027-05-20\"\ngist = \"Ask.\"\n";
    add(at, "sources.toml", source);
    let row = "confirmed = true\nchecked_on = \"2026-11-20\"\nreview_after = \"2027-05-20\"\nsource = \"new-2026\"\n";
    let place = format!(
        "[[board]]\nid = \"us-or-board\"\nprofessions = [\"counselor\"]\nweb = \"oregon.example\"\n{row}\n[[resource]]\nid = \"us-or-line\"\nnumber = \"503-555-0100\"\nhref = \"tel:5035550100\"\nalways = true\n{row}"
    );
    add(at, "places/us-or.toml", &place);
    let words = "[place]\nname = \"Oregon\"\n\n[us-or-board]\nname = \"Oregon Board\"\n\n[us-or-line]\nname = \"Oregon line\"\ntext = \"Call the Oregon line.\"\n";
    add(at, "text/en/places/us-or.toml", words);
    change(
        at,
        "clauses/en/complaints.md",
        "Your care stays the same.",
        "{{#each boards}}{{name}} in {{place}}: {{web}}. {{/each}}Your care stays the same.",
    );

    let said = lint(at);
    assert!(said.contains(": 0 faults"), "{said}");

    let text = fs::read_to_string(practice("halloran")).expect("it is there");
    let mut answers: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    answers["worrying_post"] = "ask_team".into();
    let input = at.join("answers.json");
    fs::write(&input, answers.to_string()).expect("there is room");
    let out = at.join("out");
    let words = [
        "render",
        input.to_str().expect("plain"),
        "--date",
        "2026-12-01",
        "--out",
        out.to_str().expect("plain"),
        "--templates",
        at.to_str().expect("plain"),
    ];
    let run = policy(&words);
    assert!(run.code == Some(0) || run.code == Some(1), "{run:?}");
    let printed = fs::read_to_string(out.join("policy.txt")).expect("it was written");
    for new in
        ["We ask our team", "Call the Oregon line.", "Oregon Board in Oregon: oregon.example"]
    {
        assert!(printed.contains(new), "{new} should print");
    }
}

#[test]
fn a_mistake_is_named_with_file_line_and_remedy() {
    let cases: [(&str, &str, &str, &str); 4] = [
        (
            "facts/safety.toml",
            "\n[lost]\nfrom = { question = \"worrying_pots\", is = \"contact\" }\n",
            "facts/safety.toml:",
            "Did you mean `worrying_post`?",
        ),
        (
            "rules/safety.toml",
            "\n[X1]\nwhen = { fact = \"watches_pots\" }\nseverity = \"note\"\nquestion = \"monitoring\"\n",
            "rules/safety.toml:",
            "Did you mean `watches_posts`?",
        ),
        (
            "documents/teen.toml",
            "\n[[section]]\nid = \"more\"\nkind = \"clauses\"\nclauses = [\"teen-lost\"]\n",
            "documents/teen.toml:",
            "Write clauses/en/teen-lost.md",
        ),
        (
            "places/us-tx.toml",
            "\n[[directory]]\nid = \"us-tx-care\"\nweb = \"care.example\"\nconfirmed = true\nchecked_on = \"2026-11-20\"\nreview_after = \"2027-05-20\"\nsource = \"findtreatmnt\"\n",
            "places/us-tx.toml:",
            "Did you mean `findtreatment`?",
        ),
    ];
    for (file, more, place, remedy) in cases {
        let copy = copied();
        add(copy.path(), file, more);
        let said = lint(copy.path());
        let named = said.lines().any(|line| {
            let rest = line.strip_prefix(place).unwrap_or_default();
            rest.starts_with(|c: char| c.is_ascii_digit()) && line.contains(remedy)
        });
        assert!(named, "{file}: {said}");
    }
}
