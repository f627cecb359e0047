//! `documents/policy.toml`: the order of sections and of the clauses in them.

use serde::Deserialize;

use crate::condition::Condition;
use crate::content::{Content, ContentError};
use crate::document::SectionKind;

/// A section and its clauses, in order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionSpec {
    /// The anchor in HTML and the key of its title.
    pub id: String,
    /// How it is set.
    pub kind: SectionKind,
    /// In order.
    pub clauses: Vec<ClauseEntry>,
}

/// A clause, or a group of variants of which one is chosen.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "RawEntry")]
pub struct ClauseEntry {
    /// Clause id or group name.
    pub name: String,
    /// For groups: the practices it concerns; `None` = all.
    pub when: Option<Condition>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawEntry {
    Name(String),
    Group { group: String, when: Condition },
}

impl From<RawEntry> for ClauseEntry {
    fn from(raw: RawEntry) -> Self {
        match raw {
            RawEntry::Name(name) => Self { name, when: None },
            RawEntry::Group { group, when } => Self { name: group, when: Some(when) },
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    section: Vec<SectionSpec>,
}

pub(super) fn load(content: &Content) -> Result<Vec<SectionSpec>, ContentError> {
    content.toml::<File>("documents/policy.toml").map(|file| file.section)
}
