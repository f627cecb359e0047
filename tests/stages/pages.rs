//! The pages as pictures, drawn from the display list.

use policy_tests::practice::{print, suite};
use policy_tests::{none, picture};

#[test]
fn each_page_looks_as_accepted() {
    let mut faults = Vec::new();
    for practice in suite() {
        let pages = print(&practice.draft).pages;
        for index in 0..pages.pages.len() {
            let name = format!("{}/page-{}", practice.name, index + 1);
            faults.extend(picture::compare(&name, &picture::draw(&pages, index)).err());
        }
    }
    none(&faults, "Pages look different.");
}
