//! Headings: in the side column, in lines of like length; above the text where they are too long for
//! that.

use policy::document::Inline;

use crate::compositor::Compositor;
use crate::display::{Item, NodeId};
use crate::shape::Fit;
use crate::strip::{After, Cell, Strip, text};
use crate::style::Type;

/// More lines than this do not belong in the side column.
const MOST_SIDE_LINES: usize = 8;

/// A heading in the one or the other place.
#[derive(Default)]
pub(crate) struct Heading {
    /// In the side column; y from the first cap line of the text beside it.
    pub(crate) side: Vec<Item>,
    /// From that cap line down.
    pub(crate) side_height: f32,
    /// Above the text.
    pub(crate) above: Vec<Strip>,
}

impl Heading {
    /// The heading of a row.
    pub(crate) fn new(to: &mut Compositor<'_>, words: &[Inline], node: NodeId, ty: Type) -> Self {
        let style = to.style;
        let mut shaped = to.shape(words, Some(node), &ty);
        let x = style.left;
        let lines = match style.one_column() {
            true => Vec::new(),
            false => shaped.lines(style.side, Fit::Balanced, to.faces),
        };
        if style.one_column() || lines.len() > MOST_SIDE_LINES {
            let lines = to.lines(shaped, style.across().width, Fit::Balanced);
            return Self { above: above(Cell { x, ty, lines }), ..Self::default() };
        }
        to.release(shaped);
        let cell = Cell { x, ty, lines };
        // The first lines meet on the baseline where sizes differ.
        let raised = style.body.cap() - ty.cap();
        let side_height = cell.height() + raised;
        let mut side = Vec::new();
        cell.place(raised, &mut side);
        Self { side, side_height, above: Vec::new() }
    }
}

/// Strips of a heading that stands above its text: its last line stays with what follows.
pub(crate) fn above(cell: Cell) -> Vec<Strip> {
    let mut strips = text(cell, 0.0);
    if let Some(last) = strips.last_mut() {
        last.after = After::Glued;
    }
    strips
}

/// Adds a text's strips below a heading's, with white between them if there are any. The first two
/// lines of the text stay together: a page never ends after a heading and one line.
pub(crate) fn append(strips: &mut Vec<Strip>, mut more: Vec<Strip>, white: f32) {
    if let [first, _, ..] = more.as_mut_slice() {
        first.after = After::Glued;
    }
    if let (false, Some(first)) = (strips.is_empty(), more.first_mut()) {
        first.before = white;
    }
    strips.append(&mut more);
}

/// The words of a heading, for the outline.
pub(crate) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text: words } => text.push_str(words),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => text.push_str(&plain(content)),
            Inline::Blank { label, .. } => {
                text.push('[');
                text.push_str(label);
                text.push(']');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::Role;
    use crate::faces::Faces;
    use crate::line::Line;
    use crate::style::Style;
    use crate::tree::Tree;

    /// The right edge of each line of a heading in a column of 116 points.
    fn line_ends(words: &str) -> Vec<f32> {
        let (faces, style) = (Faces::embedded(), Style::letter());
        let mut to = Compositor::for_test(&faces, &style);
        let node = to.tree.add(Tree::ROOT, Role::H(2));
        let ty = style.heading;
        let lines = to.heading(&[Inline::text(words)], Some(node), &ty, style.side);
        let end = |line: &Line| {
            let glyphs = line.items.iter().filter_map(|item| match item {
                Item::Glyphs(run) => {
                    run.glyphs.iter().rev().find(|glyph| !to.text[glyph.range()].trim().is_empty())
                }
                _ => None,
            });
            glyphs.map(|glyph| glyph.x + glyph.advance).fold(0.0, f32::max)
        };
        lines.iter().map(end).collect()
    }

    #[test]
    fn a_heading_breaks_into_lines_of_like_length() {
        let ends = line_ends("If you send a friend request");
        assert_eq!(ends.len(), 2);
        assert!((ends[0] - ends[1]).abs() < 25.0, "{ends:?}");
        assert!(line_ends("Couples, families, groups and teens").len() == 2);
    }

    #[test]
    fn balance_adds_no_line_and_parts_no_word() {
        assert_eq!(line_ends("What my posts are for").len(), 1);
        let ends = line_ends("Acknowledgement and consent");
        assert!(ends.len() == 2 && ends[0] > 90.0, "the long word stays whole: {ends:?}");
    }

    #[test]
    fn a_very_long_heading_stands_above_its_text() {
        let (faces, style) = (Faces::embedded(), Style::letter());
        let mut to = Compositor::for_test(&faces, &style);
        let node = to.tree.add(Tree::ROOT, Role::H(2));
        let words = "These are far too many words for a heading. ".repeat(8);
        let heading = Heading::new(&mut to, &[Inline::text(words)], node, style.heading);
        assert!(heading.side.is_empty() && heading.above.len() > 2);
        assert!(
            heading.above.last().is_some_and(|strip| strip.after == After::Glued),
            "it stays with its text"
        );
    }
}
