//! Plain text, page and PDF say the same.

use std::process::{Command, Stdio};

use policy_tests::practice::{print, suite};
use policy_tests::words::{bag, difference, letters, normal, of_html, of_pdf, of_text};
use policy_tests::{none, tags};

#[test]
fn the_page_says_what_the_text_says() {
    let faults: Vec<String> = suite()
        .iter()
        .filter_map(|it| {
            let printed = print(&it.draft);
            Some(format!("{}: {}", it.name, difference(&of_text(&printed), &of_html(&printed))?))
        })
        .collect();
    none(&faults, "Text and page differ.");
}

#[test]
fn the_pdf_says_what_the_text_says() {
    let mut faults = Vec::new();
    for practice in suite() {
        let printed = print(&practice.draft);
        let (text, pdf) = (of_text(&printed), of_pdf(&printed));
        let found = if practice.name == "hostile" {
            // Words longer than a line are parted, and text from the right is kept as it is drawn.
            difference(&bag(&text), &bag(&pdf))
        } else {
            difference(&text, &pdf)
        };
        faults.extend(found.map(|found| format!("{}: {found}", practice.name)));
    }
    none(&faults, "Text and PDF differ.");
}

/// `pdftotext` reads in the order of the page, where columns stand side by side; so each line of the
/// tree is looked for by itself.
#[test]
fn another_reader_finds_every_word_of_the_pdf() {
    for name in ["halloran", "willow", "stone", "riverbend"] {
        let printed = print(&policy_tests::practice::draft(name));
        let folder = tempfile::tempdir().expect("there is room for a file");
        let path = folder.path().join("policy.pdf");
        std::fs::write(&path, &printed.pdf).expect("the file can be written");
        let output = Command::new("pdftotext")
            .args(["-raw", "-enc", "UTF-8"])
            .arg(&path)
            .arg("-")
            .stderr(Stdio::inherit())
            .output()
            .expect("This test needs pdftotext. Please install poppler-utils; `cargo xtask test` does it for you.");
        let found = letters(&normal(&String::from_utf8_lossy(&output.stdout), &printed.pages));
        let mut faults = Vec::new();
        tags::read(&printed.pdf).each(&mut |element| {
            if matches!(element.role.as_str(), "P" | "H1" | "H2" | "H3" | "LBody" | "TH" | "TD") {
                let said = letters(&normal(&element.spoken(), &printed.pages));
                if !found.contains(&said) {
                    faults.push(element.spoken());
                }
            }
        });
        none(&faults, &format!("{name}: searching and copying would miss this."));
    }
}
