//! `policy store check` and `policy store verify`: whether the store is what was written, and
//! whether what was issued is what is kept.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use policy_store::{Disk, Fault, Folder, Salvage, Store, Verification, examine};
use serde_json::json;

use super::{explained, folder, look, now, open, print_json};
use crate::Ending;

struct Arguments {
    folder: Folder,
    json: bool,
    /// `--repair` or `--mend`.
    change: bool,
}

fn parse(mut parser: lexopt::Parser, command: &str, change: &str) -> Result<Arguments> {
    use lexopt::prelude::*;
    let (mut path, mut json, mut changes) = (None, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("json") => json = true,
            Long(word) if word == change => changes = true,
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Arguments { folder: folder(path, command)?, json, change: changes })
}

/// Structure, the hash of every row, every chain and every journal. Reads only, unless told to
/// repair.
pub(super) fn check(parser: lexopt::Parser) -> Result<Ending> {
    let Arguments { folder, json, change } = parse(parser, "check", "repair")?;
    let faults = examine(&folder).map_err(|error| explained(error, folder.root()))?;
    if change && !faults.is_empty() {
        return repair(&folder, json);
    }
    if json {
        print_json(&json!({ "sound": faults.is_empty(), "faults": faults }))?;
    } else if faults.is_empty() {
        println!("The store is sound.");
    } else {
        for fault in &faults {
            println!("Damaged: {fault}");
        }
        println!("`--repair` sets the store aside as it is and saves what can be saved.");
    }
    Ok(if faults.is_empty() { Ending::Clean } else { Ending::Unfinished })
}

fn repair(folder: &Folder, json: bool) -> Result<Ending> {
    let opened = Store::open(folder.clone(), Arc::new(Disk), now())
        .map_err(|error| explained(error, folder.root()))?;
    let Some(Salvage { set_aside, backup, losses, .. }) = opened.salvaged else {
        println!("The store is sound.");
        return Ok(Ending::Clean);
    };
    let sentences: Vec<String> = losses.iter().map(ToString::to_string).collect();
    if json {
        print_json(&json!({ "set_aside": set_aside, "backup": backup, "differs": sentences }))?;
    } else {
        println!("The store is sound again. The damaged one lies in {}.", set_aside.display());
        if let Some(backup) = backup {
            println!("Gaps were filled from {}.", backup.display());
        }
        if sentences.is_empty() {
            println!("Nothing was lost.");
        } else {
            println!("This is not as it was:");
            sentences.iter().for_each(|sentence| println!("  {sentence}"));
        }
    }
    Ok(if sentences.is_empty() { Ending::Clean } else { Ending::Unfinished })
}

/// Recomputes the hash of everything that was issued. Reads only, unless told to mend.
pub(super) fn verify(parser: lexopt::Parser) -> Result<Ending> {
    let Arguments { folder, json, change } = parse(parser, "verify", "mend")?;
    let store = if change { open(&folder)? } else { look(&folder)? };
    let found = store.verify().map_err(|error| explained(error, folder.root()))?;
    if json {
        print_json(&as_json(&found))?;
    } else {
        print(&found);
    }
    let sound = found.store.is_empty()
        && found.faults.is_empty()
        && found.mended.is_empty()
        && found.copies.is_empty();
    Ok(if sound { Ending::Clean } else { Ending::Unfinished })
}

fn as_json(found: &Verification) -> serde_json::Value {
    let files = |faults: &[Fault]| -> Vec<serde_json::Value> {
        let row = |fault: &Fault| json!({ "policy": fault.policy, "revision": fault.number, "file": fault.name });
        faults.iter().map(row).collect()
    };
    json!({
        "revisions": found.revisions,
        "files": found.files,
        "mended": files(&found.mended),
        "faults": files(&found.faults),
        "copies": found.copies,
        "store": found.store,
        "unnamed": found.unnamed,
    })
}

fn print(found: &Verification) {
    println!("{} issued revisions, {} files are as issued.", found.revisions, found.files);
    for fault in &found.mended {
        println!("Put right from its copy: revision {}, {}", fault.number, fault.name);
    }
    for fault in &found.faults {
        println!("Not as issued: revision {} of {}, {}", fault.number, fault.policy, fault.name);
    }
    for name in &found.copies {
        println!("Its copy beside the backups is damaged: {name}");
    }
    for fault in &found.store {
        println!("Damaged: {fault}");
    }
    if !found.faults.is_empty() {
        println!(
            "`--mend` puts files right from the copies beside the backups, where those are sound."
        );
    }
    if found.unnamed > 0 {
        println!("{} more files belong to no revision; they do no harm.", found.unnamed);
    }
}
