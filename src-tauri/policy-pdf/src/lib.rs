//! From placed pages to the bytes of a tagged PDF.
//!
//! 1. **Structure**: the tree of the display list is checked and made ready to receive marks; see
//!    `structure`.
//! 2. **Fonts**: the glyphs that are used, their new numbers and the text they stand for; see
//!    `font`.
//! 3. **Content**: each page becomes printpdf operations, and every mark is noted in the tree; see
//!    `blocks`, `content` and `words`.
//! 4. **Document**: printpdf writes the content streams; fonts, links, tags, bookmarks and metadata
//!    are added to its lopdf document; see `embed`, `link`, `tags`, `outline` and `metadata`.
//! 5. **File**: what can be reached is numbered densely, packed and written; see `save`.
//!
//! printpdf writes the page content and nothing else: it has no structure tree, flat bookmarks,
//! random resource names and full-size fonts, so those parts are ours (`docs/decisions/`).
//!
//! The file is PDF 1.7 and claims PDF/UA-1. This crate guarantees the structure; whether headings
//! and link texts make sense is for the checks of the document and for people.

#![forbid(unsafe_code)]

mod blocks;
mod content;
mod embed;
mod error;
mod font;
mod link;
mod metadata;
mod outline;
mod page;
mod save;
mod structure;
mod syntax;
mod tags;
mod value;
mod words;

use chrono::NaiveDate;
use policy_pages::Faces;
use policy_pages::display::Pages;
use uuid::Uuid;

pub use error::Error;

/// What tells two files with the same pages apart; given, never taken from a clock or at random.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Becomes the file identifier and the XMP document id.
    pub id: Uuid,
    /// Becomes the creation and the modification date, at midnight UTC.
    pub date: NaiveDate,
}

/// Writes `pages` as a PDF file.
///
/// `faces` are those that layout measured with. The same three arguments give the same bytes.
pub fn pdf(pages: &Pages, faces: &Faces, stamp: &Stamp) -> Result<Vec<u8>, Error> {
    page::check(pages)?;
    let mut tree = structure::Tree::new(pages)?;
    let fonts = font::Fonts::collect(pages, faces)?;
    let drawn = content::draw(pages, &fonts, &mut tree)?;

    let mut document = page::document(pages, drawn);
    let resources = embed::fonts(&mut document, &fonts)?;
    let page_ids = page::finish(&mut document, resources);
    let links = link::annotations(&mut document, pages, &tree, &page_ids)?;
    let structure = tags::write(&mut document, &tree, &page_ids, &links, pages.height);
    let outline = outline::write(&mut document, pages, &page_ids)?;
    metadata::write(&mut document, pages, stamp, structure, outline);
    Ok(save::bytes(&document))
}
