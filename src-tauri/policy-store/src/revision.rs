//! What is frozen when a policy is issued.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::moment::Moment;

/// Everything about an issued revision; its files are named, not held. Its JSON, in the order of
/// the fields, is what the chain is made of: the chain value of a revision is the SHA-256 of its
/// record, and each record holds the chain value of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Whose revision it is.
    pub policy: Uuid,
    /// 1, 2, 3… without a gap.
    pub number: u32,
    /// The revision's own id; it stands in the document.
    pub id: Uuid,
    /// By the clock of the computer; shown, never ordered by.
    pub issued_at: Moment,
    /// From when it holds, as the clinician confirmed it.
    pub effective: NaiveDate,
    /// When to look at it again.
    pub review: Option<NaiveDate>,
    /// One line on what changed.
    pub note: String,
    /// The fingerprint of the document, in full.
    pub fingerprint: String,
    /// Which Plain Policy wrote it.
    pub app_version: String,
    /// Which version of the wording it uses.
    pub wording: String,
    /// Its files, in the order in which they were handed in; never empty.
    pub files: Vec<IssuedFile>,
    /// The chain value of the revision before, none for the first.
    pub previous: Option<String>,
}

/// A file of an issued revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedFile {
    /// What it is.
    pub role: Role,
    /// The language of the edition; none if the file holds all of them.
    pub lang: Option<String>,
    /// SHA-256 of its bytes in lower-case hexadecimal; its name in the archive.
    pub sha256: String,
    /// How long it is.
    pub bytes: u64,
}

/// What a file of a revision is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The draft it was made from, as JSON.
    Draft,
    /// The document in canonical JSON; other outputs are rendered from it later.
    Document,
    /// The standard PDF.
    Pdf,
    /// The standard web page.
    Html,
}

impl Role {
    /// For the file's name.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Draft | Self::Document => "json",
            Self::Pdf => "pdf",
            Self::Html => "html",
        }
    }
}

impl IssuedFile {
    pub(crate) fn new(role: Role, lang: Option<String>, bytes: &[u8]) -> Self {
        Self { role, lang, sha256: sha256(bytes), bytes: bytes.len() as u64 }
    }

    /// Its name in the archive.
    pub fn name(&self) -> String {
        format!("{}.{}", self.sha256, self.role.extension())
    }
}

impl Record {
    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a record has string keys only")
    }

    /// `None` if it is no record, or not in the one form a record has.
    pub(crate) fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str::<Self>(text).ok().filter(|record| record.to_json() == text)
    }

    /// The chain value: what the next revision names this one by.
    pub fn chain(&self) -> String {
        chain_of(&self.to_json())
    }

    /// The name of the archive file that holds the record itself.
    pub(crate) fn name(&self) -> String {
        record_name(&self.chain())
    }
}

/// The name of the archive file of the record with this chain value.
pub(crate) fn record_name(chain: &str) -> String {
    format!("{chain}.record.json")
}

/// The chain value of a record in JSON.
pub(crate) fn chain_of(record: &str) -> String {
    sha256(record.as_bytes())
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
