//! The way through the questions ends, in whatever order they are answered.

use policy::journey::journey;
use policy::{Catalogue, Draft, apply_preset};
use policy_tests::logic::any_answer;
use proptest::prelude::*;

use crate::answers::{any_answers, right};

proptest! {
    #[test]
    fn answering_what_is_open_comes_to_an_end(draft in right(), last in any::<bool>()) {
        let catalogue = Catalogue::embedded();
        let mut answers = draft.answers;
        for round in 0.. {
            let path = journey(catalogue, &answers);
            let mut blanks = path.blanks();
            let Some(id) = (if last { blanks.last() } else { blanks.next() }) else { break };
            prop_assert!(round <= catalogue.questions.len(), "it goes round in circles: {}", id);
            let asked = catalogue.question(id).expect("a blank is a question");
            // Who has no name yet cannot be picked by name: that question comes first.
            let named = asked.fields.iter().filter_map(|field| field.among.as_deref());
            let first = named.into_iter().find(|of| path.blanks().any(|blank| blank == *of));
            let id = first.unwrap_or(id);
            let question = catalogue.question(id).expect("a blank is a question");
            let mut answer = any_answer(question);
            for field in question.fields.iter().filter(|field| field.among.is_some()) {
                let others = answers.get(field.among.as_deref().unwrap_or_default());
                answer[0][&field.id] = others.map(|rows| rows[0]["name"].clone()).into();
            }
            answers.insert(id.to_owned(), answer);
        }
        prop_assert!(policy_tests::practice::run(&Draft::new(answers)).blanks.is_empty());
    }

    #[test]
    fn a_preset_keeps_what_the_clinician_said(draft in any_answers(), index in 0..3_usize) {
        let catalogue = Catalogue::embedded();
        let filled = apply_preset(catalogue, &draft, &catalogue.presets[index]).expect("the preset exists");
        for (id, value) in &draft.answers {
            prop_assert_eq!(filled.answers.get(id), Some(value), "{} was hers", id);
            prop_assert!(!filled.suggested.contains(id));
        }
        let again = apply_preset(catalogue, &filled, &catalogue.presets[index]).expect("the preset exists");
        prop_assert_eq!(again, filled, "a second time changes nothing");
    }
}
