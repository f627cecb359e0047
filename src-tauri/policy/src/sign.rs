//! The rows of the page for the pen: labels under lines. Nothing a client writes there ever
//! comes back to the program.

use crate::catalogue::{SignRow, SignWords};
use crate::document::{Block, Body, Inline, PenLine};
use crate::facts::{FactValue, Facts};

/// The rows, in order.
pub(crate) fn rows(sign: &SignWords, facts: &Facts) -> Vec<Block> {
    let clinician = match facts.values.get("clinicians") {
        Some(FactValue::Rows(rows)) if rows.len() == 1 => {
            rows[0].get("name").and_then(FactValue::as_text).unwrap_or_default()
        }
        _ => "",
    };
    let you = row(&sign.you, vec![vec![pen(&sign.you.name, 3)], signed(&sign.you)]);
    let second = row(
        &sign.second,
        vec![vec![pen(&sign.second.name, 2), pen(&sign.second.relation, 1)], signed(&sign.second)],
    );
    let copy = row(&sign.copy, Vec::new());
    let name = if clinician.is_empty() { &sign.clinician.name } else { clinician };
    let clinician = row(&sign.clinician, vec![vec![pen(name, 2), pen(&sign.clinician.date, 1)]]);
    vec![you, second, copy, clinician]
}

fn signed(row: &SignRow) -> Vec<PenLine> {
    vec![pen(&row.signature, 2), pen(&row.date, 1)]
}

fn pen(label: &str, thirds: u8) -> PenLine {
    PenLine { label: label.to_owned(), thirds }
}

fn row(said: &SignRow, lines: Vec<Vec<PenLine>>) -> Block {
    let some = |text: &str| if text.is_empty() { Vec::new() } else { vec![Inline::text(text)] };
    Block {
        clause: String::new(),
        questions: vec!["acknowledgement".to_owned()],
        body: Body::Sign {
            label: some(&said.label),
            text: some(&said.text),
            lines,
            ticks: said.ticks.iter().map(|tick| some(tick)).collect(),
        },
    }
}
