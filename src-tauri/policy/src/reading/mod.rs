//! How hard a text is to read: counts of running English text, the published formulas over them,
//! and the hardest sentences.
//!
//! 1. Cut each paragraph into sentences (sentences.rs), with an eye to abbreviations.
//! 2. Weigh the words (words.rs), by syllables we count ourselves ([`syllables()`]).
//! 3. Put the [`Counts`] into a formula ([`flesch_kincaid`], [`smog`] and the others).
//!
//! Scope: the caller hands in the filled text, not the template, and leaves out headings, table
//! cells and list items that are no sentences, because formulas are made for running text. A grade
//! tells how long sentences and words are, not whether a reader understands.

mod abbreviations;
mod formulas;
mod sentences;
mod syllables;
mod words;

pub use self::formulas::{
    crawford, fernandez_huerta, flesch_ease, flesch_kincaid, fog, gutierrez, smog, smog_estimate,
    szigriszt,
};
pub use self::syllables::syllables;

/// A word from this many syllables on is hard in SMOG and Fog.
const POLYSYLLABLE: usize = 3;

/// Shorter sentences get no grade of their own: one long word would put "Confidentiality matters."
/// beyond any school, while nobody stumbles over it.
const SHORTEST_GRADED: usize = 5;

/// What every formula starts from. All 0 for text without words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words; what is not spelled out, such as a phone number, is one word.
    pub words: usize,
    /// Sentences that hold a word.
    pub sentences: usize,
    /// Syllables of all words.
    pub syllables: usize,
    /// Words of three or more syllables.
    pub polysyllables: usize,
    /// Letters of all words, without digits and marks.
    pub letters: usize,
    /// Words of the longest sentence.
    pub longest_sentence: usize,
}

/// Counts English running text. Each item is one paragraph or one list item that is a sentence; its
/// end ends a sentence, with or without a stop.
pub fn counts<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Counts {
    let sentences = paragraphs.into_iter().flat_map(sentences::sentences);
    sentences.map(|sentence| sentence_counts(&sentence)).fold(Counts::default(), Counts::plus)
}

/// The sentences of one paragraph, in order, in single spaces.
pub(crate) fn sentences(paragraph: &str) -> Vec<String> {
    sentences::sentences(paragraph)
}

/// The `n` hardest sentences with their own Flesch-Kincaid grade, hardest first; equal ones in the
/// order of the text. Fewer where the text has fewer of at least five words.
pub fn worst_sentences<'a>(
    paragraphs: impl IntoIterator<Item = &'a str>,
    n: usize,
) -> Vec<(String, f64)> {
    counts_and_worst(paragraphs, n).1
}

/// Both in one go: counting syllables is what takes time.
pub(crate) fn counts_and_worst<'a>(
    paragraphs: impl IntoIterator<Item = &'a str>,
    n: usize,
) -> (Counts, Vec<(String, f64)>) {
    let mut all = Counts::default();
    let mut graded: Vec<(String, f64)> = Vec::new();
    for sentence in paragraphs.into_iter().flat_map(sentences::sentences) {
        let counts = sentence_counts(&sentence);
        all = all.plus(counts);
        if counts.words >= SHORTEST_GRADED {
            graded.push((sentence, flesch_kincaid(&counts)));
        }
    }
    graded.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    graded.truncate(n);
    (all, graded)
}

/// All 0 for a sentence of marks alone.
fn sentence_counts(sentence: &str) -> Counts {
    let words = words::words(sentence);
    Counts {
        words: words.len(),
        sentences: usize::from(!words.is_empty()),
        syllables: words.iter().map(|word| word.syllables).sum(),
        polysyllables: words.iter().filter(|word| word.syllables >= POLYSYLLABLE).count(),
        letters: words.iter().map(|word| word.letters).sum(),
        longest_sentence: words.len(),
    }
}

impl Counts {
    /// Of two texts, one after the other.
    fn plus(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            syllables: self.syllables + other.syllables,
            polysyllables: self.polysyllables + other.polysyllables,
            letters: self.letters + other.letters,
            longest_sentence: self.longest_sentence.max(other.longest_sentence),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_add_up() {
        let text = ["I don’t follow clients back.", "Call 988. Your therapist will answer"];
        let expected = Counts {
            words: 11,
            sentences: 3,
            // I don't follow clients back + Call 988 + Your therapist will answer
            syllables: (1 + 1 + 2 + 2 + 1) + (1 + 2) + (1 + 3 + 1 + 2),
            polysyllables: 1,
            letters: (1 + 4 + 6 + 7 + 4) + (4 + 5) + (4 + 9 + 4 + 6),
            longest_sentence: 5,
        };
        assert_eq!(counts(text), expected);
    }

    #[test]
    fn text_without_words_counts_nothing() {
        for text in ["", "  ", "…", "— & ____", "• "] {
            assert_eq!(counts([text]), Counts::default(), "{text:?}");
        }
        assert_eq!(counts([]), Counts::default());
        assert!(worst_sentences(["..."], 3).is_empty());
    }

    #[test]
    fn hostile_text_is_counted_without_panic() {
        for text in
            ["’’’ '' n't 't", "é.É ñ’s …?!", "\u{0}.\u{0}", "a.\u{301}B ß.Ǆa", "....", "@ # / ."]
        {
            let counts = counts([text]);
            assert!(flesch_kincaid(&counts).is_finite(), "{text:?}");
        }
    }

    #[test]
    fn the_worst_sentence_comes_first() {
        let easy = "I do not look you up.";
        let hard = "Confidentiality considerations necessitate extraordinary communication care.";
        let short = "Confidentiality matters.";
        let text = format!("{easy} {hard} {short}");
        let worst = worst_sentences([text.as_str()], 5);
        let order: Vec<_> = worst.iter().map(|(sentence, _)| sentence.as_str()).collect();
        assert_eq!(order, [hard, easy]);
        assert!(worst[0].1 > 12.0 && worst[1].1 < 3.0, "{worst:?}");
        assert_eq!(worst_sentences([text.as_str()], 1).len(), 1);
    }
}
