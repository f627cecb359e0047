//! Every question is asked of someone.

use policy::{AnswerTypeView, Catalogue};
use policy_tests::logic::all_answers;
use policy_tests::none;

#[test]
fn every_question_is_reachable_by_some_answers() {
    let catalogue = Catalogue::embedded();
    let mut lost = Vec::new();
    for question in &catalogue.questions {
        let mut reached = question.ask_if.is_none();
        if let Some(condition) = &question.ask_if {
            // `ask_if` names questions only, which this walk takes as it takes facts.
            all_answers(catalogue, &[condition], |_, journey, _| {
                reached |= journey.asked().any(|id| id == question.id);
            });
        }
        if !reached {
            lost.push(question.id.clone());
        }
    }
    none(&lost, "No answers lead to these questions.");
}

#[test]
fn every_question_says_what_it_is_about() {
    let catalogue = Catalogue::embedded();
    let words = &catalogue.languages["en"].words.questions;
    let bare: Vec<String> = catalogue
        .questions
        .iter()
        .filter(|question| {
            let said = &words[&question.id];
            let choice = question.r#type == AnswerTypeView::OneOf;
            said.ask.is_empty() || said.label.is_empty() || (choice && said.why.is_empty())
        })
        .map(|question| question.id.clone())
        .collect();
    none(&bare, "A choice without a reason feels like a test; these have no `why`.");
}
