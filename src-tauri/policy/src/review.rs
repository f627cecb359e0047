//! Everything the window needs after a change, in one value: the journey, what is wrong and where,
//! the changed preview, how it reads. Ids only; the words stand in the [`crate::Catalogue`].

use serde::Serialize;

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
    /// How the document reads.
    pub reading: ReadingSummary,
    /// `true` while blanks, problems or Stops remain: every page says DRAFT.
    pub draft: bool,
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
    /// No question answered.
    NotStarted,
    /// Some open, or suggestions not confirmed.
    InProgress,
    /// All required questions answered and confirmed.
    Done,
    /// A Problem, or a Stop or Warn finding, points at one of its questions.
    NeedsAttention,
}

/// An answer that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Problem {
    /// The question it belongs to.
    pub question: String,
    /// For records: zero-based row.
    pub row: Option<usize>,
    /// For records: field id.
    pub field: Option<String>,
    /// A whole sentence: what is wrong and what to do.
    pub sentence: String,
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
    /// How grave.
    pub severity: Severity,
    /// Where it is shown.
    pub question: String,
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
    /// Clause id; empty for the frame.
    pub clause: String,
    /// Questions that chose or filled it, in the order they are asked.
    pub questions: Vec<String>,
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
