//! `policy compare`: what changed from one draft to another, and the sheet that tells clients.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use chrono::NaiveDate;
use policy::compare::{NO_SHEET, compare, listing};
use policy::{Catalogue, Document, Draft};

use crate::input::Input;
use crate::{Ending, files, render};

/// The names of the files start with this.
const NAME: &str = "changes";

struct Arguments {
    old: PathBuf,
    new: PathBuf,
    as_json: bool,
    /// Where the sheet is written to; `None` = no sheet.
    sheet: Option<PathBuf>,
    style: policy_print::Style,
    date: NaiveDate,
}

pub(crate) fn run(catalogue: &Catalogue, arguments: lexopt::Parser) -> Result<Ending> {
    let arguments = parse(arguments)?;
    let document = |draft: &Draft| policy::document(catalogue, draft, arguments.date);
    let draft = read(&arguments.new)?;
    let (old, new) = (document(&read(&arguments.old)?), document(&draft));
    let comparison = compare(&old, &new);
    // The sheet comes first: a folder that cannot be written to ends it all.
    let written = match &arguments.sheet {
        Some(folder) => Some(sheet(catalogue, &draft, &old, &new, folder, &arguments)?),
        None => None,
    };
    if arguments.as_json {
        println!("{}", serde_json::to_string_pretty(&comparison)?);
    } else {
        print!("{}", listing::text(&comparison));
    }
    if let Some(sentence) = written {
        // With --json, standard output is the comparison and nothing else.
        if arguments.as_json { eprintln!("{sentence}") } else { println!("\n{sentence}") }
    }
    Ok(if new.editions.iter().any(|edition| edition.draft_mark.is_some()) {
        Ending::Unfinished
    } else {
        Ending::Clean
    })
}

fn read(path: &Path) -> Result<Draft> {
    Input { path: Some(path.to_owned()), ..Input::default() }.draft()
}

/// Writes the sheet; answers with a sentence about it.
fn sheet(
    catalogue: &Catalogue,
    draft: &Draft,
    old: &Document,
    new: &Document,
    folder: &Path,
    arguments: &Arguments,
) -> Result<String> {
    let Some(sheet) = policy_print::changes(catalogue, draft, old, new) else {
        return Ok(NO_SHEET.to_owned());
    };
    let id = policy_print::changes_id(draft, old);
    let pdf = policy_print::pdf(&sheet, &arguments.style, id, arguments.date)?;
    let html = policy_print::html(&sheet, &catalogue.page_css);
    let text = policy_print::text(&sheet);
    let [pdf_name, html_name, text_name] =
        ["pdf", "html", "txt"].map(|ending| format!("{NAME}.{ending}"));
    let all: [(&str, &[u8]); 3] =
        [(&pdf_name, &pdf.bytes), (&html_name, &html), (&text_name, &text)];
    files::write_all(folder, &all)?;
    let many = if pdf.pages == 1 { "page" } else { "pages" };
    let folder = folder.display();
    let pages = pdf.pages;
    Ok(format!("{folder}: {pdf_name} ({pages} {many}), {html_name}, {text_name}"))
}

fn parse(mut parser: lexopt::Parser) -> Result<Arguments> {
    use lexopt::prelude::*;
    let (mut old, mut new, mut out) = (None, None, None);
    let (mut as_json, mut sheet) = (false, false);
    let mut style = policy_print::Style::letter();
    let mut date = chrono::Local::now().date_naive();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("json") => as_json = true,
            Long("sheet") => sheet = true,
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Long("paper") => style = render::paper(&parser.value()?.string()?)?,
            Long("date") => date = render::day(&parser.value()?.string()?)?,
            Value(value) if old.is_none() => old = Some(PathBuf::from(value)),
            Value(value) if new.is_none() => new = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let both = "compare needs two INPUTs, the older one first.";
    let (old, new) = (old.context(both)?, new.context(both)?);
    let stdin = |path: &PathBuf| path.as_os_str() == "-";
    anyhow::ensure!(
        !(stdin(&old) && stdin(&new)),
        "Only one of the two can come from standard input."
    );
    anyhow::ensure!(sheet || out.is_none(), "--out is for the sheet; add --sheet to write it.");
    let sheet = if sheet {
        Some(out.context("--sheet needs --out DIR, the folder to write into.")?)
    } else {
        None
    };
    Ok(Arguments { old, new, as_json, sheet, style, date })
}
