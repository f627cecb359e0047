//! The rows of the emergency box: the resources that are always printed unless hidden, those the
//! clinician chose, and her own local lines.

use chrono::{Days, NaiveDate};

use crate::answers::Answer;
use crate::catalogue::{Catalogue, Resource, Words};
use crate::document::{Block, Body, Inline};
use crate::facts::{FactValue, Facts};
use crate::journey::Journey;
use crate::markdown;

/// Chooses further lines, by resource id.
const EXTRA: &str = "extra_lines";
/// Hides lines that always print.
const HIDDEN: &str = "hidden_lines";
/// The lines she has called or read herself, and the day on which she did.
const CHECKS: &str = "resource_checks";
const CHECKED_ON: &str = "resource_checked_on";
/// Her own lines.
const LOCAL: &str = "local_lines";
/// A look is good for so long.
const GOOD_FOR: Days = Days::new(180);
/// The country whose words the box uses.
const COUNTRY: &str = "us";

/// A resource that is asked for.
pub(crate) struct Row<'a> {
    resource: &'a Resource,
    /// The day she looked herself.
    seen: Option<NaiveDate>,
}

impl<'a> Row<'a> {
    /// The resource's id.
    pub(crate) fn id(&self) -> &'a str {
        &self.resource.id
    }

    /// Known well enough to print: from a source, or because she looked.
    pub(crate) fn is_confirmed(&self) -> bool {
        self.resource.checked.confirmed || self.seen.is_some()
    }

    /// The newest look at it: hers alone, where no source confirms the row.
    fn checked_on(&self) -> NaiveDate {
        let source = self.resource.checked.confirmed.then_some(self.resource.checked.checked_on);
        source.max(self.seen).unwrap_or(self.resource.checked.checked_on)
    }

    /// It is time to look again.
    pub(crate) fn is_stale(&self, today: NaiveDate) -> bool {
        let source = self.resource.checked.confirmed.then_some(self.resource.checked.review_after);
        let seen = self.seen.and_then(|seen| seen.checked_add_days(GOOD_FOR));
        source.max(seen).is_some_and(|due| today > due)
    }
}

/// The resources these answers ask for, confirmed or not, in order.
pub(crate) fn wanted<'a>(
    catalogue: &'a Catalogue,
    journey: &Journey,
) -> impl Iterator<Item = Row<'a>> {
    let ticked = |question: &str| match journey.answer(question) {
        Some(Answer::Many(ids)) => ids.clone(),
        _ => Vec::new(),
    };
    let (extra, hidden, checks) = (ticked(EXTRA), ticked(HIDDEN), ticked(CHECKS));
    let seen = match journey.answer(CHECKED_ON) {
        Some(Answer::Date(day)) => Some(*day),
        _ => None,
    };
    let asked_for = move |resource: &&Resource| match resource.always {
        true => !hidden.contains(&resource.id),
        false => extra.contains(&resource.id),
    };
    catalogue.resources.iter().filter(asked_for).map(move |resource| {
        let seen = seen.filter(|_| checks.contains(&resource.id));
        Row { resource, seen }
    })
}

/// The rows that print.
pub(crate) fn printed<'a>(
    catalogue: &'a Catalogue,
    journey: &Journey,
) -> impl Iterator<Item = Row<'a>> {
    wanted(catalogue, journey).filter(Row::is_confirmed)
}

/// Whether nothing at all would stand in the box.
pub(crate) fn is_empty(catalogue: &Catalogue, journey: &Journey) -> bool {
    printed(catalogue, journey).next().is_none() && journey.answer(LOCAL).is_none()
}

/// The oldest look among the printed rows; `None` when no row prints.
pub(crate) fn checked_on(catalogue: &Catalogue, journey: &Journey) -> Option<NaiveDate> {
    printed(catalogue, journey).map(|row| row.checked_on()).min()
}

/// The rows as blocks.
pub(crate) fn rows(
    catalogue: &Catalogue,
    words: &Words,
    journey: &Journey,
    facts: &Facts,
) -> Result<Vec<Block>, String> {
    let mut rows = Vec::new();
    for Row { resource, seen } in printed(catalogue, journey) {
        let text = words.row(&resource.id).map_or("", |said| &said.text);
        let mut questions = vec![if resource.always { HIDDEN } else { EXTRA }.to_owned()];
        questions.extend(seen.map(|_| CHECKS.to_owned()));
        rows.push(Block {
            clause: resource.id.clone(),
            questions,
            body: Body::Resource {
                number: linked(&resource.href, &resource.number),
                first: resource.first,
                text: markdown::inlines(text)?,
            },
        });
    }
    if let Some(FactValue::Rows(lines)) = facts.values.get(LOCAL) {
        rows.extend(lines.iter().map(|line| local(words, line)));
    }
    Ok(rows)
}

/// A line of her own: "Riverbend night line. Or text 614-555-0191. Open from 8 to 8."
fn local(words: &Words, line: &std::collections::BTreeMap<String, FactValue>) -> Block {
    let cell = |id: &str| line.get(id).and_then(FactValue::as_text).unwrap_or_default();
    let said = words.places.get(COUNTRY).map(|country| &country.place);
    let mut text = String::new();
    let parts = [
        ("name", ""),
        ("text", said.map_or("", |said| &said.or_text)),
        ("hours", said.map_or("", |said| &said.open)),
    ];
    for (id, before) in parts.into_iter().filter(|(id, _)| !cell(id).is_empty()) {
        let gap = if text.is_empty() { "" } else { ". " };
        let space = if before.is_empty() { "" } else { " " };
        text += &format!("{gap}{before}{space}{}", cell(id));
    }
    let number = match line.get("number") {
        Some(FactValue::Link { href, text }) => linked(href, text),
        Some(FactValue::Open { question, field }) => vec![Inline::Blank {
            question: question.clone(),
            label: crate::voice::label(words, question, field.as_deref()),
        }],
        _ => linked("", cell("number")),
    };
    Block {
        clause: "local-line".to_owned(),
        questions: vec![LOCAL.to_owned()],
        body: Body::Resource {
            number,
            first: false,
            text: if text.is_empty() { Vec::new() } else { vec![Inline::text(text)] },
        },
    }
}

fn linked(href: &str, text: &str) -> Vec<Inline> {
    let content = vec![Inline::text(text)];
    if href.is_empty() { content } else { vec![Inline::Link { href: href.to_owned(), content }] }
}
