//! Freezing a revision: files first, then the one COMMIT that names them.

use std::path::PathBuf;

use chrono::NaiveDate;
use policy::{Document, Draft, Fingerprint};
use rusqlite::Connection;
use serde_json::Value;
use uuid::Uuid;

use crate::archive;
use crate::error::{NotReady, Result, StoreError};
use crate::journal::{self, Edit, draft_json};
use crate::moment::Moment;
use crate::revision::{IssuedFile, Record, Role};
use crate::store::Store;
use crate::table::{REVISIONS, text};

/// What is issued, and as what. Everything is made by the caller; the store only freezes it.
#[derive(Clone, Debug)]
pub struct Issue<'a> {
    /// The revision's id, as it stands in the document.
    pub id: Uuid,
    /// Now.
    pub at: Moment,
    /// From when it holds, confirmed by the clinician.
    pub effective: NaiveDate,
    /// When to look at it again.
    pub review: Option<NaiveDate>,
    /// One line on what changed.
    pub note: &'a str,
    /// Version of this program.
    pub app_version: &'a str,
    /// Version of the wording.
    pub wording: &'a str,
    /// The draft it is made from; saved with it if it is newer than what is kept.
    pub draft: &'a Draft,
    /// The document with all its editions.
    pub document: &'a Document,
    /// The standard files.
    pub outputs: Vec<Output>,
}

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// [`Role::Pdf`] or [`Role::Html`].
    pub role: Role,
    /// The language of its edition.
    pub lang: Option<String>,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// The longest line on what changed.
const MAX_NOTE: usize = 2_000;

impl Store {
    /// Issues a revision and returns its record. Refused while suggestions, blanks or Stops
    /// remain. After an error nothing is issued, and the same call may be made again.
    pub fn issue(&mut self, policy: Uuid, issue: &Issue<'_>) -> Result<Record> {
        check_ready(issue)?;
        if self.is_read_only() {
            return Err(StoreError::ReadOnly { doing: "issue the policy" });
        }
        let draft_body = draft_json(issue.draft)?;
        let document = serde_json::to_vec(issue.document).expect("a document has no maps");
        let mut contents = vec![
            (IssuedFile::new(Role::Draft, None, draft_body.as_bytes()), draft_body.as_bytes()),
            (IssuedFile::new(Role::Document, None, &document), document.as_slice()),
        ];
        for output in &issue.outputs {
            let file = IssuedFile::new(output.role, output.lang.clone(), &output.bytes);
            contents.push((file, &output.bytes));
        }
        let record =
            self.record(policy, issue, contents.iter().map(|(file, _)| file.clone()).collect())?;
        let folder = self.folder.archive();
        for (file, bytes) in &contents {
            archive::put(&*self.files, &folder, &file.name(), bytes)?;
        }
        let json = record.to_json();
        archive::put(&*self.files, &folder, &record.name(), json.as_bytes())?;

        let open = self.open_step.filter(|(of, _)| *of == policy).map(|(_, number)| number);
        self.write("issue the policy", |transaction| {
            let edit = Edit { field: None, label: "issue", at: issue.at };
            journal::save(transaction, policy, issue.draft, draft_body.clone(), edit, open)?;
            insert(transaction, &record)
        })?;
        self.open_step = None;
        Ok(record)
    }

    fn record(&self, policy: Uuid, issue: &Issue<'_>, files: Vec<IssuedFile>) -> Result<Record> {
        journal::load(&self.connection, policy)?;
        let last = self.revisions(policy)?.pop();
        Ok(Record {
            policy,
            number: last.as_ref().map_or(1, |last| last.number + 1),
            id: issue.id,
            issued_at: issue.at,
            effective: issue.effective,
            review: issue.review,
            note: issue.note.to_owned(),
            fingerprint: Fingerprint::of(issue.document).hex(),
            app_version: issue.app_version.to_owned(),
            wording: issue.wording.to_owned(),
            files,
            previous: last.map(|last| last.chain()),
        })
    }

    /// One revision's record.
    pub fn revision(&self, policy: Uuid, number: u32) -> Result<Record> {
        let key = [policy.to_string().into(), i64::from(number).into()];
        REVISIONS
            .get(&self.connection, &key)?
            .and_then(|row| Record::from_json(text(&row[3])))
            .ok_or(StoreError::UnknownRevision { policy, number })
    }

    /// The very bytes that were issued. If the archive's file has rotted, the copy beside the
    /// backups speaks for it.
    pub fn issued_bytes(&self, file: &IssuedFile) -> Result<Vec<u8>> {
        archive::get(&*self.files, &self.archives(), &file.name())
    }

    /// The very bytes of one kind of file of a revision; of several editions the first.
    /// [`Role::Document`] is the document in canonical JSON, from which other outputs are rendered.
    pub fn issued(&self, policy: Uuid, number: u32, role: Role) -> Result<Vec<u8>> {
        let record = self.revision(policy, number)?;
        let file = record.files.iter().find(|file| file.role == role);
        self.issued_bytes(file.ok_or(StoreError::NoSuchFile { number, role })?)
    }

    /// The frozen document of a revision, to be printed in other sizes or compared with others.
    pub fn issued_document(&self, policy: Uuid, number: u32) -> Result<Document> {
        let bytes = self.issued(policy, number, Role::Document)?;
        serde_json::from_slice(&bytes)
            .map_err(|_| StoreError::Damaged { what: "an issued document".to_owned() })
    }

    /// The draft a revision was made from, to be saved as an edit (so a restore can be undone).
    pub fn issued_draft(&self, policy: Uuid, number: u32) -> Result<Draft> {
        let bytes = self.issued(policy, number, Role::Draft)?;
        journal::parse(std::str::from_utf8(&bytes).map_err(|_| damaged())?)
    }

    /// Whether the draft is another than the one its newest revision was made from; `false` before
    /// the first revision.
    pub fn has_changed(&self, policy: Uuid) -> Result<bool> {
        let Some(last) = self.revisions(policy)?.pop() else { return Ok(false) };
        let draft = self.draft(policy)?;
        let kept = IssuedFile::new(Role::Draft, None, draft_json(&draft)?.as_bytes());
        if last.files.contains(&kept) {
            return Ok(false);
        }
        // A draft of an earlier format is another file with the same content.
        Ok(self.issued_draft(policy, last.number)? != draft)
    }

    /// The newest revision of each policy in use whose review date has come.
    pub fn reviews_due(&self, today: NaiveDate) -> Result<Vec<Record>> {
        let mut due = Vec::new();
        for policy in self.policies()?.into_iter().filter(|policy| !policy.archived) {
            due.extend(
                self.revisions(policy.id)?
                    .pop()
                    .filter(|last| last.review.is_some_and(|review| review <= today)),
            );
        }
        Ok(due)
    }

    /// Where issued files are looked for, in this order.
    pub(crate) fn archives(&self) -> Vec<PathBuf> {
        self.folder.archives()
    }
}

pub(crate) fn insert(connection: &Connection, record: &Record) -> Result<()> {
    REVISIONS.insert(
        connection,
        vec![
            record.policy.to_string().into(),
            i64::from(record.number).into(),
            record.chain().into(),
            record.to_json().into(),
        ],
    )
}

fn damaged() -> StoreError {
    StoreError::Damaged { what: "an issued draft".to_owned() }
}

fn check_ready(issue: &Issue<'_>) -> Result<()> {
    if issue.note.len() > MAX_NOTE {
        return Err(StoreError::TooLarge { what: "the line on what changed" });
    }
    if !issue.draft.suggested.is_empty() {
        return Err(StoreError::NotReady(NotReady::Suggestions));
    }
    let document = serde_json::to_value(issue.document).expect("a document has no maps");
    if has_blank(&document) {
        return Err(StoreError::NotReady(NotReady::Blanks));
    }
    if issue.document.editions.iter().any(|edition| edition.draft_mark.is_some()) {
        return Err(StoreError::NotReady(NotReady::Draft));
    }
    Ok(())
}

/// Blanks may stand anywhere inlines do; their JSON says what they are wherever that is.
fn has_blank(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_blank),
        Value::Object(map) => {
            map.get("kind").is_some_and(|kind| kind == "blank") || map.values().any(has_blank)
        }
        _ => false,
    }
}
