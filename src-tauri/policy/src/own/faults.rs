//! What is wrong with the clinician's own parts, as problems; the sentences stand in
//! `text/<lang>/problems.toml`.

use super::parts::Part;
use crate::catalogue::Words;
use crate::review::Problem;

/// Longest text of one clause, in characters: some 1,800 words, more than a whole policy.
pub(crate) const MAX_TEXT: usize = 10_000;
/// All own text together, in characters: nearly three whole policies. More would make each review
/// slow enough to be felt.
pub(crate) const MAX_ALL: usize = 20_000;
/// Clauses of her own.
pub(crate) const MAX_CLAUSES: usize = 60;
/// Longest reason, in characters.
pub(crate) const MAX_REASON: usize = 1_000;
/// Words of an own clause that name it in lists.
const TITLE_WORDS: usize = 6;

/// A problem with a part of the draft that is no answer.
pub(super) fn problem(words: &Words, part: Part, kind: &str, label: &str, value: &str) -> Problem {
    Problem {
        question: String::new(),
        row: None,
        field: None,
        sentence: sentence(words, kind, label, value),
        part: Some(part),
    }
}

/// The sentence of a kind.
pub(super) fn sentence(words: &Words, kind: &str, label: &str, value: &str) -> String {
    let sentence = words.problems.get(kind).map_or(kind, String::as_str);
    sentence.replace("{label}", label).replace("{value}", value)
}

/// The first words of a text, to name it by.
pub(super) fn title(words: &Words, text: &str) -> String {
    let clean = crate::answers::line(&text.chars().take(400).collect::<String>());
    let mut shown = clean.split(' ').filter(|word| !word.is_empty());
    let first: Vec<&str> = shown.by_ref().take(TITLE_WORDS).collect();
    match (first.is_empty(), shown.next()) {
        (true, _) => sentence(words, "own_untitled", "", ""),
        (false, None) => first.join(" "),
        (false, Some(_)) => format!("{} …", first.join(" ")),
    }
}
