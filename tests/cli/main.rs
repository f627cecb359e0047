//! The command line as a process. Built with `policy-cli`, because Cargo hands a program's path
//! only to tests of its own package.

mod compare;
mod documents;
mod exit_codes;
mod input;
mod listings;
mod old;
mod options;
mod own;
mod portable;
mod practice_store;
mod process;
mod same_bytes;
mod store;
mod templates;
mod unwritable;
