//! The exported plain text.

use policy_tests::practice::{print, suite};
use policy_tests::{none, reference};

#[test]
fn each_practice_reads_as_accepted() {
    let faults: Vec<String> = suite()
        .iter()
        .filter_map(|it| {
            reference::text(&format!("{}/policy.txt", it.name), &print(&it.draft).text()).err()
        })
        .collect();
    none(&faults, "What clients are told has changed.");
}
