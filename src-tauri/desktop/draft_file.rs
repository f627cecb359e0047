//! The kept draft: one JSON file in the app's own folder, written whole after each change. A
//! damaged one is set aside, never lost; one of a newer program is never touched.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use policy::{Draft, InputError};

use crate::disk::{self, Readers};
use crate::error::{Code, CommandError};

/// The folder with the kept draft, held by one window at a time.
pub(crate) struct DraftFile {
    folder: PathBuf,
    /// Locked while this program runs; `None` until the folder is first used.
    held: Option<File>,
}

impl DraftFile {
    /// Touches nothing yet: a folder that cannot be made is told when it is first needed.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, held: None }
    }

    /// The kept draft; `None` when there is none. A damaged file is renamed aside, so that the next
    /// call says `None`.
    pub(crate) fn open(&mut self, today: NaiveDate) -> Result<Option<Draft>, CommandError> {
        self.hold()?;
        let Some(text) = self.read()? else { return Ok(None) };
        match Draft::from_json(&text) {
            Ok(draft) => Ok(Some(draft)),
            Err(InputError::Newer { .. }) => Err(newer_format(&self.path())),
            Err(error) => Err(self.set_aside(today, &error.to_string())?),
        }
    }

    /// Keeps the draft. When this returns, it is on the disk.
    pub(crate) fn save(&mut self, draft: &Draft) -> Result<(), CommandError> {
        self.hold()?;
        if let Some(Err(InputError::Newer { .. })) =
            self.read()?.map(|text| Draft::from_json(&text))
        {
            return Err(newer_format(&self.path()));
        }
        disk::replace(&self.path(), draft.to_json().as_bytes(), Readers::Owner)
            .map_err(|error| cannot_keep(&self.folder, &error))
    }

    fn path(&self) -> PathBuf {
        self.folder.join("draft.json")
    }

    fn read(&self) -> Result<Option<String>, CommandError> {
        match std::fs::read(self.path()) {
            // Bytes that are not text become text that is not JSON: damaged, like any other.
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(CommandError::new(
                Code::Unexpected,
                format!(
                    "Your saved answers could not be read. They are in {}. Please check that this folder can be opened, then start Plain Policy again.",
                    self.folder.display()
                ),
                error,
            )),
        }
    }

    /// Makes the folder and takes it for this window.
    fn hold(&mut self) -> Result<(), CommandError> {
        if self.held.is_some() {
            return Ok(());
        }
        let taken = make_folder(&self.folder).and_then(|()| {
            OpenOptions::new().create(true).append(true).open(self.folder.join("lock"))
        });
        let lock = taken.map_err(|error| cannot_keep(&self.folder, &error))?;
        try_for(PATIENCE, || lock.try_lock()).map_err(|error| {
            CommandError::new(
                Code::CannotWrite,
                "Plain Policy is already open in another window. Please go on there and close this one: answers given here are not saved.",
                error,
            )
        })?;
        self.held = Some(lock);
        Ok(())
    }

    fn set_aside(&self, today: NaiveDate, why: &str) -> Result<CommandError, CommandError> {
        let aside = (1..)
            .map(|n| if n == 1 { String::new() } else { format!("-{n}") })
            .map(|n| self.folder.join(format!("draft-damaged-{today}{n}.json")))
            .find(|path| !path.exists())
            .expect("numbers do not end");
        std::fs::rename(self.path(), &aside)
            .and_then(|()| disk::settle(&self.folder))
            .map_err(|error| cannot_keep(&self.folder, &error))?;
        Ok(CommandError::new(
            Code::DraftDamaged,
            format!(
                "Your saved answers could not be read, so you start with an empty policy. The file was not deleted. It is here: {}",
                aside.display()
            ),
            why,
        ))
    }
}

/// A window that was just closed may still be saving its last change.
const PATIENCE: Duration = Duration::from_secs(2);

fn try_for<E>(limit: Duration, mut attempt: impl FnMut() -> Result<(), E>) -> Result<(), E> {
    let started = Instant::now();
    loop {
        match attempt() {
            Err(_) if started.elapsed() < limit => std::thread::sleep(Duration::from_millis(50)),
            last => return last,
        }
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn cannot_keep(folder: &Path, error: &io::Error) -> CommandError {
    CommandError::new(
        Code::CannotWrite,
        format!(
            "Your answers could not be saved in {}. They are still on the screen. Please check that the disk is not full and that the folder can be written, then try again.",
            folder.display()
        ),
        error,
    )
}

fn newer_format(path: &Path) -> CommandError {
    CommandError::new(
        Code::NewerFormat,
        "Your saved answers were made with a newer version of Plain Policy. They were not changed. Please open them with that version; what you do here is not saved.",
        path.display(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day")
    }

    fn named(name: &str) -> Draft {
        let json =
            format!(r#"{{"format":1,"answers":{{"practice_name":"{name}"}},"suggested":[]}}"#);
        Draft::from_json(&json).expect("a draft")
    }

    #[test]
    fn what_was_saved_is_what_opens() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = DraftFile::new(folder.path().join("new"));
        assert!(file.open(day()).expect("readable").is_none(), "nothing is kept at first");
        file.save(&named("Willow")).expect("saved");
        file.save(&named("Alder")).expect("saved");
        assert_eq!(file.open(day()).expect("readable"), Some(named("Alder")));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = DraftFile::new(folder.path().join("new"));
        file.save(&named("Willow")).expect("saved");
        let mode = |path: PathBuf| path.metadata().expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(file.path()), 0o600);
        assert_eq!(mode(file.folder.clone()), 0o700);
    }

    #[test]
    fn a_damaged_draft_is_set_aside_and_the_next_start_is_empty() {
        let folder = tempfile::tempdir().expect("a folder");
        for (damaged, aside) in [
            (&b"{\"format\":1,\"answ"[..], "draft-damaged-2026-11-24.json"),
            (&b"\xff\xfe\x00"[..], "draft-damaged-2026-11-24-2.json"),
        ] {
            std::fs::write(folder.path().join("draft.json"), damaged).expect("written");
            let mut file = DraftFile::new(folder.path().to_owned());
            let error = file.open(day()).expect_err("it cannot be read");
            assert_eq!(error.code, Code::DraftDamaged);
            assert!(error.message.contains(aside), "{}", error.message);
            assert_eq!(std::fs::read(folder.path().join(aside)).expect("kept"), damaged);
            assert!(file.open(day()).expect("readable").is_none());
        }
    }

    #[test]
    fn a_draft_of_a_newer_program_is_refused_and_not_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("draft.json");
        let newer = br#"{ "format": 99, "answers": [], "something": "new" }"#;
        std::fs::write(&path, newer).expect("written");
        let mut file = DraftFile::new(folder.path().to_owned());
        assert_eq!(file.open(day()).expect_err("newer").code, Code::NewerFormat);
        assert_eq!(file.save(&named("Willow")).expect_err("newer").code, Code::NewerFormat);
        assert_eq!(std::fs::read(&path).expect("there"), newer);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("file"), b"").expect("written");
        let mut file = DraftFile::new(folder.path().join("file"));
        assert_eq!(file.save(&named("Willow")).expect_err("no folder").code, Code::CannotWrite);
    }

    #[test]
    fn a_second_window_is_told_and_writes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut first = DraftFile::new(folder.path().to_owned());
        first.save(&named("Willow")).expect("saved");
        let mut second = DraftFile::new(folder.path().to_owned());
        assert_eq!(second.save(&named("Alder")).expect_err("held").code, Code::CannotWrite);
        drop(first);
        second.save(&named("Alder")).expect("free now");
    }
}
