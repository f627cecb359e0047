//! References that nothing compares with any more.

use crate::{revisions, variants};
use policy_tests::practice::{print, suite};
use policy_tests::{none, reference};

#[test]
fn no_reference_is_left_over() {
    let mut used = Vec::new();
    for practice in suite() {
        let pages = print(&practice.draft).pages.pages.len();
        let files = ["policy.txt", "body.html", "findings.txt", "tags.txt"].map(str::to_owned);
        let pictures = (1..=pages).map(|page| format!("page-{page}.png"));
        used.extend(
            files.into_iter().chain(pictures).map(|file| format!("{}/{file}", practice.name)),
        );
    }
    // What changed from one practice to another is compared in `revisions.rs`, which names its own.
    used.extend(revisions::references());
    used.extend(variants::references());
    let left: Vec<String> =
        reference::all().into_iter().filter(|file| !used.contains(file)).collect();
    if reference::blessing() {
        for file in left {
            std::fs::remove_file(reference::accepted(&file)).expect("a reference can be removed");
        }
        return;
    }
    none(&left, "Remove these files of tests/ref, or the page that is missing has been lost.");
}
