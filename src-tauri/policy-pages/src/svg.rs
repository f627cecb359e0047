//! Draws a page as SVG with glyph outlines, for the window's page view and for the eye of whoever
//! works on the layout. Needs no font where it is shown.

use std::collections::BTreeMap;
use std::fmt::Write;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::display::{FaceId, GlyphRun, Item, Pages, Rect, SLANT};
use crate::faces::Faces;

/// One page, by its index; an index past the last page gives an empty sheet. A glyph's outline is
/// written once and used wherever it stands.
pub fn svg(pages: &Pages, index: usize, fonts: &Faces) -> String {
    let mut drawing = Drawing { fonts, outlines: BTreeMap::new(), body: String::new() };
    for item in pages.pages.get(index).map(|page| page.items.as_slice()).unwrap_or_default() {
        drawing.item(item);
    }
    let (width, height) = (pages.width, pages.height);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}pt\" height=\"{height}pt\">\n<defs>\n",
    );
    for ((face, glyph), outline) in &drawing.outlines {
        let _ = writeln!(svg, "<path id=\"g{}-{glyph}\" d=\"{outline}\"/>", face.0);
    }
    svg.push_str("</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    svg.push_str(&drawing.body);
    svg.push_str("</svg>\n");
    svg
}

struct Drawing<'a> {
    fonts: &'a Faces,
    /// Outlines in font units, y up.
    outlines: BTreeMap<(FaceId, u16), String>,
    body: String,
}

impl Drawing<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Glyphs(run) => self.glyphs(run),
            Item::Fill { rect: Rect { x, y, width, height }, grey, .. } => {
                let _ = writeln!(
                    self.body,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
                    colour(*grey),
                );
            }
            Item::Stroke { rect: Rect { x, y, width, height }, width: line, .. } => {
                let _ = writeln!(
                    self.body,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" \
                     stroke=\"#000\" stroke-width=\"{line}\"/>",
                );
            }
            Item::Link { .. } => {}
        }
    }

    fn glyphs(&mut self, run: &GlyphRun) {
        let face = self.fonts.get(run.face);
        let Ok(font) = FontRef::new(face.data) else { return };
        let scale = run.size / f32::from(face.units_per_em);
        let lean = if run.slant { scale * SLANT } else { 0.0 };
        let _ = writeln!(self.body, "<g fill=\"{}\">", colour(run.grey));
        for glyph in &run.glyphs {
            self.outlines
                .entry((run.face, glyph.id))
                .or_insert_with(|| outline(&font, GlyphId::from(glyph.id)));
            let _ = writeln!(
                self.body,
                "<use href=\"#g{}-{}\" transform=\"matrix({scale} 0 {lean} -{scale} {} {})\"/>",
                run.face.0,
                glyph.id,
                glyph.x,
                run.baseline + glyph.dy,
            );
        }
        self.body.push_str("</g>\n");
    }
}

fn colour(grey: f32) -> String {
    let percent = (1.0 - grey.clamp(0.0, 1.0)).mul_add(-100.0, 100.0);
    format!("rgb({percent}%,{percent}%,{percent}%)")
}

fn outline(font: &FontRef<'_>, glyph: GlyphId) -> String {
    let mut path = Path(String::new());
    if let Some(outline) = font.outline_glyphs().get(glyph) {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A broken outline is drawn as far as it goes.
        let _ = outline.draw(settings, &mut path);
    }
    path.0
}

/// Writes an outline as the `d` of a path.
struct Path(String);

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "M{x} {y}");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "L{x} {y}");
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let _ = write!(self.0, "Q{cx} {cy} {x} {y}");
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let _ = write!(self.0, "C{ax} {ay} {bx} {by} {x} {y}");
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}
