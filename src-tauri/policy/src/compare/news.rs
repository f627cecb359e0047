//! What a comparison means for a client: which of its changes are worth telling, and in which
//! order.

use super::outline::{DATES, HEADING, SIGN, SUBTITLE, TITLE};
use super::sentences::differing;
use super::voice::Voice;
use super::words::runs;
use super::{
    BlockChange, ClauseChange, ComparedBlock, ComparedClause, Comparison, HEAD, SectionChange,
};
use super::{Run, RunChange, listing, outline};
use crate::document::{Edition, SectionKind};

/// One change, as the sheet tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct News {
    pub(super) kind: Kind,
    /// The section's heading in the policy; for what has none there, empty.
    pub(super) topic: String,
    /// Part of the frame, by its id; else empty.
    pub(super) part: String,
    /// Old and new words; one of each pair may be empty, both never are. Empty for what only moved.
    pub(super) texts: Vec<(String, String)>,
    weight: Weight,
}

/// The heading a change stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Changed,
    Added,
    Removed,
    Moved,
}

/// What finds room first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Whom to call.
    Help,
    /// What is said otherwise, is new or is gone.
    Said,
    /// What only stands elsewhere.
    Moved,
    /// What repeats a change told elsewhere, such as the short version, or tells a client nothing,
    /// such as a heading, or "we" in place of "I".
    Minor,
}

/// All that is worth telling, in the order of the policy. Minor changes are told only when there are
/// no others; dates never are, because they stand at the head of the sheet.
pub(super) fn news(comparison: &Comparison, edition: &Edition, voice: &Voice) -> Vec<News> {
    let kind = |id: &str| {
        edition.sections.iter().find(|section| section.id == id).map(|section| section.kind)
    };
    let mut all: Vec<News> = Vec::new();
    for section in &comparison.sections {
        if section.change == SectionChange::Moved {
            all.push(News {
                kind: Kind::Moved,
                topic: section.title.clone(),
                part: String::new(),
                texts: Vec::new(),
                weight: Weight::Moved,
            });
        }
        for clause in section.clauses.iter().filter(|it| it.change != ClauseChange::Same) {
            let in_head = section.id == HEAD;
            if in_head && clause.clause == DATES {
                continue;
            }
            let topic = if in_head { String::new() } else { section.title.clone() };
            let weight = weight(clause, in_head, kind(&section.id));
            all.push(told(clause, topic, weight, voice));
        }
    }
    if all.iter().any(|it| it.weight != Weight::Minor) {
        all.retain(|it| it.weight != Weight::Minor);
    }
    told_once(&mut all);
    all
}

/// A new phone number stands in several places, and is told in the first.
fn told_once(all: &mut Vec<News>) {
    let mut told: Vec<(String, String)> = Vec::new();
    all.retain(|news| {
        let values: Option<Vec<_>> = news.texts.iter().map(|(old, new)| value(old, new)).collect();
        let Some(values) = values.filter(|values| !values.is_empty()) else { return true };
        let again = values.iter().all(|value| told.contains(value));
        told.extend(values);
        !again
    });
}

/// The one stretch of words that was put in place of another; `None` when there are more, or none.
fn value(old: &str, new: &str) -> Option<(String, String)> {
    let runs = runs(old, new);
    let of = |change| runs.iter().filter(move |run| run.change == change);
    let one = |change| of(change).next().filter(|_| of(change).count() == 1);
    let text = |run: &Run| run.text.trim().to_owned();
    Some((text(one(RunChange::Removed)?), text(one(RunChange::Added)?)))
}

/// The `most` weightiest, in their order, and those that are left out.
pub(super) fn fitting(all: Vec<News>, most: usize) -> (Vec<News>, Vec<News>) {
    let mut by_weight: Vec<usize> = (0..all.len()).collect();
    by_weight.sort_by_key(|&at| all[at].weight);
    by_weight.truncate(most);
    let mut at = 0;
    all.into_iter().partition(|_| {
        at += 1;
        by_weight.contains(&(at - 1))
    })
}

fn weight(clause: &ComparedClause, in_head: bool, kind: Option<SectionKind>) -> Weight {
    match (clause.clause.as_str(), kind) {
        (TITLE | SUBTITLE, _) if in_head => Weight::Minor,
        (outline::REACH, _) if in_head => Weight::Help,
        (HEADING | SIGN, _) | (_, Some(SectionKind::ShortVersion)) => Weight::Minor,
        _ if clause.change == ClauseChange::Moved => Weight::Moved,
        (_, Some(SectionKind::Emergency)) => Weight::Help,
        _ => Weight::Said,
    }
}

fn told(clause: &ComparedClause, topic: String, weight: Weight, voice: &Voice) -> News {
    let frame = [TITLE, SUBTITLE, HEADING, SIGN, outline::ROSTER, outline::WHO, outline::REACH];
    let part = if frame.contains(&clause.clause.as_str()) { &clause.clause } else { "" };
    let kind = match clause.change {
        ClauseChange::Same | ClauseChange::Moved => Kind::Moved,
        ClauseChange::Changed | ClauseChange::MovedAndChanged => Kind::Changed,
        ClauseChange::Added => Kind::Added,
        ClauseChange::Removed => Kind::Removed,
    };
    let texts = if kind == Kind::Moved { Vec::new() } else { texts(&clause.blocks) };
    // Another voice is told only when nothing else is to tell.
    let (said, spoken): (Vec<_>, Vec<_>) =
        texts.into_iter().partition(|(old, new)| !voice.same(old, new));
    let only_spoken = said.is_empty() && kind != Kind::Moved;
    let (texts, weight) = match (only_spoken, clause.change) {
        (true, ClauseChange::MovedAndChanged) => (spoken, Weight::Moved),
        (true, _) => (spoken, Weight::Minor),
        (false, _) => (said, weight),
    };
    News { kind, topic, part: part.to_owned(), texts, weight }
}

/// Lines that took the place of others are told together; of a line that changed, only the
/// sentences that did.
fn texts(blocks: &[ComparedBlock]) -> Vec<(String, String)> {
    let replaced =
        |block: &ComparedBlock| matches!(block.change, BlockChange::Added | BlockChange::Removed);
    let mut texts = Vec::new();
    for stretch in blocks.chunk_by(|one, other| replaced(one) && replaced(other)) {
        if replaced(&stretch[0]) {
            let said = |is: BlockChange, text: fn(&[Run]) -> String| {
                let lines = stretch.iter().filter(|block| block.change == is);
                lines.map(|block| text(&block.runs)).collect::<Vec<_>>()
            };
            let gone = said(BlockChange::Removed, listing::old);
            let new = said(BlockChange::Added, listing::new);
            if gone.is_empty() || new.is_empty() {
                texts.extend(gone.into_iter().map(|text| (text, String::new())));
                texts.extend(new.into_iter().map(|text| (String::new(), text)));
            } else {
                texts.push((gone.join(" "), new.join(" ")));
            }
        } else if stretch[0].change == BlockChange::Changed {
            let runs = &stretch[0].runs;
            texts.extend(differing(&listing::old(runs), &listing::new(runs)));
        }
    }
    texts
}
