//! The content as typed values: structure by id, words by language and id, templates compiled.
//! Loading checks what every stage relies on; [`crate::lint`] checks the rest.

mod clauses;
mod documents;
mod places;
mod questionnaire;
pub(crate) mod rules;
mod view;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use handlebars::Handlebars;
use serde::Deserialize;
use serde_json::json;

pub use clauses::Clause;
pub(crate) use documents::ORDERS;
pub use documents::{ClauseEntry, DocumentSpec, MastheadPart, NamedOrder, POLICY, SectionSpec};
pub use places::{Board, Checked, Directory, Place, PlaceWords, Resource, RowWords};
pub use questionnaire::{Field, Format, Question, Step};
pub use rules::{EmergencyCheck, Rule, RuleCheck, RuleWords};
pub(crate) use words::{CHANGES, document_path};
pub use words::{
    ChangesWords, DocumentWords, QuestionWords, SignRow, SignWords, VoiceWords, Words,
};

use crate::condition::Condition;
use crate::content::{Content, ContentError};
use crate::markdown;
use crate::old::Patterns;
use crate::own::digest;
use crate::view::SourceView;

/// All content, loaded and compiled.
#[derive(Debug)]
pub struct Catalogue {
    /// In order.
    pub steps: Vec<Step>,
    /// In the order they are asked, over all steps.
    pub questions: Vec<Question>,
    /// By id.
    pub facts: BTreeMap<String, Fact>,
    /// What can be written from the answers; the policy comes first.
    pub documents: Vec<DocumentSpec>,
    /// Ready orders of the policy's sections, by id.
    pub orders: BTreeMap<String, NamedOrder>,
    /// Findings, in the order of their ids.
    pub rules: Vec<Rule>,
    /// By id.
    pub sources: BTreeMap<String, SourceView>,
    /// What is particular to a country or state, in the order of their ids.
    pub places: Vec<Place>,
    /// Emergency resources of all places, in the order they print.
    pub resources: Vec<Resource>,
    /// Preset ids, in order.
    pub presets: Vec<String>,
    /// By language.
    pub languages: BTreeMap<String, Language>,
    /// What published policies choose.
    pub others: Others,
    /// How an existing policy is read.
    pub(crate) old: Patterns,
    /// Style sheet of the exported page.
    pub page_css: String,
    /// Whole practices as flat answers (JSON), by name.
    pub examples: BTreeMap<String, String>,
}

/// The words, clauses and compiled templates of one language.
#[derive(Debug)]
pub struct Language {
    /// By id.
    pub words: Words,
    /// By id.
    pub clauses: BTreeMap<String, Clause>,
    /// Clause bodies by clause id; titles as `policy:title`, `policy:subtitle` and
    /// `policy:section:<id>`, by document; those of the sheet that says what changed as
    /// `changes:<name>`.
    pub templates: Handlebars<'static>,
}

/// A named fact and what it is derived from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// When it holds.
    pub from: Condition,
}

/// What published policies choose, as far as it was counted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Others {
    /// So many policies were read.
    pub of: usize,
    /// By question and choice: at least so many of them say it.
    pub choice: BTreeMap<String, BTreeMap<String, usize>>,
}

/// Languages with words and clauses. Spanish joins when it is written.
const LANGUAGES: &[&str] = &["en"];

static EMBEDDED: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::load(&Content::embedded())
        .unwrap_or_else(|errors| panic!("templates are checked by `policy lint`: {errors:?}"))
});

impl Catalogue {
    /// The content built into the program, loaded once.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Sixteen letters that differ where the wording of any clause does: the version of the wording
    /// as a whole, to be named by what is issued.
    pub fn wording(&self) -> String {
        let clauses = self.languages.iter().flat_map(|(lang, language)| {
            let of = move |(id, clause): (&String, &Clause)| json!([lang, id, clause.wording]);
            language.clauses.iter().map(of)
        });
        digest(&clauses.collect())
    }

    /// Loads content, or says everything that is wrong with it.
    pub fn load(content: &Content) -> Result<Self, Vec<ContentError>> {
        let mut errors = Vec::new();
        let (steps, questions) = questionnaire::load(content, &mut errors);
        let facts = load_facts(content, &steps, &mut errors);
        let documents = documents::load(content, &mut errors);
        let orders = or_default(documents::orders(content), &mut errors);
        let rules = rules::load(content, &mut errors);
        let sources = load_sources(content, &mut errors);
        let places = places::load(content, &mut errors);
        let resources = places.iter().flat_map(|place| place.resource.clone()).collect();
        let presets = or_default(content.toml::<Presets>("presets.toml"), &mut errors).presets;
        let mut languages = BTreeMap::new();
        for &code in LANGUAGES {
            let words = words::load(content, code, &steps, &documents, &mut errors);
            let clauses = clauses::load(content, code, &mut errors);
            let templates = compile(code, &words, &clauses, &mut errors);
            languages.insert(code.to_owned(), Language { words, clauses, templates });
        }
        let others = or_default(content.toml("others.toml"), &mut errors);
        let old = or_default(content.toml("old.toml"), &mut errors);
        let page_css = content.get("layout/policy.css").unwrap_or_default().to_owned();
        let examples =
            content.list("examples", ".json").map(|(n, t)| (n.to_owned(), t.to_owned())).collect();
        if errors.is_empty() {
            Ok(Self {
                steps,
                questions,
                facts,
                documents,
                orders,
                rules,
                sources,
                places,
                resources,
                presets,
                languages,
                others,
                old,
                page_css,
                examples,
            })
        } else {
            Err(errors)
        }
    }

    /// A document by its id, or by the first word of it: `reader` is `reader-guidelines`.
    pub fn document(&self, name: &str) -> Option<&DocumentSpec> {
        let first_word = |id: &str| id.split('-').next() == Some(name);
        let mut documents = self.documents.iter();
        documents.find(|spec| spec.id == name || first_word(&spec.id))
    }

    /// The policy.
    pub fn policy(&self) -> &DocumentSpec {
        self.documents.first().expect("loading refuses content without a policy")
    }

    /// The clauses and groups of all documents; one may come several times.
    pub fn entries(&self) -> impl Iterator<Item = &ClauseEntry> {
        self.documents.iter().flat_map(DocumentSpec::entries)
    }

    /// Whether a source binds one of these professions; what binds none in particular, or nobody
    /// whose profession is known, speaks to all.
    pub(crate) fn speaks_to(&self, source: &str, professions: &BTreeSet<String>) -> bool {
        let Some(source) = self.sources.get(source) else { return true };
        let bound = &source.professions;
        bound.is_empty()
            || professions.is_empty()
            || bound.iter().any(|it| professions.contains(it))
    }

    /// A question by id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The questions that make the practice's profile: what is the same in all its policies, such
    /// as name, phone and address. In the order they are asked.
    pub fn profile_questions(&self) -> impl Iterator<Item = &str> {
        self.questions.iter().filter(|question| question.profile).map(|q| q.id.as_str())
    }

    /// The place of a question in the order they are asked; unknown ids come last.
    pub fn rank(&self, id: &str) -> usize {
        self.questions.iter().position(|question| question.id == id).unwrap_or(usize::MAX)
    }

    /// The words and clauses of a language.
    pub fn language(&self, code: &str) -> Option<&Language> {
        self.languages.get(code)
    }

    /// The questions a condition comes down to, through facts, in the order they are asked.
    pub fn questions_of(&self, condition: &Condition) -> Vec<String> {
        let mut found = Vec::new();
        self.gather(condition, &mut found, 0);
        self.in_order(found)
    }

    /// The questions behind a name used in a template: a fact's, or the value's own.
    pub(crate) fn questions_of_name(&self, name: &str) -> Vec<String> {
        match self.facts.get(name) {
            Some(fact) => self.questions_of(&fact.from),
            None => self.question(name).map(|question| question.id.clone()).into_iter().collect(),
        }
    }

    /// Sorts questions by the order in which they are asked and drops repetitions.
    pub(crate) fn in_order(&self, mut questions: Vec<String>) -> Vec<String> {
        questions.sort_by_key(|id| self.rank(id));
        questions.dedup();
        questions
    }

    fn gather(&self, condition: &Condition, found: &mut Vec<String>, depth: usize) {
        // Facts that name each other in a circle are refused by the lint; here they only must end.
        if depth > 16 {
            return;
        }
        condition.names(&mut |is_question, id| {
            if is_question {
                found.push(id.to_owned());
            } else if let Some(fact) = self.facts.get(id) {
                self.gather(&fact.from, found, depth + 1);
            }
        });
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Presets {
    presets: Vec<String>,
}

fn or_default<T: Default>(result: Result<T, ContentError>, errors: &mut Vec<ContentError>) -> T {
    result.unwrap_or_else(|error| {
        errors.push(error);
        T::default()
    })
}

/// The sources, each with the professions its body speaks for (`professions.toml`).
fn load_sources(content: &Content, errors: &mut Vec<ContentError>) -> BTreeMap<String, SourceView> {
    let mut sources: BTreeMap<String, SourceView> =
        or_default(content.toml("sources.toml"), errors);
    let bodies: BTreeMap<String, Vec<String>> =
        or_default(content.toml("professions.toml"), errors);
    for source in sources.values_mut() {
        let speaks = |(_, bodies): &(&String, &Vec<String>)| bodies.contains(&source.body);
        source.professions = bodies.iter().filter(speaks).map(|(id, _)| id.clone()).collect();
    }
    sources
}

fn load_facts(
    content: &Content,
    steps: &[Step],
    errors: &mut Vec<ContentError>,
) -> BTreeMap<String, Fact> {
    let mut all = BTreeMap::new();
    for step in steps {
        let path = format!("facts/{}.toml", step.id);
        let facts: BTreeMap<String, Fact> = or_default(content.toml(&path), errors);
        for (id, fact) in facts {
            if all.insert(id.clone(), fact).is_some() {
                errors.push(ContentError::new(&path, format!("The fact `{id}` is there twice.")));
            }
        }
    }
    all
}

fn compile(
    code: &str,
    words: &Words,
    clauses: &BTreeMap<String, Clause>,
    errors: &mut Vec<ContentError>,
) -> Handlebars<'static> {
    let mut templates = Handlebars::new();
    templates.set_strict_mode(true);
    templates.register_escape_fn(markdown::escape);
    let mut frame = |document: &str, name: &str, text: &str| {
        if let Err(error) = templates.register_template_string(&format!("{document}:{name}"), text)
        {
            let file = document_path(code, document);
            errors.push(ContentError::new(file, format!("`{name}`: {error}")));
        }
    };
    for (document, said) in &words.documents {
        for (id, title) in &said.section {
            frame(document, &format!("section:{id}"), title);
        }
        frame(document, "title", &said.title);
        frame(document, "subtitle", &said.subtitle);
    }
    for (name, text) in words.changes.templates() {
        frame(CHANGES, name, text);
    }
    for (id, clause) in clauses {
        if let Err(error) = templates.register_template_string(id, &clause.body) {
            errors.push(ContentError::new(clauses::path(code, id), error.to_string()));
        }
    }
    templates
}
