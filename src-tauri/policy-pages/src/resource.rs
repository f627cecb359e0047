//! Ways to get help now: the number large and left, the words beside it, a rule under each; and the
//! note that closes the emergency box.

use policy::document::{Block, Body, Inline};

use crate::blocks::Ground;
use crate::compositor::Compositor;
use crate::display::{NodeId, Role};
use crate::shape::Fit;
use crate::strip::{After, Cell, Strip, beside, rule, text};
use crate::style::{Measure, Style};

/// White between the words of a row and its rules, in usual print.
const INSIDE: f32 = 6.5;
/// White that the first row has on top of that.
const FIRST: f32 = 6.0;
/// White between the number and the words, if the number is that long.
const BETWEEN: f32 = 6.0;

/// Rows, as one list whose labels are the numbers.
pub(crate) fn resources(
    to: &mut Compositor<'_>,
    blocks: &[Block],
    node: Option<NodeId>,
    ground: Ground,
) -> Vec<Strip> {
    let list = to.node(node, Role::L);
    let mut strips = Vec::new();
    for block in blocks {
        let Body::Resource { number, first, text } = &block.body else { continue };
        let inside = inside(to.style);
        let before = if strips.is_empty() { inside + FIRST } else { inside };
        let item = to.node(list, Role::Li);
        strips.extend(resource(to, number, *first, text, item, ground, before));
    }
    strips
}

fn resource(
    to: &mut Compositor<'_>,
    number: &[Inline],
    first: bool,
    words: &[Inline],
    item: Option<NodeId>,
    ground: Ground,
    before: f32,
) -> Vec<Strip> {
    let style = to.style;
    let ty = if first { style.first_number } else { style.number };
    let beside_number = ground.measure.after(ground.numbers);

    let label = to.node(item, Role::Lbl);
    let mut shaped = to.shape(number, label, &ty);
    let room = ground.numbers - BETWEEN;
    if style.one_column() && shaped.natural_width() > room {
        let lines = to.lines(shaped, ground.measure.width, Fit::Balanced);
        let numbers = Cell { x: ground.measure.x, ty, lines };
        return above(to, numbers, words, item, ground, before);
    }
    let lines = to.lines(shaped, room, Fit::Balanced);
    let numbers = Cell { x: ground.measure.x, ty, lines };
    let body = to.node(item, Role::LBody);
    let lines = to.paragraph(words, body, &style.body, beside_number.width);
    let words = Cell { x: beside_number.x, ty: style.body, lines };

    let mut strips = beside(vec![numbers, words], before, true, style.height / 3.0);
    close(&mut strips, style, ground.measure);
    strips
}

/// A number too long for its column, with the words under it.
fn above(
    to: &mut Compositor<'_>,
    numbers: Cell,
    words: &[Inline],
    item: Option<NodeId>,
    ground: Ground,
    before: f32,
) -> Vec<Strip> {
    let (style, measure) = (to.style, ground.measure);
    let mut strips = text(numbers, before);
    let body = to.node(item, Role::LBody);
    let lines = to.paragraph(words, body, &style.body, measure.width);
    strips.extend(text(Cell { x: measure.x, ty: style.body, lines }, style.body.leading() * 0.7));
    let last = strips.len().saturating_sub(1);
    for strip in strips.iter_mut().take(last) {
        strip.after = After::Glued;
    }
    close(&mut strips, style, measure);
    strips
}

/// White between the words of a row and its rules; a little more where text is large.
fn inside(style: &Style) -> f32 {
    INSIDE * style.scale().min(1.4)
}

/// The rule under a row.
fn close(strips: &mut [Strip], style: &Style, measure: Measure) {
    if let Some(last) = strips.last_mut() {
        last.height += inside(style);
        last.items.push(rule(measure.x, last.height, measure.width, style.rule));
    }
}

/// The small print of the box.
pub(crate) fn note(
    to: &mut Compositor<'_>,
    words: &[Inline],
    node: Option<NodeId>,
    ground: Ground,
) -> Vec<Strip> {
    let ty = to.style.small;
    let node = to.node(node, Role::P);
    let lines = to.paragraph(words, node, &ty, ground.measure.width);
    text(Cell { x: ground.measure.x, ty, lines }, 8.0 * to.style.scale())
}
