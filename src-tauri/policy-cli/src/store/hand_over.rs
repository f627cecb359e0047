//! `policy store export` and `policy store import`: the portable file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use policy_store::{Disk, Extent, Folder, ImportChange, ImportReport, Portable, Store, StoreError};
use serde_json::json;

use super::{chosen, explained, folder, look, now, open, print_json};
use crate::{Ending, files, input};

/// Writes one policy or all into a portable file. A file that is there stays, unless `--replace` says
/// otherwise, and nothing is ever written among the files of the store itself.
pub(super) fn export(mut parser: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let (mut path, mut out, mut policy) = (None, None, None);
    let mut replace = false;
    let mut extent = Extent::Everything;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Long("replace") => replace = true,
            Long("policy") => policy = Some(parser.value()?.string()?),
            Long("drafts-only") => extent = Extent::DraftOnly,
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let out = out.context("store export needs --out FILE, such as policies.plainpolicy.")?;
    let folder = folder(path, "export")?;
    if is_inside(&out, folder.root()) {
        bail!("{} lies in the data folder. Please export to another folder.", out.display());
    }
    if !replace && out.symlink_metadata().is_ok() {
        bail!("{} is there already. `--replace` writes over it.", out.display());
    }
    let store = look(&folder)?;
    let portable = match policy.as_deref() {
        Some(_) => store.export(chosen(&store, policy.as_deref())?[0].id, extent),
        None => store.export_all(extent),
    };
    let portable = portable.map_err(|error| explained(error, folder.root()))?;
    let bytes = portable.write()?;
    let name = out.file_name().and_then(|name| name.to_str()).context("--out names no file.")?;
    let into = match out.parent() {
        Some(into) if into != Path::new("") => into,
        _ => Path::new("."),
    };
    files::write_private(into, name, &bytes)?;
    let (policies, files) = (portable.policies.len(), portable.files.len());
    let many = if policies == 1 { "policy" } else { "policies" };
    println!("{}: {policies} {many}, {files} issued files", out.display());
    Ok(Ending::Clean)
}

/// Whether a file that may not be there yet would lie in the folder, whatever the two are called.
fn is_inside(file: &Path, folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let above = file.ancestors().skip(1);
    // `file` itself may be a link into the folder.
    let real = file.canonicalize().ok().into_iter();
    let places = above.map(|above| if above == Path::new("") { Path::new(".") } else { above });
    let nearest = places.filter_map(|above| above.canonicalize().ok()).next();
    real.chain(nearest).any(|place| place.starts_with(&folder))
}

/// Says what a portable file would change, and changes it when told so.
pub(super) fn import(mut parser: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let (mut path, mut file, mut json, mut yes) = (None, None, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("json") => json = true,
            Long("yes") => yes = true,
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.context("store import needs FOLDER and FILE, a portable file.")?;
    let (name, bytes) = input::read(&file)?;
    let portable = Portable::read(&bytes).context(name)?;
    let folder = folder(path, "import")?;
    let report = if yes {
        let mut store = open_or_begin(&folder)?;
        store.import(&portable, now()).map_err(|error| explained(error, folder.root()))?
    } else {
        plan(&folder, &portable)?
    };
    if json {
        print_json(&as_json(&report))?;
    } else {
        print(&report);
    }
    let conflict =
        report.policies.iter().any(|policy| matches!(policy.change, ImportChange::Conflict { .. }));
    if !changes(&report) {
        if !json {
            println!("There is nothing to take over.");
        }
    } else if !yes {
        if !json {
            println!("Nothing has changed yet. `--yes` takes this over, after a backup.");
        }
        return Ok(Ending::Unfinished);
    } else if !json {
        println!("Done.");
    }
    Ok(if conflict { Ending::Unfinished } else { Ending::Clean })
}

/// A folder without a store gets one; that is what an empty computer needs.
fn open_or_begin(folder: &Folder) -> Result<Store> {
    if folder.store().exists() {
        return open(folder);
    }
    Ok(begun(folder)?)
}

fn begun(folder: &Folder) -> Result<Store, StoreError> {
    Ok(Store::open(folder.clone(), Arc::new(Disk), now())?.store)
}

fn plan(folder: &Folder, portable: &Portable) -> Result<ImportReport> {
    if folder.store().exists() {
        return Ok(look(folder)?.plan_import(portable)?);
    }
    if folder.root().is_file() {
        bail!("{} is a file, not a data folder.", folder.root().display());
    }
    // What comes into an empty store, told by an empty store.
    let empty = tempfile::tempdir().context("There is no room for a temporary folder")?;
    Ok(begun(&Folder::new(empty.path()))?.plan_import(portable)?)
}

fn changes(report: &ImportReport) -> bool {
    let changed = |change: &ImportChange| {
        matches!(change, ImportChange::New { .. } | ImportChange::Changed { .. })
    };
    report.policies.iter().any(|policy| changed(&policy.change))
        || !report.profile.is_empty()
        || !report.clinicians.is_empty()
}

fn print(report: &ImportReport) {
    for policy in &report.policies {
        println!("{policy}");
    }
    if !report.profile.is_empty() {
        println!("The practice's profile changes: {}.", report.profile.join(", "));
    }
    if !report.clinicians.is_empty() {
        println!(
            "Clinicians that are new or described in another way: {}.",
            report.clinicians.len()
        );
    }
}

fn as_json(report: &ImportReport) -> serde_json::Value {
    let policies: Vec<_> = report
        .policies
        .iter()
        .map(|policy| {
            let change = match &policy.change {
                ImportChange::New { revisions } => json!({ "kind": "new", "revisions": revisions }),
                ImportChange::Same => json!({ "kind": "same" }),
                ImportChange::Changed { questions, own, title, revisions, older } => json!({
                    "kind": "changed", "questions": questions, "own": own, "title": title,
                    "revisions": revisions, "older": older,
                }),
                ImportChange::Conflict { number } => {
                    json!({ "kind": "conflict", "revision": number })
                }
            };
            json!({ "id": policy.id, "title": policy.title, "change": change })
        })
        .collect();
    json!({
        "policies": policies,
        "profile": report.profile,
        "clinicians": report.clinicians,
    })
}
