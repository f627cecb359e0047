//! Who licensed the clinicians of these answers, and where people find care near them: lists that
//! templates print, `{{#each boards}}` and `{{#each directories}}`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::catalogue::{Board, Catalogue, Place, Words};
use crate::condition::Truth;
use crate::facts::{FactValue, Facts};
use crate::markdown::link_mark;

/// What a template may name of a board.
pub(crate) const BOARD: [&str; 6] = ["name", "place", "phone", "address", "web", "register"];
/// What a template may name of a directory.
pub(crate) const DIRECTORY: [&str; 2] = ["name", "web"];

/// A typed name is that of a board of ours when it has so much of the board's words.
const SAME_NAME: f64 = 0.6;

/// What licenses so many professions is the state's office for them, whatever the boards under it
/// are called.
const AN_OFFICE: usize = 3;

/// The confirmed boards of her licenses, each once, in the order of the licenses. A board she
/// names is looked for by its name; the others follow from profession and state.
pub(crate) fn boards(catalogue: &Catalogue, words: &Words, facts: &Facts) -> Value {
    let mut found: Vec<(&Place, &Board)> = Vec::new();
    for license in licenses(facts) {
        let Some(place) = catalogue.places.iter().find(|it| it.id == license.place) else {
            continue;
        };
        let name = |board: &Board| words.row(&board.id).map_or("", |said| said.name.as_str());
        let likest = |typed: &str| {
            let like = |board: &&Board| likeness(typed, name(board));
            let best = place.board.iter().max_by(|a, b| like(a).total_cmp(&like(b)));
            best.filter(|board| like(board) >= SAME_NAME)
        };
        let hers = |board: &&Board| board.professions.contains(&license.profession);
        let offices = |board: &&Board| hers(board) && board.professions.len() >= AN_OFFICE;
        let meant: Vec<&Board> = match &license.board {
            None => place.board.iter().filter(hers).collect(),
            Some(typed) => match likest(typed) {
                Some(board) => vec![board],
                None => place.board.iter().filter(offices).collect(),
            },
        };
        for board in meant.into_iter().filter(|board| board.checked.confirmed) {
            if !found.iter().any(|(_, other)| other.id == board.id) {
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

/// Words that stand in the names of most boards, and tell none from another.
const COMMON: [&str; 4] = ["state", "board", "examiners", "department"];

/// How much of the shorter of two names of boards stands in the other too; short and common words
/// do not count.
fn likeness(typed: &str, name: &str) -> f64 {
    let of = |text: &str| -> BTreeSet<String> {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric());
        let telling = words.filter(|word| word.len() > 3 && !COMMON.contains(word));
        telling.map(str::to_owned).collect()
    };
    let (typed, name) = (of(typed), of(name));
    let fewer = typed.len().min(name.len());
    if fewer == 0 {
        return 0.0;
    }
    let ratio = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    ratio(typed.intersection(&name).count()) / ratio(fewer)
}

/// A license a clinician holds.
struct License {
    profession: String,
    place: String,
    /// The board, if she names it.
    board: Option<String>,
}

/// Every license, the first ones before the further ones.
fn licenses(facts: &Facts) -> Vec<License> {
    let rows = |question: &str| match facts.values.get(question) {
        Some(FactValue::Rows(rows)) => rows.as_slice(),
        _ => &[],
    };
    let choice = |value: Option<&FactValue>| match value {
        Some(FactValue::Choice { choice, .. }) => Some(choice.clone()),
        _ => None,
    };
    let clinicians = rows("clinicians");
    let first = clinicians.iter().filter_map(|row| {
        let board = row.get("board").and_then(FactValue::as_text).filter(|it| !it.is_empty());
        Some(License {
            profession: choice(row.get("profession"))?,
            place: choice(row.get("place"))?,
            board: board.map(str::to_owned),
        })
    });
    let further = rows("more_licenses").iter().filter_map(|license| {
        let holder = license.get("holder").and_then(FactValue::as_text);
        let name = |row: &&std::collections::BTreeMap<String, FactValue>| {
            holder.is_none() || holder == row.get("name").and_then(FactValue::as_text)
        };
        let profession = choice(clinicians.iter().find(name)?.get("profession"))?;
        Some(License { profession, place: choice(license.get("place"))?, board: None })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_is_known_by_most_of_its_name() {
        let name = "Nevada Board of Examiners for Marriage and Family Therapists and Clinical Professional Counselors";
        for same in [
            "Board of Examiners for Marriage and Family Therapists",
            "marriage & family therapists",
            name,
        ] {
            assert!(likeness(same, name) >= SAME_NAME, "{same}");
        }
        for other in [
            "State Board of Examiners for Alcohol, Drug and Gambling Counselors",
            "Board of Psychology",
            "of",
        ] {
            assert!(likeness(other, name) < SAME_NAME, "{other}");
        }
    }
}
