//! What published policies say (`templates/coverage.toml`), and the answers that say it here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use policy::answers::Answers;
use policy::{Catalogue, Draft, apply_preset};
use serde::Deserialize;

use crate::practice;

/// The positions by their code.
pub static COVERAGE: LazyLock<BTreeMap<String, Position>> = LazyLock::new(|| {
    let path = practice::folder().join("../templates/coverage.toml");
    let text = std::fs::read_to_string(path).expect("the coverage is there");
    toml::from_str(&text).unwrap_or_else(|error| panic!("templates/coverage.toml: {error}"))
});

/// What some published policies say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// In our words.
    pub position: String,
    /// At least so many of sixty.
    pub policies: usize,
    /// The preset the practice starts from.
    #[serde(default = "open_page")]
    pub base: String,
    /// Changes under which it is said.
    #[serde(default)]
    pub answers: Answers,
    /// Words that then stand in the policy.
    #[serde(default)]
    pub phrase: OneOrMore,
    /// Changes under which they do not.
    #[serde(default)]
    pub rival: Answers,
    /// The choice that is made by it, for "What others choose".
    #[serde(default)]
    pub counts: BTreeMap<String, String>,
    /// Left to the clinician's own clause.
    #[serde(default)]
    pub own: bool,
    /// The rule that keeps it from being printed.
    #[serde(default)]
    pub refused: Option<String>,
    /// Why it is refused.
    #[serde(default)]
    pub why: String,
}

/// One phrase, or one for each voice.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Raw")]
pub struct OneOrMore(Vec<String>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Raw {
    One(String),
    More(Vec<String>),
}

impl From<Raw> for OneOrMore {
    fn from(raw: Raw) -> Self {
        match raw {
            Raw::One(phrase) => Self(vec![phrase]),
            Raw::More(phrases) => Self(phrases),
        }
    }
}

impl OneOrMore {
    /// Nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(String::is_empty)
    }

    /// One of them stands in a text as [`said`] returns it.
    pub fn stands_in(&self, text: &str) -> bool {
        self.0.iter().any(|phrase| text.contains(&single(phrase)))
    }
}

impl Position {
    /// Neither printed nor meant to be.
    pub fn is_left(&self) -> bool {
        self.own || self.refused.is_some()
    }

    /// Its words stand in a text.
    pub fn stands_in(&self, text: &str) -> bool {
        self.phrase.stands_in(text)
    }
}

fn open_page() -> String {
    "open_page".to_owned()
}

/// A solo counselor on a preset, with some answers changed. What the changes ask for anew is filled
/// in as the preset suggests.
pub fn base(preset: &str, changes: &Answers) -> Draft {
    let mut answers = practice::draft("halloran").answers;
    let catalogue = Catalogue::embedded();
    answers.retain(|id, _| catalogue.question(id).is_some_and(|q| !q.suggest.contains_key(preset)));
    answers.insert("voice".to_owned(), "i".into());
    for (question, value) in changes {
        answers.insert(question.clone(), value.clone());
    }
    answers.retain(|_, value| value != "-");
    apply_preset(catalogue, &Draft::new(answers), preset).expect("the preset is there")
}

/// The text of the policy in single spaces, and the sentences about answers that do not fit.
pub fn said(draft: &Draft) -> (String, Vec<String>) {
    let outcome = practice::run(draft);
    let problems = outcome.problems.iter().map(|problem| problem.sentence.clone()).collect();
    (single(&policy::plain::text(&outcome.document)), problems)
}

/// Single spaces, plain ones.
pub fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One published policy, as what it says and the answers that say it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The file's name without its ending.
    #[serde(skip)]
    pub name: String,
    /// The preset it starts from.
    #[serde(default = "open_page")]
    pub base: String,
    /// What it says, by the codes of [`COVERAGE`].
    pub says: Vec<String>,
    /// For some of these, words that stand there too: products, limits, exceptions, reasons.
    #[serde(default)]
    pub details: BTreeMap<String, Vec<String>>,
    /// The answers that say it.
    pub answers: Answers,
}

impl Published {
    /// What a clinician would have entered.
    pub fn draft(&self) -> Draft {
        base(&self.base, &self.answers)
    }
}

/// All of them, in the order of their names.
pub fn policies() -> Vec<Published> {
    let mut policies: Vec<Published> = std::fs::read_dir(practice::folder().join("published"))
        .expect("tests/published is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("it can be read");
            let policy: Published =
                toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Published { name, ..policy }
        })
        .collect();
    policies.sort_by(|a, b| a.name.cmp(&b.name));
    policies
}

/// Statements that are not said, as `P01 FRQ1`, in order.
pub fn missed() -> Vec<String> {
    let path = practice::folder().join("published/missed.txt");
    let text = std::fs::read_to_string(path).expect("the list is there");
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}
