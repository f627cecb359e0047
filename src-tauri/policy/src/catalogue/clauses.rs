//! `clauses/<lang>/<id>.md`: front matter between `+++` lines, then Markdown with Handlebars.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::condition::Condition;
use crate::content::{Content, ContentError, line_of};
use crate::own::digest;

/// One provision.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// For lists in the window; not printed.
    pub title: String,
    /// The group of which exactly one is chosen; `None` stands alone.
    #[serde(default)]
    pub variant: Option<String>,
    /// When it is chosen; `None` = always. Names facts only.
    #[serde(default)]
    pub include_if: Option<Condition>,
    /// Standards it answers, by source id.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Topics of the field it covers.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Demands of the founding essays it meets.
    #[serde(default)]
    pub seeds: Vec<String>,
    /// Markdown with Handlebars.
    #[serde(skip)]
    pub body: String,
    /// Sixteen letters that differ where the body does: the version of the wording.
    #[serde(skip)]
    pub wording: String,
}

impl Clause {
    /// The name under which documents list it: its group, or its own id.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.variant.as_deref().unwrap_or(id)
    }
}

pub(super) fn path(code: &str, id: &str) -> String {
    format!("clauses/{code}/{id}.md")
}

pub(super) fn load(
    content: &Content,
    code: &str,
    errors: &mut Vec<ContentError>,
) -> BTreeMap<String, Clause> {
    let mut clauses = BTreeMap::new();
    for (id, text) in content.list(&format!("clauses/{code}"), ".md") {
        match parse(text) {
            Ok(clause) => {
                clauses.insert(id.to_owned(), clause);
            }
            Err((line, message)) => {
                errors.push(ContentError { file: path(code, id), line, message });
            }
        }
    }
    clauses
}

fn parse(text: &str) -> Result<Clause, (Option<usize>, String)> {
    let (front, body) =
        text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")).ok_or_else(
            || (Some(1), "A clause starts with `+++`, its front matter, `+++`.".to_owned()),
        )?;
    let mut clause: Clause = toml::from_str(front).map_err(|error| {
        let line = error.span().map(|span| line_of(front, span.start) + 1);
        (line, error.message().to_owned())
    })?;
    clause.body = body.trim().to_owned();
    if clause.body.is_empty() {
        return Err((None, "The clause has no text.".to_owned()));
    }
    clause.wording = digest(&clause.body.as_str().into());
    Ok(clause)
}
