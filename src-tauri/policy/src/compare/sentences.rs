//! The sentences of two wordings of one text: those that are in both are left out.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::reading;

/// Splits a text behind each sentence; joined, the parts are the text.
pub(super) fn split(text: &str) -> Vec<&str> {
    let sentences = reading::sentences(text);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    // A marker at the head is no part of a sentence there; here it stays before the first.
    let all: usize = sentences.iter().map(|it| letters(it)).sum();
    let mut marker = letters(text).saturating_sub(all);
    let (mut parts, mut rest) = (Vec::new(), text);
    for sentence in &sentences {
        let last = letters(sentence) + std::mem::take(&mut marker);
        let mut ends = rest.char_indices().filter(|(_, c)| !c.is_whitespace());
        let Some((at, c)) = last.checked_sub(1).and_then(|it| ends.nth(it)) else { break };
        let end = at + c.len_utf8();
        let end = end + (rest[end..].len() - rest[end..].trim_start().len());
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    match parts.pop() {
        // What is left over, if anything, belongs to the last one.
        Some(last) => parts.push(&text[text.len() - rest.len() - last.len()..]),
        None if !text.is_empty() => parts.push(text),
        None => {}
    }
    parts
}

/// The stretches in which two texts differ, by whole sentences: old words and new words, one of
/// which may be empty.
pub(super) fn differing(old: &str, new: &str) -> Vec<(String, String)> {
    let (before, after) = (split(old), split(new));
    let trimmed = |parts: &[&str]| parts.iter().map(|it| it.trim().to_owned()).collect::<Vec<_>>();
    capture_diff_slices(Algorithm::Lcs, &trimmed(&before), &trimmed(&after))
        .iter()
        .filter(|op| op.tag() != DiffTag::Equal)
        .map(|op| {
            let text = |parts: &[&str]| parts.concat().trim().to_owned();
            (text(&before[op.old_range()]), text(&after[op.new_range()]))
        })
        .collect()
}

/// The first sentences of a text, of at most `most` words, and whether any are left out. A first
/// sentence that is longer is cut within.
pub(super) fn head(text: &str, most: usize) -> (String, bool) {
    let count = |text: &str| text.split_whitespace().count();
    if count(text) <= most {
        return (text.to_owned(), false);
    }
    let (mut head, mut words) = (String::new(), 0);
    for sentence in split(text) {
        words += count(sentence);
        if words > most {
            break;
        }
        head += sentence;
    }
    if head.is_empty() {
        let words: Vec<&str> = text.split_whitespace().take(most).collect();
        head = format!("{} …", words.join(" "));
    }
    (head.trim_end().to_owned(), true)
}
