//! Two processes, two clocks, one policy.

use std::fs;
use std::path::Path;

use crate::process::{command, folder, practice, render};

fn bytes(folder: &Path) -> Vec<Vec<u8>> {
    let read = |name| fs::read(folder.join(name)).expect("it was written");
    ["policy.pdf", "policy.html", "policy.txt"].map(read).into()
}

#[test]
fn two_processes_write_the_same_bytes() {
    for name in ["halloran", "hostile", "draft"] {
        let (one, two) = (folder(), folder());
        render(&practice(name), one.path(), &[]);
        render(&practice(name), two.path(), &[]);
        assert!(bytes(one.path()) == bytes(two.path()), "{name} differs from run to run");
    }
}

#[test]
fn the_place_of_the_computer_changes_nothing() {
    let written = |zone: &str, language: &str| {
        let out = folder();
        let (input, path) = (practice("halloran"), out.path().to_owned());
        let words = [
            "render".as_ref(),
            input.as_os_str(),
            "--out".as_ref(),
            path.as_os_str(),
            "--date".as_ref(),
            "2026-12-01".as_ref(),
        ];
        let status =
            command(&words).env("TZ", zone).env("LANG", language).env("LC_ALL", language).status();
        assert!(status.expect("the program runs").success());
        bytes(out.path())
    };
    assert!(
        written("Pacific/Kiritimati", "C") == written("Pacific/Midway", "tr_TR.UTF-8"),
        "bytes must not depend on zone or language"
    );
}

#[test]
fn another_day_changes_the_date_in_the_pdf_only() {
    let (one, two) = (folder(), folder());
    render(&practice("halloran"), one.path(), &[]);
    render(&practice("halloran"), two.path(), &["--date", "2026-12-24"]);
    let (one, two) = (bytes(one.path()), bytes(two.path()));
    assert!(one[1..] == two[1..], "page and text know no clock");
    assert!(one[0] != two[0], "the PDF says when it was made");
    let written = |pdf: &[u8], day: &str| pdf.windows(day.len()).any(|part| part == day.as_bytes());
    assert!(written(&one[0], "2026-12-01") && written(&two[0], "2026-12-24"));
}

#[test]
fn the_id_is_in_the_pdf_and_made_from_the_answers() {
    let (one, two) = (folder(), folder());
    let id = "6fa459ea-ee8a-3ca4-894e-db77e160355e";
    render(&practice("halloran"), one.path(), &["--id", id]);
    render(&practice("halloran"), two.path(), &[]);
    let pdf = fs::read(one.path().join("policy.pdf")).expect("it was written");
    assert!(pdf.windows(id.len()).any(|part| part == id.as_bytes()), "the id was given");
    assert!(
        bytes(one.path())[1..] == bytes(two.path())[1..],
        "the id does not show in page or text"
    );
}
