//! A second start brings the first window to the front and ends. The first listens on a socket file
//! in its data folder, so two windows with two data folders do not get in each other's way, and no
//! desktop has to offer a message bus. Where there are no such sockets nobody answers, and the store's
//! lock alone keeps the second one out.

use std::path::{Path, PathBuf};

/// The socket's name in the data folder.
const SOCKET: &str = "show.socket";
/// What is answered to a ring.
const ANSWER: &[u8] = b"here";

/// Listens while it lives.
pub(crate) struct Bell {
    path: PathBuf,
}

impl Drop for Bell {
    fn drop(&mut self) {
        // A socket left behind is of no harm: nobody answers on it, and the next start replaces it.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Removes a socket that was left behind. Only where nobody answers.
pub(crate) fn clear(data: &Path) {
    let _ = std::fs::remove_file(data.join(SOCKET));
}

/// Asks the instance that has this data folder to show its window. Says whether it will.
#[cfg(unix)]
pub(crate) fn ring(data: &Path) -> bool {
    use std::io::Read as _;
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    /// Longer than a busy window needs to answer.
    const PATIENCE: Duration = Duration::from_secs(2);
    let ask = || -> std::io::Result<bool> {
        let mut stream = UnixStream::connect(data.join(SOCKET))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer == ANSWER)
    };
    ask().unwrap_or(false)
}

/// Calls `show` at each ring. `None` where a socket cannot be made; then a second start says that
/// the first is open. Only for the instance that holds the store.
#[cfg(unix)]
pub(crate) fn listen(data: &Path, show: impl Fn() + Send + 'static) -> Option<Bell> {
    use std::io::Write as _;
    use std::os::unix::net::UnixListener;

    let path = data.join(SOCKET);
    // Whoever made it has ended: the store's lock is ours.
    let _ = std::fs::remove_file(&path);
    let listener = UnixListener::bind(&path).ok()?;
    let bell = Bell { path: path.clone() };
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // Taken away: the window is closing, and a new one is welcome.
            if !path.exists() {
                return;
            }
            let Ok(mut stream) = stream else { continue };
            if stream.write_all(ANSWER).is_ok() {
                show();
            }
        }
    });
    Some(bell)
}

#[cfg(not(unix))]
pub(crate) fn ring(_: &Path) -> bool {
    false
}

#[cfg(not(unix))]
pub(crate) fn listen(_: &Path, _: impl Fn() + Send + 'static) -> Option<Bell> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_ring_is_answered_while_someone_listens() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(!ring(folder.path()), "nobody is there");
        let (rung, heard) = channel();
        let bell = listen(folder.path(), move || rung.send(()).expect("heard")).expect("listening");
        assert!(ring(folder.path()) && ring(folder.path()));
        assert_eq!((heard.recv(), heard.recv()), (Ok(()), Ok(())));
        drop(bell);
        assert!(!ring(folder.path()), "nobody is there any more");
    }

    #[test]
    fn a_socket_left_behind_is_no_answer_and_is_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(std::os::unix::net::UnixListener::bind(folder.path().join(SOCKET)).expect("bound"));
        assert!(!ring(folder.path()));
        let _bell = listen(folder.path(), || ()).expect("listening");
        assert!(ring(folder.path()));
    }
}
