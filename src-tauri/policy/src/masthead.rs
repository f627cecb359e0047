//! The block under the title: who issues the policy, how to reach them, the dates. A practice of
//! several clinicians has its roster in a section of its own.

use std::collections::BTreeMap;

use crate::catalogue::Words;
use crate::document::{Block, Body, Inline, MastheadColumn, Section, SectionKind};
use crate::facts::{FactValue, Facts};
use crate::voice::{choice_label, label};

/// Id of the roster's section.
pub(crate) const ROSTER: &str = "who-we-are";

type Row = BTreeMap<String, FactValue>;

/// Who issues the policy, for footer and file properties: the practice, as typed. A gap reads as
/// its label.
pub(crate) fn issuer(words: &Words, facts: &Facts) -> String {
    facts
        .text("practice_name")
        .map_or_else(|| format!("[{}]", label(words, "practice_name", None)), str::to_owned)
}

/// The three columns; those without a line are left out.
pub(crate) fn masthead(words: &Words, facts: &Facts) -> Vec<MastheadColumn> {
    [who(words, facts), reach(words, facts), dates(words, facts)]
        .into_iter()
        .filter(|column| !column.lines.is_empty())
        .collect()
}

/// The roster, for two clinicians and more.
pub(crate) fn roster(words: &Words, facts: &Facts) -> Option<Section> {
    let rows = clinicians(facts);
    if rows.len() < 2 {
        return None;
    }
    let word = |key: &str| vec![Inline::text(masthead_word(words, key))];
    let body = Body::Table {
        head: vec![word("column_name"), word("column_title"), word("column_license")],
        rows: rows
            .iter()
            .map(|row| {
                let mut license = license_line(words, row);
                let supervised = supervision(words, row);
                if !license.is_empty() && !supervised.is_empty() {
                    license.push(Inline::text(". "));
                }
                license.extend(supervised);
                let also = also_licensed(words, facts, row);
                if !license.is_empty() && !also.is_empty() {
                    license.push(Inline::text(". "));
                }
                license.extend(also);
                vec![vec![strong(name_line(words, row))], cell(words, row, "title"), license]
            })
            .collect(),
    };
    let questions = ["clinicians", "more_licenses"].map(str::to_owned).to_vec();
    let block = Block { clause: String::new(), questions, body };
    Some(Section {
        id: ROSTER.to_owned(),
        kind: SectionKind::Clauses,
        title: vec![Inline::text(words.document.section.get(ROSTER).cloned().unwrap_or_default())],
        blocks: vec![block],
    })
}

fn who(words: &Words, facts: &Facts) -> MastheadColumn {
    let rows = clinicians(facts);
    let mut lines = Vec::new();
    let practice = one(words, facts, "practice_name");
    match rows {
        [row] => {
            let name = row.get("name").and_then(FactValue::as_text);
            // A practice under the clinician's own name is not named twice: "Dr. June Halloran".
            let same = facts
                .text("practice_name")
                .is_some_and(|practice| name.is_some_and(|name| practice.contains(name)));
            if !same {
                lines.push(vec![strong(practice)]);
            }
            lines.push(vec![strong(name_line(words, row))]);
            lines.push(cell(words, row, "title"));
            lines.push(license_line(words, row));
            lines.push(supervision(words, row));
            lines.push(also_licensed(words, facts, row));
        }
        _ => {
            lines.push(vec![strong(practice)]);
            if rows.is_empty() {
                lines.push(one(words, facts, "clinicians"));
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    column(lines, &["practice_name", "clinicians", "more_licenses"])
}

fn reach(words: &Words, facts: &Facts) -> MastheadColumn {
    let mut lines = Vec::new();
    for id in ["phone", "email", "portal", "website"] {
        let value = one(words, facts, id);
        if !value.is_empty() {
            lines.push(named(masthead_word(words, id), value));
        }
    }
    let address = one(words, facts, "address");
    if !address.is_empty() {
        lines.push(address);
    }
    column(lines, &["phone", "email", "portal", "website", "address"])
}

fn dates(words: &Words, facts: &Facts) -> MastheadColumn {
    let mut lines = Vec::new();
    for (key, id) in [("effective", "effective_date"), ("review", "review_date")] {
        let value = one(words, facts, id);
        if !value.is_empty() {
            lines.push(named(masthead_word(words, key), value));
        }
    }
    column(lines, &["effective_date", "review_date"])
}

fn column(lines: Vec<Vec<Inline>>, questions: &[&str]) -> MastheadColumn {
    MastheadColumn { lines, questions: questions.iter().map(|&id| id.to_owned()).collect() }
}

fn clinicians(facts: &Facts) -> &[Row] {
    rows(facts, "clinicians")
}

fn rows<'a>(facts: &'a Facts, question: &str) -> &'a [Row] {
    match facts.values.get(question) {
        Some(FactValue::Rows(rows)) => rows,
        _ => &[],
    }
}

/// "June Halloran, MA, LPC".
fn name_line(words: &Words, row: &Row) -> Vec<Inline> {
    let mut line = cell(words, row, "name");
    let credential = cell(words, row, "credential");
    if !line.is_empty() && !credential.is_empty() {
        line.push(Inline::text(", "));
    }
    line.extend(credential);
    line
}

/// "Oregon license C0000"; those under supervision hold a registration, which boards ask not to
/// be called a license.
fn license_line(words: &Words, row: &Row) -> Vec<Inline> {
    let supervised = matches!(row.get("status"), Some(FactValue::Choice { choice, .. }) if choice == "supervised");
    let key = if supervised { "registration" } else { "license" };
    let number = cell(words, row, "license_number");
    let place = cell(words, row, "place");
    if number.is_empty() {
        return place;
    }
    let mut line = place;
    let gap = if line.is_empty() { "" } else { " " };
    line.push(Inline::text(format!("{gap}{} ", masthead_word(words, key))));
    line.extend(number);
    line
}

/// "Supervised by Ann Lee, LPC"; empty for the licensed.
fn supervision(words: &Words, row: &Row) -> Vec<Inline> {
    let supervisor = cell(words, row, "supervisor");
    if supervisor.is_empty() {
        return supervisor;
    }
    let mut line = vec![Inline::text(format!("{} ", masthead_word(words, "supervised_by")))];
    line.extend(supervisor);
    line
}

/// "Also licensed in Idaho (LPC-9931), Washington": the further licenses of the clinician of this
/// row; empty without any.
fn also_licensed(words: &Words, facts: &Facts, row: &Row) -> Vec<Inline> {
    let mut line = Vec::new();
    for license in rows(facts, "more_licenses") {
        // Left out where there is one clinician only.
        let holder = license.get("holder").and_then(FactValue::as_text);
        if holder.is_some() && holder != row.get("name").and_then(FactValue::as_text) {
            continue;
        }
        let before = if line.is_empty() {
            format!("{} ", masthead_word(words, "also"))
        } else {
            ", ".to_owned()
        };
        line.push(Inline::text(before));
        line.extend(cell(words, license, "place"));
        let number = cell(words, license, "license_number");
        if !number.is_empty() {
            line.push(Inline::text(" ("));
            line.extend(number);
            line.push(Inline::text(")"));
        }
    }
    line
}

fn named(word: String, value: Vec<Inline>) -> Vec<Inline> {
    let mut line = vec![Inline::strong(word), Inline::text(" ")];
    line.extend(value);
    line
}

fn strong(content: Vec<Inline>) -> Inline {
    Inline::Strong { content }
}

fn masthead_word(words: &Words, key: &str) -> String {
    words.document.masthead.get(key).cloned().unwrap_or_default()
}

fn one(words: &Words, facts: &Facts, id: &str) -> Vec<Inline> {
    facts.values.get(id).map(|value| inline(words, value)).unwrap_or_default()
}

fn cell(words: &Words, row: &Row, id: &str) -> Vec<Inline> {
    row.get(id).map(|value| inline(words, value)).unwrap_or_default()
}

/// A value as inlines; empty when left out.
fn inline(words: &Words, value: &FactValue) -> Vec<Inline> {
    match value {
        FactValue::Open { question, field } => vec![Inline::Blank {
            question: question.clone(),
            label: label(words, question, field.as_deref()),
        }],
        FactValue::Text(text) => vec![Inline::text(text)],
        FactValue::Link { href, text } => {
            vec![Inline::Link { href: href.clone(), content: vec![Inline::text(text)] }]
        }
        FactValue::Date(date) => vec![Inline::text(words.dates.write(*date))],
        FactValue::Number(number) => vec![Inline::text(number.to_string())],
        FactValue::Choice { question, field, choice } => {
            vec![Inline::text(choice_label(words, question, field, choice))]
        }
        FactValue::Empty | FactValue::Lines(_) | FactValue::Rows(_) => Vec::new(),
    }
}
