//! Lists: points hang left of the measure, so that list text keeps the edge of running text.

use policy::document::Inline;

use crate::blocks::Ground;
use crate::compositor::Compositor;
use crate::display::{FaceId, Glyph, GlyphRun, Item, NodeId, Role};
use crate::strip::{After, Cell, Strip, shift, text};

/// How far a point hangs out, or pushes text in where it cannot hang.
const HANG: f32 = 11.0;
/// Diameter of a point over the size of the text.
const POINT: f32 = 0.29;

/// One item under the other.
pub(crate) fn list(
    to: &mut Compositor<'_>,
    items: &[&Vec<Inline>],
    node: Option<NodeId>,
    ground: Ground,
    before: f32,
) -> Vec<Strip> {
    let list = to.node(node, Role::L);
    let ty = to.style.body;
    let hang = HANG * to.style.scale();
    let measure = if ground.hanging { ground.measure } else { ground.measure.after(hang) };
    let mut strips: Vec<Strip> = Vec::new();
    for (index, &item) in items.iter().enumerate() {
        let before = if strips.is_empty() { before } else { ty.leading() + to.style.item_space };
        let entry = to.node(list, Role::Li);
        let label = to.node(entry, Role::Lbl);
        let point = point(to, label);
        let body = to.node(entry, Role::LBody);
        let lines = to.paragraph(item, body, &ty, measure.width);
        let from_right = lines.first().is_some_and(|line| line.from_right);
        let mut these = text(Cell { x: measure.x, ty, lines }, before);
        if let Some(first) = these.first_mut() {
            let right = measure.end() + hang - POINT * ty.size;
            let mut point = Item::Glyphs(point);
            shift(&mut point, if from_right { right } else { measure.x - hang }, ty.cap());
            first.items.insert(0, point);
        }
        if let Some(last) = strips.last_mut() {
            // No first and no last item stands alone on a page.
            let alone = index == 1 || index + 1 == items.len();
            last.after = if alone { After::Glued } else { After::Item };
        }
        strips.extend(these);
    }
    strips
}

/// The bullet of the text face, scaled to the diameter wanted and lifted to the middle of a capital;
/// its ink starts at 0.
fn point(to: &mut Compositor<'_>, node: Option<NodeId>) -> GlyphRun {
    let ink = to.faces.bullet();
    let size = POINT * to.style.body.size / ink.diameter;
    let start = u32::try_from(to.text.len()).unwrap_or(u32::MAX);
    to.text.push_str("•\n");
    let glyph = Glyph {
        id: ink.glyph,
        x: -ink.left * size,
        dy: 0.0,
        advance: ink.advance * size,
        start,
        end: start.saturating_add(3),
        rtl: false,
    };
    let lift = to.style.body.cap() / 2.0 - ink.middle * size;
    let (face, glyphs) = (FaceId(0), vec![glyph]);
    GlyphRun { face, size, slant: false, grey: 0.0, baseline: -lift, glyphs, node }
}
