//! The desktop window of Plain Policy, and nothing else: what is asked, chosen and printed is decided
//! in the crates beside this one.
//!
//! 1. [`window`] opens the window and hands the page its commands.
//! 2. [`commands`] are what the page may ask: parse, call, map the error.
//! 3. [`draft_file`] keeps what the clinician has said so far.
//! 4. [`copy`](mod@copy) makes a copy of the policy, under a [`file_name`] of ours; [`save`] writes it to a
//!    place of hers.
//! 5. [`disk`] writes files that are whole whatever happens; [`error`] says what did not work.

// No console beside the window on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod copy;
mod disk;
mod draft_file;
mod error;
mod file_name;
mod open;
mod save;
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    match window::open() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
