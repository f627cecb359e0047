//! What ethics, law and plain language have to say about the document: rules as data, judged
//! against the facts and the clinician's own words. All are collected; none hides another.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::answers::{Answer, Row};
use crate::catalogue::{Catalogue, EmergencyCheck, Rule, RuleCheck, Words, rules::RowCheck};
use crate::condition::{Condition, Truth};
use crate::emergency;
use crate::facts::Facts;
use crate::journey::Journey;
use crate::reading;
use crate::review::{Finding, Severity};
use crate::select::{Chosen, select};
use crate::view::AnswerTypeView as AnswerType;

/// A grade above this, or a sentence longer than that, is hard for many clients (R25).
const MAX_GRADE: f64 = 8.0;
const MAX_WORDS: usize = 25;
/// The formulas say little about less than this.
const MIN_WORDS: usize = 20;

/// Judges every rule; the gravest come first, then the order of the questions.
pub fn findings(
    catalogue: &Catalogue,
    words: &Words,
    journey: &Journey,
    facts: &Facts,
    today: NaiveDate,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in &catalogue.rules {
        match &rule.check {
            RuleCheck::When(condition) => {
                // A rule about a question that is not asked has nothing to point at.
                let asked = journey.asked().any(|id| id == rule.question);
                if asked && holds(condition, facts) {
                    found.push(finding(rule, words, &rule.question, ""));
                }
            }
            RuleCheck::Text { patterns, when } => {
                if when.as_ref().is_none_or(|condition| holds(condition, facts)) {
                    for (question, text) in own_words(catalogue, journey) {
                        if let Some(hit) = patterns.iter().find_map(|pattern| pattern.find(&text)) {
                            found.push(finding(
                                rule,
                                words,
                                question,
                                sentence_at(&text, hit.start()),
                            ));
                        }
                    }
                }
            }
            RuleCheck::Reading => {
                let paragraphs = |(question, _): &(&str, String)| {
                    matches!(journey.answer(question), Some(Answer::Paragraphs(_)))
                };
                for (question, text) in own_words(catalogue, journey).filter(paragraphs) {
                    if let Some(quote) = hard_to_read(&text) {
                        found.push(finding(rule, words, question, &quote));
                    }
                }
            }
            RuleCheck::Emergency(check) => {
                let wrong = match check {
                    EmergencyCheck::Empty => emergency::is_empty(catalogue, journey),
                    EmergencyCheck::Stale => {
                        emergency::printed(catalogue, journey).any(|row| row.is_stale(today))
                    }
                    EmergencyCheck::Unconfirmed => {
                        emergency::wanted(catalogue, journey).any(|row| !row.is_confirmed())
                    }
                };
                if wrong {
                    found.push(finding(rule, words, &rule.question, ""));
                }
            }
            RuleCheck::Row(check) => {
                if let Some(quote) = row_that_meets(check, journey.answer(&rule.question)) {
                    found.push(finding(rule, words, &rule.question, &quote));
                }
            }
            RuleCheck::Sources => {
                let stale = stale_sources(catalogue, journey, facts, today);
                if !stale.is_empty() {
                    found.push(Finding {
                        sources: stale,
                        ..finding(rule, words, &rule.question, "")
                    });
                }
            }
        }
    }
    // A psychologist is not shown the social workers' code, unless nothing else is behind a rule.
    let present = professions(journey);
    for finding in &mut found {
        let speaks = |id: &String| catalogue.speaks_to(id, &present);
        if finding.sources.iter().any(speaks) {
            finding.sources.retain(speaks);
        }
    }
    found.sort_by_key(|finding| (finding.severity, catalogue.rank(&finding.question)));
    found
}

fn holds(condition: &Condition, facts: &Facts) -> bool {
    condition.judge(facts) == Truth::True
}

pub(crate) fn finding(rule: &Rule, words: &Words, question: &str, quote: &str) -> Finding {
    let said = words.rules.get(&rule.id).cloned().unwrap_or_default();
    Finding {
        rule: rule.id.clone(),
        severity: rule.severity,
        question: question.to_owned(),
        sentence: said.sentence,
        hint: said.hint,
        quote: quote.to_owned(),
        sources: rule.sources.clone(),
        fix: rule.fix.clone(),
    }
}

/// The quoted cell of the first row that has all the values and patterns.
fn row_that_meets(check: &RowCheck, answer: Option<&Answer>) -> Option<String> {
    let Some(Answer::Rows(rows)) = answer else { return None };
    let cell = |row: &Row, field: &String| row.get(field).cloned().flatten().unwrap_or_default();
    rows.iter()
        .find(|row| {
            check.is.iter().all(|(field, value)| cell(row, field) == *value)
                && check.matches.iter().all(|(field, pattern)| {
                    let text = cell(row, field);
                    !text.is_empty() && pattern.is_match(&text)
                })
        })
        .and_then(|row| check.matches.first().map(|(field, _)| cell(row, field)))
}

/// The sources behind the chosen clauses of the policy that are past their review, of the
/// professions present, in order.
fn stale_sources(
    catalogue: &Catalogue,
    journey: &Journey,
    facts: &Facts,
    today: NaiveDate,
) -> Vec<String> {
    let present = professions(journey);
    let mut stale: BTreeSet<String> = BTreeSet::new();
    for language in catalogue.languages.values() {
        let chosen = select(catalogue, language, catalogue.policy(), journey, facts);
        for chosen in chosen.iter().flatten() {
            let Chosen::Clause { id, .. } = chosen else { continue };
            let sources = language.clauses.get(id).map_or(&[][..], |clause| &clause.sources);
            stale.extend(sources.iter().filter(|id| past_review(catalogue, id, today)).cloned());
        }
    }
    stale.retain(|id| catalogue.speaks_to(id, &present));
    stale.into_iter().collect()
}

fn past_review(catalogue: &Catalogue, source: &str, today: NaiveDate) -> bool {
    let day = catalogue.sources.get(source).and_then(|it| it.review_after.parse().ok());
    day.is_some_and(|day: NaiveDate| today > day)
}

/// The professions of the clinicians.
fn professions(journey: &Journey) -> BTreeSet<String> {
    match journey.answer("clinicians") {
        Some(Answer::Rows(rows)) => {
            rows.iter().filter_map(|row| row.get("profession").cloned().flatten()).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Free text the clinician wrote, by question: one line a paragraph or cell. Names, numbers and
/// addresses are not judged.
fn own_words<'a>(
    catalogue: &'a Catalogue,
    journey: &'a Journey,
) -> impl Iterator<Item = (&'a str, String)> {
    catalogue.questions.iter().filter_map(|question| {
        let text = match journey.answer(&question.id)? {
            Answer::Paragraphs(lines) => lines.join("\n"),
            Answer::Text(text) if question.format == crate::answers::Format::Plain => text.clone(),
            Answer::Rows(rows) => {
                let cells = question
                    .fields
                    .iter()
                    .filter(|field| {
                        field.r#type == AnswerType::Text
                            && field.format == crate::answers::Format::Plain
                    })
                    .flat_map(|field| rows.iter().filter_map(|row| row.get(&field.id)?.clone()));
                cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("\n")
            }
            _ => return None,
        };
        Some((question.id.as_str(), text))
    })
}

/// The sentence that holds a byte of a text.
pub(crate) fn sentence_at(text: &str, byte: usize) -> &str {
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let start = text[..byte].rfind(is_end).map_or(0, |at| at + 1);
    let end = text[byte..].find(is_end).map_or(text.len(), |at| byte + at + 1);
    text[start..end].trim()
}

/// The hardest sentence, when the text is hard to read.
fn hard_to_read(text: &str) -> Option<String> {
    let paragraphs: Vec<&str> = text.lines().collect();
    let counts = reading::counts(paragraphs.iter().copied());
    let hard = counts.words >= MIN_WORDS && reading::flesch_kincaid(&counts) > MAX_GRADE;
    if hard || counts.longest_sentence > MAX_WORDS {
        reading::worst_sentences(paragraphs, 1).into_iter().next().map(|(sentence, _)| sentence)
    } else {
        None
    }
}

/// Whether one of them blocks issuing.
pub(crate) fn any_stop(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Stop)
}
