//! The rows of the emergency box: the place's resources that are always printed, those the
//! clinician chose, and her own local line.

use chrono::NaiveDate;

use crate::answers::{Answer, Format, link};
use crate::catalogue::{Catalogue, Resource, Words};
use crate::document::{Block, Body, Inline};
use crate::facts::Facts;
use crate::journey::Journey;
use crate::markdown;

/// The question that chooses further lines, by resource id.
const EXTRA: &str = "extra_lines";
/// What the local line is called, and its number.
const LOCAL_NAME: &str = "local_line_name";
const LOCAL_NUMBER: &str = "local_line_number";

/// The resources that print for these answers, in order.
pub(crate) fn resources<'a>(
    catalogue: &'a Catalogue,
    journey: &'a Journey,
) -> impl Iterator<Item = &'a Resource> {
    let chosen = match journey.answer(EXTRA) {
        Some(Answer::Many(ids)) => ids.as_slice(),
        _ => &[],
    };
    catalogue.resources.iter().filter(|resource| resource.always || chosen.contains(&resource.id))
}

/// The oldest check among the printed rows; `None` when no row prints.
pub(crate) fn checked_on(catalogue: &Catalogue, journey: &Journey) -> Option<NaiveDate> {
    resources(catalogue, journey).map(|resource| resource.checked_on).min()
}

/// The rows as blocks.
pub(crate) fn rows(
    catalogue: &Catalogue,
    words: &Words,
    journey: &Journey,
    facts: &Facts,
) -> Result<Vec<Block>, String> {
    let mut rows = Vec::new();
    for resource in resources(catalogue, journey) {
        let text = &words.places.resources.get(&resource.id).map_or("", |said| &said.text);
        rows.push(Block {
            clause: resource.id.clone(),
            questions: if resource.always { Vec::new() } else { vec![EXTRA.to_owned()] },
            body: Body::Resource {
                number: linked(&resource.href, &resource.number),
                first: resource.first,
                text: markdown::inlines(text)?,
            },
        });
    }
    if let Some(number) = facts.text(LOCAL_NUMBER) {
        let name = facts.text(LOCAL_NAME).unwrap_or_default();
        rows.push(Block {
            clause: "local-line".to_owned(),
            questions: vec![LOCAL_NAME.to_owned(), LOCAL_NUMBER.to_owned()],
            body: Body::Resource {
                number: linked(&link(Format::Phone, number).unwrap_or_default(), number),
                first: false,
                text: if name.is_empty() { Vec::new() } else { vec![Inline::text(name)] },
            },
        });
    }
    Ok(rows)
}

fn linked(href: &str, text: &str) -> Vec<Inline> {
    let content = vec![Inline::text(text)];
    if href.is_empty() { content } else { vec![Inline::Link { href: href.to_owned(), content }] }
}
