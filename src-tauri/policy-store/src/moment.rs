//! A point in time, handed in by the caller: this crate never looks at a clock.

use chrono::{DateTime, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1 January 1970, UTC. Nothing is ever ordered by it, because clocks go back:
/// revisions, steps and backups are numbered.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment(i64);

/// In file names: no colon, sorts as text.
const STAMP: &str = "%Y-%m-%d_%H-%M-%S";

impl Moment {
    /// 31 December 9999: past any real date, and still safe to count with.
    pub(crate) const LATEST: Self = Self(253_402_300_799_999);

    /// From milliseconds since 1970, UTC.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970, UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// To the second, for file names.
    pub(crate) fn stamp(self) -> String {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default().format(STAMP).to_string()
    }

    /// The moment a file name speaks of.
    pub(crate) fn from_stamp(stamp: &str) -> Option<Self> {
        let time = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
        Some(Self(time.and_utc().timestamp_millis()))
    }
}
