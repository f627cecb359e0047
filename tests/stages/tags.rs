//! The structure tree of the finished PDF: what a screen reader is given.

use policy_tests::practice::{print, suite};
use policy_tests::words::unescaped;
use policy_tests::{none, reference, tags};

#[test]
fn each_file_is_tagged_as_accepted() {
    let faults: Vec<String> = suite()
        .iter()
        .filter_map(|it| {
            let tree = tags::read(&print(&it.draft).pdf).tree();
            reference::text(&format!("{}/tags.txt", it.name), &tree).err()
        })
        .collect();
    none(&faults, "What a screen reader is given has changed.");
}

#[test]
fn every_link_of_the_page_is_a_link_of_the_file() {
    for practice in suite() {
        let printed = print(&practice.draft);
        let html = printed.html();
        let hrefs = html.split("<a href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        let mut of_html: Vec<String> = hrefs.map(|(href, _)| address(href)).collect();
        let mut of_pdf = Vec::new();
        tags::read(&printed.pdf).each(&mut |element| {
            let targets = element.kids.iter().filter_map(|kid| match kid {
                tags::Kid::Target(target) => Some(target.clone()),
                tags::Kid::Element(_) | tags::Kid::Text(_) => None,
            });
            of_pdf.extend(targets);
        });
        // A link that runs over two lines has two areas.
        of_pdf.dedup();
        of_html.dedup();
        assert_eq!(
            of_html, of_pdf,
            "{}: what is a link on screen is one in the PDF",
            practice.name
        );
    }
}

/// An address of the page as a PDF has to write it.
fn address(href: &str) -> String {
    let ascii = |byte: u8| match byte {
        0x21..=0x7e => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    unescaped(href).bytes().map(ascii).collect()
}
