//! `places/*.toml`: what is particular to a country or state. Whom to call instead, who licenses
//! clinicians, where care is found; each row dated and sourced.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::content::{Content, ContentError};

/// A country or state.
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
    /// Who licenses clinicians here.
    #[serde(default)]
    pub board: Vec<Board>,
    /// Where people find care here.
    #[serde(default)]
    pub directory: Vec<Directory>,
}

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
    /// Printed for everyone who does not hide it; the others when chosen.
    #[serde(default)]
    pub always: bool,
    /// Where to text, as it stands in its words; empty = no texting, or by the number itself.
    #[serde(default)]
    pub text: String,
    /// Where to chat, as it stands in its words; may be empty.
    #[serde(default)]
    pub chat: String,
    /// When it answers; empty = day and night.
    #[serde(default)]
    pub hours: String,
    /// Languages it answers in.
    #[serde(default = "english")]
    pub languages: Vec<String>,
    /// Where it stands with our sources.
    #[serde(flatten)]
    pub checked: Checked,
}

/// Who licenses clinicians, hears complaints and keeps the register.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// Place and name: `us-tx-bhec`.
    pub id: String,
    /// The professions it licenses, as in the column `profession`.
    pub professions: Vec<String>,
    /// For complaints; may be empty.
    #[serde(default)]
    pub phone: String,
    /// By post; may be empty.
    #[serde(default)]
    pub address: String,
    /// Its own page, without scheme.
    pub web: String,
    /// Where a license can be looked up, without scheme; empty = from its own page.
    #[serde(default)]
    pub register: String,
    /// Where it stands with our sources.
    #[serde(flatten)]
    pub checked: Checked,
}

/// Where people find care.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// Place and name: `us-findtreatment`.
    pub id: String,
    /// Its page, without scheme.
    pub web: String,
    /// Where it stands with our sources.
    #[serde(flatten)]
    pub checked: Checked,
}

/// Where a row stands with our sources.
#[derive(Clone, Debug, Deserialize)]
pub struct Checked {
    /// Read in the body's own words, or in a dated copy of them. What is not prints only once the
    /// clinician has looked for herself.
    pub confirmed: bool,
    /// When a source compared it with the service's own page.
    pub checked_on: NaiveDate,
    /// From this day on it counts as stale.
    pub review_after: NaiveDate,
    /// Source id.
    pub source: String,
}

/// The words of a place.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PlaceWords {
    /// The place in running text, and words that all its rows share.
    pub place: PlaceName,
    /// By id of a resource, board or directory.
    #[serde(flatten)]
    pub rows: BTreeMap<String, RowWords>,
}

/// A place in running text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceName {
    /// "the United States".
    pub name: String,
    /// For a country: before a number to text, in the clinician's own line.
    #[serde(default)]
    pub or_text: String,
    /// For a country: before the hours of the clinician's own line.
    #[serde(default)]
    pub open: String,
}

/// The words of a row.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowWords {
    /// Its proper name.
    pub name: String,
    /// For resources: beside the number. For others may be empty.
    #[serde(default)]
    pub text: String,
}

fn english() -> Vec<String> {
    vec!["en".to_owned()]
}

/// Every place, in the order of their ids: a country comes before its states.
pub(super) fn load(content: &Content, errors: &mut Vec<ContentError>) -> Vec<Place> {
    let mut places = Vec::new();
    for (id, _) in content.list("places", ".toml") {
        let place: Place = super::or_default(content.toml(&format!("places/{id}.toml")), errors);
        places.push(Place { id: id.to_owned(), ..place });
    }
    places.sort_by(|one, other| one.id.cmp(&other.id));
    places
}

impl Place {
    /// Every row by its id, and where it stands with our sources.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &Checked)> {
        let resources = self.resource.iter().map(|row| (row.id.as_str(), &row.checked));
        let boards = self.board.iter().map(|row| (row.id.as_str(), &row.checked));
        let directories = self.directory.iter().map(|row| (row.id.as_str(), &row.checked));
        resources.chain(boards).chain(directories)
    }
}
