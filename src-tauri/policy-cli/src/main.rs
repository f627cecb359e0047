//! `policy`: the same calls as the window, without a window.
//!
//! Exit codes: 0 = done; 1 = done, but Stops, Problems or Blanks remain (files are written and
//! marked DRAFT); 2 = bad input or unwritable target, nothing written.

mod compare;
mod content;
mod files;
mod input;
mod old;
mod questions;
mod render;
mod reprint;
mod review;
mod standards;
mod store;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

const HELP: &str = "\
policy: from a clinician's answers to her social media policy

  policy render INPUT --out DIR      write policy.pdf, policy.html and policy.txt
      --document policy              or summary, teen, reader-guidelines: summary.pdf ...
      --lang en                      language of the document
      --paper letter|a4              paper size (letter)
      --variant standard|large|easy  as usual; large print; wider letters, words and lines:
                                     policy-large-print.pdf, policy-easy-spacing.pdf
      --ack pen|none                 the page for the pen (as the answers say)
      --pictures                     draw each page too: page-1.svg ...
      --date YYYY-MM-DD              the day it is made (today)
      --id UUID                      its id (made from the answers)
  policy review INPUT [--json]       what is open, wrong or risky, and how it reads
      --window                       with --json: the review as the window gets it
  policy compare OLD NEW [--json]    what changed from one INPUT to another, in words
      --sheet --out DIR              also write the sheet for clients: changes.pdf, .html, .txt
      --paper letter|a4              paper size (letter)
      --date YYYY-MM-DD              the day it is made (today)
  policy questions                   the questionnaire (--json; --graph for Graphviz; --tree)
  policy preset NAME INPUT           the answers with a preset's suggestions filled in
  policy example NAME | --list       a finished practice as input
  policy wording CLAUSE INPUT        our text of a clause, to word it anew from (JSON)
  policy check FILE [--json]         read an existing policy (text, web page, PDF; - for standard
                                     input): what is out of date, unlawful, hard to read, missing
      --answers                      print the answers found in it, as input, in place of that
  policy standards                   which finding rests on which standard, as a table
  policy lint                        check all content

  policy store check FOLDER          whether a data folder's store is sound (--json); --repair sets a
                                     damaged one aside and saves what can be saved
  policy store verify FOLDER         whether what was issued is what is kept (--json); --mend puts
                                     files right from their copies
  policy store history FOLDER        policies, revisions, points to go back to (--policy P, --json);
                                     --policy P --step N prints the draft as it was then
  policy store backup FOLDER         make a checked backup now
  policy store restore FOLDER        list the backups (--json; --from DIR: those in another folder)
  policy store restore FOLDER N      what backup N holds; --yes goes back to it
  policy store export FOLDER --out FILE      all policies as one portable file, .plainpolicy
      --policy P, --drafts-only      one of them; without what was issued
      --replace                      write over a file that is there
  policy store import FOLDER FILE    what a portable file would change (--json); --yes takes it over

INPUT is a file of answers (question id to answer, JSON), a whole draft, a portable file
(.plainpolicy), or - for standard input. In a portable file --policy TITLE-or-ID chooses the policy,
--revision N one that was issued; `render --revision N` writes what was issued, to the byte.
--templates DIR reads the content from a folder in place of the built-in content.

Exit: 0 done; 1 done, but something is left to do; 2 bad input, nothing written.
";

/// How a command that ran to its end ended.
pub(crate) enum Ending {
    /// Nothing is left to do.
    Clean,
    /// Stops, Problems or Blanks remain, or the content has faults.
    Unfinished,
}

fn main() -> ExitCode {
    match run() {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Unfinished) => ExitCode::from(1),
        Err(error) => {
            eprintln!("policy: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<Ending> {
    let (words, templates) = without_templates(std::env::args_os().skip(1).collect())?;
    // Behind a command too: whoever asks for help wants none of the rest.
    if words.iter().any(|word| word == "--help" || word == "-h") {
        print!("{HELP}");
        return Ok(Ending::Clean);
    }
    let mut arguments = lexopt::Parser::from_args(words);
    let command = command(&mut arguments)?;
    let catalogue = || content::catalogue(templates.as_deref());
    match command.as_str() {
        "help" => {
            print!("{HELP}");
            Ok(Ending::Clean)
        }
        "version" => {
            println!("policy {}", env!("CARGO_PKG_VERSION"));
            Ok(Ending::Clean)
        }
        "render" => render::run(&*catalogue()?, arguments),
        "review" => review::run(&*catalogue()?, arguments),
        "compare" => compare::run(&*catalogue()?, arguments),
        "questions" => questions::run(&*catalogue()?, arguments),
        "preset" => questions::preset(&*catalogue()?, arguments),
        "wording" => questions::wording(&*catalogue()?, arguments),
        "example" => questions::example(&*catalogue()?, arguments),
        "check" => old::run(&*catalogue()?, arguments),
        "lint" => match arguments.next()? {
            None => content::lint(templates.as_deref()),
            Some(other) => Err(other.unexpected().into()),
        },
        "store" => store::run(arguments),
        "standards" => standards::run(&*catalogue()?, arguments),
        other => bail!("There is no command `{other}`. `policy --help` lists them."),
    }
}

/// The words of the call but for the content folder, which may be named before the command or
/// behind it.
fn without_templates(mut words: Vec<OsString>) -> Result<(Vec<OsString>, Option<PathBuf>)> {
    let Some(at) = words.iter().position(|word| word == "--templates") else {
        return Ok((words, None));
    };
    anyhow::ensure!(
        at + 1 < words.len(),
        "--templates needs DIR, the folder to read content from."
    );
    let folder = words.remove(at + 1).into();
    words.remove(at);
    Ok((words, Some(folder)))
}

fn command(arguments: &mut lexopt::Parser) -> Result<String> {
    use lexopt::prelude::*;
    match arguments.next()? {
        None => Ok("help".to_owned()),
        Some(Long("version") | Short('V')) => Ok("version".to_owned()),
        Some(Value(name)) => name.into_string().ok().context("The command is not readable text."),
        Some(other) => Err(other.unexpected().into()),
    }
}
