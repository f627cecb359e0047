//! What can still be read of a database, row by row.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::table::{TABLES, Table};

/// The rows of every table.
#[derive(Debug, Default)]
pub(crate) struct Remains(BTreeMap<&'static str, Rows>);

/// The rows of one table.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Those whose hash is right, by key, with their place in the table.
    pub(crate) sound: BTreeMap<String, Vec<Value>>,
    /// The keys of the sound ones, in the order of the table.
    pub(crate) order: Vec<String>,
    /// Those whose hash is wrong.
    pub(crate) doubtful: Vec<Vec<Value>>,
    /// Whether some could not be read at all.
    pub(crate) unread: bool,
}

impl Rows {
    /// Whether anything may be missing.
    pub(crate) fn has_gaps(&self) -> bool {
        self.unread || !self.doubtful.is_empty()
    }
}

impl Remains {
    /// Of a database that cannot be opened.
    pub(crate) fn nothing() -> Self {
        let unread = || Rows { unread: true, ..Rows::default() };
        Self(TABLES.iter().map(|table| (table.name, unread())).collect())
    }

    /// The rows of a table.
    pub(crate) fn of(&self, table: &Table) -> &Rows {
        &self.0[table.name]
    }
}

/// Reads everything. An index may be damaged where the table is not, so none is used.
pub(crate) fn read(connection: &Connection) -> Remains {
    Remains(TABLES.iter().map(|table| (table.name, read_table(connection, table))).collect())
}

fn read_table(connection: &Connection, table: &Table) -> Rows {
    let mut rows = Rows::default();
    let mut by_rowid = BTreeMap::new();
    // A bad page ends a scan; a second one from the other end reaches what lies behind it.
    for direction in ["ASC", "DESC"] {
        if !scan(connection, table, direction, &mut by_rowid) {
            rows.unread = true;
        } else if direction == "ASC" {
            break;
        }
    }
    for (values, sound) in by_rowid.into_values() {
        let key = table.key_of(&values);
        if sound && !rows.sound.contains_key(&key) {
            rows.order.push(key.clone());
            rows.sound.insert(key, values);
        } else {
            rows.doubtful.push(values);
        }
    }
    rows
}

/// Whether the scan came to its end.
fn scan(
    connection: &Connection,
    table: &Table,
    direction: &str,
    found: &mut BTreeMap<i64, (Vec<Value>, bool)>,
) -> bool {
    let sql = format!(
        "SELECT rowid, {}, hash FROM {} NOT INDEXED ORDER BY rowid {direction}",
        table.columns.join(", "),
        table.name,
    );
    let Ok(mut statement) = connection.prepare(&sql) else { return false };
    let Ok(mut rows) = statement.query([]) else { return false };
    loop {
        match rows.next() {
            Ok(None) => return true,
            Ok(Some(row)) => {
                let (Ok(rowid), Ok(values)) = (row.get(0), table.take(row, 1)) else {
                    return false;
                };
                // A page that points to itself would never end.
                if found.len() > 10_000_000 {
                    return false;
                }
                found.insert(rowid, values);
            }
            Err(_) => return false,
        }
    }
}
