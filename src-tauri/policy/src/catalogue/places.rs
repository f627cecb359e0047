//! `places/*.toml`: whom to call instead, each row dated and sourced.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::content::{Content, ContentError};

/// A way to get help now.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Place and name: `us-988`.
    pub id: String,
    /// What to dial or text.
    pub number: String,
    /// `tel:` or `sms:` link; may be empty.
    #[serde(default)]
    pub href: String,
    /// Set larger than the others.
    #[serde(default)]
    pub first: bool,
    /// Printed for everyone; the others when chosen.
    #[serde(default)]
    pub always: bool,
    /// When a source compared it with the service's own page.
    pub checked_on: NaiveDate,
    /// From this day on it counts as stale.
    pub review_after: NaiveDate,
    /// Source id.
    pub source: String,
}

/// The words of a resource.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResourceWords {
    /// Its proper name.
    pub name: String,
    /// Beside the number.
    pub text: String,
}

/// A country or state, and what is particular to it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// `us-tx`: the name of its file.
    #[serde(skip)]
    pub id: String,
    /// Holds where this place matters; `None` = always.
    #[serde(default)]
    pub fact: Option<String>,
    /// In the order in which they print.
    #[serde(default)]
    pub resource: Vec<Resource>,
}

/// Every place, in the order of their ids: a country comes before its states.
pub(super) fn load(content: &Content, errors: &mut Vec<ContentError>) -> Vec<Place> {
    let mut places = Vec::new();
    for (id, _) in content.list("places", ".toml") {
        let place: Place = super::or_default(content.toml(&format!("places/{id}.toml")), errors);
        places.push(Place { id: id.to_owned(), ..place });
    }
    places
}
