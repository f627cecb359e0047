//! The list of policies and what is on it.

use policy::Draft;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use crate::error::{Result, StoreError};
use crate::journal::{self, draft_json};
use crate::moment::Moment;
use crate::revision::Record;
use crate::store::Store;
use crate::table::{DRAFTS, POLICIES, REVISIONS, number, text};

/// A policy in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicySummary {
    /// Its id.
    pub id: Uuid,
    /// The clinician's name for it; never printed.
    pub title: String,
    /// When it was begun.
    pub created_at: Moment,
    /// Put away; nothing is ever deleted.
    pub archived: bool,
    /// When its draft was last saved.
    pub saved_at: Moment,
    /// Number of its newest revision, 0 before the first.
    pub revisions: u32,
}

/// The longest title.
const MAX_TITLE: usize = 1_000;

impl Store {
    /// Begins a policy. The id is drawn by the caller.
    pub fn create(&mut self, id: Uuid, title: &str, draft: &Draft, at: Moment) -> Result<()> {
        check_title(title)?;
        let body = draft_json(draft)?;
        self.write("save the new policy", |transaction| {
            let key = id.to_string();
            if POLICIES.get(transaction, &[key.clone().into()])?.is_some() {
                return Err(StoreError::PolicyExists(id));
            }
            POLICIES.insert(
                transaction,
                vec![key.clone().into(), title.to_owned().into(), at.millis().into(), 0.into()],
            )?;
            DRAFTS.insert(transaction, vec![key.into(), 0.into(), at.millis().into(), body.into()])
        })
    }

    /// Gives a policy another title.
    pub fn rename(&mut self, id: Uuid, title: &str) -> Result<()> {
        check_title(title)?;
        self.change_policy(id, 1, title.to_owned().into())
    }

    /// Puts a policy away, or takes it out again.
    pub fn set_archived(&mut self, id: Uuid, archived: bool) -> Result<()> {
        self.change_policy(id, 3, i64::from(archived).into())
    }

    fn change_policy(&mut self, id: Uuid, column: usize, value: Value) -> Result<()> {
        self.write("change the policy", |transaction| {
            let mut row = POLICIES
                .get(transaction, &[id.to_string().into()])?
                .ok_or(StoreError::UnknownPolicy(id))?;
            row[column] = value;
            POLICIES.put(transaction, row)
        })
    }

    /// All policies, in the order in which they were begun.
    pub fn policies(&self) -> Result<Vec<PolicySummary>> {
        summaries(&self.connection)
    }

    /// The draft as it was last saved.
    pub fn draft(&self, id: Uuid) -> Result<Draft> {
        let row = DRAFTS.get(&self.connection, &[id.to_string().into()])?;
        journal::parse(text(&row.ok_or(StoreError::UnknownPolicy(id))?[3]))
    }

    /// The issued revisions, first to last.
    pub fn revisions(&self, id: Uuid) -> Result<Vec<Record>> {
        let rows = REVISIONS.read(
            &self.connection,
            "WHERE policy = ? ORDER BY number",
            &[id.to_string().into()],
        )?;
        rows.iter()
            .map(|row| {
                Record::from_json(text(&row[3]))
                    .ok_or_else(|| StoreError::Damaged { what: "a revision".to_owned() })
            })
            .collect()
    }

    /// The newest moment the store knows. A clock that shows less has been set back: say so
    /// before anything is issued.
    pub fn latest_moment(&self) -> Result<Option<Moment>> {
        let millis: Option<i64> = self.connection.query_row(
            "SELECT max(m) FROM (SELECT max(saved_at) AS m FROM drafts UNION ALL \
             SELECT max(json_extract(record, '$.issued_at')) FROM revisions)",
            [],
            |row| row.get(0),
        )?;
        Ok(millis.map(Moment::from_millis))
    }
}

/// The list of any open database of ours.
pub(crate) fn summaries(connection: &Connection) -> Result<Vec<PolicySummary>> {
    let mut statement = connection.prepare_cached(
            "SELECT d.saved_at, (SELECT coalesce(max(r.number), 0) FROM revisions r \
             WHERE r.policy = p.id) FROM policies p JOIN drafts d ON d.policy = p.id ORDER BY p.rowid",
        )?;
    let mut more = statement.query([])?;
    let mut found = Vec::new();
    for row in POLICIES.read(connection, "ORDER BY rowid", &[])? {
        let more = more.next()?.ok_or_else(without_draft)?;
        found.push(PolicySummary {
            id: id_of(&row[0])?,
            title: text(&row[1]).to_owned(),
            created_at: Moment::from_millis(number(&row[2])),
            archived: number(&row[3]) != 0,
            saved_at: Moment::from_millis(more.get(0)?),
            revisions: more.get(1)?,
        });
    }
    Ok(found)
}

fn without_draft() -> StoreError {
    StoreError::Damaged { what: "a policy without its draft".to_owned() }
}

pub(crate) fn check_title(title: &str) -> Result<()> {
    if title.len() > MAX_TITLE { Err(StoreError::TooLarge { what: "the title" }) } else { Ok(()) }
}

pub(crate) fn id_of(value: &Value) -> Result<Uuid> {
    Uuid::parse_str(text(value)).map_err(|_| StoreError::Damaged { what: "an id".to_owned() })
}
