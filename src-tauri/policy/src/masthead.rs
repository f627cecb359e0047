//! The block under the title: who issues the document, how to reach them, the dates. A practice of
//! several clinicians has its roster in a section of its own.

use std::collections::BTreeMap;

use crate::catalogue::{DocumentWords, MastheadPart, Words};
use crate::document::{Block, Body, Inline, MastheadColumn, Section, SectionKind};
use crate::facts::{FactValue, Facts};
use crate::voice::{choice_label, label};

/// Id of the roster's section.
pub(crate) const ROSTER: &str = "who-we-are";

type Row = BTreeMap<String, FactValue>;

/// Writes the block for one document.
pub(crate) struct Masthead<'a> {
    /// Labels and dates.
    pub(crate) words: &'a Words,
    /// The words of the document's frame.
    pub(crate) said: &'a DocumentWords,
    /// What prints.
    pub(crate) facts: &'a Facts,
}

impl Masthead<'_> {
    /// Who issues the document, for footer and file properties: the practice, as typed. A gap
    /// reads as its label.
    pub(crate) fn issuer(&self) -> String {
        self.facts.text("practice_name").map_or_else(
            || format!("[{}]", label(self.words, "practice_name", None)),
            str::to_owned,
        )
    }

    /// The columns asked for; those without a line are left out.
    pub(crate) fn columns(&self, parts: &[MastheadPart]) -> Vec<MastheadColumn> {
        parts
            .iter()
            .map(|part| match part {
                MastheadPart::Who => self.who(),
                MastheadPart::Reach => self.reach(),
                MastheadPart::Dates => self.dates(),
            })
            .filter(|column| !column.lines.is_empty())
            .collect()
    }

    /// The roster, for two clinicians and more.
    pub(crate) fn roster(&self) -> Option<Section> {
        let rows = self.clinicians();
        if rows.len() < 2 {
            return None;
        }
        let word = |key: &str| vec![Inline::text(self.word(key))];
        let body = Body::Table {
            head: vec![word("column_name"), word("column_title"), word("column_license")],
            rows: rows
                .iter()
                .map(|row| {
                    let held = [self.license(row), self.supervision(row), self.also_licensed(row)];
                    let held = sentences(held);
                    vec![vec![strong(self.name(row))], self.cell(row, "title"), held]
                })
                .collect(),
        };
        let questions = ["clinicians", "more_licenses"].map(str::to_owned).to_vec();
        let block = Block { clause: String::new(), questions, body };
        Some(Section {
            id: ROSTER.to_owned(),
            kind: SectionKind::Clauses,
            title: vec![Inline::text(self.said.section.get(ROSTER).cloned().unwrap_or_default())],
            blocks: vec![block],
        })
    }

    fn who(&self) -> MastheadColumn {
        let rows = self.clinicians();
        let mut lines = Vec::new();
        let practice = self.one("practice_name");
        match rows {
            [row] => {
                let name = row.get("name").and_then(FactValue::as_text);
                // A practice under the clinician's own name is not named twice: "Dr. June Halloran".
                let same = self
                    .facts
                    .text("practice_name")
                    .is_some_and(|practice| name.is_some_and(|name| practice.contains(name)));
                if !same {
                    lines.push(vec![strong(practice)]);
                }
                lines.push(vec![strong(self.name(row))]);
                lines.push(self.cell(row, "title"));
                lines.push(self.license(row));
                lines.push(self.supervision(row));
                lines.push(self.also_licensed(row));
            }
            _ => {
                lines.push(vec![strong(practice)]);
                if rows.is_empty() {
                    lines.push(self.one("clinicians"));
                }
            }
        }
        lines.retain(|line| !line.is_empty());
        column(lines, &["practice_name", "clinicians", "more_licenses"])
    }

    fn reach(&self) -> MastheadColumn {
        let mut lines = Vec::new();
        for id in ["phone", "email", "portal", "website"] {
            let value = self.one(id);
            if !value.is_empty() {
                lines.push(named(self.word(id), value));
            }
        }
        let address = self.one("address");
        if !address.is_empty() {
            lines.push(address);
        }
        column(lines, &["phone", "email", "portal", "website", "address"])
    }

    fn dates(&self) -> MastheadColumn {
        let mut lines = Vec::new();
        for (key, id) in [("effective", "effective_date"), ("review", "review_date")] {
            let value = self.one(id);
            if !value.is_empty() {
                lines.push(named(self.word(key), value));
            }
        }
        column(lines, &["effective_date", "review_date"])
    }

    /// "June Halloran, MA, LPC".
    fn name(&self, row: &Row) -> Vec<Inline> {
        let mut line = self.cell(row, "name");
        let credential = self.cell(row, "credential");
        if !line.is_empty() && !credential.is_empty() {
            line.push(Inline::text(", "));
        }
        line.extend(credential);
        line
    }

    /// "Oregon license C0000"; those under supervision hold a registration, which boards ask not to
    /// be called a license.
    fn license(&self, row: &Row) -> Vec<Inline> {
        let supervised = matches!(row.get("status"), Some(FactValue::Choice { choice, .. }) if choice == "supervised");
        let key = if supervised { "registration" } else { "license" };
        let number = self.cell(row, "license_number");
        let mut line = self.cell(row, "place");
        if number.is_empty() {
            return line;
        }
        let gap = if line.is_empty() { "" } else { " " };
        line.push(Inline::text(format!("{gap}{} ", self.word(key))));
        line.extend(number);
        line
    }

    /// "Supervised by Ann Lee, LPC"; empty for the licensed.
    fn supervision(&self, row: &Row) -> Vec<Inline> {
        let supervisor = self.cell(row, "supervisor");
        if supervisor.is_empty() {
            return supervisor;
        }
        let mut line = vec![Inline::text(format!("{} ", self.word("supervised_by")))];
        line.extend(supervisor);
        line
    }

    /// "Also licensed in Idaho (LPC-9931), Washington": the further licenses of the clinician of
    /// this row; empty without any.
    fn also_licensed(&self, row: &Row) -> Vec<Inline> {
        let mut line = Vec::new();
        for license in self.rows("more_licenses") {
            // Left out where there is one clinician only.
            let holder = license.get("holder").and_then(FactValue::as_text);
            if holder.is_some() && holder != row.get("name").and_then(FactValue::as_text) {
                continue;
            }
            let first = line.is_empty();
            let before = if first { self.word("also") + " " } else { ", ".to_owned() };
            line.push(Inline::text(before));
            line.extend(self.cell(license, "place"));
            let number = self.cell(license, "license_number");
            if !number.is_empty() {
                line.push(Inline::text(" ("));
                line.extend(number);
                line.push(Inline::text(")"));
            }
        }
        line
    }

    fn clinicians(&self) -> &[Row] {
        self.rows("clinicians")
    }

    fn rows(&self, question: &str) -> &[Row] {
        match self.facts.values.get(question) {
            Some(FactValue::Rows(rows)) => rows,
            _ => &[],
        }
    }

    fn word(&self, key: &str) -> String {
        self.said.masthead.get(key).cloned().unwrap_or_default()
    }

    fn one(&self, id: &str) -> Vec<Inline> {
        self.facts.values.get(id).map(|value| self.inline(value)).unwrap_or_default()
    }

    fn cell(&self, row: &Row, id: &str) -> Vec<Inline> {
        row.get(id).map(|value| self.inline(value)).unwrap_or_default()
    }

    /// A value as inlines; empty when left out.
    pub(crate) fn inline(&self, value: &FactValue) -> Vec<Inline> {
        match value {
            FactValue::Open { question, field } => vec![Inline::Blank {
                question: question.clone(),
                label: label(self.words, question, field.as_deref()),
            }],
            FactValue::Text(text) => vec![Inline::text(text)],
            FactValue::Link { href, text } => {
                vec![Inline::Link { href: href.clone(), content: vec![Inline::text(text)] }]
            }
            FactValue::Date(date) => vec![Inline::text(self.words.dates.write(*date))],
            FactValue::Number(number) => vec![Inline::text(number.to_string())],
            FactValue::Choice { question, field, choice } => {
                vec![Inline::text(choice_label(self.words, question, field, choice))]
            }
            FactValue::Empty | FactValue::Lines(_) | FactValue::Rows(_) => Vec::new(),
        }
    }
}

fn column(lines: Vec<Vec<Inline>>, questions: &[&str]) -> MastheadColumn {
    MastheadColumn { lines, questions: questions.iter().map(|&id| id.to_owned()).collect() }
}

fn named(word: String, value: Vec<Inline>) -> Vec<Inline> {
    let mut line = vec![Inline::strong(word), Inline::text(" ")];
    line.extend(value);
    line
}

fn strong(content: Vec<Inline>) -> Inline {
    Inline::Strong { content }
}

/// What is there, parted by full stops.
fn sentences<const N: usize>(parts: [Vec<Inline>; N]) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(Inline::text(". "));
        }
        line.extend(part);
    }
    line
}
