//! One line of set text. Its items are measured from the left edge of the measure and from the
//! baseline, until a block is placed.

use std::ops::Range;

use parley::Cluster;

use crate::display::{FaceId, Glyph, GlyphRun, Item, NodeId, Rect};
use crate::faces::Faces;
use crate::shape::{Shaped, face_of};
use crate::strip::without_node;
use crate::words::is_invisible;

/// Glyphs, link areas and the rules under blanks of one line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) items: Vec<Item>,
    /// Its paragraph reads from the right.
    pub(crate) from_right: bool,
}

/// What a line is built up in.
struct Builder<'a> {
    shaped: &'a Shaped,
    faces: &'a Faces,
    pen: f32,
    items: Vec<Item>,
    /// Stretches under links and blanks: which, and from where to where.
    areas: Vec<Area>,
}

struct Area {
    span: usize,
    from: f32,
    to: f32,
}

impl Line {
    pub(crate) fn new(line: &parley::Line<'_, ()>, shaped: &Shaped, faces: &Faces) -> Self {
        let metrics = line.metrics();
        let pen = metrics.inline_min_coord + metrics.offset;
        let mut builder = Builder { shaped, faces, pen, items: Vec::new(), areas: Vec::new() };
        for run in line.runs() {
            builder.run(&run);
        }
        builder.finish()
    }

    /// The line as an artifact, for what repeats on a later page; without links, which have a place
    /// in the structure.
    pub(crate) fn without_nodes(self) -> Self {
        let items = self.items.into_iter().filter(|item| !matches!(item, Item::Link { .. }));
        Self { items: items.map(without_node).collect(), from_right: self.from_right }
    }
}

impl Builder<'_> {
    fn run(&mut self, run: &parley::Run<'_, ()>) {
        let face = face_of(run.font());
        let rtl = run.is_rtl();
        // A ligature's glyphs come with its first letter; the bytes of the others are added to it.
        let mut more: Option<usize> = None;
        for cluster in run.visual_clusters() {
            let range = cluster.text_range();
            if cluster.is_ligature_continuation() {
                if rtl {
                    more = more.max(Some(range.end));
                } else {
                    self.lengthen_last(range.end);
                }
                continue;
            }
            if self.is_mark(range.clone()) {
                continue;
            }
            let end = more.take().map_or(range.end, |end| end.max(range.end));
            let node = self.shaped.node_of(cluster.style_index());
            let size = self.shaped.face_size;
            let slant = self.shaped.slants(cluster.style_index());
            if !self.continues(face, slant, node) {
                let glyphs = Vec::new();
                let run = GlyphRun { face, size, slant, grey: 0.0, baseline: 0.0, glyphs, node };
                self.items.push(Item::Glyphs(run));
            }
            let start = self.pen;
            self.glyphs(&cluster, range.start, end, rtl);
            self.area(&cluster, start);
        }
    }

    /// Marks of direction and joining have done their work; a glyph for them would only be copied
    /// out of the PDF.
    fn is_mark(&self, range: Range<usize>) -> bool {
        let mut letters = self.shaped.words.text.get(range).unwrap_or_default().chars();
        letters.all(is_invisible)
    }

    fn continues(&self, face: FaceId, slant: bool, node: Option<NodeId>) -> bool {
        matches!(self.items.last(), Some(Item::Glyphs(run))
            if run.face == face && run.slant == slant && run.node == node)
    }

    fn glyphs(&mut self, cluster: &Cluster<'_, ()>, start: usize, end: usize, rtl: bool) {
        let Some(Item::Glyphs(run)) = self.items.last_mut() else { return };
        let substitute = self.faces.get(run.face).substitute;
        let byte = |at: usize| u32::try_from(self.shaped.start + at).unwrap_or(u32::MAX);
        for glyph in cluster.glyphs() {
            let id = u16::try_from(glyph.id).unwrap_or(0);
            let id = if id == 0 { substitute } else { id };
            if id != 0 {
                run.glyphs.push(Glyph {
                    id,
                    x: self.pen + glyph.x,
                    dy: glyph.y,
                    advance: glyph.advance,
                    start: byte(start),
                    end: byte(end),
                    rtl,
                });
            }
            self.pen += glyph.advance;
        }
    }

    fn lengthen_last(&mut self, end: usize) {
        let Some(Item::Glyphs(run)) = self.items.last_mut() else { return };
        let Some(start) = run.glyphs.last().map(|glyph| glyph.start) else { return };
        let end = u32::try_from(self.shaped.start + end).unwrap_or(u32::MAX);
        for glyph in run.glyphs.iter_mut().rev().take_while(|glyph| glyph.start == start) {
            glyph.end = end;
        }
    }

    fn area(&mut self, cluster: &Cluster<'_, ()>, from: f32) {
        let span = usize::from(cluster.style_index());
        let Some(marks) = self.shaped.words.spans.get(span) else { return };
        if !marks.blank && (marks.link.is_none() || cluster.is_space_or_nbsp()) {
            return;
        }
        let same = |area: &Area| {
            self.shaped
                .words
                .spans
                .get(area.span)
                .is_some_and(|before| before.link == marks.link && before.blank == marks.blank)
        };
        match self.areas.last_mut() {
            Some(area) if same(area) => area.to = self.pen,
            _ => self.areas.push(Area { span, from, to: self.pen }),
        }
    }

    fn finish(mut self) -> Line {
        let size = self.shaped.face_size;
        for Area { span, from, to } in std::mem::take(&mut self.areas) {
            let Some(marks) = self.shaped.words.spans.get(span) else { continue };
            let width = to - from;
            if let Some(target) = marks.link.and_then(|link| self.shaped.words.links.get(link)) {
                let rect = Rect { x: from, y: -0.8 * size, width, height: 1.05 * size };
                let (href, node) = (target.href.clone(), target.node);
                self.items.push(Item::Link { rect, href, node });
            }
            if marks.blank {
                let rect = Rect { x: from, y: 0.24 * size, width, height: 0.5 };
                self.items.push(Item::Fill { rect, grey: 0.0, node: None });
            }
        }
        self.items.retain(|item| !matches!(item, Item::Glyphs(run) if run.glyphs.is_empty()));
        Line { items: self.items, from_right: self.shaped.is_rtl() }
    }
}
