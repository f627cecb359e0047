//! Strips: slabs of a page that are never cut, from which rows are stacked and pages are broken.

use std::rc::Rc;

use crate::display::{GlyphRun, Item, NodeId, Rect};
use crate::line::Line;
use crate::style::Type;

/// A slab the width of the page. Its items have their final x; y is measured from its top.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strip {
    /// White above it, dropped at the top of a page.
    pub(crate) before: f32,
    /// From top to bottom.
    pub(crate) height: f32,
    pub(crate) items: Vec<Item>,
    /// What a page that ends after it parts.
    pub(crate) after: After,
    /// A table's head, repeated when a page starts with this strip. An artifact there.
    pub(crate) head: Option<Rc<Self>>,
}

/// What stands on either side of the place under a strip, in the order of how well it is parted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum After {
    /// Two blocks.
    #[default]
    Block,
    /// Two items of a list, two rows of a table, or a table and what leads to it.
    Item,
    /// Two lines of one text.
    Line,
    /// What must stay together.
    Glued,
}

/// A cell of a strip: lines at a place.
pub(crate) struct Cell {
    pub(crate) x: f32,
    pub(crate) ty: Type,
    pub(crate) lines: Vec<Line>,
}

impl Cell {
    pub(crate) fn height(&self) -> f32 {
        self.ty.height(self.lines.len())
    }

    /// Its items, with its cap line at `top`.
    pub(crate) fn place(self, top: f32, items: &mut Vec<Item>) {
        for (index, line) in self.lines.into_iter().enumerate() {
            let baseline = top + self.ty.height(index + 1);
            place(line, self.x, baseline, items);
        }
    }
}

/// Moves a line's items to its place.
pub(crate) fn place(line: Line, x: f32, baseline: f32, items: &mut Vec<Item>) {
    items.extend(line.items.into_iter().map(|mut item| {
        shift(&mut item, x, baseline);
        item
    }));
}

/// Moves an item.
pub(crate) fn shift(item: &mut Item, x: f32, y: f32) {
    match item {
        Item::Glyphs(run) => {
            run.baseline += y;
            for glyph in &mut run.glyphs {
                glyph.x += x;
            }
        }
        Item::Fill { rect, .. } | Item::Stroke { rect, .. } | Item::Link { rect, .. } => {
            rect.x += x;
            rect.y += y;
        }
    }
}

/// The item as an artifact, for what repeats on a later page.
pub(crate) fn without_node(mut item: Item) -> Item {
    match &mut item {
        Item::Glyphs(GlyphRun { node, .. })
        | Item::Fill { node, .. }
        | Item::Stroke { node, .. } => *node = None,
        Item::Link { .. } => {}
    }
    item
}

/// A rule, with its middle at `y`. An artifact.
pub(crate) fn rule(x: f32, y: f32, length: f32, width: f32) -> Item {
    let rect = Rect { x, y: y - width / 2.0, width: length, height: width };
    Item::Fill { rect, grey: 0.0, node: None::<NodeId> }
}

/// One strip a line. Two lines at least stay together at either end of a page.
pub(crate) fn text(cell: Cell, before: f32) -> Vec<Strip> {
    let count = cell.lines.len();
    let strip = |(index, line): (usize, Line)| {
        let mut items = Vec::new();
        place(line, cell.x, cell.ty.cap(), &mut items);
        Strip {
            before: if index == 0 { before } else { cell.ty.leading() },
            height: cell.ty.cap(),
            items,
            after: match index + 1 {
                last if last == count => After::Block,
                next if next == 1 || next + 1 == count => After::Glued,
                _ => After::Line,
            },
            ..Strip::default()
        }
    };
    cell.lines.into_iter().enumerate().map(strip).collect()
}

/// Cells beside each other. One strip, with the cells on the same cap line or on the same middle;
/// but one strip a line if that would be higher than `limit`, which no sensible text reaches.
pub(crate) fn beside(cells: Vec<Cell>, before: f32, centred: bool, limit: f32) -> Vec<Strip> {
    let height = cells.iter().map(Cell::height).fold(0.0, f32::max);
    if height > limit {
        return line_by_line(cells, before);
    }
    let mut items = Vec::new();
    for cell in cells {
        let top = if centred { (height - cell.height()) / 2.0 } else { 0.0 };
        cell.place(top, &mut items);
    }
    vec![Strip { before, height, items, ..Strip::default() }]
}

fn line_by_line(cells: Vec<Cell>, before: f32) -> Vec<Strip> {
    let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    let pitch = cells.iter().map(|cell| cell.ty.pitch).fold(0.0, f32::max);
    let cap = cells.iter().map(|cell| cell.ty.cap()).fold(0.0, f32::max);
    let mut strips: Vec<Strip> = (0..count)
        .map(|index| Strip {
            before: if index == 0 { before } else { pitch - cap },
            height: cap,
            after: if index + 1 < count { After::Line } else { After::Block },
            ..Strip::default()
        })
        .collect();
    for cell in cells {
        for (strip, line) in strips.iter_mut().zip(cell.lines) {
            place(line, cell.x, cap, &mut strip.items);
        }
    }
    strips
}

/// A strip of white that stays when a page starts with it.
pub(crate) fn white(height: f32) -> Strip {
    Strip { height, after: After::Glued, ..Strip::default() }
}
