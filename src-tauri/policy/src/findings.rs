//! What ethics, law and plain language have to say about the document: rules as data, judged
//! against the facts and the clinician's own words. All are collected; none hides another.

use chrono::NaiveDate;

use crate::answers::Answer;
use crate::catalogue::{Catalogue, Rule, RuleCheck, Words};
use crate::condition::{Condition, Truth};
use crate::emergency;
use crate::facts::Facts;
use crate::journey::Journey;
use crate::reading;
use crate::review::{Finding, Severity};
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
            RuleCheck::Emergency => {
                let mut rows = emergency::resources(catalogue, journey).peekable();
                if rows.peek().is_none() || rows.any(|row| row.review_after < today) {
                    found.push(finding(rule, words, &rule.question, ""));
                }
            }
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
