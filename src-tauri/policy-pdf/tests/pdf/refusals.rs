//! What is refused, and in which words.

use policy_pages::display::{FaceId, Item, NodeId, Rect, Role};
use policy_pdf::Error;

use crate::list::{List, ROOT, policy};

/// A sound list with something spoilt.
fn spoilt(spoil: impl FnOnce(&mut List)) -> Error {
    let mut list = policy();
    list.file();
    spoil(&mut list);
    list.error()
}

fn area(href: &str, node: NodeId) -> Item {
    let rect = Rect { x: 0.0, y: 0.0, width: 1.0, height: 1.0 };
    Item::Link { rect, href: href.to_owned(), node }
}

fn first_glyph(list: &mut List) -> &mut policy_pages::display::Glyph {
    let Item::Glyphs(run) = &mut list.pages.pages[0].items[0] else { unreachable!() };
    &mut run.glyphs[0]
}

#[test]
fn faults_are_told_apart() {
    let outline = |list: &mut List| list.pages.outline[0].page = 9;
    let title = "Social media policy".to_owned();
    let name = "PlainAtkinson-Bold".to_owned();
    let href = "javascript:alert(1)".to_owned();
    let cases: Vec<(Error, Error)> = vec![
        (spoilt(|list| list.pages.pages.clear()), Error::NoPages),
        (spoilt(|list| list.pages.title = " ".to_owned()), Error::NoTitle),
        (spoilt(|list| list.pages.lang.clear()), Error::NoLanguage),
        (spoilt(|list| list.pages.nodes.clear()), Error::NoStructure),
        (spoilt(|list| list.pages.width = 0.0), Error::PageSize { width: 0.0, height: 792.0 }),
        (
            spoilt(|list| list.pages.nodes[0].children.push(NodeId(999))),
            Error::NodeMissing { node: 999 },
        ),
        (spoilt(|list| list.text(NodeId(999), "x")), Error::NodeMissing { node: 999 }),
        (spoilt(|list| list.pages.nodes[1].children.push(ROOT)), Error::NodeTwice { node: 0 }),
        (spoilt(|list| list.pages.nodes[0].children.clear()), Error::NodeLoose { node: 1 }),
        (
            spoilt(|list| {
                list.node(Role::Figure, ROOT);
            }),
            Error::NoAlternative { node: 26 },
        ),
        (
            spoilt(|list| {
                let Item::Glyphs(run) = &mut list.pages.pages[0].items[0] else { unreachable!() };
                run.face = FaceId(99);
            }),
            Error::FaceMissing { face: 99 },
        ),
        (
            spoilt(|list| first_glyph(list).id = 0),
            Error::NoGlyph { name: name.clone(), text: "S".to_owned(), page: 1 },
        ),
        (
            spoilt(|list| first_glyph(list).id = u16::MAX),
            Error::GlyphMissing { name, glyph: u16::MAX },
        ),
        (
            spoilt(|list| first_glyph(list).end = 99_999),
            Error::TextMissing { start: 0, end: 99_999 },
        ),
        (
            spoilt(|list| list.item(area("tel:1", ROOT))),
            Error::LinkRole { href: "tel:1".to_owned(), node: 0 },
        ),
        (
            spoilt(|list| {
                let link = list.node(Role::Link, ROOT);
                list.item(area("javascript:alert(1)", link));
            }),
            Error::LinkScheme { href },
        ),
        (spoilt(outline), Error::BookmarkPage { title, page: 10 }),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
        let sentence = found.to_string();
        assert!(sentence.starts_with(char::is_uppercase) && sentence.ends_with('.'), "{sentence}");
    }
}
