//! The portable file `.plainpolicy`: documented JSON with a hash, described in
//! `docs/plainpolicy-format.md`. Read as hostile: its size, depth and number of values are known
//! before anything is built, and everything in it is checked before the store hears of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use policy::Draft;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::archive::{is_hash, is_sound};
use crate::journal::{draft_json, parse};
use crate::moment::Moment;
use crate::policies::check_title;
use crate::revision::{Record, Role, hex};
use crate::scan::{Limits, scan};
use crate::settings::setting;

/// What the file says it is.
const MAGIC: &str = "Plain Policy portable file";
/// The format this program writes, and the highest it reads. All lower ones are read for ever.
pub const FORMAT: u32 = 2;
/// The largest file that is written or read.
const MAX_BYTES: usize = 32 * 1024 * 1024;
const LIMITS: Limits = Limits { depth: 32, nodes: 400_000 };

/// What a portable file holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portable {
    /// The practice's profile; empty in the file of a single policy.
    pub profile: BTreeMap<String, Value>,
    /// The people of the practice; empty in the file of a single policy.
    pub clinicians: Vec<PortableClinician>,
    /// In the order of the list.
    pub policies: Vec<PortablePolicy>,
    /// The issued files the revisions name, each once, sorted by name.
    pub files: Vec<PortableFile>,
}

/// A clinician in a portable file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortableClinician {
    /// Her id.
    pub id: Uuid,
    /// Her place in the list.
    pub position: u32,
    /// Name, licences and so on.
    pub body: Value,
}

/// A policy in a portable file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortablePolicy {
    /// The same in every store it comes to.
    pub id: Uuid,
    /// The clinician's name for it.
    pub title: String,
    /// When it was begun.
    pub created_at: Moment,
    /// Put away.
    pub archived: bool,
    /// When the draft was last saved.
    pub saved_at: Moment,
    /// The draft; its undo journal stays where it was written.
    pub draft: Draft,
    /// First to last. Empty if only drafts were asked for.
    pub revisions: Vec<Record>,
}

/// An issued file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortableFile {
    /// Its name in the archive: SHA-256 and ending.
    pub name: String,
    /// Its bytes in Base64 with padding.
    pub base64: String,
}

/// Why a portable file is refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PortableError {
    /// Larger than any file this program writes.
    TooLarge {
        /// The limit.
        limit_megabytes: usize,
    },
    /// Nested or split up more than any file this program writes.
    TooComplex {
        /// One-based.
        line: usize,
    },
    /// Not JSON, or not of this shape.
    Syntax {
        /// One-based; 0 if it is not about one place.
        line: usize,
        /// One-based.
        column: usize,
        /// What the parser met.
        message: String,
    },
    /// JSON, but no portable file.
    NotOurs,
    /// Of a later format.
    Newer {
        /// Its format number.
        format: u64,
    },
    /// Changed or damaged since it was written.
    WrongHash,
    /// Well-formed, but not something this program would have written.
    Invalid {
        /// What is wrong.
        what: String,
    },
}

impl fmt::Display for PortableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit_megabytes } => {
                write!(
                    f,
                    "More than {limit_megabytes} MB do not fit into one file. Please save the policies one by one."
                )
            }
            Self::TooComplex { line } => {
                write!(f, "This is not a policy file: line {line} holds more than any policy does.")
            }
            Self::Syntax { line, column, message } => {
                write!(f, "This is not a policy file: line {line}, column {column}: {message}.")
            }
            Self::NotOurs => f.write_str("This is not a file of Plain Policy."),
            Self::Newer { format } => write!(
                f,
                "This file was written by a newer version of Plain Policy (format {format}). Please update the program; the file is left as it is."
            ),
            Self::WrongHash => {
                f.write_str("This file was changed or damaged after it was written.")
            }
            Self::Invalid { what } => write!(f, "This file cannot be taken over: {what}."),
        }
    }
}

impl std::error::Error for PortableError {}

#[derive(Deserialize)]
struct Peek {
    plainpolicy: Option<String>,
    format: Option<u64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<T> {
    plainpolicy: String,
    format: u32,
    sha256: String,
    content: T,
}

impl Portable {
    /// Reads and checks a file.
    pub fn read(bytes: &[u8]) -> Result<Self, PortableError> {
        if bytes.len() > MAX_BYTES {
            return Err(too_large());
        }
        scan(bytes, LIMITS).map_err(|passed| PortableError::TooComplex {
            line: 1 + bytes[..passed.at].iter().filter(|byte| **byte == b'\n').count(),
        })?;
        let syntax = |error: serde_json::Error| PortableError::Syntax {
            line: error.line(),
            column: error.column(),
            message: without_values(&error),
        };
        // The format first: a later one may look different in everything else.
        let peek: Peek = match serde_json::from_slice(bytes) {
            Err(error) if error.is_data() => return Err(PortableError::NotOurs),
            other => other.map_err(syntax)?,
        };
        match (peek.plainpolicy.as_deref(), peek.format) {
            (Some(MAGIC), Some(format)) if format > u64::from(FORMAT) => {
                return Err(PortableError::Newer { format });
            }
            (Some(MAGIC), Some(1 | 2)) => {}
            _ => return Err(PortableError::NotOurs),
        }
        let envelope: Envelope<Self> = serde_json::from_slice(bytes).map_err(syntax)?;
        if envelope.content.hash() != envelope.sha256 {
            return Err(PortableError::WrongHash);
        }
        let mut content = envelope.content;
        content.check()?;
        // The hash was taken over drafts as they were; from here on they are of today's format.
        for policy in &mut content.policies {
            policy.draft = std::mem::take(&mut policy.draft).renewed();
        }
        Ok(content)
    }

    /// Writes the file: the same content gives the same bytes. Refuses what [`Self::read`] would.
    pub fn write(&self) -> Result<Vec<u8>, PortableError> {
        let mut bytes = Vec::new();
        let magic = Value::from(MAGIC);
        let head = format!(
            "{{\n\"plainpolicy\": {magic},\n\"format\": {FORMAT},\n\"sha256\": \"{}\",\n\"content\": ",
            self.hash(),
        );
        bytes.extend_from_slice(head.as_bytes());
        serde_json::to_writer(&mut bytes, self).expect("string keys only");
        bytes.extend_from_slice(b"\n}\n");
        if bytes.len() > MAX_BYTES || scan(&bytes, LIMITS).is_err() {
            return Err(too_large());
        }
        Ok(bytes)
    }

    /// The very bytes of one kind of file of a revision in it; of several editions the first.
    pub fn issued(&self, record: &Record, role: Role) -> Option<Vec<u8>> {
        let file = record.files.iter().find(|file| file.role == role)?;
        self.file(&file.name())
    }

    /// The bytes of a file it holds.
    pub(crate) fn file(&self, name: &str) -> Option<Vec<u8>> {
        let at = self.files.binary_search_by(|file| file.name.as_str().cmp(name)).ok()?;
        STANDARD.decode(&self.files[at].base64).ok()
    }

    fn hash(&self) -> String {
        let mut hash = HashWriter(Sha256::new());
        serde_json::to_writer(&mut hash, self).expect("string keys only");
        hex(&hash.0.finalize())
    }

    fn check(&self) -> Result<(), PortableError> {
        let mut ids = BTreeSet::new();
        let mut named = BTreeSet::new();
        for policy in &self.policies {
            if !ids.insert(policy.id) {
                return Err(invalid("a policy is in it twice"));
            }
            policy.check()?;
            named.extend(
                policy
                    .revisions
                    .iter()
                    .flat_map(|record| record.files.iter().map(crate::revision::IssuedFile::name)),
            );
        }
        let mut people = BTreeSet::new();
        for clinician in &self.clinicians {
            setting(&clinician.body).map_err(|error| invalid(&error.to_string()))?;
            if !people.insert(clinician.id) {
                return Err(invalid("a clinician is in it twice"));
            }
        }
        for answer in self.profile.values() {
            setting(answer).map_err(|error| invalid(&error.to_string()))?;
        }
        if !self.files.iter().map(|file| &file.name).eq(named.iter()) {
            return Err(invalid("its issued files are not those of its issues"));
        }
        for file in &self.files {
            let bytes = STANDARD.decode(&file.base64);
            if !bytes.is_ok_and(|bytes| is_sound(&file.name, &bytes)) {
                return Err(invalid("an issued file is not what it was"));
            }
        }
        Ok(())
    }
}

impl PortablePolicy {
    fn check(&self) -> Result<(), PortableError> {
        let text = |error: crate::StoreError| invalid(&error.to_string());
        check_title(&self.title).map_err(text)?;
        parse(&draft_json(&self.draft).map_err(text)?)
            .map_err(|_| invalid("a draft is of another format"))?;
        moment(self.created_at)?;
        moment(self.saved_at)?;
        let mut previous: Option<String> = None;
        for (index, record) in self.revisions.iter().enumerate() {
            let linked = record.policy == self.id
                && record.number as usize == index + 1
                && record.previous == previous;
            let named = !record.files.is_empty()
                && record.files.iter().all(|file| {
                    is_hash(&file.sha256) && file.lang.as_ref().is_none_or(|lang| lang.len() <= 35)
                });
            if !linked || !named {
                return Err(invalid("the chain of its issues is broken"));
            }
            moment(record.issued_at)?;
            previous = Some(record.chain());
        }
        Ok(())
    }
}

/// What the parser met. Its own sentences about content quote it; errors hold no values.
fn without_values(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let message = whole.split(" at line ").next().unwrap_or_default();
    if error.is_data() && !message.starts_with("missing field") {
        return "something else belongs here".to_owned();
    }
    message.to_owned()
}

fn moment(moment: Moment) -> Result<(), PortableError> {
    if (Moment::default()..=Moment::LATEST).contains(&moment) {
        Ok(())
    } else {
        Err(invalid("a time in it is none"))
    }
}

fn too_large() -> PortableError {
    PortableError::TooLarge { limit_megabytes: MAX_BYTES / 1024 / 1024 }
}

pub(crate) fn invalid(what: &str) -> PortableError {
    PortableError::Invalid { what: what.trim_end_matches('.').to_owned() }
}

struct HashWriter(Sha256);

impl Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
