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
mod entries;
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

use policy::document::{Edition, Section, SectionKind};

pub use display::Pages;
pub use faces::{Face, Faces};
pub use style::{Style, Type};
pub use svg::svg;

use compositor::Compositor;
use front::Masthead;
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
    let mut attempts = arrangements(edition, style).into_iter().peekable();
    let (mut to, rows, furniture) = loop {
        let arrangement = attempts.next().unwrap_or(Arrangement::AS_WRITTEN);
        let mut to = Compositor::new(edition, fonts, style);
        let rows = rows(&mut to, edition, arrangement);
        let furniture = Furniture::new(&mut to, edition, stamp);
        let foot = furniture.extra_height(&style.foot);
        if attempts.peek().is_none() || filling::box_is_on_page_one(&rows, style, foot) {
            break (to, rows, furniture);
        }
        to.finish();
    };
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

/// How page 1 is arranged.
#[derive(Clone, Copy, Debug)]
struct Arrangement {
    /// The emergency box comes before all other sections.
    box_first: bool,
    masthead: Masthead,
}

impl Arrangement {
    const AS_WRITTEN: Self = Self { box_first: false, masthead: Masthead::Whole };

    const fn box_first(masthead: Masthead) -> Self {
        Self { box_first: true, masthead }
    }
}

/// What is tried, in this order, until the emergency box stands on page 1. In one column it always
/// comes first; else it only ever changes places with the short version, and a paper that has it
/// further down keeps it there.
fn arrangements(edition: &Edition, style: &Style) -> Vec<Arrangement> {
    let mut kinds = edition.sections.iter().map(|section| section.kind);
    let found = if style.one_column() {
        kinds.any(|kind| kind == SectionKind::Emergency)
    } else {
        kinds.find(|kind| *kind != SectionKind::ShortVersion) == Some(SectionKind::Emergency)
    };
    if !found {
        return vec![Arrangement::AS_WRITTEN];
    }
    let mut all = if style.one_column() { Vec::new() } else { vec![Arrangement::AS_WRITTEN] };
    all.extend([Masthead::Whole, Masthead::Short, Masthead::Later].map(Arrangement::box_first));
    all
}

fn rows(to: &mut Compositor<'_>, edition: &Edition, arrangement: Arrangement) -> Vec<Row> {
    let mut front = front::front(to, edition, arrangement.masthead);
    // A box higher than the page goes on; its first numbers are still on page 1.
    front.with_next = arrangement.box_first;
    let mut rows = vec![front];
    let mut after_frame = false;
    let mut sections: Vec<&Section> = edition.sections.iter().collect();
    if arrangement.box_first {
        // The sort is stable: all others keep their order.
        sections.sort_by_key(|section| section.kind != SectionKind::Emergency);
    }
    for section in sections {
        after_frame = match section.kind {
            SectionKind::ShortVersion | SectionKind::Clauses => {
                rows.push(clause::clause(to, section, after_frame));
                false
            }
            SectionKind::Emergency => {
                rows.push(emergency::emergency(to, section));
                let rest = front::rest(to, edition, arrangement.masthead);
                let none = rest.is_none();
                rows.extend(rest);
                none
            }
            SectionKind::Acknowledgement => {
                rows.extend(sign::acknowledgement(to, section));
                false
            }
        };
    }
    rows
}

/// Who issues the policy: the first line of the masthead.
fn author(edition: &Edition) -> String {
    let first = edition.masthead.first().and_then(|column| column.lines.first());
    first.map(|line| heading::plain(line)).unwrap_or_default()
}
