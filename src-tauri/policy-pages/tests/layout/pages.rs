//! What a laid out policy must always be.

use policy::document::{Edition, SectionKind};
use policy_pages::display::{GlyphRun, Item, NodeId, Page, Pages, Role};
use policy_pages::{Faces, Stamp, Style, layout, svg};

use crate::fixture;

fn lay_out(edition: &Edition) -> Pages {
    layout(edition, &Faces::embedded(), &Style::letter(), Stamp { code: "7F3A-91C2" })
}

fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    })
}

/// The words of a run, in the order of the text.
fn words(pages: &Pages, run: &GlyphRun) -> String {
    let mut ranges: Vec<_> = run.glyphs.iter().map(|glyph| glyph.range()).collect();
    ranges.sort_by_key(|range| range.start);
    ranges.dedup();
    ranges.into_iter().map(|range| &pages.text[range]).collect()
}

fn artifacts(pages: &Pages, page: &Page) -> String {
    let runs = runs(page).filter(|run| run.node.is_none());
    runs.map(|run| words(pages, run)).collect::<Vec<_>>().join("|")
}

fn page_with(pages: &Pages, words_: &str) -> Option<usize> {
    let has = |page: &Page| runs(page).any(|run| words(pages, run).contains(words_));
    pages.pages.iter().position(has)
}

#[test]
fn text_is_painted_in_reading_order() {
    let pages = lay_out(&fixture::edition());
    let tagged = pages.pages.iter().flat_map(runs).filter(|run| run.node.is_some());
    let starts: Vec<u32> = tagged.map(|run| run.glyphs[0].start).collect();
    assert!(
        starts.is_sorted(),
        "the arena is written in reading order, so painting must follow it"
    );
}

#[test]
fn every_text_is_tagged_but_what_repeats() {
    let pages = lay_out(&fixture::edition());
    for (index, page) in pages.pages.iter().enumerate() {
        let footer = "Fern Dale, LPC. Social media policy, not yet issued. Code\u{A0}7F3A-91C2";
        let number = format!("Page {} of {}", index + 1, pages.pages.len());
        assert_eq!(artifacts(&pages, page), format!("{footer}|{number}"));
    }
}

#[test]
fn the_structure_is_a_tree_of_known_roles() {
    let pages = lay_out(&fixture::edition());
    for (index, node) in pages.nodes.iter().enumerate().skip(1) {
        let parent = &pages.nodes[node.parent.0 as usize];
        let id = NodeId(u32::try_from(index).unwrap());
        assert!(parent.children.contains(&id), "{id:?} is a child of its parent");
        let fits = match node.role {
            Role::Li => parent.role == Role::L,
            Role::Lbl | Role::LBody => parent.role == Role::Li,
            Role::Tr => parent.role == Role::Table,
            Role::ThColumn | Role::ThRow | Role::Td => parent.role == Role::Tr,
            Role::Link => matches!(parent.role, Role::P | Role::LBody | Role::Lbl),
            _ => matches!(parent.role, Role::Document | Role::Sect),
        };
        assert!(fits, "{:?} under {:?}", node.role, parent.role);
    }
    let headings = pages.nodes.iter().filter_map(|node| match node.role {
        Role::H(level) => Some(level),
        _ => None,
    });
    let levels: Vec<u8> = headings.collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?} skips no level");
}

#[test]
fn the_outline_leads_to_every_heading() {
    let edition = fixture::edition();
    let pages = lay_out(&edition);
    assert_eq!(pages.outline.len(), edition.sections.len() + 1);
    assert_eq!(pages.outline[0].title, edition.title);
    for entry in &pages.outline {
        let first_word = entry.title.split(' ').next().unwrap();
        let found = runs(&pages.pages[entry.page]).any(|run| {
            let below = run.baseline - entry.y;
            words(&pages, run).starts_with(first_word) && (0.0..40.0).contains(&below)
        });
        assert!(found, "{} stands at {} on page {}", entry.title, entry.y, entry.page + 1);
    }
}

#[test]
fn the_emergency_box_is_on_page_one_and_the_only_frame() {
    let pages = lay_out(&fixture::edition());
    let frame = |item: &&Item| matches!(item, Item::Stroke { width, .. } if *width == 1.75);
    assert_eq!(pages.pages[0].items.iter().filter(frame).count(), 1);
    assert!(!pages.pages[1..].iter().flat_map(|page| &page.items).any(|item| frame(&item)));
    assert_eq!(page_with(&pages, "988"), Some(0));
}

#[test]
fn no_clause_is_parted_between_pages() {
    let mut edition = fixture::edition();
    let clauses = (0..20).map(|index| fixture::clause(&format!("row {index}"), index % 7 + 1));
    edition.sections.splice(3..9, clauses);
    let pages = lay_out(&edition);
    assert!(pages.pages.len() > 3, "the test needs more than one break");
    for id in 1..pages.nodes.len() {
        let mut at = NodeId(u32::try_from(id).unwrap());
        while pages.nodes[at.0 as usize].parent.0 != 0 {
            at = pages.nodes[at.0 as usize].parent;
        }
        let holds = |run: &GlyphRun| run.node.is_some_and(|node| root_of(&pages, node) == at);
        let on = pages.pages.iter().filter(|page| runs(page).any(holds)).count();
        assert!(on <= 1, "section {at:?} stands on {on} pages");
    }
}

/// The ancestor right under the document.
fn root_of(pages: &Pages, mut node: NodeId) -> NodeId {
    while pages.nodes[node.0 as usize].parent.0 != 0 {
        node = pages.nodes[node.0 as usize].parent;
    }
    node
}

#[test]
fn a_clause_longer_than_a_page_keeps_its_heading_and_leaves_no_single_line() {
    let mut edition = fixture::edition();
    edition.sections.truncate(2);
    edition.sections.push(fixture::clause("everything", 100));
    let pages = lay_out(&edition);
    let tagged = |page: &Page| {
        let mut lines: Vec<f32> =
            runs(page).filter(|run| run.node.is_some()).map(|run| run.baseline).collect();
        lines.dedup();
        lines.len()
    };
    assert!(pages.pages.len() > 2);
    assert!(pages.pages.iter().all(|page| tagged(page) >= 2));
    let heading = page_with(&pages, "everything").unwrap();
    assert_eq!(
        Some(heading),
        page_with(&pages, "This comes first."),
        "heading and text part never"
    );
}

#[test]
fn a_long_table_repeats_its_head_as_an_artifact() {
    let mut edition = fixture::edition();
    let title = "Where you can find me";
    let long = vec![fixture::table(70)];
    edition.sections = vec![fixture::section("pages", SectionKind::Clauses, title, long)];
    let pages = lay_out(&edition);
    assert!(pages.pages.len() > 1);
    let again = "Where you |can find me|Where|What you will find|How often";
    assert!(artifacts(&pages, &pages.pages[1]).starts_with(again), "heading and head stand again");
    let heads = pages.nodes.iter().filter(|node| node.role == Role::ThColumn).count();
    assert_eq!(heads, 3, "the table has one head however often it is printed");
}

#[test]
fn a_table_that_would_leave_a_page_white_is_parted_between_rows() {
    let mut edition = fixture::edition();
    let pages_clause =
        vec![fixture::paragraph("I keep pages.", "They are about work."), fixture::table(14)];
    let title = "Where you can find me";
    edition.sections.splice(
        2..,
        [
            fixture::clause("filling", 3),
            fixture::section("p", SectionKind::Clauses, title, pages_clause),
        ],
    );
    let pages = lay_out(&edition);
    assert_eq!(page_with(&pages, "I keep pages."), Some(0));
    assert_eq!((page_with(&pages, "@fern.0"), page_with(&pages, "@fern.13")), (Some(0), Some(1)));
    let again = "Where you |can find me|Where|What you will find";
    assert!(artifacts(&pages, &pages.pages[1]).starts_with(again), "heading and head again");
}

#[test]
fn the_page_for_the_pen_stands_alone() {
    let pages = lay_out(&fixture::edition());
    let last = pages.pages.last().unwrap();
    let first = runs(last).next().map(|run| words(&pages, run));
    assert_eq!(first.as_deref(), Some("Acknowledgement"));
    let boxes = last.items.iter().filter(|item| matches!(item, Item::Stroke { .. })).count();
    assert_eq!(boxes, 3);
}

#[test]
fn pen_lines_have_room_for_handwriting() {
    let pages = lay_out(&fixture::edition());
    let last = pages.pages.last().unwrap();
    let style = Style::letter();
    let pen = last.items.iter().filter_map(|item| match item {
        Item::Fill { rect, .. } if rect.x >= 190.0 => Some(rect.y),
        _ => None,
    });
    for line in pen {
        let above = runs(last).filter(|run| run.baseline < line && run.glyphs[0].x >= 190.0);
        let nearest = above.map(|run| run.baseline).fold(0.0, f32::max);
        assert!(line - nearest >= style.pen_space - 1.0, "{line} under {nearest}");
    }
}

#[test]
fn a_draft_is_marked_on_every_page_above_and_in_the_footer() {
    let mut edition = fixture::edition();
    edition.draft_mark = Some("DRAFT".into());
    let pages = lay_out(&edition);
    for page in &pages.pages {
        assert_eq!(artifacts(&pages, page).matches("DRAFT").count(), 2);
        let mark = runs(page).find(|run| run.baseline < 40.0).expect("a mark in the top margin");
        assert!(mark.node.is_none() && mark.size > 12.0);
    }
}

#[test]
fn links_and_blanks_keep_their_words() {
    let pages = lay_out(&fixture::edition());
    let page = page_with(&pages, "[Phone number]").map(|page| &pages.pages[page]).unwrap();
    let area = page.items.iter().find_map(|item| match item {
        Item::Link { rect, href, node } => Some((rect, href, node)),
        _ => None,
    });
    let (rect, href, node) = area.unwrap();
    assert_eq!(href, "mailto:fern@fern.example");
    assert_eq!(pages.nodes[node.0 as usize].role, Role::Link);
    let run = runs(page).find(|run| run.node == Some(*node)).unwrap();
    assert_eq!(words(&pages, run), "fern@fern.example");
    assert!(rect.y < run.baseline && rect.y + rect.height > run.baseline);
    assert!((rect.x - run.glyphs[0].x).abs() < 0.01);
}

#[test]
fn the_same_edition_gives_the_same_pages() {
    let faces = Faces::embedded();
    let edition = fixture::edition();
    let first = layout(&edition, &faces, &Style::a4(), Stamp::default());
    let again = layout(&edition, &faces, &Style::a4(), Stamp::default());
    assert_eq!(format!("{first:?}"), format!("{again:?}"), "warm caches change nothing");
}

#[test]
fn a_page_can_be_drawn() {
    let faces = Faces::embedded();
    let pages = layout(&fixture::edition(), &faces, &Style::letter(), Stamp::default());
    let drawing = svg(&pages, 0, &faces);
    assert!(drawing.starts_with("<svg ") && drawing.ends_with("</svg>\n"));
    assert!(drawing.matches("<use ").count() > 500);
    assert!(!svg(&pages, 99, &faces).contains("<use "), "past the end the sheet is empty");
}

#[test]
fn no_first_and_no_last_item_of_a_list_stands_alone_on_a_page() {
    let style = Style::letter().large_print();
    for count in 3..40 {
        let mut edition = fixture::edition();
        let items =
            vec!["Call me. I want to hear how you are, and there is time for all of it."; count];
        let tips = fixture::section("l", SectionKind::Clauses, "Tips", vec![fixture::list(&items)]);
        edition.sections.splice(
            2..,
            [fixture::clause("filling", count % 7 + 1), tips, fixture::clause("after", 14)],
        );
        let pages = layout(&edition, &Faces::embedded(), &style, Stamp { code: "" });
        for page in &pages.pages {
            let items = runs(page).filter(|run| words(&pages, run).starts_with("Call me.")).count();
            assert_ne!(items, 1, "one of {count} stands alone");
        }
    }
}
