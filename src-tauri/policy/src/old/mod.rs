//! An existing policy, read: what in it is out of date or unlawful, how hard it is, which topics it
//! leaves out, and which answers of the questionnaire it already gives.
//!
//! 1. [`paragraphs`](paragraphs::paragraphs) undoes the line breaks of paper and pages.
//! 2. The rules on a clinician's own words are tried on it ([`crate::findings`]).
//! 3. Topics and answers are looked for by patterns (`old.toml`), sentence by sentence.
//!
//! The text is looked at and forgotten: nothing here keeps it, and the result holds single
//! sentences of it only as quotes.

mod paragraphs;
mod patterns;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::paragraphs::paragraphs;
pub(crate) use self::patterns::{AnswerPattern, NOTES, Patterns, Phrases, set};
use crate::ascii;
use crate::catalogue::{Catalogue, RuleCheck, Words};
use crate::draft::Draft;
use crate::findings;
use crate::journey::{Stand, journey};
use crate::reading;
use crate::review::{Finding, ReadingSummary, one_decimal, reading_summary};
use crate::view::AnswerTypeView as AnswerType;

/// Longer texts are read up to here: about 200 pages.
const MAX_CHARS: usize = 1_000_000;
/// Shorter texts are hardly a policy.
const MIN_WORDS: usize = 40;
/// The hardest sentences shown.
const HARDEST: usize = 3;

/// What an existing policy says and lacks.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct OldPolicy {
    /// Whole sentences about the text itself: too long, too short, in another language.
    pub notes: Vec<String>,
    /// What the rules on own words say, each with the sentence that set it off; gravest first.
    /// Their question is empty.
    pub findings: Vec<Finding>,
    /// How it reads; `None` for another language than English, for which the formulas are not made.
    pub reading: Option<ReadingSummary>,
    /// The hardest sentences, hardest first; none where there is no reading.
    pub hardest: Vec<HardSentence>,
    /// Topics of the questionnaire it has no word on, in order.
    pub missing: Vec<Topic>,
    /// Topics it speaks about, in order.
    pub found: Vec<Topic>,
    /// Answers it seems to give, in the order of the questionnaire, each to be confirmed.
    pub suggestions: Vec<OldAnswer>,
}

/// A sentence that is hard to read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct HardSentence {
    /// As it stands there.
    pub sentence: String,
    /// Flesch-Kincaid, one decimal.
    pub grade: f64,
}

/// A topic of the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Topic {
    /// Such as `T03`.
    pub id: String,
    /// A short noun.
    pub name: String,
    /// The question that is about it.
    pub question: String,
}

/// An answer found in an existing policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct OldAnswer {
    /// The question.
    pub question: String,
    /// Its answer, as the draft keeps it.
    #[cfg_attr(test, ts(type = "unknown"))]
    pub answer: Value,
    /// The sentences it was read from.
    pub quotes: Vec<String>,
}

/// Reads an existing policy, given as plain text.
pub fn check(catalogue: &Catalogue, words: &Words, text: &str) -> OldPolicy {
    let cut = text.char_indices().nth(MAX_CHARS).map(|(at, _)| at);
    let paragraphs = paragraphs(&text[..cut.unwrap_or(text.len())]);
    let running: Vec<&str> = paragraphs.iter().filter(|p| p.runs).map(|p| &*p.text).collect();
    let counts = reading::counts(running.iter().copied());
    let phrases = &words.old;
    let mut notes = Vec::new();
    let mut note = |key: &str| notes.extend(phrases.note.get(key).cloned());
    if cut.is_some() {
        note("too_long");
    }
    let whole: Vec<&str> = paragraphs.iter().map(|paragraph| &*paragraph.text).collect();
    let english = is_english(&whole.join("\n"));
    if !english {
        note("not_english");
    } else if counts.words < MIN_WORDS {
        note("too_short");
    }
    let patterns = catalogue.old.compiled();
    let sentences: Vec<String> = whole.iter().flat_map(|text| reading::sentences(text)).collect();
    // A topic named in a heading is a topic found.
    let (found, missing) = patterns.topics(phrases, &whole);
    OldPolicy {
        findings: rules(catalogue, words, &whole.join("\n")),
        reading: english.then(|| reading_summary(&counts)),
        hardest: if english { read(&running).1 } else { Vec::new() },
        // Without a word understood, everything would be missing.
        missing: if english { missing } else { Vec::new() },
        found,
        suggestions: suggestions(catalogue, patterns.answers(&sentences)),
        notes,
    }
}

/// A draft to start from: the answers found, all of them waiting for confirmation.
pub fn start(catalogue: &Catalogue, found: &[OldAnswer]) -> Draft {
    let answers: BTreeMap<String, Value> =
        found.iter().map(|found| (found.question.clone(), found.answer.clone())).collect();
    let suggested = answers.keys().filter(|id| catalogue.question(id).is_some()).cloned().collect();
    Draft { suggested, ..Draft::new(answers) }
}

/// What the rules on own words say about the text; each rule once, at its first sentence.
fn rules(catalogue: &Catalogue, words: &Words, text: &str) -> Vec<Finding> {
    let plain = ascii::plain(text);
    let mut found: Vec<Finding> = catalogue
        .rules
        .iter()
        .filter_map(|rule| {
            let RuleCheck::Text { patterns, .. } = &rule.check else { return None };
            let at = ascii::find(patterns, &plain, text)?;
            let quote = findings::sentence_at(text, at);
            Some(Finding { fix: None, ..findings::finding(rule, words, "", quote) })
        })
        .collect();
    found.sort_by_key(|finding| finding.severity);
    found
}

/// How a text reads, with its hardest sentences.
pub(crate) fn read(running: &[&str]) -> (ReadingSummary, Vec<HardSentence>) {
    let (counts, worst) = reading::counts_and_worst(running.iter().copied(), HARDEST);
    let hard = |(sentence, grade)| HardSentence { sentence, grade: one_decimal(grade) };
    (reading_summary(&counts), worst.into_iter().map(hard).collect())
}

/// The answers by question, those of questions that would not be asked left out. Ticks add up; of
/// two choices the one listed first stands.
fn suggestions(catalogue: &Catalogue, hits: Vec<(&AnswerPattern, String)>) -> Vec<OldAnswer> {
    let mut by_question: BTreeMap<&str, OldAnswer> = BTreeMap::new();
    for (pattern, quote) in hits {
        let Some(question) = catalogue.question(&pattern.question) else { continue };
        let answer = &pattern.answer;
        let entry = by_question.entry(&pattern.question).or_insert_with(|| OldAnswer {
            question: pattern.question.clone(),
            answer: answer.clone(),
            quotes: Vec::new(),
        });
        let agrees = if question.r#type == AnswerType::ManyOf {
            add_ticks(&mut entry.answer, answer);
            true
        } else {
            entry.answer == *answer
        };
        if agrees && !entry.quotes.contains(&quote) {
            entry.quotes.push(quote);
        }
    }
    let answers = by_question.iter().map(|(id, found)| ((*id).to_owned(), found.answer.clone()));
    let journey = journey(catalogue, &answers.collect());
    let mut found: Vec<OldAnswer> = by_question
        .into_values()
        .filter(|found| !matches!(journey.stand(&found.question), Stand::NotAsked))
        .collect();
    found.sort_by_key(|found| catalogue.rank(&found.question));
    found
}

fn add_ticks(ticks: &mut Value, more: &Value) {
    let (Some(ticks), Some(more)) = (ticks.as_array_mut(), more.as_array()) else { return };
    for tick in more {
        if !ticks.contains(tick) {
            ticks.push(tick.clone());
        }
    }
}

/// Whether most of it is English; a text too short to tell counts as English.
fn is_english(text: &str) -> bool {
    whatlang::detect(text)
        .is_none_or(|found| found.lang() == whatlang::Lang::Eng || !found.is_reliable())
}
