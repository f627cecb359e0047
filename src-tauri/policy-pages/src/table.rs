//! Tables: rules across, none down; the first column names the row.

use std::rc::Rc;

use policy::document::Inline;

use crate::compositor::Compositor;
use crate::display::{NodeId, Role};
use crate::front::{HAIR, count, share};
use crate::line::Line;
use crate::shape::{Fit, Shaped};
use crate::strip::{After, Cell, Strip, beside, rule, shift};
use crate::style::Measure;

/// White between columns, and above and below the text of a cell.
const BETWEEN: f32 = 9.0;
const INSIDE: f32 = 5.0;
/// Width of the first column of the usual table.
const NAMES: f32 = 120.0;

/// A table of no more rows is kept whole.
const SMALL: usize = 4;

/// Where a table begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Start {
    /// Beside a heading: the head stands on the heading's cap line, without a rule of its own.
    Heading,
    /// So far below other blocks.
    Below(f32),
}

/// Head and rows. The head is repeated on each page that the table reaches.
pub(crate) fn table(
    to: &mut Compositor<'_>,
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    node: Option<NodeId>,
    measure: Measure,
    start: Start,
) -> Vec<Strip> {
    let table = to.node(node, Role::Table);
    // The first cell of a row is its header only where headers do not outnumber the data: a table of
    // two short rows is read out quicker without, and a checker would take it for a torn one.
    let first = match head.len() + rows.len() <= head.len().saturating_sub(1) * rows.len() {
        true => Role::ThRow,
        false => Role::Td,
    };
    let mut shaped = vec![shape_row(to, head, table, (Role::ThColumn, Role::ThColumn))];
    for row in rows {
        shaped.push(shape_row(to, row, table, (first, Role::Td)));
    }
    let widths = widths(&mut shaped, measure.width);

    let mut shaped = shaped.into_iter();
    let lines = shaped.next().map(|row| break_row(to, row, &widths)).unwrap_or_default();
    let repeated = repeated_head(to, &lines, &widths, measure);
    let mut strips = head_strips(to, lines, &widths, measure, start);
    for row in shaped {
        let lines = break_row(to, row, &widths);
        let mut these = row_strips(to, lines, &widths, measure, INSIDE);
        for strip in &mut these {
            strip.head.clone_from(&repeated);
        }
        if let Some(last) = these.last_mut() {
            last.after = After::Item;
        }
        strips.extend(these);
    }
    if let Some(strip) = strips.last_mut() {
        strip.after = After::Block;
    }
    // The last row does not stand alone on a page.
    let last = strips.len().saturating_sub(2);
    if let (true, Some(strip)) = (rows.len() > 1, strips.get_mut(last)) {
        strip.after = After::Glued;
    }
    if rows.len() <= SMALL {
        for strip in strips.iter_mut().rev().skip(1) {
            strip.after = strip.after.max(After::Glued);
        }
    }
    strips
}

fn shape_row(
    to: &mut Compositor<'_>,
    cells: &[Vec<Inline>],
    table: Option<NodeId>,
    (first, others): (Role, Role),
) -> Vec<Shaped> {
    let row = to.node(table, Role::Tr);
    let mut ty = to.style.table;
    ty.bold = first == Role::ThColumn;
    let mut shaped = Vec::with_capacity(cells.len());
    for (index, cell) in cells.iter().enumerate() {
        let role = if index == 0 { first } else { others };
        let node = to.node(row, role);
        shaped.push(to.shape(cell, node, &ty));
    }
    shaped
}

/// The first column is as wide in every policy; the last is as wide as it needs; those between share
/// the rest. Where that leaves them no room, every column gets its share.
fn widths(rows: &mut [Vec<Shaped>], across: f32) -> Vec<f32> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut natural = vec![0.0_f32; columns];
    for row in rows {
        for (width, cell) in natural.iter_mut().zip(row) {
            *width = width.max(cell.natural_width());
        }
    }
    let room = across - BETWEEN * count(columns.saturating_sub(1));
    match natural.as_slice() {
        [_] => vec![room],
        [_, _] => vec![NAMES.min(room / 2.0), room - NAMES.min(room / 2.0)],
        [_, _, last] if *last + HAIR <= room - NAMES * 2.0 => {
            vec![NAMES, room - NAMES - last - HAIR, last + HAIR]
        }
        _ => share(&natural, room),
    }
}

fn break_row(to: &mut Compositor<'_>, row: Vec<Shaped>, widths: &[f32]) -> Vec<Vec<Line>> {
    let cells = row.into_iter().zip(widths);
    cells.map(|(cell, width)| to.lines(cell, *width, Fit::Ragged)).collect()
}

fn head_strips(
    to: &Compositor<'_>,
    cells: Vec<Vec<Line>>,
    widths: &[f32],
    measure: Measure,
    start: Start,
) -> Vec<Strip> {
    let mut strips = row_strips(to, cells, widths, measure, 0.0);
    for strip in &mut strips {
        strip.after = After::Glued;
    }
    let Some(first) = strips.first_mut() else { return strips };
    // What stands over the words belongs to the strip: a page that starts with it keeps it.
    let over = match start {
        Start::Heading => to.style.body.cap() - to.style.table.cap(),
        Start::Below(_) => INSIDE,
    };
    for item in &mut first.items {
        shift(item, 0.0, over);
    }
    first.height += over;
    if let Start::Below(before) = start {
        first.items.insert(0, rule(measure.x, 0.0, measure.width, to.style.table_rule));
        first.before = before;
    }
    strips
}

/// The head as an artifact, if it is one strip: it has been read once.
fn repeated_head(
    to: &Compositor<'_>,
    cells: &[Vec<Line>],
    widths: &[f32],
    measure: Measure,
) -> Option<Rc<Strip>> {
    let again = |cell: &Vec<Line>| cell.iter().cloned().map(Line::without_nodes).collect();
    let mut strips =
        head_strips(to, cells.iter().map(again).collect(), widths, measure, Start::Below(0.0));
    let head = strips.pop().map(Rc::new);
    head.filter(|_| strips.is_empty())
}

/// A row and the rule under it.
fn row_strips(
    to: &Compositor<'_>,
    cells: Vec<Vec<Line>>,
    widths: &[f32],
    measure: Measure,
    before: f32,
) -> Vec<Strip> {
    let mut x = measure.x;
    let mut placed = Vec::with_capacity(cells.len());
    for (lines, width) in cells.into_iter().zip(widths) {
        placed.push(Cell { x, ty: to.style.table, lines });
        x += width + BETWEEN;
    }
    let mut strips = beside(placed, before, false, to.style.height / 3.0);
    if let Some(last) = strips.last_mut() {
        last.height += INSIDE;
        last.items.push(rule(measure.x, last.height, measure.width, to.style.rule));
    }
    strips
}
