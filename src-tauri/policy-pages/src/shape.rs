//! Shapes words into glyphs and breaks them into lines, with parley and no fonts but ours.

use std::fmt;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, BreakReason, FontContext, FontFamily,
    FontFamilyName, FontWeight, Layout, LayoutContext, LineBreakContext, OverflowWrap, TextStyle,
    TextWrapMode, WordBreak,
};

use crate::display::{FaceId, NodeId};
use crate::faces::Faces;
use crate::line::Line;
use crate::style::Type;
use crate::words::Words;

/// Parley's contexts. They are costly to make and keep shaping plans, so they outlive a layout.
pub(crate) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    spare: Vec<Layout<()>>,
}

/// How lines are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Each line takes what it can.
    Ragged,
    /// Lines of like length, and no more of them than ragged ones: for headings.
    Balanced,
}

/// Words with their glyphs, ready to be broken at any width.
pub(crate) struct Shaped {
    layout: Layout<()>,
    pub(crate) words: Words,
    pub(crate) face_size: f32,
    /// Where the words start in the arena.
    pub(crate) start: usize,
}

impl fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typesetter").finish_non_exhaustive()
    }
}

impl Typesetter {
    pub(crate) fn new(faces: &Faces) -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        for (id, face) in faces.iter() {
            // The blob's number is the face's: a run of glyphs tells its face without a search.
            let blob = Blob::from_raw_parts(Arc::new(face.data), u64::from(id.0));
            let info = FontInfoOverride { family_name: Some(face.family), ..Default::default() };
            collection.register_fonts(blob, Some(info));
        }
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Self { fonts, layouts: LayoutContext::new(), spare: Vec::new() }
    }

    /// Shapes the words, which stand at `start` of the arena.
    pub(crate) fn shape(&mut self, words: Words, ty: &Type, rtl: bool, start: usize) -> Shaped {
        let mut layout = self.spare.pop().unwrap_or_default();
        let mut builder = self.layouts.style_run_builder(&mut self.fonts, &words.text, 1.0, false);
        // A Chinese or Korean name in other text is not parted; running text in these scripts is.
        let guests = words.has_foreign_guests();
        let word_break = if guests { WordBreak::KeepAll } else { WordBreak::Normal };
        let mut start_of_span = 0;
        for span in &words.spans {
            let family = if span.foreign { fallback() } else { plain() };
            let wrap = if span.tied { TextWrapMode::NoWrap } else { TextWrapMode::Wrap };
            let weight = if ty.bold || span.bold { FontWeight::BOLD } else { FontWeight::NORMAL };
            let style = builder.push_style(TextStyle {
                font_family: family,
                font_size: ty.size,
                font_weight: weight,
                letter_spacing: ty.tracking,
                word_spacing: ty.words,
                word_break,
                overflow_wrap: OverflowWrap::Anywhere,
                text_wrap_mode: wrap,
                ..TextStyle::default()
            });
            builder.push_style_run(style, start_of_span..span.end);
            start_of_span = span.end;
        }
        builder.set_base_direction(if rtl { BaseDirection::Rtl } else { BaseDirection::Ltr });
        builder.set_line_break_override(Some(&keep_hyphens_inside));
        builder.build_into(&mut layout, &words.text);
        Shaped { layout, words, face_size: ty.size, start }
    }

    /// Keeps the memory of a layout for the next.
    pub(crate) fn reuse(&mut self, shaped: Shaped) {
        self.spare.push(shaped.layout);
    }
}

impl Shaped {
    /// Width of all words on one line.
    pub(crate) fn natural_width(&mut self) -> f32 {
        self.layout.break_all_lines(None);
        self.layout.width()
    }

    /// Whether the words read from the right.
    pub(crate) fn is_rtl(&self) -> bool {
        self.layout.is_rtl()
    }

    /// Lines no wider than `width`, if a letter is not wider than that alone. Words without a letter
    /// make no line.
    pub(crate) fn lines(&mut self, width: f32, fit: Fit, faces: &Faces) -> Vec<Line> {
        if self.words.text.is_empty() {
            return Vec::new();
        }
        self.layout.break_all_lines(Some(width));
        if fit == Fit::Balanced {
            self.balance(width);
        }
        let options = AlignmentOptions { align_when_overflowing: false, ..Default::default() };
        self.layout.align(Alignment::Start, options);
        self.layout.lines().map(|line| Line::new(&line, self, faces)).collect()
    }

    /// Finds the narrowest width that keeps the count of lines and parts no word. Text that reads
    /// from the right keeps the whole width, for its lines hang on the right edge.
    fn balance(&mut self, width: f32) {
        let count = self.layout.len();
        if count < 2 || self.layout.is_rtl() || self.parts_a_word() {
            return;
        }
        let (mut narrow, mut wide) = (width * 0.4, width);
        while wide - narrow > 0.5 {
            let middle = f32::midpoint(narrow, wide);
            self.layout.break_all_lines(Some(middle));
            if self.layout.len() <= count && !self.parts_a_word() {
                wide = middle;
            } else {
                narrow = middle;
            }
        }
        self.layout.break_all_lines(Some(wide));
    }

    fn parts_a_word(&self) -> bool {
        self.layout.lines().any(|line| line.break_reason() == BreakReason::Emergency)
    }

    /// The node of a span's text: its link or stress, or what the words belong to.
    pub(crate) fn node_of(&self, style: u16) -> Option<NodeId> {
        let span = self.words.spans.get(usize::from(style))?;
        span.node.or(self.words.node)
    }

    /// Whether a span is set at a slant.
    pub(crate) fn slants(&self, style: u16) -> bool {
        self.words.spans.get(usize::from(style)).is_some_and(|span| span.slant)
    }
}

/// The face of a font that [`Typesetter::new`] registered.
pub(crate) fn face_of(font: &parley::FontData) -> FaceId {
    FaceId(u16::try_from(font.data.id()).unwrap_or(0))
}

/// Whether most letters read from the right, or any does in an edition that does.
pub(crate) fn reads_from_right(text: &str, edition_does: bool) -> bool {
    let from_right = text.chars().filter(|letter| is_from_right(*letter)).count();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if edition_does { from_right > 0 || letters == 0 } else { from_right * 2 > letters }
}

/// Hebrew, Arabic and their kin.
fn is_from_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        && letter.is_alphabetic()
}

fn plain() -> FontFamily<'static> {
    FontFamily::named(Faces::PLAIN)
}

fn fallback() -> FontFamily<'static> {
    FontFamily::List(Faces::FALLBACK.map(FontFamilyName::named).to_vec().into())
}

/// No line ends in a hyphen: "check-ins" and a phone number stay whole.
fn keep_hyphens_inside(pair: LineBreakContext) -> Option<bool> {
    let joined = matches!(pair.before, '-' | '\u{2010}') && pair.after != ' ';
    joined.then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_follows_the_letters() {
        assert!(!reads_from_right("Sam حداد is here", false));
        assert!(reads_from_right("هذه سياستي halloran", false));
        assert!(!reads_from_right("", false) && !reads_from_right("2027", false));
        assert!(reads_from_right("2027", true) && !reads_from_right("Portal", true));
    }
}
