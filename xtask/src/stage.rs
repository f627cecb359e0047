//! Named stages with their times. A stage that fails fails the run, the others still run; one that
//! builds on a failed stage is skipped and counts as failed.

use std::time::{Duration, Instant};

use crate::process::Done;

/// The stages run so far.
pub(crate) struct Stages {
    started: Instant,
    finished: Vec<Finished>,
}

struct Finished {
    name: &'static str,
    took: Duration,
    /// The sentence of what failed.
    failed: Option<String>,
}

impl Stages {
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), finished: Vec::new() }
    }

    /// Runs a stage unless one that it needs has failed.
    pub(crate) fn run(&mut self, name: &'static str, needs: &[&str], work: impl FnOnce() -> Done) {
        println!("\n=== {name}");
        let started = Instant::now();
        let broken = needs.iter().find(|need| !self.passed(need));
        let done = match broken {
            Some(need) => Err(format!("not run, because \"{need}\" failed")),
            None => work(),
        };
        if let Err(sentence) = &done {
            println!("!!! {name}: {sentence}");
        }
        self.finished.push(Finished { name, took: started.elapsed(), failed: done.err() });
    }

    /// Whether a stage that has run went well.
    pub(crate) fn passed(&self, name: &str) -> bool {
        let stage = self.finished.iter().find(|stage| stage.name == name);
        stage.expect("a stage needs only stages before it").failed.is_none()
    }

    /// Prints the table and the total.
    pub(crate) fn summary(self) -> Done {
        println!("\n=== summary");
        for stage in &self.finished {
            let verdict = if stage.failed.is_none() { "ok    " } else { "FAILED" };
            println!("{verdict} {:>7.1} s  {}", stage.took.as_secs_f64(), stage.name);
            if let Some(sentence) = &stage.failed {
                println!("                  {sentence}");
            }
        }
        let total = self.started.elapsed().as_secs();
        println!("total  {} min {} s", total / 60, total % 60);
        let failed = self.finished.iter().filter(|stage| stage.failed.is_some()).count();
        println!("{} passed, {failed} failed", self.finished.len() - failed);
        if failed == 0 { Ok(()) } else { Err(format!("{failed} stages failed.")) }
    }
}
