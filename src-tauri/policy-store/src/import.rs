//! From a portable file into the store: first what would change, then the change in one
//! transaction.

use policy::Draft;
use rusqlite::Connection;
use uuid::Uuid;

use crate::archive;
use crate::backup::Reason;
use crate::error::{Result, StoreError};
use crate::issue::insert;
use crate::journal::{self, Edit, draft_json};
use crate::moment::Moment;
use crate::portable::{Portable, PortablePolicy, invalid};
use crate::settings::{Clinician, clinician_row, setting};
use crate::store::Store;
use crate::table::{CLINICIANS, DRAFTS, POLICIES, PROFILE};

/// What taking over a file changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Each policy of the file, in its order.
    pub policies: Vec<ImportedPolicy>,
    /// Questions of the profile that get another answer.
    pub profile: Vec<String>,
    /// Clinicians that are new or described in another way.
    pub clinicians: Vec<Uuid>,
}

/// What happens to one policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedPolicy {
    /// Which.
    pub id: Uuid,
    /// Its title in the file.
    pub title: String,
    /// What happens.
    pub change: ImportChange,
}

/// What happens to a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportChange {
    /// It is not in the store yet.
    New {
        /// How many revisions come with it.
        revisions: usize,
    },
    /// It is in the store just so, or further on.
    Same,
    /// The draft in the file takes the place of the one in the store, as one step that can be
    /// undone, and revisions are added.
    Changed {
        /// Questions that get another answer.
        questions: Vec<String>,
        /// Whether other parts differ that are the clinician's own: clauses, wordings, order.
        own: bool,
        /// Whether the file calls it something else.
        title: bool,
        /// How many revisions are added.
        revisions: usize,
        /// Whether the draft in the file was saved before the one here.
        older: bool,
    },
    /// The file has another revision of this number. What was issued never changes: nothing of
    /// this policy is taken over.
    Conflict {
        /// The number of the first revision that differs.
        number: u32,
    },
}

impl Store {
    /// What [`Self::import`] would change.
    pub fn plan_import(&self, portable: &Portable) -> Result<ImportReport> {
        let mut report = ImportReport::default();
        for policy in &portable.policies {
            report.policies.push(ImportedPolicy {
                id: policy.id,
                title: policy.title.clone(),
                change: self.plan_policy(policy)?,
            });
        }
        let profile = self.profile()?;
        let differs =
            portable.profile.iter().filter(|(id, answer)| profile.get(*id) != Some(answer));
        report.profile = differs.map(|(id, _)| id.clone()).collect();
        let present = self.clinicians()?;
        let differs = portable.clinicians.iter().filter(|person| {
            !present.iter().any(|known| known.id == person.id && known.body == person.body)
        });
        report.clinicians = differs.map(|person| person.id).collect();
        Ok(report)
    }

    fn plan_policy(&self, policy: &PortablePolicy) -> Result<ImportChange> {
        let summaries = self.policies()?;
        let Some(present) = summaries.iter().find(|summary| summary.id == policy.id) else {
            return Ok(ImportChange::New { revisions: policy.revisions.len() });
        };
        let issued = self.revisions(policy.id)?;
        if let Some((_, theirs)) =
            issued.iter().zip(&policy.revisions).find(|(ours, theirs)| ours != theirs)
        {
            return Ok(ImportChange::Conflict { number: theirs.number });
        }
        let draft = self.draft(policy.id)?;
        let revisions = policy.revisions.len().saturating_sub(issued.len());
        let title = present.title != policy.title;
        if draft == policy.draft && !title && revisions == 0 {
            return Ok(ImportChange::Same);
        }
        let questions = differing(&draft, &policy.draft);
        let own = !same_own_parts(&draft, &policy.draft);
        let older = policy.saved_at < present.saved_at;
        Ok(ImportChange::Changed { questions, own, title, revisions, older })
    }

    /// Takes a file over, after a backup. All of it or nothing, but for policies in conflict.
    pub fn import(&mut self, portable: &Portable, at: Moment) -> Result<ImportReport> {
        let report = self.plan_import(portable)?;
        self.back_up(Reason::BeforeImport, at)?;
        let taken: Vec<(&PortablePolicy, &ImportChange)> = portable
            .policies
            .iter()
            .zip(report.policies.iter().map(|policy| &policy.change))
            .filter(|(_, change)| {
                !matches!(change, ImportChange::Conflict { .. } | ImportChange::Same)
            })
            .collect();
        for (policy, _) in &taken {
            self.import_files(portable, policy)?;
        }
        self.open_step = None;
        self.write("take over the file", |transaction| {
            for (policy, change) in &taken {
                import_policy(transaction, policy, change, at)?;
            }
            for id in &report.profile {
                let answer = setting(&portable.profile[id])?;
                PROFILE.put(transaction, vec![id.clone().into(), answer])?;
            }
            for person in &portable.clinicians {
                let clinician = Clinician {
                    id: person.id,
                    position: person.position,
                    body: person.body.clone(),
                };
                CLINICIANS.put(transaction, clinician_row(&clinician)?)?;
            }
            Ok(())
        })?;
        Ok(report)
    }

    fn import_files(&self, portable: &Portable, policy: &PortablePolicy) -> Result<()> {
        let folder = self.folder.archive();
        for record in &policy.revisions {
            for file in &record.files {
                let bytes = portable
                    .file(&file.name())
                    .filter(|bytes| bytes.len() as u64 == file.bytes)
                    .ok_or_else(|| StoreError::from(invalid("an issued file is missing")))?;
                archive::put(&*self.files, &folder, &file.name(), &bytes)?;
            }
            archive::put(&*self.files, &folder, &record.name(), record.to_json().as_bytes())?;
        }
        Ok(())
    }
}

fn import_policy(
    connection: &Connection,
    policy: &PortablePolicy,
    change: &ImportChange,
    at: Moment,
) -> Result<()> {
    let key = policy.id.to_string();
    let body = draft_json(&policy.draft)?;
    let added = match change {
        ImportChange::New { revisions } => {
            POLICIES.insert(
                connection,
                vec![
                    key.clone().into(),
                    policy.title.clone().into(),
                    policy.created_at.millis().into(),
                    i64::from(policy.archived).into(),
                ],
            )?;
            DRAFTS.insert(
                connection,
                vec![key.into(), 0.into(), policy.saved_at.millis().into(), body.into()],
            )?;
            *revisions
        }
        ImportChange::Changed { title, revisions, .. } => {
            if *title {
                let mut row = POLICIES
                    .get(connection, &[key.into()])?
                    .ok_or(StoreError::UnknownPolicy(policy.id))?;
                row[1] = policy.title.clone().into();
                POLICIES.put(connection, row)?;
            }
            let edit = Edit { field: None, label: "import", at };
            journal::save(connection, policy.id, &policy.draft, body, edit, None)?;
            *revisions
        }
        ImportChange::Same | ImportChange::Conflict { .. } => 0,
    };
    let first = policy.revisions.len() - added;
    policy.revisions[first..].iter().try_for_each(|record| insert(connection, record))
}

/// The questions two drafts answer in different ways.
fn differing(ours: &Draft, theirs: &Draft) -> Vec<String> {
    let ids: std::collections::BTreeSet<&String> =
        ours.answers.keys().chain(theirs.answers.keys()).collect();
    ids.into_iter().filter(|id| ours.answers.get(*id) != theirs.answers.get(*id)).cloned().collect()
}

/// Whether two drafts hold the same own clauses, wordings, moves and kept findings.
fn same_own_parts(ours: &Draft, theirs: &Draft) -> bool {
    let without_answers = |draft: &Draft| {
        let Draft { own_clauses, overrides, removed, order, kept, .. } = draft.clone();
        (own_clauses, overrides, removed, order, kept)
    };
    without_answers(ours) == without_answers(theirs)
}
