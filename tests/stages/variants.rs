//! Large print and easy-reading spacing: what holds of every practice, on both papers, and how one
//! of them looks.

use policy_pages::display::{Item, Page, Pages};
use policy_pages::{Stamp, Style, layout};
use policy_tests::practice::{FACES, Practice, draft, run, suite, today};
use policy_tests::{none, picture};

fn styles() -> [(&'static str, Style); 4] {
    [
        ("large", Style::letter().large_print()),
        ("easy", Style::letter().easy_spacing()),
        ("large-a4", Style::a4().large_print()),
        ("easy-a4", Style::a4().easy_spacing()),
    ]
}

fn set(practice: &Practice, style: &Style) -> Pages {
    let outcome = run(&practice.draft);
    layout(&outcome.document.editions[0], &FACES, style, Stamp { code: "7F3A-91C2" })
}

fn frames(page: &Page, style: &Style) -> usize {
    let frame = |item: &&Item| matches!(item, Item::Stroke { width, .. } if *width == style.frame);
    page.items.iter().filter(frame).count()
}

#[test]
fn the_emergency_box_is_on_page_one_of_every_variant() {
    for practice in suite() {
        for (name, style) in styles() {
            let pages = set(&practice, &style);
            let frames: Vec<usize> = pages.pages.iter().map(|it| frames(it, &style)).collect();
            let name = format!("{}, {name}", practice.name);
            assert_eq!(frames[0], 1, "{name}: {frames:?}");
            // Eight numbers in large print are more than a page.
            let most = if style.side > 0.0 { 1 } else { 2 };
            assert!(frames.iter().sum::<usize>() <= most, "{name}: {frames:?}");
            for number in ["911", "988"] {
                assert!(large_words(&pages, &style).contains(number), "{name}: {number}");
            }
        }
    }
}

/// What stands on page 1 in the size of the first numbers.
fn large_words(pages: &Pages, style: &Style) -> String {
    let runs = pages.pages[0].items.iter().filter_map(|item| match item {
        Item::Glyphs(run) if run.size == style.first_number.size => Some(run),
        _ => None,
    });
    runs.flat_map(|run| run.glyphs.iter().map(|glyph| &pages.text[glyph.range()])).collect()
}

#[test]
fn nothing_of_large_print_is_small() {
    let practice = Practice { name: "halloran".into(), draft: draft("halloran") };
    let pages = set(&practice, &Style::letter().large_print());
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let Item::Glyphs(run) = item {
            let point = pages.text[run.glyphs[0].range()].starts_with('•');
            let least = if run.node.is_some() { 18.0 } else { 16.0 };
            assert!(point || run.size >= least, "{} points", run.size);
        }
    }
}

#[test]
fn each_variant_becomes_a_file() {
    for practice in suite() {
        for (name, style) in styles() {
            let pages = set(&practice, &style);
            let stamp = policy_pdf::Stamp { id: practice.draft.id(), date: today() };
            let made = policy_pdf::pdf(&pages, &FACES, &stamp);
            assert!(made.is_ok(), "{}, {name}: {:?}", practice.name, made.err());
        }
    }
}

#[test]
fn the_first_pages_look_as_accepted() {
    let practice = Practice { name: "halloran".into(), draft: draft("halloran") };
    let mut faults = Vec::new();
    for (name, style) in styles() {
        let pages = set(&practice, &style);
        for index in 0..2 {
            let name = format!("variants/{name}-{}", index + 1);
            faults.extend(picture::compare(&name, &picture::draw(&pages, index)).err());
        }
    }
    none(&faults, "Pages look different.");
}

/// The pictures of this file, for the search for what is left over.
pub(crate) fn references() -> Vec<String> {
    let names = styles().map(|(name, _)| name);
    names.iter().flat_map(|name| [1, 2].map(|page| format!("variants/{name}-{page}.png"))).collect()
}
