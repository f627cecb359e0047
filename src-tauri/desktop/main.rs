//! The desktop window of Plain Policy, and nothing else: what is asked, chosen and printed is decided
//! in the crates beside this one.
//!
//! 1. [`window`] opens the window and hands the page its commands; a second start wakes the first
//!    ([`wake`]).
//! 2. [`commands`] are what the page may ask: parse, call, map the error. [`desk`] is handed to each;
//!    a [`fault`] ends one of them and nothing else.
//! 3. [`kept`] opens the store, takes an [`old_draft`] in, and closes it; [`overview`] and [`notices`]
//!    say what there is and what is the matter; [`after_start`] does what nobody has to wait for.
//! 4. [`drafting`] is the life of a policy up to its issue, and [`typing`] what is done with each key
//!    of it; [`issuing`] freezes it, and [`finishing`] what follows: copies in the practice's own
//!    folder ([`outputs`]). The practice's details are typed once ([`profile`]).
//! 5. [`history`] looks back: at issues, at [`points`] on the way, at what changed from one [`version`]
//!    to another ([`changes`]); [`verifying`] reads again what was issued. [`search`] finds a policy.
//! 6. [`backups`] and [`portable`] files go to other times and computers; [`places`] and [`moving`] are
//!    about where things lie.
//! 7. [`copy`](mod@copy) makes a copy of a policy, [`reprint`] one of an issue, under a [`file_name`] of
//!    ours; [`save`] writes it to a place of hers; [`opened`] puts one where a program shows it.
//! 8. [`save`], [`open`], [`choose`] and [`view_file`] are what the system does: its dialogs and
//!    programs.
//! 9. [`disk`] writes files that are whole whatever happens; [`error`] says what did not work;
//!    [`views`] are what the page is shown, an [`answer`] as a phrase among it.

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
mod finishing;
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
mod typing;
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
