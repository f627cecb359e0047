//! Where a question is open, the document has a gap, never the opposite clause.

use policy::Catalogue;
use policy::condition::Truth;
use policy::facts::resolve;
use policy::journey::{Stand, journey};
use policy::select::{Chosen, select};
use policy_tests::logic::judge_some;
use policy_tests::practice::draft;
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::answers::any_answers;

proptest! {
    #[test]
    fn no_clause_stands_while_a_fact_it_needs_is_unknown(draft in any_answers()) {
        gaps_stand_where_nothing_is_known(&draft.answers)?;
    }

    /// Whole practices with some answers taken away, as drafts are while they grow.
    #[test]
    fn no_clause_stands_in_a_growing_draft_before_its_time(
        practice in prop_oneof![Just("halloran"), Just("willow"), Just("stone"), Just("riverbend"), Just("risky")],
        removed in subsequence(Catalogue::embedded().questions.iter().map(|it| it.id.clone()).collect::<Vec<_>>(), 1..12),
    ) {
        let mut draft = draft(practice);
        for id in &removed {
            draft.answers.remove(id);
        }
        gaps_stand_where_nothing_is_known(&draft.answers)?;
    }
}

fn gaps_stand_where_nothing_is_known(
    answers: &policy::answers::Answers,
) -> Result<(), TestCaseError> {
    let catalogue = Catalogue::embedded();
    let language = &catalogue.languages["en"];
    let journey = journey(catalogue, answers);
    let facts = resolve(catalogue, &journey);
    let documents = catalogue.documents.iter().flat_map(|document| {
        document.sections.iter().zip(select(catalogue, language, document, &journey, &facts))
    });
    for (section, chosen) in documents {
        for entry in &section.clauses {
            let when = judge_some(entry.when.as_ref(), &facts);
            let variants = || {
                let member = |(id, clause): &(&String, &policy::catalogue::Clause)| {
                    clause.variant.as_ref().unwrap_or(id) == &entry.name
                };
                language.clauses.iter().filter(member)
            };
            for (id, clause) in variants() {
                let stands = chosen
                    .iter()
                    .any(|it| matches!(&it.holds, Chosen::Clause { id: other, .. } if other == id));
                let may = when == Truth::True
                    && judge_some(clause.include_if.as_ref(), &facts) == Truth::True;
                prop_assert_eq!(
                    stands,
                    may,
                    "{} stands though it is not known to hold, or is missing",
                    id
                );
            }
            let truths: Vec<Truth> = variants()
                .map(|(_, clause)| judge_some(clause.include_if.as_ref(), &facts))
                .collect();
            let open = when == Truth::Unknown
                || (when == Truth::True
                    && !truths.contains(&Truth::True)
                    && truths.contains(&Truth::Unknown));
            if open {
                let gap = chosen.iter().any(|it| matches!(&it.holds, Chosen::Gap { question }
                    if matches!(journey.stand(question), Stand::Open | Stand::Faulty(_) | Stand::Given(_))));
                prop_assert!(gap, "{} is undecided, but nothing says so", entry.name);
            }
        }
    }
    Ok(())
}
