//! The example practices as finished files, and what independent checkers say about them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{self, Done, cargo, command, root, run, run_expecting};
use crate::system::PYTHON;

/// The example shown to a newcomer.
pub(crate) const FIRST: &str = "halloran";

/// Builds the command line, with which everything below is made.
pub(crate) fn command_line() -> Done {
    run(&mut cargo("build --locked --package policy-cli"))
}

/// The command line's own check of all content.
pub(crate) fn lint() -> Done {
    run(policy().arg("lint"))
}

/// Writes one example as PDF, HTML and plain text into a folder.
pub(crate) fn render(example: &str, folder: &Path) -> Done {
    let mut render = policy();
    render.arg("render").arg(answers(example)).arg("--out").arg(folder);
    // 1 says that the example has something left to do; some are made for that.
    run_expecting(&mut render, &[0, 1])
}

/// Writes every example anew, each with the command line's review beside it.
pub(crate) fn render_all() -> Done {
    let (folder, said) = (folder(), |error: std::io::Error| error.to_string());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(said)?;
    }
    for practice in files_in(&root().join("templates/examples"), "json") {
        let example = practice.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let its = folder.join(&example);
        render(&example, &its)?;
        for (variant, paper) in [("large", "letter"), ("easy", "letter"), ("large", "a4")] {
            // The two sizes of paper have files of one name, so the second has a folder of its own.
            let folder =
                if paper == "a4" { folder.join(format!("{example}-a4")) } else { its.clone() };
            let mut render = policy();
            render.arg("render").arg(answers(&example)).args(["--variant", variant]);
            run_expecting(render.args(["--paper", paper, "--out"]).arg(folder), &[0, 1])?;
        }
        let review = fs::File::create(its.join("review.json")).map_err(said)?;
        let mut policy = policy();
        policy.arg("review").arg(answers(&example)).arg("--json").stdout(review);
        run_expecting(&mut policy, &[0, 1])?;
    }
    files_in(&root().join("tests/revisions"), "json").iter().try_for_each(|new| sheet(new))
}

/// Writes the sheet that tells clients of one practice what changed, in a folder of its own. A
/// revision's file is named after the practice it was before.
fn sheet(new: &Path) -> Done {
    let name = new.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let practice = name.split('-').next().unwrap_or_default();
    let old = root().join("tests/suite").join(practice).with_extension("json");
    let mut compare = policy();
    compare.arg("compare").arg(old).arg(new).arg("--sheet").arg("--out");
    run_expecting(compare.arg(folder().join(&name)), &[0, 1])
}

fn answers(example: &str) -> PathBuf {
    root().join("templates/examples").join(example).with_extension("json")
}

fn policy() -> process::Command {
    let name = format!("policy{}", std::env::consts::EXE_SUFFIX);
    command(&process::target().join("debug").join(name).to_string_lossy())
}

/// The Nu HTML checker, warnings included.
pub(crate) fn nu() -> Done {
    let mut nu = command("java");
    nu.args(["-jar", "tests/web/node_modules/vnu-jar/build/dist/vnu.jar", "--Werror"]);
    nu.args(["--filterfile", "tests/web/nu-filter.txt"]);
    check(&mut nu, "html")
}

/// html-validate with its accessibility rules.
pub(crate) fn html_validate() -> Done {
    let mut html_validate = command("node");
    html_validate.arg("tests/web/node_modules/html-validate/bin/html-validate.mjs");
    html_validate.args(["--config", "tests/web/.htmlvalidate.json", "--max-warnings", "0"]);
    check(&mut html_validate, "html")
}

/// Chromium: the styles apply, nothing is asked for, axe finds nothing.
pub(crate) fn opened() -> Done {
    check(command("node").arg("tests/web/opened.mjs"), "html")
}

/// qpdf on the structure of each PDF.
pub(crate) fn qpdf() -> Done {
    some_files("pdf")?.iter().try_for_each(|file| run(command("qpdf").arg("--check").arg(file)))
}

/// Two more engines draw each page; the first stops at a mere warning.
pub(crate) fn drawn() -> Done {
    for file in some_files("pdf")? {
        let mut ghostscript = command("gs");
        ghostscript.args(["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage"]);
        run(ghostscript.args(["-dPDFSTOPONERROR", "-dPDFSTOPONWARNING"]).arg(&file))?;
        run(command("mutool").args(["draw", "-q", "-o", "/dev/null"]).arg(&file))?;
    }
    Ok(())
}

/// Fetches and compiles veraPDF.
pub(crate) fn vera() -> Done {
    let mut maven = command("mvn");
    maven.args(["--quiet", "--batch-mode", "--file", "tests/vera/pom.xml"]);
    run(maven.args(["compile", "dependency:copy-dependencies"]))
}

/// veraPDF, the reference validator, on the claim of each PDF to be PDF/UA-1.
pub(crate) fn ua() -> Done {
    let mut java = command("java");
    java.args(["-cp", "tests/vera/target/classes:tests/vera/target/dependency/*", "Vera", "ua1"]);
    check(&mut java, "pdf")
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
    check(python_program("python").arg("tests/web/reading.py"), "json")
}

fn check(checker: &mut process::Command, extension: &str) -> Done {
    run(checker.args(some_files(extension)?))
}

/// The rendered files of a kind; none would make a checker pass that has seen nothing.
fn some_files(extension: &str) -> Result<Vec<PathBuf>, String> {
    let examples = files_in(&folder(), "");
    let files: Vec<PathBuf> =
        examples.iter().flat_map(|example| files_in(example, extension)).collect();
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
