//! The page for the pen: rows with lines to write on and boxes to tick, never a value.

use policy::document::{Block, Body, Inline, PenLine, Section};

use crate::blocks::{Ground, blocks};
use crate::compositor::Compositor;
use crate::display::{Item, NodeId, Rect, Role};
use crate::front::count;
use crate::heading::{Heading, above, append, plain};
use crate::row::{Lead, Row};
use crate::shape::Fit;
use crate::strip::{After, Cell, Strip, beside, rule, text, white};
use crate::style::{Measure, Style};
use crate::tree::Tree;

/// Between two pen lines beside each other.
const BETWEEN: f32 = 18.0;
/// From a pen line to the cap line of its label.
const UNDER_LINE: f32 = 5.5;
/// A box to tick: its side, the width of its line, and where its label starts.
const BOX: f32 = 11.0;
const BOX_LINE: f32 = 1.0;
const LABEL: f32 = 20.0;
/// Above the first row of boxes, and between rows.
const OVER_TICKS: f32 = 14.0;
const BETWEEN_TICKS: f32 = 9.4;
/// White under each row, on top of the gap.
const UNDER_ROW: f32 = 8.5;
/// Width of the text under the heading, a little more than the measure of a clause.
const INTRODUCTION: f32 = 402.0;

/// What a row for the pen holds beside its label.
pub(crate) struct Words<'a> {
    pub(crate) text: &'a [Inline],
    pub(crate) lines: &'a [Vec<PenLine>],
    pub(crate) ticks: &'a [Vec<Inline>],
}

/// The heading with what is said first, then one row a person.
pub(crate) fn acknowledgement(to: &mut Compositor<'_>, section: &Section) -> Vec<Row> {
    let style = to.style;
    let sect = to.tree.add(Tree::ROOT, Role::Sect);
    let is_sign = |block: &Block| matches!(block.body, Body::Sign { .. });
    let first_sign = section.blocks.iter().position(is_sign).unwrap_or(section.blocks.len());
    let (introduction, rest) = section.blocks.split_at(first_sign);

    let mut rows = vec![opening(to, section, introduction, sect)];
    for block in rest {
        rows.push(match &block.body {
            Body::Sign { label, text, lines, ticks } => {
                sign(to, label, &Words { text, lines, ticks }, sect)
            }
            _ => Row {
                lead: Lead::Rule(style.gap),
                above: style.gap,
                strips: blocks(to, std::slice::from_ref(block), Some(sect), Ground::clause(style)),
                ..Row::default()
            },
        });
    }
    rows
}

fn opening(
    to: &mut Compositor<'_>,
    section: &Section,
    introduction: &[Block],
    sect: NodeId,
) -> Row {
    let style = to.style;
    let across = style.across();
    let heading = to.tree.add(sect, Role::H(2));
    let lines = to.heading(&section.title, Some(heading), &style.sign_title, across.width);
    let mut strips = above(Cell { x: across.x, ty: style.sign_title, lines });
    let measure = across.first(INTRODUCTION * style.scale());
    let ground = Ground { measure, numbers: style.side, hanging: false };
    let introduction = blocks(to, introduction, Some(sect), ground);
    append(&mut strips, introduction, OVER_TICKS + 2.0);
    Row {
        strips,
        below: UNDER_ROW,
        outline: Some((plain(&section.title), 2)),
        new_page: true,
        whole: true,
        ..Row::default()
    }
}

fn sign(to: &mut Compositor<'_>, label: &[Inline], words: &Words<'_>, sect: NodeId) -> Row {
    let style = to.style;
    let part = to.tree.add(sect, Role::Sect);
    let node = to.tree.add(part, Role::H(3));
    let heading = Heading::new(to, label, node, style.heading);
    let body = parts(to, words, Some(part), style.text());
    let mut strips = heading.above;
    append(&mut strips, body, style.gap);
    Row {
        lead: Lead::Rule(style.gap),
        above: style.gap,
        side: heading.side,
        side_height: heading.side_height,
        strips,
        below: UNDER_ROW,
        whole: true,
        ..Row::default()
    }
}

/// Text, pen lines and boxes of one row.
pub(crate) fn parts(
    to: &mut Compositor<'_>,
    words: &Words<'_>,
    node: Option<NodeId>,
    measure: Measure,
) -> Vec<Strip> {
    let ty = to.style.body;
    let mut strips = Vec::new();
    if !words.text.is_empty() {
        let node = to.node(node, Role::P);
        let lines = to.paragraph(words.text, node, &ty, measure.width);
        strips = text(Cell { x: measure.x, ty, lines }, ty.leading());
    }
    for row in words.lines {
        strips.push(white(to.style.pen_space));
        strips.extend(pen_lines(to, row, node, measure));
    }
    for (index, pair) in words.ticks.chunks(2).enumerate() {
        let before = if index == 0 { OVER_TICKS } else { BETWEEN_TICKS };
        strips.extend(ticks(to, pair, node, measure, before));
    }
    strips
}

fn pen_lines(
    to: &mut Compositor<'_>,
    lines: &[PenLine],
    node: Option<NodeId>,
    measure: Measure,
) -> Vec<Strip> {
    let ty = to.style.small;
    let asked: f32 = lines.iter().map(|line| f32::from(line.thirds.clamp(1, 3))).sum();
    let third = (measure.width - BETWEEN * count(lines.len().saturating_sub(1))) / asked.max(3.0);
    let mut x = measure.x;
    let mut strip = Strip { after: After::Glued, ..Strip::default() };
    let mut cells = Vec::with_capacity(lines.len());
    for line in lines {
        let width = third * f32::from(line.thirds.clamp(1, 3));
        strip.items.push(rule(x, 0.0, width.max(0.0), to.style.rule));
        let node = to.node(node, Role::P);
        let shaped = to.shape(&[Inline::text(&line.label)], node, &ty);
        cells.push(Cell { x, ty, lines: to.lines(shaped, width, Fit::Ragged) });
        x += width + BETWEEN;
    }
    let mut strips = vec![strip];
    strips.extend(beside(cells, UNDER_LINE, false, to.style.height / 3.0));
    strips
}

fn ticks(
    to: &mut Compositor<'_>,
    pair: &[Vec<Inline>],
    node: Option<NodeId>,
    measure: Measure,
    before: f32,
) -> Vec<Strip> {
    let ty = to.style.body;
    let half = measure.width / 2.0;
    let scale = to.style.scale();
    let (side, indent) = (BOX * scale, LABEL * scale);
    let (mut boxes, mut cells) = (Vec::new(), Vec::new());
    for (index, label) in pair.iter().enumerate() {
        let x = measure.x + half * count(index);
        boxes.push(tick_box(x, to.style));
        let node = to.node(node, Role::P);
        let lines = to.paragraph(label, node, &ty, half - indent - BOX_LINE);
        cells.push(Cell { x: x + indent, ty, lines });
    }
    let mut strips = beside(cells, before + (side - ty.cap()) / 2.0, false, to.style.height / 3.0);
    if let Some(first) = strips.first_mut() {
        first.items.splice(0..0, boxes);
    }
    if let Some(last) = strips.last_mut() {
        last.height += (side - ty.cap()) / 2.0;
    }
    strips
}

/// An empty box, its middle on the middle of a capital.
fn tick_box(x: f32, style: &Style) -> Item {
    let outer = BOX * style.scale();
    let (half, side) = (BOX_LINE / 2.0, outer - BOX_LINE);
    let y = (style.body.cap() - outer) / 2.0 + half;
    let rect = Rect { x: x + half, y, width: side, height: side };
    Item::Stroke { rect, width: BOX_LINE, node: None }
}
