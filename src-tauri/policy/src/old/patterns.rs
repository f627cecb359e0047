//! `old.toml`: by which words an existing policy is recognised to speak of a topic or to give an
//! answer. The patterns are compiled when a policy is checked; nobody else needs them.

use std::collections::BTreeMap;

use regex::{RegexSet, RegexSetBuilder};
use serde::Deserialize;
use serde_json::Value;

use super::Topic;

/// The patterns as they stand in the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Patterns {
    /// By topic id.
    #[serde(default)]
    pub(crate) topic: BTreeMap<String, TopicPattern>,
    /// Those listed first win.
    #[serde(default)]
    pub(crate) answer: Vec<AnswerPattern>,
}

/// How a topic is recognised.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicPattern {
    /// The question that is about it.
    pub(crate) question: String,
    /// One of these stands somewhere.
    pub(crate) any: Vec<String>,
}

/// How an answer is recognised.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerPattern {
    /// The question.
    pub(crate) question: String,
    /// Its answer.
    pub(crate) answer: Value,
    /// One of these stands in the sentence ..
    pub(crate) any: Vec<String>,
    /// .. and each of these, if there are any ..
    #[serde(default)]
    pub(crate) all: Vec<String>,
    /// .. and none of these.
    #[serde(default)]
    pub(crate) unless: Vec<String>,
}

/// The words about an existing policy.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    /// By topic id.
    #[serde(default)]
    pub(crate) topic: BTreeMap<String, String>,
    /// Sentences about the text as a whole, by key.
    #[serde(default)]
    pub(crate) note: BTreeMap<String, String>,
}

/// The keys of [`Phrases::note`].
pub(crate) const NOTES: [&str; 3] = ["too_long", "too_short", "not_english"];

/// The patterns, ready for use.
pub(super) struct Compiled<'a> {
    patterns: &'a Patterns,
    topics: Vec<RegexSet>,
    answers: Vec<[RegexSet; 3]>,
}

/// A set of patterns, blind to case.
pub(crate) fn set(patterns: &[String]) -> Result<RegexSet, regex::Error> {
    RegexSetBuilder::new(patterns).case_insensitive(true).build()
}

impl Patterns {
    pub(super) fn compiled(&self) -> Compiled<'_> {
        let ready = |list: &[String]| set(list).expect("patterns are checked by the lint");
        Compiled {
            patterns: self,
            topics: self.topic.values().map(|topic| ready(&topic.any)).collect(),
            answers: self
                .answer
                .iter()
                .map(|answer| [&answer.any, &answer.all, &answer.unless].map(|list| ready(list)))
                .collect(),
        }
    }
}

impl<'a> Compiled<'a> {
    /// The topics spoken about, and the others.
    pub(super) fn topics(
        &self,
        phrases: &Phrases,
        paragraphs: &[&str],
    ) -> (Vec<Topic>, Vec<Topic>) {
        let named = self.patterns.topic.iter().zip(&self.topics).map(|((id, topic), any)| {
            let name = phrases.topic.get(id).cloned().unwrap_or_default();
            let topic = Topic { id: id.clone(), name, question: topic.question.clone() };
            (topic, paragraphs.iter().any(|text| any.is_match(text)))
        });
        let (found, missing): (Vec<_>, Vec<_>) = named.partition(|(_, there)| *there);
        let topics = |list: Vec<(Topic, bool)>| list.into_iter().map(|(topic, _)| topic).collect();
        (topics(found), topics(missing))
    }

    /// Each pattern that fits, in the order of the file, with the first sentence it fits.
    pub(super) fn answers(&self, sentences: &[String]) -> Vec<(&'a AnswerPattern, String)> {
        self.patterns
            .answer
            .iter()
            .zip(&self.answers)
            .filter_map(|(answer, [any, all, unless])| {
                let fits = |sentence: &&String| {
                    any.is_match(sentence)
                        && all.matches(sentence).iter().count() == all.len()
                        && !unless.is_match(sentence)
                };
                Some((answer, sentences.iter().find(fits)?.clone()))
            })
            .collect()
    }
}
