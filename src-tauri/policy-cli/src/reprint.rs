//! `policy render --revision`: a revision as it was issued. What was frozen as a file is written to
//! the byte; what was not is made from the frozen document, never from today's wording.

use std::path::Path;

use anyhow::Result;
use chrono::NaiveDate;
use policy::Catalogue;

use crate::input::Issued;
use crate::{Ending, files};

/// Writes the revision's files. `paper`: on paper other than the one it was issued on, or asked
/// for by name.
pub(crate) fn run(
    catalogue: &Catalogue,
    issued: &Issued,
    out: &Path,
    paper: Option<&policy_print::Style>,
    date: NaiveDate,
) -> Result<Ending> {
    let document = &issued.document;
    let frozen = issued.pdf.as_ref().filter(|_| paper.is_none());
    let pdf = match frozen {
        Some(pdf) => pdf.clone(),
        None => {
            let usual = policy_print::Style::letter();
            let style = paper.unwrap_or(&usual);
            policy_print::pdf(document, style, issued.record.id, date)?.bytes
        }
    };
    let html = match &issued.html {
        Some(html) => html.clone(),
        None => policy_print::html(document, &catalogue.page_css),
    };
    let text = policy_print::text(document);
    let named: [(&str, &[u8]); 3] =
        [("policy.pdf", &pdf), ("policy.html", &html), ("policy.txt", &text)];
    files::write_all(out, &named)?;
    let how = if frozen.is_some() { "as it was issued" } else { "printed from what was issued" };
    let out = out.display();
    println!(
        "{out}: policy.pdf ({how}), policy.html, policy.txt of revision {}",
        issued.record.number
    );
    Ok(Ending::Clean)
}
