//! `policy standards`: which rule looks at which topic, for whom, and on what it rests.

use anyhow::Result;
use policy::Catalogue;
use policy::review::Severity;
use policy::standards::{Row, standards};

use crate::Ending;

/// Prints the table as Markdown.
pub(crate) fn run(catalogue: &Catalogue, mut arguments: lexopt::Parser) -> Result<Ending> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    println!("# Findings by topic, profession and place\n");
    println!("Written by `policy standards` from `templates/`; a test keeps it so.\n");
    println!("| topic | rule | level | professions | states | rests on |");
    println!("|---|---|---|---|---|---|");
    for row in standards(catalogue) {
        println!("{}", line(catalogue, &row));
    }
    Ok(Ending::Clean)
}

/// "all", "all but a few", or a list.
fn reach(catalogue: &Catalogue, field: &str, reached: &[String]) -> String {
    let column = catalogue.question("clinicians").and_then(|it| it.field(field));
    let choices = column.map_or(&[][..], |column| &column.choices);
    let left: Vec<&str> =
        choices.iter().filter(|it| !reached.contains(it)).map(String::as_str).collect();
    if reached.is_empty() {
        "all".to_owned()
    } else if left.len() < reached.len() {
        format!("all but {}", left.join(", "))
    } else {
        reached.join(", ")
    }
}

fn line(catalogue: &Catalogue, row: &Row) -> String {
    let level = match row.severity {
        Severity::Stop => "must fix",
        Severity::Warn => "think about",
        Severity::Note => "good to know",
    };
    let sources: Vec<String> = row
        .sources
        .iter()
        .filter_map(|id| catalogue.sources.get(id))
        .map(|source| {
            let section = if source.section.is_empty() { "" } else { " " };
            format!("{}{section}{} ({})", source.title, source.section, source.edition)
        })
        .collect();
    let topic = if row.topic.is_empty() { "any" } else { &row.topic };
    let cells = [
        topic.to_owned(),
        row.rule.clone(),
        level.to_owned(),
        reach(catalogue, "profession", &row.professions),
        reach(catalogue, "place", &row.places),
        sources.join("; "),
    ];
    format!("| {} |", cells.map(|cell| cell.replace('|', "/")).join(" | "))
}
