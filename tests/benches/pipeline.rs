//! What a change costs, on the halloran example: review, HTML, layout, PDF.

#![allow(missing_docs, reason = "criterion_group! writes a public function")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use policy::Catalogue;
use policy_tests::practice::{FACES, draft, print, today};

fn pipeline(criterion: &mut Criterion) {
    let catalogue = Catalogue::embedded();
    let draft = draft("halloran");
    let printed = print(&draft);
    criterion.bench_function("review", |bench| {
        bench.iter(|| policy::review(catalogue, black_box(&draft), today()));
    });
    criterion.bench_function("HTML", |bench| {
        bench
            .iter(|| policy::html::page(black_box(&printed.outcome.document), &catalogue.page_css));
    });
    criterion.bench_function("layout", |bench| {
        bench.iter(|| policy_tests::practice::lay_out(black_box(printed.edition()), &printed.code));
    });
    let stamp = policy_pdf::Stamp { id: draft.id(), date: today() };
    criterion.bench_function("PDF", |bench| {
        bench.iter(|| policy_pdf::pdf(black_box(&printed.pages), &FACES, &stamp));
    });
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
