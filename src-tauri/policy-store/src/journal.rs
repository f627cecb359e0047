//! Saving a draft, and undo and redo that outlive the program.

use policy::Draft;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use crate::error::{Result, StoreError};
use crate::moment::Moment;
use crate::patch::Patch;
use crate::scan::{self, Limits};
use crate::store::Store;
use crate::table::{DRAFTS, STEPS, number, text};

/// Older steps of a draft are let go.
pub(crate) const MOST_STEPS: i64 = 10_000;
/// The largest draft that is kept; real ones are a few kilobytes.
const MAX_DRAFT: usize = 2 * 1024 * 1024;
/// So deep a draft still fits into a portable file, which wraps it.
const DRAFT_LIMITS: Limits = Limits { depth: 24, nodes: 50_000 };

/// What is being saved, for the undo menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit<'a> {
    /// The field typed in. Saves of one field are one step until another is saved or
    /// [`Store::end_step`] is called; `None` (a preset, a new order, a restore) is always a step
    /// of its own.
    pub field: Option<&'a str>,
    /// What the step is called by whoever shows it: a key or words, never an answer.
    pub label: &'a str,
    /// Now.
    pub at: Moment,
}

/// What can be undone and redone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// How many steps back there are.
    pub undo: u32,
    /// How many steps forward there are.
    pub redo: u32,
}

/// A step that was undone or redone.
#[derive(Clone, Debug, PartialEq)]
pub struct Stepped {
    /// The draft as it is now.
    pub draft: Draft,
    /// The field the step was about, if it was about one.
    pub field: Option<String>,
    /// What the step is called.
    pub label: String,
}

impl Store {
    /// Saves the draft as the next step, durably. Says whether anything was different.
    pub fn save(&mut self, policy: Uuid, draft: &Draft, edit: Edit<'_>) -> Result<bool> {
        let body = draft_json(draft)?;
        let open = self.open_step.filter(|(of, _)| *of == policy).map(|(_, number)| number);
        let step = self.write("save the draft", |transaction| {
            save(transaction, policy, draft, body, edit, open)
        })?;
        if let Saved::Step(number) = step {
            self.open_step = edit.field.map(|_| (policy, number));
        }
        Ok(!matches!(step, Saved::Same))
    }

    /// Ends the step in hand: what is typed next in the same field is a step of its own.
    pub fn end_step(&mut self) {
        self.open_step = None;
    }

    /// Takes back the last step. `None` if there is none.
    pub fn undo(&mut self, policy: Uuid, at: Moment) -> Result<Option<Stepped>> {
        self.step(policy, at, Way::Back)
    }

    /// Does the last undone step again. `None` if there is none.
    pub fn redo(&mut self, policy: Uuid, at: Moment) -> Result<Option<Stepped>> {
        self.step(policy, at, Way::Forward)
    }

    /// How far undo and redo reach.
    pub fn steps(&self, policy: Uuid) -> Result<Steps> {
        let key = policy.to_string();
        let Some(row) = DRAFTS.get(&self.connection, &[key.clone().into()])? else {
            return Err(StoreError::UnknownPolicy(policy));
        };
        let (undo, redo) = self.connection.query_row(
            "SELECT count(*) FILTER (WHERE number <= ?2), count(*) FILTER (WHERE number > ?2) \
             FROM steps WHERE policy = ?1",
            (key, number(&row[1])),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(Steps { undo, redo })
    }

    fn step(&mut self, policy: Uuid, at: Moment, way: Way) -> Result<Option<Stepped>> {
        self.open_step = None;
        self.write("save the draft", |transaction| {
            let (cursor, current) = load(transaction, policy)?;
            let key = policy.to_string();
            let (of, after) = match way {
                Way::Back => (cursor, cursor - 1),
                Way::Forward => (cursor + 1, cursor + 1),
            };
            let Some(row) = STEPS.get(transaction, &[key.clone().into(), of.into()])? else {
                return Ok(None);
            };
            let patch = match way {
                Way::Back => text(&row[5]),
                Way::Forward => text(&row[6]),
            };
            let draft = Patch::from_json(patch)
                .and_then(|patch| patch.apply(&current))
                .ok_or_else(|| StoreError::Damaged { what: "the undo journal".to_owned() })?;
            let body = draft_json(&draft)?;
            DRAFTS.put(
                transaction,
                vec![key.into(), after.into(), at.millis().into(), body.into()],
            )?;
            let field = Some(text(&row[2]).to_owned()).filter(|field| !field.is_empty());
            Ok(Some(Stepped { draft, field, label: text(&row[3]).to_owned() }))
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Forward,
}

/// What a save came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saved {
    /// The draft is what it was.
    Same,
    /// Now in this step.
    Step(i64),
}

/// The body of [`Store::save`], for transactions that save and do more.
pub(crate) fn save(
    connection: &Connection,
    policy: Uuid,
    draft: &Draft,
    body: String,
    edit: Edit<'_>,
    open: Option<i64>,
) -> Result<Saved> {
    let (cursor, current) = load(connection, policy)?;
    let forward = Patch::between(&current, draft);
    if forward.is_empty() {
        return Ok(Saved::Same);
    }
    let key = Value::from(policy.to_string());
    connection
        .prepare_cached("DELETE FROM steps WHERE policy = ? AND number > ?")?
        .execute((&key, cursor))?;
    let grown = match open {
        Some(number) if number == cursor => grow(connection, &key, &current, draft, edit, cursor)?,
        _ => None,
    };
    let cursor = match grown {
        Some(cursor) => cursor,
        None => {
            let backward = Patch::between(draft, &current);
            add(connection, &key, cursor + 1, edit, &backward, &forward)?;
            connection
                .prepare_cached("DELETE FROM steps WHERE policy = ? AND number <= ?")?
                .execute((&key, cursor + 1 - MOST_STEPS))?;
            cursor + 1
        }
    };
    DRAFTS.put(connection, vec![key, cursor.into(), edit.at.millis().into(), body.into()])?;
    Ok(Saved::Step(cursor))
}

/// Lets the step in hand take in the new edit, if it is about the same field.
/// A step that has come back to where it began goes; the cursor is then one less.
fn grow(
    connection: &Connection,
    key: &Value,
    current: &Draft,
    draft: &Draft,
    edit: Edit<'_>,
    cursor: i64,
) -> Result<Option<i64>> {
    let Some(row) = STEPS.get(connection, &[key.clone(), cursor.into()])? else { return Ok(None) };
    if edit.field != Some(text(&row[2])) {
        return Ok(None);
    }
    let Some(before) = Patch::from_json(text(&row[5])).and_then(|patch| patch.apply(current))
    else {
        return Ok(None);
    };
    let forward = Patch::between(&before, draft);
    if forward.is_empty() {
        connection
            .prepare_cached("DELETE FROM steps WHERE policy = ? AND number = ?")?
            .execute((key, cursor))?;
        return Ok(Some(cursor - 1));
    }
    let backward = Patch::between(draft, &before);
    add(connection, key, cursor, edit, &backward, &forward)?;
    Ok(Some(cursor))
}

fn add(
    connection: &Connection,
    key: &Value,
    number: i64,
    edit: Edit<'_>,
    backward: &Patch,
    forward: &Patch,
) -> Result<()> {
    STEPS.put(
        connection,
        vec![
            key.clone(),
            number.into(),
            edit.field.unwrap_or_default().to_owned().into(),
            edit.label.to_owned().into(),
            edit.at.millis().into(),
            backward.to_json().into(),
            forward.to_json().into(),
        ],
    )
}

/// Where the draft of a policy stands.
pub(crate) fn load(connection: &Connection, policy: Uuid) -> Result<(i64, Draft)> {
    let row = DRAFTS
        .get(connection, &[policy.to_string().into()])?
        .ok_or(StoreError::UnknownPolicy(policy))?;
    Ok((number(&row[1]), parse(text(&row[3]))?))
}

/// A draft as the store keeps it.
pub(crate) fn parse(body: &str) -> Result<Draft> {
    Draft::from_json(body).map_err(|_| StoreError::Damaged { what: "a draft".to_owned() })
}

/// The one form in which drafts are kept and exported.
pub(crate) fn draft_json(draft: &Draft) -> Result<String> {
    let body = serde_json::to_string(draft).expect("a draft has string keys only");
    if body.len() > MAX_DRAFT || scan::scan(body.as_bytes(), DRAFT_LIMITS).is_err() {
        return Err(StoreError::TooLarge { what: "the draft" });
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::files::Disk;
    use crate::folder::Folder;

    fn store(root: &std::path::Path) -> Store {
        let opened = Store::open(Folder::new(root), Arc::new(Disk), Moment::default());
        opened.expect("opens").store
    }

    fn draft(number: i64) -> Draft {
        let text = "words ".repeat(500);
        Draft::new([("n".to_owned(), json!([number, text]))].into_iter().collect())
    }

    fn edit(millis: i64) -> Edit<'static> {
        Edit { field: None, label: "edit", at: Moment::from_millis(millis) }
    }

    /// SQLite's own limit on pages stands in for a disk without space.
    #[test]
    fn a_full_disk_is_named_and_saving_works_again_once_there_is_space() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(folder.path());
        let id = Uuid::from_u128(1);
        store.create(id, "p", &draft(0), Moment::default()).unwrap();
        let pages: i64 =
            store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        store.connection.pragma_update(None, "max_page_count", pages + 8).unwrap();
        let mut saved = 0;
        let error = loop {
            match store.save(id, &draft(saved + 1), edit(saved)) {
                Ok(_) => saved += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(error, StoreError::DiskFull { .. }), "{error:?}");
        assert!(saved > 0);
        assert_eq!(store.draft(id).unwrap(), draft(saved), "what was acknowledged is there");
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        store.connection.pragma_update(None, "max_page_count", 1_000_000).unwrap();
        assert!(store.save(id, &draft(saved + 1), edit(saved)).unwrap());
    }

    #[test]
    fn a_commit_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(folder.path());
        let id = Uuid::from_u128(1);
        store.create(id, "p", &draft(0), Moment::default()).unwrap();
        store.connection.commit_hook(Some(|| true)).unwrap();
        assert!(store.save(id, &draft(1), edit(1)).is_err());
        assert!(store.undo(id, Moment::default()).unwrap_or(None).is_none());
        store.connection.commit_hook(None::<fn() -> bool>).unwrap();
        assert_eq!(store.draft(id).unwrap(), draft(0));
        assert_eq!(store.steps(id).unwrap(), Steps { undo: 0, redo: 0 });
        assert!(store.save(id, &draft(1), edit(1)).unwrap());
    }

    /// P7's limit: the oldest steps go, and what stays hangs together.
    #[test]
    fn the_oldest_steps_are_let_go() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(folder.path());
        let id = Uuid::from_u128(1);
        let small = |n: i64| Draft::new([("n".to_owned(), json!(n))].into_iter().collect());
        store.create(id, "p", &small(0), Moment::default()).unwrap();
        store
            .write("save", |transaction| {
                for n in 1..=MOST_STEPS + 5 {
                    let body = draft_json(&small(n))?;
                    save(transaction, id, &small(n), body, edit(n), None)?;
                }
                Ok(())
            })
            .unwrap();
        let most = u32::try_from(MOST_STEPS).unwrap();
        assert_eq!(store.steps(id).unwrap(), Steps { undo: most, redo: 0 });
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
    }
}
