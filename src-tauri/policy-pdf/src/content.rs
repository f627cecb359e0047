//! Pages as printpdf operations: every mark belongs to a structure node or is an artifact.

use std::collections::BTreeMap;

use policy_pages::display::{Glyph, GlyphRun, Item, Pages, Rect, SLANT};
use printpdf::{Color, DictItem, FontId, Greyscale, Op, PaintMode, PdfFontHandle, Pt, TextMatrix};

use crate::blocks::{Block, blocks};
use crate::error::Error;
use crate::font::{Font, Fonts};
use crate::structure::Tree;
use crate::value::{finite, grey, points, rounded, utf16};
use crate::words::{Word, spelled_out};

/// The operations of each page. What is painted for a node is noted in `tree`.
pub(crate) fn draw<'a>(
    pages: &'a Pages,
    fonts: &Fonts<'a>,
    tree: &mut Tree<'a>,
) -> Result<Vec<Vec<Op>>, Error> {
    let mut drawn = Vec::with_capacity(pages.pages.len());
    for index in 0..pages.pages.len() {
        let blocks = blocks(pages, index, tree)?;
        let mut painter = Painter::new(pages, fonts);
        for block in &blocks {
            painter.block(block);
        }
        drawn.push(painter.ops);
    }
    Ok(drawn)
}

/// Writes the operations of one page and knows the state a viewer is in.
struct Painter<'p, 'a> {
    pages: &'p Pages,
    fonts: &'p Fonts<'a>,
    ops: Vec<Op>,
    fill: f32,
    stroke_width: f32,
    font: Option<(String, f32)>,
    pen: Option<Pen>,
    show: Vec<DictItem>,
    codes: Vec<u8>,
}

/// Where the viewer will put the next glyph.
struct Pen {
    /// Where the text matrix was set.
    x: f32,
    y: f32,
    /// Whether the matrix leans.
    slant: bool,
    /// From there, in thousandths of the em.
    gone: i64,
}

impl<'p, 'a> Painter<'p, 'a> {
    fn new(pages: &'p Pages, fonts: &'p Fonts<'a>) -> Self {
        Self {
            pages,
            fonts,
            ops: Vec::new(),
            // What a page begins with, by the specification.
            fill: 0.0,
            stroke_width: 1.0,
            font: None,
            pen: None,
            show: Vec::new(),
            codes: Vec::new(),
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        self.begin(block.tag, block.properties.clone());
        let mut runs = Vec::new();
        for item in &block.items {
            if let Item::Glyphs(run) = item {
                runs.push(run);
                continue;
            }
            self.text(&runs);
            runs.clear();
            match item {
                Item::Fill { rect, grey, .. } => self.rectangle(*rect, *grey),
                Item::Stroke { rect, width, .. } => self.frame(*rect, *width),
                Item::Glyphs(_) | Item::Link { .. } => {}
            }
        }
        self.text(&runs);
        self.ops.push(Op::EndMarkedContent);
    }

    fn begin(&mut self, tag: &str, properties: DictItem) {
        let tag = tag.to_owned();
        self.ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
    }

    fn rectangle(&mut self, rect: Rect, level: f32) {
        self.fill(level);
        self.draw_rectangle(rect, PaintMode::Fill);
    }

    fn frame(&mut self, rect: Rect, width: f32) {
        let width = points(width).max(0.0);
        if self.stroke_width != width {
            self.stroke_width = width;
            self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        }
        self.draw_rectangle(rect, PaintMode::Stroke);
    }

    fn draw_rectangle(&mut self, rect: Rect, mode: PaintMode) {
        let rectangle = printpdf::Rect {
            x: Pt(points(rect.x)),
            y: Pt(points(self.pages.height - rect.y - rect.height)),
            width: Pt(points(rect.width)),
            height: Pt(points(rect.height)),
            mode: Some(mode),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn fill(&mut self, level: f32) {
        let level = grey(level);
        if self.fill != level {
            self.fill = level;
            let col = Color::Greyscale(Greyscale::new(level, None));
            self.ops.push(Op::SetFillColor { col });
        }
    }

    /// Text that belongs together, so that words may go on from run to run.
    fn text(&mut self, runs: &[&GlyphRun]) {
        if runs.is_empty() {
            return;
        }
        self.ops.push(Op::StartTextSection);
        // A text section begins with a matrix of its own.
        self.pen = None;
        let words = spelled_out(self.pages, self.fonts, runs);
        let mut words = words.iter().peekable();
        for (index, run) in runs.iter().enumerate() {
            self.run(index, run, &mut words);
        }
        self.ops.push(Op::EndTextSection);
    }

    fn run<'w>(
        &mut self,
        index: usize,
        run: &GlyphRun,
        words: &mut std::iter::Peekable<impl Iterator<Item = &'w Word>>,
    ) {
        let Some(font) = self.fonts.get(run.face) else { return };
        let size = points(run.size).max(0.01);
        self.set_font(font, size);
        self.fill(run.grey);
        for (position, glyph) in run.glyphs.iter().enumerate() {
            let here = (index, position);
            if let Some(word) = words.peek().filter(|word| word.first == here) {
                self.flush();
                self.begin("Span", spelling(self.pages, word));
            }
            self.glyph(font, run, glyph);
            if words.next_if(|word| word.last == here).is_some() {
                self.flush();
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.flush();
    }

    fn set_font(&mut self, font: &Font<'_>, size: f32) {
        let set = |(resource, now): &(String, f32)| *resource == font.resource && *now == size;
        if self.font.as_ref().is_some_and(set) {
            return;
        }
        self.font = Some((font.resource.clone(), size));
        // The pen counts in ems of the font before.
        self.pen = None;
        let font = PdfFontHandle::External(FontId(font.resource.clone()));
        self.ops.push(Op::SetFont { font, size: Pt(size) });
    }

    /// Adds a glyph to the run that is to be shown, and the distance to it where it does not follow
    /// by itself. The distance is always to the true place, so rounding never adds up.
    fn glyph(&mut self, font: &Font<'_>, run: &GlyphRun, glyph: &Glyph) {
        let (size, slant) = (points(run.size).max(0.01), run.slant);
        // In the display list y and dy grow downward.
        let y = points(self.pages.height - run.baseline - glyph.dy);
        if self.pen.as_ref().is_none_or(|pen| pen.y != y || pen.slant != slant) {
            self.flush();
            let x = points(glyph.x);
            self.pen = Some(Pen { x, y, slant, gone: 0 });
            let lean = if slant { SLANT } else { 0.0 };
            let matrix = TextMatrix::Raw([1.0, 0.0, lean, 1.0, x, y]);
            self.ops.push(Op::SetTextMatrix { matrix });
        }
        let Some(pen) = &mut self.pen else { return };
        let place = rounded((finite(glyph.x) - pen.x) * 1000.0 / size);
        let code = font.code(glyph.id);
        if place != pen.gone {
            if !self.codes.is_empty() {
                let data = std::mem::take(&mut self.codes);
                self.show.push(DictItem::String { data, literal: false });
            }
            // A positive number moves the pen to the left.
            self.show.push(DictItem::Int(pen.gone - place));
        }
        pen.gone = place + font.width(code);
        self.codes.extend(code.to_be_bytes());
    }

    fn flush(&mut self) {
        if self.codes.is_empty() {
            return;
        }
        let data = std::mem::take(&mut self.codes);
        self.show.push(DictItem::String { data, literal: false });
        let value = vec![DictItem::Array(std::mem::take(&mut self.show))];
        // printpdf's own ShowText writes one string a glyph and wants the face registered.
        self.ops.push(Op::Unknown { key: "TJ".to_owned(), value });
    }
}

fn spelling(pages: &Pages, word: &Word) -> DictItem {
    let data = utf16(pages.text.get(word.text.clone()).unwrap_or(""));
    let text = DictItem::String { data, literal: false };
    DictItem::Dict { map: BTreeMap::from([("ActualText".to_owned(), text)]) }
}
