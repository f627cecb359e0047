//! `policy check`: what an existing policy says and lacks.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use policy::Catalogue;
use policy::old::{OldPolicy, Topic};
use policy::review::Severity;

use crate::{Ending, review};

pub(crate) fn run(catalogue: &Catalogue, mut arguments: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let (mut path, mut as_json, mut answers) = (None, false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("json") => as_json = true,
            Long("answers") => answers = true,
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let path = path.context("check needs a FILE: an existing policy, or - for standard input.")?;
    let text = text(&path)?;
    let words = &catalogue.language("en").context("There are no English words.")?.words;
    let old = policy::old::check(catalogue, words, &text);
    if answers {
        print!("{}", policy::old::start(catalogue, &old.suggestions).to_json());
    } else if as_json {
        println!("{}", serde_json::to_string_pretty(&old)?);
    } else {
        print(catalogue, &old);
    }
    let grave = old.findings.iter().any(|finding| finding.severity != Severity::Note);
    Ok(if grave || !old.missing.is_empty() { Ending::Unfinished } else { Ending::Clean })
}

fn text(path: &Path) -> Result<String> {
    let stdin = path == Path::new("-");
    let name = if stdin { "standard input".into() } else { path.display().to_string() };
    let limit = policy_text::MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if stdin {
        std::io::stdin().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.with_context(|| format!("{name} cannot be read"))?;
    policy_text::text_of(&bytes).with_context(|| name)
}

fn print(catalogue: &Catalogue, old: &OldPolicy) {
    for note in &old.notes {
        println!("{note}");
    }
    for finding in &old.findings {
        review::print_finding(catalogue, finding, "It says");
    }
    if let Some(reading) = &old.reading {
        review::print_reading(reading);
    }
    for hard in &old.hardest {
        println!("    Grade {:.1}: {}", hard.grade, hard.sentence);
    }
    list("It says nothing about", &old.missing);
    list("It speaks about", &old.found);
    for found in &old.suggestions {
        println!("Answer to confirm: {} = {}", found.question, found.answer);
        for quote in &found.quotes {
            println!("    It says: {quote}");
        }
    }
}

fn list(head: &str, topics: &[Topic]) {
    if !topics.is_empty() {
        let names: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
        println!("{head}: {}", names.join("; "));
    }
}
