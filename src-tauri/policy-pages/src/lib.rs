//! From a policy's edition to pages: placed glyphs, rules and boxes, each with the place it has in
//! the structure of the document.
//!
//! 1. Each section becomes rows (`row`): `front` for title and masthead, `clause`, `emergency`,
//!    `sign`. A row is stacked from strips (`strip`), slabs of a page that are never cut; `blocks`,
//!    `list`, `table` and `resource` make them.
//! 2. All of them write through the compositor: it cleans the text (`words`), shapes it and breaks
//!    it into lines (`shape`, `line`), and grows the structure tree (`tree`).
//! 3. `breaking` chooses where pages end, `filling` puts rows on them, both with one `pen`.
//! 4. `furniture` adds footer and draft mark, now that the pages are counted.
//!
//! The outcome is a display list, [`Pages`]. The PDF writer and the window's page view draw from it
//! and from [`Faces`], so line and page breaks are the same in both. No font of the machine is used
//! and nothing but the arguments has a say: the same edition gives the same pages everywhere.
//!
//! # Scope
//! This crate knows the one page design of Plain Policy. It cannot hyphenate, justify or set columns
//! of running text, and its grid is drawn for text that reads from the left; paragraphs that read
//! from the right are set right, in the same columns.

mod blocks;
mod breaking;
mod clause;
mod compositor;
pub mod display;
mod emergency;
mod faces;
mod filling;
mod front;
mod furniture;
mod heading;
mod line;
mod list;
mod pen;
mod resource;
mod row;
mod shape;
mod sign;
mod strip;
mod style;
mod svg;
mod table;
mod tree;
mod words;

use policy::document::{Edition, SectionKind};

pub use display::Pages;
pub use faces::{Face, Faces};
pub use style::{Style, Type};
pub use svg::svg;

use compositor::Compositor;
use furniture::Furniture;
use row::Row;

/// What the footer says beside the words of the edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp<'a> {
    /// Short form of the fingerprint, such as `7F3A-91C2`. Empty: the footer has no code.
    pub code: &'a str,
}

/// Sets an edition in a style. Never fails: a letter that no face has is printed as U+FFFD and
/// listed in [`Pages::missing`], a word wider than its measure is parted.
pub fn layout(edition: &Edition, fonts: &Faces, style: &Style, stamp: Stamp<'_>) -> Pages {
    let mut to = Compositor::new(edition, fonts, style);
    let rows = rows(&mut to, edition);
    let furniture = Furniture::new(&mut to, edition, stamp);
    let (mut pages, outline) = filling::pages(rows, style, furniture.extra_height(&style.foot));
    furniture.furnish(&mut to, edition, &mut pages);
    let (tree, text, missing) = to.finish();
    Pages {
        title: edition.title.clone(),
        author: author(edition),
        lang: edition.lang.clone(),
        width: style.width,
        height: style.height,
        pages,
        text,
        nodes: tree.finish(),
        outline,
        missing,
    }
}

fn rows(to: &mut Compositor<'_>, edition: &Edition) -> Vec<Row> {
    let mut rows = vec![front::front(to, edition)];
    let mut after_frame = false;
    for section in &edition.sections {
        match section.kind {
            SectionKind::ShortVersion | SectionKind::Clauses => {
                rows.push(clause::clause(to, section, after_frame));
            }
            SectionKind::Emergency => rows.push(emergency::emergency(to, section)),
            SectionKind::Acknowledgement => rows.extend(sign::acknowledgement(to, section)),
        }
        after_frame = section.kind == SectionKind::Emergency;
    }
    rows
}

/// Who issues the policy: the first line of the masthead.
fn author(edition: &Edition) -> String {
    let first = edition.masthead.first().and_then(|column| column.lines.first());
    first.map(|line| heading::plain(line)).unwrap_or_default()
}
