//! `policy render`: PDF, HTML and plain text.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use chrono::NaiveDate;
use policy::{Catalogue, Fingerprint};
use uuid::Uuid;

use crate::{Ending, files, input};

struct Arguments {
    input: PathBuf,
    out: PathBuf,
    style: policy_pages::Style,
    acknowledgement: Option<bool>,
    date: NaiveDate,
    id: Option<Uuid>,
}

pub(crate) fn run(catalogue: &Catalogue, arguments: lexopt::Parser) -> Result<Ending> {
    let arguments = parse(arguments)?;
    let draft = input::draft(&arguments.input)?;
    let outcome = policy::run(catalogue, &draft, arguments.date, arguments.acknowledgement);
    let code = Fingerprint::of(&outcome.document).short();
    let faces = policy_pages::Faces::embedded();
    let edition = outcome.document.editions.first().context("There is no edition to print.")?;
    let stamp = policy_pages::Stamp { code: &code };
    let pages = policy_pages::layout(edition, &faces, &arguments.style, stamp);
    let id = arguments.id.unwrap_or_else(|| draft.id());
    let pdf = policy_pdf::pdf(&pages, &faces, &policy_pdf::Stamp { id, date: arguments.date })?;
    let html = policy::html::page(&outcome.document, &catalogue.page_css);
    let text = policy::plain::text(&outcome.document);
    files::write_all(
        &arguments.out,
        &[("policy.pdf", &pdf), ("policy.html", html.as_bytes()), ("policy.txt", text.as_bytes())],
    )?;
    for question in &outcome.unknown {
        eprintln!(
            "policy: `{question}` is not a question of this version; it is kept, not printed."
        );
    }
    for problem in &outcome.problems {
        eprintln!("policy: {}", problem.sentence);
    }
    let pages = pages.pages.len();
    println!("{}: policy.pdf ({pages} pages), policy.html, policy.txt", arguments.out.display());
    if outcome.is_draft() {
        println!("Marked DRAFT; `policy review` says what is left to do.");
        return Ok(Ending::Unfinished);
    }
    Ok(Ending::Clean)
}

fn parse(mut parser: lexopt::Parser) -> Result<Arguments> {
    use lexopt::prelude::*;
    let (mut path, mut out, mut id, mut acknowledgement) = (None, None, None, None);
    let mut style = policy_pages::Style::letter();
    let mut date = chrono::Local::now().date_naive();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Long("lang") => expect(&mut parser, "--lang", &["en"], &["es", "en+es"])?,
            Long("variant") => {
                let later = ["large", "easy", "summary", "booklet"];
                expect(&mut parser, "--variant", &["standard"], &later)?;
            }
            Long("paper") => {
                style = match parser.value()?.string()?.as_str() {
                    "letter" => policy_pages::Style::letter(),
                    "a4" => policy_pages::Style::a4(),
                    other => bail!("--paper is letter or a4, not `{other}`."),
                }
            }
            Long("ack") => {
                acknowledgement = match parser.value()?.string()?.as_str() {
                    "pen" => Some(true),
                    "none" => Some(false),
                    "form" => bail!("--ack form is not built yet. Choose pen or none."),
                    other => bail!("--ack is pen or none, not `{other}`."),
                }
            }
            Long("date") => {
                date = day(&parser.value()?.string()?)?;
            }
            Long("id") => {
                let text = parser.value()?.string()?;
                let parsed = Uuid::parse_str(&text).ok();
                id = Some(parsed.with_context(|| format!("--id is a UUID, not `{text}`."))?);
            }
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Arguments {
        input: path
            .context("render needs an INPUT: a file of answers, or - for standard input.")?,
        out: out.context("render needs --out DIR, the folder to write into.")?,
        style,
        acknowledgement,
        date,
        id,
    })
}

/// Accepts the values that are built; refuses planned ones by name.
fn expect(parser: &mut lexopt::Parser, option: &str, built: &[&str], later: &[&str]) -> Result<()> {
    use lexopt::prelude::*;
    let value = parser.value()?.string()?;
    if built.contains(&value.as_str()) {
        return Ok(());
    }
    let built = built.join(" or ");
    if later.contains(&value.as_str()) {
        bail!("{option} {value} is not built yet. Choose {built}.");
    }
    bail!("{option} is {built}, not `{value}`.");
}

/// A day as `--date` takes it.
pub(crate) fn day(text: &str) -> Result<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .with_context(|| format!("--date is a day like 2027-01-04, not `{text}`."))
}
