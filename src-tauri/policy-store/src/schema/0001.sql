-- Version 1. Every row carries the SHA-256 of its own content (see table.rs), because SQLite
-- itself notices only damage to its own structure, not to what is written in it.

CREATE TABLE meta (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  hash  BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE profile (
  question TEXT NOT NULL PRIMARY KEY,
  answer   TEXT NOT NULL,
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE clinicians (
  id       TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  body     TEXT NOT NULL,
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE policies (
  id         TEXT NOT NULL PRIMARY KEY,
  title      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  archived   INTEGER NOT NULL CHECK (archived IN (0, 1)),
  hash       BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE drafts (
  policy   TEXT NOT NULL PRIMARY KEY REFERENCES policies (id),
  cursor   INTEGER NOT NULL CHECK (cursor >= 0),
  saved_at INTEGER NOT NULL,
  body     TEXT NOT NULL,
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE steps (
  policy   TEXT NOT NULL REFERENCES drafts (policy),
  number   INTEGER NOT NULL CHECK (number > 0),
  field    TEXT NOT NULL,
  label    TEXT NOT NULL,
  at       INTEGER NOT NULL,
  backward TEXT NOT NULL,
  forward  TEXT NOT NULL,
  hash     BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (policy, number)
) STRICT;

CREATE TABLE revisions (
  policy TEXT NOT NULL REFERENCES policies (id),
  number INTEGER NOT NULL CHECK (number > 0),
  chain  TEXT NOT NULL CHECK (length(chain) = 64),
  record TEXT NOT NULL,
  hash   BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (policy, number)
) STRICT;

CREATE TABLE preferences (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  hash  BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- A seat belt, not a lock: a database tool can drop it. The hash chain is the lock.
CREATE TRIGGER revisions_never_change BEFORE UPDATE ON revisions
BEGIN SELECT RAISE(ABORT, 'issued revisions never change'); END;

CREATE TRIGGER revisions_never_go BEFORE DELETE ON revisions
BEGIN SELECT RAISE(ABORT, 'issued revisions are never deleted'); END;
