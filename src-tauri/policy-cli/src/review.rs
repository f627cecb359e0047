//! `policy review`: what is open, wrong or risky, and how the document reads.

use std::path::PathBuf;

use anyhow::{Result, bail};
use policy::own::{Part, PartKind, Standing};
use policy::review::{Finding, ReadingSummary, Severity, reading_of};
use policy::{Catalogue, Draft, Outcome};
use serde_json::json;

use crate::input::Input;
use crate::{Ending, render};

pub(crate) fn run(catalogue: &Catalogue, mut arguments: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let mut input = Input::default();
    let (mut as_json, mut window) = (false, false);
    let mut today = chrono::Local::now().date_naive();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("json") => as_json = true,
            Long("window") => window = true,
            Long("date") => today = render::day(&arguments.value()?.string()?)?,
            Long("policy") => input.policy = Some(arguments.value()?.string()?),
            Long("revision") => input.revision = Some(arguments.value()?.parse()?),
            Value(value) if input.path.is_none() => input.path = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    if input.path.is_none() {
        bail!("review needs an INPUT: a file of answers, or - for standard input.");
    }
    let draft = input.draft()?;
    if window {
        println!("{}", serde_json::to_string(&policy::review(catalogue, &draft, today))?);
        return Ok(Ending::Clean);
    }
    let outcome = policy::run(catalogue, &draft, today, None);
    let own = Standing::of(catalogue, &draft, &outcome);
    let letters = render::letters(catalogue, &draft, &policy_print::missing(&outcome.document));
    if as_json {
        println!("{}", serde_json::to_string_pretty(&report(&outcome, &draft, &own, &letters))?);
    } else {
        print(catalogue, &outcome, &own);
        letters.iter().for_each(|sentence| println!("Not printable: {sentence}"));
    }
    Ok(if outcome.is_draft() || !letters.is_empty() { Ending::Unfinished } else { Ending::Clean })
}

fn report(
    outcome: &Outcome,
    draft: &Draft,
    own: &Standing,
    letters: &[String],
) -> serde_json::Value {
    json!({
        "draft": outcome.is_draft(),
        "problems": outcome.problems,
        "findings": outcome.findings,
        "blanks": outcome.blanks,
        "unconfirmed": draft.suggested,
        "unknown_questions": outcome.unknown,
        "own": own,
        "not_printable": letters,
        "reading": reading_of(&outcome.document),
    })
}

fn print(catalogue: &Catalogue, outcome: &Outcome, own: &Standing) {
    for question in &outcome.unknown {
        println!("Not a question of this version: {question} (kept, not printed)");
    }
    for problem in &outcome.problems {
        println!(
            "Problem at {}: {}",
            place(&problem.question, problem.part.as_ref()),
            problem.sentence
        );
    }
    for question in &outcome.blanks {
        println!("Not answered: {question}");
    }
    for finding in &outcome.findings {
        print_finding(catalogue, finding, "You wrote");
    }
    for it in &own.new_wordings {
        println!("New wording for {} ({}):", it.clause, it.title);
        println!("    before: {}", it.before.replace('\n', "\n            "));
        println!("    now:    {}", it.now.replace('\n', "\n            "));
        println!("    yours:  {}", it.yours.replace('\n', "\n            "));
    }
    for it in &own.unused {
        let name = if it.name.is_empty() { String::new() } else { format!(" {}", it.name) };
        println!("{}{name} ({}): {}", place("", Some(&it.part)), it.title, it.sentence);
    }
    for it in &own.taken_out {
        println!("Taken out: {} ({}): {}", it.clause, it.title, it.reason);
    }
    print_reading(&reading_of(&outcome.document));
}

/// How a text reads, in one line.
pub(crate) fn print_reading(reading: &ReadingSummary) {
    println!(
        "Reads at grade {:.1}; {} words; longest sentence {} words",
        reading.grade, reading.words, reading.longest_sentence
    );
}

/// One finding with what set it off, what to do, and why.
pub(crate) fn print_finding(catalogue: &Catalogue, finding: &Finding, quoted: &str) {
    let at = place(&finding.question, finding.part.as_ref());
    let at = if at.is_empty() { at } else { format!(" at {at}") };
    println!("{} ({}){at}: {}", level(finding), finding.rule, finding.sentence);
    if !finding.quote.is_empty() {
        println!("    {quoted}: {}", finding.quote);
    }
    println!("    {}", finding.hint);
    if !finding.kept.is_empty() {
        println!("    Kept: {}", finding.kept);
    } else if !finding.kept_before.is_empty() {
        println!("    Kept before, when it was different: {}", finding.kept_before);
    }
    for source in finding.sources.iter().filter_map(|id| catalogue.sources.get(id)) {
        println!("    {} {} ({})", source.title, source.section, source.edition);
    }
}

/// The question, or the part of the draft: `own_clauses/parking`.
fn place(question: &str, part: Option<&Part>) -> String {
    let Some(part) = part else { return question.to_owned() };
    let kind = match part.kind {
        PartKind::OwnClauses => "own_clauses",
        PartKind::Overrides => "overrides",
        PartKind::Removed => "removed",
        PartKind::Order => "order",
        PartKind::Kept => "kept",
    };
    format!("{kind}/{}", part.id)
}

fn level(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Stop => "Must fix",
        Severity::Warn => "Think about",
        Severity::Note => "Good to know",
    }
}
