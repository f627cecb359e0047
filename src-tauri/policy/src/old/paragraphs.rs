//! From the lines of a file or a page to paragraphs.

/// A paragraph in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Single spaces.
    pub(super) text: String,
    /// Running text; `false` for a heading or a lone line, which no formula is made for.
    pub(super) runs: bool,
}

/// Fewer words without a stop at the end are a heading.
const HEADING_WORDS: usize = 12;

/// Joins lines that were broken for their width only: a blank line, a list mark or a short line that
/// ends a sentence starts anew.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines {
        let line = line.trim_start_matches('#').trim();
        if line.is_empty() {
            open = false;
            continue;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        match found.last_mut() {
            Some(last) if open && !starts_item(line) && !shouts(line) => {
                last.push(' ');
                last.push_str(&words.join(" "));
            }
            _ => found.push(words.join(" ")),
        }
        // A line much shorter than the widest was ended by its writer, not by the margin.
        let full = widest > 0 && line.chars().count() * 10 >= widest * 7;
        open = full || !line.ends_with(['.', '!', '?', ':']);
        if shouts(line) {
            open = false;
        }
        if !full && words.len() <= HEADING_WORDS && starts_big(line) && !ends_sentence(line) {
            open = false;
        }
    }
    found
        .into_iter()
        .map(|text| {
            let runs = ends_sentence(&text) || text.split(' ').count() > HEADING_WORDS;
            Paragraph { text, runs }
        })
        .collect()
}

fn starts_item(line: &str) -> bool {
    let mark = line.starts_with(['•', '-', '*', '–', '▪', '◦', '·']);
    let number = line.split_once(['.', ')']).is_some_and(|(head, _)| {
        (1..=2).contains(&head.len()) && head.bytes().all(|b| b.is_ascii_digit())
    });
    mark || number
}

/// A heading in capitals.
fn shouts(line: &str) -> bool {
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 4 && letters().all(char::is_uppercase)
}

fn starts_big(line: &str) -> bool {
    line.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', ']', '*']).ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, bool)> {
        paragraphs(text).into_iter().map(|p| (p.text, p.runs)).collect()
    }

    #[test]
    fn lines_broken_at_the_margin_are_one_paragraph() {
        let text = "FRIENDING\n\nI do not accept friend requests from current or former\nclients on any site. It could blur\nour roles.\nEmail is not secure.";
        assert_eq!(
            texts(text),
            [
                ("FRIENDING".to_owned(), false),
                (
                    "I do not accept friend requests from current or former clients on any site. It could blur our roles.".to_owned(),
                    true
                ),
                ("Email is not secure.".to_owned(), true),
            ]
        );
    }

    #[test]
    fn items_of_a_list_stand_alone() {
        let text = "- Call 911.\n- Call 988.\n2) Tell me.";
        assert_eq!(texts(text).len(), 3);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(paragraphs(" \n\n\t").is_empty());
    }
}
