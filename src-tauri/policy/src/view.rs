//! The catalogue as the window and `policy questions --json` see it: structure and words joined,
//! loaded once; a review then names ids only.

use std::collections::BTreeMap;

use serde::Serialize;

/// Every question with its words, every source, every preset.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct CatalogueView {
    /// Language of the words.
    pub lang: String,
    /// In order.
    pub steps: Vec<StepView>,
    /// In the order they are asked, over all steps.
    pub questions: Vec<QuestionView>,
    /// By id.
    pub sources: BTreeMap<String, SourceView>,
    /// The documents beside the policy.
    pub documents: Vec<DocumentView>,
    /// In order; the first is offered first.
    pub presets: Vec<PresetView>,
    /// Ready orders of sections, by id; ours has no entry.
    pub orders: Vec<PresetView>,
    /// What own text may name in double brackets.
    pub values: Vec<ValueView>,
    /// The style sheet of the exported page, for the preview's shadow root; without the faces,
    /// which the window brings itself.
    pub page_css: String,
}

/// A step of the questionnaire.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct StepView {
    /// Section id.
    pub id: String,
    /// On the rail and above the questions.
    pub title: String,
    /// One line under the title.
    pub intro: String,
}

/// A question with its words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct QuestionView {
    /// Stable id; the key of its answer.
    pub id: String,
    /// The step it belongs to.
    pub step: String,
    /// How it is answered.
    pub r#type: AnswerTypeView,
    /// Shown indented under this question.
    pub follow_up_of: Option<String>,
    /// Left open, it is a Blank.
    pub required: bool,
    /// Folded away until she opens it.
    pub quiet: bool,
    /// A short noun, for lists and gaps.
    pub label: String,
    /// The question itself.
    pub ask: String,
    /// One line; may be empty.
    pub hint: String,
    /// Why we ask; may be empty.
    pub why: String,
    /// Shown when an answer cannot be accepted.
    pub error: String,
    /// For `one_of` and `many_of`.
    pub choices: Vec<ChoiceView>,
    /// For `many_of`: the choice that excludes all others.
    pub none: Option<String>,
    /// For `text`: plain, name, phone, email, url or handle.
    pub format: String,
    /// HTML autocomplete token; may be empty.
    pub autocomplete: String,
    /// For `number` and `records`.
    pub min: Option<u32>,
    /// For `number` and `records`.
    pub max: Option<u32>,
    /// For `records`.
    pub fields: Vec<FieldView>,
    /// What published policies choose, most often first; empty where it was not counted.
    pub others: Vec<OtherView>,
    /// Titles of the clauses that may come of it.
    pub writes: Vec<String>,
    /// Sources of those clauses and of the rules that look at this question.
    pub sources: Vec<String>,
}

/// How a question is answered, and the JSON its answer takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum AnswerTypeView {
    /// A choice id (string).
    OneOf,
    /// Choice ids (array of strings).
    ManyOf,
    /// One line (string).
    Text,
    /// Several lines (string with line feeds).
    Paragraph,
    /// A whole number.
    Number,
    /// `YYYY-MM-DD`.
    Date,
    /// Rows (array of objects, field id to string).
    Records,
}

impl AnswerTypeView {
    /// The word in content files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OneOf => "one_of",
            Self::ManyOf => "many_of",
            Self::Text => "text",
            Self::Paragraph => "paragraph",
            Self::Number => "number",
            Self::Date => "date",
            Self::Records => "records",
        }
    }
}

/// A choice with its words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct ChoiceView {
    /// Stable id.
    pub id: String,
    /// A short verb phrase.
    pub label: String,
    /// May be empty.
    pub hint: String,
}

/// How many published policies make a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct OtherView {
    /// The choice.
    pub choice: String,
    /// At least so many ..
    pub policies: usize,
    /// .. of these.
    pub of: usize,
}

/// A column of a records question.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct FieldView {
    /// Key in the row object.
    pub id: String,
    /// `text` or `one_of`.
    pub r#type: AnswerTypeView,
    /// Label of the control.
    pub label: String,
    /// May be empty.
    pub hint: String,
    /// For `one_of`.
    pub choices: Vec<ChoiceView>,
    /// Left open, it is a Problem of a blank kind.
    pub required: bool,
    /// Shown only when another field of the row has this value.
    pub ask_if: Option<FieldConditionView>,
    /// As for questions.
    pub format: String,
    /// HTML autocomplete token; may be empty.
    pub autocomplete: String,
}

/// A field shown only when another field of its row has this value.
#[derive(Clone, Debug, Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct FieldConditionView {
    /// The other field.
    pub field: String,
    /// Its value.
    pub is: String,
}

/// Where a rule or fact comes from.
#[derive(Clone, Debug, Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct SourceView {
    /// Who made the rule.
    pub body: String,
    /// Name of the document.
    pub title: String,
    /// Section, where it was read; else empty.
    #[serde(default)]
    pub section: String,
    /// Edition or year.
    pub edition: String,
    /// Where to read it.
    pub url: String,
    /// `YYYY-MM-DD`.
    pub checked_on: String,
    /// `YYYY-MM-DD`.
    pub review_after: String,
    /// "revision pending", or empty.
    #[serde(default)]
    pub status: String,
    /// What it asks for, in our own words.
    #[serde(default)]
    pub gist: String,
    /// The professions it binds; empty = it speaks to all.
    #[serde(default)]
    pub professions: Vec<String>,
}

/// A document beside the policy, made from the same answers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct DocumentView {
    /// Stable id.
    pub id: String,
    /// As it stands at its head.
    pub title: String,
}

/// A value own text may name: `[[name]]`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct ValueView {
    /// Between the brackets.
    pub name: String,
    /// For a list to choose from.
    pub label: String,
    /// The question it answers; `None` for words that follow the voice.
    pub question: Option<String>,
}

/// A starting point, or a ready order of sections.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct PresetView {
    /// Stable id.
    pub id: String,
    /// "Open page, no conversation".
    pub name: String,
    /// One sentence.
    pub description: String,
}
