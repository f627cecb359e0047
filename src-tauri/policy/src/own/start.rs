//! Our wording in the clinician's notation: what she starts from when she words a clause anew.

use serde::Serialize;

use crate::catalogue::{Catalogue, Language};
use crate::document::{Body, Inline};
use crate::draft::Draft;
use crate::facts::{Facts, resolve};
use crate::journey::{Journey, journey};
use crate::markdown;
use crate::voice::{Context, VALUE_END, VALUE_START};

/// What she starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Start {
    /// The clause as it prints for these answers; answers that print in one line as `[[name]]`.
    pub text: String,
    /// The version of our wording, to be kept with hers.
    pub wording: String,
}

/// Our wording of a clause for a draft; `None` when there is no such clause.
pub fn start(catalogue: &Catalogue, lang: &str, draft: &Draft, clause: &str) -> Option<Start> {
    let language = catalogue.language(lang)?;
    let journey = journey(catalogue, &draft.answers);
    let facts = resolve(catalogue, &journey);
    Desk::new(catalogue, language, &journey, &facts).start(clause)
}

/// Writes starts for one language and one set of answers.
pub(super) struct Desk<'a> {
    language: &'a Language,
    context: handlebars::Context,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        catalogue: &'a Catalogue,
        language: &'a Language,
        journey: &Journey,
        facts: &Facts,
    ) -> Self {
        let mut context = Context::new(catalogue, &language.words, journey, facts);
        context.name_values(catalogue);
        Self { language, context: context.wrapped() }
    }

    pub(super) fn start(&self, clause: &str) -> Option<Start> {
        let wording = self.language.clauses.get(clause)?.wording.clone();
        let rendered = self.language.templates.render_with_context(clause, &self.context);
        let rendered = rendered.expect("templates are checked by the lint");
        let bodies = markdown::blocks(&rendered).expect("clauses are checked in tests/content");
        Some(Start { text: typed(&bodies), wording })
    }
}

/// Blocks as she would type them.
fn typed(bodies: &[Body]) -> String {
    let mut parts = Vec::new();
    for body in bodies {
        match body {
            Body::Paragraph { text } | Body::Note { text } => parts.push(inlines(text)),
            Body::List { items } => parts.push(list(items.iter().map(|item| inlines(item)))),
            Body::Table { rows, .. } => {
                let row = |row: &Vec<Vec<Inline>>| {
                    let cells: Vec<String> = row.iter().map(|cell| inlines(cell)).collect();
                    cells.join("; ")
                };
                parts.push(list(rows.iter().map(row)));
            }
            Body::Resource { .. } | Body::Sign { .. } => {}
        }
    }
    parts.join("\n\n")
}

fn list(items: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = items.map(|item| format!("- {item}")).collect();
    lines.join("\n")
}

fn inlines(content: &[Inline]) -> String {
    let mut typed = String::new();
    for inline in content {
        match inline {
            Inline::Text { text } => escape(text, &mut typed),
            Inline::Strong { content } => typed.push_str(&format!("**{}**", inlines(content))),
            Inline::Emphasis { content } => typed.push_str(&format!("*{}*", inlines(content))),
            Inline::Link { href, content } => {
                typed.push_str(&format!("[{}]({href})", inlines(content)));
            }
            Inline::Blank { label, .. } => escape(&format!("[{label}]"), &mut typed),
        }
    }
    typed
}

/// A backslash before marks of her notation; names of values go into double brackets.
fn escape(text: &str, typed: &mut String) {
    let mut named = false;
    for c in text.chars() {
        match c {
            VALUE_START => {
                named = true;
                typed.push_str("[[");
            }
            VALUE_END => {
                named = false;
                typed.push_str("]]");
            }
            c if named => typed.push(c),
            '*' | '_' | '[' | '\\' => {
                typed.push('\\');
                typed.push(c);
            }
            '\u{a0}' => typed.push(' '),
            c => typed.push(c),
        }
    }
}
