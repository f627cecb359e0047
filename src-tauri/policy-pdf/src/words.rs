//! Words that must say in so many letters what they read: `ActualText`.
//!
//! A code stands for one text in the whole file. Where a cluster takes several glyphs, or a glyph
//! means something else than it does elsewhere, copying and reading aloud would go wrong. The true
//! text then goes over the whole word: over less, readers measure the gap to the last glyph, often
//! a mark without width, and put a space into the word.

use std::ops::Range;

use policy_pages::display::{GlyphRun, Pages};

use crate::font::{Fonts, blank, clusters, text_of};

/// A word and the place of its glyphs. Positions are a run's index and a glyph's index in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The first glyph.
    pub(crate) first: (usize, usize),
    /// The last glyph.
    pub(crate) last: (usize, usize),
    /// Where its text is in the text of the pages.
    pub(crate) text: Range<usize>,
}

/// The words of neighbouring runs that need `ActualText`, in order.
///
/// Right-to-left text gets none: readers turn such text round themselves, and turn it twice if it
/// comes in logical order.
pub(crate) fn spelled_out(pages: &Pages, fonts: &Fonts<'_>, runs: &[&GlyphRun]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut open: Option<Open> = None;
    for (index, run) in runs.iter().enumerate() {
        let Some(font) = fonts.get(run.face) else { continue };
        let mut position = 0;
        for cluster in clusters(run) {
            let first = (index, position);
            position += cluster.len();
            let last = (index, position - 1);
            let range = cluster[0].range();
            let text = text_of(pages, cluster).unwrap_or("");
            if cluster[0].rtl || blank(text) {
                words.extend(open.take().and_then(Open::close));
                continue;
            }
            let ambiguous = !text.is_empty()
                && (cluster.len() > 1 || font.text(font.code(cluster[0].id)) != text);
            match &mut open {
                Some(open) if open.goes_on(&range, run.baseline) => {
                    open.word.last = last;
                    open.word.text.end = range.end;
                    open.ambiguous |= ambiguous;
                }
                _ => {
                    words.extend(open.take().and_then(Open::close));
                    let word = Word { first, last, text: range };
                    open = Some(Open { word, baseline: run.baseline, ambiguous });
                }
            }
        }
    }
    words.extend(open.and_then(Open::close));
    words
}

/// A word that may go on.
struct Open {
    word: Word,
    baseline: f32,
    ambiguous: bool,
}

impl Open {
    /// Whether the text of `range` follows without a gap on the same line.
    #[allow(clippy::float_cmp, reason = "runs of one line have the very same baseline")]
    fn goes_on(&self, range: &Range<usize>, baseline: f32) -> bool {
        self.word.text.end == range.start && self.baseline == baseline
    }

    fn close(self) -> Option<Word> {
        self.ambiguous.then_some(self.word)
    }
}
