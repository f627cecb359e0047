//! Lists: points hang left of the measure, so that list text keeps the edge of running text.

use policy::document::Inline;

use crate::blocks::Ground;
use crate::compositor::Compositor;
use crate::display::{FaceId, Glyph, GlyphRun, Item, NodeId, Role};
use crate::strip::{Cell, Strip, text};

/// How far a point hangs out, or pushes text in where it cannot hang.
const HANG: f32 = 11.0;
/// Diameter of a point over the size of the text.
const POINT: f32 = 0.29;

/// One item under the other.
pub(crate) fn list(
    to: &mut Compositor<'_>,
    items: &[Vec<Inline>],
    node: Option<NodeId>,
    ground: Ground,
    before: f32,
) -> Vec<Strip> {
    let list = to.node(node, Role::L);
    let ty = to.style.body;
    let measure = if ground.hanging { ground.measure } else { ground.measure.after(HANG) };
    let mut strips: Vec<Strip> = Vec::new();
    for item in items {
        let before = if strips.is_empty() { before } else { ty.leading() + to.style.item_space };
        let entry = to.node(list, Role::Li);
        let label = to.node(entry, Role::Lbl);
        let point = point(to, label);
        let body = to.node(entry, Role::LBody);
        let lines = to.paragraph(item, body, &ty, measure.width);
        let from_right = lines.first().is_some_and(starts_at_right);
        let mut these = text(Cell { x: measure.x, ty, lines }, before);
        if let (Some(first), Some(point)) = (these.first_mut(), point) {
            let x =
                if from_right { measure.end() + HANG - POINT * ty.size } else { measure.x - HANG };
            first.items.insert(0, Item::Glyphs(point.at(x, ty.cap())));
        }
        strips.extend(these);
    }
    strips
}

fn starts_at_right(line: &crate::line::Line) -> bool {
    let mut runs = line.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) => run.glyphs.first(),
        _ => None,
    });
    runs.next().is_some_and(|glyph| glyph.rtl)
}

/// A point with its ink at 0, before it is placed.
struct Point {
    run: GlyphRun,
}

impl Point {
    fn at(mut self, x: f32, baseline: f32) -> GlyphRun {
        self.run.baseline += baseline;
        for glyph in &mut self.run.glyphs {
            glyph.x += x;
        }
        self.run
    }
}

/// The bullet of the text face, scaled to the diameter wanted and lifted to the middle of a capital.
fn point(to: &mut Compositor<'_>, node: Option<NodeId>) -> Option<Point> {
    let ink = to.faces.bullet();
    let size = POINT * to.style.body.size / ink.diameter;
    let start = u32::try_from(to.text.len()).ok()?;
    to.text.push_str("•\n");
    let glyph = Glyph {
        id: ink.glyph,
        x: -ink.left * size,
        dy: 0.0,
        advance: ink.advance * size,
        start,
        end: start + 3,
        rtl: false,
    };
    let lift = to.style.body.cap() / 2.0 - ink.middle * size;
    let (face, baseline) = (FaceId(0), -lift);
    Some(Point { run: GlyphRun { face, size, grey: 0.0, baseline, glyphs: vec![glyph], node } })
}
