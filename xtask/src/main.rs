//! The README's two commands.
//!
//! 1. [`system`] finds what this computer lacks and installs it where it can.
//! 2. [`run`] builds the window and opens it.
//! 3. [`test`] runs every check, stage by stage, and prints what each took.
//!
//! Plain standard library, so that it builds in seconds on a fresh computer.

#[cfg(test)]
mod decided;
mod examples;
mod process;
mod run;
mod stage;
mod system;
mod test;
mod ui;
mod window;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run           build Plain Policy and open its window
cargo xtask test          run every check
cargo xtask test --all    the same, then the release build, its packages and their window
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["run"] => run::run(),
        ["test"] => test::test(false),
        ["test", "--all"] => test::test(true),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!("These are the commands:\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\n{sentence}");
            ExitCode::FAILURE
        }
    }
}
