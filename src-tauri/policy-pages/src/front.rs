//! The head of page 1: title, the line under it, and the masthead in columns between rules.

use policy::document::{Edition, Inline, MastheadColumn};

use crate::compositor::Compositor;
use crate::display::Role;
use crate::row::{Lead, Row};
use crate::shape::{Fit, Shaped};
use crate::strip::{After, Cell, Strip, beside, rule, text};
use crate::tree::Tree;

/// White between two columns that stay on their natural width.
const GUTTER: f32 = 18.0;
/// A column that gives way is at least so wide.
const NARROWEST: f32 = 110.0;
/// More than asked for, so that rounding never breaks a line that fits.
pub(crate) const HAIR: f32 = 0.01;
/// From the line under the title to the rule, and from the rule to the masthead.
const OVER_RULE: f32 = 16.0;
const UNDER_RULE: f32 = 10.0;

/// How much of the masthead stands above the emergency box, for which page 1 must have room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Masthead {
    Whole,
    /// The first line of each column: who, how to call, since when.
    Short,
    Later,
}

impl Masthead {
    /// The lines of a column that stand above the box, and those that stand below it.
    fn part(self, column: &MastheadColumn) -> (&[Vec<Inline>], &[Vec<Inline>]) {
        let above = match self {
            Self::Whole => column.lines.len(),
            Self::Short => column.lines.len().min(1),
            Self::Later => 0,
        };
        column.lines.split_at(above)
    }
}

/// What of the masthead is left for below the box, if anything is.
pub(crate) fn rest(to: &mut Compositor<'_>, edition: &Edition, masthead: Masthead) -> Option<Row> {
    let columns = edition.masthead.iter().map(|column| masthead.part(column).1);
    let columns: Vec<&[Vec<Inline>]> = columns.filter(|lines| !lines.is_empty()).collect();
    if columns.is_empty() {
        return None;
    }
    let mut strips = self::masthead(to, &columns);
    if let Some(first) = strips.first_mut() {
        first.before = 0.0;
    }
    let lead = Lead::White(to.style.gap * 2.0);
    Some(Row { lead, above: to.style.gap, strips, whole: true, ..Row::default() })
}

/// Title and masthead as one row; the rule of the next row closes it.
pub(crate) fn front(to: &mut Compositor<'_>, edition: &Edition, above: Masthead) -> Row {
    let across = to.style.across();
    let (title, subtitle) = (to.style.title, to.style.subtitle);

    let node = to.tree.add(Tree::ROOT, Role::H(1));
    let lines = to.heading(&[Inline::text(&edition.title)], Some(node), &title, across.width);
    let mut strips = text(Cell { x: across.x, ty: title, lines }, 0.0);

    let node = to.tree.add(Tree::ROOT, Role::P);
    let lines =
        to.paragraph(&[Inline::text(&edition.subtitle)], Some(node), &subtitle, across.width);
    strips
        .extend(text(Cell { x: across.x, ty: subtitle, lines }, 11.0 * to.style.scale().min(1.3)));

    let columns: Vec<&[Vec<Inline>]> =
        edition.masthead.iter().map(|column| above.part(column).0).collect();
    if above != Masthead::Later && !columns.is_empty() {
        let line = rule(across.x, 0.0, across.width, to.style.masthead_rule);
        strips.push(Strip { before: OVER_RULE, items: vec![line], ..Strip::default() });
        strips.extend(masthead(to, &columns));
    }
    for strip in &mut strips {
        strip.after = After::Glued;
    }
    Row { strips, outline: Some((edition.title.clone(), 1)), ..Row::default() }
}

fn masthead(to: &mut Compositor<'_>, columns: &[&[Vec<Inline>]]) -> Vec<Strip> {
    let across = to.style.across();
    let ty = to.style.masthead;
    let mut shaped: Vec<Vec<Shaped>> = Vec::with_capacity(columns.len());
    for column in columns {
        let mut lines = Vec::with_capacity(column.len());
        for line in *column {
            let node = to.tree.add(Tree::ROOT, Role::P);
            lines.push(to.shape(line, Some(node), &ty));
        }
        shaped.push(lines);
    }
    if to.style.one_column() {
        let mut lines = Vec::new();
        for line in shaped.into_iter().flatten() {
            lines.extend(to.lines(line, across.width, Fit::Ragged));
        }
        return text(Cell { x: across.x, ty, lines }, UNDER_RULE + 4.0);
    }
    let natural: Vec<f32> = shaped.iter_mut().map(|lines| width(lines)).collect();
    let places = places(&natural, across.width);

    let mut cells = Vec::with_capacity(shaped.len());
    for (column, (x, width)) in shaped.into_iter().zip(places) {
        let mut lines = Vec::new();
        for line in column {
            lines.extend(to.lines(line, width, Fit::Ragged));
        }
        cells.push(Cell { x: across.x + x, ty, lines });
    }
    beside(cells, UNDER_RULE, false, to.style.height / 2.0)
}

fn width(lines: &mut [Shaped]) -> f32 {
    lines.iter_mut().map(Shaped::natural_width).fold(0.0, f32::max)
}

/// Left edge and width of each column; the white that is left stands between them.
fn places(natural: &[f32], across: f32) -> Vec<(f32, f32)> {
    let between = GUTTER * count(natural.len().saturating_sub(1));
    let widths = columns(natural, across - between);
    let free = (across - widths.iter().sum::<f32>()).max(0.0);
    let gap = free / count(natural.len().saturating_sub(1)).max(1.0);
    let mut x = 0.0;
    let place = |width: f32| {
        let place = (x, width);
        x += width + gap;
        place
    };
    widths.into_iter().map(place).collect()
}

/// Where not all columns fit on their natural width, the widest gives way alone if that leaves it
/// wide enough: it is mostly an address, and breaks into two lines anyway.
fn columns(natural: &[f32], room: f32) -> Vec<f32> {
    let widest = natural.iter().copied().fold(0.0, f32::max);
    let left = room - (natural.iter().sum::<f32>() - widest);
    if left < NARROWEST {
        return share(natural, room);
    }
    let give_way =
        |width: &f32| if *width < widest { width + HAIR } else { left.min(width + HAIR) };
    natural.iter().map(give_way).collect()
}

/// Shares `room` out: everyone gets what he asks for up to the same bound.
pub(crate) fn share(asked: &[f32], room: f32) -> Vec<f32> {
    let mut order: Vec<f32> = asked.to_vec();
    order.sort_by(f32::total_cmp);
    let (mut left, mut bound) = (room, f32::MAX);
    for (index, ask) in order.iter().enumerate() {
        let fair = left / count(order.len() - index);
        if *ask > fair {
            bound = fair;
            break;
        }
        left -= ask;
    }
    asked.iter().map(|ask| (ask + HAIR).min(bound)).collect()
}

/// A count of columns as a measure.
pub(crate) fn count(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_keep_their_width_and_wide_ones_give_way() {
        assert_eq!(share(&[50.0, 400.0, 300.0], 450.0), [50.01, 200.0, 200.0]);
        assert_eq!(share(&[50.0, 60.0], 450.0), [50.01, 60.01]);
        assert!(share(&[], 450.0).is_empty());
    }

    #[test]
    fn the_widest_column_of_the_masthead_gives_way_alone() {
        assert_eq!(columns(&[146.0, 200.0, 151.0], 441.0), [146.01, 144.0, 151.01]);
        assert_eq!(columns(&[190.0, 200.0, 180.0], 441.0), [147.0, 147.0, 147.0]);
        assert_eq!(columns(&[100.0, 200.0], 441.0), [100.01, 200.01]);
    }

    #[test]
    fn the_last_column_ends_at_the_right_margin() {
        let places = places(&[143.0, 159.0, 119.0], 490.0);
        let (x, width) = places[2];
        assert!((x + width - 490.0).abs() < 0.1, "{places:?}");
    }
}
