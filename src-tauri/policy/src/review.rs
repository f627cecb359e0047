//! Everything the window needs after a change, in one value: the journey, what is wrong and where,
//! the changed preview, how it reads. Ids only; the words stand in the [`crate::Catalogue`].

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use crate::answers::line;
use crate::catalogue::{Catalogue, DocumentSpec, POLICY};
use crate::condition::Truth;
use crate::document::Document;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::fingerprint::Fingerprint;
use crate::html;
use crate::journey::Stand;
use crate::old::HardSentence;
use crate::outcome::{LANG, Outcome, run, words};
use crate::own::{Arrangement, Part, PartKind, Standing, own_id};
use crate::plain;
use crate::reading;
use crate::voice::label;

/// A text of so many letters is about one line of a page.
const LINE: usize = 80;

/// The answer to "here are my answers; where do I stand?".
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Review {
    /// The steps, with the questions that apply to these answers.
    pub steps: Vec<Step>,
    /// Answers that cannot be accepted.
    pub problems: Vec<Problem>,
    /// What ethics, law or plain language have to say about the document.
    pub findings: Vec<Finding>,
    /// Required questions still open, in the order they are asked.
    pub blanks: Vec<String>,
    /// Suggested answers not yet confirmed, in the order they are asked.
    pub unconfirmed: Vec<String>,
    /// The preview of the first edition.
    pub preview: Preview,
    /// How the parts stand that are her own: outline, newer wordings, what is kept but not used.
    pub own: Standing,
    /// How the document reads.
    pub reading: ReadingSummary,
    /// Its hardest sentences, hardest first: a lone grade helps nobody.
    pub hardest: Vec<HardSentence>,
    /// `true` while blanks, problems or Stops remain: every page says DRAFT.
    pub draft: bool,
    /// The other documents that these answers make, by id.
    pub documents: Vec<String>,
}

/// One step of the questionnaire, for these answers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Step {
    /// Section id.
    pub id: String,
    /// Questions that apply, in order.
    pub questions: Vec<String>,
    /// In words on the rail.
    pub state: StepState,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// No question answered; suggestions alone do not count.
    NotStarted,
    /// Some open, or suggestions not confirmed.
    InProgress,
    /// All required questions answered and confirmed.
    Done,
    /// A Problem, or a Stop or a Warn that is not kept, points at one of its questions.
    NeedsAttention,
}

/// An answer that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Problem {
    /// The question it belongs to; empty when it is about a part.
    pub question: String,
    /// For records: zero-based row.
    pub row: Option<usize>,
    /// For records: field id.
    pub field: Option<String>,
    /// A whole sentence: what is wrong and what to do.
    pub sentence: String,
    /// The part of the draft it is about, when it is about no answer.
    pub part: Option<Part>,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// "Must fix": contradicts a binding text; blocks issuing.
    Stop,
    /// "Think about": against advice, or needs a documented reason.
    Warn,
    /// "Good to know".
    Note,
}

/// What a rule says about the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Finding {
    /// Rule id, such as `R01`.
    pub rule: String,
    /// Unique in a review: the key under which it is kept in [`Draft::kept`].
    pub key: String,
    /// What set it off, as a digest; to be kept with it.
    pub because: String,
    /// How grave.
    pub severity: Severity,
    /// Where it is shown; empty when it is about a part.
    pub question: String,
    /// The part of the draft it is about, when it is about no answer.
    pub part: Option<Part>,
    /// What is the matter, in one sentence.
    pub sentence: String,
    /// What to do.
    pub hint: String,
    /// The clinician's own words that set it off; empty for rules on answers.
    pub quote: String,
    /// Source ids; the catalogue has body, section, edition, date.
    pub sources: Vec<String>,
    /// An answer that settles it.
    pub fix: Option<Fix>,
    /// Why she keeps it as it is; empty when she does not. A kept finding asks for nothing.
    pub kept: String,
    /// Why she kept it while its answers were others; empty when she did not. It asks again.
    pub kept_before: String,
}

impl Finding {
    /// Whether it asks for something: a Stop, or a Warn that is not kept.
    pub fn asks(&self) -> bool {
        self.severity != Severity::Note && self.kept.is_empty()
    }
}

/// An answer that settles a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Fix {
    /// The question to change.
    pub question: String,
    /// The answer to give.
    #[cfg_attr(test, ts(type = "unknown"))]
    pub answer: serde_json::Value,
}

/// The body of the exported page in parts that can be patched one by one. Their `html` joined is
/// the body of the export, byte for byte.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Preview {
    /// Language of the edition.
    pub lang: String,
    /// In order: `head`, each section by its id, `foot`.
    pub parts: Vec<PreviewPart>,
}

/// A top-level element of the page's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct PreviewPart {
    /// `head`, a section id, or `foot`.
    pub id: String,
    /// Exactly one element.
    pub html: String,
    /// Where each block came from: the n-th entry speaks of the n-th element that matches
    /// `.say > *` (clauses, short version, acknowledgement), `.rows > *` (emergency box)
    /// or `.practice > *` (head).
    pub blocks: Vec<BlockOrigin>,
}

/// Where a block of the preview came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct BlockOrigin {
    /// Clause id; `own:<id>` for a clause of her own; empty for the frame.
    pub clause: String,
    /// In whose words.
    pub kind: BlockKind,
    /// Questions that chose or filled it, in the order they are asked.
    pub questions: Vec<String>,
}

/// In whose words a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A clause of ours, a gap, or the frame.
    Ours,
    /// Her wording for a clause of ours.
    Override,
    /// A clause of her own.
    Own,
}

/// How the document reads.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct ReadingSummary {
    /// Words scored.
    pub words: usize,
    /// Flesch-Kincaid grade, one decimal.
    pub grade: f64,
    /// SMOG grade, one decimal; `None` under 30 sentences, for which it was not made.
    pub smog: Option<f64>,
    /// Words in the longest sentence.
    pub longest_sentence: usize,
}

/// The label of the longest text of her own that prints in a document; `None` when none is longer
/// than a line.
pub fn longest_own_text(
    catalogue: &Catalogue,
    draft: &Draft,
    document: &Document,
) -> Option<String> {
    let printed = plain::text(document);
    let mut longest: Option<(usize, &String)> = None;
    for (question, answer) in &draft.answers {
        for text in typed(answer) {
            let letters = text.chars().count();
            let more = longest.is_none_or(|(most, _)| letters > most);
            if letters > LINE && more && printed.contains(&text) {
                longest = Some((letters, question));
            }
        }
    }
    longest.map(|(_, question)| label(words(catalogue), question, None))
}

/// The labels of the answers, and the own texts, in which a letter stands.
pub fn places_of(catalogue: &Catalogue, draft: &Draft, letter: char) -> Vec<String> {
    let answers = draft.answers.iter().filter(|(_, it)| contains(it, letter));
    let mut places: Vec<String> =
        answers.map(|(question, _)| label(words(catalogue), question, None)).collect();
    let clauses = draft.own_clauses.values().flat_map(|clause| clause.text.values());
    let overrides =
        draft.overrides.values().flat_map(std::collections::BTreeMap::values).map(|it| &it.text);
    if clauses.chain(overrides).any(|text| text.contains(letter)) {
        places.push("your own wording".to_owned());
    }
    places
}

fn contains(answer: &serde_json::Value, letter: char) -> bool {
    match answer {
        serde_json::Value::String(text) => text.contains(letter),
        serde_json::Value::Array(items) => items.iter().any(|item| contains(item, letter)),
        serde_json::Value::Object(fields) => fields.values().any(|field| contains(field, letter)),
        _ => false,
    }
}

/// The lines of an answer.
fn typed(answer: &serde_json::Value) -> Vec<String> {
    match answer {
        serde_json::Value::String(text) => text.lines().map(line).collect(),
        serde_json::Value::Array(items) => items.iter().flat_map(typed).collect(),
        serde_json::Value::Object(fields) => fields.values().flat_map(typed).collect(),
        _ => Vec::new(),
    }
}

/// Everything the window needs after a change.
pub fn review(catalogue: &Catalogue, draft: &Draft, today: NaiveDate) -> Review {
    let outcome = run(catalogue, draft, today, None);
    let unconfirmed: Vec<String> = outcome
        .journey
        .asked()
        .filter(|id| draft.suggested.contains(*id))
        .map(str::to_owned)
        .collect();
    let (reading, hardest) = read(&outcome.document);
    Review {
        steps: steps(catalogue, &outcome, &unconfirmed),
        preview: preview(&outcome.document, &outcome.arrangement),
        own: Standing::of(catalogue, draft, &outcome),
        reading,
        hardest,
        draft: outcome.is_draft(),
        documents: others(catalogue, &outcome.facts),
        problems: outcome.problems,
        findings: outcome.findings,
        blanks: outcome.blanks,
        unconfirmed,
    }
}

/// The documents beside the policy that are for these answers.
fn others(catalogue: &Catalogue, facts: &Facts) -> Vec<String> {
    let for_these = |spec: &&DocumentSpec| {
        spec.id != POLICY && spec.when.as_ref().is_none_or(|it| it.judge(facts) == Truth::True)
    };
    catalogue.documents.iter().filter(for_these).map(|spec| spec.id.clone()).collect()
}

fn steps(catalogue: &Catalogue, outcome: &Outcome, unconfirmed: &[String]) -> Vec<Step> {
    let asked: BTreeSet<&str> = outcome.journey.asked().collect();
    catalogue
        .steps
        .iter()
        .map(|step| {
            let here = |id: &&String| asked.contains(id.as_str());
            let questions: Vec<String> = step.questions.iter().filter(here).cloned().collect();
            let state = step_state(outcome, &questions, unconfirmed);
            Step { id: step.id.clone(), questions, state }
        })
        .collect()
}

fn step_state(outcome: &Outcome, questions: &[String], unconfirmed: &[String]) -> StepState {
    let here = |id: &String| questions.contains(id);
    let attention = outcome.problems.iter().any(|problem| here(&problem.question))
        || outcome.findings.iter().any(|finding| finding.asks() && here(&finding.question));
    // What a preset filled in is not a start of hers.
    let answered = |id: &String| {
        matches!(outcome.journey.stand(id), Stand::Given(_)) && !unconfirmed.contains(id)
    };
    if attention {
        StepState::NeedsAttention
    } else if !questions.iter().any(answered) {
        StepState::NotStarted
    } else if outcome.blanks.iter().any(here) || unconfirmed.iter().any(here) {
        StepState::InProgress
    } else {
        StepState::Done
    }
}

fn preview(document: &Document, arrangement: &Arrangement) -> Preview {
    let reworded = arrangement
        .changed()
        .filter(|(kind, _)| *kind == PartKind::Overrides)
        .map(|(_, clause)| clause)
        .collect();
    shown(document, &reworded)
}

/// The preview of a document that is finished as it is: an issue, or a sheet of changes.
pub fn preview_of(document: &Document) -> Preview {
    shown(document, &BTreeSet::new())
}

/// The first edition in parts; `reworded` are the clauses of ours that stand in her own words.
fn shown(document: &Document, reworded: &BTreeSet<&str>) -> Preview {
    let code = Fingerprint::of(document).short();
    let Some(edition) = document.editions.first() else {
        return Preview { lang: LANG.to_owned(), parts: Vec::new() };
    };
    let kind = |clause: &str| match clause {
        clause if own_id(clause).is_some() => BlockKind::Own,
        clause if reworded.contains(clause) => BlockKind::Override,
        _ => BlockKind::Ours,
    };
    let parts = html::parts(edition, &code)
        .into_iter()
        .map(|part| PreviewPart {
            id: part.id.to_owned(),
            html: part.html,
            blocks: part
                .blocks
                .into_iter()
                .map(|(clause, questions)| BlockOrigin {
                    clause: clause.to_owned(),
                    kind: kind(clause),
                    questions: questions.to_vec(),
                })
                .collect(),
        })
        .collect();
    Preview { lang: edition.lang.clone(), parts }
}

/// How the first edition reads.
pub fn reading_of(document: &Document) -> ReadingSummary {
    let paragraphs = document.editions.first().map(plain::running).unwrap_or_default();
    let counts = reading::counts(paragraphs.iter().map(String::as_str));
    reading_summary(&counts)
}

/// How the first edition reads, and its three hardest sentences.
fn read(document: &Document) -> (ReadingSummary, Vec<HardSentence>) {
    let paragraphs = document.editions.first().map(plain::running).unwrap_or_default();
    crate::old::read(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Counts as a reader of the window understands them.
pub(crate) fn reading_summary(counts: &reading::Counts) -> ReadingSummary {
    ReadingSummary {
        words: counts.words,
        grade: one_decimal(reading::flesch_kincaid(counts)),
        smog: reading::smog(counts).map(one_decimal),
        longest_sentence: counts.longest_sentence,
    }
}

pub(crate) fn one_decimal(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
