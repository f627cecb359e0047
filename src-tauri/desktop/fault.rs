//! Faults of ours that end a command: where in the program, and nothing else. What a panic says may
//! hold what was typed, and what is printed may end up in a log of the system.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

use crate::error::{Answer, CommandError};

thread_local! {
    /// Where the last panic of this thread was.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on panics are printed by their place alone.
pub(crate) fn note_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = place(panic);
        eprintln!("Plain Policy: a fault at {place}");
        // A thread that is ending may have nowhere to note it any more.
        let _ = LAST.try_with(|last| last.replace(Some(place)));
    }));
}

fn place(panic: &PanicHookInfo<'_>) -> String {
    panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string)
}

/// Runs the body of a command. A panic comes back as an error that names the place.
pub(crate) fn caught<T>(body: impl FnOnce() -> Answer<T>) -> Answer<T> {
    // The store and all else behind a lock is as its last finished step left it.
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| {
        let place = LAST.take().unwrap_or_else(|| "an unknown place".to_owned());
        Err(CommandError::unexpected(format!("a fault at {place}")))
    })
}
