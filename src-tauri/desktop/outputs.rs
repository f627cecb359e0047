//! Copies of what is issued in the practice's own folder, so that losing the program never loses
//! the documents.

use std::path::{Path, PathBuf};

use policy_store::{Disk, Files as _, Store, StoreError, write_copies};
use serde_json::Value;
use uuid::Uuid;

use crate::copy::Copy;
use crate::disk;
use crate::error::{Answer, CommandError};
use crate::history::issued;
use crate::preference::OUTPUTS;

/// The name of the file with which a folder is tried.
const TRIAL: &str = ".plain-policy-trial";

/// From now on copies go there. A folder that cannot take any is refused at once.
pub(crate) fn choose(store: &mut Store, folder: &Path) -> Answer<()> {
    let text = folder.to_str().ok_or(StoreError::BadPlace {
        why: "its name has letters that this computer does not know",
    })?;
    let inside = |outer: &Path| {
        outer
            .canonicalize()
            .is_ok_and(|outer| folder.canonicalize().is_ok_and(|folder| folder.starts_with(outer)))
    };
    if inside(store.folder().root()) {
        let why = "it lies in the folder in which Plain Policy keeps its own files";
        return Err(StoreError::BadPlace { why }.into());
    }
    let trial = folder.join(TRIAL);
    let tried = disk::replace(&trial, b"").and_then(|()| Disk.remove(&trial));
    tried.map_err(|_| StoreError::BadPlace { why: "nothing can be written in it" })?;
    Ok(store.set_preference(OUTPUTS, &Value::from(text))?)
}

/// From now on there are no copies. Those that are there stay.
pub(crate) fn forget(store: &mut Store) -> Answer<()> {
    Ok(store.set_preference(OUTPUTS, &Value::Null)?)
}

/// The copies of one issue, and the folder they go to.
pub(crate) struct Due {
    folder: PathBuf,
    copies: Vec<Copy>,
    number: u32,
}

/// What is to be written after an issue; `None` if no folder is chosen.
pub(crate) fn due(store: &Store, id: Uuid, number: u32) -> Answer<Option<Due>> {
    let chosen = store.preference(OUTPUTS)?;
    let Some(folder) = chosen.as_ref().and_then(Value::as_str).map(PathBuf::from) else {
        return Ok(None);
    };
    let copies = ["pdf", "html"].map(|role| issued(store, id, number, role));
    let copies = copies.into_iter().collect::<Answer<Vec<Copy>>>()?;
    Ok(Some(Due { folder, copies, number }))
}

impl Due {
    /// Writes them and says where they are, or says why not. It may take a while where the folder
    /// is on a network, so nobody has the store meanwhile.
    pub(crate) fn write(&self) -> Result<Vec<String>, String> {
        let copies: Vec<(&str, &[u8])> =
            self.copies.iter().map(|copy| (copy.name.as_str(), copy.bytes.as_slice())).collect();
        match write_copies(&Disk, &self.folder, &copies) {
            Ok(paths) => Ok(paths.iter().map(|path| path.display().to_string()).collect()),
            Err(error) => Err(self.not_written(error)),
        }
    }

    fn not_written(&self, error: StoreError) -> String {
        let why = match error {
            _ if !self.folder.is_dir() => "the folder is not there",
            StoreError::DiskFull { .. } => "the disk is full",
            StoreError::ReadOnly { .. } => "nothing can be written in the folder",
            _ => "the disk did not do it",
        };
        sentence(self.number, &self.folder, why)
    }
}

/// The copies could not even be read.
pub(crate) fn unread(number: u32, error: CommandError) -> String {
    format!(
        "Issue {number} is made. Its copies could not be written into your own folder. {}",
        error.message
    )
}

fn sentence(number: u32, folder: &Path, why: &str) -> String {
    format!(
        "Issue {number} is made, but its copies could not be written into {}: {why}. Please save them from the issue, or choose another folder.",
        folder.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;
    use crate::testing::{issued_policy, store};

    #[test]
    fn the_copies_of_an_issue_go_into_the_folder_chosen() {
        let (folder, mut store) = store();
        let id = issued_policy(&mut store);
        assert!(due(&store, id, 1).expect("known").is_none(), "no folder is chosen");
        let own = folder.path().join("Policies");
        std::fs::create_dir(&own).expect("made");
        choose(&mut store, &own).expect("it can be written");
        assert_eq!(std::fs::read_dir(&own).expect("listed").count(), 0, "the trial is gone");
        let written = due(&store, id, 1).expect("known").expect("chosen").write().expect("written");
        assert_eq!(written.len(), 2);
        assert!(written[0].ends_with("-2026-11-25-issue-1.pdf"), "{written:?}");
        let bytes = std::fs::read(&written[1]).expect("there");
        assert_eq!(bytes, issued(&store, id, 1, "html").expect("there").bytes);
        forget(&mut store).expect("forgotten");
        assert!(due(&store, id, 1).expect("known").is_none());
        assert!(Path::new(&written[0]).is_file(), "what was written stays");
    }

    #[test]
    fn a_folder_that_went_away_is_said_and_the_issue_stands() {
        let (folder, mut store) = store();
        let id = issued_policy(&mut store);
        let own = folder.path().join("Stick");
        std::fs::create_dir(&own).expect("made");
        choose(&mut store, &own).expect("it can be written");
        std::fs::remove_dir(&own).expect("pulled out");
        let due = due(&store, id, 1).expect("known").expect("chosen");
        let told = due.write().expect_err("it is gone");
        assert!(told.starts_with("Issue 1 is made, but"), "{told}");
        assert!(told.contains("Stick: the folder is not there."), "{told}");
        assert!(!own.exists(), "no folder is made where a disk was");
        assert_eq!(store.revisions(id).expect("there").len(), 1);
    }

    #[test]
    fn a_folder_that_takes_nothing_is_refused_and_the_one_before_stays() {
        let (folder, mut store) = store();
        let own = folder.path().join("Policies");
        std::fs::create_dir(&own).expect("made");
        choose(&mut store, &own).expect("it can be written");
        let data = store.folder().root().join("archive");
        for wrong in [folder.path().join("none"), data] {
            let error = choose(&mut store, &wrong).expect_err("refused");
            assert_eq!(error.code, Code::Unexpected);
            assert!(error.message.starts_with("This folder cannot be used"), "{error:?}");
        }
        let kept = store.preference(OUTPUTS).expect("read").expect("kept");
        assert_eq!(kept.as_str(), own.to_str());
    }
}
