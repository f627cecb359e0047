//! Prints the medians of `cargo bench`, and of whole runs of `policy render` when a program is
//! named: `cargo run --release -p policy-tests --example medians -- target/release/policy`.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use policy::Catalogue;
use policy_tests::practice::{FACES, draft, folder, lay_out, print, today, with_much_of_its_own};

/// Enough for a steady median.
const ROUNDS: usize = 101;

fn main() {
    let catalogue = Catalogue::embedded();
    let draft = draft("halloran");
    let printed = print(&draft);
    let stamp = policy_pdf::Stamp { id: draft.id(), date: today() };
    show("review and preview", || drop(policy::review(catalogue, &draft, today())));
    let much = with_much_of_its_own();
    show("review with much of her own", || drop(policy::review(catalogue, &much, today())));
    show("HTML page", || drop(policy::html::page(&printed.outcome.document, &catalogue.page_css)));
    show("layout", || drop(lay_out(printed.edition(), &printed.code)));
    show("PDF", || drop(policy_pdf::pdf(&printed.pages, &FACES, &stamp)));
    let (pdf, html) = (
        printed.pdf.len(),
        policy::html::page(&printed.outcome.document, &catalogue.page_css).len(),
    );
    println!(
        "{} pages; PDF {:.1} KB, page {:.1} KB",
        printed.pages.pages.len(),
        kilo(pdf),
        kilo(html)
    );
    if let Some(program) = std::env::args().nth(1) {
        let out = tempfile::tempdir().expect("there is room for a folder");
        show("policy render, whole process", || render(&program, out.path()));
    }
}

fn render(program: &str, out: &Path) {
    let input = folder().join("suite/halloran.json");
    let run = Command::new(program).arg("render").arg(input).arg("--out").arg(out).output();
    assert!(run.expect("the program runs").status.success());
}

fn show(name: &str, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{name}: {:.2} ms (fastest {:.2})", ms(times[ROUNDS / 2]), ms(times[0]));
}

#[allow(clippy::cast_precision_loss, reason = "files are small")]
fn kilo(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}
