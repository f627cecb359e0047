//! No display list makes the writer panic, however absurd; what it does write can be read.

use policy_pages::display::{
    FaceId, Glyph, GlyphRun, Item, Node, NodeId, OutlineItem, Page, Pages, Rect, Role,
};
use proptest::prelude::*;

use crate::list::{FACES, stamp};
use crate::reader::File;

const TEXT: &str = "Ab \u{a0}é\u{301}ffi\nעברית 中文 (\\) 😀";

fn length() -> impl Strategy<Value = f32> {
    prop_oneof![
        4 => 0.0_f32..800.0,
        1 => any::<f32>(),
        1 => Just(f32::NAN),
    ]
}

fn rect() -> impl Strategy<Value = Rect> {
    (length(), length(), length(), length()).prop_map(|(x, y, width, height)| Rect {
        x,
        y,
        width,
        height,
    })
}

/// Mostly the nodes of the tree, sometimes one past its end.
fn node() -> impl Strategy<Value = NodeId> {
    prop_oneof![40 => 0_u32..8, 1 => Just(99_u32)].prop_map(NodeId)
}

fn glyph() -> impl Strategy<Value = Glyph> {
    let boundaries: Vec<u32> =
        TEXT.char_indices().map(|(at, _)| u32::try_from(at).unwrap()).collect();
    let place = prop::sample::select(boundaries);
    let id = prop_oneof![60 => 1_u16..40, 1 => Just(0), 1 => any::<u16>()];
    (id, length(), length(), place.clone(), place, any::<bool>()).prop_map(
        |(id, x, dy, start, end, rtl)| Glyph {
            id,
            x,
            dy,
            advance: 5.0,
            start,
            end: end.max(start),
            rtl,
        },
    )
}

fn item() -> impl Strategy<Value = Item> {
    let node = || prop::option::of(node());
    let glyphs = prop::collection::vec(glyph(), 0..12);
    prop_oneof![
        4 => (0_u16..10, length(), any::<bool>(), length(), length(), glyphs, node()).prop_map(
            |(face, size, slant, grey, baseline, glyphs, node)| {
                let face = FaceId(face);
                Item::Glyphs(GlyphRun { face, size, slant, grey, baseline, glyphs, node })
            }
        ),
        1 => (rect(), length(), node()).prop_map(|(rect, grey, node)| Item::Fill { rect, grey, node }),
        1 => (rect(), length(), node())
            .prop_map(|(rect, width, node)| Item::Stroke { rect, width, node }),
        1 => (rect(), 4_u32..7).prop_map(|(rect, node)| Item::Link {
            rect,
            href: "mailto:a(b@example.org".to_owned(),
            node: NodeId(node),
        }),
    ]
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![
        Role::Sect,
        Role::H(0),
        Role::H(9),
        Role::P,
        Role::L,
        Role::Li,
        Role::Lbl,
        Role::LBody,
        Role::Table,
        Role::Tr,
        Role::ThRow,
        Role::Td,
        Role::Em,
        Role::Strong,
    ])
}

/// A tree of eight nodes, in which nodes 4 to 6 are links; sometimes with a child too many.
fn nodes() -> impl Strategy<Value = Vec<Node>> {
    let parents = prop::collection::vec((any::<prop::sample::Index>(), role()), 7);
    (parents, prop::option::weighted(0.05, (0_usize..8, node()))).prop_map(|(parents, extra)| {
        let node =
            |role| Node { role, children: Vec::new(), parent: NodeId(0), lang: None, alt: None };
        let mut nodes = vec![node(Role::Document)];
        for (index, (parent, role)) in (1_u32..).zip(parents) {
            let parent = parent.index(nodes.len());
            nodes[parent].children.push(NodeId(index));
            nodes.push(node(if (4..7).contains(&index) { Role::Link } else { role }));
        }
        if let Some((parent, child)) = extra {
            nodes[parent].children.push(child);
        }
        nodes
    })
}

fn pages() -> impl Strategy<Value = Pages> {
    let page = prop::collection::vec(item(), 0..8).prop_map(|items| Page { items });
    let bookmark = (0_u8..9, 0_usize..3, length()).prop_map(|(level, page, y)| OutlineItem {
        title: TEXT.to_owned(),
        level,
        page,
        y,
    });
    (
        prop::collection::vec(page, 1..4),
        nodes(),
        prop::collection::vec(bookmark, 0..5),
        prop_oneof![9 => Just(792.0), 1 => length()],
    )
        .prop_map(|(pages, nodes, outline, height)| Pages {
            title: TEXT.to_owned(),
            author: TEXT.to_owned(),
            lang: "en".to_owned(),
            width: 612.0,
            height,
            pages,
            text: TEXT.to_owned(),
            nodes,
            outline,
            missing: Vec::new(),
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_list_gives_a_file_or_a_reason(pages in pages()) {
        match policy_pdf::pdf(&pages, &FACES, &stamp()) {
            Ok(bytes) => {
                let file = File::read(&bytes);
                prop_assert_eq!(file.pages.len(), pages.pages.len());
                file.tree();
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}
