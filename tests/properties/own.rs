//! What holds for the clinician's own clauses, wordings and orders, whatever she writes and moves.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use policy::document::{Body, Inline};
use policy::own::{
    Order, Override, OwnClause, PartKind, Place, Removal, move_clause, move_section, own_name,
};
use policy::{Catalogue, Draft};
use policy_tests::practice::{draft, print, run, today};
use policy_tests::words::{bag, difference, of_html, of_pdf, of_text};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Sections that may be moved.
static SECTIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let review = policy::review(Catalogue::embedded(), &draft("halloran"), today());
    review.own.outline.into_iter().filter(|it| it.moves).map(|it| it.id).collect()
});

/// Text with and without marks, good and bad.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-z ,.]{1,20}",
        1 => select(vec![
            "**", "*", "_", "`", "[", "]", "](", ")", "[[", "]]", "[[phone]]", "[[practice_name]]",
            "[[nobody]]", "<b>", "</b>", "<script>", "{{phone}}", "{{#if x}}", "\\", "\n", "\n- ",
            "# ", "> ", "1. ", "![", "[a](https://a.example)", "[a](javascript:alert(1))", "&lt;",
            "\u{202e}", "\u{e000}x\u{e003}", "\u{e004}0\u{e003}", "~~", "|", "---",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn place() -> impl Strategy<Value = Place> {
    let name = prop_oneof![
        any::<Index>().prop_map(|at| {
            let entries = Catalogue::embedded().policy().entries();
            let names: Vec<&String> = entries.map(|entry| &entry.name).collect();
            (*at.get(&names)).clone()
        }),
        "[a-c]".prop_map(|id| own_name(&id)),
        "\\PC{0,8}",
    ];
    prop_oneof![
        Just(Place::Start),
        Just(Place::End),
        name.clone().prop_map(Place::Before),
        name.prop_map(Place::After),
    ]
}

fn section() -> impl Strategy<Value = String> {
    let known =
        any::<Index>().prop_map(|at| at.get(&Catalogue::embedded().policy().sections).id.clone());
    prop_oneof![8 => known, 1 => Just("who-we-are".to_owned()), 1 => "[a-z]{0,8}"]
}

fn clause() -> impl Strategy<Value = String> {
    let known = any::<Index>().prop_map(|at| {
        let clauses: Vec<&String> = Catalogue::embedded().languages["en"].clauses.keys().collect();
        (*at.get(&clauses)).clone()
    });
    prop_oneof![9 => known, 1 => "[a-z]{0,8}"]
}

/// Everything that may be her own, over a finished practice.
fn own_parts() -> impl Strategy<Value = Draft> {
    let own = (section(), place(), typed()).prop_map(|(section, place, text)| OwnClause {
        section,
        place,
        text: BTreeMap::from([("en".to_owned(), text)]),
    });
    let worded = typed().prop_map(|text| {
        BTreeMap::from([("en".to_owned(), Override { text, ..Override::default() })])
    });
    let order = (
        prop_oneof![
            Just(String::new()),
            Just("lead_with_friending".to_owned()),
            Just("x".to_owned())
        ],
        prop::collection::vec(section(), 0..6),
        prop::collection::btree_map(section(), prop::collection::vec(clause(), 0..4), 0..3),
    );
    (
        select(vec!["halloran", "willow", "stone"]),
        prop::collection::btree_map("[a-d]", own, 0..4),
        prop::collection::btree_map(clause(), worded, 0..4),
        prop::collection::btree_map(
            clause(),
            "[a-z ]{0,6}".prop_map(|reason| Removal { reason }),
            0..4,
        ),
        order,
    )
        .prop_map(|(name, own_clauses, overrides, removed, (named, sections, clauses))| {
            Draft {
                own_clauses,
                overrides,
                removed,
                order: Order { named, sections, clauses },
                ..draft(name)
            }
        })
}

/// The first address of a page that leads anywhere but to a site, a letter, a phone, a text
/// or the page itself. The same letters as mere text are harmless.
fn strange_link(html: &str) -> Option<&str> {
    let hrefs = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut strange = hrefs.filter(|it| {
        !["https:", "mailto:", "tel:", "sms:", "#"].iter().any(|ok| it.starts_with(ok))
    });
    strange.next()
}

#[test]
fn a_bracket_she_escaped_is_text_and_no_link() {
    let mut practice = draft("halloran");
    let text = "- \\[a](javascript:alert(1))".to_owned();
    let own = OwnClause {
        section: "reviews".to_owned(),
        place: Place::End,
        text: BTreeMap::from([("en".to_owned(), text)]),
    };
    practice.own_clauses.insert("a".to_owned(), own);
    let html = print(&practice).html();
    assert!(html.contains("<li>[a](javascript:alert(1))</li>"), "it prints as typed");
    assert_eq!(strange_link(&html), None);
    assert_eq!(strange_link("<a href=\"javascript:alert(1)\">a</a>"), Some("javascript:alert(1)"));
}

proptest! {
    #[test]
    fn nothing_of_hers_becomes_markup_or_breaks_an_output(draft in own_parts()) {
        let printed = print(&draft);
        let html = printed.html();
        for bad in ["<b>", "<script"] {
            prop_assert!(!html.contains(bad), "{} in {}", bad, html);
        }
        prop_assert_eq!(strange_link(&html), None);
        for block in printed.edition().sections.iter().flat_map(|it| &it.blocks) {
            if let Some(fault) = shape(&block.body) {
                return Err(TestCaseError::fail(format!("{}: {fault}", block.clause)));
            }
        }
        let text = of_text(&printed);
        if let Some(found) = difference(&text, &of_html(&printed)) {
            return Err(TestCaseError::fail(format!("text and page differ: {found}")));
        }
        if let Some(found) = difference(&drawn(&text), &drawn(&of_pdf(&printed))) {
            return Err(TestCaseError::fail(format!("text and PDF differ: {found}")));
        }
    }

    #[test]
    fn nothing_of_hers_is_lost(draft in own_parts()) {
        let loaded = Draft::from_json(&draft.to_json()).expect("a saved draft can be read");
        prop_assert_eq!(&loaded, &draft);
        let review = policy::review(Catalogue::embedded(), &draft, today());
        let outline: Vec<String> = review.own.outline.iter().filter(|it| it.printed).flat_map(|it| &it.items).map(|it| it.clause.clone()).collect();
        for id in draft.own_clauses.keys() {
            let listed = review.own.unused.iter().any(|it| it.part.kind == PartKind::OwnClauses && &it.part.id == id);
            prop_assert!(outline.contains(&own_name(id)) != listed, "{} prints or is listed", id);
        }
        for id in draft.overrides.keys() {
            let prints = outline.contains(id) && review.preview.parts.iter().flat_map(|it| &it.blocks)
                .any(|block| &block.clause == id && block.kind == policy::review::BlockKind::Override);
            let listed = review.own.unused.iter().any(|it| it.part.kind == PartKind::Overrides && &it.part.id == id);
            prop_assert!(prints != listed, "{} prints or is listed", id);
        }
        for problem in &review.problems {
            prop_assert!(problem.part.is_some(), "{:?}", problem);
            prop_assert!(problem.sentence.ends_with('.') && problem.sentence.len() > 20, "{:?}", problem);
        }
        let help = review.preview.parts.iter().position(|it| it.id == "emergency");
        prop_assert_eq!(help, Some(2), "the box stays on top");
    }

    #[test]
    fn a_section_moved_and_moved_back_was_never_moved(from in any::<Index>(), to in any::<Index>()) {
        let catalogue = Catalogue::embedded();
        let draft = draft("halloran");
        let section = from.get(&SECTIONS).clone();
        let at = SECTIONS.iter().position(|it| *it == section).expect("it is one of them");
        let home = match at.checked_sub(1) {
            Some(before) => Place::After(SECTIONS[before].clone()),
            None => Place::Start,
        };
        let moved = move_section(catalogue, &draft, &section, &Place::Before(to.get(&SECTIONS).clone()));
        let back = move_section(catalogue, &moved, &section, &home);
        prop_assert_eq!(back, draft);
    }

    #[test]
    fn a_clause_moved_and_moved_back_was_never_moved(at in any::<Index>(), to in any::<Index>(), own in any::<bool>()) {
        let catalogue = Catalogue::embedded();
        let mut draft = draft("halloran");
        let spec = at.get(&catalogue.policy().sections);
        if own {
            let text = BTreeMap::from([("en".to_owned(), "Mine.".to_owned())]);
            let clause = OwnClause { section: spec.id.clone(), place: Place::Start, text };
            draft.own_clauses.insert("a".to_owned(), clause);
        }
        let mut names: Vec<String> = spec.clauses.iter().map(|entry| entry.name.clone()).collect();
        if own {
            names.insert(0, own_name("a"));
        }
        let moving = at.get(&names).clone();
        let home = match names.iter().position(|it| *it == moving) {
            Some(0) | None => Place::Start,
            Some(index) => Place::After(names[index - 1].clone()),
        };
        let moved = move_clause(catalogue, &draft, &spec.id, &moving, &Place::After(to.get(&names).clone()));
        let back = move_clause(catalogue, &moved, &spec.id, &moving, &home);
        prop_assert_eq!(back, draft);
    }

    #[test]
    fn an_order_moves_words_and_changes_none(draft in own_parts()) {
        let mut ours = draft.clone();
        ours.order = Order::default();
        let words = |draft: &Draft| {
            let text = policy::plain::text(&run(draft).document);
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.pop();
            lines.sort();
            lines
        };
        prop_assert_eq!(words(&draft), words(&ours));
    }
}

/// What is wrong with a tree of her words.
fn shape(body: &Body) -> Option<&'static str> {
    fn inlines(content: &[Inline], inside_link: bool, depth: usize) -> Option<&'static str> {
        if depth > 4 {
            return Some("too deep");
        }
        content.iter().find_map(|inline| match inline {
            Inline::Text { text } if text.is_empty() => Some("empty"),
            Inline::Text { .. } | Inline::Blank { .. } => None,
            Inline::Link { .. } if inside_link => Some("a link in a link"),
            Inline::Link { href, .. }
                if !["https://", "http://", "mailto:", "tel:", "sms:"]
                    .iter()
                    .any(|it| href.starts_with(it)) =>
            {
                Some("a link of another kind")
            }
            Inline::Link { content, .. } => inlines(content, true, depth + 1),
            Inline::Strong { content } | Inline::Emphasis { content } => {
                if content.is_empty() {
                    Some("empty")
                } else {
                    inlines(content, inside_link, depth + 1)
                }
            }
        })
    }
    match body {
        Body::Paragraph { text } | Body::Note { text } => inlines(text, false, 0),
        Body::List { items } => items
            .iter()
            .find_map(|item| if item.is_empty() { Some("empty") } else { inlines(item, false, 0) }),
        Body::Table { .. } | Body::Resource { .. } | Body::Sign { .. } => None,
    }
}

/// As in `stages`: what any face can draw.
fn drawn(text: &str) -> String {
    let left_out = regex::Regex::new(r"[\p{M}\u{fffd}]").expect("the pattern is right");
    bag(&left_out.replace_all(text, ""))
}
