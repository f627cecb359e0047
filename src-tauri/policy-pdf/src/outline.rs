//! Bookmarks: headings nested by level.

use lopdf::{Document, Object, ObjectId, dictionary};
use policy_pages::display::Pages;

use crate::error::Error;
use crate::value::{count, points, text};

/// Writes the bookmarks; returns their root, or `None` if there are none.
pub(crate) fn write(
    document: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
) -> Result<Option<ObjectId>, Error> {
    let entries = nest(pages);
    // The root is the last entry's successor, so that it is found like any other.
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = pages.outline.iter().map(|_| document.new_object_id()).collect();
    let at = |index: usize| ids.get(index).copied().unwrap_or(root);

    for ((item, entry), id) in pages.outline.iter().zip(&entries).zip(&ids) {
        let page = *page_ids.get(item.page).ok_or_else(|| Error::BookmarkPage {
            title: item.title.clone(),
            page: item.page.saturating_add(1),
        })?;
        let top = Object::Real(points(pages.height - item.y));
        let mut bookmark = dictionary! {
            "Title" => text(&item.title),
            "Parent" => at(entry.parent),
            "Dest" => vec![page.into(), "XYZ".into(), Object::Null, top, Object::Null],
        };
        for (key, sibling) in [("Prev", entry.previous), ("Next", entry.next)] {
            if let Some(sibling) = sibling {
                bookmark.set(key, at(sibling));
            }
        }
        entry.set_children(&mut bookmark, at);
        document.objects.insert(*id, bookmark.into());
    }

    let mut outlines = dictionary! { "Type" => "Outlines" };
    entries[ids.len()].set_children(&mut outlines, at);
    document.objects.insert(root, outlines.into());
    Ok((!ids.is_empty()).then_some(root))
}

/// Indices of a bookmark's relatives.
#[derive(Clone, Default)]
struct Entry {
    parent: usize,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    /// Bookmarks below it, at any depth: all are open.
    below: usize,
}

impl Entry {
    fn set_children(&self, dictionary: &mut lopdf::Dictionary, at: impl Fn(usize) -> ObjectId) {
        if let (Some(first), Some(last)) = (self.first, self.last) {
            dictionary.set("First", at(first));
            dictionary.set("Last", at(last));
            dictionary.set("Count", count(self.below));
        }
    }
}

/// Puts each bookmark under the nearest one before it with a lower level. The last entry is the
/// root.
fn nest(pages: &Pages) -> Vec<Entry> {
    let root = pages.outline.len();
    let mut entries = vec![Entry::default(); root + 1];
    let mut open: Vec<usize> = Vec::new();
    for (index, item) in pages.outline.iter().enumerate() {
        while open.pop_if(|above| pages.outline[*above].level >= item.level).is_some() {}
        let parent = open.last().copied().unwrap_or(root);
        entries[index].parent = parent;
        entries[index].previous = entries[parent].last.replace(index);
        match entries[index].previous {
            Some(previous) => entries[previous].next = Some(index),
            None => entries[parent].first = Some(index),
        }
        for above in open.iter().copied().chain([root]) {
            entries[above].below += 1;
        }
        open.push(index);
    }
    entries
}
