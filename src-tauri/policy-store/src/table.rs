//! The tables, and the only way rows get in and out: with the hash of their content.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, params_from_iter};
use sha2::{Digest as _, Sha256};

use crate::error::{Result, StoreError};

/// A table of the store. Its columns are those of `schema/`, without `hash`.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [&'static str],
    /// How many of the first columns make the key.
    pub(crate) key: usize,
}

/// Where the store speaks of itself.
pub(crate) const META: Table = Table { name: "meta", columns: &["key", "value"], key: 1 };
/// Answers every policy of the practice shares.
pub(crate) const PROFILE: Table =
    Table { name: "profile", columns: &["question", "answer"], key: 1 };
/// The people of the practice.
pub(crate) const CLINICIANS: Table =
    Table { name: "clinicians", columns: &["id", "position", "body"], key: 1 };
/// One row a policy.
pub(crate) const POLICIES: Table =
    Table { name: "policies", columns: &["id", "title", "created_at", "archived"], key: 1 };
/// The draft of each policy, with the number of the last step that is in it.
pub(crate) const DRAFTS: Table =
    Table { name: "drafts", columns: &["policy", "cursor", "saved_at", "body"], key: 1 };
/// The undo journal.
pub(crate) const STEPS: Table = Table {
    name: "steps",
    columns: &["policy", "number", "field", "label", "at", "backward", "forward"],
    key: 2,
};
/// Issued revisions: their records, which name their files.
pub(crate) const REVISIONS: Table =
    Table { name: "revisions", columns: &["policy", "number", "chain", "record"], key: 2 };
/// Settings of this computer.
pub(crate) const PREFERENCES: Table =
    Table { name: "preferences", columns: &["key", "value"], key: 1 };

/// All of them, those that are referred to first.
pub(crate) const TABLES: [&Table; 8] =
    [&META, &PROFILE, &CLINICIANS, &POLICIES, &DRAFTS, &STEPS, &REVISIONS, &PREFERENCES];

impl Table {
    /// Over the table's name and every value with its type and length, so that no two different
    /// rows have the same bytes.
    pub(crate) fn hash(&self, values: &[Value]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.name.as_bytes());
        for value in values {
            let (tag, bytes): (u8, &[u8]) = match value {
                Value::Null => (b'n', &[]),
                Value::Integer(number) => (b'i', &number.to_be_bytes()),
                Value::Real(number) => (b'r', &number.to_be_bytes()),
                Value::Text(text) => (b't', text.as_bytes()),
                Value::Blob(bytes) => (b'b', bytes),
            };
            hash.update([tag]);
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        }
        hash.finalize().into()
    }

    /// Adds a row; fails when its key is taken.
    pub(crate) fn insert(&self, connection: &Connection, values: Vec<Value>) -> Result<()> {
        self.write(connection, values, "")
    }

    /// Adds a row or replaces the one with the same key.
    pub(crate) fn put(&self, connection: &Connection, values: Vec<Value>) -> Result<()> {
        let sets: Vec<String> = self.columns[self.key..]
            .iter()
            .chain(&["hash"])
            .map(|column| format!("{column} = excluded.{column}"))
            .collect();
        let keys = self.columns[..self.key].join(", ");
        let conflict = format!(" ON CONFLICT ({keys}) DO UPDATE SET {}", sets.join(", "));
        self.write(connection, values, &conflict)
    }

    fn write(&self, connection: &Connection, mut values: Vec<Value>, conflict: &str) -> Result<()> {
        assert_eq!(values.len(), self.columns.len(), "a row of {} is whole", self.name);
        values.push(Value::Blob(self.hash(&values).to_vec()));
        let marks = vec!["?"; values.len()].join(", ");
        let sql = format!(
            "INSERT INTO {} ({}, hash) VALUES ({marks}){conflict}",
            self.name,
            self.columns.join(", "),
        );
        connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// Rows that meet the condition, each checked against its hash; `rest` goes on after FROM.
    pub(crate) fn read(
        &self,
        connection: &Connection,
        rest: &str,
        parameters: &[Value],
    ) -> Result<Vec<Vec<Value>>> {
        let sql = format!("SELECT {}, hash FROM {} {rest}", self.columns.join(", "), self.name);
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(parameters))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (values, sound) = self.take(row, 0)?;
            if !sound {
                return Err(StoreError::Damaged { what: format!("table {}", self.name) });
            }
            found.push(values);
        }
        Ok(found)
    }

    /// The row with this key.
    pub(crate) fn get(&self, connection: &Connection, key: &[Value]) -> Result<Option<Vec<Value>>> {
        let conditions: Vec<String> =
            self.columns[..self.key].iter().map(|column| format!("{column} = ?")).collect();
        let rest = format!("WHERE {}", conditions.join(" AND "));
        Ok(self.read(connection, &rest, key)?.pop())
    }

    /// A row as it stands, from the given column on, and whether it is what was once written.
    pub(crate) fn take(&self, row: &Row<'_>, from: usize) -> Result<(Vec<Value>, bool)> {
        let mut sound = true;
        let mut values = Vec::with_capacity(self.columns.len());
        for index in from..from + self.columns.len() {
            values.push(match row.get_ref(index)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => Value::Integer(number),
                ValueRef::Real(number) => Value::Real(number),
                ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
                ValueRef::Text(bytes) => {
                    sound &= std::str::from_utf8(bytes).is_ok();
                    Value::Text(String::from_utf8_lossy(bytes).into_owned())
                }
            });
        }
        let hash = row.get_ref(from + self.columns.len())?;
        sound &= matches!(hash, ValueRef::Blob(bytes) if bytes == self.hash(&values));
        Ok((values, sound))
    }

    /// The key in one line, to compare rows by.
    pub(crate) fn key_of(&self, values: &[Value]) -> String {
        let parts: Vec<String> = values[..self.key]
            .iter()
            .map(|value| match value {
                Value::Text(text) => text.clone(),
                Value::Integer(number) => format!("{number:020}"),
                other => format!("{other:?}"),
            })
            .collect();
        parts.join("/")
    }
}

/// A text column. The schema is STRICT and the row's hash was checked, so it is one.
pub(crate) fn text(value: &Value) -> &str {
    match value {
        Value::Text(text) => text,
        _ => "",
    }
}

/// A number column.
pub(crate) fn number(value: &Value) -> i64 {
    match value {
        Value::Integer(number) => *number,
        _ => 0,
    }
}
