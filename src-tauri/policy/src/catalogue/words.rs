//! `text/<lang>/*.toml`: every word a person reads, by the id of what it belongs to.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::documents::{DocumentSpec, POLICY};
use super::places::{PlaceWords, RowWords};
use super::questionnaire::Step;
use super::rules::RuleWords;
use crate::content::{Content, ContentError};
use crate::old::Phrases;

/// The words of one language.
#[derive(Clone, Debug)]
pub struct Words {
    /// By step id.
    pub steps: BTreeMap<String, StepWords>,
    /// By question id.
    pub questions: BTreeMap<String, QuestionWords>,
    /// The frame of each document, by its id.
    pub documents: BTreeMap<String, DocumentWords>,
    /// The sheet that says what changed.
    pub changes: ChangesWords,
    /// I, we or the practice; client or patient; verbs.
    pub voice: VoiceWords,
    /// By rule id.
    pub rules: BTreeMap<String, RuleWords>,
    /// By place id.
    pub places: BTreeMap<String, PlaceWords>,
    /// By preset id.
    pub presets: BTreeMap<String, PresetWords>,
    /// Ready orders, by id.
    pub orders: BTreeMap<String, PresetWords>,
    /// Month names and the order of a date.
    pub dates: DateWords,
    /// Why an answer cannot be accepted, by kind.
    pub problems: BTreeMap<String, String>,
    /// About an existing policy.
    pub(crate) old: Phrases,
}

/// Title and line under it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepWords {
    /// On the rail.
    pub title: String,
    /// One line; may be empty.
    #[serde(default)]
    pub intro: String,
}

/// The words of a question.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionWords {
    /// A short noun.
    pub label: String,
    /// The question.
    pub ask: String,
    /// May be empty.
    #[serde(default)]
    pub hint: String,
    /// May be empty.
    #[serde(default)]
    pub why: String,
    /// Shown when an answer cannot be accepted.
    #[serde(default)]
    pub error: String,
    /// By choice id.
    #[serde(default)]
    pub choice: BTreeMap<String, String>,
    /// By choice id; choices may have none.
    #[serde(default)]
    pub choice_hint: BTreeMap<String, String>,
    /// By field id.
    #[serde(default)]
    pub field: BTreeMap<String, FieldWords>,
}

/// The words of a column.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWords {
    /// Label of the control.
    pub label: String,
    /// May be empty.
    #[serde(default)]
    pub hint: String,
    /// By choice id; these also print.
    #[serde(default)]
    pub choice: BTreeMap<String, String>,
    /// By choice id; choices may have none.
    #[serde(default)]
    pub choice_hint: BTreeMap<String, String>,
}

/// The frame of a document. What the policy says in `document.toml` holds for the others too, where
/// their own file says nothing else; titles of sections are never taken over.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentWords {
    /// A whole sentence, said when the document is not for these answers; empty for the policy.
    #[serde(default)]
    pub absent: String,
    /// Template.
    pub title: String,
    /// Template.
    pub subtitle: String,
    /// Before the fingerprint.
    pub code_word: String,
    /// With `{page}` and `{pages}`.
    pub page_word: String,
    /// "DRAFT".
    pub draft_mark: String,
    /// Section titles by id; templates.
    pub section: BTreeMap<String, String>,
    /// Words of the block under the title, by key.
    pub masthead: BTreeMap<String, String>,
    /// Words of the footer, by key.
    pub footer: BTreeMap<String, String>,
    /// Rows of the page for the pen.
    pub acknowledgement: SignWords,
}

/// The words of the sheet that says what changed, around those of the policy. Title, subtitles,
/// parts and the closing text are templates.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangesWords {
    /// "What changed in our social media policy".
    pub title: String,
    /// When all changes are on the sheet.
    pub subtitle: String,
    /// When things only moved.
    pub subtitle_moved: String,
    /// When there are more.
    pub subtitle_more: String,
    /// Headings.
    pub section: ChangesSections,
    /// Before the words of the policy.
    pub label: ChangesLabels,
    /// Names of what has no heading in the policy.
    pub part: ChangesParts,
    /// Whole sentences.
    pub text: ChangesText,
}

/// Headings of the sheet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangesSections {
    /// Over what says something else.
    pub changed: String,
    /// Over what was not there before.
    pub added: String,
    /// Over what is gone.
    pub removed: String,
    /// Over what stands elsewhere.
    pub moved: String,
    /// Over what found no room.
    pub rest: String,
    /// At the end.
    pub closing: String,
}

/// Before old and new words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangesLabels {
    /// The old words.
    pub before: String,
    /// The new words in place of old ones.
    pub now: String,
    /// Words in place of none.
    pub new: String,
    /// Old words with none in their place.
    pub gone: String,
}

/// Names of what has no heading in the policy.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangesParts {
    /// The title.
    pub title: String,
    /// The line under it.
    pub subtitle: String,
    /// Practice, clinician, license.
    pub who: String,
    /// Phone, email, portal, web, address.
    pub reach: String,
    /// The rows of the acknowledgement.
    pub sign: String,
    /// The table of clinicians.
    pub roster: String,
    /// A whole sentence with `{heading}`.
    pub heading: String,
}

/// Whole sentences of the sheet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangesText {
    /// After a text that was cut.
    pub cut: String,
    /// With `{parts}`.
    pub moved: String,
    /// With `{parts}`.
    pub rest: String,
    /// Between the last two parts.
    pub and: String,
    /// In place of the parts that are too many to name.
    pub others: String,
    /// At the end.
    pub closing: String,
}

/// The part of a name that tells templates of the sheet from others: `changes:title`.
pub(crate) const CHANGES: &str = "changes";

impl ChangesWords {
    /// The templates among them, by name.
    pub(crate) fn templates(&self) -> [(&'static str, &str); 11] {
        [
            ("title", &self.title),
            ("subtitle", &self.subtitle),
            ("subtitle_moved", &self.subtitle_moved),
            ("subtitle_more", &self.subtitle_more),
            ("closing", &self.text.closing),
            ("part:title", &self.part.title),
            ("part:subtitle", &self.part.subtitle),
            ("part:who", &self.part.who),
            ("part:reach", &self.part.reach),
            ("part:sign", &self.part.sign),
            ("part:roster", &self.part.roster),
        ]
    }
}

/// Rows of the page for the pen.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignWords {
    /// The reader.
    pub you: SignRow,
    /// A partner, parent or guardian.
    pub second: SignRow,
    /// What to do about copies.
    pub copy: SignRow,
    /// The one who went over it with the reader.
    pub clinician: SignRow,
}

/// One row; what is empty does not print.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignRow {
    /// Beside the row.
    pub label: String,
    /// Above the lines.
    pub text: String,
    /// Under a line.
    pub name: String,
    /// Under a line.
    pub relation: String,
    /// Under a line.
    pub signature: String,
    /// Under a line.
    pub date: String,
    /// Boxes to tick.
    pub ticks: Vec<String>,
}

/// Words in three forms: I, we, the practice by name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceWords {
    /// Pronouns and their like; `{name}` stands for the practice's name.
    pub word: BTreeMap<String, [String; 3]>,
    /// Verbs that agree.
    pub verb: BTreeMap<String, [String; 3]>,
    /// Client or patient.
    pub people: BTreeMap<String, BTreeMap<String, String>>,
}

/// A preset, or a ready order, as it is offered.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresetWords {
    /// "Open page, no conversation".
    pub name: String,
    /// One sentence.
    pub description: String,
}

/// How dates are written out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    /// January first.
    pub months: Vec<String>,
    /// With `{day}`, `{month}` and `{year}`.
    pub pattern: String,
}

impl Words {
    /// The words of a resource, board or directory.
    pub(crate) fn row(&self, id: &str) -> Option<&RowWords> {
        self.places.values().find_map(|place| place.rows.get(id))
    }
}

impl DateWords {
    /// A date in words, its parts held together by no-break spaces.
    pub fn write(&self, date: chrono::NaiveDate) -> String {
        use chrono::Datelike as _;
        let month = self.months.get(date.month0() as usize).map_or("", String::as_str);
        self.pattern
            .replace("{day}", &date.day().to_string())
            .replace("{month}", month)
            .replace("{year}", &date.year().to_string())
            .replace(' ', "\u{a0}")
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    section: StepWords,
    #[serde(default)]
    question: BTreeMap<String, QuestionWords>,
}

pub(super) fn load(
    content: &Content,
    code: &str,
    steps: &[Step],
    documents: &[DocumentSpec],
    errors: &mut Vec<ContentError>,
) -> Words {
    let mut step_words = BTreeMap::new();
    let mut questions = BTreeMap::new();
    for step in steps {
        let path = format!("text/{code}/{}.toml", step.id);
        let file: StepFile = super::or_default(content.toml(&path), errors);
        step_words.insert(step.id.clone(), file.section);
        questions.extend(file.question);
    }
    let path = |name: &str| format!("text/{code}/{name}.toml");
    let mut rules = BTreeMap::new();
    let folder = format!("text/{code}/rules");
    for (file, _) in content.list(&folder, ".toml") {
        let words: BTreeMap<String, RuleWords> =
            super::or_default(content.toml(&path(&format!("rules/{file}"))), errors);
        rules.extend(words);
    }
    let folder = format!("text/{code}/places");
    let places = content
        .list(&folder, ".toml")
        .map(|(id, _)| {
            let words = content.toml(&path(&format!("places/{id}")));
            (id.to_owned(), super::or_default(words, errors))
        })
        .collect();
    Words {
        steps: step_words,
        questions,
        documents: document_words(content, code, documents, errors),
        changes: super::or_default(content.toml(&document_path(code, CHANGES)), errors),
        voice: super::or_default(content.toml(&path("voice")), errors),
        rules,
        places,
        presets: super::or_default(content.toml(&path("presets")), errors),
        orders: match content.get(&path("orders")) {
            Some(_) => super::or_default(content.toml(&path("orders")), errors),
            None => BTreeMap::new(),
        },
        dates: super::or_default(content.toml(&path("dates")), errors),
        old: super::or_default(content.toml(&path("old")), errors),
        problems: super::or_default(content.toml(&path("problems")), errors),
    }
}

/// Where the words of a document stand.
pub(crate) fn document_path(code: &str, document: &str) -> String {
    if document == POLICY {
        format!("text/{code}/document.toml")
    } else {
        format!("text/{code}/documents/{document}.toml")
    }
}

fn document_words(
    content: &Content,
    code: &str,
    documents: &[DocumentSpec],
    errors: &mut Vec<ContentError>,
) -> BTreeMap<String, DocumentWords> {
    let frame: toml::Table = super::or_default(content.toml(&document_path(code, POLICY)), errors);
    let mut all = BTreeMap::new();
    for document in documents {
        let path = document_path(code, &document.id);
        let own: toml::Table = super::or_default(content.toml(&path), errors);
        let mut table = frame.clone();
        if document.id != POLICY {
            table.remove("section");
            merge(&mut table, own);
        }
        match toml::Value::Table(table).try_into() {
            Ok(words) => {
                all.insert(document.id.clone(), words);
            }
            Err(error) => errors.push(ContentError::new(path, error.message())),
        }
    }
    all
}

/// Lays one table over another, key by key.
fn merge(under: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(toml::Value::Table(under)), toml::Value::Table(over)) => merge(under, over),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}
