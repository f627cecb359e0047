//! Stops that do not end a sentence: titles, initials, "e.g.", "5 p.m.", "No. 5".

/// What a word with a stop after it is short for, and so when the stop also ends the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// "Dr.": a name follows, so never.
    Title,
    /// "St.": a saint as above, unless a house number before it makes it a street.
    Saint,
    /// "No.": short for number only before a figure; otherwise a plain word.
    BeforeFigure,
    /// "e.g.": never last.
    Within,
    /// "p.m.", "etc.", "Ave.": a capital begins the next sentence, unless it is a day or a month.
    Ending,
    /// "U.S.", "Ph.D.", "J.": names go on with capitals, so only a common first word tells.
    Initials,
}

#[rustfmt::skip]
const TITLES: &[&str] = &[
    "capt", "col", "dr", "drs", "fr", "ft", "gen", "gov", "hon", "lt", "messrs", "mr", "mrs", "ms",
    "mt", "mx", "prof", "rep", "rev", "sen", "sgt",
];

#[rustfmt::skip]
const BEFORE_FIGURES: &[&str] = &[
    "apt", "art", "ch", "ext", "fig", "no", "nos", "p", "pp", "rm", "sec", "ste", "tel", "vol",
];

const WITHIN: &[&str] =
    &["approx", "cf", "e.g", "eg", "esp", "i.e", "ie", "incl", "n.b", "viz", "vs"];

#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "a.m", "ave", "blvd", "co", "corp", "dept", "est", "etc", "hr", "hrs", "hwy", "inc", "llc",
    "ltd", "min", "mins", "p.m", "rd",
];

const INITIALS: &[&str] = &["ed.d", "esq", "jr", "ph.d", "psy.d", "sr"];

/// Short days and months: with a capital only, for "sat" and "sun" are words.
#[rustfmt::skip]
const CALENDAR: &[&str] = &[
    "apr", "aug", "dec", "feb", "fri", "jan", "jul", "jun", "mar", "mon", "nov", "oct", "sat",
    "sep", "sept", "sun", "thu", "thur", "thurs", "tue", "tues", "wed",
];

/// What may follow a time of day or another date within the sentence, in spite of its capital.
#[rustfmt::skip]
const AFTER_TIMES: &[&str] = &[
    "april", "august", "central", "december", "eastern", "february", "friday", "fridays",
    "january", "july", "june", "march", "monday", "mondays", "mountain", "november", "october",
    "pacific", "saturday", "saturdays", "september", "sunday", "sundays", "thursday", "thursdays",
    "tuesday", "tuesdays", "wednesday", "wednesdays",
];

/// Words that so often begin a sentence, and so seldom go on a name, that they settle the doubt.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "a", "all", "an", "and", "any", "are", "as", "ask", "at", "both", "but", "call", "can", "do",
    "does", "each", "for", "he", "her", "his", "how", "i", "if", "in", "is", "it", "its", "many",
    "may", "most", "my", "no", "not", "on", "or", "our", "please", "she", "so", "some", "that",
    "the", "their", "there", "these", "they", "this", "those", "to", "we", "what", "when", "where",
    "who", "why", "with", "you", "your",
];

/// Whether the stop at the end of `word` (without closing quotes) only shortens it and the sentence
/// goes on. `before` are the words of the sentence so far; `next` is the word after.
pub(super) fn goes_on(before: &[&str], word: &str, next: &str) -> bool {
    let Some(kind) = kind(word, next) else { return false };
    let starter = is_one_of(STARTERS, &first_word(next)) && !is_initial(next);
    match kind {
        Kind::Title | Kind::BeforeFigure | Kind::Within => true,
        Kind::Saint => !(follows_house_number(before) && starts_upper(next)),
        Kind::Ending => {
            let time = first_word(next);
            !starts_upper(next) || is_one_of(AFTER_TIMES, &time) || is_one_of(CALENDAR, &time)
        }
        Kind::Initials => !(starts_upper(next) && starter),
    }
}

/// Whether `word`, with its stop, is short for something else and has no syllables of its own.
pub(super) fn is_abbreviation(word: &str, next: &str) -> bool {
    kind(word, next).is_some()
}

/// `None` for an ordinary word.
fn kind(word: &str, next: &str) -> Option<Kind> {
    let stem = word.strip_suffix('.')?.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = stem.to_lowercase();
    let capital = starts_upper(stem);
    if is_one_of(TITLES, &lower) && capital {
        Some(Kind::Title)
    } else if lower == "st" && capital {
        Some(Kind::Saint)
    } else if is_one_of(BEFORE_FIGURES, &lower) {
        next.starts_with(|c: char| c.is_ascii_digit()).then_some(Kind::BeforeFigure)
    } else if is_one_of(WITHIN, &lower) {
        Some(Kind::Within)
    } else if is_one_of(ENDINGS, &lower) || capital && is_one_of(CALENDAR, &lower) {
        Some(Kind::Ending)
    } else if is_one_of(INITIALS, &lower) || is_initial(word) || is_dotted(stem) {
        Some(Kind::Initials)
    } else {
        None
    }
}

fn is_one_of(sorted: &[&str], lower: &str) -> bool {
    sorted.binary_search(&lower).is_ok()
}

/// "J." of a name; "I." is the word I at the end of a sentence.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    first.is_some_and(|c| c.is_uppercase() && c != 'I') && letters.as_str() == "."
}

/// "U.S", "B.A", "a.k.a": single letters with stops between.
fn is_dotted(stem: &str) -> bool {
    stem.contains('.')
        && stem
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// "12 Main St.": a figure up to four words back.
fn follows_house_number(before: &[&str]) -> bool {
    before.iter().rev().take(4).any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// The letters at the head of a token, in lower case: "i" of "“I’m".
fn first_word(token: &str) -> String {
    let letters = token.chars().skip_while(|c| !c.is_alphanumeric());
    letters.take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn starts_upper(token: &str) -> bool {
    token.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in
            [TITLES, BEFORE_FIGURES, WITHIN, ENDINGS, INITIALS, CALENDAR, AFTER_TIMES, STARTERS]
        {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
