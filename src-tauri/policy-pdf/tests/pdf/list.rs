//! A display list made by hand, one line of text after the other.

use std::sync::LazyLock;

use chrono::NaiveDate;
use policy_pages::Faces;
use policy_pages::display::{
    FaceId, Glyph, GlyphRun, Item, Node, NodeId, OutlineItem, Page, Pages, Rect, Role,
};
use policy_pdf::{Error, Stamp};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use uuid::Uuid;

use crate::reader::File;

pub(crate) static FACES: LazyLock<Faces> = LazyLock::new(Faces::embedded);

/// The text face.
pub(crate) const PLAIN: FaceId = FaceId(0);
/// Its bold.
pub(crate) const BOLD: FaceId = FaceId(1);
/// A face with all Latin letters and marks.
pub(crate) const NOTO: FaceId = FaceId(2);

pub(crate) const ROOT: NodeId = NodeId(0);

pub(crate) fn stamp() -> Stamp {
    Stamp {
        id: Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef),
        date: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
    }
}

/// A display list being made. Text is set glyph by glyph from the face's character map, a new line
/// under the last for every call but [`List::more`].
pub(crate) struct List {
    pub(crate) pages: Pages,
    pub(crate) face: FaceId,
    x: f32,
    y: f32,
}

impl List {
    pub(crate) fn new() -> Self {
        let document = Node {
            role: Role::Document,
            children: Vec::new(),
            parent: ROOT,
            lang: None,
            alt: None,
        };
        let pages = Pages {
            title: "Social media policy".to_owned(),
            author: "Willow Counseling".to_owned(),
            lang: "en".to_owned(),
            width: 612.0,
            height: 792.0,
            pages: vec![Page::default()],
            text: String::new(),
            nodes: vec![document],
            outline: Vec::new(),
            missing: Vec::new(),
        };
        Self { pages, face: PLAIN, x: 72.0, y: 72.0 }
    }

    /// Adds a node under `parent`.
    pub(crate) fn node(&mut self, role: Role, parent: NodeId) -> NodeId {
        let id = NodeId(u32::try_from(self.pages.nodes.len()).unwrap());
        self.pages.nodes.push(Node { role, children: Vec::new(), parent, lang: None, alt: None });
        self.pages.nodes[parent.0 as usize].children.push(id);
        id
    }

    /// A node with one line of text.
    pub(crate) fn line(&mut self, role: Role, parent: NodeId, text: &str) -> NodeId {
        let id = self.node(role, parent);
        self.text(id, text);
        id
    }

    /// Text on a line of its own.
    pub(crate) fn text(&mut self, node: impl Into<Option<NodeId>>, text: &str) {
        if !self.pages.text.is_empty() {
            self.pages.text.push('\n');
        }
        self.y += 16.0;
        self.x = 72.0;
        self.more(node, text);
    }

    /// Text that goes on where the last ended.
    pub(crate) fn more(&mut self, node: impl Into<Option<NodeId>>, text: &str) {
        let clusters: Vec<String> = text.chars().map(String::from).collect();
        let clusters: Vec<&str> = clusters.iter().map(String::as_str).collect();
        self.clusters(node, &clusters);
    }

    /// Text that goes on where the last ended, of given clusters: each character of a cluster
    /// becomes a glyph.
    pub(crate) fn clusters(&mut self, node: impl Into<Option<NodeId>>, clusters: &[&str]) {
        let size = 11.0;
        let reader = FontRef::new(FACES.get(self.face).data).unwrap();
        let map = reader.charmap();
        let advances = reader.glyph_metrics(Size::new(size), LocationRef::default());
        let mut glyphs = Vec::new();
        for cluster in clusters {
            let start = u32::try_from(self.pages.text.len()).unwrap();
            self.pages.text.push_str(cluster);
            let end = u32::try_from(self.pages.text.len()).unwrap();
            for character in cluster.chars() {
                let glyph = map.map(character).expect("the face has the character");
                let advance = advances.advance_width(glyph).unwrap();
                let id = u16::try_from(glyph.to_u32()).unwrap();
                glyphs.push(Glyph { id, x: self.x, dy: 0.0, advance, start, end, rtl: false });
                self.x += advance;
            }
        }
        self.item(Item::Glyphs(GlyphRun {
            face: self.face,
            size,
            slant: false,
            grey: 0.0,
            baseline: self.y,
            glyphs,
            node: node.into(),
        }));
    }

    /// A link on a line of its own, with its area.
    pub(crate) fn link(&mut self, parent: NodeId, href: &str, text: &str) -> NodeId {
        let id = self.node(Role::Link, parent);
        let left = self.x;
        self.more(id, text);
        let rect = Rect { x: left, y: self.y - 10.0, width: self.x - left, height: 14.0 };
        self.item(Item::Link { rect, href: href.to_owned(), node: id });
        id
    }

    pub(crate) fn item(&mut self, item: Item) {
        self.pages.pages.last_mut().unwrap().items.push(item);
    }

    /// Goes on at the top of a new page.
    pub(crate) fn page(&mut self) {
        self.pages.pages.push(Page::default());
        self.y = 72.0;
    }

    pub(crate) fn bookmark(&mut self, level: u8, title: &str) {
        let page = self.pages.pages.len() - 1;
        let title = title.to_owned();
        self.pages.outline.push(OutlineItem { title, level, page, y: self.y });
    }

    /// The finished file, read back.
    pub(crate) fn file(&self) -> File {
        File::read(&policy_pdf::pdf(&self.pages, &FACES, &stamp()).expect("the list is sound"))
    }

    /// Why there is no file.
    pub(crate) fn error(&self) -> Error {
        policy_pdf::pdf(&self.pages, &FACES, &stamp()).expect_err("the list is not sound")
    }
}

/// A policy in small: one of everything.
pub(crate) fn policy() -> List {
    let mut list = List::new();
    list.face = BOLD;
    list.line(Role::H(1), ROOT, "Social media policy");
    list.bookmark(1, "Social media policy");
    list.face = PLAIN;

    let emergency = list.node(Role::Div, ROOT);
    let frame = Rect { x: 60.0, y: 100.0, width: 400.0, height: 40.0 };
    list.item(Item::Stroke { rect: frame, width: 1.75, node: Some(emergency) });
    list.line(Role::H(2), emergency, "If you need help now");
    list.bookmark(2, "If you need help now");
    let call = list.node(Role::P, emergency);
    list.text(call, "Call ");
    list.link(call, "tel:988", "988");
    list.more(call, ".");

    let section = list.node(Role::Sect, ROOT);
    list.line(Role::H(2), section, "Reviews");
    list.bookmark(2, "Reviews");
    let items = list.node(Role::L, section);
    for text in ["We ask for none.", "We answer none."] {
        let item = list.node(Role::Li, items);
        list.line(Role::Lbl, item, "•");
        let body = list.node(Role::LBody, item);
        list.more(body, text);
    }
    let table = list.node(Role::Table, section);
    let head = list.node(Role::Tr, table);
    list.line(Role::ThColumn, head, "Way");
    list.line(Role::ThColumn, head, "Answered");
    let row = list.node(Role::Tr, table);
    list.line(Role::ThRow, row, "Phone");
    list.node(Role::Td, row);

    let split = list.line(Role::P, section, "This goes on ");
    list.text(None, "Page 1 of 2");
    list.page();
    list.text(split, "overleaf.");
    let box_ = Rect { x: 72.0, y: 300.0, width: 9.0, height: 9.0 };
    let tick = list.node(Role::P, section);
    list.item(Item::Stroke { rect: box_, width: 0.75, node: Some(tick) });
    let strong = list.node(Role::Strong, tick);
    list.text(strong, "I agree");
    let rule = Rect { x: 72.0, y: 320.0, width: 100.0, height: 0.5 };
    list.item(Item::Fill { rect: rule, grey: 0.6, node: None });
    list.node(Role::Sect, ROOT);
    list
}
