//! What is open, wrong or risky, in the words the clinician reads.

use policy::Outcome;
use policy_tests::practice::{run, suite};
use policy_tests::{none, reference};

#[test]
fn each_practice_is_told_what_was_accepted() {
    let faults: Vec<String> = suite()
        .iter()
        .filter_map(|it| {
            reference::text(&format!("{}/findings.txt", it.name), &list(&run(&it.draft))).err()
        })
        .collect();
    none(&faults, "What the clinician is told has changed.");
}

#[test]
fn the_finished_practices_are_free_of_stops() {
    for name in ["halloran", "willow", "stone", "riverbend"] {
        let outcome = run(&policy_tests::practice::draft(name));
        assert!(!outcome.is_draft(), "{name} is an example to follow:\n{}", list(&outcome));
    }
}

fn list(outcome: &Outcome) -> String {
    let mut lines = Vec::new();
    lines.extend(outcome.unknown.iter().map(|id| format!("unknown {id}")));
    lines.extend(outcome.problems.iter().map(|problem| {
        let place = match (problem.row, &problem.field) {
            (Some(row), Some(field)) => format!(" row {} {field}", row + 1),
            _ => String::new(),
        };
        format!("problem {}{place}: {}", problem.question, problem.sentence)
    }));
    lines.extend(outcome.blanks.iter().map(|id| format!("blank {id}")));
    for finding in &outcome.findings {
        let severity = format!("{:?}", finding.severity).to_lowercase();
        let part = finding.part.as_ref().map(|part| format!("{:?} {}", part.kind, part.id));
        let place = part.as_ref().unwrap_or(&finding.question);
        lines.push(format!("{severity} {} at {place}", finding.rule));
        lines.push(format!("    {}", finding.sentence));
        lines.push(format!("    {}", finding.hint));
        if !finding.quote.is_empty() {
            lines.push(format!("    they wrote: {}", finding.quote));
        }
        if let Some(fix) = &finding.fix {
            lines.push(format!("    fix {}: {}", fix.question, fix.answer));
        }
        lines.push(format!("    {}", finding.sources.join(", ")));
    }
    lines.push(String::new());
    lines.join("\n")
}
