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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    resource: Vec<Resource>,
}

pub(super) fn load(content: &Content) -> Result<Vec<Resource>, ContentError> {
    content.toml::<File>("places/us.toml").map(|file| file.resource)
}
