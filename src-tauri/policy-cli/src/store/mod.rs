//! `policy store`: a data folder of the window, looked at and looked after without it. Nothing
//! here changes a store but what says so, and nothing while the window has it open.

mod backups;
mod check;
mod hand_over;
mod history;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, bail};
use chrono::{DateTime, Local, Utc};
use policy_store::{Disk, Folder, Moment, PolicySummary, Store, StoreError};

use crate::{Ending, input};

pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let command = match arguments.next()? {
        Some(Value(name)) => name.to_string_lossy().into_owned(),
        _ => bail!("store needs to know what to do: {}.", COMMANDS.join(", ")),
    };
    match command.as_str() {
        "check" => check::check(arguments),
        "verify" => check::verify(arguments),
        "history" => history::run(arguments),
        "backup" => backups::backup(arguments),
        "restore" => backups::restore(arguments),
        "export" => hand_over::export(arguments),
        "import" => hand_over::import(arguments),
        other => bail!("store has no command `{other}`. There are {}.", COMMANDS.join(", ")),
    }
}

const COMMANDS: [&str; 7] = ["check", "verify", "history", "backup", "restore", "export", "import"];

/// The data folder in the arguments, as it was last arranged.
fn folder(path: Option<PathBuf>, command: &str) -> Result<Folder> {
    let path = path.with_context(|| format!("store {command} needs FOLDER, the data folder."))?;
    Ok(Folder::locate(path, &Disk))
}

/// Opens without changing anything.
fn look(folder: &Folder) -> Result<Store> {
    Store::open_to_read(folder.clone(), Arc::new(Disk))
        .map_err(|error| explained(error, folder.root()))
}

/// Opens for writing what is there and sound; a salvage happens only where it is asked for.
fn open(folder: &Folder) -> Result<Store> {
    drop(look(folder)?);
    let opened = Store::open(folder.clone(), Arc::new(Disk), now())
        .map_err(|error| explained(error, folder.root()))?;
    if let Some(error) = opened.backup_failed {
        eprintln!("policy: The daily backup is not made. {error}");
    }
    Ok(opened.store)
}

/// The sentence for somebody without the window.
fn explained(error: StoreError, folder: &Path) -> anyhow::Error {
    let at = folder.display();
    match error {
        StoreError::AlreadyOpen => {
            anyhow!("{at}: Plain Policy has this folder open. Please close it first.")
        }
        StoreError::Damaged { what } => anyhow!(
            "{at}: The store is damaged: {what}. `policy store check FOLDER --repair` sets it aside as it is and saves what can be saved."
        ),
        StoreError::Lost => anyhow!(
            "{at}: {error} `policy store verify FOLDER` names it. `store export --drafts-only` leaves out what was issued."
        ),
        StoreError::ReadOnly { doing } => {
            anyhow!("{at}: Could not {doing}, because the folder cannot be written to.")
        }
        StoreError::DiskFull { doing } => {
            anyhow!("{at}: Could not {doing}, because the disk is full. Nothing was changed.")
        }
        other => anyhow!("{at}: {other}"),
    }
}

/// The one place of the command line that tells the store the time.
fn now() -> Moment {
    Moment::from_millis(Utc::now().timestamp_millis())
}

/// As a person reads it, by the clock of this computer.
fn shown(moment: Moment) -> String {
    local(moment).format("%Y-%m-%d %H:%M").to_string()
}

/// For programs.
fn written(moment: Moment) -> String {
    local(moment).to_rfc3339()
}

fn local(moment: Moment) -> DateTime<Local> {
    DateTime::from_timestamp_millis(moment.millis()).unwrap_or_default().with_timezone(&Local)
}

/// The policy that is meant; all of them if none is named.
fn chosen(store: &Store, wanted: Option<&str>) -> Result<Vec<PolicySummary>> {
    let all = store.policies()?;
    let Some(wanted) = wanted else { return Ok(all) };
    let names: Vec<_> = all.iter().map(|policy| (policy.id, policy.title.as_str())).collect();
    let at = input::meant(&names, wanted)?;
    Ok(vec![all[at].clone()])
}

/// Prints JSON for programs.
fn print_json(value: &serde_json::Value) -> Result<()> {
    println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}
