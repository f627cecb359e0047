//! Whatever stands in an edition, layout must not panic, lose text or print outside the page.

use policy::document::{
    Block, Body, Edition, Inline, MastheadColumn, PenLine, Section, SectionKind,
};
use policy_pages::display::{Item, Pages, Rect};
use policy_pages::{Faces, Stamp, Style, layout};

use crate::fixture;
use proptest::collection::vec;
use proptest::prelude::*;

/// Every glyph is real, has text and stands on the page; so do rules, boxes and link areas.
fn check(pages: &Pages) {
    assert!(!pages.pages.is_empty());
    let inside = |rect: &Rect| {
        let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
        assert!(
            rect.x >= 0.0 && rect.y >= 0.0 && rect.width >= 0.0 && rect.height >= 0.0,
            "{rect:?}"
        );
        assert!(right <= pages.width && bottom <= pages.height, "{rect:?}");
    };
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        match item {
            Item::Glyphs(run) => {
                assert!(run.baseline > 0.0 && run.baseline < pages.height, "{}", run.baseline);
                assert!(!run.glyphs.is_empty());
                for glyph in &run.glyphs {
                    assert_ne!(glyph.id, 0, "no .notdef");
                    let text = pages.text.get(glyph.range());
                    assert!(text.is_some_and(|text| !text.is_empty()), "a glyph has text");
                    let blank = text.is_some_and(|text| text.trim().is_empty());
                    assert!(blank || glyph.x > 0.0, "{glyph:?}");
                    assert!(blank || glyph.x + glyph.advance < pages.width, "{glyph:?}");
                }
            }
            Item::Fill { rect, .. } | Item::Stroke { rect, .. } | Item::Link { rect, .. } => {
                inside(rect);
            }
        }
    }
}

/// All letters of the edition that can be printed are printed, once for each time they stand there.
fn count(pages: &Pages, letter: char) -> usize {
    let glyphs = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Glyphs(run) if run.node.is_some() => Some(&run.glyphs),
        _ => None,
    });
    glyphs.flatten().filter(|glyph| pages.text[glyph.range()].starts_with(letter)).count()
}

fn one_clause(title: &str, body: &str) -> Edition {
    let mut edition = fixture::edition();
    let text = fixture::text(body);
    let block = fixture::block(Body::Paragraph { text });
    edition.sections = vec![fixture::section("one", SectionKind::Clauses, title, vec![block])];
    edition
}

fn lay_out(edition: &Edition) -> Pages {
    layout(edition, &Faces::embedded(), &Style::letter(), Stamp { code: "7F3A-91C2" })
}

#[test]
fn a_word_of_five_hundred_letters_is_parted() {
    let pages = lay_out(&one_clause("Title", &"ẅ".repeat(500)));
    check(&pages);
    assert_eq!(count(&pages, 'ẅ'), 500);
}

#[test]
fn a_heading_of_a_thousand_words_is_printed_whole() {
    let pages = lay_out(&one_clause(&"Ξ ".repeat(1000), "Text."));
    check(&pages);
    assert_eq!(count(&pages, 'Ξ'), 1000);
}

#[test]
fn arabic_and_hebrew_stand_at_the_right_edge() {
    for words in ["هذه هي سياسة وسائل التواصل الاجتماعي.", "זו מדיניות הרשתות החברתיות שלי."]
    {
        let pages = lay_out(&one_clause("Title", words));
        check(&pages);
        let style = Style::letter();
        let ends = pages.pages[0].items.iter().filter_map(|item| match item {
            Item::Glyphs(run) => run.glyphs.last().filter(|glyph| glyph.rtl),
            _ => None,
        });
        let end = ends.map(|glyph| glyph.x + glyph.advance).fold(0.0, f32::max);
        assert!((end - (style.width - style.right)).abs() < 0.5, "{words} ends at {end}");
    }
}

#[test]
fn a_point_hangs_on_the_side_where_its_item_begins() {
    let mut edition = fixture::edition();
    let items = fixture::list(&["הטלפון: 503-555-0142", "Phone: 503-555-0142"]);
    edition.sections = vec![fixture::section("l", SectionKind::Clauses, "Title", vec![items])];
    let pages = lay_out(&edition);
    let points = pages.pages[0].items.iter().filter_map(|item| match item {
        Item::Glyphs(run) if &pages.text[run.glyphs[0].range()] == "•" => Some(run.glyphs[0].x),
        _ => None,
    });
    let middle = Style::letter().width / 2.0;
    let sides: Vec<bool> = points.map(|x| x > middle).collect();
    assert_eq!(sides, [true, false]);
}

#[test]
fn empty_texts_make_an_empty_page_with_a_footer() {
    let mut edition = one_clause("", "");
    edition.title = String::new();
    edition.subtitle = String::new();
    edition.masthead = vec![MastheadColumn { lines: vec![], questions: vec![] }];
    let pages = lay_out(&edition);
    check(&pages);
    assert_eq!(pages.pages.len(), 1);
    edition.sections.clear();
    edition.footer.clear();
    edition.page_word.clear();
    check(&lay_out(&edition));
}

#[test]
fn the_label_of_a_row_for_the_pen_may_be_as_long_as_a_heading() {
    let mut edition = fixture::edition();
    let label = fixture::text(&"Σ".repeat(1100));
    let sign = Body::Sign { label, text: vec![], lines: vec![], ticks: vec![] };
    let kind = SectionKind::Acknowledgement;
    edition.sections = vec![fixture::section("s", kind, "Title", vec![fixture::block(sign)])];
    let pages = lay_out(&edition);
    check(&pages);
    assert_eq!(count(&pages, 'Σ'), 1100);
}

#[test]
fn a_draft_mark_from_the_right_stays_on_the_page() {
    let mut edition = fixture::edition();
    edition.draft_mark = Some("טיוטה".into());
    check(&lay_out(&edition));
}

#[test]
fn letters_nobody_has_are_named() {
    let pages = lay_out(&one_clause("Title", "Crabs 🦀🦀 and cats 🐈."));
    check(&pages);
    assert_eq!(pages.missing, ['🐈', '🦀']);
    assert_eq!(count(&pages, '\u{FFFD}'), 3);
}

#[test]
fn a_table_cell_longer_than_a_page_is_printed_whole() {
    let mut edition = fixture::edition();
    let rows = vec![vec![fixture::text("Name"), fixture::text(&"Ω ".repeat(3000))]];
    let head = vec![fixture::text("A"), fixture::text("B")];
    let table = fixture::block(Body::Table { head, rows });
    edition.sections = vec![fixture::section("t", SectionKind::Clauses, "Title", vec![table])];
    let pages = lay_out(&edition);
    check(&pages);
    assert_eq!(count(&pages, 'Ω'), 3000);
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[A-Za-z ,.’-]{1,120}",
        1 => "[a-z]{200,500}",
        1 => "[\u{5D0}-\u{5EA} 0-9()-]{1,80}",
        1 => "[\u{621}-\u{64A} 0-9/-]{1,80}",
        1 => "[\u{4E00}-\u{4E40}\u{AC00}-\u{AC20} ]{1,60}",
        1 => "\\PC{0,60}",
        1 => any::<String>(),
        1 => Just(String::new()),
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        5 => words().prop_map(|text| Inline::Text { text }),
        1 => words().prop_map(|label| Inline::Blank { question: "q".into(), label }),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        let content = vec(inner, 0..3);
        prop_oneof![
            content.clone().prop_map(|content| Inline::Strong { content }),
            content.clone().prop_map(|content| Inline::Emphasis { content }),
            content.prop_map(|content| Inline::Link { href: "https://a.example".into(), content }),
        ]
    })
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    vec(inline(), 0..4)
}

fn body() -> impl Strategy<Value = Body> {
    let pen = (words(), any::<u8>()).prop_map(|(label, thirds)| PenLine { label, thirds });
    prop_oneof![
        4 => inlines().prop_map(|text| Body::Paragraph { text }),
        2 => vec(inlines(), 0..5).prop_map(|items| Body::List { items }),
        1 => (vec(inlines(), 0..5), vec(vec(inlines(), 0..5), 0..6))
            .prop_map(|(head, rows)| Body::Table { head, rows }),
        2 => (inlines(), any::<bool>(), inlines())
            .prop_map(|(number, first, text)| Body::Resource { number, first, text }),
        1 => inlines().prop_map(|text| Body::Note { text }),
        1 => (inlines(), inlines(), vec(vec(pen, 0..4), 0..3), vec(inlines(), 0..4))
            .prop_map(|(label, text, lines, ticks)| Body::Sign { label, text, lines, ticks }),
    ]
}

fn section() -> impl Strategy<Value = Section> {
    let kind = prop_oneof![
        1 => Just(SectionKind::ShortVersion),
        1 => Just(SectionKind::Emergency),
        4 => Just(SectionKind::Clauses),
        1 => Just(SectionKind::Acknowledgement),
    ];
    let block = body().prop_map(|body| Block { clause: String::new(), questions: vec![], body });
    (kind, inlines(), vec(block, 0..6)).prop_map(|(kind, title, blocks)| Section {
        id: String::new(),
        kind,
        title,
        blocks,
    })
}

fn edition() -> impl Strategy<Value = Edition> {
    let column = vec(inlines(), 0..4).prop_map(|lines| MastheadColumn { lines, questions: vec![] });
    let texts = (words(), words(), words(), words(), proptest::option::of(words()));
    let lang = prop_oneof![Just("en"), Just("ar"), Just("vi"), Just("")];
    (lang, texts, vec(column, 0..5), vec(section(), 0..8)).prop_map(
        |(lang, (title, subtitle, footer, code_word, draft_mark), masthead, sections)| Edition {
            lang: lang.into(),
            title,
            subtitle,
            masthead,
            sections,
            footer,
            code_word,
            page_word: "Page {page} of {pages}".into(),
            draft_mark,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_edition_becomes_pages(edition in edition(), a4 in any::<bool>()) {
        let style = if a4 { Style::a4() } else { Style::letter() };
        let pages = layout(&edition, &Faces::embedded(), &style, Stamp { code: "7F3A-91C2" });
        check(&pages);
    }
}
