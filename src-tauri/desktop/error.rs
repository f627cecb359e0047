//! What the window is told when a command fails: a code it can act on, a sentence for the
//! clinician, and the technical chain for a report.

use serde::Serialize;

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
    /// The kept draft could not be read and was set aside. The window starts with an empty one.
    DraftDamaged,
    /// The kept draft is of a newer version of the program. It was not touched, and this version
    /// keeps nothing while it is there.
    NewerFormat,
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

/// Runs the body of a command on a thread of its own, where it may wait for the disk or a dialog.
/// A panic ends that thread only and comes back as [`Code::Unexpected`].
pub(crate) async fn guarded<T: Send + 'static>(
    body: impl FnOnce() -> Result<T, CommandError> + Send + 'static,
) -> Result<T, CommandError> {
    match tauri::async_runtime::spawn_blocking(body).await {
        Ok(result) => result,
        Err(panic) => Err(CommandError::unexpected(panic)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_comes_back_as_a_sentence() {
        let result: Result<(), _> = tauri::async_runtime::block_on(guarded(|| panic!("kaput")));
        let error = result.expect_err("the body panicked");
        assert_eq!(error.code, Code::Unexpected);
        assert!(error.detail.contains("kaput"), "{}", error.detail);
    }

    #[test]
    fn the_window_sees_code_message_and_detail() {
        let error = CommandError::new(Code::NewerFormat, "A sentence.", "format 9");
        let json = serde_json::to_string(&error).expect("plain strings");
        assert_eq!(json, r#"{"code":"newer_format","message":"A sentence.","detail":"format 9"}"#);
    }
}
