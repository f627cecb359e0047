//! Moving the data folder out of the reach of a cloud, into a folder of this computer.

use std::path::{Path, PathBuf};

use policy_store::{Disk, StoreError, move_folder, sync_service};

use crate::clock::Now;
use crate::error::{Answer, Code, CommandError};
use crate::kept::Kept;
use crate::views::{Notice, NoticeKind};
use crate::wake;

/// What the dialog asks.
pub(crate) const TITLE: &str = "Choose a folder of this computer for your policies";
/// The folder that is made in the one chosen, if that has something in it.
const NAME: &str = "Plain Policy";

/// Moves everything into the folder chosen, and opens it there. After an error everything is where
/// it was.
pub(crate) fn move_to(kept: &mut Kept, chosen: &Path, now: Now) -> Answer<()> {
    if let Some(service) = sync_service(chosen) {
        return Err(CommandError::new(
            Code::SyncedFolder,
            format!(
                "{service} copies the folder you chose, too. Please choose a folder that stays on this computer."
            ),
            "the folder chosen is synced",
        ));
    }
    let from = kept.folder().root().to_owned();
    kept.set_down();
    if wake::ring(&from) {
        return Err(StoreError::AlreadyOpen.into());
    }
    wake::clear(&from);
    let to = place(chosen);
    let moved = move_folder(&from, &to, &Disk, now.moment);
    if let Ok(aside) = &moved {
        kept.notices.push(told(&to, aside));
    }
    let opened = kept.open(now);
    moved?;
    opened
}

/// The folder itself if it is empty, else one in it.
fn place(chosen: &Path) -> PathBuf {
    let empty = std::fs::read_dir(chosen).is_ok_and(|mut entries| entries.next().is_none());
    if empty { chosen.to_owned() } else { chosen.join(NAME) }
}

fn told(to: &Path, aside: &Path) -> Notice {
    let text = format!(
        "Your policies are now kept here: {}. The old files were not deleted; they are here: {}. Once you have seen your policies, you may delete that folder.",
        to.display(),
        aside.display()
    );
    Notice { kind: NoticeKind::MovedIn, text, details: Vec::new(), policy: None }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::drafting::begin;
    use crate::overview::overview;
    use crate::testing::{day, kept, store};

    /// A store that came into a cloud's folder with everything else.
    fn synced(folder: &Path) -> PathBuf {
        let (made, mut store) = store();
        begin(&mut store, None, day(0)).expect("begun");
        drop(store);
        let root = folder.join("Dropbox").join("data");
        std::fs::create_dir_all(root.parent().expect("a folder")).expect("made");
        std::fs::rename(made.path().join("data"), &root).expect("moved");
        root
    }

    #[test]
    fn out_of_a_cloud_everything_comes_along_and_the_next_start_finds_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = synced(folder.path());
        let mut kept = Kept::new(root.clone(), Arc::new(|| ()));
        assert_eq!(kept.open(day(1)).expect_err("refused").code, Code::SyncedFolder);
        let documents = folder.path().join("Documents");
        std::fs::create_dir(&documents).expect("made");
        std::fs::write(documents.join("letter.txt"), b"hers").expect("written");
        move_to(&mut kept, &documents, day(2)).expect("moved");
        let view = overview(&mut kept, day(3)).expect("shown");
        assert_eq!(view.policies.len(), 1);
        assert_eq!(Path::new(&view.folder), documents.join(NAME));
        assert!(view.notices[0].text.contains("The old files were not deleted"));
        drop(kept);
        let mut next = Kept::new(root, Arc::new(|| ()));
        assert_eq!(overview(&mut next, day(4)).expect("shown").policies.len(), 1);
        assert_eq!(std::fs::read(documents.join("letter.txt")).expect("there"), b"hers");
    }

    #[test]
    fn another_cloud_and_a_full_folder_are_refused_and_everything_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut kept = kept(folder.path());
        begin(kept.write(day(0)).expect("open"), None, day(0)).expect("begun");
        let before = kept.folder();
        let cloud = folder.path().join("OneDrive");
        let full = folder.path().join("Full");
        std::fs::create_dir_all(full.join(NAME).join("x")).expect("made");
        std::fs::create_dir(&cloud).expect("made");
        let error = move_to(&mut kept, &cloud, day(1)).expect_err("refused");
        assert!(error.message.starts_with("OneDrive copies"), "{error:?}");
        let error = move_to(&mut kept, &full, day(1)).expect_err("refused");
        assert!(error.message.contains("choose an empty one"), "{error:?}");
        assert_eq!(kept.folder(), before);
        assert_eq!(overview(&mut kept, day(2)).expect("shown").policies.len(), 1);
    }

    #[test]
    fn a_store_that_is_open_moves_as_well() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut kept = kept(folder.path());
        begin(kept.write(day(0)).expect("open"), None, day(0)).expect("begun");
        let empty = folder.path().join("Empty");
        std::fs::create_dir(&empty).expect("made");
        move_to(&mut kept, &empty, day(1)).expect("moved");
        assert_eq!(kept.folder().root(), empty);
        assert_eq!(overview(&mut kept, day(2)).expect("shown").policies.len(), 1);
    }
}
