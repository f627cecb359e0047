//! From a sentence to the weight of its words.
//!
//! - A word is what stands between spaces, dashes and slashes, as Flesch counts: a contraction or a
//!   hyphenated word is one word.
//! - What is not spelled out (a figure such as "988", a phone number, an address of the web or of
//!   mail, a handle, an abbreviation, initials such as "NASW" or "Ph.D.") is one word of
//!   [`NEUTRAL`] weight, a phone number with spaces included. Flesch gives these one syllable; two
//!   is nearer to how they are read aloud, keeps a page of numbers from looking easy, and does not
//!   reach SMOG's three.
//! - Marks alone ("&", "—", "____") are no words.

use super::{abbreviations, syllables};

/// What the formulas need of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weight {
    /// At least 1.
    pub(super) syllables: usize,
    /// Alphabetic characters.
    pub(super) letters: usize,
}

/// Near the mean of English running text, 1.5 syllables and 4.7 letters, rounded up.
pub(super) const NEUTRAL: Weight = Weight { syllables: 2, letters: 5 };

/// Runs of figures with this many digits are one phone number, "116 123" the shortest of them; "988
/// 24 hours a day" stays two words.
const PHONE_DIGITS: usize = 6;

/// The longest run of capitals that is taken for initials.
const LONGEST_INITIALS: usize = 5;

/// The weights of all words of one sentence, in order.
pub(super) fn words(sentence: &str) -> Vec<Weight> {
    let tokens: Vec<&str> = sentence.split_whitespace().collect();
    let mut words = Vec::new();
    let mut rest = tokens.as_slice();
    while let [token, after @ ..] = rest {
        let phone = phone_tokens(rest);
        if phone > 0 {
            words.push(NEUTRAL);
            rest = &rest[phone..];
            continue;
        }
        token_words(token, after.first().copied().unwrap_or(""), &mut words);
        rest = after;
    }
    words
}

/// How many tokens at the head make up one phone number of several: "(555) 123-4567".
fn phone_tokens(tokens: &[&str]) -> usize {
    let mut length = 0;
    let mut digits = 0;
    for token in tokens {
        if !is_figure(token) {
            break;
        }
        length += 1;
        digits += token.bytes().filter(u8::is_ascii_digit).count();
        if token.ends_with([',', '.', ';', ':']) {
            break;
        }
    }
    if length > 1 && digits >= PHONE_DIGITS { length } else { 0 }
}

/// The words of one token: mostly one.
fn token_words(token: &str, next: &str, words: &mut Vec<Weight>) {
    if is_address(token) || is_figure(token) {
        words.push(NEUTRAL);
        return;
    }
    let core = token.trim_end_matches(|c: char| c != '.' && !c.is_alphanumeric());
    if abbreviations::is_abbreviation(core, next) {
        words.push(NEUTRAL);
        return;
    }
    let parts = token.split(['—', '–', '―', '/', '…']).flat_map(|part| part.split("--"));
    words.extend(parts.flat_map(|part| part.split("..")).filter_map(word));
}

/// `None` for marks alone.
fn word(part: &str) -> Option<Weight> {
    let part = part.trim_matches(|c: char| !c.is_alphanumeric());
    if part.is_empty() {
        return None;
    }
    if part.contains(|c: char| c.is_numeric() || c == '.') || is_initials(part) {
        return Some(NEUTRAL);
    }
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    Some(Weight { syllables: syllables(part).max(1), letters })
}

/// Digits with marks but no letters: "24/7", "$15", "9–5", "1-800-273-8255".
fn is_figure(token: &str) -> bool {
    token.contains(|c: char| c.is_ascii_digit()) && !token.contains(char::is_alphabetic)
}

/// "LPC", "FAQs", "PTSD’s": capitals only, apart from a small s at the end.
fn is_initials(part: &str) -> bool {
    let bare = part.strip_suffix('s').unwrap_or(part).trim_end_matches(['\'', '’']);
    (2..=LONGEST_INITIALS).contains(&bare.chars().count()) && bare.chars().all(char::is_uppercase)
}

/// A web or mail address, a handle or a hashtag, with or without marks around it.
fn is_address(token: &str) -> bool {
    let bare = token.trim_matches(|c: char| !(c.is_alphanumeric() || c == '@' || c == '#'));
    let lower = bare.to_lowercase();
    bare.contains('@')
        || bare.len() > 1 && bare.starts_with('#')
        || ["http://", "https://", "www.", "mailto:"].iter().any(|head| lower.starts_with(head))
        || is_host(bare.split('/').next().unwrap_or(""))
}

/// "halloran.example", "Facebook.com": labels with stops between, the last of at least two small
/// letters. "e.g" and "Ph.D" are not.
fn is_host(text: &str) -> bool {
    let Some((labels, last)) = text.rsplit_once('.') else { return false };
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    last.len() >= 2
        && last.chars().all(char::is_lowercase)
        && labels.split('.').all(is_label)
        && labels.chars().count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn syllables_of(sentence: &str) -> Vec<usize> {
        words(sentence).into_iter().map(|word| word.syllables).collect()
    }

    #[test]
    fn what_is_not_spelled_out_is_one_neutral_word() {
        for text in [
            "988",
            "24/7",
            "$15.50",
            "9–5",
            "(555) 123-4567",
            "+1 555 123 4567.",
            "1-800-273-8255",
            "13 11 14",
            "https://example.org/a/b?c=d",
            "www.example.org.",
            "(halloran.example)",
            "Facebook.com",
            "june@halloran.example,",
            "@halloran.counseling",
            "#selfcare",
            "NASW",
            "LPCs",
            "Ph.D.",
            "a.m.",
            "COVID-19",
        ] {
            assert_eq!(words(text), [NEUTRAL], "{text}");
        }
    }

    #[test]
    fn words_are_cut_at_spaces_dashes_and_slashes_only() {
        let cases: [(&str, &[usize]); 10] = [
            ("I don’t text.", &[1, 1, 1]),
            ("a well-known self-help page", &[1, 2, 2, 1]),
            ("a session—even online", &[1, 2, 2, 2]),
            ("he/she and/or", &[1, 1, 1, 1]),
            ("wait...then go", &[1, 1, 1]),
            ("rest — and & go ____", &[1, 1, 1]),
            ("“I,” she (then) said", &[1, 1, 1, 1]),
            ("Dr. Lee", &[2, 1]),
            ("No.", &[1]),
            ("call 988 24 times", &[1, 2, 2, 1]),
        ];
        for (text, expected) in cases {
            assert_eq!(syllables_of(text), expected, "{text}");
        }
    }

    #[test]
    fn letters_leave_out_marks() {
        let letters: Vec<_> = words("don’t self-help!").iter().map(|word| word.letters).collect();
        assert_eq!(letters, [4, 8]);
    }
}
