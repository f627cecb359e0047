//! Whether everything in the store is what was once written.

use rusqlite::Connection;

use crate::error::Result;
use crate::revision::{Record, chain_of};
use crate::table::{META, REVISIONS, STEPS, TABLES, number, text};

/// Every fault found, in words for the report; empty = sound. Fails only where the disk does; that
/// SQLite cannot go on otherwise is a fault too.
pub(crate) fn check(connection: &Connection) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for part in [structure, version, rows, revisions, journal] {
        match part(connection, &mut faults) {
            Err(error) if error.is_damage() => faults.push(error.to_string()),
            other => other?,
        }
    }
    Ok(faults)
}

fn structure(connection: &Connection, faults: &mut Vec<String>) -> Result<()> {
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            faults.push(line);
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        faults.push(format!("a row of {table} belongs to nothing"));
    }
    Ok(())
}

/// The version in the file's head is the one in its rows.
fn version(connection: &Connection, faults: &mut Vec<String>) -> Result<()> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let row = META.get(connection, &["schema".to_owned().into()])?;
    if row.is_none_or(|row| text(&row[1]) != version.to_string()) {
        faults.push("the schema's version is not what was written".to_owned());
    }
    Ok(())
}

fn rows(connection: &Connection, faults: &mut Vec<String>) -> Result<()> {
    for table in TABLES {
        let sql = format!("SELECT {}, hash FROM {}", table.columns.join(", "), table.name);
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (values, sound) = table.take(row, 0)?;
            if !sound {
                faults.push(format!(
                    "{} {} is not what was written",
                    table.name,
                    table.key_of(&values)
                ));
            }
        }
    }
    Ok(())
}

/// Each revision names the one before it by its hash.
fn revisions(connection: &Connection, faults: &mut Vec<String>) -> Result<()> {
    let mut before: Option<(String, i64, String)> = None;
    for row in REVISIONS.read(connection, "ORDER BY policy, number", &[])? {
        let [policy, at, chain, record] = row.as_slice() else { continue };
        let (expected_number, expected_chain) = match &before {
            Some((last, at, chain)) if last == text(policy) => (at + 1, Some(chain.as_str())),
            _ => (1, None),
        };
        let linked = Record::from_json(text(record)).is_some_and(|parsed| {
            parsed.previous.as_deref() == expected_chain
                && i64::from(parsed.number) == expected_number
                && parsed.policy.to_string() == text(policy)
        });
        if !linked || number(at) != expected_number || chain_of(text(record)) != text(chain) {
            faults.push(format!("revision {} of {} breaks the chain", number(at), text(policy)));
        }
        before = Some((text(policy).to_owned(), number(at), text(chain).to_owned()));
    }
    Ok(())
}

/// The steps of a draft have no gap, and its cursor stands among them.
fn journal(connection: &Connection, faults: &mut Vec<String>) -> Result<()> {
    let sql = format!(
        "SELECT d.policy FROM drafts d LEFT JOIN (SELECT policy, count(*) AS n, min(number) AS low, \
         max(number) AS high FROM {} GROUP BY policy) s ON s.policy = d.policy \
         WHERE (s.n IS NULL AND d.cursor <> 0) \
         OR (s.n IS NOT NULL AND (s.high - s.low + 1 <> s.n OR d.cursor NOT BETWEEN s.low - 1 AND s.high))",
        STEPS.name,
    );
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let policy: String = row.get(0)?;
        faults.push(format!("the undo journal of {policy} has a gap"));
    }
    Ok(())
}
