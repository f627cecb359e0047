//! The glyphs that are used of each face, their numbers in the subset, and the text they stand for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use policy_pages::display::{FaceId, Glyph, GlyphRun, Item, Pages};
use policy_pages::{Face, Faces};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::{GlyphMetrics, Metrics};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use crate::error::Error;
use crate::value::rounded;

/// The faces that are used.
pub(crate) struct Fonts<'a>(BTreeMap<FaceId, Font<'a>>);

/// One face and what is used of it. Glyphs are numbered anew in the order in which they appear;
/// these codes are what the content streams hold.
pub(crate) struct Font<'a> {
    /// Its name in the resources of pages.
    pub(crate) resource: String,
    /// The file.
    pub(crate) face: &'a Face,
    /// The file, read.
    pub(crate) reader: FontRef<'a>,
    /// In font units.
    pub(crate) metrics: Metrics,
    /// From glyph numbers to codes.
    pub(crate) codes: GlyphRemapper,
    /// By code.
    used: Vec<Used<'a>>,
    advances: GlyphMetrics<'a>,
}

/// What is known of one code.
struct Used<'a> {
    /// Advance in thousandths of the em, as the reader of the file will see it.
    width: i64,
    /// The text the glyph stands for wherever `ActualText` does not say otherwise.
    text: Option<Cow<'a, str>>,
    /// The text of a cluster that the glyph begins.
    cluster: Option<&'a str>,
}

impl<'a> Fonts<'a> {
    /// Finds every glyph that is painted.
    ///
    /// A glyph that is a cluster of its own stands for that cluster's text, the first it is met
    /// with. Glyphs met only together with others stand for the character that the face's own
    /// character map gives them: an acute accent is U+0301, not the letter it was put on.
    pub(crate) fn collect(pages: &'a Pages, faces: &'a Faces) -> Result<Self, Error> {
        let mut fonts = BTreeMap::new();
        for (index, page) in pages.pages.iter().enumerate() {
            for item in &page.items {
                let Item::Glyphs(run) = item else { continue };
                let font = match fonts.entry(run.face) {
                    Entry::Occupied(entry) => entry.into_mut(),
                    Entry::Vacant(entry) => entry.insert(Font::new(run.face, faces)?),
                };
                font.collect(pages, run, index)?;
            }
        }
        for font in fonts.values_mut() {
            font.complete();
        }
        Ok(Self(fonts))
    }

    /// A face that is painted with.
    pub(crate) fn get(&self, id: FaceId) -> Option<&Font<'a>> {
        self.0.get(&id)
    }

    /// In the order of face numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Font<'a>> {
        self.0.values()
    }
}

impl<'a> Font<'a> {
    fn new(id: FaceId, faces: &'a Faces) -> Result<Self, Error> {
        let (_, face) =
            faces.iter().nth(usize::from(id.0)).ok_or(Error::FaceMissing { face: id.0 })?;
        let unreadable = |reason: String| Error::FaceUnreadable { name: face.name.clone(), reason };
        let reader = FontRef::new(face.data).map_err(|error| unreadable(error.to_string()))?;
        let metrics = Metrics::new(&reader, Size::unscaled(), LocationRef::default());
        if metrics.units_per_em == 0 {
            return Err(unreadable("it does not say how large its em is".to_owned()));
        }
        let advances = GlyphMetrics::new(&reader, Size::unscaled(), LocationRef::default());
        let codes = GlyphRemapper::new();
        // Not F1 to F14, which printpdf takes for the built-in faces.
        let resource = format!("T{}", id.0);
        let used = Vec::new();
        let mut font = Self { resource, face, reader, metrics, codes, used, advances };
        // Code 0 is always in the file and never shown.
        font.mark(0);
        Ok(font)
    }

    fn collect(&mut self, pages: &'a Pages, run: &GlyphRun, page: usize) -> Result<(), Error> {
        for cluster in clusters(run) {
            let text = text_of(pages, cluster)?;
            for glyph in cluster {
                self.check(glyph.id, text, page)?;
                self.mark(glyph.id);
            }
            let used = self.mark(cluster[0].id);
            used.cluster = Some(text);
            if cluster.len() == 1 && used.text.is_none() && !text.is_empty() {
                used.text = Some(Cow::Borrowed(plain(text)));
            }
        }
        Ok(())
    }

    fn check(&self, glyph: u16, text: &str, page: usize) -> Result<(), Error> {
        let name = || self.face.name.clone();
        match glyph {
            0 => Err(Error::NoGlyph { name: name(), text: text.to_owned(), page: page + 1 }),
            _ if glyph >= self.metrics.glyph_count => {
                Err(Error::GlyphMissing { name: name(), glyph })
            }
            _ => Ok(()),
        }
    }

    /// Gives a glyph its code.
    fn mark(&mut self, glyph: u16) -> &mut Used<'a> {
        let code = usize::from(self.codes.remap(glyph));
        if code == self.used.len() {
            let advance = self.advances.advance_width(GlyphId::from(glyph)).unwrap_or(0.0);
            let width = self.thousandths(advance);
            self.used.push(Used { width, text: None, cluster: None });
        }
        &mut self.used[code]
    }

    /// Gives a text to the glyphs that are never a cluster of their own.
    fn complete(&mut self) {
        if self.used.iter().skip(1).all(|used| used.text.is_some()) {
            return;
        }
        for (character, glyph) in self.reader.charmap().mappings() {
            let glyph = u16::try_from(glyph.to_u32()).unwrap_or(0);
            let code = self.codes.get(glyph).map_or(0, usize::from);
            let Some(character) = char::from_u32(character).filter(|_| code != 0) else { continue };
            let text = &mut self.used[code].text;
            if text.is_none() {
                *text = Some(Cow::Owned(character.to_string()));
            }
        }
        for used in &mut self.used[1..] {
            // PDF/UA asks for some text for every glyph. A glyph without a character of its own
            // speaks for its cluster if it begins one, and adds nothing (U+200B) if it does not.
            let cluster = used.cluster.filter(|text| !text.is_empty());
            used.text.get_or_insert(Cow::Borrowed(cluster.unwrap_or("\u{200b}")));
        }
    }

    /// The code of a glyph.
    pub(crate) fn code(&self, glyph: u16) -> u16 {
        self.codes.get(glyph).unwrap_or(0)
    }

    /// The advance of a code in thousandths of the em.
    pub(crate) fn width(&self, code: u16) -> i64 {
        self.used.get(usize::from(code)).map_or(0, |used| used.width)
    }

    /// The text of a code; empty for .notdef.
    pub(crate) fn text(&self, code: u16) -> &str {
        self.used.get(usize::from(code)).and_then(|used| used.text.as_deref()).unwrap_or("")
    }

    /// All codes in order, .notdef included.
    pub(crate) fn all_codes(&self) -> impl Iterator<Item = u16> {
        0..self.codes.num_gids()
    }

    /// A length in font units in thousandths of the em.
    pub(crate) fn thousandths(&self, units: f32) -> i64 {
        rounded(units * 1000.0 / f32::from(self.metrics.units_per_em))
    }
}

/// The clusters of a run: neighbouring glyphs with the same text.
pub(crate) fn clusters(run: &GlyphRun) -> impl Iterator<Item = &[Glyph]> {
    run.glyphs.chunk_by(|a, b| a.start == b.start && a.end == b.end)
}

/// The text of a cluster.
pub(crate) fn text_of<'a>(pages: &'a Pages, cluster: &[Glyph]) -> Result<&'a str, Error> {
    let Some(glyph) = cluster.first() else { return Ok("") };
    let missing = Error::TextMissing { start: glyph.start, end: glyph.end };
    pages.text.get(glyph.range()).ok_or(missing)
}

/// The text a glyph is given in the file. Many faces draw the space and the no-break space with one
/// glyph; if the second came first in the document, no search for two words would find anything.
fn plain(text: &str) -> &str {
    if blank(text) { " " } else { text }
}

/// Whether a cluster is white space.
pub(crate) fn blank(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}
