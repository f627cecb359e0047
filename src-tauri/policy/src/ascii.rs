//! The clinician's own words as patterns see them: each character as one ASCII letter, mark or
//! space. Matching is many times faster where no character needs Unicode's word boundaries, and so
//! is compiling the patterns, which is most of what a start costs.

use regex::bytes::{Regex, RegexBuilder};

/// The text for [`pattern`]s: one byte for each character.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(letter).collect()
}

/// A pattern, blind to case, for texts that went through [`plain`]. What it names beyond ASCII, such
/// as a curly quote, stands for what it becomes there.
pub(crate) fn pattern(pattern: &str) -> Result<Regex, regex::Error> {
    let mut plain = String::with_capacity(pattern.len());
    for c in pattern.chars() {
        let letter = letter(c);
        // A dash or a stop that stands for another sign is no sign of the pattern's.
        if !c.is_ascii() && matches!(letter, '-' | '.') {
            plain.push('\\');
        }
        plain.push(letter);
    }
    RegexBuilder::new(&plain).case_insensitive(true).unicode(false).build()
}

/// Where in `text` the first of the patterns that fits begins; `plain` is the same text.
pub(crate) fn find(patterns: &[Regex], plain: &str, text: &str) -> Option<usize> {
    let hit = patterns.iter().find_map(|pattern| pattern.find(plain.as_bytes()))?;
    // One character of the one is one byte of the other.
    Some(text.char_indices().nth(hit.start()).map_or(0, |(at, _)| at))
}

/// The ASCII character that stands for another in patterns, which name straight quotes beside curly
/// ones.
fn letter(c: char) -> char {
    match c {
        c if c.is_ascii() => c,
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '\u{2010}' | '\u{2011}' => '-',
        c if c.is_whitespace() => ' ',
        c if c.is_alphanumeric() => 'x',
        _ => '.',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_finds_what_it_names_in_plain_text() {
        for (named, text, found) in [
            (r"\bdon['’]t\b", "Please DON’T write.", Some(7)),
            (r"[“”\x22]fans[“”\x22]", "our “fans”", Some(4)),
            ("a–b", "a–b", Some(0)),
            ("a–b", "axb", None),
            ("naïve", "so naïve", Some(3)),
            ("a…b", "a!b", None),
        ] {
            let patterns = [pattern(named).expect("it is a pattern")];
            assert_eq!(find(&patterns, &plain(text), text), found, "{named} in {text}");
        }
    }

    #[test]
    fn a_broken_pattern_is_an_error() {
        assert!(pattern("(open").is_err());
    }
}
