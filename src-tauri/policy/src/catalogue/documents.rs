//! `documents/*.toml`: what is written from one set of answers: the policy, and shorter papers beside
//! it; for each the order of sections and of the clauses in them. `orders.toml`: ready orders that
//! differ from the policy's.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::condition::Condition;
use crate::content::{Content, ContentError};
use crate::document::SectionKind;

/// The document every practice gets, and the one the window previews.
pub const POLICY: &str = "policy";

/// One document.
#[derive(Clone, Debug)]
pub struct DocumentSpec {
    /// The name of its file, and of the files written from it.
    pub id: String,
    /// The practices it is for; `None` = all. Names facts only.
    pub when: Option<Condition>,
    /// The most Letter pages it is meant to have; `None` = as many as it takes.
    pub pages: Option<usize>,
    /// What stands under the title.
    pub masthead: Vec<MastheadPart>,
    /// A practice of several lists its clinicians after the emergency box.
    pub roster: bool,
    /// In order.
    pub sections: Vec<SectionSpec>,
}

/// A column under the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MastheadPart {
    /// Practice, clinician, license.
    Who,
    /// Phone, email, portal, web, address.
    Reach,
    /// When it takes effect and is looked at again.
    Dates,
}

/// A section and its clauses, in order.
#[derive(Clone, Debug)]
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

impl DocumentSpec {
    /// Its clauses and groups, in order, over all sections.
    pub fn entries(&self) -> impl Iterator<Item = &ClauseEntry> {
        self.sections.iter().flat_map(|section| &section.clauses)
    }

    /// Its path inside `templates/`.
    pub(crate) fn path(&self) -> String {
        path(&self.id)
    }
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
    #[serde(default)]
    when: Option<Condition>,
    #[serde(default)]
    pages: Option<usize>,
    #[serde(default = "all_parts")]
    masthead: Vec<MastheadPart>,
    #[serde(default)]
    roster: bool,
    section: Vec<RawSection>,
}

/// A section written out, or taken from another document under the same id.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSection {
    id: String,
    #[serde(default)]
    kind: Option<SectionKind>,
    #[serde(default)]
    clauses: Option<Vec<ClauseEntry>>,
    #[serde(default)]
    same_as: Option<String>,
}

/// A ready order of the policy's sections.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedOrder {
    /// These sections come first, in this order; the others follow as ever.
    pub first: Vec<String>,
}

/// Where the ready orders stand.
pub(crate) const ORDERS: &str = "orders.toml";

/// The ready orders, by id; a folder without the file has none.
pub(super) fn orders(content: &Content) -> Result<BTreeMap<String, NamedOrder>, ContentError> {
    content.get(ORDERS).map_or_else(|| Ok(BTreeMap::new()), |_| content.toml(ORDERS))
}

fn all_parts() -> Vec<MastheadPart> {
    vec![MastheadPart::Who, MastheadPart::Reach, MastheadPart::Dates]
}

fn path(id: &str) -> String {
    format!("documents/{id}.toml")
}

/// Loads the documents: the policy first, the others in the order of their ids.
pub(super) fn load(content: &Content, errors: &mut Vec<ContentError>) -> Vec<DocumentSpec> {
    let mut files: Vec<(String, File)> = Vec::new();
    for (id, _) in content.list("documents", ".toml") {
        match content.toml::<File>(&path(id)) {
            Ok(file) => files.push((id.to_owned(), file)),
            Err(error) => errors.push(error),
        }
    }
    if !files.iter().any(|(id, _)| id == POLICY) && errors.is_empty() {
        errors.push(ContentError::new(path(POLICY), "The file is missing."));
    }
    files.sort_by_key(|(id, _)| (id != POLICY, id.clone()));
    let mut documents = Vec::new();
    for (id, file) in &files {
        let mut sections = Vec::new();
        for raw in &file.section {
            match section(raw, &files) {
                Ok(section) => sections.push(section),
                Err(message) => errors.push(content.error_at(&path(id), &raw.id, message)),
            }
        }
        documents.push(DocumentSpec {
            id: id.clone(),
            when: file.when.clone(),
            pages: file.pages,
            masthead: file.masthead.clone(),
            roster: file.roster,
            sections,
        });
    }
    documents
}

fn section(raw: &RawSection, files: &[(String, File)]) -> Result<SectionSpec, String> {
    let id = raw.id.clone();
    match (raw.kind, &raw.clauses, &raw.same_as) {
        (Some(kind), Some(clauses), None) => Ok(SectionSpec { id, kind, clauses: clauses.clone() }),
        (None, None, Some(other)) => {
            let there = files
                .iter()
                .find(|(id, _)| id == other)
                .and_then(|(_, file)| file.section.iter().find(|section| section.id == id));
            match there.map(|there| (there.kind, &there.clauses)) {
                Some((Some(kind), Some(clauses))) => {
                    Ok(SectionSpec { id, kind, clauses: clauses.clone() })
                }
                _ => Err(format!("`{id}` is not written out in documents/{other}.toml.")),
            }
        }
        _ => Err(format!("`{id}` needs a kind and clauses, or same_as alone.")),
    }
}
