//! What the window is told when a command fails: a code it can act on, a sentence for the
//! clinician, and the technical chain for a report. Nothing of what she typed is in the chain.

use policy_store::{NotReady, StoreError};
use serde::Serialize;

use crate::fault;

/// What a command comes to.
pub(crate) type Answer<T> = Result<T, CommandError>;

/// A failed command. Crosses to the window as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CommandError {
    /// What the window does about it.
    pub(crate) code: Code,
    /// What happened and what to do, in whole sentences.
    pub(crate) message: String,
    /// For a report; may be empty.
    pub(crate) detail: String,
}

/// Has a variant only where the window acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Code {
    /// A file could not be written. What is on the screen is not saved; trying again may help.
    CannotWrite,
    /// The store is of a newer version of the program. It was not touched, and this version keeps
    /// nothing.
    NewerFormat,
    /// Another instance has the store.
    InUse,
    /// The data folder is kept in step with a cloud; it can be moved.
    SyncedFolder,
    /// The store can be looked at and not changed.
    ReadOnly,
    /// The policy cannot be issued yet.
    NotReady,
    /// Something kept is not what was written. The next start repairs it.
    Damaged,
    /// The window asked for something that does not exist: a fault of ours.
    BadRequest,
    /// Anything else, a panic too.
    Unexpected,
}

impl CommandError {
    pub(crate) fn new(code: Code, message: impl Into<String>, detail: impl ToString) -> Self {
        Self { code, message: message.into(), detail: detail.to_string() }
    }

    /// The window asked for something that does not exist.
    pub(crate) fn bad_request(detail: impl ToString) -> Self {
        Self::new(
            Code::BadRequest,
            "Plain Policy did not understand its own window. Your answers are safe. Please close the window and open it again.",
            detail,
        )
    }

    /// Something failed that no one foresaw.
    pub(crate) fn unexpected(detail: impl ToString) -> Self {
        Self::new(
            Code::Unexpected,
            "Something went wrong in Plain Policy. What was saved before is safe. Please try again.",
            detail,
        )
    }
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        let detail = error.code();
        match error {
            StoreError::AlreadyOpen => Self::new(
                Code::InUse,
                "Plain Policy is already open in another window. Please go on there and close this one: answers given here are not saved.",
                detail,
            ),
            StoreError::Newer { version } => Self::new(
                Code::NewerFormat,
                "Your policies were saved by a newer version of Plain Policy. Nothing was changed. Please open them with that version, or install it here; what you do in this window is not saved.",
                format!("{detail}: store {version}"),
            ),
            StoreError::NotAStore => Self::new(
                Code::Unexpected,
                "The file store.sqlite in the data folder belongs to another program. Nothing was changed. Please move it somewhere else, then start Plain Policy again.",
                detail,
            ),
            StoreError::Synced { service } => Self::new(
                Code::SyncedFolder,
                format!(
                    "Your policies lie in a folder that {service} copies while Plain Policy writes in it. That can damage them, so Plain Policy does not open them there. Move them to a folder of this computer. Backups and finished documents may stay in {service}."
                ),
                detail,
            ),
            StoreError::ReadOnly { doing } => Self::new(
                Code::ReadOnly,
                format!(
                    "Plain Policy could not {doing}, because the folder with your policies cannot be written to. What is on the screen is not saved. Please check the permissions of the folder, or save a copy elsewhere."
                ),
                format!("{detail}: {doing}"),
            ),
            StoreError::DiskFull { doing } => Self::new(
                Code::CannotWrite,
                format!(
                    "Plain Policy could not {doing}, because the disk is full. What is on the screen is still there. Please free some space; Plain Policy keeps trying."
                ),
                format!("{detail}: {doing}"),
            ),
            StoreError::Disk { doing, kind } => Self::new(
                Code::CannotWrite,
                format!(
                    "Plain Policy could not {doing}: the disk did not do it ({kind}). What is on the screen is still there. Please check that the folder with your policies can be reached; Plain Policy keeps trying."
                ),
                format!("{detail}: {doing}: {kind}"),
            ),
            // SQLite's own words name tables and statements, never a value.
            StoreError::Database { message } => {
                Self { detail: format!("{detail}: {message}"), ..Self::unexpected("") }
            }
            StoreError::Damaged { what } => Self::new(
                Code::Damaged,
                "Part of what Plain Policy keeps is not as it was written. Nothing was changed. Please close Plain Policy and open it again: it then repairs what it can from its backups and tells you what differs.",
                format!("{detail}: {what}"),
            ),
            StoreError::Lost => Self::new(
                Code::Damaged,
                "A file that was issued is damaged or gone, and there is no sound copy of it here. “Read it again” in History names it. Please look for it in your own folder, among your backups, or on paper.",
                detail,
            ),
            StoreError::UnknownPolicy(_)
            | StoreError::UnknownRevision { .. }
            | StoreError::UnknownStep { .. }
            | StoreError::NoSuchFile { .. }
            | StoreError::PolicyExists(_) => Self::bad_request(detail),
            StoreError::NoStore => Self::new(
                Code::Unexpected,
                "There are no policies in this folder. Please choose the folder that holds them.",
                detail,
            ),
            StoreError::NotEmpty => Self::new(
                Code::Unexpected,
                "There is something in this folder already. Please choose an empty one.",
                detail,
            ),
            StoreError::BadPlace { why } => Self::new(
                Code::Unexpected,
                format!("This folder cannot be used: {why}. Please choose another one."),
                format!("{detail}: {why}"),
            ),
            StoreError::NotReady(left) => Self::new(
                Code::NotReady,
                match left {
                    NotReady::Suggestions => {
                        "Some suggested answers still wait for your yes. Please confirm or change them, then issue the policy."
                    }
                    NotReady::Blanks => {
                        "There are still gaps in the text. Please fill them, then issue the policy."
                    }
                    NotReady::Draft => {
                        "Something must be fixed before this policy can be issued. Check lists it."
                    }
                },
                detail,
            ),
            StoreError::TooLarge { what } => Self::new(
                Code::CannotWrite,
                format!(
                    "This is more than Plain Policy can keep: {what}. It is still on the screen and not saved. Please shorten it."
                ),
                detail,
            ),
            StoreError::Portable(error) => Self::new(Code::Unexpected, error.to_string(), detail),
        }
    }
}

/// Runs the body of a command on a thread of its own, where it may wait for the disk or a dialog.
/// A panic ends the command only and comes back as [`Code::Unexpected`].
pub(crate) async fn guarded<T: Send + 'static>(
    body: impl FnOnce() -> Answer<T> + Send + 'static,
) -> Answer<T> {
    match tauri::async_runtime::spawn_blocking(|| fault::caught(body)).await {
        Ok(result) => result,
        Err(_) => Err(CommandError::unexpected("the command did not end")),
    }
}

#[cfg(test)]
mod tests {
    use policy_store::{PortableError, SyncService};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_panic_comes_back_as_a_sentence() {
        let typed = "Willow".to_owned();
        let body = move || panic!("no letter at 3 in {typed}");
        let result: Result<(), _> = tauri::async_runtime::block_on(guarded(body));
        let error = result.expect_err("the body panicked");
        assert_eq!(error.code, Code::Unexpected);
        assert!(error.detail.starts_with("a fault at "), "{}", error.detail);
        assert!(!error.detail.contains("Willow"), "what was typed is told to nobody");
    }

    #[test]
    fn the_window_sees_code_message_and_detail() {
        let error = CommandError::new(Code::NewerFormat, "A sentence.", "format 9");
        let json = serde_json::to_string(&error).expect("plain strings");
        assert_eq!(json, r#"{"code":"newer_format","message":"A sentence.","detail":"format 9"}"#);
    }

    #[test]
    fn every_failure_of_the_store_has_its_code_and_whole_sentences() {
        let doing = "save the draft";
        let policy = Uuid::from_u128(7);
        for (error, code) in [
            (StoreError::AlreadyOpen, Code::InUse),
            (StoreError::Newer { version: 9 }, Code::NewerFormat),
            (StoreError::NotAStore, Code::Unexpected),
            (StoreError::Synced { service: SyncService::Dropbox }, Code::SyncedFolder),
            (StoreError::ReadOnly { doing }, Code::ReadOnly),
            (StoreError::DiskFull { doing }, Code::CannotWrite),
            (StoreError::Disk { doing, kind: std::io::ErrorKind::TimedOut }, Code::CannotWrite),
            (StoreError::Database { message: "locked".to_owned() }, Code::Unexpected),
            (StoreError::Damaged { what: "a draft".to_owned() }, Code::Damaged),
            (StoreError::Lost, Code::Damaged),
            (StoreError::UnknownPolicy(policy), Code::BadRequest),
            (StoreError::UnknownRevision { policy, number: 3 }, Code::BadRequest),
            (StoreError::UnknownStep { policy, step: 4 }, Code::BadRequest),
            (StoreError::NoSuchFile { number: 1, role: policy_store::Role::Pdf }, Code::BadRequest),
            (StoreError::PolicyExists(policy), Code::BadRequest),
            (StoreError::NoStore, Code::Unexpected),
            (StoreError::NotEmpty, Code::Unexpected),
            (StoreError::BadPlace { why: "it is no folder" }, Code::Unexpected),
            (StoreError::NotReady(NotReady::Suggestions), Code::NotReady),
            (StoreError::NotReady(NotReady::Blanks), Code::NotReady),
            (StoreError::NotReady(NotReady::Draft), Code::NotReady),
            (StoreError::TooLarge { what: "the draft" }, Code::CannotWrite),
            (StoreError::Portable(PortableError::WrongHash), Code::Unexpected),
        ] {
            let told = CommandError::from(error);
            assert_eq!(told.code, code, "{told:?}");
            assert!(told.message.ends_with('.') && !told.message.contains(".."), "{told:?}");
            assert!(told.message.contains(' ') && !told.detail.is_empty(), "{told:?}");
        }
    }
}
