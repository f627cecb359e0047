//! The body of the exported page, without style and faces.

use policy_tests::practice::{print, suite};
use policy_tests::{none, reference};

#[test]
fn each_page_is_as_accepted() {
    let faults: Vec<String> = suite()
        .iter()
        .filter_map(|it| {
            reference::text(&format!("{}/body.html", it.name), &print(&it.draft).html()).err()
        })
        .collect();
    none(&faults, "The exported page has changed.");
}

#[test]
fn the_preview_is_the_page_in_parts() {
    for practice in suite() {
        let review = policy::review(
            policy::Catalogue::embedded(),
            &practice.draft,
            policy_tests::practice::today(),
        );
        let parts: String = review.preview.parts.iter().map(|part| part.html.as_str()).collect();
        assert_eq!(
            parts,
            print(&practice.draft).html(),
            "{}: what the window shows is what is handed out",
            practice.name
        );
    }
}
