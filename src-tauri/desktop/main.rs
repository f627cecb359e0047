//! The desktop window of Plain Policy, and nothing else: what is asked, chosen and printed is decided
//! in the crates beside this one.
//!
//! 1. [`window`] opens the window and hands the page its commands; a second start wakes the first
//!    ([`wake`]).
//! 2. [`commands`] are what the page may ask: parse, call, map the error. [`desk`] is handed to each.
//! 3. [`kept`] opens the store, takes an [`old_draft`] in, and closes it;
//!    [`overview`] and [`notices`] say what there is and what is the matter.
//! 4. [`drafting`] is the life of a policy up to its issue, [`issuing`] freezes it, [`history`] looks
//!    back; [`backups`] and [`portable`] files go to other times and computers.
//! 5. [`copy`](mod@copy) makes a copy of the policy, under a [`file_name`] of ours; [`save`] writes it to a
//!    place of hers.
//! 6. [`disk`] writes files that are whole whatever happens; [`error`] says what did not work;
//!    [`views`] are what the page is shown.

// No console beside the window on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod after_start;
mod answer;
mod backups;
mod changes;
mod choose;
mod clock;
mod commands;
mod copy;
mod desk;
mod disk;
mod drafting;
mod error;
mod fault;
mod file_name;
mod history;
mod issuing;
mod kept;
mod moving;
mod notices;
mod old_draft;
mod open;
mod opened;
mod outputs;
mod overview;
mod places;
mod points;
mod portable;
mod preference;
mod profile;
mod reprint;
mod save;
mod search;
#[cfg(test)]
mod testing;
mod verifying;
mod version;
mod view_file;
mod views;
mod wake;
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
