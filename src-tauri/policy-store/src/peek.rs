//! What lies in the data folder, found out without changing one byte of it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use crate::error::{Result, StoreError};
use crate::folder::Folder;
use crate::migrate::{APPLICATION_ID, LATEST};

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Peek {
    /// No store yet, or one that was never finished.
    Fresh,
    /// Ours, of this schema; it may be migrated or opened.
    Ours { version: i64 },
    /// Ours, of a schema this program must not touch.
    Newer { version: i64 },
    /// A database of another program.
    Foreign,
    /// Not readable as a database.
    Damaged,
}

/// Looks. The lock must be in hand. A file that cannot be opened at present (its rights, another
/// program that holds it) is an error, and not damaged.
pub(crate) fn peek(folder: &Folder) -> Result<Peek> {
    let bytes = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
    if bytes(&folder.store()) == 0 {
        return Ok(Peek::Fresh);
    }
    // A journal is there when a first start was cut short before the store had its log: to play it
    // back would be a change.
    let logged = bytes(&folder.log()) > 0 && bytes(&folder.journal()) == 0;
    let found = open_read_only(&folder.store(), logged).and_then(|connection| look(&connection));
    match found.map_err(StoreError::from) {
        Ok(found) => Ok(found),
        Err(error) if error.is_damage() => Ok(Peek::Damaged),
        Err(error) => Err(error),
    }
}

/// Opens for reading. Without a log nothing but the file itself is touched or made.
pub(crate) fn open_read_only(store: &Path, logged: bool) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if logged {
        return Connection::open_with_flags(store, flags);
    }
    let uri = format!("{}?immutable=1", file_uri(store));
    Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)
}

fn look(connection: &Connection) -> rusqlite::Result<Peek> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (pragma("application_id")?, pragma("user_version")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application == 0 && version == 0 && tables == 0 {
        return Ok(Peek::Fresh);
    }
    if application != APPLICATION_ID {
        // A flipped bit in the number itself leaves our tables in place.
        let ours: i64 = connection.query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('meta', 'policies', 'drafts', 'revisions')",
            [],
            |row| row.get(0),
        )?;
        return Ok(if ours == 4 { Peek::Damaged } else { Peek::Foreign });
    }
    if version <= LATEST {
        return Ok(if version < 1 { Peek::Damaged } else { Peek::Ours { version } });
    }
    let reader: Option<String> = connection
        .query_row("SELECT value FROM meta WHERE key = 'min_reader'", [], |row| row.get(0))
        .optional()?;
    match reader.and_then(|reader| reader.parse::<i64>().ok()) {
        Some(reader) if reader <= LATEST => {
            // A store's own word about its version is in its rows too: a number that nobody wrote
            // is rot, not the future.
            let written: Option<String> = connection
                .query_row("SELECT value FROM meta WHERE key = 'schema'", [], |row| row.get(0))
                .optional()?;
            let sound = written.is_some_and(|written| written == version.to_string());
            Ok(if sound { Peek::Ours { version } } else { Peek::Damaged })
        }
        _ => Ok(Peek::Newer { version }),
    }
}

/// The path as a `file:` address. Characters with a meaning there are written in hexadecimal.
fn file_uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    let path = path.to_string_lossy().replace('\\', "/");
    if !path.starts_with('/') && path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.:~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
