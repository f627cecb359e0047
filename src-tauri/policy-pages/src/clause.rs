//! A clause: its heading in the side column, its words in the measure beside it.

use policy::document::{Inline, Section, SectionKind};

use crate::blocks::{Ground, blocks};
use crate::compositor::Compositor;
use crate::display::{NodeId, Role};
use crate::row::{Lead, Row};
use crate::strip::{Cell, Strip, text};
use crate::tree::Tree;

/// More lines than this do not belong in the side column; such a heading stands above its text.
const MOST_SIDE_LINES: usize = 8;

/// One row. After the emergency box the rule gives way to white.
pub(crate) fn clause(to: &mut Compositor<'_>, section: &Section, after_frame: bool) -> Row {
    let style = to.style;
    let short = section.kind == SectionKind::ShortVersion;
    let sect = to.tree.add(Tree::ROOT, Role::Sect);
    let heading = heading_node(to, sect, 2);
    let ty = if short { style.lead } else { style.heading };

    let mut side = Vec::new();
    let mut side_height = 0.0;
    let mut strips = Vec::new();
    let lines = to.heading(&section.title, Some(heading), &ty, style.side);
    if lines.len() <= MOST_SIDE_LINES {
        let cell = Cell { x: style.left, ty, lines };
        // The first lines meet on the baseline where sizes differ.
        let raised = style.body.cap() - ty.cap();
        side_height = cell.height() + raised;
        cell.place(raised, &mut side);
    } else {
        let lines = to.heading(&section.title, Some(heading), &ty, style.across().width);
        strips = above(Cell { x: style.left, ty, lines });
    }
    let ground = Ground::clause(style);
    let body = blocks(to, &section.blocks, Some(sect), ground);
    append(&mut strips, body, style.gap);

    Row {
        lead: if after_frame { Lead::White(style.gap * 2.0) } else { Lead::Rule(style.gap) },
        above: style.gap + if short { 3.5 } else { 0.0 },
        side,
        side_height,
        strips,
        outline: Some((plain(&section.title), 2)),
        ..Row::default()
    }
}

/// A heading's node.
pub(crate) fn heading_node(to: &mut Compositor<'_>, sect: NodeId, level: u8) -> NodeId {
    to.tree.add(sect, Role::H(level))
}

/// Strips of a heading that stands above its text: its last line stays with what follows.
pub(crate) fn above(cell: Cell) -> Vec<Strip> {
    let mut strips = text(cell, 0.0);
    if let Some(last) = strips.last_mut() {
        last.glued = true;
    }
    strips
}

/// Adds strips below others, with white between them if there are any.
pub(crate) fn append(strips: &mut Vec<Strip>, mut more: Vec<Strip>, white: f32) {
    if let (false, Some(first)) = (strips.is_empty(), more.first_mut()) {
        first.before = first.before.max(white);
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
