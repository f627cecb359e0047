//! The changes as plain text, for a terminal.

use std::fmt::Write as _;

use super::{BlockChange, ClauseChange, ComparedClause, Comparison, Run, RunChange, SectionChange};

/// What changed, section by section, with the old and the new lines; a sentence when nothing did.
pub fn text(comparison: &Comparison) -> String {
    if comparison.is_same() {
        return "Nothing changed.\n".to_owned();
    }
    let Comparison { added, removed, changed, moved, .. } = comparison;
    let mut text =
        format!("{added} added, {removed} taken out, {changed} changed, {moved} moved.\n");
    for section in &comparison.sections {
        if section.change == SectionChange::Same {
            continue;
        }
        let mark = match section.change {
            SectionChange::Added => " (new section)",
            SectionChange::Removed => " (section taken out)",
            SectionChange::Moved => " (section moved)",
            SectionChange::Same | SectionChange::Changed => "",
        };
        let _ = writeln!(text, "\n{}{mark}", section.title);
        for clause in section.clauses.iter().filter(|it| it.change != ClauseChange::Same) {
            listed(clause, &mut text);
        }
    }
    text
}

fn listed(clause: &ComparedClause, text: &mut String) {
    let _ = writeln!(text, "  {}", clause.said);
    if clause.change == ClauseChange::Moved {
        // Which clause it was is told by how it begins.
        let first = clause.blocks.first().map(|block| new(&block.runs)).unwrap_or_default();
        let _ = writeln!(text, "         {first}");
        return;
    }
    for block in &clause.blocks {
        let dot = if block.list { "• " } else { "" };
        let (before, now) = (old(&block.runs), new(&block.runs));
        let _ = match block.change {
            BlockChange::Same => Ok(()),
            BlockChange::Added => writeln!(text, "    now: {dot}{now}"),
            BlockChange::Removed => writeln!(text, "    was: {dot}{before}"),
            BlockChange::Changed => {
                writeln!(text, "    was: {dot}{before}\n    now: {dot}{now}")
            }
        };
    }
}

/// The old text of a line; empty when it is new.
pub fn old(runs: &[Run]) -> String {
    without(runs, RunChange::Added)
}

/// The new text of a line; empty when it is gone.
pub fn new(runs: &[Run]) -> String {
    without(runs, RunChange::Removed)
}

fn without(runs: &[Run], change: RunChange) -> String {
    runs.iter().filter(|run| run.change != change).map(|run| run.text.as_str()).collect()
}
