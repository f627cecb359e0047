//! Every stage takes every answer, and all outputs say the same.

use policy_tests::practice::print;
use policy_tests::words::{bag, difference, of_html, of_pdf, of_text};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

use crate::answers::any_answers;

proptest! {
    /// One case goes through all stages, which is most of the work; so it is looked at from all
    /// sides.
    #[test]
    fn any_answers_give_three_outputs_of_the_same_words(draft in any_answers()) {
        let printed = print(&draft);
        let text = of_text(&printed);
        if let Some(found) = difference(&text, &of_html(&printed)) {
            return Err(TestCaseError::fail(format!("text and page differ: {found}")));
        }
        // Words longer than a line are parted, and text from the right is kept as it is drawn.
        if let Some(found) = difference(&drawn(&text), &drawn(&of_pdf(&printed))) {
            return Err(TestCaseError::fail(format!("text and PDF differ: {found}")));
        }
        prop_assert!(printed.pages.pages.iter().all(|page| !page.items.is_empty()), "no page is empty");
    }
}

proptest! {
    #[test]
    fn any_answers_can_be_reviewed(draft in any_answers()) {
        let review = policy::review(policy::Catalogue::embedded(), &draft, policy_tests::practice::today());
        prop_assert_eq!(review.preview.lang, "en");
        prop_assert!(serde_json::to_string(&review.problems).is_ok());
    }
}

/// What any face can draw: a mark over a letter of another script, such as an Arabic one over a
/// quotation mark, is printed as U+FFFD. The old Arabic characters for one shape of a letter share
/// their glyph with the letter, and a PDF says of a glyph only once what it stands for.
fn drawn(text: &str) -> String {
    let shapes = |c: char| matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    let letter = |c: char| {
        let normal = if shapes(c) { String::from(c).nfkc().collect() } else { String::from(c) };
        normal.chars().collect::<Vec<_>>()
    };
    let text: String = text.chars().flat_map(letter).collect();
    let left_out = regex::Regex::new(r"[\p{M}\u{fffd}]").expect("the pattern is right");
    bag(&left_out.replace_all(&text, ""))
}
