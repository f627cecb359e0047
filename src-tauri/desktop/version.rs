//! The states of a policy that can be looked at, compared and gone back to: an issue, the draft as
//! it is, and a point on the way to it.

use chrono::NaiveDate;
use policy::{Catalogue, Document, Draft};
use policy_store::{Store, StoreError};
use serde::Deserialize;
use uuid::Uuid;

use crate::clock::{Now, said, said_day, said_time, same_day};
use crate::drafting::summary;
use crate::error::{Answer, CommandError};
use crate::points;

/// Which state is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Version {
    /// An issue.
    Revision {
        /// Its number.
        number: u32,
    },
    /// The draft as it is now.
    Draft {},
    /// The draft as it was after a step.
    Point {
        /// The step.
        step: u32,
    },
}

impl Version {
    /// Its draft.
    pub(crate) fn draft(self, store: &Store, id: Uuid) -> Answer<Draft> {
        Ok(match self {
            Self::Revision { number } => store.issued_draft(id, number)?,
            Self::Draft {} => store.draft(id)?,
            Self::Point { step } => store.draft_at(id, step)?,
        })
    }

    /// What it says: of an issue the frozen document, never today's wording.
    pub(crate) fn document(self, store: &Store, id: Uuid, today: NaiveDate) -> Answer<Document> {
        match self {
            Self::Revision { number } => Ok(store.issued_document(id, number)?),
            Self::Draft {} | Self::Point { .. } => {
                Ok(policy::document(Catalogue::embedded(), &self.draft(store, id)?, today))
            }
        }
    }

    /// What people call it: `Issue 1, December 1, 2026`.
    pub(crate) fn name(self, store: &Store, id: Uuid, now: Now) -> Answer<String> {
        let when = |moment| if same_day(moment, now) { said_time(moment) } else { said(moment) };
        Ok(match self {
            Self::Revision { number } => {
                format!("Issue {number}, {}", said_day(store.revision(id, number)?.effective))
            }
            Self::Draft {} => format!("Draft, saved {}", when(summary(store, id)?.saved_at)),
            Self::Point { step } => {
                let points = store.points(id)?;
                let at = points.iter().position(|point| point.step == step);
                let at = at.ok_or(StoreError::UnknownStep { policy: id, step })?;
                let said = points::said(&points, at, &store.revisions(id)?);
                format!("{said}, {}", when(points[at].at))
            }
        })
    }

    /// What one can go back to; the draft is where one is.
    pub(crate) fn to_go_back_to(self) -> Answer<Self> {
        match self {
            Self::Revision { .. } | Self::Point { .. } => Ok(self),
            Self::Draft {} => Err(CommandError::bad_request("the draft is where one is")),
        }
    }
}
