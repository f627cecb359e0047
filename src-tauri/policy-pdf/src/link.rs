//! Link annotations: one for each line of a link.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, dictionary};
use policy_pages::display::{Item, NodeId, Pages};

use crate::error::Error;
use crate::page;
use crate::structure::Tree;
use crate::value::{corners, count, references, text};

/// A link annotation in the document.
pub(crate) struct Annotation {
    /// The object.
    pub(crate) id: ObjectId,
    /// Its key in the parent tree.
    pub(crate) parent: i64,
}

/// Writes an annotation for each of the tree's link areas, in their order.
pub(crate) fn annotations(
    document: &mut Document,
    pages: &Pages,
    tree: &Tree<'_>,
    page_ids: &[ObjectId],
) -> Result<Vec<Annotation>, Error> {
    const PRINT: i64 = 1 << 2;
    let texts = texts(pages, tree);
    let mut on_page: BTreeMap<usize, Vec<ObjectId>> = BTreeMap::new();
    let mut annotations = Vec::with_capacity(tree.links().len());
    for (index, area) in tree.links().iter().enumerate() {
        // Pages have the first keys of the parent tree.
        let parent = count(page_ids.len() + index);
        let contents = texts.get(&area.node).map_or(area.href, String::as_str);
        let id = document.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => corners(area.rect, pages.height),
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => PRINT,
            "P" => page_ids[area.page],
            "Contents" => text(contents),
            "StructParent" => parent,
            "A" => dictionary! { "S" => "URI", "URI" => address(area.href)? },
        });
        on_page.entry(area.page).or_default().push(id);
        annotations.push(Annotation { id, parent });
    }
    for (page, ids) in on_page {
        page::annotate(document, page_ids[page], references(ids));
    }
    Ok(annotations)
}

/// The text of each link, as it was painted.
fn texts(pages: &Pages, tree: &Tree<'_>) -> BTreeMap<NodeId, String> {
    let mut ranges: BTreeMap<NodeId, (usize, usize)> = BTreeMap::new();
    if tree.links().is_empty() {
        return BTreeMap::new();
    }
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let Item::Glyphs(run) = item else { continue };
        let Some(link) = run.node.and_then(|node| tree.link_of(node)) else { continue };
        for glyph in &run.glyphs {
            let range = glyph.range();
            let (start, end) = ranges.entry(link).or_insert((range.start, range.end));
            (*start, *end) = ((*start).min(range.start), (*end).max(range.end));
        }
    }
    let text = |(start, end)| {
        let words = pages.text.get(start..end)?.split_whitespace();
        Some(words.collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
    };
    ranges.into_iter().filter_map(|(link, range)| Some((link, text(range)?))).collect()
}

/// An address as PDF has it, in plain ASCII.
fn address(href: &str) -> Result<Object, Error> {
    let allowed = ["https", "http", "mailto", "tel", "sms"];
    let scheme = href.split_once(':').map(|(scheme, _)| scheme);
    if !scheme.is_some_and(|scheme| allowed.iter().any(|name| scheme.eq_ignore_ascii_case(name))) {
        return Err(Error::LinkScheme { href: href.to_owned() });
    }
    let mut address = String::with_capacity(href.len());
    for byte in href.bytes() {
        match byte {
            0x21..=0x7e => address.push(char::from(byte)),
            _ => address += &format!("%{byte:02X}"),
        }
    }
    Ok(Object::string_literal(address))
}
