//! Turns inlines into one string and its spans, clean enough that every letter can be set.

use std::collections::BTreeSet;
use std::ops::Range;

use policy::document::Inline;

use crate::display::{NodeId, Role};
use crate::faces::Faces;
use crate::heading::plain;
use crate::tree::Tree;

/// One paragraph's text. Spaces are single, control characters are gone and a letter that no face
/// has is U+FFFD.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) text: String,
    /// In order; together they cover the text.
    pub(crate) spans: Vec<Span>,
    pub(crate) links: Vec<Target>,
    /// Whom the text belongs to; nobody if it is an artifact.
    pub(crate) node: Option<NodeId>,
}

/// A stretch of text that is set alike.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Span {
    /// End of its bytes; it starts where the one before ends.
    pub(crate) end: usize,
    pub(crate) bold: bool,
    /// Stressed: set at a slant.
    pub(crate) slant: bool,
    /// The innermost node inside the words' own: a link's or a stress's.
    pub(crate) node: Option<NodeId>,
    /// A gap to be filled: gets a thin line under it.
    pub(crate) blank: bool,
    /// Index into [`Words::links`].
    pub(crate) link: Option<usize>,
    /// Set in the fallback faces, because the text face lacks a letter of the word.
    pub(crate) foreign: bool,
    /// A space at which no line may end.
    pub(crate) tied: bool,
}

/// Where a link leads, and its node.
pub(crate) struct Target {
    pub(crate) href: String,
    pub(crate) node: NodeId,
}

/// What [`Words`] are made with.
pub(crate) struct Source<'a> {
    pub(crate) faces: &'a Faces,
    pub(crate) tree: &'a mut Tree,
    pub(crate) missing: &'a mut BTreeSet<char>,
    /// The edition's language is not one of the text face: set everything in the fallback faces,
    /// so that no word mixes two.
    pub(crate) foreign: bool,
}

impl Words {
    /// Links become children of `node`; without a node they are plain text.
    pub(crate) fn new(inlines: &[Inline], node: Option<NodeId>, source: &mut Source<'_>) -> Self {
        let mut words = Self { node, ..Self::default() };
        words.push_all(inlines, Span::default(), source);
        words.trim();
        words.choose_faces(source);
        words
    }

    fn push_all(&mut self, inlines: &[Inline], span: Span, source: &mut Source<'_>) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.push(text, span, source),
                Inline::Strong { content } => {
                    self.push_all(content, Span { bold: true, ..span }, source);
                }
                Inline::Emphasis { content } if span.slant || plain(content).trim().is_empty() => {
                    self.push_all(content, span, source);
                }
                Inline::Emphasis { content } => {
                    let parent = span.node.or(self.node);
                    let node = parent.map(|parent| source.tree.add(parent, Role::Em));
                    self.push_all(content, Span { slant: true, node, ..span }, source);
                }
                Inline::Link { href, content } => {
                    let parent = span.node.or(self.node);
                    let link = match parent {
                        Some(parent) if !plain(content).trim().is_empty() => {
                            Some(self.link(href, parent, source))
                        }
                        _ => None,
                    };
                    let node = link.map(|link| self.links[link].node).or(span.node);
                    let link = link.or(span.link);
                    self.push_all(content, Span { link, node, ..span }, source);
                }
                Inline::Blank { label, .. } => {
                    let span = Span { blank: true, ..span };
                    self.push("[", span, source);
                    self.push(label, span, source);
                    self.push("]", span, source);
                }
            }
        }
    }

    fn link(&mut self, href: &str, parent: NodeId, source: &mut Source<'_>) -> usize {
        let node = source.tree.add(parent, Role::Link);
        self.links.push(Target { href: href.to_owned(), node });
        self.links.len() - 1
    }

    fn push(&mut self, text: &str, span: Span, source: &mut Source<'_>) {
        for letter in text.chars() {
            match clean(letter) {
                Some(' ') if self.text.is_empty() || self.text.ends_with(' ') => {}
                Some(letter) if source.faces.any_has(letter) || is_invisible(letter) => {
                    self.text.push(letter);
                }
                Some(letter) => {
                    source.missing.insert(letter);
                    self.text.push('\u{FFFD}');
                }
                None => {}
            }
        }
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(last) if (Span { end: 0, ..*last } == Span { end: 0, ..span }) => last.end = end,
            Some(last) if last.end == end => {}
            None if end == 0 => {}
            _ => self.spans.push(Span { end, ..span }),
        }
    }

    fn trim(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        let end = self.text.len();
        let kept = self.spans.iter().position(|span| span.end >= end).map_or(0, |last| last + 1);
        self.spans.truncate(kept);
        if let Some(last) = self.spans.last_mut() {
            last.end = end;
        }
    }

    /// A whole word leaves the text face when one of its letters is missing there: a single letter
    /// from another face inside a word looks like a fault, and a mark set from two faces cannot be
    /// copied out of the PDF. When more than a third of the words leave, all do.
    fn choose_faces(&mut self, source: &Source<'_>) {
        let lacks = |word: &str| {
            word.chars().any(|letter| !source.faces.plain_has(letter) && !is_invisible(letter))
        };
        if source.foreign {
            return self.change(0..self.text.len(), |span| span.foreign = true);
        }
        if !lacks(&self.text) {
            return;
        }
        let (mut start, mut count) = (0, 0);
        let mut found = Vec::new();
        for word in self.text.split_inclusive([' ', '\u{A0}']) {
            if lacks(word) {
                found.push(start..start + word.trim_end_matches([' ', '\u{A0}']).len());
            }
            start += word.len();
            count += 1;
        }
        if found.len() * 3 > count {
            return self.change(0..self.text.len(), |span| span.foreign = true);
        }
        for range in found {
            self.change(range, |span| span.foreign = true);
        }
    }

    /// Ties the last two words if the last is short: one short word alone on a last line reads as
    /// a mistake. Addresses and long words are left alone, they need the room.
    pub(crate) fn tie_last_word(&mut self) {
        let mut words = self.text.rsplitn(3, ' ');
        let (Some(last), Some(before)) = (words.next(), words.next()) else { return };
        let letters = last.chars().filter(|letter| letter.is_alphanumeric()).count();
        if letters <= 8 && is_plain(last) && is_plain(before) && before.chars().count() <= 20 {
            let space = self.text.len() - last.len() - 1;
            self.change(space..space + 1, |span| span.tied = true);
        }
    }

    /// Encloses numbers with hyphens and the like in marks that keep them in order. In text that
    /// reads from the right, Unicode's rules would turn 503-555-0142 into 0142-555-503.
    pub(crate) fn isolate_numbers(&mut self) {
        let mut text = String::with_capacity(self.text.len());
        let mut ends: Vec<usize> = self.spans.iter().map(|span| span.end).collect();
        let mut copied = 0;
        for number in broken_numbers(&self.text) {
            for (at, mark) in [(number.start, '\u{2066}'), (number.end, '\u{2069}')] {
                text.push_str(&self.text[copied..at]);
                text.push(mark);
                copied = at;
                let behind = |end: usize| end > at || (end == at && mark == '\u{2069}');
                for (end, span) in ends.iter_mut().zip(&self.spans) {
                    *end += if behind(span.end) { mark.len_utf8() } else { 0 };
                }
            }
        }
        text.push_str(&self.text[copied..]);
        for (span, end) in self.spans.iter_mut().zip(ends) {
            span.end = end;
        }
        self.text = text;
    }

    /// Whether foreign words are guests in the text.
    pub(crate) fn has_foreign_guests(&self) -> bool {
        let (mut start, mut foreign) = (0, 0);
        for span in &self.spans {
            foreign += if span.foreign { span.end - start } else { 0 };
            start = span.end;
        }
        foreign * 2 < self.text.len()
    }

    /// Changes the spans of a range, parting those that reach over its ends.
    fn change(&mut self, range: Range<usize>, change: impl Fn(&mut Span)) {
        let mut spans = Vec::with_capacity(self.spans.len() + 2);
        let mut start = 0;
        for span in &self.spans {
            let (from, to) = (range.start.clamp(start, span.end), range.end.clamp(start, span.end));
            for (end, inside) in [(from, false), (to, true), (span.end, false)] {
                if end > start {
                    spans.push(Span { end, ..*span });
                    if let (true, Some(last)) = (inside, spans.last_mut()) {
                        change(last);
                    }
                    start = end;
                }
            }
        }
        self.spans = spans;
    }
}

/// Numbers whose digits are parted by signs: telephone numbers, dates, times.
fn broken_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut number: Option<Range<usize>> = None;
    let mut is_broken = false;
    let mut before = ' ';
    for (at, letter) in text.char_indices().chain([(text.len(), '\n')]) {
        let belongs = matches!(letter, '-' | '.' | '/' | ':' | '(' | ')' | '+' | '\u{A0}')
            || (letter == ' ' && before == ')');
        if letter.is_ascii_digit() {
            let sign = matches!(before, '(' | '+').then(|| at - 1);
            is_broken |= number.as_ref().is_some_and(|number| number.end < at);
            let start = number.map_or(sign.unwrap_or(at), |number| number.start);
            number = Some(start..at + 1);
        } else if !belongs {
            found.extend(number.take().filter(|_| is_broken));
            is_broken = false;
        }
        before = letter;
    }
    found
}

/// A word of running text or a short number, with the punctuation that touches it; no address.
fn is_plain(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    word.chars().all(|letter| {
        letter.is_alphanumeric()
            || matches!(letter, '-' | ',' | ';' | ':' | '!' | '?' | '’' | '“' | '”')
    })
}

/// The character as it can be set: white space as a plain space, nothing for control characters,
/// for marks of byte order and for soft hyphens (no word is ever parted).
fn clean(letter: char) -> Option<char> {
    match letter {
        '\u{A0}' | '\u{202F}' => Some('\u{A0}'),
        '\u{AD}' | '\u{FEFF}' | '\u{200B}' => None,
        letter if letter.is_whitespace() => Some(' '),
        letter if letter.is_control() => None,
        letter => Some(letter),
    }
}

/// Characters that steer joining and direction and have no picture of their own.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
        || matches!(letter, '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(inlines: &[Inline]) -> (Words, Vec<char>) {
        let faces = Faces::embedded();
        let (mut tree, mut missing) = (Tree::new(), BTreeSet::new());
        let mut source =
            Source { faces: &faces, tree: &mut tree, missing: &mut missing, foreign: false };
        let words = Words::new(inlines, Some(Tree::ROOT), &mut source);
        (words, missing.into_iter().collect())
    }

    fn parts(words: &Words) -> Vec<(&str, Span)> {
        let mut start = 0;
        let part = |span: &Span| {
            let text = &words.text[start..span.end];
            start = span.end;
            (text, Span { end: 0, ..*span })
        };
        words.spans.iter().map(part).collect()
    }

    #[test]
    fn white_space_is_single_and_control_characters_go() {
        let (words, _) =
            words(&[Inline::text("\t a\r\n\u{0} b\u{7}\u{AD} "), Inline::text(" c \n")]);
        assert_eq!(words.text, "a b c");
        assert_eq!(words.spans.last().map(|span| span.end), Some(5));
    }

    #[test]
    fn a_letter_nobody_has_is_replaced_and_reported() {
        let (words, missing) = words(&[Inline::text("hi 🦀!")]);
        assert_eq!((words.text.as_str(), missing), ("hi \u{FFFD}!", vec!['🦀']));
    }

    #[test]
    fn a_stress_has_a_node_of_its_own_and_a_slant() {
        let stressed = Inline::Emphasis { content: vec![Inline::text("now")] };
        let link = Inline::Link {
            href: "https://a.example".into(),
            content: vec![Inline::text("or "), stressed.clone()],
        };
        let (words, _) = words(&[Inline::text("not "), stressed, Inline::text(" "), link]);
        let spans: Vec<_> = parts(&words).iter().map(|(text, span)| (*text, span.slant)).collect();
        assert_eq!(
            spans,
            [("not ", false), ("now", true), (" ", false), ("or ", false), ("now", true)]
        );
        let nodes: Vec<_> = words.spans.iter().map(|span| span.node.is_some()).collect();
        assert_eq!(nodes, [false, true, false, true, true]);
        assert_ne!(words.spans[3].node, words.spans[4].node, "inside the link stands the stress");
    }

    #[test]
    fn a_blank_prints_its_label_in_brackets() {
        let blank = Inline::Blank { question: "phone".into(), label: "Phone number".into() };
        let (words, _) = words(&[Inline::text("Call "), blank, Inline::text(".")]);
        let spans: Vec<_> = parts(&words).iter().map(|(text, span)| (*text, span.blank)).collect();
        assert_eq!(spans, [("Call ", false), ("[Phone number]", true), (".", false)]);
    }

    #[test]
    fn a_foreign_letter_moves_its_whole_word_and_no_other() {
        let (words, _) = words(&[Inline::text("Dr. Nguyễn is here.")]);
        let spans: Vec<_> =
            parts(&words).iter().map(|(text, span)| (*text, span.foreign)).collect();
        assert_eq!(spans, [("Dr. ", false), ("Nguyễn", true), (" is here.", false)]);
    }

    #[test]
    fn text_in_another_language_leaves_the_text_face_whole() {
        let (words, _) = words(&[Inline::text("Gọi 911 nếu có người bị thương.")]);
        assert!(words.spans.iter().all(|span| span.foreign));
    }

    #[test]
    fn numbers_keep_their_order_in_text_from_the_right() {
        let (mut words, _) = words(&[
            Inline::text("על "),
            Inline::strong("(503) 555-0142"),
            Inline::text(". בשנת 2027 3 ימים."),
        ]);
        words.isolate_numbers();
        assert_eq!(words.text, "על \u{2066}(503) 555-0142\u{2069}. בשנת 2027 3 ימים.");
        let bold: Vec<_> = parts(&words).into_iter().filter(|(_, span)| span.bold).collect();
        assert_eq!(bold[0].0, "\u{2066}(503) 555-0142\u{2069}");
    }

    #[test]
    fn a_short_last_word_is_tied_and_a_long_one_or_a_link_is_not() {
        let tied = |text: &str| {
            let (mut words, _) = words(&[Inline::text(text)]);
            words.tie_last_word();
            parts(&words).iter().any(|(text, span)| span.tied && *text == " ")
        };
        assert!(tied("Please ask it."));
        assert!(!tied("Please reconsider."));
        assert!(!tied("Please see halloran.example"));
        assert!(tied("Call or text 988."));
        assert!(!tied("Call 503-555-0142."));
        assert!(!tied("Ask"));
    }
}
