//! `policy store history`: the policies of a folder, their revisions, and what one can go back to.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use policy::Fingerprint;
use policy_store::{LARGE_STEPS, Landmark, PolicySummary, Record, Steps, Store, landmarks};
use serde_json::json;

use super::{chosen, folder, local, look, print_json, shown, written};
use crate::Ending;

pub(super) fn run(mut parser: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let (mut path, mut json, mut policy, mut step) = (None, false, None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("json") => json = true,
            Long("policy") => policy = Some(parser.value()?.string()?),
            Long("step") => step = Some(parser.value()?.parse::<u32>()?),
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let store = look(&folder(path, "history")?)?;
    let policies = chosen(&store, policy.as_deref())?;
    if let Some(step) = step {
        let [policy] = policies.as_slice() else { bail!("--step needs --policy TITLE-or-ID.") };
        print!("{}", store.draft_at(policy.id, step)?.to_json());
        return Ok(Ending::Clean);
    }
    let lives: Vec<Life> =
        policies.into_iter().map(|policy| Life::of(&store, policy)).collect::<Result<_>>()?;
    if json {
        print_json(&lives.iter().map(Life::json).collect())?;
    } else if lives.is_empty() {
        println!("There are no policies in this store.");
    } else {
        lives.iter().for_each(Life::print);
    }
    Ok(Ending::Clean)
}

struct Life {
    policy: PolicySummary,
    steps: Steps,
    revisions: Vec<Record>,
    points: Vec<Landmark>,
}

impl Life {
    fn of(store: &Store, policy: PolicySummary) -> Result<Self> {
        let about = || format!("The history of {} cannot be read", policy.id);
        let points = store.points(policy.id).with_context(about)?;
        Ok(Self {
            steps: store.steps(policy.id).with_context(about)?,
            revisions: store.revisions(policy.id).with_context(about)?,
            points: landmarks(&points, &LARGE_STEPS, |moment| local(moment).date_naive()),
            policy,
        })
    }

    fn print(&self) {
        let Self { policy, steps, revisions, points } = self;
        let away = if policy.archived { ", put away" } else { "" };
        println!("“{}” ({}){away}", policy.title, policy.id);
        println!(
            "  Draft of {}: {} steps to undo, {} to redo",
            shown(policy.saved_at),
            steps.undo,
            steps.redo
        );
        for record in revisions.iter().rev() {
            println!(
                "  Revision {}, in effect from {}, issued {}",
                record.number,
                record.effective,
                shown(record.issued_at)
            );
            if !record.note.is_empty() {
                println!("    {}", record.note);
            }
            if let Some(review) = record.review {
                println!("    To be looked at again on {review}");
            }
            let code = Fingerprint::from_hex(&record.fingerprint).map(|read| read.short());
            let code = code.map_or_else(String::new, |code| format!("Code {code}, "));
            println!("    {code}fingerprint {}", record.fingerprint);
        }
        for mark in points {
            let what = mark
                .before
                .as_ref()
                .map_or_else(|| "last of its day".to_owned(), |label| format!("before “{label}”"));
            println!("  Step {}, {}: {what}", mark.point.step, shown(mark.point.at));
        }
    }

    fn json(&self) -> serde_json::Value {
        let Self { policy, steps, revisions, points } = self;
        let point = |mark: &Landmark| {
            json!({
                "step": mark.point.step,
                "at": written(mark.point.at),
                "label": mark.point.label,
                "before": mark.before,
            })
        };
        json!({
            "id": policy.id,
            "title": policy.title,
            "created_at": written(policy.created_at),
            "saved_at": written(policy.saved_at),
            "archived": policy.archived,
            "undo": steps.undo,
            "redo": steps.redo,
            "revisions": revisions,
            "points": points.iter().map(point).collect::<Vec<_>>(),
        })
    }
}
