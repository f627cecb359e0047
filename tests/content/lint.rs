//! Names, words and shapes.

use policy::Catalogue;
use policy_tests::none;

#[test]
fn the_content_has_no_faults() {
    let faults: Vec<String> =
        policy::lint::lint(Catalogue::embedded()).iter().map(ToString::to_string).collect();
    none(&faults, "`policy lint` finds faults.");
}
