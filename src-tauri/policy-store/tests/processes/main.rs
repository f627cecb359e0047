//! Promises that need other processes. They are a program of their own, and run one by one: for an
//! instant after it starts, a child holds its parent's locks, and a test beside it would be told
//! that its store is already open.

#[cfg(unix)]
mod canary;
#[path = "../life/faulty.rs"]
#[allow(dead_code, reason = "shared with the tests of one process")]
mod faulty;
#[path = "../life/fixture.rs"]
#[allow(dead_code, reason = "shared with the tests of one process, which use the rest")]
mod fixture;
mod kill;
#[cfg(target_os = "linux")]
mod power;
mod second;

use std::sync::{Mutex, MutexGuard, PoisonError};

static ONE: Mutex<()> = Mutex::new(());

/// Held by each test while it runs.
fn alone() -> MutexGuard<'static, ()> {
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}
