//! `cargo xtask test`: every check, from the cheapest to the real window.

use crate::process::{Done, cargo, npm, run};
use crate::stage::Stages;
use crate::{examples, system, ui, window};

/// The crates that build without a web view.
const CORE: &str = "--package policy --package policy-pages --package policy-pdf --package policy-cli --package policy-tests --package xtask";
const SHELL: &str = "--package plain-policy";

/// Runs the stages and prints what each took; `all` adds the release.
pub(crate) fn test(all: bool) -> Done {
    let mut stages = Stages::new();
    let cargo = |words: String| run(&mut cargo(&words));

    stages.run("system packages", &[], || system::ensure(system::Need::Test));
    stages.run("format", &[], || cargo("fmt --all --check".into()));

    stages.run("packages of the page", &[], || ui::packages("ui"));
    stages.run("types of the page", &["packages of the page"], || run(&mut npm("ui", "run check")));
    stages.run("tests of the page", &["packages of the page"], || run(&mut npm("ui", "test")));
    stages.run("build of the page", &["packages of the page"], ui::build);

    stages.run("lints of the core", &[], || {
        cargo(format!("clippy --locked {CORE} --all-targets -- --deny warnings"))
    });
    stages.run("tests of the core", &[], || cargo(format!("test --locked {CORE}")));
    stages
        .run("content", &[], || cargo("run --locked --quiet --package policy-cli -- lint".into()));

    stages.run("examples", &[], examples::render_all);
    stages.run("packages of the checkers", &[], || ui::packages("tests/web"));
    stages.run(
        "examples: Nu HTML checker",
        &["examples", "packages of the checkers"],
        examples::nu,
    );
    stages.run(
        "examples: html-validate",
        &["examples", "packages of the checkers"],
        examples::html_validate,
    );
    stages.run("examples: qpdf", &["examples"], examples::qpdf);
    stages.run("Python checkers", &["system packages"], examples::python);
    stages.run("examples: outloud", &["examples", "Python checkers"], examples::outloud);
    stages.run("examples: reading grade", &["examples", "Python checkers"], examples::textstat);

    stages.run("page in a browser", &["system packages", "build of the page"], || {
        run(&mut npm("ui", "run e2e"))
    });

    stages.run("window", &["system packages", "build of the page"], || {
        cargo(format!("build --locked {SHELL}"))
    });
    stages.run("tests of the shell", &["window"], || cargo(format!("test --locked {SHELL}")));
    stages.run("lints of the shell", &["window"], || {
        cargo(format!("clippy --locked {SHELL} --all-targets -- --deny warnings"))
    });
    stages.run("window in use", &["window"], || window::drive("debug"));

    if all {
        let release = format!("build --locked --release {SHELL} --features custom-protocol");
        stages.run("release with seams", &["window"], || cargo(format!("{release},e2e")));
        stages.run("release in use", &["release with seams"], || window::drive("release"));
        stages.run("release", &["release with seams"], || cargo(release.clone()));
        stages.run("packages", &["release", "packages of the checkers"], window::bundle);
    }
    stages.summary()
}
