//! `questionnaire/*.toml`: what is asked, by id, without words.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::condition::Condition;
use crate::content::{Content, ContentError};
use crate::view::{AnswerTypeView as AnswerType, FieldConditionView as FieldCondition};

/// A step: one screen of the questionnaire.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its id, and the name of its files.
    pub id: String,
    /// Ids of its questions, in order.
    pub questions: Vec<String>,
}

/// A question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The key of its answer.
    pub id: String,
    /// The step it belongs to.
    #[serde(skip)]
    pub step: String,
    /// How it is answered.
    pub r#type: AnswerType,
    /// For `one_of` and `many_of`.
    #[serde(default)]
    pub choices: Vec<String>,
    /// For `many_of`: the choice that excludes all others.
    #[serde(default)]
    pub none: Option<String>,
    /// When it applies; `None` = always. Names earlier questions only.
    #[serde(default)]
    pub ask_if: Option<Condition>,
    /// Shown indented under this question.
    #[serde(default)]
    pub follow_up_of: Option<String>,
    /// Left open, it is a Blank.
    #[serde(default = "yes")]
    pub required: bool,
    /// Folded away until she opens it: something more she may say, and nobody misses.
    #[serde(default)]
    pub quiet: bool,
    /// Holds for the whole practice: typed once, offered to every policy when it changes.
    #[serde(default)]
    pub profile: bool,
    /// What each preset suggests.
    #[serde(default)]
    pub suggest: BTreeMap<String, Value>,
    /// For `text`.
    #[serde(default)]
    pub format: Format,
    /// HTML autocomplete token; may be empty.
    #[serde(default)]
    pub autocomplete: String,
    /// For `number` and `records`.
    #[serde(default)]
    pub min: Option<u32>,
    /// For `number` and `records`.
    #[serde(default)]
    pub max: Option<u32>,
    /// For `date`: an earlier date question; this day comes after that one.
    #[serde(default)]
    pub after: Option<String>,
    /// For `records`.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// A column of a `records` question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Key in the row.
    pub id: String,
    /// `text` or `one_of`.
    pub r#type: AnswerType,
    /// For `one_of`.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Left open, the question counts as a Blank.
    #[serde(default)]
    pub required: bool,
    /// Applies only when another field of the row has this value.
    #[serde(default)]
    pub ask_if: Option<FieldCondition>,
    /// For `text`: an earlier `records` question whose rows it names by their first column. With
    /// one row there, nothing is to be named, and what stands here is left out.
    #[serde(default)]
    pub among: Option<String>,
    /// For `text`.
    #[serde(default)]
    pub format: Format,
    /// HTML autocomplete token; may be empty.
    #[serde(default)]
    pub autocomplete: String,
}

/// What a line of text stands for; decides how it is checked and whether it prints as a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Any words.
    #[default]
    Plain,
    /// A person's or practice's name.
    Name,
    /// Printed as typed, linked as `tel:`.
    Phone,
    /// Linked as `mailto:`.
    Email,
    /// Linked as `https:`; the scheme may be left out.
    Url,
    /// An account name.
    Handle,
}

impl Format {
    /// The word in content files and in the window.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Url => "url",
            Self::Handle => "handle",
        }
    }
}

impl Question {
    /// A column by id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }
}

fn yes() -> bool {
    true
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    steps: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    question: Vec<Question>,
}

/// Loads the steps and, over all of them, the questions.
pub(super) fn load(
    content: &Content,
    errors: &mut Vec<ContentError>,
) -> (Vec<Step>, Vec<Question>) {
    let index: Index = super::or_default(content.toml("questionnaire/index.toml"), errors);
    let mut steps = Vec::new();
    let mut questions: Vec<Question> = Vec::new();
    for id in index.steps {
        let path = format!("questionnaire/{id}.toml");
        let file: File = super::or_default(content.toml(&path), errors);
        for question in &file.question {
            if questions.iter().any(|other| other.id == question.id) {
                let message = format!("The question `{}` is there twice.", question.id);
                errors.push(ContentError::new(&path, message));
            }
        }
        let ids = file.question.iter().map(|question| question.id.clone()).collect();
        questions.extend(file.question.into_iter().map(|q| Question { step: id.clone(), ..q }));
        steps.push(Step { id, questions: ids });
    }
    (steps, questions)
}
