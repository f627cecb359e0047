//! `cargo xtask test`: every check, from the cheapest to the real window.

use crate::process::{Done, cargo, command, npm, run};
use crate::stage::Stages;
use crate::{examples, system, ui, window};

/// Everything at once, so that what the crates share is compiled once.
const ALL: &str = "--workspace";
/// Everything that builds without a web view and without the window's page.
const CORE: &str = "--workspace --exclude plain-policy";

/// Runs the stages and prints what each took; `release` adds what is handed to people.
pub(crate) fn test(release: bool) -> Done {
    let mut stages = Stages::new();
    stages.run("system packages", &[], || system::ensure(system::Need::Test));
    page(&mut stages);
    crates(&mut stages);
    papers(&mut stages);
    let programs = &["system packages", "build of the page", "programs"];
    stages.run("page in a browser", programs, || npm_runs("run e2e"));
    stages.run("window in use", programs, || window::drive("debug"));
    if release {
        stages.run("properties, other cases", &["tests"], other_cases);
        stages.run("store, full figures", &["tests"], store_figures);
        self::release(&mut stages);
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

/// All crates; without the desktop shell when there is no page to put into it.
fn crates(stages: &mut Stages) {
    let whole = stages.passed("system packages") && stages.passed("build of the page");
    let crates = if whole { ALL } else { CORE };
    stages.run("format", &[], || cargo_runs("fmt --all --check"));
    stages.run("programs", &[], || cargo_runs(&format!("build --locked {crates}")));
    stages.run("tests", &[], || cargo_runs(&format!("test --locked {crates} --no-fail-fast")));
    // The tests write the window's types from the Rust types; what they wrote must be what is kept.
    stages.run("types as kept", &["tests"], || {
        run(command("git").args(["diff", "--exit-code", "--", "ui/src/backend/generated"]))
    });
    stages.run("lints", &[], || {
        cargo_runs(&format!("clippy --locked {crates} --all-targets -- --deny warnings"))
    });
    stages.run("content", &["programs"], examples::lint);
}

/// The finished example practices under independent checkers.
fn papers(stages: &mut Stages) {
    stages.run("examples", &["programs"], examples::render_all);
    stages.run("packages of the checkers", &[], || ui::packages("tests/web"));
    let web = &["system packages", "examples", "packages of the checkers"];
    stages.run("examples: Nu HTML checker", web, examples::nu);
    stages.run("examples: html-validate", web, examples::html_validate);
    let readers = &["system packages", "packages of the page", "examples"];
    stages.run("examples: in a browser", readers, examples::opened);
    stages.run("examples: qpdf", readers, examples::qpdf);
    stages.run("examples: Ghostscript and MuPDF", readers, examples::drawn);
    stages.run("veraPDF", &["system packages"], examples::vera);
    stages.run("examples: veraPDF", &["examples", "veraPDF"], examples::ua);
    stages.run("Python checkers", &["system packages"], examples::python);
    let python = &["examples", "Python checkers"];
    stages.run("examples: outloud", python, examples::outloud);
    stages.run("examples: reading grades", python, examples::textstat);
}

/// The properties once more, on cases nobody has tried; which ones, the output says.
fn other_cases() -> Done {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seed = now.map_or(1, |since| since.as_secs()).to_string();
    println!("PROPTEST_RNG_SEED={seed} PROPTEST_CASES=2000");
    let mut tests = cargo("test --locked --release --package policy-tests --test properties");
    run(tests.env("PROPTEST_RNG_SEED", seed).env("PROPTEST_CASES", "2000"))
}

/// The store's promises as often as `docs/reliability.md` says, with what was counted; then how
/// hostile files are read, and how fast it is.
fn store_figures() -> Done {
    let often = [
        ("PLAIN_POLICY_KILLS", "1000"),
        ("PLAIN_POLICY_RACES", "100"),
        ("PLAIN_POLICY_FLIPS", "300"),
        ("PLAIN_POLICY_HOSTILE", "10000"),
    ];
    let mut tests = cargo("test --locked --package policy-store --no-fail-fast -- --nocapture");
    run(tests.envs(often))?;
    let mut cuts =
        cargo("test --locked --package policy-store --test processes -- --ignored power");
    run(cuts.arg("--nocapture").env("PLAIN_POLICY_CUTS", "5000"))?;
    cargo_runs("run --locked --release --package policy-store --example hostile")?;
    cargo_runs("run --locked --release --package policy-store --example figures")
}

/// What is handed to people. First with the seams of the window test, then as it ships.
fn release(stages: &mut Stages) {
    let build = "build --locked --release --package plain-policy --features custom-protocol";
    let needs = &["system packages", "build of the page"];
    stages.run("release with seams", needs, || cargo_runs(&format!("{build},e2e")));
    stages.run("release in use, no network", &["release with seams"], || {
        window::drive_without_network("release")
    });
    stages.run("typed to disk", &["release with seams"], || window::typed_to_disk("release"));
    stages.run("release", needs, || cargo_runs(build));
    stages.run("packages", &["release", "packages of the checkers"], window::bundle);
}

fn cargo_runs(words: &str) -> Done {
    run(&mut cargo(words))
}

fn npm_runs(words: &str) -> Done {
    run(&mut npm("ui", words))
}
