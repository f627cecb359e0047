//! The practice's details: typed in one policy, there in each new one, and offered to the others
//! when they change.

use std::collections::{BTreeMap, BTreeSet};

use policy::journey::{Stand, journey};
use policy::{Catalogue, Draft};
use policy_store::Store;
use serde_json::Value;
use uuid::Uuid;

use crate::answer::phrase;
use crate::clock::Now;
use crate::error::Answer;
use crate::overview::title;
use crate::preference::LEFT;
use crate::views::{OfferedPolicy, ProfileChange, ProfileOffer};

/// Labels of steps that bring answers from elsewhere: they say nothing new about the practice.
const FROM_ELSEWHERE: [&str; 3] = ["import", "profile", "restore"];

/// The details that were answered in another way since they were last taken over, by policy. What
/// is being typed is no answer yet: it is taken over when its field is left.
#[derive(Debug, Default)]
pub(crate) struct Touched(BTreeMap<Uuid, BTreeSet<String>>);

impl Touched {
    /// Notes what a step called `label` changed.
    pub(crate) fn note(&mut self, id: Uuid, label: &str, before: &Draft, after: &Draft) {
        if FROM_ELSEWHERE.contains(&label) {
            return;
        }
        let said = |draft: &Draft, question: &str| {
            (draft.answers.get(question).cloned(), draft.suggested.contains(question))
        };
        let other = |question: &&str| said(before, question) != said(after, question);
        let changed: BTreeSet<String> =
            Catalogue::embedded().profile_questions().filter(other).map(str::to_owned).collect();
        if !changed.is_empty() {
            self.0.entry(id).or_default().extend(changed);
        }
    }

    fn has(&self, question: &str) -> bool {
        self.0.values().any(|questions| questions.contains(question))
    }

    /// Takes over what changed in a policy. The policy itself is safe whatever becomes of this: what
    /// cannot be written now is taken over next time.
    pub(crate) fn adopt(&mut self, store: &mut Store, id: Uuid) {
        let Some(questions) = self.0.get(&id) else { return };
        if adopt(store, id, questions).is_ok() {
            self.0.remove(&id);
        }
    }

    /// The same for all policies: one is left, or the window is closed.
    pub(crate) fn adopt_all(&mut self, store: &mut Store) {
        let ids: Vec<Uuid> = self.0.keys().copied().collect();
        ids.into_iter().for_each(|id| self.adopt(store, id));
    }

    /// The policy was issued, so all it says is meant: what the profile does not have yet is taken
    /// over as well.
    pub(crate) fn adopt_issued(&mut self, store: &mut Store, id: Uuid) {
        let Ok(profile) = store.profile() else { return };
        let missing =
            Catalogue::embedded().profile_questions().filter(|id| !profile.contains_key(*id));
        self.0.entry(id).or_default().extend(missing.map(str::to_owned));
        self.adopt(store, id);
    }
}

/// Takes the answers to these questions over, as far as they are finished and confirmed.
fn adopt(store: &mut Store, id: Uuid, questions: &BTreeSet<String>) -> Answer<()> {
    let draft = store.draft(id)?;
    let journey = journey(Catalogue::embedded(), &draft.answers);
    let blanks: Vec<&str> = journey.blanks().collect();
    let finished = |question: &&str| {
        let stands = matches!(journey.stand(question), Stand::Given(_) | Stand::Empty);
        stands && !blanks.contains(question)
    };
    store.adopt_profile(&draft, questions.iter().map(String::as_str).filter(finished))?;
    Ok(())
}

/// The draft a policy begins with: the practice's details where it leaves them open or only
/// suggests them.
pub(crate) fn filled(store: &Store, mut draft: Draft) -> Answer<Draft> {
    for (question, answer) in store.profile()? {
        let open = !draft.answers.contains_key(&question) || draft.suggested.contains(&question);
        if open && !is_empty(&answer) {
            draft.suggested.remove(&question);
            draft.answers.insert(question, answer);
        }
    }
    Ok(draft)
}

fn is_empty(answer: &Value) -> bool {
    match answer {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

/// What is to be offered; `None` if nothing is. What is being typed is not: the policy in which it
/// is typed would be offered what it said before.
pub(crate) fn offer(store: &Store, touched: &Touched) -> Answer<Option<ProfileOffer>> {
    let Open { questions, policies } = open(store, touched)?;
    if policies.is_empty() {
        return Ok(None);
    }
    let profile = store.profile()?;
    let catalogue = Catalogue::embedded();
    let offered = catalogue.questions.iter().filter(|question| questions.contains(&question.id));
    let changes = offered.map(|question| {
        let (label, answer) = phrase(question, &profile[&question.id]);
        ProfileChange { label, answer }
    });
    let mut offered = Vec::with_capacity(policies.len());
    for policy in store.policies()?.iter().filter(|policy| policies.contains(&policy.id)) {
        let title = title(policy, &store.draft(policy.id)?);
        offered.push(OfferedPolicy { id: policy.id, title });
    }
    Ok(Some(ProfileOffer { changes: changes.collect(), policies: offered }))
}

/// Takes what is offered over into these policies, one step each that can be undone.
pub(crate) fn apply(
    store: &mut Store,
    touched: &Touched,
    policies: &[Uuid],
    now: Now,
) -> Answer<()> {
    let Open { questions, .. } = open(store, touched)?;
    Ok(store.apply_profile(policies, &questions, now.moment)?)
}

/// What is offered now is not offered again. Another change is.
pub(crate) fn leave(store: &mut Store, touched: &Touched) -> Answer<()> {
    let Open { questions, .. } = open(store, touched)?;
    let profile = store.profile()?;
    let mut left = left(store)?;
    left.extend(questions.into_iter().map(|question| {
        let mark = mark(&profile[&question]);
        (question, mark)
    }));
    let left = serde_json::to_value(left).expect("a map of texts");
    Ok(store.set_preference(LEFT, &left)?)
}

/// What is not yet as the profile says and was not left so.
struct Open {
    questions: BTreeSet<String>,
    policies: BTreeSet<Uuid>,
}

fn open(store: &Store, touched: &Touched) -> Answer<Open> {
    let (profile, left) = (store.profile()?, left(store)?);
    let known = |question: &str| Catalogue::embedded().question(question).is_some();
    let mut open = Open { questions: BTreeSet::new(), policies: BTreeSet::new() };
    for differs in store.policies_unlike_profile()? {
        for question in differs.questions {
            let left = left.get(&question) == Some(&mark(&profile[&question]));
            if known(&question) && !touched.has(&question) && !left {
                open.policies.insert(differs.policy);
                open.questions.insert(question);
            }
        }
    }
    Ok(open)
}

/// What was left as it is: question, and a mark of the answer that was offered.
fn left(store: &Store) -> Answer<BTreeMap<String, Uuid>> {
    let kept = store.preference(LEFT)?;
    Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()).unwrap_or_default())
}

/// The same for the same answer. The answer itself need not be kept a second time.
fn mark(answer: &Value) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, answer.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::drafting::begin;
    use crate::testing::{day, draft, finished_draft, store};

    const PHONE: &str = "phone";

    fn with_phone(phone: &str) -> Draft {
        let mut draft = finished_draft();
        draft.answers.insert(PHONE.to_owned(), json!(phone));
        draft
    }

    /// Saves a draft and notes it, as the window does.
    fn save(store: &mut Store, touched: &mut Touched, id: Uuid, after: &Draft, label: &str) {
        let before = store.draft(id).expect("there");
        crate::drafting::save(store, id, after, None, label, day(9)).expect("saved");
        touched.note(id, label, &before, after);
    }

    /// The answers offered, and to which policies.
    fn offered(store: &Store, touched: &Touched) -> Option<(Vec<String>, Vec<Uuid>)> {
        offer(store, touched).expect("known").map(|offer| {
            assert!(offer.changes.iter().all(|change| !change.label.is_empty()));
            let changes = offer.changes.into_iter().map(|it| it.answer);
            (changes.collect(), offer.policies.into_iter().map(|it| it.id).collect())
        })
    }

    #[test]
    fn what_is_typed_in_one_policy_begins_the_next_and_is_offered_to_the_others_when_it_changes() {
        let (_folder, mut store) = store();
        let mut touched = Touched::default();
        let first =
            begin(&mut store, Some(with_phone("(555) 010-0001")), day(0)).expect("begun").id;
        touched.adopt_issued(&mut store, first);
        assert_eq!(offered(&store, &touched), None);

        let second = begin(&mut store, None, day(1)).expect("begun");
        assert_eq!(second.draft.answers[PHONE], "(555) 010-0001");
        assert!(second.draft.suggested.is_empty(), "answers, not suggestions");
        assert!(!second.draft.answers.contains_key("voice"), "the practice's details alone");

        let moved = with_phone("(555) 010-0002");
        save(&mut store, &mut touched, first, &moved, "answer");
        assert_eq!(offered(&store, &touched), None, "the field is not left yet");
        touched.adopt(&mut store, first);
        let expected = (vec!["(555) 010-0002".to_owned()], vec![second.id]);
        assert_eq!(offered(&store, &touched), Some(expected));

        apply(&mut store, &touched, &[second.id], day(2)).expect("taken over");
        assert_eq!(offered(&store, &touched), None);
        assert_eq!(store.draft(second.id).expect("there").answers[PHONE], "(555) 010-0002");
        let undone = store.undo(second.id, day(3).moment).expect("undone").expect("a step");
        assert_eq!(undone.label, "profile");
    }

    #[test]
    fn what_was_left_is_not_offered_again_and_not_taken_over_with_another_change() {
        let (_folder, mut store) = store();
        let mut touched = Touched::default();
        let first =
            begin(&mut store, Some(with_phone("(555) 010-0001")), day(0)).expect("begun").id;
        touched.adopt_issued(&mut store, first);
        let second = begin(&mut store, None, day(1)).expect("begun").id;
        let mut moved = with_phone("(555) 010-0002");
        save(&mut store, &mut touched, first, &moved, "answer");
        touched.adopt_all(&mut store);
        leave(&mut store, &touched).expect("left");
        assert_eq!(offered(&store, &touched), None);

        moved.answers.insert("practice_name".to_owned(), json!("Alder Counseling"));
        save(&mut store, &mut touched, first, &moved, "answer");
        touched.adopt_all(&mut store);
        let (changes, _) = offered(&store, &touched).expect("another change is offered");
        assert_eq!(changes, ["Alder Counseling"]);
        apply(&mut store, &touched, &[second], day(4)).expect("taken over");
        let second = store.draft(second).expect("there");
        assert_eq!(second.answers["practice_name"], "Alder Counseling");
        assert_eq!(second.answers[PHONE], "(555) 010-0001", "what was left stays");
        moved.answers.insert(PHONE.to_owned(), json!("(555) 010-0003"));
        save(&mut store, &mut touched, first, &moved, "answer");
        touched.adopt_all(&mut store);
        assert!(offered(&store, &touched).is_some(), "a third number is another change");
    }

    #[test]
    fn suggestions_half_answers_and_what_comes_from_elsewhere_are_not_taken_over() {
        let (_folder, mut store) = store();
        let mut touched = Touched::default();
        let id = begin(&mut store, None, day(0)).expect("begun").id;
        let mut half = draft(&[
            ("practice_name", json!("Willow")),
            (PHONE, json!("12")),
            ("clinicians", json!([{ "name": "Ana Ruiz" }])),
            ("email", json!("ana@example.org")),
        ]);
        half.suggested.insert("email".to_owned());
        save(&mut store, &mut touched, id, &half, "answer");
        touched.adopt_all(&mut store);
        let profile = store.profile().expect("read");
        assert_eq!(profile.keys().map(String::as_str).collect::<Vec<_>>(), ["practice_name"]);
        for label in FROM_ELSEWHERE {
            let other = draft(&[("practice_name", json!(label))]);
            save(&mut store, &mut touched, id, &other, label);
        }
        touched.adopt_all(&mut store);
        assert_eq!(store.profile().expect("read")["practice_name"], "Willow");
    }

    #[test]
    fn a_draft_from_elsewhere_keeps_its_answers_and_gets_the_rest() {
        let (_folder, mut store) = store();
        let profile =
            [("practice_name", json!("Willow")), (PHONE, json!("1")), ("email", json!(""))];
        let profile = profile.map(|(id, answer)| (id.to_owned(), answer)).into();
        store.set_profile(&profile).expect("kept");
        let mut found = draft(&[("practice_name", json!("Alder")), (PHONE, json!("2"))]);
        found.suggested.insert(PHONE.to_owned());
        let filled = filled(&store, found).expect("filled");
        assert_eq!(filled.answers["practice_name"], "Alder");
        assert_eq!(filled.answers[PHONE], "1", "a suggestion gives way");
        assert!(filled.suggested.is_empty() && !filled.answers.contains_key("email"));
    }
}
