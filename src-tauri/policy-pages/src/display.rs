//! The display list: pages of placed glyphs, lines, boxes and links, each with the structure node
//! it belongs to. Points; the origin is the page's upper left corner and y grows downward. The
//! PDF writer and the page view draw from this and nothing else.

use std::ops::Range;

/// A finished layout of one edition.
#[derive(Clone, Debug)]
pub struct Pages {
    /// Document title, for metadata.
    pub title: String,
    /// Who issues it, for metadata; may be empty.
    pub author: String,
    /// BCP 47 language.
    pub lang: String,
    /// Page size in points.
    pub width: f32,
    /// Page size in points.
    pub height: f32,
    /// In order; never empty.
    pub pages: Vec<Page>,
    /// All shaped text, one arena; glyph runs point into it. Paragraphs are parted by `\n`.
    pub text: String,
    /// The structure tree; node 0 is the document.
    pub nodes: Vec<Node>,
    /// Headings in reading order, for bookmarks.
    pub outline: Vec<OutlineItem>,
    /// Characters that no face has, in order and once each; U+FFFD was printed in their place.
    pub missing: Vec<char>,
}

/// One sheet side.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// In painting order, which is also reading order for items that have a node.
    pub items: Vec<Item>,
}

/// Something to paint, or a link area.
#[derive(Clone, Debug)]
pub enum Item {
    /// Text.
    Glyphs(GlyphRun),
    /// A filled rectangle: rules, pen lines, bullets drawn as shapes.
    Fill {
        /// Where.
        rect: Rect,
        /// Grey level 0 = black, 1 = white.
        grey: f32,
        /// The structure node, or `None` for an artifact.
        node: Option<NodeId>,
    },
    /// A stroked rectangle: the emergency frame, a box to tick.
    Stroke {
        /// The middle of the line.
        rect: Rect,
        /// Line width in points.
        width: f32,
        /// The structure node, or `None` for an artifact.
        node: Option<NodeId>,
    },
    /// A live area over text already painted; its node is a [`Role::Link`].
    Link {
        /// Where, on this page.
        rect: Rect,
        /// https, http, mailto, tel or sms.
        href: String,
        /// The link's structure node.
        node: NodeId,
    },
}

/// A run of glyphs of one face and size on one baseline.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// Which face.
    pub face: FaceId,
    /// Em size in points.
    pub size: f32,
    /// Drawn with its tops moved to the right by [`SLANT`] of their height: stress, for which the
    /// text face has no italic.
    pub slant: bool,
    /// Grey level 0 = black.
    pub grey: f32,
    /// Baseline, from the top of the page.
    pub baseline: f32,
    /// In visual order.
    pub glyphs: Vec<Glyph>,
    /// The structure node, or `None` for an artifact (footer, draft mark, bullet of no meaning).
    pub node: Option<NodeId>,
}

/// How far a slanted glyph leans: the tangent of ten degrees. Less is not seen, more wears out
/// letters that were drawn upright.
pub const SLANT: f32 = 0.176;

/// One placed glyph.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// Glyph index in the whole face, never 0 (.notdef).
    pub id: u16,
    /// The glyph's origin, from the page's left edge: draw it here. For all but shifted marks that
    /// is the left edge of the advance box.
    pub x: f32,
    /// Distance of the glyph's origin below the baseline (parley's sign: positive is down).
    pub dy: f32,
    /// Advance width in points.
    pub advance: f32,
    /// The cluster's bytes in [`Pages::text`]. Several glyphs may share one range.
    pub start: u32,
    /// End of the range.
    pub end: u32,
    /// Right-to-left run.
    pub rtl: bool,
}

impl Glyph {
    /// The cluster's bytes in [`Pages::text`].
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Index into the face list given to layout and to the PDF writer alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Index into [`Pages::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// Upper left corner and size, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A node of the structure tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Children in reading order; a node has children or marked content, or both in the order
    /// in which the content was painted.
    pub children: Vec<NodeId>,
    /// Parent; the document is its own parent.
    pub parent: NodeId,
    /// Language, where it differs from the document's.
    pub lang: Option<String>,
    /// Alternative text, for figures.
    pub alt: Option<String>,
}

/// Standard structure types of PDF 1.7 that we use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The root.
    Document,
    /// A section with its heading.
    Sect,
    /// A framed aside: the emergency box.
    Div,
    /// Heading, level 1 to 6.
    H(u8),
    /// Paragraph.
    P,
    /// List.
    L,
    /// List item.
    Li,
    /// Label of a list item: the bullet.
    Lbl,
    /// Body of a list item.
    LBody,
    /// Table.
    Table,
    /// Table row.
    Tr,
    /// Column header cell.
    ThColumn,
    /// Row header cell.
    ThRow,
    /// Data cell.
    Td,
    /// Link with its annotation.
    Link,
    /// Stressed run.
    Em,
    /// Bold run, where it stands for more than looks.
    Strong,
    /// Inline run.
    Span,
    /// Picture; needs alt.
    Figure,
}

/// One bookmark.
#[derive(Clone, Debug)]
pub struct OutlineItem {
    /// Heading text.
    pub title: String,
    /// Heading level, from 1.
    pub level: u8,
    /// Zero-based page.
    pub page: usize,
    /// Top of the heading on that page.
    pub y: f32,
}
