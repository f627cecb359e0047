//! From any schema we ever shipped to the present one, in one transaction.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::Result;
use crate::table::META;

/// "PlPo": tells our databases from others.
pub(crate) const APPLICATION_ID: i64 = 0x506c_506f;

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migration {
    /// What it does.
    pub(crate) sql: &'static str,
    /// The oldest program, by its latest schema, that may still read and write the result.
    pub(crate) min_reader: i64,
}

/// Every migration from release to release, for ever. Their number is the schema's version.
pub(crate) const MIGRATIONS: [Migration; 1] =
    [Migration { sql: include_str!("schema/0001.sql"), min_reader: 1 }];

/// The schema this program writes.
pub(crate) const LATEST: i64 = MIGRATIONS.len() as i64;

/// Brings the schema up to the last of `migrations`; the state is the old or the new one. Says
/// whether there was anything to do.
pub(crate) fn migrate(connection: &mut Connection, migrations: &[Migration]) -> Result<bool> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or_default();
    let Some(last) = migrations.get(done..).and_then(<[Migration]>::last) else { return Ok(false) };
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for migration in &migrations[done..] {
        transaction.execute_batch(migration.sql)?;
    }
    let latest = migrations.len().to_string();
    META.put(&transaction, vec!["schema".to_owned().into(), latest.clone().into()])?;
    META.put(
        &transaction,
        vec!["min_reader".to_owned().into(), last.min_reader.to_string().into()],
    )?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", &latest)?;
    transaction.commit()?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const FUTURE: [Migration; 2] = [
        MIGRATIONS[0],
        Migration {
            sql: "ALTER TABLE policies ADD COLUMN colour TEXT; \
                  CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT; \
                  INSERT INTO notes SELECT id, title FROM policies; \
                  CREATE INDEX notes_by_body ON notes (body);",
            min_reader: 2,
        },
    ];

    /// Interrupts a migration at its Nth operation, N = 1, 2, 3… until it goes through. Says how
    /// many operations there were.
    fn cut_short_everywhere(from: &[Migration], to: &[Migration]) -> usize {
        let state = |connection: &Connection| -> (i64, Vec<String>) {
            let version =
                connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
            let mut schema =
                connection.prepare("SELECT coalesce(sql, name) FROM sqlite_schema").unwrap();
            let lines = schema.query_map([], |row| row.get(0)).unwrap();
            (version, lines.map(Result::unwrap).collect())
        };
        let begun = || {
            let mut connection = Connection::open_in_memory().unwrap();
            migrate(&mut connection, from).unwrap();
            connection
        };
        let before = state(&begun());
        let mut whole = begun();
        migrate(&mut whole, to).unwrap();
        let after = state(&whole);
        for stop in 1.. {
            let mut connection = begun();
            let count = Arc::new(AtomicUsize::new(0));
            let counter = Arc::clone(&count);
            let handler = move || counter.fetch_add(1, Ordering::Relaxed) + 1 == stop;
            connection.progress_handler(1, Some(handler)).unwrap();
            let result = migrate(&mut connection, to);
            connection.progress_handler(0, None::<fn() -> bool>).unwrap();
            if result.is_ok() {
                return stop - 1;
            }
            if !connection.is_autocommit() {
                // Interrupted between BEGIN and its report. The end of a process does the same.
                connection.execute_batch("ROLLBACK").unwrap();
            }
            // The COMMIT itself may be through when its last operation is interrupted.
            let now = state(&connection);
            assert!(now == before || now == after, "interrupted at operation {stop}: {now:?}");
            migrate(&mut connection, to).unwrap();
            assert_eq!(state(&connection), after, "and it works when tried again");
        }
        unreachable!("the loop ends by itself")
    }

    #[test]
    fn a_migration_cut_short_anywhere_leaves_the_old_schema_or_the_new() {
        let all: Vec<Migration> = MIGRATIONS.iter().chain(&FUTURE[1..]).copied().collect();
        for done in 0..all.len() {
            let stops = cut_short_everywhere(&all[..done], &all[..=done]);
            println!("migration {}: stopped at each of {stops} operations", done + 1);
            assert!(stops > 50, "it has operations to be stopped at: {stops}");
        }
        let stops = cut_short_everywhere(&[], &all);
        println!("all of them at once: stopped at each of {stops} operations");
    }
}
