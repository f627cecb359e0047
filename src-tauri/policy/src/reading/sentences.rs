//! From a paragraph to its sentences. A sentence ends at . ! ? or an ellipsis and at the end of the
//! paragraph. Colons, semicolons and dashes end none, though Flesch lets them: a long list of half
//! sentences is hard to read, and the stricter figure says so.

use super::abbreviations;

/// The sentences of one paragraph, in order, with their stops and closing quotes; never an empty
/// one. The marker of a list item ("1.", "b)", "•") is left out, any space is one blank.
pub(super) fn sentences(paragraph: &str) -> Vec<String> {
    let tokens = tokens(without_marker(paragraph));
    let mut sentences = Vec::new();
    let mut first = 0;
    for at in 0..tokens.len() {
        if at + 1 == tokens.len() || ends_sentence(&tokens[first..], at - first) {
            sentences.push(tokens[first..=at].join(" "));
            first = at + 1;
        }
    }
    sentences
}

/// The text without the marker of a list item at its head.
fn without_marker(paragraph: &str) -> &str {
    let text = paragraph.trim_start_matches(|c: char| c.is_whitespace() || "•▪◦·*-–—".contains(c));
    let Some((head, rest)) = text.split_once(char::is_whitespace) else { return text };
    let bare = head.trim_start_matches('(');
    let number = bare.strip_suffix(['.', ')']).unwrap_or("");
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    // A capital before a stop would be an initial: "A. Smith".
    let is_letter = number.len() == 1 && number.bytes().all(|b| b.is_ascii_lowercase());
    if is_number || is_letter { rest } else { text }
}

/// What stands between spaces; a word glued to the stop before it ("us.We") is cut off.
fn tokens(text: &str) -> Vec<&str> {
    text.split_whitespace()
        .flat_map(|token| match glued_stop(token) {
            Some(at) => {
                let (left, right) = token.split_at(at);
                vec![left, right]
            }
            None => vec![token],
        })
        .collect()
}

/// Just after a stop that has a small letter before it and a capitalised word after it.
fn glued_stop(token: &str) -> Option<usize> {
    token.match_indices(['.', '!', '?']).map(|(at, _)| at + 1).find(|&after| {
        let (left, right) = token.split_at(after);
        let mut next = right.chars();
        left.chars().rev().nth(1).is_some_and(char::is_lowercase)
            && next.next().is_some_and(char::is_uppercase)
            && next.next().is_some_and(|c| c.is_lowercase() || c == '\'' || c == '’')
    })
}

/// Whether the sentence that `tokens` begin ends with the one at `at`, which is not the last.
fn ends_sentence(tokens: &[&str], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1).copied() else { return true };
    let token = tokens[at];
    let core = token.trim_end_matches(is_closer);
    let closed = core.len() < token.len();
    let ellipsis = core.ends_with('…') || core.ends_with("..") || core == ".";
    if ellipsis {
        // Three dots mostly mark a pause, and I has its capital anywhere.
        return starts_upper(next) && !is_i(next);
    }
    if closed && goes_on_small(next) {
        // "“Why?” she asked." "Some apps (e.g. Signal.) and"
        return false;
    }
    match core.chars().next_back() {
        Some('!' | '?') => true,
        Some('.') => !abbreviations::goes_on(&tokens[..at], core, next),
        _ => false,
    }
}

/// Marks that may follow a stop and still belong to its sentence.
fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '"' | '\'' | '”' | '’' | '»' | '*' | '_')
}

fn starts_upper(token: &str) -> bool {
    first_letter(token).is_some_and(char::is_uppercase)
}

/// A small letter or a dash: the sentence around the quotation goes on.
fn goes_on_small(token: &str) -> bool {
    first_letter(token).is_none_or(char::is_lowercase)
}

fn first_letter(token: &str) -> Option<char> {
    token.chars().find(|c| c.is_alphanumeric())
}

/// "I", "I'm", "I’ll".
fn is_i(token: &str) -> bool {
    let mut letters = token.chars();
    letters.next() == Some('I') && !letters.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each case is a paragraph with a bar where a sentence must end.
    #[test]
    fn paragraphs_are_split_where_a_reader_would() {
        let cases = [
            "We do not text.| Please call.",
            "no capital here.| please call",
            "Ask Dr. Lee or Mrs. Ortiz.| They can help.",
            "We use apps, e.g. Signal, and not others, i.e. none.",
            "Call from 9 a.m. to 5 p.m. Monday to Friday.| We call back.",
            "We close at 5 p.m.| You can call 988.",
            "Bring a pen, paper, etc.| Then sit down.",
            "See No. 5 on the list.",
            "Can you follow me?| No.| We keep it private.",
            "We meet at 12 Main St.| Please ring twice.",
            "Our office is near St. Paul’s.| Park there.",
            "The U.S. Department of Health made it.",
            "We work in the U.S.| We do not travel.",
            "Jane Doe, Ph.D., signs it.",
            "It was signed by J. K. Lee.| Thank you.",
            "This is between you and I.| We say no more.",
            "Wait... I am not sure.",
            "Wait…| Then call.",
            "We wait . . . and then we call.",
            "She asked, “Why?” and left.",
            "You may say “I can’t.”| We will listen.",
            "(See page 2.)| It is short.",
            "It costs 3.5 dollars.| That is all.",
            "Go to www.example.org.| Then write to me@example.org.| Done.",
            "Call (555) 123-4567.| Or call 988.",
            "Thanks for writing us.|We read it.",
            "Really?!| Yes!| Good.",
            "Our plan is this: we wait; then we call.",
            "It opens Jan. 5 and closes Fri. at noon.",
            "Choose plan B.| It is cheaper.",
        ];
        for case in cases {
            let expected: Vec<_> = case.split('|').map(str::trim).collect();
            assert_eq!(sentences(&case.replace('|', "")), expected, "{case}");
        }
    }

    #[test]
    fn the_marker_of_a_list_item_is_no_word_and_ends_nothing() {
        for item in ["1. Call us.", "(2) Call us.", "b) Call us.", "•  Call\u{a0}us.", "- Call us."]
        {
            assert_eq!(sentences(item), ["Call us."], "{item}");
        }
        assert_eq!(sentences("A. Smith calls."), ["A. Smith calls."]);
    }

    #[test]
    fn nothing_gives_no_sentence() {
        assert!(sentences("").is_empty());
        assert!(sentences("  \n\u{a0} ").is_empty());
    }
}
