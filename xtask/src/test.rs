//! `cargo xtask test`: every check, from the cheapest to the real window.

use crate::process::{Done, cargo, npm, run};
use crate::stage::Stages;
use crate::{examples, system, ui, window};

/// The crates that build without a web view.
const CORE: &str = "--package policy --package policy-pages --package policy-pdf \
                    --package policy-cli --package policy-tests --package xtask";
const SHELL: &str = "--package plain-policy";
const LINTS: &str = "--all-targets -- --deny warnings";

/// Runs the stages and prints what each took; `all` adds the release.
pub(crate) fn test(all: bool) -> Done {
    let mut stages = Stages::new();
    stages.run("system packages", &[], || system::ensure(system::Need::Test));
    page(&mut stages);
    core(&mut stages);
    papers(&mut stages);
    shell(&mut stages);
    if all {
        release(&mut stages);
    }
    stages.summary()
}

/// The window's page by itself.
fn page(stages: &mut Stages) {
    let packages = &["packages of the page"];
    stages.run(packages[0], &[], || ui::packages("ui"));
    stages.run("format of the page", packages, || npm_runs("exec -- prettier --check ."));
    stages.run("types of the page", packages, || npm_runs("run check"));
    stages.run("tests of the page", packages, || npm_runs("test"));
    stages.run("build of the page", packages, ui::build);
}

/// Everything that is decided, and the command line.
fn core(stages: &mut Stages) {
    stages.run("format", &[], || cargo_runs("fmt --all --check"));
    stages.run("lints", &[], || cargo_runs(&format!("clippy --locked {CORE} {LINTS}")));
    stages.run("tests", &[], || cargo_runs(&format!("test --locked {CORE}")));
    stages.run("command line", &[], examples::command_line);
    stages.run("content", &["command line"], examples::lint);
    let needs = &["system packages", "packages of the page", "command line"];
    stages.run("page in a browser", needs, || npm_runs("run e2e"));
}

/// The finished example practices under independent checkers.
fn papers(stages: &mut Stages) {
    stages.run("examples", &["command line"], examples::render_all);
    stages.run("packages of the checkers", &[], || ui::packages("tests/web"));
    let web = &["system packages", "examples", "packages of the checkers"];
    stages.run("examples: Nu HTML checker", web, examples::nu);
    stages.run("examples: html-validate", web, examples::html_validate);
    let browser = &["system packages", "packages of the page", "examples"];
    stages.run("examples: in a browser", browser, examples::opened);
    let readers = &["system packages", "examples"];
    stages.run("examples: qpdf", readers, examples::qpdf);
    stages.run("examples: Ghostscript and MuPDF", readers, examples::drawn);
    stages.run("veraPDF", &["system packages"], examples::vera);
    stages.run("examples: veraPDF", &["examples", "veraPDF"], examples::ua);
    stages.run("Python checkers", &["system packages"], examples::python);
    let python = &["examples", "Python checkers"];
    stages.run("examples: outloud", python, examples::outloud);
    stages.run("examples: reading grades", python, examples::textstat);
}

/// The desktop program.
fn shell(stages: &mut Stages) {
    let needs = &["system packages", "build of the page"];
    stages.run("window", needs, || cargo_runs(&format!("build --locked {SHELL}")));
    stages.run("tests of the shell", needs, || cargo_runs(&format!("test --locked {SHELL}")));
    stages.run("lints of the shell", needs, || {
        cargo_runs(&format!("clippy --locked {SHELL} {LINTS}"))
    });
    stages.run("window in use", &["window"], || window::drive("debug"));
}

/// What is handed to people. First with the seams of the window test, then as it ships.
fn release(stages: &mut Stages) {
    let build = format!("build --locked --release {SHELL} --features custom-protocol");
    let needs = &["system packages", "build of the page"];
    stages.run("release with seams", needs, || cargo_runs(&format!("{build},e2e")));
    stages.run("release in use", &["release with seams"], || window::drive("release"));
    stages.run("release", needs, || cargo_runs(&build));
    stages.run("packages", &["release", "packages of the checkers"], window::bundle);
}

fn cargo_runs(words: &str) -> Done {
    run(&mut cargo(words))
}

fn npm_runs(words: &str) -> Done {
    run(&mut npm("ui", words))
}
