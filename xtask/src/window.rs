//! The real window, driven from outside as a person would, and the packages it ships in.

use std::process::Command;
use std::time::Duration;

use crate::process::{Done, command, run, run_within, target};

/// Longer than a slow computer needs; every step inside has its own, shorter limit.
const LIMIT: Duration = Duration::from_secs(300);

/// Walks through the window that was built in this profile, on a display of its own.
pub(crate) fn drive(profile: &str) -> Done {
    run_within(&mut walk(profile), LIMIT)
}

/// How long after a key what was typed is on the disk.
pub(crate) fn typed_to_disk(profile: &str) -> Done {
    run_within(displayed(profile).args(["node", "tests/window/durable.mjs"]), LIMIT)
}

/// A display, and what is to run on it comes behind.
fn displayed(profile: &str) -> Command {
    let mut driver = command("xvfb-run");
    driver.args(["--auto-servernum", "--server-args=-screen 0 1280x900x24"]);
    driver.env("PLAIN_POLICY_APP", target().join(profile).join("plain-policy"));
    driver
}

fn walk(profile: &str) -> Command {
    let mut driver = displayed(profile);
    // One file after the other: each ends what is left of the program.
    driver.args(["node", "--test", "--test-concurrency=1", "--test-reporter=spec"]);
    driver.args(["tests/window/window.test.mjs", "tests/window/commands.test.mjs"]);
    driver.env("PLAIN_POLICY_SHOTS", target().join("window"));
    driver
}

/// The same while strace writes down what is asked of the network: nothing may be.
pub(crate) fn drive_without_network(profile: &str) -> Done {
    let traces = target().join("window").join("traces");
    let _ = std::fs::remove_dir_all(&traces);
    std::fs::create_dir_all(&traces).map_err(|error| format!("{}: {error}", traces.display()))?;
    run_within(walk(profile).env("PLAIN_POLICY_TRACES", &traces), 3 * LIMIT)?;
    run(command("node").arg("tests/window/network.mjs").arg(traces))
}

/// Packs the release for Debian and Fedora; the Tauri CLI neither rebuilds nor downloads for that.
pub(crate) fn bundle() -> Done {
    let mut tauri = command("node");
    tauri.args([
        "tests/web/node_modules/@tauri-apps/cli/tauri.js",
        "bundle",
        "--bundles",
        "deb,rpm",
    ]);
    run(tauri.env("CI", "true"))
}
