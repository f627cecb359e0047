//! What is done once the window shows something, so that nobody waits for it: the backup that is
//! due, copies of earlier starts cleared, and everything that was issued read again.

use crate::clock::Now;
use crate::desk::Desk;
use crate::views::NoticeKind;
use crate::{notices, opened, verifying};

/// Does all of it; `now` is asked anew for each part, because reading may take a while. What fails
/// here fails again, and is said, where somebody waits for it. The backup has a notice of its own.
pub(crate) fn after_start(desk: &Desk, now: impl Fn() -> Now) {
    back_up(desk, now());
    // Once: what was opened since may still be on the screen.
    if let Ok(folder) = desk.read(now(), |store| Ok(store.folder().root().to_owned())) {
        opened::sweep(&folder);
    }
    let _ = verifying::daily(desk, now());
}

/// The backup that is due, and everything that was issued read again, at most once a day each: for a
/// window that stays open.
pub(crate) fn by_the_day(desk: &Desk, now: impl Fn() -> Now) {
    back_up(desk, now());
    let _ = verifying::daily(desk, now());
}

/// Makes the backup that is due. Saving goes on meanwhile, however slow the disk for backups is.
fn back_up(desk: &Desk, now: Now) {
    let due = match desk.kept().write(now) {
        Ok(store) => store.due_backup(now.moment),
        // Nothing can be written, which is said already.
        Err(_) => return,
    };
    let made = due.and_then(|due| due.map(|due| due.make()).transpose());
    if let Err(error) = made {
        let said = &mut desk.kept().notices;
        said.retain(|notice| notice.kind != NoticeKind::BackupFailed);
        said.push(notices::backup_failed(error));
    }
}

#[cfg(test)]
mod tests {
    use policy_store::Reason;
    use uuid::Uuid;

    use super::*;
    use crate::copy::Copy;
    use crate::drafting::begin;
    use crate::save::Kind;
    use crate::testing::{data, day, desk};

    #[test]
    fn opening_makes_no_backup_and_the_start_makes_one_a_day() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = desk(folder.path());
        first.write(day(0), |store| begin(store, None, day(0))).expect("begun");
        drop(first);
        let second = desk(folder.path());
        assert!(second.view(day(1)).expect("shown").backup.is_none());
        after_start(&second, || day(2));
        by_the_day(&second, || day(3));
        let backups = second.read(day(4), |store| Ok(store.backups()?)).expect("listed");
        assert_eq!(backups.len(), 1);
        by_the_day(&second, || day(100_000));
        let later = second.read(day(100_000), |store| Ok(store.backups()?)).expect("listed");
        assert_eq!(later.len(), 2, "the next day has one too");
        assert_eq!(backups[0].reason, Reason::Daily);
        assert!(second.view(day(4)).expect("shown").notices.is_empty());
    }

    #[test]
    fn a_backup_that_cannot_be_made_is_said_and_copies_of_earlier_starts_are_cleared() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = desk(folder.path());
        first.write(day(0), |store| begin(store, None, day(0))).expect("begun");
        let data = data(folder.path());
        let name = "policy-issue-1.pdf".to_owned();
        let copy = Copy { name, kind: Kind::Pdf, bytes: b"%PDF".to_vec() };
        let path = opened::put(&data, Uuid::from_u128(1), &copy).expect("written");
        std::fs::remove_dir_all(data.join("backups")).expect("removed");
        std::fs::write(data.join("backups"), b"in the way").expect("written");
        after_start(&first, || day(2));
        by_the_day(&first, || day(3));
        let notices = first.kept().notices.clone();
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert_eq!(notices[0].kind, NoticeKind::BackupFailed);
        assert!(!path.exists());
    }
}
