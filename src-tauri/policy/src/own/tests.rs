//! Own text, its values, and where things stand, on the halloran example.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::text::{Text, text};
use super::values::Values;
use super::{
    ItemKind, Kept, Override, OwnClause, PartKind, Place, Removal, UnusedWhy, move_clause,
    move_section, own_name, start,
};
use crate::document::{Body, Inline};
use crate::draft::{Draft, example};
use crate::facts::resolve;
use crate::journey::journey;
use crate::review::{BlockKind, Review, Severity, review};
use crate::{Catalogue, plain};

const SECTION: &str = "following";

fn halloran() -> Draft {
    example(Catalogue::embedded(), "halloran").expect("it is built in")
}

fn read(typed: &str) -> Text {
    let catalogue = Catalogue::embedded();
    let draft = halloran();
    let journey = journey(catalogue, &draft.answers);
    let facts = resolve(catalogue, &journey);
    let words = &catalogue.language("en").expect("there is English").words;
    text(typed, &Values::new(catalogue, words, &journey, &facts))
}

/// One paragraph without faults.
fn one(typed: &str) -> Vec<Inline> {
    let read = read(typed);
    assert_eq!(read.faults, [], "{typed}");
    let [Body::Paragraph { text }] = read.bodies.as_slice() else { panic!("{typed}: {read:?}") };
    text.clone()
}

fn reviewed(draft: &Draft) -> Review {
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    review(Catalogue::embedded(), draft, today)
}

fn said(draft: &Draft) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    plain::text(&crate::document(Catalogue::embedded(), draft, today))
}

fn english(text: &str) -> BTreeMap<String, String> {
    [("en".to_owned(), text.to_owned())].into()
}

fn with_own(id: &str, section: &str, place: Place, text: &str) -> Draft {
    let mut draft = halloran();
    let clause = OwnClause { section: section.to_owned(), place, text: english(text) };
    draft.own_clauses.insert(id.to_owned(), clause);
    draft
}

/// A clause of ours that halloran's policy prints in a section with several.
fn printed_clause() -> (String, String) {
    let review = reviewed(&halloran());
    let outline = review.own.outline.into_iter();
    let mut sections = outline.filter(|section| section.moves && section.items.len() > 1);
    let section = sections.next().expect("some section has two clauses");
    (section.id, section.items[0].clause.clone())
}

#[test]
fn bold_italic_links_and_lists_are_what_they_are() {
    let stressed = Inline::Emphasis { content: vec![Inline::text("now")] };
    assert_eq!(one("Come *now*."), [Inline::text("Come "), stressed.clone(), Inline::text(".")]);
    assert_eq!(one("Come _now_."), [Inline::text("Come "), stressed, Inline::text(".")]);
    assert_eq!(one("**Come**"), [Inline::strong("Come")]);
    let link = |href: &str, text: &str| {
        vec![Inline::Link { href: href.to_owned(), content: vec![Inline::text(text)] }]
    };
    assert_eq!(one("[us](https://a.example)"), link("https://a.example/", "us"));
    assert_eq!(one("[us](mailto:a@b.example)"), link("mailto:a@b.example", "us"));
    assert_eq!(one("[us](tel:+1-503-555-0142)"), link("tel:+15035550142", "us"));
    let list = read("One.\n- a\n- b\n\nTwo.");
    let kinds: Vec<bool> = list
        .bodies
        .iter()
        .map(|body| matches!(body, Body::List { items } if items.len() == 2))
        .collect();
    assert_eq!(kinds, [false, true, false]);
}

#[test]
fn everything_else_prints_as_typed() {
    for typed in [
        "<b>x</b> &amp; {{practice_name}} {{#if x}} <script>",
        "# no heading",
        "> no quotation",
        "1. no number",
        "+ no list",
        "```no code``` `nor this`",
        "![no picture](https://a.example/x.png)",
        "<https://a.example>",
        "[a]: https://a.example",
        "a | b",
        "---",
        "5 * 3 * 2 and snake_case_word",
        "[no link] and [neither][this]",
        "ends with \\",
        "~~no line~~",
        "^no footnote[^1]",
    ] {
        let text = plain::inlines(&one(typed));
        let expected = match typed {
            // A picture's link is a link, behind its mark.
            "![no picture](https://a.example/x.png)" => "!no picture",
            other => other,
        };
        assert_eq!(text, expected);
    }
    assert_eq!(plain::inlines(&one(r"\*plain\* \[[phone]]")), "*plain* [[phone]]");
}

#[test]
fn values_are_named_and_are_data() {
    let inlines = one("Call [[phone]], [[Practice name]] says. [[We]] answer.");
    assert!(matches!(&inlines[1], Inline::Link { href, .. } if href.starts_with("tel:")));
    assert!(plain::inlines(&inlines).contains("says. I answer."), "{inlines:?}");
    let mut draft = halloran();
    draft.answers.insert("practice_name".to_owned(), "**<b>[[phone]]{{x}}".into());
    let clause = OwnClause {
        section: SECTION.to_owned(),
        place: Place::End,
        text: english("At *[[practice_name]]* and [x [[phone]]](https://a.example)."),
    };
    draft.own_clauses.insert("a".to_owned(), clause);
    assert!(said(&draft).contains("At **<b>[[phone]]{{x}} and x 503-"), "{}", said(&draft));
}

#[test]
fn an_unknown_or_empty_value_is_a_fault_that_loses_nothing() {
    let unknown = read("Ask [[nobody]].");
    assert_eq!(unknown.faults, [("own_value", "nobody".to_owned())]);
    assert_eq!(plain::body_running(&unknown.bodies[0]), ["Ask [[nobody]]."]);
    let empty = read("Call [[on_call_number]].");
    assert_eq!(empty.faults[0].0, "own_value_empty");
    let Body::Paragraph { text } = &empty.bodies[0] else { panic!("a paragraph") };
    assert!(matches!(text[1], Inline::Blank { .. }), "a gap shows");
}

#[test]
fn links_of_other_kinds_print_their_words_only() {
    for href in [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://a.example",
        "file:///etc",
        "a.html",
        "sms:1",
    ] {
        let read = read(&format!("[words]({href})"));
        assert_eq!(read.faults, [("own_link", href.to_owned())]);
        assert_eq!(read.bodies, [Body::Paragraph { text: vec![Inline::text("words")] }]);
    }
}

#[test]
fn deep_markup_stays_shallow() {
    let deep = format!("{}x{}", "*a **b ".repeat(1_000), " b** a*".repeat(1_000));
    let _ = said(&with_own("a", SECTION, Place::End, &deep));
}

#[test]
fn our_wording_in_her_notation_reads_back_as_it_prints() {
    let catalogue = Catalogue::embedded();
    for name in crate::example_names(catalogue) {
        let draft = example(catalogue, name).expect("it is built in");
        let text = said(&draft);
        for section in reviewed(&draft).own.outline {
            for item in section.items.iter().filter(|item| item.kind == ItemKind::Ours) {
                let start = start(catalogue, "en", &draft, &item.clause).expect("it is there");
                let mut hers = draft.clone();
                let own = Override { text: start.text.clone(), ..Override::default() };
                hers.overrides.insert(item.clause.clone(), [("en".to_owned(), own)].into());
                let review = reviewed(&hers);
                assert_eq!(review.problems, [], "{}", item.clause);
                // Tables become lists; all else stays word for word.
                if !section.items.is_empty() && !start.text.contains("; ") {
                    assert_eq!(
                        without_code(&said(&hers)),
                        without_code(&text),
                        "{name}: {}",
                        item.clause
                    );
                }
            }
        }
    }
}

fn without_code(text: &str) -> String {
    let text = text.replace(['\u{a0}', '•'], " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    words[..words.len() - 1].join(" ")
}

#[test]
fn an_own_clause_stands_where_it_was_put() {
    let (section, clause) = printed_clause();
    for place in
        [Place::Start, Place::End, Place::Before(clause.clone()), Place::After(clause.clone())]
    {
        let review =
            reviewed(&with_own("parking", &section, place.clone(), "Park *behind* the house."));
        assert_eq!(review.problems, []);
        let outline = review.own.outline.iter().find(|it| it.id == section).expect("it prints");
        let at = |name: &str| outline.items.iter().position(|it| it.clause == name);
        let (own, ours) = (at("own:parking").expect("it stands"), at(&clause).expect("so does it"));
        let right = match place {
            Place::Start => own == 0,
            Place::End => own == outline.items.len() - 1,
            Place::Before(_) => own + 1 == ours,
            Place::After(_) => own == ours + 1,
        };
        assert!(right, "{place:?}");
        let part = review.preview.parts.iter().find(|part| part.id == section).expect("it shows");
        let block = part.blocks.iter().find(|block| block.kind == BlockKind::Own);
        assert_eq!(block.map(|block| block.clause.as_str()), Some("own:parking"));
        assert!(part.html.contains("Park <em>behind</em> the house."));
    }
}

#[test]
fn every_section_takes_a_clause_of_her_own() {
    let sections: Vec<String> =
        reviewed(&halloran()).own.outline.into_iter().map(|section| section.id).collect();
    for section in sections {
        let draft =
            with_own("a", &section, Place::Start, "Zebra one.\n- Zebra two.\n- Zebra three.");
        let review = reviewed(&draft);
        assert_eq!(review.problems, [], "{section}");
        let text = said(&draft);
        for words in ["Zebra one.", "Zebra two.", "Zebra three."] {
            assert!(text.contains(words), "{section}: {words}");
        }
        assert!(
            text.find("988").expect("help is there") < text.find("Zebra").unwrap_or_default()
                || section == "short-version",
            "{section}: help is not pushed down"
        );
    }
}

#[test]
fn clauses_for_one_place_stand_in_the_order_of_their_ids() {
    let (section, clause) = printed_clause();
    for place in [Place::Start, Place::End, Place::Before(clause.clone()), Place::After(clause)] {
        let mut draft = with_own("a", &section, place.clone(), "First.");
        let b = OwnClause { section: section.clone(), place, text: english("Second.") };
        draft.own_clauses.insert("b".to_owned(), b);
        let text = said(&draft);
        assert!(text.find("First.") < text.find("Second."), "{text}");
    }
}

#[test]
fn wrong_places_are_named_and_nothing_is_lost() {
    let nowhere = reviewed(&with_own("a", "no-such-section", Place::End, "Hello."));
    assert!(nowhere.problems[0].sentence.contains("no-such-section"));
    assert_eq!(nowhere.problems[0].part.as_ref().map(|part| part.kind), Some(PartKind::OwnClauses));
    assert_eq!(nowhere.own.unused[0].why, UnusedWhy::Problem);
    assert!(nowhere.draft, "she is asked before anything is issued");

    let lost = with_own("a", SECTION, Place::After("no-such-clause".to_owned()), "Hello.");
    assert!(reviewed(&lost).problems[0].sentence.contains("no-such-clause"));
    assert!(said(&lost).contains("Hello."), "it stands at the end");

    let mut circle = with_own("a", SECTION, Place::After("own:b".to_owned()), "Hello.");
    let other = OwnClause {
        section: SECTION.to_owned(),
        place: Place::Before("own:a".to_owned()),
        text: english("Goodbye."),
    };
    circle.own_clauses.insert("b".to_owned(), other);
    assert_eq!(reviewed(&circle).problems.len(), 2);
    assert!(said(&circle).contains("Hello.") && said(&circle).contains("Goodbye."));
}

#[test]
fn too_much_is_refused_in_a_sentence_and_kept() {
    let long = reviewed(&with_own("a", SECTION, Place::End, &"word ".repeat(10_000)));
    assert!(long.problems[0].sentence.contains("10000"), "{:?}", long.problems);
    assert_eq!(long.own.unused[0].why, UnusedWhy::Problem);

    let mut much = with_own("a", SECTION, Place::End, &"word ".repeat(1_900));
    for id in ["b", "c"] {
        let own = much.own_clauses["a"].clone();
        much.own_clauses.insert(id.to_owned(), own);
    }
    let review = reviewed(&much);
    assert_eq!(review.problems.len(), 1, "two fit, the third does not");
    assert!(review.problems[0].sentence.contains("20000"), "{:?}", review.problems);

    let mut many = halloran();
    for number in 0..200 {
        let own =
            OwnClause { section: SECTION.to_owned(), place: Place::End, text: english("Short.") };
        many.own_clauses.insert(format!("c{number:03}"), own);
    }
    let review = reviewed(&many);
    assert_eq!(review.problems.len(), 140);
    assert_eq!(said(&many).matches("Short.").count(), 60);
}

#[test]
fn her_wording_prints_in_place_of_ours() {
    let (_, clause) = printed_clause();
    let mut draft = halloran();
    let own = Override { text: "Zebra words, [[phone]].".to_owned(), ..Override::default() };
    draft.overrides.insert(clause.clone(), [("en".to_owned(), own)].into());
    let review = reviewed(&draft);
    assert_eq!((review.problems.len(), review.own.new_wordings.len()), (0, 0));
    assert!(said(&draft).contains("Zebra words, 503-"));
    let mut blocks = review.preview.parts.iter().flat_map(|part| &part.blocks);
    let block = blocks.find(|block| block.clause == clause).expect("it shows");
    assert_eq!(block.kind, BlockKind::Override);
    assert!(block.questions.contains(&"phone".to_owned()), "a click leads to what it prints");
    assert_ne!(said(&draft), said(&halloran()));
    assert_ne!(draft.id(), halloran().id());
}

#[test]
fn a_newer_wording_of_ours_is_offered() {
    let (_, clause) = printed_clause();
    let mut draft = halloran();
    let own = Override {
        text: "Mine.".to_owned(),
        wording: "0000".to_owned(),
        default: "As it was.".to_owned(),
    };
    draft.overrides.insert(clause.clone(), [("en".to_owned(), own)].into());
    let offered = reviewed(&draft).own.new_wordings.remove(0);
    let now = start(Catalogue::embedded(), "en", &draft, &clause).expect("it is there");
    assert_eq!((offered.before.as_str(), offered.yours.as_str()), ("As it was.", "Mine."));
    assert_eq!((&offered.now, &offered.wording), (&now.text, &now.wording));
    // Kept: hers stands against the wording of today.
    let own = draft.overrides.get_mut(&clause).and_then(|it| it.get_mut("en")).expect("hers");
    own.wording = now.wording;
    own.default = now.text;
    assert_eq!(reviewed(&draft).own.new_wordings, []);
}

#[test]
fn a_wording_whose_clause_is_not_chosen_is_listed() {
    let mut draft = halloran();
    let own =
        || [("en".to_owned(), Override { text: "Mine.".into(), ..Override::default() })].into();
    let chosen: Vec<String> = {
        let outline = reviewed(&draft).own.outline;
        outline.into_iter().flat_map(|it| it.items).map(|item| item.clause).collect()
    };
    let clauses = &Catalogue::embedded().languages["en"].clauses;
    let other = clauses.keys().find(|id| !chosen.contains(id)).expect("not all are chosen");
    draft.overrides.insert(other.clone(), own());
    let review = reviewed(&draft);
    assert_eq!((review.problems.len(), review.own.unused[0].why), (0, UnusedWhy::NotSelected));
    assert!(!said(&draft).contains("Mine."));
    draft.overrides.insert("no-such-clause".to_owned(), own());
    let review = reviewed(&draft);
    assert!(review.problems[0].sentence.contains("no-such-clause"));
    assert!(review.own.unused.iter().any(|it| it.why == UnusedWhy::Unknown));
}

#[test]
fn a_clause_is_taken_out_with_a_reason_only() {
    let (section, clause) = printed_clause();
    let mut draft = halloran();
    draft.removed.insert(clause.clone(), Removal { reason: "  ".to_owned() });
    let silent = reviewed(&draft);
    assert_eq!(silent.problems.len(), 1);
    assert_eq!(
        said(&draft).replace("DRAFT\n", "").len(),
        said(&halloran()).len(),
        "it still prints"
    );
    draft.removed.insert(clause.clone(), Removal { reason: "Said in person.".to_owned() });
    let review = reviewed(&draft);
    assert_eq!(review.problems, []);
    let taken = &review.own.taken_out[0];
    assert_eq!((&taken.clause, &taken.section), (&clause, &section));
    assert_eq!(taken.reason, "Said in person.");
    let outline = review.own.outline.iter().find(|it| it.id == section).expect("it is there");
    assert!(outline.items.iter().any(|it| it.kind == ItemKind::Removed && it.clause == clause));
    assert!(said(&draft).len() < said(&halloran()).len());
}

#[test]
fn the_numbers_print_and_come_second_whatever_is_done_to_the_box() {
    let mut draft = with_own("a", "emergency", Place::Start, "Zebra.");
    draft.removed.insert("emergency-intro".to_owned(), Removal { reason: "x".to_owned() });
    let review = reviewed(&draft);
    let stop = review.findings.iter().find(|finding| finding.rule == "OWN-help").expect("a stop");
    assert_eq!(stop.part.as_ref().map(|part| part.kind), Some(PartKind::Removed));
    assert!(review.draft);
    let text = said(&draft);
    assert!(text.find("988") < text.find("Zebra."), "{text}");
}

#[test]
fn sections_move_and_help_stays_on_top() {
    let catalogue = Catalogue::embedded();
    let draft = halloran();
    let moved = move_section(catalogue, &draft, "reviews", &Place::Start);
    let ids: Vec<String> = reviewed(&moved).own.outline.into_iter().map(|it| it.id).collect();
    assert_eq!(ids[..4], ["short-version", "emergency", "who-we-are", "reviews"]);
    assert_eq!(ids.last().map(String::as_str), Some("acknowledgement"));
    for fixed in ["emergency", "acknowledgement", "short-version", "nothing"] {
        assert_eq!(move_section(catalogue, &draft, fixed, &Place::Start), draft);
    }
    let mut hers = draft;
    hers.order.sections = ["reviews", "emergency", "nothing", "reviews"].map(str::to_owned).into();
    let review = reviewed(&hers);
    let whys: Vec<UnusedWhy> = review.own.unused.iter().map(|it| it.why).collect();
    assert_eq!(whys, [UnusedWhy::Fixed, UnusedWhy::Unknown, UnusedWhy::Twice]);
    assert_eq!(review.problems, []);
}

#[test]
fn a_ready_order_leads_with_friending() {
    let mut draft = halloran();
    draft.order.named = "lead_with_friending".to_owned();
    let ids: Vec<String> = reviewed(&draft).own.outline.into_iter().map(|it| it.id).collect();
    assert_eq!(ids[3..5], ["friend-requests", "following"]);
    draft.order.named = "nothing".to_owned();
    assert_eq!(reviewed(&draft).own.unused[0].why, UnusedWhy::Unknown);
}

#[test]
fn clauses_move_inside_their_section_and_keep_their_neighbour_when_others_go() {
    let catalogue = Catalogue::embedded();
    let (section, clause) = printed_clause();
    let draft = with_own("a", &section, Place::After(clause.clone()), "Zebra.");
    let moved = move_clause(catalogue, &draft, &section, &clause, &Place::End);
    let review = reviewed(&moved);
    let outline = review.own.outline.iter().find(|it| it.id == section).expect("it is there");
    assert_eq!(outline.items.last().map(|it| &it.clause), Some(&clause));
    let back = move_clause(catalogue, &moved, &section, &clause, &Place::Start);
    assert_eq!(back, draft, "moved back, nothing is left to keep");
    assert!(moved.order.clauses[&section].contains(&own_name("a")));
}

#[test]
fn a_warning_is_kept_with_a_reason_until_the_answers_change() {
    let hard = "In the event of an unforeseen psychological emergency necessitating immediate \
        intervention, individuals are encouraged to communicate expeditiously with appropriate \
        professionals, organizations, institutions, authorities and representatives.";
    let mut draft = with_own("a", SECTION, Place::End, hard);
    let finding = reviewed(&draft).findings.into_iter().find(|it| it.rule == "R25").expect("hard");
    assert_eq!((finding.key.as_str(), finding.severity), ("R25@own:a", Severity::Warn));
    assert!(finding.asks());
    let kept = Kept { reason: "Our lawyer wants it.".to_owned(), because: finding.because };
    draft.kept.insert(finding.key.clone(), kept);
    let finding = reviewed(&draft).findings.into_iter().find(|it| it.rule == "R25").expect("hard");
    assert!(!finding.asks() && finding.kept == "Our lawyer wants it.");
    let other = format!("{hard} {hard}").replace("unforeseen", "unexpected");
    draft.own_clauses.get_mut("a").expect("it is there").text = english(&other);
    let finding = reviewed(&draft).findings.into_iter().find(|it| it.rule == "R25").expect("hard");
    assert!(finding.asks() && finding.kept_before == "Our lawyer wants it.");
}

#[test]
fn a_stop_can_not_be_kept() {
    let mut draft =
        with_own("a", SECTION, Place::End, "You may not write a review of this practice.");
    let stop = reviewed(&draft).findings.into_iter().find(|it| it.rule == "R09").expect("a stop");
    draft.kept.insert(stop.key, Kept { reason: "No.".to_owned(), because: stop.because });
    let review = reviewed(&draft);
    assert!(review.draft);
    assert!(review.findings.iter().any(|it| it.rule == "R09" && it.asks()));
}

#[test]
fn drafts_of_the_first_format_are_read_for_ever() {
    let old = r#"{"format":1,"answers":{"voice":"i"},"suggested":["voice"]}"#;
    let draft = Draft::from_json(old).expect("it was valid then");
    assert_eq!(draft.format, 2);
    assert_eq!(draft, Draft::from_json(&draft.to_json()).expect("and stays so"));
    assert!(!draft.to_json().contains("own_clauses"), "what is empty is not written");
}
