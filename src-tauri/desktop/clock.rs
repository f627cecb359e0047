//! The one place of the shell that asks for the time. Everything else is told.

use chrono::{DateTime, Local, NaiveDate, SecondsFormat, TimeZone};
use policy_store::Moment;

/// Now, here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now {
    /// For the store.
    pub(crate) moment: Moment,
    /// The day on this computer.
    pub(crate) today: NaiveDate,
}

/// What this computer's clock shows.
pub(crate) fn now() -> Now {
    let now = Local::now();
    Now { moment: Moment::from_millis(now.timestamp_millis()), today: now.date_naive() }
}

/// A moment in this computer's time, as the page takes it: `2026-11-25T09:41:00-08:00`.
pub(crate) fn iso(moment: Moment) -> String {
    local(moment).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// A moment as a sentence says it: `November 25, 2026, 09:41`.
pub(crate) fn said(moment: Moment) -> String {
    local(moment).format("%B %-d, %Y, %H:%M").to_string()
}

/// The time of day of a moment: `09:41`.
pub(crate) fn said_time(moment: Moment) -> String {
    local(moment).format("%H:%M").to_string()
}

/// The day of a moment on this computer.
pub(crate) fn local_day(moment: Moment) -> NaiveDate {
    local(moment).date_naive()
}

/// Whether a moment was today.
pub(crate) fn same_day(moment: Moment, now: Now) -> bool {
    local_day(moment) == now.today
}

/// A day as a sentence says it: `November 25, 2026`.
pub(crate) fn said_day(day: NaiveDate) -> String {
    day.format("%B %-d, %Y").to_string()
}

fn local(moment: Moment) -> DateTime<Local> {
    Local.timestamp_millis_opt(moment.millis()).single().unwrap_or_default()
}

#[cfg(test)]
impl Now {
    /// Noon of a day, and so many seconds.
    pub(crate) fn at(day: &str, seconds: i64) -> Self {
        let today: NaiveDate = day.parse().expect("a day");
        let noon = today.and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp_millis();
        Self { moment: Moment::from_millis(noon + seconds * 1_000), today }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_gets_a_moment_it_can_read_back() {
        let Now { moment, .. } = Now::at("2026-11-25", 3);
        let read = DateTime::parse_from_rfc3339(&iso(moment)).expect("ISO 8601 with an offset");
        assert_eq!(read.timestamp_millis(), moment.millis());
    }

    #[test]
    fn sentences_write_days_out() {
        assert_eq!(said_day(Now::at("2026-12-01", 0).today), "December 1, 2026");
        assert!(said(Now::at("2026-12-01", 0).moment).contains("2026, "));
    }
}
