//! The emergency box: the only frame on the page, with its heading inside.

use policy::document::Section;

use crate::blocks::{Ground, blocks};
use crate::compositor::Compositor;
use crate::display::Role;
use crate::heading::{above, append, plain};
use crate::row::{Lead, Row};
use crate::strip::Cell;
use crate::style::Measure;
use crate::tree::Tree;

/// White inside the frame.
const LEFT: f32 = 12.0;
const RIGHT: f32 = 14.0;
const TOP: f32 = 13.0;
const BOTTOM: f32 = 12.0;
/// The column of numbers where there is none of headings: wide enough for three digits.
const NARROW: f32 = 82.0;
/// From the heading to the sentence under it.
const UNDER_HEADING: f32 = 10.0;

/// One framed row. Numbers stand under the headings of the page, words in its measure.
pub(crate) fn emergency(to: &mut Compositor<'_>, section: &Section) -> Row {
    let style = to.style;
    let across = style.across();
    let measure = Measure { x: across.x + LEFT, width: across.width - LEFT - RIGHT };
    let numbers = if style.one_column() { NARROW } else { style.side + style.gutter - LEFT };

    let sect = to.tree.add(Tree::ROOT, Role::Sect);
    let heading = to.tree.add(sect, Role::H(2));
    let lines = to.heading(&section.title, Some(heading), &style.lead, measure.width);
    let mut strips = above(Cell { x: measure.x, ty: style.lead, lines });
    let ground = Ground { measure, numbers, hanging: false };
    let body = blocks(to, &section.blocks, Some(sect), ground);
    append(&mut strips, body, UNDER_HEADING * style.scale());

    let above = style.gap + 6.0;
    Row {
        lead: Lead::Frame { above, width: style.frame, top: TOP, bottom: BOTTOM },
        strips,
        outline: Some((plain(&section.title), 2)),
        whole: true,
        ..Row::default()
    }
}
