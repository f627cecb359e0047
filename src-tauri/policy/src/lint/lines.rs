//! Where a fault stands: the file and the line of the id it speaks of.

use super::Fault;
use crate::content::{Content, line_with};

/// Gives each fault its line, and its file where only a folder was known.
pub fn located(faults: Vec<Fault>, content: &Content) -> Vec<Fault> {
    let mut faults: Vec<Fault> = faults.into_iter().map(|fault| locate(fault, content)).collect();
    faults.sort();
    faults
}

fn locate(mut fault: Fault, content: &Content) -> Fault {
    let names = names(&fault.message);
    let Some(owner) = names.first() else { return fault };
    if content.get(&fault.file).is_none() {
        let files: Vec<String> = content
            .list(&fault.file, ".toml")
            .map(|(id, _)| format!("{}/{id}.toml", fault.file))
            .collect();
        let defines =
            |file: &&String| definition(content.get(file).unwrap_or_default(), owner).is_some();
        let Some(file) = files.iter().find(defines) else { return fault };
        fault.file = file.clone();
    }
    let text = content.get(&fault.file).unwrap_or_default();
    let start = definition(text, owner).or_else(|| line_with(text, owner));
    // What is wrong inside an entry stands below the line on which it begins.
    let inside = names.iter().skip(1).find_map(|name| {
        let start = start.unwrap_or(1);
        let entry = entry(text, start);
        line_with(&entry, name).map(|line| start + line - 1)
    });
    fault.line = inside.or(start);
    fault
}

/// The ids a message speaks of: what stands before its colon, and what is in backticks.
fn names(message: &str) -> Vec<String> {
    let before = message.split(':').next().unwrap_or_default();
    let owner =
        (!before.contains([' ', '`']) && before.len() < message.len()).then(|| before.to_owned());
    let quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
    owner.into_iter().chain(quoted).collect()
}

/// The line on which an entry begins: its header or its id.
fn definition(text: &str, id: &str) -> Option<usize> {
    let begins = |line: &str| {
        let line = line.trim();
        let header = line.strip_prefix('[').and_then(|it| it.split(']').next());
        line == format!("id = \"{id}\"")
            || line.starts_with(&format!("{id} ="))
            || header.is_some_and(|it| it == id || it.ends_with(&format!(".{id}")))
            || line.starts_with(&format!("{{ id = \"{id}\""))
    };
    text.lines().position(begins).map(|index| index + 1)
}

/// The lines of an entry, from the one on which it begins to the next header.
fn entry(text: &str, start: usize) -> String {
    let mut lines = text.lines().skip(start - 1);
    let mut entry: Vec<&str> = lines.by_ref().take(1).collect();
    entry.extend(lines.take_while(|line| !line.starts_with('[')));
    entry.join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn line(file: &str, text: &str, message: &str) -> Fault {
        let files = BTreeMap::from([(file.to_owned(), text.to_owned())]);
        let folder = file.split_once('/').map_or(file, |(folder, _)| folder);
        let place = if message.starts_with("Nothing uses the fact") { folder } else { file };
        let fault = Fault { file: place.to_owned(), line: None, message: message.to_owned() };
        located(vec![fault], &Content::from_files(files)).remove(0)
    }

    #[test]
    fn a_fault_stands_where_its_id_stands() {
        let questions = "[[question]]\nid = \"one\"\n\n[[question]]\nid = \"two\"\nask_if = { question = \"none\" }\n";
        let two = line("questionnaire/a.toml", questions, "`two`: there is no question `none`.");
        assert_eq!(two.line, Some(6));
        let rules = "[R01]\nwhen = 1\n\n[R02]\nsources = [\"x\"]\n";
        assert_eq!(line("rules/a.toml", rules, "R02: there is no source `x`.").line, Some(5));
        let facts = "[a]\nfrom = 1\n\n[b]\nfrom = 2\n";
        let fact = line("facts/a.toml", facts, "Nothing uses the fact `b`.");
        assert_eq!((fact.file.as_str(), fact.line), ("facts/a.toml", Some(4)));
        assert_eq!(line("rules/a.toml", rules, "R99: is gone.").line, None);
    }
}
