//! What holds for any two documents: nothing is lost between old and new, and the counts are right.

use policy::compare::{
    BlockChange, ClauseChange, ComparedBlock, Comparison, RunChange, SectionChange, compare,
    listing,
};
use policy::document::Document;
use policy::{Catalogue, Draft, Fingerprint};
use policy_tests::practice::run;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::answers::any_answers;

/// A practice, and the same with some of its answers from another.
fn revised() -> impl Strategy<Value = (Draft, Draft)> {
    (any_answers(), any_answers(), prop::collection::vec(any::<Index>(), 0..6)).prop_map(
        |(old, other, picks)| {
            let mut new = old.clone();
            let questions = &Catalogue::embedded().questions;
            for pick in picks {
                let id = &pick.get(questions).id;
                match other.answers.get(id) {
                    Some(value) => new.answers.insert(id.clone(), value.clone()),
                    None => new.answers.remove(id),
                };
            }
            (old, new)
        },
    )
}

/// The lines of one side, in no order: what moved stands elsewhere.
fn lines(comparison: &Comparison, side: fn(&[policy::compare::Run]) -> String) -> Vec<String> {
    let clauses = comparison.sections.iter().flat_map(|section| &section.clauses);
    let blocks = clauses.flat_map(|clause| &clause.blocks);
    let mut lines: Vec<String> =
        blocks.map(|block| side(&block.runs)).filter(|line| !line.is_empty()).collect();
    lines.sort();
    lines
}

/// All lines of a document as a comparison with itself shows them.
fn all(document: &Document) -> Vec<String> {
    lines(&compare(document, document), listing::new)
}

fn holds(block: &ComparedBlock) -> bool {
    let all = |change| block.runs.iter().all(|run| run.change == change);
    !block.runs.is_empty()
        && block.runs.iter().all(|run| !run.text.is_empty())
        && block.runs.windows(2).all(|pair| pair[0].change != pair[1].change)
        && match block.change {
            BlockChange::Same => all(RunChange::Same),
            BlockChange::Added => all(RunChange::Added),
            BlockChange::Removed => all(RunChange::Removed),
            BlockChange::Changed => !all(RunChange::Same),
        }
}

proptest! {
    #[test]
    fn a_document_is_the_same_as_itself(draft in any_answers()) {
        let document = run(&draft).document;
        let comparison = compare(&document, &document);
        prop_assert!(comparison.is_same());
        for section in &comparison.sections {
            prop_assert_eq!(section.change, SectionChange::Same);
            prop_assert!(section.clauses.iter().all(|it| it.change == ClauseChange::Same));
        }
    }

    #[test]
    fn old_and_new_text_are_both_whole((old, new) in revised()) {
        let (old, new) = (run(&old).document, run(&new).document);
        let comparison = compare(&old, &new);
        // A heading is a line only where it changed; where a link leads is told only then, too.
        let heading = |clause: &str| clause == "heading";
        let mut plain = comparison.clone();
        let mut whole = true;
        for section in &mut plain.sections {
            section.clauses.retain(|it| !heading(&it.clause));
            for block in section.clauses.iter().flat_map(|it| &it.blocks) {
                whole &= !block.runs.iter().any(|run| run.text.contains(" (http") || run.text.contains(" (mailto") || run.text.contains(" (tel") || run.text.contains(" (sms"));
            }
        }
        if whole {
            prop_assert_eq!(lines(&plain, listing::old), all(&old));
            prop_assert_eq!(lines(&plain, listing::new), all(&new));
        }
        let clauses = comparison.sections.iter().flat_map(|section| &section.clauses);
        for block in clauses.flat_map(|clause| &clause.blocks) {
            prop_assert!(holds(block), "{:?}", block);
        }
    }

    #[test]
    fn the_counts_add_up((old, new) in revised()) {
        let comparison = compare(&run(&old).document, &run(&new).document);
        let clauses: Vec<ClauseChange> = comparison.sections.iter().flat_map(|section| &section.clauses).map(|it| it.change).collect();
        let count = |is: &[ClauseChange]| clauses.iter().filter(|change| is.contains(change)).count();
        let moved = comparison.sections.iter().filter(|it| it.change == SectionChange::Moved).count();
        prop_assert_eq!(comparison.added, count(&[ClauseChange::Added]));
        prop_assert_eq!(comparison.removed, count(&[ClauseChange::Removed]));
        prop_assert_eq!(comparison.changed, count(&[ClauseChange::Changed, ClauseChange::MovedAndChanged]));
        prop_assert_eq!(comparison.moved, moved + count(&[ClauseChange::Moved, ClauseChange::MovedAndChanged]));
        for section in &comparison.sections {
            for clause in &section.clauses {
                let said = clause.blocks.iter().any(|block| block.change != BlockChange::Same);
                let same = matches!(clause.change, ClauseChange::Same | ClauseChange::Moved);
                prop_assert_eq!(said, !same, "{}", &clause.said);
            }
        }
    }

    #[test]
    fn back_again_is_the_other_way_round((old, new) in revised()) {
        let (old, new) = (run(&old).document, run(&new).document);
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        prop_assert_eq!(there.is_same(), back.is_same());
    }

    #[test]
    fn a_document_survives_being_kept(draft in any_answers()) {
        let document = run(&draft).document;
        let kept = serde_json::to_vec(&document).expect("it serialises");
        let again: Document = serde_json::from_slice(&kept).expect("it loads");
        prop_assert_eq!(Fingerprint::of(&again).hex(), Fingerprint::of(&document).hex());
        prop_assert_eq!(serde_json::to_vec(&again).expect("it serialises"), kept);
        prop_assert_eq!(again, document);
    }

    #[test]
    fn any_two_policies_make_a_sheet_or_none((old, new) in revised()) {
        let catalogue = Catalogue::embedded();
        let (old, document) = (run(&old).document, run(&new).document);
        let comparison = compare(&old, &document);
        for most in [0, 1, usize::MAX] {
            let sheet = policy::compare::sheet(catalogue, &new, &document, &comparison, most);
            if comparison.is_same() {
                prop_assert!(sheet.is_none());
            }
            for section in sheet.iter().flat_map(|it| &it.editions[0].sections) {
                prop_assert!(!section.blocks.is_empty() && !section.title.is_empty());
            }
        }
    }
}
