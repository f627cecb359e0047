//! Policies that leave for another computer, and come from one.

use std::io::Read as _;
use std::path::Path;

use chrono::NaiveDate;
use policy::{Catalogue, Draft};
use policy_store::{
    Extent, ImportChange, ImportReport, ImportedPolicy, PolicySummary, Portable, PortableError,
    PortablePolicy, Store,
};
use uuid::Uuid;

use crate::clock::Now;
use crate::copy::Copy;
use crate::drafting::summary;
use crate::error::{Answer, Code, CommandError};
use crate::file_name::portable_name;
use crate::overview::{practice, title};
use crate::save::Kind;

/// Larger files are refused before they are read; the store's own limit is lower.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A file that was read and may be taken over.
pub(crate) struct Pending {
    /// For the page to say which one it means.
    pub(crate) token: String,
    /// What is in it.
    pub(crate) portable: Portable,
}

/// One policy or everything, as a file.
pub(crate) fn export(store: &Store, id: Option<Uuid>, today: NaiveDate) -> Answer<Copy> {
    let (portable, name) = match id {
        Some(id) => {
            let title = title(&summary(store, id)?, &store.draft(id)?);
            (store.export(id, Extent::Everything)?, title)
        }
        None => (store.export_all(Extent::Everything)?, String::new()),
    };
    let bytes = portable.write().map_err(policy_store::StoreError::from)?;
    Ok(Copy { name: portable_name(&name, today), kind: Kind::Portable, bytes })
}

/// The draft on the screen, which the store cannot take at present. `known` is the policy it
/// belongs to, as far as the store can still say: taken over there, the file is its next step.
pub(crate) fn elsewhere(known: Option<&PolicySummary>, draft: Draft, now: Now) -> Answer<Copy> {
    let policy = PortablePolicy {
        id: known.map_or_else(Uuid::new_v4, |known| known.id),
        title: known.map(|known| known.title.clone()).unwrap_or_default(),
        created_at: known.map_or(now.moment, |known| known.created_at),
        archived: known.is_some_and(|known| known.archived),
        saved_at: now.moment,
        draft,
        revisions: Vec::new(),
    };
    let name = if policy.title.is_empty() { practice(&policy.draft) } else { &policy.title };
    let name = portable_name(name, now.today);
    let portable = Portable { policies: vec![policy], ..Portable::default() };
    let bytes = portable.write().map_err(policy_store::StoreError::from)?;
    Ok(Copy { name, kind: Kind::Portable, bytes })
}

/// Reads a file, or says why it cannot be taken over.
pub(crate) fn read(path: &Path) -> Answer<Portable> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes))
        .map_err(|error| {
            let message = format!("{name}: The file cannot be read. Please choose another one.");
            CommandError::new(Code::Unexpected, message, error.kind())
        })?;
    Portable::read(&bytes).map_err(|error| {
        CommandError::new(Code::Unexpected, format!("{name}: {error}"), kind(&error))
    })
}

/// The kind of fault, without what stands in the file.
fn kind(error: &PortableError) -> &'static str {
    match error {
        PortableError::TooLarge { .. } => "too large",
        PortableError::TooComplex { .. } => "too complex",
        PortableError::Syntax { .. } => "syntax",
        PortableError::NotOurs => "not ours",
        PortableError::Newer { .. } => "newer format",
        PortableError::WrongHash => "wrong hash",
        PortableError::Invalid { .. } => "invalid",
    }
}

/// What would change, one sentence each, and how much that is.
pub(crate) fn plan(report: &ImportReport) -> (Vec<String>, usize) {
    let mut sentences: Vec<String> = report.policies.iter().map(said).collect();
    let taken = |policy: &&ImportedPolicy| {
        matches!(policy.change, ImportChange::New { .. } | ImportChange::Changed { .. })
    };
    let mut changes = report.policies.iter().filter(taken).count();
    if !report.profile.is_empty() {
        changes += 1;
        sentences.push(format!(
            "The practice's details get other answers: {}.",
            labels(&report.profile)
        ));
    }
    if !report.clinicians.is_empty() {
        changes += 1;
        sentences.push(match report.clinicians.len() {
            1 => "1 clinician is added or described in another way.".to_owned(),
            many => format!("{many} clinicians are added or described in another way."),
        });
    }
    if changes == 0 {
        sentences.push("Nothing would change.".to_owned());
    }
    (sentences, changes)
}

fn said(policy: &ImportedPolicy) -> String {
    let which = if policy.title.is_empty() { "A policy without a name" } else { &policy.title };
    match &policy.change {
        ImportChange::New { revisions: 0 } => format!("{which} is added."),
        ImportChange::New { revisions } => {
            format!("{which} is added, with {}.", issues(*revisions))
        }
        ImportChange::Same => {
            format!("{which} is here already, with all that is in the file. It stays.")
        }
        ImportChange::Conflict { number } => format!(
            "{which} was issued here and in the file in different ways (issue {number}). What was issued never changes, so nothing of this policy is taken over."
        ),
        ImportChange::Changed { questions, own, title, revisions, older } => {
            let mut parts = Vec::new();
            if !questions.is_empty() {
                parts.push(format!("the answers to {}", labels(questions)));
            }
            if *own {
                parts.push("your own clauses and wordings".to_owned());
            }
            let draft = !parts.is_empty();
            if *title {
                parts.push("its name in the list".to_owned());
            }
            if *revisions > 0 {
                parts.push(format!("{} added", issues(*revisions)));
            }
            if parts.is_empty() {
                parts.push("which answers are only suggested".to_owned());
            }
            let mut sentence = format!("{which} changes: {}.", parts.join("; "));
            if *older {
                sentence.push_str(" The file is older than what is here.");
            }
            // A name and an issue are no steps of the draft; the backup has how it was.
            if draft {
                sentence.push_str(" Undo takes the answers and texts back.");
            }
            sentence
        }
    }
}

fn issues(count: usize) -> String {
    if count == 1 { "1 issue".to_owned() } else { format!("{count} issues") }
}

/// So many questions are named.
const NAMED: usize = 5;

fn labels(questions: &[String]) -> String {
    let words = &Catalogue::embedded().language("en").expect("English is built in").words;
    let label = |id: &String| {
        // A question of another version has no words here.
        words.questions.get(id).map_or("a question of another version", |said| &said.label)
    };
    let list = questions.iter().take(NAMED).map(label).collect::<Vec<_>>().join(", ");
    match questions.len().saturating_sub(NAMED) {
        0 => list,
        more => format!("{list} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::drafting::{begin, save};
    use crate::testing::{day, draft, store};

    #[test]
    fn what_left_one_computer_comes_to_another_and_is_said_before() {
        let (folder, mut here) = store();
        let willow = draft(&[("practice_name", json!("Willow"))]);
        let id = begin(&mut here, Some(willow.clone()), day(0)).expect("begun").id;
        let copy = export(&here, Some(id), day(0).today).expect("exported");
        assert_eq!(copy.name, "Willow-2026-11-25.plainpolicy");
        let path = folder.path().join(&copy.name);
        std::fs::write(&path, &copy.bytes).expect("written");

        let (_other, mut there) = store();
        let portable = read(&path).expect("sound");
        let report = there.plan_import(&portable).expect("planned");
        assert_eq!(plan(&report), (vec!["A policy without a name is added.".to_owned()], 1));
        there.import(&portable, day(1).moment).expect("taken over");
        assert_eq!(there.draft(id).expect("there"), willow);
        let again = there.plan_import(&portable).expect("planned");
        assert_eq!(plan(&again).1, 0);

        let alder = draft(&[("practice_name", json!("Alder"))]);
        save(&mut there, id, &alder, None, "answer", day(2)).expect("saved");
        let (sentences, changes) = plan(&there.plan_import(&portable).expect("planned"));
        assert_eq!(changes, 1);
        assert!(sentences[0].contains("the answers to "), "{sentences:?}");
    }

    #[test]
    fn a_draft_the_store_cannot_take_comes_back_as_the_next_step_of_its_policy() {
        let (folder, mut store) = store();
        let id = begin(&mut store, None, day(0)).expect("begun").id;
        store.rename(id, "For teens").expect("renamed");
        let typed = draft(&[("practice_name", json!("Willow"))]);
        let path = folder.path().join("file");
        let known = summary(&store, id).expect("there");
        let copy = elsewhere(Some(&known), typed.clone(), day(1)).expect("written");
        assert_eq!(copy.name, "For-teens-2026-11-25.plainpolicy");
        std::fs::write(&path, &copy.bytes).expect("written");
        let portable = read(&path).expect("sound");
        assert_eq!(plan(&store.plan_import(&portable).expect("planned")).1, 1);
        store.import(&portable, day(2).moment).expect("taken over");
        assert_eq!(store.draft(id).expect("there"), typed);
        assert!(store.undo(id, day(3).moment).expect("undone").is_some());

        let copy = elsewhere(None, typed.clone(), day(1)).expect("written");
        assert_eq!(copy.name, "Willow-2026-11-25.plainpolicy");
        std::fs::write(&path, &copy.bytes).expect("written");
        store.import(&read(&path).expect("sound"), day(4).moment).expect("taken over");
        assert_eq!(store.policies().expect("listed").len(), 2, "of no policy: one of its own");
    }

    #[test]
    fn everything_goes_under_a_name_of_its_own() {
        let (_folder, store) = store();
        let copy = export(&store, None, day(0).today).expect("exported");
        assert_eq!(copy.name, "Plain-Policy-2026-11-25.plainpolicy");
    }

    #[test]
    fn a_file_that_is_none_is_a_sentence_with_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.plainpolicy");
        for wrong in ["", "Willow", "{\"plainpolicy\": \"Willow\"}", "[]"] {
            std::fs::write(&path, wrong).expect("written");
            let error = read(&path).expect_err(wrong);
            assert!(error.message.starts_with("a.plainpolicy: "), "{}", error.message);
            assert!(!error.detail.contains("Willow"), "{}", error.detail);
        }
        assert!(read(&folder.path().join("none")).is_err());
    }
}
