//! Who licensed the clinicians of these answers, and where people find care near them: lists that
//! templates print, `{{#each boards}}` and `{{#each directories}}`.

use serde_json::{Map, Value, json};

use crate::catalogue::{Board, Catalogue, Place, Words};
use crate::condition::Truth;
use crate::facts::{FactValue, Facts};
use crate::markdown::link_mark;

/// What a template may name of a board.
pub(crate) const BOARD: [&str; 6] = ["name", "place", "phone", "address", "web", "register"];
/// What a template may name of a directory.
pub(crate) const DIRECTORY: [&str; 2] = ["name", "web"];

/// The confirmed boards of her professions and states, each once, in the order of the licenses.
pub(crate) fn boards(catalogue: &Catalogue, words: &Words, facts: &Facts) -> Value {
    let mut found: Vec<(&Place, &Board)> = Vec::new();
    for (profession, place) in licenses(facts) {
        let here = catalogue.places.iter().filter(|it| it.id == place);
        for (place, board) in here.flat_map(|place| place.board.iter().map(move |it| (place, it))) {
            let new = !found.iter().any(|(_, other)| other.id == board.id);
            if new && board.checked.confirmed && board.professions.contains(&profession) {
                found.push((place, board));
            }
        }
    }
    let rows = found.into_iter().map(|(place, board)| {
        let register = if board.register.is_empty() { &board.web } else { &board.register };
        let place = words.places.get(&place.id).map_or("", |said| &said.place.name);
        let name = words.row(&board.id).map_or("", |said| &said.name);
        let values = [
            json!(name),
            json!(place),
            phone(&board.phone),
            json!(board.address),
            web(&board.web),
            web(register),
        ];
        BOARD.iter().map(|key| (*key).to_owned()).zip(values).collect::<Map<_, _>>()
    });
    rows.collect::<Vec<_>>().into()
}

/// The confirmed directories of the places that matter to her; the country's come last.
pub(crate) fn directories(catalogue: &Catalogue, words: &Words, facts: &Facts) -> Value {
    let matters =
        |place: &&Place| place.fact.as_ref().is_none_or(|fact| facts.truth(fact) == Truth::True);
    let places = catalogue.places.iter().rev().filter(matters);
    let rows = places.flat_map(|place| &place.directory).filter(|it| it.checked.confirmed);
    let rows = rows.map(|directory| {
        let name = words.row(&directory.id).map_or("", |said| &said.name);
        json!({ "name": name, "web": web(&directory.web) })
    });
    rows.collect::<Vec<_>>().into()
}

/// Profession and state of every license, the first ones before the further ones.
fn licenses(facts: &Facts) -> Vec<(String, String)> {
    let rows = |question: &str| match facts.values.get(question) {
        Some(FactValue::Rows(rows)) => rows.as_slice(),
        _ => &[],
    };
    let choice = |value: Option<&FactValue>| match value {
        Some(FactValue::Choice { choice, .. }) => Some(choice.clone()),
        _ => None,
    };
    let clinicians = rows("clinicians");
    let first = clinicians
        .iter()
        .filter_map(|row| Some((choice(row.get("profession"))?, choice(row.get("place"))?)));
    let further = rows("more_licenses").iter().filter_map(|license| {
        let holder = license.get("holder").and_then(FactValue::as_text);
        let name = |row: &&std::collections::BTreeMap<String, FactValue>| {
            holder.is_none() || holder == row.get("name").and_then(FactValue::as_text)
        };
        let profession = choice(clinicians.iter().find(name)?.get("profession"))?;
        Some((profession, choice(license.get("place"))?))
    });
    first.chain(further).collect()
}

fn web(address: &str) -> Value {
    if address.is_empty() {
        json!("")
    } else {
        json!(link_mark(&format!("https://{address}"), address))
    }
}

fn phone(number: &str) -> Value {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let country = if digits.len() == 10 { "+1" } else { "+" };
    if digits.is_empty() {
        json!("")
    } else {
        json!(link_mark(&format!("tel:{country}{digits}"), number))
    }
}
