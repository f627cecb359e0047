//! What the person should know, in whole sentences.

use chrono::NaiveDate;
use policy_store::{Loss, Moment, Outcome, Part, Record, Salvage, StoreError};

use crate::clock::{Now, said, said_day};
use crate::error::CommandError;
use crate::verifying::Verified;
use crate::views::{Notice, NoticeKind};

/// A clock may be corrected by so much without a word.
const SET_BACK_MILLIS: i64 = 60 * 1000;

fn notice(kind: NoticeKind, text: impl Into<String>) -> Notice {
    Notice { kind, text: text.into(), details: Vec::new(), policy: None }
}

/// The store was damaged: what was saved, and exactly what differs.
pub(crate) fn salvaged(salvage: &Salvage) -> Notice {
    let aside = salvage.set_aside.display();
    let text = if salvage.losses.is_empty() {
        format!(
            "Part of what Plain Policy keeps was damaged on the disk. Everything could be repaired. The damaged files were kept, here: {aside}"
        )
    } else {
        format!(
            "Part of what Plain Policy keeps was damaged on the disk. What could be repaired was repaired; the list says exactly what differs. Please look at it. The damaged files were kept, here: {aside}"
        )
    };
    let details = salvage.losses.iter().map(loss).collect();
    Notice { details, ..notice(NoticeKind::Salvaged, text) }
}

fn loss(loss: &Loss) -> String {
    let part = match loss.part {
        Part::Title => "name in the list".to_owned(),
        Part::Draft => "draft".to_owned(),
        Part::Steps => "undo and redo".to_owned(),
        Part::Revision(number) => format!("issue {number}"),
        Part::Profile => "details of the practice".to_owned(),
        Part::Clinicians => "list of clinicians".to_owned(),
        Part::Preferences => "settings of this computer".to_owned(),
    };
    let outcome = match loss.outcome {
        Outcome::FromBackup => "Taken from the last backup. What changed after it is missing.",
        Outcome::FromArchive => "Repaired: it is as you issued it.",
        Outcome::Doubtful => "Damaged in one place. Please read it over.",
        Outcome::Lost => "Could not be repaired. This part is empty now.",
    };
    let whose = loss.title.as_deref().unwrap_or_default();
    match (whose, loss.policy) {
        ("", Some(_)) => format!("A policy, {part}: {outcome}"),
        ("", None) => format!("The {part}: {outcome}"),
        (title, _) => format!("{title}, {part}: {outcome}"),
    }
}

/// What was issued was read again, and not all of it was as it was; `None` if all was.
pub(crate) fn damaged(verified: Verified) -> Option<Notice> {
    if verified.sentences.is_empty() {
        return None;
    }
    let text = if verified.sound {
        "Plain Policy read again what you issued. Something was damaged on the disk and could be put right; the list says what."
    } else {
        "Plain Policy read again what you issued. Not everything is what it was; the list says what."
    };
    Some(Notice { details: verified.sentences, ..notice(NoticeKind::Damaged, text) })
}

/// A backup was due and could not be made.
pub(crate) fn backup_failed(error: StoreError) -> Notice {
    let text = match CommandError::from(error).detail.split(':').next().unwrap_or_default() {
        "disk_full" => {
            "The backup that was due could not be made, because the disk is full. Your policies themselves are safe. Please free some space."
        }
        "store_read_only" => {
            "The backup that was due could not be made, because its folder cannot be written to. Your policies themselves are safe. Please choose another folder for backups."
        }
        _ => {
            "The backup that was due could not be made. Your policies themselves are safe. Please check the folder for backups, or choose another one."
        }
    };
    notice(NoticeKind::BackupFailed, text)
}

/// Nothing can be written, for this reason.
pub(crate) fn read_only(why: &CommandError) -> Notice {
    let text = format!("You can look at your policies but not change them now. {}", why.message);
    notice(NoticeKind::ReadOnly, text)
}

/// The clock shows less than the store knows; `None` if it does not.
pub(crate) fn clock(latest: Option<Moment>, now: Now) -> Option<Notice> {
    let latest = latest?;
    let back = latest.millis().saturating_sub(now.moment.millis());
    (back > SET_BACK_MILLIS).then(|| {
        notice(
            NoticeKind::Clock,
            format!(
                "The clock of this computer seems to be set back: it shows {}, but something here was saved on {}. Please check date and time. You can go on; when you issue a policy, look at its dates.",
                said(now.moment),
                said(latest)
            ),
        )
    })
}

/// A policy whose review date has come.
pub(crate) fn review_due(title: &str, record: &Record) -> Option<Notice> {
    let review: NaiveDate = record.review?;
    let which = if title.is_empty() { "A policy" } else { title };
    Some(Notice {
        policy: Some(record.policy),
        ..notice(
            NoticeKind::ReviewDue,
            format!(
                "{which}: you wanted to look at issue {} again by {}. If it still holds, issue it again with a new date.",
                record.number,
                said_day(review)
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use uuid::Uuid;

    use super::*;

    fn lost(title: Option<&str>, part: Part, outcome: Outcome) -> Loss {
        let policy = title.map(|_| Uuid::from_u128(1));
        Loss { policy, title: title.map(str::to_owned), part, outcome }
    }

    #[test]
    fn a_salvage_lists_exactly_what_differs() {
        let mut salvage = Salvage {
            set_aside: PathBuf::from("/aside"),
            faults: Vec::new(),
            backup: None,
            losses: vec![
                lost(Some("Willow"), Part::Draft, Outcome::FromBackup),
                lost(Some(""), Part::Revision(2), Outcome::FromArchive),
                lost(None, Part::Profile, Outcome::Lost),
                lost(Some("Willow"), Part::Steps, Outcome::Doubtful),
            ],
        };
        let told = salvaged(&salvage);
        assert!(told.text.contains("/aside"));
        assert_eq!(
            told.details,
            [
                "Willow, draft: Taken from the last backup. What changed after it is missing.",
                "A policy, issue 2: Repaired: it is as you issued it.",
                "The details of the practice: Could not be repaired. This part is empty now.",
                "Willow, undo and redo: Damaged in one place. Please read it over.",
            ]
        );
        salvage.losses.clear();
        assert!(salvaged(&salvage).text.contains("Everything could be repaired"));
    }

    #[test]
    fn a_clock_set_back_is_said_and_a_small_correction_is_not() {
        let latest = Some(Now::at("2026-11-25", 0).moment);
        assert!(clock(latest, Now::at("2026-11-24", 0)).is_some());
        assert!(clock(latest, Now::at("2026-11-25", -59)).is_none());
        assert!(clock(latest, Now::at("2026-11-26", 0)).is_none());
        assert!(clock(None, Now::at("2026-11-26", 0)).is_none());
    }

    #[test]
    fn a_failed_backup_says_what_to_do() {
        let doing = "make a backup";
        assert!(backup_failed(StoreError::DiskFull { doing }).text.contains("free some space"));
        assert!(backup_failed(StoreError::ReadOnly { doing }).text.contains("another folder"));
    }
}
