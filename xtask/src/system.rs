//! One list of everything the project needs from the system, each with the reason, how we know that
//! it is there, and what it is called in Debian. What is missing is named, then installed with apt;
//! on systems without apt we say exactly what to install and stop.

use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::process::{self, Done};

/// What a thing is needed for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Building and opening the window.
    Run,
    /// Only the checks.
    Test,
}

/// How we know that something is installed.
#[derive(Clone, Copy)]
enum Proof {
    /// A program on the path.
    Program(&'static str),
    /// A library with its headers, as pkg-config knows it.
    Library(&'static str),
    /// A module of the system's Python.
    Python(&'static str),
}

/// Something the system has to bring.
struct Part {
    debian: &'static str,
    proof: Proof,
    need: Need,
    why: &'static str,
}

const fn part(debian: &'static str, proof: Proof, need: Need, why: &'static str) -> Part {
    Part { debian, proof, need, why }
}

const PARTS: [Part; 16] = [
    part("pkg-config", Proof::Program("pkg-config"), Need::Run, "finds WebKit for the build"),
    part("libwebkit2gtk-4.1-dev", Proof::Library("webkit2gtk-4.1"), Need::Run, "draws the window"),
    part("xdg-utils", Proof::Program("xdg-open"), Need::Run, "opens a saved policy"),
    part("xvfb", Proof::Program("xvfb-run"), Need::Test, "a display for the window test"),
    part("xauth", Proof::Program("xauth"), Need::Test, "xvfb-run needs it"),
    part(
        "webkit2gtk-driver",
        Proof::Program("WebKitWebDriver"),
        Need::Test,
        "drives the real window",
    ),
    part("chromium", Proof::Program("chromium"), Need::Test, "drives the window's pages and axe"),
    part(
        "poppler-utils",
        Proof::Program("pdftotext"),
        Need::Test,
        "reads the PDF as a reader does",
    ),
    part("qpdf", Proof::Program("qpdf"), Need::Test, "checks the structure of the PDF"),
    part("mupdf-tools", Proof::Program("mutool"), Need::Test, "draws the PDF with a second engine"),
    part("ghostscript", Proof::Program("gs"), Need::Test, "draws the PDF with a third engine"),
    part(
        "openjdk-17-jdk-headless",
        Proof::Program("javac"),
        Need::Test,
        "runs the checkers written in Java",
    ),
    part(
        "maven",
        Proof::Program("mvn"),
        Need::Test,
        "fetches veraPDF, the reference PDF/UA validator",
    ),
    part(
        "python3-venv",
        Proof::Python("ensurepip"),
        Need::Test,
        "runs the PDF accessibility checker and the second opinion on reading grades",
    ),
    part(
        "strace",
        Proof::Program("strace"),
        Need::Test,
        "records what is asked of disk and network",
    ),
    part("python3-xlib", Proof::Python("Xlib"), Need::Test, "closes the window as a person would"),
];

/// Sees to it that everything is there, or says what to do.
pub(crate) fn ensure(need: Need) -> Done {
    node()?;
    let missing = missing(need);
    if missing.is_empty() {
        println!("Everything needed from the system is there.");
        return Ok(());
    }
    println!("Missing on this computer:");
    for part in &missing {
        println!("  {:<26} {}", part.debian, part.why);
    }
    let names: Vec<&str> = missing.iter().map(|part| part.debian).collect();
    install(&names)?;
    match self::missing(need).first() {
        None => Ok(()),
        Some(part) => Err(format!("{} is still missing after the installation.", part.debian)),
    }
}

fn missing(need: Need) -> Vec<&'static Part> {
    // Windows and macOS bring their own web view; Cargo names a missing linker by itself.
    if !cfg!(target_os = "linux") && need == Need::Run {
        return Vec::new();
    }
    let wanted = PARTS.iter().filter(|part| part.need == Need::Run || need == Need::Test);
    wanted.filter(|part| !part.proof.holds()).collect()
}

impl Proof {
    fn holds(self) -> bool {
        match self {
            Self::Program(name) => on_path(name),
            Self::Library(name) => process::output("pkg-config", &["--exists", name]).is_some(),
            Self::Python(name) => {
                process::output(PYTHON, &["-c", &format!("import {name}")]).is_some()
            }
        }
    }
}

/// The system's own Python where there is one, since that is the one apt completes.
pub(crate) const PYTHON: &str =
    if cfg!(target_os = "linux") { "/usr/bin/python3" } else { "python3" };

fn on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// Node is not taken from apt: Debian 12 has 18, and the window's tools need 20.
fn node() -> Done {
    let version = process::output("node", &["--version"]).unwrap_or_default();
    let major: Option<u32> =
        version.trim().trim_start_matches('v').split('.').next().and_then(|word| word.parse().ok());
    match major {
        Some(20..) if on_path(if cfg!(windows) { "npm.cmd" } else { "npm" }) => Ok(()),
        Some(found @ ..20) => Err(format!("Node 20 or newer is needed; this is Node {found}.")),
        _ => {
            Err("Node 20 or newer with npm is needed to build the window. It was not found."
                .to_owned())
        }
    }
}

fn install(names: &[&str]) -> Done {
    let list = names.join(" ");
    if !on_path("apt-get") {
        return Err(format!(
            "Please install these with your system's package manager (the names are Debian's), then start again:\n  {list}"
        ));
    }
    let by_hand = format!("Please run this, then start again:\n  sudo apt-get install -y {list}");
    let Some(prefix) = privilege() else { return Err(by_hand) };
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(names);
    retry(|| process::run(&mut apt(prefix, &["update"])))
        .and_then(|()| retry(|| process::run(&mut apt(prefix, &words))))
        .map_err(|sentence| format!("{sentence}\n{by_hand}"))
}

/// The words before `apt-get`: none as root, sudo otherwise; `None` when there is neither.
fn privilege() -> Option<&'static [&'static str]> {
    let root = process::output("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    match (root, on_path("sudo")) {
        (true, _) => Some(&[]),
        (false, true) => Some(&["sudo"]),
        (false, false) => None,
    }
}

fn apt(prefix: &[&str], words: &[&str]) -> Command {
    let mut all: Vec<&str> = prefix.to_vec();
    // Given to apt through env, because sudo drops the variables it was started with. The lock is
    // waited for: a fresh computer often runs its own updates just then.
    all.extend([
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]);
    all.extend(words);
    let mut command = process::command(all[0]);
    command.args(&all[1..]);
    command
}

/// The lists have a lock of their own for which apt does not wait, and mirrors fail now and then.
fn retry(mut work: impl FnMut() -> Done) -> Done {
    let mut last = Ok(());
    for _ in 0..5 {
        last = work();
        if last.is_ok() {
            break;
        }
        println!("Trying again in 10 seconds.");
        sleep(Duration::from_secs(10));
    }
    last
}
