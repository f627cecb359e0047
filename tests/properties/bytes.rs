//! The same answers, day and id give the same bytes.

use policy::Draft;
use policy_tests::practice::{FACES, day, draft, print, run};
use policy_tests::tags;
use proptest::prelude::*;

use crate::answers::right;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn the_same_answers_give_the_same_bytes(draft in right()) {
        let again = Draft::from_json(&draft.to_json()).expect("a saved draft can be read");
        let (first, second) = (print(&draft), print(&again));
        prop_assert_eq!(first.pdf, second.pdf);
        prop_assert_eq!(first.code, second.code);
    }
}

#[test]
fn another_day_changes_the_date_in_the_file_and_nothing_else() {
    let draft = draft("halloran");
    let at = |date: &str| {
        let outcome = policy::run(policy::Catalogue::embedded(), &draft, day(date), None);
        assert_eq!(outcome.document, run(&draft).document, "the document knows no clock");
        let pages = print(&draft).pages;
        let stamp = policy_pdf::Stamp { id: draft.id(), date: day(date) };
        policy_pdf::pdf(&pages, &FACES, &stamp).expect("every layout can be written")
    };
    let (today, later) = (at("2026-12-01"), at("2026-12-31"));
    assert_ne!(today, later, "the file says when it was made");
    assert_eq!(tags::read(&today).tree(), tags::read(&later).tree(), "what it says is the same");
    let plain = |pdf: &[u8]| {
        let document = lopdf::Document::load_mem(pdf).expect("the file is a PDF");
        let pages = document.page_iter();
        pages.map(|page| document.get_page_content(page)).collect::<Vec<_>>()
    };
    assert_eq!(plain(&today), plain(&later), "what it shows is the same");
}
