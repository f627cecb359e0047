//! Who each mark on a page belongs to: items painted one after the other for the same node, or for
//! none, make a block.

use std::collections::BTreeMap;

use policy_pages::display::{GlyphRun, Item, NodeId, Pages, Rect, Role};
use printpdf::DictItem;

use crate::error::Error;
use crate::font::{clusters, text_of};
use crate::structure::{Area, Tree};
use crate::tags::{groups, tag};
use crate::value::count;

/// Marked content.
pub(crate) struct Block<'a> {
    owner: Owner,
    /// The node's structure type, or that it is an artifact.
    pub(crate) tag: &'static str,
    /// The number by which the structure tree knows it, or why it is an artifact.
    pub(crate) properties: DictItem,
    /// Never empty; without link areas.
    pub(crate) items: Vec<&'a Item>,
}

/// Who something is painted for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Node(NodeId),
    Artifact(Artifact),
}

/// Why something is painted that is not content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Artifact {
    Header,
    Footer,
    Layout,
}

/// Groups the items of a page and notes them in the tree. Link areas paint nothing, so they do not
/// part what is before and after them.
pub(crate) fn blocks<'a>(
    pages: &'a Pages,
    page: usize,
    tree: &mut Tree<'a>,
) -> Result<Vec<Block<'a>>, Error> {
    let mut blocks: Vec<Block<'a>> = Vec::new();
    for item in &pages.pages[page].items {
        if let Item::Link { rect, href, node } = item {
            tree.link(Area { page, rect: *rect, href, node: *node })?;
            continue;
        }
        let owner = owner(item, pages.height, tree)?;
        if matches!(item, Item::Glyphs(run) if run.glyphs.is_empty()) {
            continue;
        }
        if let Owner::Node(id) = owner
            && tree.role(id)? == Role::Figure
        {
            tree.extend(id, page, extent(item));
        }
        match blocks.last_mut() {
            Some(block) if block.owner == owner => block.items.push(item),
            _ => {
                let (tag, properties) = match owner {
                    Owner::Node(id) => {
                        let mcid = tree.content(page, id, lead(pages, item)?);
                        (tag(tree.role(id)?), numbered(mcid))
                    }
                    Owner::Artifact(artifact) => ("Artifact", artifact.properties()),
                };
                blocks.push(Block { owner, tag, properties, items: vec![item] });
            }
        }
    }
    Ok(blocks)
}

fn owner(item: &Item, height: f32, tree: &Tree<'_>) -> Result<Owner, Error> {
    Ok(match item {
        Item::Glyphs(GlyphRun { node: Some(node), .. }) => {
            tree.role(*node)?;
            Owner::Node(*node)
        }
        // Headers and footers stand in the margins, where nothing else does.
        Item::Glyphs(run) if run.baseline < height * 0.08 => Owner::Artifact(Artifact::Header),
        Item::Glyphs(run) if run.baseline > height * 0.92 => Owner::Artifact(Artifact::Footer),
        Item::Fill { node: Some(node), .. } | Item::Stroke { node: Some(node), .. }
            if !groups(tree.role(*node)?) =>
        {
            Owner::Node(*node)
        }
        _ => Owner::Artifact(Artifact::Layout),
    })
}

impl Artifact {
    fn properties(self) -> DictItem {
        let (kind, subtype) = match self {
            Self::Header => ("Pagination", Some("Header")),
            Self::Footer => ("Pagination", Some("Footer")),
            Self::Layout => ("Layout", None),
        };
        let mut map = BTreeMap::from([("Type".to_owned(), DictItem::Name(kind.into()))]);
        if let Some(subtype) = subtype {
            map.insert("Subtype".to_owned(), DictItem::Name(subtype.into()));
        }
        DictItem::Dict { map }
    }
}

fn numbered(mcid: usize) -> DictItem {
    let mcid = DictItem::Int(count(mcid));
    DictItem::Dict { map: BTreeMap::from([("MCID".to_owned(), mcid)]) }
}

/// The first character of a run; `None` for shapes.
fn lead(pages: &Pages, item: &Item) -> Result<Option<char>, Error> {
    let Item::Glyphs(run) = item else { return Ok(None) };
    let text = clusters(run).next().map(|cluster| text_of(pages, cluster)).transpose()?;
    Ok(text.and_then(|text| text.chars().next()))
}

/// The rectangle an item fills, roughly for text.
fn extent(item: &Item) -> Rect {
    match item {
        Item::Fill { rect, .. } | Item::Stroke { rect, .. } | Item::Link { rect, .. } => *rect,
        Item::Glyphs(run) => {
            let left = run.glyphs.iter().map(|glyph| glyph.x).fold(f32::INFINITY, f32::min);
            let right = run.glyphs.iter().map(|glyph| glyph.x + glyph.advance).fold(left, f32::max);
            let y = run.baseline - run.size;
            Rect { x: left, y, width: right - left, height: run.size * 1.25 }
        }
    }
}
