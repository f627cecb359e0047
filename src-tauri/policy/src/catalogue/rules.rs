//! `rules/*.toml`: findings as data, one file a step and one for own words.

use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder, bytes};
use serde::Deserialize;

use crate::ascii;
use crate::condition::Condition;
use crate::content::{Content, ContentError};
use crate::review::{Fix, Severity};

/// A rule on answers or on the clinician's own words.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `R01`.
    pub id: String,
    /// The file in `rules/` it stands in, without folder and extension.
    pub file: String,
    /// What sets it off.
    pub check: RuleCheck,
    /// How grave.
    pub severity: Severity,
    /// Where it is shown; for rules on own words, the question of those words.
    pub question: String,
    /// Source ids.
    pub sources: Vec<String>,
    /// An answer that settles it.
    pub fix: Option<Fix>,
}

/// What sets a rule off.
#[derive(Clone, Debug)]
pub enum RuleCheck {
    /// Facts.
    When(Condition),
    /// A pattern in the clinician's own words, and facts under which it matters.
    Text {
        /// Any of these, in her words as plain ASCII.
        patterns: Vec<bytes::Regex>,
        /// `None` = always.
        when: Option<Condition>,
    },
    /// The clinician's own words are hard to read.
    Reading,
    /// How the emergency box stands.
    Emergency(EmergencyCheck),
    /// What stands in the cells of one row of a `records` question.
    Row(RowCheck),
    /// A source behind a sentence of the policy is past its review.
    Sources,
    /// Her own text holds code of web pages or templates, which prints as typed.
    Code,
    /// Her own text holds signs that cannot be seen and are left out.
    Unseen,
    /// Clauses of ours that would print were taken out or worded anew.
    Changes {
        /// Ids of clauses, or of groups of variants, not to be taken out silently.
        removes: Vec<String>,
        /// The same for wordings.
        rewords: Vec<String>,
        /// `None` = always.
        when: Option<Condition>,
    },
}

impl RuleCheck {
    /// Whether it looks at her own words and changes, so that it may speak in several places.
    pub(crate) fn is_on_her_words(&self) -> bool {
        matches!(
            self,
            Self::Text { .. } | Self::Reading | Self::Code | Self::Unseen | Self::Changes { .. }
        )
    }
}

/// What may be wrong with the emergency box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmergencyCheck {
    /// Nothing stands in it.
    Empty,
    /// A row is past its review date.
    Stale,
    /// A line she chose is not confirmed, and she has not looked herself.
    Unconfirmed,
}

/// Values and patterns that all meet in one row.
#[derive(Clone, Debug)]
pub struct RowCheck {
    /// Choices by column.
    pub is: BTreeMap<String, String>,
    /// Patterns by column; the first one's cell is quoted.
    pub matches: Vec<(String, Regex)>,
}

/// The words of a rule.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleWords {
    /// What is the matter.
    pub sentence: String,
    /// What to do.
    #[serde(default)]
    pub hint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    when: Option<Condition>,
    #[serde(default)]
    text_matches: Vec<String>,
    #[serde(default)]
    removes: Vec<String>,
    #[serde(default)]
    rewords: Vec<String>,
    #[serde(default)]
    check: Option<String>,
    #[serde(default)]
    row: Option<RawRow>,
    severity: Severity,
    #[serde(default)]
    question: String,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    fix: Option<Fix>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    #[serde(default)]
    is: BTreeMap<String, String>,
    matches: BTreeMap<String, String>,
}

/// Loads the rules of all files, in the order of their ids.
pub(super) fn load(content: &Content, errors: &mut Vec<ContentError>) -> Vec<Rule> {
    let mut rules: BTreeMap<String, Rule> = BTreeMap::new();
    for (file, _) in content.list("rules", ".toml") {
        let raw: BTreeMap<String, Raw> = super::or_default(content.toml(&path(file)), errors);
        for (id, raw) in raw {
            match rule(id.clone(), file, raw) {
                Ok(rule) if rules.contains_key(&id) => {
                    let first = &rules[&id].file;
                    let message = format!("The rule `{}` stands in `{first}` too.", rule.id);
                    errors.push(ContentError::new(path(file), message));
                }
                Ok(rule) => {
                    rules.insert(id, rule);
                }
                Err(error) => errors.push(error),
            }
        }
    }
    rules.into_values().collect()
}

/// The path of a file of rules inside `templates/`.
pub(crate) fn path(file: &str) -> String {
    format!("rules/{file}.toml")
}

fn rule(id: String, file: &str, raw: Raw) -> Result<Rule, ContentError> {
    let wrong = |message: String| ContentError::new(path(file), format!("[{id}] {message}"));
    let compile = |pattern: &String| {
        let built = RegexBuilder::new(pattern).case_insensitive(true).build();
        built.map_err(|error| wrong(error.to_string()))
    };
    let changes = !raw.removes.is_empty() || !raw.rewords.is_empty();
    let check = match (raw.when, raw.text_matches.as_slice(), raw.check.as_deref(), raw.row) {
        (when, [], None, None) if changes => {
            RuleCheck::Changes { removes: raw.removes, rewords: raw.rewords, when }
        }
        _ if changes => return Err(wrong("removes and rewords take `when` only.".to_owned())),
        (when, patterns @ [_, ..], None, None) => RuleCheck::Text {
            patterns: patterns
                .iter()
                .map(|it| ascii::pattern(it).map_err(|error| wrong(error.to_string())))
                .collect::<Result<_, _>>()?,
            when,
        },
        (Some(condition), [], None, None) => RuleCheck::When(condition),
        (None, [], None, Some(row)) => {
            let pattern =
                |(field, pattern): (&String, &String)| Ok((field.clone(), compile(pattern)?));
            let matches = row.matches.iter().map(pattern).collect::<Result<_, ContentError>>()?;
            RuleCheck::Row(RowCheck { is: row.is, matches })
        }
        (None, [], Some("reading"), None) => RuleCheck::Reading,
        (None, [], Some("emergency"), None) => RuleCheck::Emergency(EmergencyCheck::Stale),
        (None, [], Some("emergency_empty"), None) => RuleCheck::Emergency(EmergencyCheck::Empty),
        (None, [], Some("emergency_unconfirmed"), None) => {
            RuleCheck::Emergency(EmergencyCheck::Unconfirmed)
        }
        (None, [], Some("sources"), None) => RuleCheck::Sources,
        (None, [], Some("code"), None) => RuleCheck::Code,
        (None, [], Some("unseen"), None) => RuleCheck::Unseen,
        _ => {
            let known = "needs one of: when, text_matches, row, check, removes or rewords.";
            return Err(wrong(known.to_owned()));
        }
    };
    Ok(Rule {
        file: file.to_owned(),
        check,
        severity: raw.severity,
        question: raw.question,
        sources: raw.sources,
        fix: raw.fix,
        id,
    })
}
