//! The example practices as finished files, and what independent checkers say about them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{self, Done, cargo, command, root, run};
use crate::system::PYTHON;

/// The example shown to a newcomer.
pub(crate) const FIRST: &str = "halloran";

/// Writes one example as PDF, HTML and plain text and names the files.
pub(crate) fn render(example: &str, folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut policy = cargo("run --locked --quiet --package policy-cli -- render --example");
    run(policy.arg(example).arg("--out").arg(folder))?;
    let mut files = files_in(folder, "");
    files.retain(|file| {
        file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(example))
    });
    Ok(files)
}

/// Writes every example anew.
pub(crate) fn render_all() -> Done {
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    for practice in files_in(&root().join("templates/examples"), "json") {
        let example = practice.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for file in render(&example, &folder)? {
            println!("{}", file.display());
        }
    }
    Ok(())
}

/// The Nu HTML checker, warnings included.
pub(crate) fn nu() -> Done {
    let mut nu = command("java");
    nu.args(["-jar", "tests/web/node_modules/vnu-jar/build/dist/vnu.jar", "--Werror"]);
    check(&mut nu, "html")
}

/// html-validate with its accessibility rules.
pub(crate) fn html_validate() -> Done {
    let mut html_validate = command("node");
    html_validate.arg("tests/web/node_modules/html-validate/bin/html-validate.mjs");
    html_validate.args(["--config", "tests/web/.htmlvalidate.json", "--max-warnings", "0"]);
    check(&mut html_validate, "html")
}

/// qpdf on the structure of each PDF.
pub(crate) fn qpdf() -> Done {
    some_files("pdf")?.iter().try_for_each(|file| run(command("qpdf").arg("--check").arg(file)))
}

/// Installs the checkers that are written in Python, in an environment of their own.
pub(crate) fn python() -> Done {
    let wanted = root().join("tests/web/requirements.txt");
    let stamp = environment().join("requirements.txt");
    if fs::read(&wanted).ok() == fs::read(&stamp).ok() {
        println!("They are up to date.");
        return Ok(());
    }
    run(command(PYTHON).args(["-m", "venv", "--clear"]).arg(environment()))?;
    run(python_program("pip").args(["install", "--quiet", "--requirement"]).arg(&wanted))?;
    fs::copy(&wanted, &stamp).map(drop).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// outloud on what each PDF says to a screen reader.
pub(crate) fn outloud() -> Done {
    check(python_program("outloud").args(["--fail-on", "warning", "--no-info"]), "pdf")
}

/// The reading grade as textstat sees it, beside ours. Printed, not judged: its syllables are rougher.
pub(crate) fn textstat() -> Done {
    check(python_program("python").arg("tests/web/reading.py"), "txt")
}

fn check(checker: &mut process::Command, extension: &str) -> Done {
    run(checker.args(some_files(extension)?))
}

/// The rendered files of a kind; none would make a checker pass that has seen nothing.
fn some_files(extension: &str) -> Result<Vec<PathBuf>, String> {
    let files = files_in(&folder(), extension);
    if files.is_empty() { Err(format!("no {extension} file was rendered")) } else { Ok(files) }
}

fn folder() -> PathBuf {
    process::target().join("examples")
}

fn environment() -> PathBuf {
    process::target().join("venv")
}

fn python_program(name: &str) -> process::Command {
    command(&environment().join("bin").join(name).to_string_lossy())
}

/// In the order of their names; all of them for an empty extension.
fn files_in(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| extension.is_empty() || path.extension().is_some_and(|it| it == extension))
        .collect();
    files.sort();
    files
}
