//! Out of the store into a portable file.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use crate::error::{Result, StoreError};
use crate::policies::PolicySummary;
use crate::portable::{Portable, PortableClinician, PortableFile, PortablePolicy};
use crate::store::Store;

/// How much of a policy goes into the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Draft, revisions and the issued files.
    Everything,
    /// The draft only.
    DraftOnly,
}

impl Store {
    /// Everything: profile, clinicians, all policies. Preferences belong to this computer, undo
    /// journals to this store; they stay.
    pub fn export_all(&self, extent: Extent) -> Result<Portable> {
        let clinicians = self.clinicians()?.into_iter().map(|clinician| PortableClinician {
            id: clinician.id,
            position: clinician.position,
            body: clinician.body,
        });
        let mut portable = Portable {
            profile: self.profile()?,
            clinicians: clinicians.collect(),
            ..Portable::default()
        };
        self.add(&mut portable, self.policies()?, extent)?;
        Ok(portable)
    }

    /// One policy.
    pub fn export(&self, policy: Uuid, extent: Extent) -> Result<Portable> {
        let mut summaries = self.policies()?;
        summaries.retain(|summary| summary.id == policy);
        if summaries.is_empty() {
            return Err(StoreError::UnknownPolicy(policy));
        }
        let mut portable = Portable::default();
        self.add(&mut portable, summaries, extent)?;
        Ok(portable)
    }

    fn add(
        &self,
        portable: &mut Portable,
        summaries: Vec<PolicySummary>,
        extent: Extent,
    ) -> Result<()> {
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        for summary in summaries {
            let revisions = match extent {
                Extent::Everything => self.revisions(summary.id)?,
                Extent::DraftOnly => Vec::new(),
            };
            for file in revisions.iter().flat_map(|record| &record.files) {
                if let Entry::Vacant(place) = files.entry(file.name()) {
                    place.insert(STANDARD.encode(self.issued_bytes(file)?));
                }
            }
            portable.policies.push(PortablePolicy {
                draft: self.draft(summary.id)?,
                id: summary.id,
                title: summary.title,
                created_at: summary.created_at,
                archived: summary.archived,
                saved_at: summary.saved_at,
                revisions,
            });
        }
        portable.files =
            files.into_iter().map(|(name, base64)| PortableFile { name, base64 }).collect();
        Ok(())
    }
}
