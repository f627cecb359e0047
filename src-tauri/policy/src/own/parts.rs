//! What a draft keeps beside answers: clauses of the clinician's own, her wording for ours, clauses
//! taken out, the order of things, and findings she decided to keep. Raw, as given; by id.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A clause of the clinician's own. Its key in the draft is its id; elsewhere it is `own:<id>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(deny_unknown_fields)]
pub struct OwnClause {
    /// The section it stands in.
    pub section: String,
    /// Where in the section.
    #[serde(default)]
    pub place: Place,
    /// Her words by language: our subset of Markdown, values as `[[name]]`.
    pub text: BTreeMap<String, String>,
}

/// A place among the clauses of a section. The id is a clause's, a variant group's or `own:<id>`;
/// a clause that is not printed now still holds its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// First.
    Start,
    /// Last.
    #[default]
    End,
    /// Right before.
    Before(String),
    /// Right after.
    After(String),
}

/// The clinician's wording in place of a clause, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Her words, as in [`OwnClause::text`].
    pub text: String,
    /// The version of our wording she replaced ([`crate::catalogue::Clause::wording`]); empty when
    /// she never saw one, and then no newer one is offered.
    #[serde(default)]
    pub wording: String,
    /// Our wording as she saw it, in her notation; shown beside a newer one.
    #[serde(default)]
    pub default: String,
}

/// Why a clause was taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// In her words; without one the clause stays.
    pub reason: String,
}

/// An order of sections and clauses that differs from ours. What a list does not name follows what
/// it follows in our order, so clauses may come and go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(deny_unknown_fields, default)]
pub struct Order {
    /// A ready order of `documents/orders.toml` to start from; empty = ours.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub named: String,
    /// Section ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// By section id: clause ids, variant groups and `own:<id>`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub clauses: BTreeMap<String, Vec<String>>,
}

impl Order {
    /// Whether it is ours.
    pub(crate) fn is_ours(&self) -> bool {
        *self == Self::default()
    }
}

/// A finding the clinician keeps as it is, by [`crate::review::Finding::key`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// In her words; without one the finding is not kept.
    pub reason: String,
    /// [`crate::review::Finding::because`] at that time. When it differs, the finding asks again.
    pub because: String,
}

/// A part of the draft that is no answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Part {
    /// What kind of part.
    pub kind: PartKind,
    /// Its key there: the own clause's id, the clause's id, a section's, or a finding's key. May be
    /// empty for the order.
    pub id: String,
}

/// The kinds of [`Part`], named as in the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// A clause of her own.
    OwnClauses,
    /// Her wording for one of ours.
    Overrides,
    /// A clause taken out.
    Removed,
    /// The order of sections and clauses.
    Order,
    /// A kept finding.
    Kept,
}

impl Part {
    pub(crate) fn new(kind: PartKind, id: impl Into<String>) -> Self {
        Self { kind, id: id.into() }
    }

    /// How blocks, places and orders name it: `own:<id>` for a clause of her own.
    pub(crate) fn clause(&self) -> String {
        match self.kind {
            PartKind::OwnClauses => own_name(&self.id),
            _ => self.id.clone(),
        }
    }
}

/// Set before the id of an own clause where clauses of both kinds may stand; no id of ours has a
/// colon.
const OWN: &str = "own:";

/// The name of an own clause among all clauses.
pub fn own_name(id: &str) -> String {
    format!("{OWN}{id}")
}

/// The id of an own clause; `None` for ours.
pub(crate) fn own_id(name: &str) -> Option<&str> {
    name.strip_prefix(OWN)
}
