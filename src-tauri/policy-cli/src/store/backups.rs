//! `policy store backup` and `policy store restore`.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use policy_store::{Backup, Reason, Store};
use serde_json::json;

use super::{explained, folder, look, now, open, print_json, shown, written};
use crate::Ending;

/// Makes a checked backup now.
pub(super) fn backup(mut parser: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let mut path = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let folder = folder(path, "backup")?;
    let mut store = open(&folder)?;
    let made =
        store.back_up(Reason::Asked, now()).map_err(|error| explained(error, folder.root()))?;
    println!("{}: made and checked", made.path.display());
    if made.lacking.is_empty() {
        return Ok(Ending::Clean);
    }
    println!(
        "Issued files that are damaged or gone, and so not in it: {}. `policy store verify FOLDER` names them.",
        made.lacking.len()
    );
    Ok(Ending::Unfinished)
}

/// Lists the backups; shows what one holds; goes back to it when told so.
pub(super) fn restore(mut parser: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let (mut path, mut number, mut from) = (None, None, None);
    let (mut json, mut yes) = (false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("json") => json = true,
            Long("yes") => yes = true,
            Long("from") => from = Some(PathBuf::from(parser.value()?)),
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            Value(value) if number.is_none() => number = Some(value.parse::<u64>()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let folder = folder(path, "restore")?;
    let Some(number) = number else {
        let store = look(&folder)?;
        return list(&backups(&store, from)?, json);
    };
    let store = if yes { open(&folder)? } else { look(&folder)? };
    let all = backups(&store, from)?;
    let mut meant = all.iter().filter(|backup| backup.sequence == number);
    let backup = meant.next().with_context(|| {
        format!("There is no backup {number}. `policy store restore FOLDER` lists them.")
    })?;
    if meant.next().is_some() {
        bail!(
            "There are several backups {number}, of several computers. Name the folder they lie in itself: --from DIR."
        );
    }
    if !yes {
        show(&store, backup)?;
        println!(
            "Nothing has changed yet. `--yes` goes back to this backup; first the present state is backed up too."
        );
        return Ok(Ending::Unfinished);
    }
    let restored =
        store.restore(backup, now()).map_err(|error| explained(error, folder.root()))?.store;
    let undo = restored.backups()?.into_iter().rfind(|b| b.reason == Reason::BeforeRestore);
    println!(
        "The store is as it was on {}. Revisions issued since are kept.",
        shown(backup.made_at)
    );
    if let Some(undo) = undo {
        println!("What it was until now is backup {}.", undo.sequence);
    }
    Ok(Ending::Clean)
}

fn backups(store: &Store, from: Option<PathBuf>) -> Result<Vec<Backup>> {
    Ok(match from {
        Some(folder) => store.backups_in(&folder)?,
        None => store.backups()?,
    })
}

fn list(backups: &[Backup], json: bool) -> Result<Ending> {
    if json {
        let row = |backup: &Backup| {
            json!({
                "number": backup.sequence,
                "made_at": written(backup.made_at),
                "reason": backup.reason.to_string(),
                "file": backup.path,
            })
        };
        print_json(&backups.iter().rev().map(row).collect())?;
    } else if backups.is_empty() {
        println!("There are no backups yet.");
    } else {
        for backup in backups.iter().rev() {
            println!("{:>6}  {}  {}", backup.sequence, shown(backup.made_at), backup.reason);
        }
        println!("`policy store restore FOLDER NUMBER` shows what one holds.");
    }
    Ok(Ending::Clean)
}

fn show(store: &Store, backup: &Backup) -> Result<()> {
    let policies = store
        .preview(backup)
        .with_context(|| format!("Backup {} is damaged and cannot be restored", backup.sequence))?;
    println!("Backup {} of {}:", backup.sequence, shown(backup.made_at));
    for policy in &policies {
        let issued = match policy.revisions {
            0 => "not issued".to_owned(),
            number => format!("revision {number}"),
        };
        println!("  “{}”, {issued}, draft of {}", policy.title, shown(policy.saved_at));
    }
    if policies.is_empty() {
        println!("  no policies");
    }
    Ok(())
}
