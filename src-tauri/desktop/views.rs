//! What the page is shown of the store. Written by hand on the other side, in
//! `ui/src/backend/types.ts`.

use chrono::NaiveDate;
use policy::compare::Comparison;
use policy::review::Preview;
use policy::{Draft, Fingerprint};
use policy_store::{Record, Role, Steps};
use serde::Serialize;
use uuid::Uuid;

use crate::clock::iso;

/// What the page starts with, and gets anew after a change to the whole.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DeskView {
    /// Newest saved first; those put away too.
    pub(crate) policies: Vec<PolicyCard>,
    /// The policy that was open last.
    pub(crate) last: Option<Uuid>,
    /// What the person should know now, gravest first.
    pub(crate) notices: Vec<Notice>,
    /// The newest backup.
    pub(crate) backup: Option<BackupView>,
    /// The data folder, for people to see.
    pub(crate) folder: String,
    /// The practice's own folder for issued copies.
    pub(crate) outputs: Option<String>,
    /// The folder of the backups.
    pub(crate) backups: String,
    /// Whether policies can only be looked at.
    pub(crate) read_only: bool,
}

/// When and where a backup was made.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BackupView {
    pub(crate) made_at: String,
    pub(crate) r#where: String,
}

/// A policy in the list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PolicyCard {
    pub(crate) id: Uuid,
    /// Her name for it, else the practice's name, else empty.
    pub(crate) title: String,
    pub(crate) saved_at: String,
    pub(crate) archived: bool,
    /// The newest issued one.
    pub(crate) revision: Option<NewestRevision>,
    /// Whether the draft says something else than the newest revision.
    pub(crate) changed: bool,
    pub(crate) review_due: bool,
}

/// The newest revision, as far as the list says it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NewestRevision {
    pub(crate) number: u32,
    pub(crate) effective: NaiveDate,
    pub(crate) review: Option<NaiveDate>,
    pub(crate) issued_at: String,
}

/// Something the person should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Notice {
    pub(crate) kind: NoticeKind,
    /// Whole sentences.
    pub(crate) text: String,
    /// The exact list, where there is one.
    pub(crate) details: Vec<String>,
    /// What it is about, for a button.
    pub(crate) policy: Option<Uuid>,
}

/// What a notice is about; the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NoticeKind {
    /// The store was damaged and repaired.
    Salvaged,
    /// A file that was issued is not what it was.
    Damaged,
    /// Nothing can be saved.
    ReadOnly,
    /// A backup was due and could not be made.
    BackupFailed,
    /// The clock shows an earlier time than what was saved before.
    Clock,
    /// A kept draft of an earlier version was taken in.
    MovedIn,
    /// A policy should be looked at again.
    ReviewDue,
}

/// A policy that was opened.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OpenPolicy {
    pub(crate) id: Uuid,
    pub(crate) title: String,
    pub(crate) draft: Draft,
    pub(crate) steps: StepsView,
    pub(crate) saved_at: String,
    /// Newest first.
    pub(crate) revisions: Vec<RevisionView>,
}

/// How far undo and redo reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct StepsView {
    pub(crate) undo: u32,
    pub(crate) redo: u32,
}

impl From<Steps> for StepsView {
    fn from(Steps { undo, redo }: Steps) -> Self {
        Self { undo, redo }
    }
}

/// An issued revision.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RevisionView {
    pub(crate) number: u32,
    pub(crate) effective: NaiveDate,
    pub(crate) review: Option<NaiveDate>,
    pub(crate) note: String,
    pub(crate) issued_at: String,
    /// As it stands in the footer.
    pub(crate) fingerprint: String,
    pub(crate) wording: String,
    pub(crate) app_version: String,
    pub(crate) files: Vec<FileView>,
}

/// A finished file of a revision.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FileView {
    pub(crate) role: Role,
    pub(crate) bytes: u64,
}

impl From<Record> for RevisionView {
    fn from(record: Record) -> Self {
        let finished = |role: Role| matches!(role, Role::Pdf | Role::Html);
        let files = record.files.iter().filter(|file| finished(file.role));
        Self {
            number: record.number,
            effective: record.effective,
            review: record.review,
            issued_at: iso(record.issued_at),
            fingerprint: Fingerprint::from_hex(&record.fingerprint)
                .map_or_else(|| record.fingerprint.clone(), |read| read.short()),
            files: files.map(|file| FileView { role: file.role, bytes: file.bytes }).collect(),
            note: record.note,
            wording: record.wording,
            app_version: record.app_version,
        }
    }
}

/// A draft was saved.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SavedDraft {
    pub(crate) saved_at: String,
    pub(crate) steps: StepsView,
}

/// The draft after a step back, forward, or to another version.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SteppedView {
    pub(crate) draft: Draft,
    pub(crate) label: String,
    pub(crate) field: Option<String>,
    pub(crate) steps: StepsView,
    pub(crate) saved_at: String,
}

/// A policy was issued.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct IssuedView {
    pub(crate) revision: RevisionView,
    pub(crate) open: OpenPolicy,
    /// The copies in the practice's own folder; empty if none is chosen.
    pub(crate) written: Vec<String>,
    /// Why they are not there, in whole sentences. The issue stands all the same.
    pub(crate) not_written: Option<String>,
}

/// What there was.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HistoryView {
    /// Newest first.
    pub(crate) revisions: Vec<RevisionView>,
    /// Newest first.
    pub(crate) points: Vec<PointView>,
}

/// A point on the way to the draft.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PointView {
    pub(crate) step: u32,
    pub(crate) at: String,
    /// A phrase for people.
    pub(crate) said: String,
}

/// How one version of a policy differs from an earlier one.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ComparisonView {
    /// What people call the earlier one.
    pub(crate) from_name: String,
    pub(crate) to_name: String,
    pub(crate) comparison: Comparison,
    /// Whether there is something to tell clients.
    pub(crate) sheet: bool,
}

/// The sheet that tells clients what changed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SheetView {
    pub(crate) preview: Preview,
}

/// Whether what was issued is what is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct VerificationView {
    pub(crate) sound: bool,
    pub(crate) sentences: Vec<String>,
}

/// A backup in the list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BackupCard {
    pub(crate) token: String,
    pub(crate) made_at: String,
    /// A phrase for people.
    pub(crate) reason: &'static str,
}

/// What a backup holds.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BackupPreview {
    pub(crate) policies: Vec<BackedUpPolicy>,
}

/// A policy in a backup.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BackedUpPolicy {
    pub(crate) title: String,
    pub(crate) saved_at: String,
    pub(crate) revisions: u32,
}

/// What taking over a file would change.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ImportPlan {
    pub(crate) token: String,
    /// The file's name.
    pub(crate) name: String,
    pub(crate) sentences: Vec<String>,
    /// 0: nothing would change.
    pub(crate) changes: usize,
}

/// The practice's details changed in one policy, and others still say the old ones.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ProfileOffer {
    pub(crate) changes: Vec<ProfileChange>,
    pub(crate) policies: Vec<OfferedPolicy>,
}

/// A detail as it is now.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ProfileChange {
    pub(crate) label: String,
    pub(crate) answer: String,
}

/// A policy that says it in another way.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OfferedPolicy {
    pub(crate) id: Uuid,
    pub(crate) title: String,
}

/// A policy that holds the words that were looked for.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Found {
    pub(crate) id: Uuid,
    pub(crate) title: String,
    /// A phrase for people.
    pub(crate) r#where: String,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::*;
    use crate::changes::Pair;
    use crate::issuing::Terms;
    use crate::reprint::{Paper, reprint};
    use crate::testing::{day, desk, finished_draft};
    use crate::version::Version;
    use crate::{backups, finishing, history, portable, profile, search, typing, verifying};

    /// The names of the fields of a type in the page's own list.
    fn fields(name: &str) -> BTreeSet<String> {
        let types = include_str!("../../ui/src/backend/types.ts");
        let start = format!("export type {name} = {{");
        let (_, rest) = types.split_once(&start).unwrap_or_else(|| panic!("no type {name}"));
        let mut depth = 1;
        let mut flat = String::new();
        for letter in rest.chars() {
            depth += match letter {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            match depth {
                0 => break,
                1 => flat.push(letter),
                _ => {}
            }
        }
        let lines = flat.lines().filter(|line| !line.trim_start().starts_with("/**"));
        let flat = lines.collect::<Vec<_>>().join("\n");
        let named = flat.split(';').filter_map(|field| field.split_once(':'));
        named.map(|(name, _)| name.trim().trim_end_matches('?').to_owned()).collect()
    }

    fn check(name: &str, view: impl Serialize) {
        let value = serde_json::to_value(view).expect("views serialise");
        let Value::Object(members) = value else { panic!("{name} is no object") };
        let members: BTreeSet<String> = members.keys().cloned().collect();
        assert_eq!(members, fields(name), "{name}");
    }

    #[test]
    fn the_page_knows_every_view_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = desk(folder.path());
        let id = typing::begin(&desk, Some(finished_draft()), day(0)).expect("begun").id;
        let terms = Terms { effective: day(0).today, review: None, note: "" };
        let issued = finishing::issue(&desk, id, &finished_draft(), terms, day(1));
        let issued = issued.expect("issued");
        check("RevisionView", &issued.revision);
        check("OpenPolicy", &issued.open);
        check("Steps", issued.open.steps);
        check("IssuedView", &issued);
        let mut other = finished_draft();
        other.answers.insert("phone".to_owned(), json!("(555) 010-7788"));
        let second = typing::begin(&desk, None, day(2)).expect("begun").id;
        let saved = typing::save(&desk, id, &other, None, "preset", day(3));
        check("SavedDraft", saved.expect("saved"));
        check("SteppedView", typing::step(&desk, id, "undo", day(4)).expect("undone"));
        typing::step(&desk, id, "redo", day(5)).expect("redone");

        let view = desk.view(day(6)).expect("shown");
        check("PolicyCard", view.policies.iter().find(|card| card.id == id).expect("there"));
        let card = view.policies.iter().find_map(|card| card.revision.clone());
        check("NewestRevision", card.expect("issued"));
        check("DeskView", &view);
        check("VerificationView", verifying::verify(&desk, None, day(6)).expect("read"));
        desk.change(day(7), |store| {
            let seen = history::history(store, id)?;
            check("PointView", &seen.points[0]);
            check("HistoryView", &seen);
            let from = Version::Revision { number: 1 };
            let pair = || Pair::read(store, id, from, Version::Draft {}, day(7));
            check("SheetView", pair()?.sheet().expect("a sheet"));
            check("ComparisonView", pair()?.compared());
            let offer = profile::offer(store, &desk.touched())?.expect("the other policy");
            assert_eq!(offer.policies[0].id, second);
            check("ProfileOffer", offer);
            check("Found", search::search(store, "halloran")?.remove(0));
            store.back_up(policy_store::Reason::Asked, day(7).moment)?;
            let backup = backups::list(store)?.remove(0);
            check("BackupPreview", backups::preview(store, &backup.token)?);
            check("BackupCard", backup);
            let copy = reprint(store, id, 1, crate::copy::Format::Txt, Paper::Letter)?;
            check("Saved", desk.save(&copy)?.expect("saved"));
            let path = folder.path().join("all");
            std::fs::write(&path, portable::export(store, None, day(7).today)?.bytes)
                .expect("written");
            let (sentences, changes) = portable::plan(&store.plan_import(&portable::read(&path)?)?);
            let [token, name] = [String::new(), String::new()];
            check("ImportPlan", ImportPlan { token, name, sentences, changes });
            Ok(())
        })
        .expect("all of it");
    }
}
