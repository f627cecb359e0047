//! From a finished draft to an issued revision. What is still open is said by name.

use chrono::NaiveDate;
use policy::review::{Review, Severity};
use policy::{Catalogue, Draft};
use policy_print::Style;
use policy_store::{Issue, Output, Record, Role, Store};
use serde_json::Value;
use uuid::Uuid;

use crate::clock::Now;
use crate::copy::{Format, print};
use crate::error::{Answer, Code, CommandError};

/// So many open questions are named; the review has all.
const NAMED: usize = 3;

/// What the clinician confirms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms<'a> {
    /// From when it holds.
    pub(crate) effective: NaiveDate,
    /// When to look at it again.
    pub(crate) review: Option<NaiveDate>,
    /// One line on what changed.
    pub(crate) note: &'a str,
}

/// Issues the draft with these dates in it.
pub(crate) fn issue(
    store: &mut Store,
    id: Uuid,
    draft: &Draft,
    terms: Terms<'_>,
    now: Now,
) -> Answer<Record> {
    let catalogue = Catalogue::embedded();
    let draft = confirmed(draft, terms);
    ready(&policy::review(catalogue, &draft, now.today))?;
    let number = store.revisions(id)?.last().map_or(1, |last| last.number + 1);
    let policy = catalogue.policy();
    let document = policy::run_issued(catalogue, policy, &draft, now.today, number).document;
    let revision = Uuid::new_v4();
    let output = |role, format| {
        let bytes = print(format, &document, &Style::letter(), revision, now.today)?;
        Ok::<_, CommandError>(Output { role, lang: None, bytes })
    };
    let record = store.issue(
        id,
        &Issue {
            id: revision,
            at: now.moment,
            effective: terms.effective,
            review: terms.review,
            note: terms.note.trim(),
            app_version: env!("CARGO_PKG_VERSION"),
            wording: &catalogue.wording(),
            draft: &draft,
            document: &document,
            outputs: vec![output(Role::Pdf, Format::Pdf)?, output(Role::Html, Format::Html)?],
        },
    )?;
    Ok(record)
}

/// The draft with the dates she confirmed. Suggestions for questions that are not asked any more
/// are let go: nobody can say yes to them.
fn confirmed(draft: &Draft, terms: Terms<'_>) -> Draft {
    let mut draft = draft.clone();
    let day = |day: NaiveDate| Value::from(day.to_string());
    draft.answers.insert("effective_date".to_owned(), day(terms.effective));
    match terms.review {
        Some(review) => draft.answers.insert("review_date".to_owned(), day(review)),
        None => draft.answers.remove("review_date"),
    };
    let journey = policy::journey::journey(Catalogue::embedded(), &draft.answers);
    let asked: Vec<&str> = journey.asked().collect();
    let idle = |id: &&String| !asked.contains(&id.as_str());
    let idle: Vec<String> = draft.suggested.iter().filter(idle).cloned().collect();
    for id in ["effective_date", "review_date"] {
        draft.suggested.remove(id);
    }
    for id in idle {
        draft.suggested.remove(&id);
        draft.answers.remove(&id);
    }
    draft
}

/// Refuses while anything is left to do, and says what.
fn ready(review: &Review) -> Answer<()> {
    let mut left: Vec<String> = review.problems.iter().map(|it| it.sentence.clone()).collect();
    let stops = review.findings.iter().filter(|finding| finding.severity == Severity::Stop);
    left.extend(stops.map(|finding| finding.sentence.clone()));
    left.extend(named(&review.blanks, "Still to be answered"));
    left.extend(named(&review.unconfirmed, "Suggested, and waiting for your yes"));
    if left.is_empty() && !review.draft {
        return Ok(());
    }
    let message = format!("This policy cannot be issued yet. {}", left.join(" "));
    let detail = format!(
        "{} problems, {} stops, {} blanks, {} suggestions",
        review.problems.len(),
        review.findings.iter().filter(|finding| finding.severity == Severity::Stop).count(),
        review.blanks.len(),
        review.unconfirmed.len()
    );
    Err(CommandError::new(Code::NotReady, message, detail))
}

/// "Still to be answered: Phone, E-mail and 4 more."
fn named(questions: &[String], start: &str) -> Option<String> {
    let words = &Catalogue::embedded().language("en").expect("English is built in").words;
    let label =
        |id: &String| words.questions.get(id).map_or_else(|| id.clone(), |said| said.label.clone());
    let mut list = questions.iter().take(NAMED).map(label).collect::<Vec<_>>().join(", ");
    if list.is_empty() {
        return None;
    }
    if questions.len() > NAMED {
        list = format!("{list} and {} more", questions.len() - NAMED);
    }
    Some(format!("{start}: {list}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::begin;
    use crate::testing::{day, draft, finished_draft, store};

    fn terms() -> Terms<'static> {
        let day = |text: &str| text.parse().expect("a day");
        Terms {
            effective: day("2026-12-01"),
            review: Some(day("2027-06-01")),
            note: " First issue. ",
        }
    }

    #[test]
    fn a_finished_draft_is_issued_with_its_dates_and_number() {
        let (_folder, mut store) = store();
        let id = begin(&mut store, Some(finished_draft()), day(0)).expect("begun").id;
        let record = issue(&mut store, id, &finished_draft(), terms(), day(1)).expect("issued");
        assert_eq!((record.number, record.note.as_str()), (1, "First issue."));
        assert_eq!(record.app_version, env!("CARGO_PKG_VERSION"));
        assert_eq!(record.wording.len(), 16);
        let file = |role| record.files.iter().find(|file| file.role == role).expect("kept");
        let html = store.issued_bytes(file(Role::Html)).expect("there");
        let html = String::from_utf8(html).expect("text");
        assert!(html.contains("issue 1.") && !html.contains("not yet issued"));
        let html = html.replace('\u{a0}', " ");
        assert!(html.contains("December 1, 2026") && html.contains("June 1, 2027"));
        assert!(store.issued_bytes(file(Role::Pdf)).expect("there").starts_with(b"%PDF-1.7"));
        assert!(!store.has_changed(id).expect("known"), "the draft is what was issued");
        let second = issue(&mut store, id, &finished_draft(), terms(), day(2)).expect("issued");
        assert_eq!((second.number, second.previous), (2, Some(record.chain())));
    }

    #[test]
    fn what_is_left_is_named_and_nothing_is_issued() {
        let (_folder, mut store) = store();
        let id = begin(&mut store, None, day(0)).expect("begun").id;
        let empty = draft(&[]);
        let error = issue(&mut store, id, &empty, terms(), day(1)).expect_err("not ready");
        assert_eq!(error.code, Code::NotReady);
        assert!(error.message.contains("Still to be answered: "), "{}", error.message);
        assert!(error.message.contains(" more."), "{}", error.message);

        let mut suggested = finished_draft();
        suggested.suggested.insert("voice".to_owned());
        let error = issue(&mut store, id, &suggested, terms(), day(1)).expect_err("not ready");
        assert!(error.message.contains("waiting for your yes: "), "{}", error.message);

        let before = Terms { review: "2026-11-01".parse().ok(), ..terms() };
        let error =
            issue(&mut store, id, &finished_draft(), before, day(1)).expect_err("too early");
        assert_eq!(error.code, Code::NotReady);
        assert_eq!(store.revisions(id).expect("none"), []);
    }

    #[test]
    fn a_suggestion_for_a_question_nobody_is_asked_does_not_stand_in_the_way() {
        let (_folder, mut store) = store();
        let mut idle = finished_draft();
        let catalogue = Catalogue::embedded();
        let journey = policy::journey::journey(catalogue, &idle.answers);
        let asked: Vec<&str> = journey.asked().collect();
        let question = catalogue.questions.iter().find(|it| !asked.contains(&it.id.as_str()));
        let question = question.expect("not all are asked").id.clone();
        idle.answers.insert(question.clone(), Value::from("x"));
        idle.suggested.insert(question);
        let id = begin(&mut store, Some(idle.clone()), day(0)).expect("begun").id;
        issue(&mut store, id, &idle, terms(), day(1)).expect("issued");
    }
}
