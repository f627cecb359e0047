//! What a process asked of the disk, read from the notes of strace.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The calls to trace.
pub(super) const CALLS: &str = "trace=openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,\
    renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,copy_file_range,sendfile,fallocate";

/// One thing done to the disk, or said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// A file is there from now on, empty if it was not there; `emptied`: in any case.
    Opened { path: PathBuf, emptied: bool },
    /// Bytes at a place; `None`: where the last write without a place ended.
    Wrote { path: PathBuf, at: Option<usize>, bytes: Vec<u8> },
    /// A file has this length now.
    Cut { path: PathBuf, length: usize },
    /// A file or a folder was asked to be on the disk.
    Synced { path: PathBuf },
    /// A name leads elsewhere.
    Renamed { from: PathBuf, to: PathBuf },
    /// A second name.
    Linked { from: PathBuf, to: PathBuf },
    /// A name is gone.
    Removed { path: PathBuf },
    /// A folder is there.
    Folder { path: PathBuf },
    /// A line on standard output.
    Said { line: String },
}

impl Act {
    /// For people: what, and to which file.
    pub(super) fn said(&self) -> String {
        let name =
            |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match self {
            Self::Opened { path, .. } => format!("open {}", name(path)),
            Self::Wrote { path, at, bytes } => {
                format!("write {} {at:?} {}", name(path), bytes.len())
            }
            Self::Cut { path, length } => format!("cut {} {length}", name(path)),
            Self::Synced { path } => format!("sync {}", name(path)),
            Self::Renamed { from, to } => format!("rename {} {}", name(from), name(to)),
            Self::Linked { from, to } => format!("link {} {}", name(from), name(to)),
            Self::Removed { path } => format!("remove {}", name(path)),
            Self::Folder { path } => format!("folder {}", name(path)),
            Self::Said { line } => format!("say {line}"),
        }
    }
}

/// Everything below `root`, in order. A call that failed did nothing. Panics on a call it does not
/// know how to repeat: then this reader has to learn it.
pub(super) fn read(notes: &str, root: &Path) -> Vec<Act> {
    let mut halves: HashMap<&str, String> = HashMap::new();
    let mut acts = Vec::new();
    for line in notes.lines() {
        let Some((process, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        // strace parts a call when another thread speaks in between.
        if let Some(half) = rest.strip_suffix(" <unfinished ...>") {
            halves.insert(process, half.to_owned());
            continue;
        }
        let whole = match rest.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>")) {
            Some((_, end)) => halves.remove(process).unwrap_or_default() + end,
            None => rest.to_owned(),
        };
        acts.extend(call(&whole, root));
    }
    acts
}

fn call(line: &str, root: &Path) -> Option<Act> {
    let (name, rest) = line.split_once('(')?;
    let (words, result) = rest.rsplit_once(") = ")?;
    if result.starts_with('-') {
        return None;
    }
    let words = words_of(words);
    let path = |at: usize| Some(Path::new(&words.get(at)?.text).to_owned());
    let below = |path: PathBuf| path.starts_with(root).then_some(path);
    // A folder, and a name in it or a whole path.
    let named = |at: usize| Some(path(at)?.join(path(at + 1)?));
    let count = |at: usize| words.get(at)?.text.parse::<usize>().ok();
    Some(match name {
        "openat" => {
            let flags = &words.get(2)?.text;
            if !flags.contains("O_CREAT") && !flags.contains("O_TRUNC") {
                return None;
            }
            Act::Opened { path: below(named(0)?)?, emptied: flags.contains("O_TRUNC") }
        }
        "write" if words.first()?.number == "1" => {
            Act::Said { line: String::from_utf8_lossy(&words.get(1)?.bytes).trim().to_owned() }
        }
        "write" => {
            Act::Wrote { path: below(path(0)?)?, at: None, bytes: words.get(1)?.bytes.clone() }
        }
        "pwrite64" => Act::Wrote {
            path: below(path(0)?)?,
            at: Some(count(3)?),
            bytes: words.get(1)?.bytes.clone(),
        },
        "ftruncate" => Act::Cut { path: below(path(0)?)?, length: count(1)? },
        "fsync" | "fdatasync" => Act::Synced { path: below(path(0)?)? },
        "rename" => Act::Renamed { from: below(path(0)?)?, to: path(1)? },
        "renameat" | "renameat2" => Act::Renamed { from: below(named(0)?)?, to: named(2)? },
        "link" => Act::Linked { from: below(path(0)?)?, to: path(1)? },
        "linkat" => Act::Linked { from: below(named(0)?)?, to: named(2)? },
        "unlink" => Act::Removed { path: below(path(0)?)? },
        "unlinkat" => Act::Removed { path: below(named(0)?)? },
        "mkdir" => Act::Folder { path: below(path(0)?)? },
        "mkdirat" => Act::Folder { path: below(named(0)?)? },
        other => panic!("{other} is not understood"),
    })
}

/// An argument: `3</folder/file>` has a number and a text, `"\x61"` bytes and a text.
#[derive(Default)]
struct Word {
    number: String,
    text: String,
    bytes: Vec<u8>,
}

fn words_of(line: &str) -> Vec<Word> {
    let mut words = vec![Word::default()];
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let word = words.last_mut().expect("never empty");
        match first {
            '"' => {
                let end = rest[1..].find('"').expect("a string ends") + 1;
                word.bytes = hex(&rest[1..end]);
                word.text = String::from_utf8_lossy(&word.bytes).into_owned();
                rest = &rest[end + 1..];
            }
            '<' => {
                let end = rest.find('>').expect("a path ends");
                word.number = std::mem::take(&mut word.text);
                word.text = String::from_utf8_lossy(&hex(&rest[1..end])).into_owned();
                rest = &rest[end + 1..];
            }
            ',' => {
                words.push(Word::default());
                rest = rest[1..].trim_start();
            }
            other => {
                word.text.push(other);
                rest = &rest[other.len_utf8()..];
            }
        }
    }
    words
}

/// `\x61b` is `ab`.
fn hex(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4);
    let mut rest = text;
    while !rest.is_empty() {
        let pair = rest.strip_prefix("\\x").and_then(|rest| rest.get(..2));
        if let Some(byte) = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            bytes.push(byte);
            rest = &rest[4..];
        } else {
            let end = rest.char_indices().nth(1).map_or(rest.len(), |(end, _)| end);
            bytes.extend_from_slice(&rest.as_bytes()[..end]);
            rest = &rest[end..];
        }
    }
    bytes
}

#[test]
fn the_notes_are_understood() {
    let notes = "7  openat(AT_FDCWD</>, \"\\x2f\\x72\\x2f\\x61\", O_RDWR|O_CREAT, 0600) = 3<\\x2f\\x72\\x2f\\x61>\n\
        7  pwrite64(3<\\x2f\\x72\\x2f\\x61>, \"\\x2c\\x22\", 2, 512) = 2\n\
        8  fsync(3<\\x2f\\x72\\x2f\\x61> <unfinished ...>\n\
        7  write(1<pipe:[4]>, \"\\x68\\x69\\x0a\", 3) = 3\n\
        8  <... fsync resumed>) = 0\n\
        7  unlink(\"\\x2f\\x72\\x2f\\x62\") = -1 ENOENT (No such file or directory)\n\
        7  unlink(\"\\x2f\\x71\") = 0\n\
        7  +++ exited with 0 +++\n";
    let path = PathBuf::from("/r/a");
    assert_eq!(
        read(notes, Path::new("/r")),
        [
            Act::Opened { path: path.clone(), emptied: false },
            Act::Wrote { path: path.clone(), at: Some(512), bytes: b",\"".to_vec() },
            Act::Said { line: "hi".to_owned() },
            Act::Synced { path },
        ]
    );
}
