//! Every direct dependency has its line in `docs/decisions/0002-dependencies.md`.

use std::fs;

use crate::process::root;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

/// Crates of the workspace's list that are not our own.
fn crates() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let (_, rest) = manifest.split_once("[workspace.dependencies]").expect("the list begins");
    let (list, _) = rest.split_once("\n[").expect("the list ends");
    let names = list.lines().filter(|line| !line.contains("path =")).filter_map(key);
    names.filter(|name| !name.starts_with('#')).map(str::to_owned).collect()
}

fn key(line: &str) -> Option<&str> {
    line.split_once(" = ").map(|(name, _)| name)
}

/// Packages with a version in one of our `package.json`.
fn npm(path: &str) -> Vec<String> {
    let manifest = read(path);
    let blocks =
        manifest.split("ependencies\": {").skip(1).filter_map(|rest| rest.split('}').next());
    let names = blocks.flat_map(|block| block.lines().filter_map(|line| line.split('"').nth(1)));
    names.map(str::to_owned).collect()
}

#[test]
fn every_dependency_has_its_line() {
    let decided = read("docs/decisions/0002-dependencies.md");
    let all = [crates(), npm("ui/package.json"), npm("tests/web/package.json")].concat();
    assert!(all.len() > 40, "{all:?}");
    let cells = |line: &str| line.split('|').nth(1).unwrap_or_default().to_owned();
    let named: Vec<String> = decided
        .lines()
        .flat_map(|line| {
            cells(line).split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>()
        })
        .map(|name| name.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    let missing: Vec<_> = all.iter().filter(|name| !named.contains(name)).collect();
    assert!(missing.is_empty(), "no line for {missing:?}");
}
