//! What changed from one document to another, clause by clause and word by word: for the screen
//! that shows two revisions beside each other, and for the sheet that clients get.
//!
//! 1. [`outline`] reads a document as sections, clauses and the lines that print.
//! 2. [`pairs`] finds for each clause the one it was before, wherever that stood.
//! 3. [`order`] tells what was moved from what only stands beside it.
//! 4. [`lines`] and [`words`] compare what the two say.
//! 5. [`sheet()`] writes for clients what of it is [`news`] to them, by whole [`sentences`].
//!
//! What prints is compared, not how it is set: text without weight or slant, and where links lead.
//! The draft mark and the footer are left out; all they say stands elsewhere.

mod lines;
pub mod listing;
mod news;
mod order;
mod outline;
mod pairs;
mod said;
mod sentences;
mod sheet;
mod voice;
mod words;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use sheet::{NO_SHEET, sheet};

use crate::document::Document;
use order::Side;
use outline::{Clause, Section};
use pairs::Pairs;
use said::From;

/// Id of the block under the title among the sections.
pub const HEAD: &str = "head";

/// How a document differs from an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Comparison {
    /// All of the new document in its order, and what was taken out where it stood. The title and
    /// the block under it come first, as the section `head`.
    pub sections: Vec<ComparedSection>,
    /// Clauses that are new.
    pub added: usize,
    /// Clauses that are gone.
    pub removed: usize,
    /// Clauses that say something else, moved or not.
    pub changed: usize,
    /// Clauses that stand elsewhere, changed or not, and whole sections that do.
    pub moved: usize,
}

impl Comparison {
    /// How many marks there are; a sheet never tells more changes than that.
    pub fn total(&self) -> usize {
        self.added + self.removed + self.changed + self.moved
    }

    /// Whether the two say the same in the same order.
    pub fn is_same(&self) -> bool {
        self.total() == 0
    }
}

/// A section of either document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct ComparedSection {
    /// Section id; `head` for the title and the block under it.
    pub id: String,
    /// Its heading, the new one where it changed.
    pub title: String,
    /// `moved` also where clauses in it changed; a section that lost a clause to another one and
    /// nothing else is the same.
    pub change: SectionChange,
    /// Those of the new document in order, and what was taken out where it stood. A heading that
    /// changed comes first, as text of the frame.
    pub clauses: Vec<ComparedClause>,
}

/// What became of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum SectionChange {
    /// Nothing.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Something in it is not the same.
    Changed,
    /// It stands elsewhere among the others.
    Moved,
}

/// A clause of either document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct ComparedClause {
    /// Clause id, the new one where another took its place; in the emergency box the resource.
    /// Text of the frame is `title`, `subtitle`, `who`, `reach` or `dates` in the head, `heading`,
    /// `roster` or `sign` elsewhere; a gap has none.
    pub clause: String,
    /// What became of it.
    pub change: ClauseChange,
    /// The same in words: "Added", "Moved here from “If you write a review”". Text of the frame is
    /// named: "Changed: how to reach the practice".
    pub said: String,
    /// Its lines, old and new.
    pub blocks: Vec<ComparedBlock>,
}

/// What became of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum ClauseChange {
    /// Nothing.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// It stands elsewhere.
    Moved,
    /// It stands elsewhere and says something else.
    MovedAndChanged,
}

impl ClauseChange {
    /// Whether it stands elsewhere.
    pub fn is_moved(self) -> bool {
        matches!(self, Self::Moved | Self::MovedAndChanged)
    }

    /// Whether it is in both and says something else.
    pub fn is_changed(self) -> bool {
        matches!(self, Self::Changed | Self::MovedAndChanged)
    }
}

/// A paragraph, an item of a list, a row of a table, or a line of the frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct ComparedBlock {
    /// What became of it.
    pub change: BlockChange,
    /// An item of a list.
    pub list: bool,
    /// Its words: those marked the same or removed are the old text, those marked the same or
    /// added the new one.
    pub runs: Vec<Run>,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum BlockChange {
    /// Nothing.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Some of its words are others.
    Changed,
}

/// Words one after another that fared the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Run {
    /// What became of them.
    pub change: RunChange,
    /// As printed; never empty. Where a link of the same text leads elsewhere now, links have
    /// their targets in brackets behind them.
    pub text: String,
}

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum RunChange {
    /// In both.
    Same,
    /// In the new text only.
    Added,
    /// In the old text only.
    Removed,
}

/// Compares two documents: the first edition of the new one with that of the same language, or
/// else the first, of the old one.
pub fn compare(old: &Document, new: &Document) -> Comparison {
    let lang = new.editions.first().map(|edition| edition.lang.as_str());
    let same_lang = old.editions.iter().find(|edition| Some(edition.lang.as_str()) == lang);
    let old = same_lang.or(old.editions.first()).map(outline::sections).unwrap_or_default();
    let new = new.editions.first().map(outline::sections).unwrap_or_default();
    let pairs = Pairs::of(&old, &new);
    let whole = Whole { old: &old, new: &new, pairs: &pairs };
    counted(whole.sections())
}

fn counted(sections: Vec<ComparedSection>) -> Comparison {
    let clauses = |is: fn(ClauseChange) -> bool| {
        sections.iter().flat_map(|section| &section.clauses).filter(|it| is(it.change)).count()
    };
    let moved_sections =
        sections.iter().filter(|section| section.change == SectionChange::Moved).count();
    Comparison {
        added: clauses(|change| change == ClauseChange::Added),
        removed: clauses(|change| change == ClauseChange::Removed),
        changed: clauses(ClauseChange::is_changed),
        moved: clauses(ClauseChange::is_moved) + moved_sections,
        sections,
    }
}

struct Whole<'a> {
    old: &'a [Section],
    new: &'a [Section],
    pairs: &'a Pairs,
}

impl Whole<'_> {
    fn sections(&self) -> Vec<ComparedSection> {
        let before: Vec<Option<usize>> = self
            .new
            .iter()
            .map(|section| self.old.iter().position(|other| other.id == section.id))
            .collect();
        let stays = order::stays(&before);
        order::woven(self.old.len(), &before, &stays, |_| true)
            .into_iter()
            .map(|side| match side {
                Side::Old(at) => self.section(Some(at), None, false),
                Side::New(at) => {
                    self.section(before[at], Some(at), before[at].is_some() && !stays[at])
                }
            })
            .collect()
    }

    fn section(&self, old: Option<usize>, new: Option<usize>, moved: bool) -> ComparedSection {
        let mut clauses = self.clauses(old, new);
        if let (Some(old), Some(new)) = (old, new) {
            let heading = kept(&self.old[old].heading, &self.new[new].heading, &From::Here);
            if heading.change != ClauseChange::Same {
                clauses.insert(0, heading);
            }
        }
        let change = match (old, new) {
            (None, _) => SectionChange::Added,
            (_, None) => SectionChange::Removed,
            _ if moved => SectionChange::Moved,
            _ if clauses.iter().all(|it| it.change == ClauseChange::Same) => SectionChange::Same,
            _ => SectionChange::Changed,
        };
        let section = new.map(|at| &self.new[at]).or(old.map(|at| &self.old[at]));
        let section = section.expect("a section is in one of the two");
        ComparedSection { id: section.id.clone(), title: section.title(), change, clauses }
    }

    fn clauses(&self, old: Option<usize>, new: Option<usize>) -> Vec<ComparedClause> {
        let of =
            |sections: &[Section], at: Option<usize>| at.map_or(0, |at| sections[at].clauses.len());
        let before: Vec<Option<(usize, usize)>> =
            (0..of(self.new, new)).map(|at| self.pairs.before(new?, at)).collect();
        let here: Vec<Option<usize>> = before
            .iter()
            .map(|was| was.filter(|(section, _)| Some(*section) == old).map(|(_, clause)| clause))
            .collect();
        let stays = order::stays(&here);
        let gone = |clause| old.is_some_and(|old| self.pairs.is_removed(old, clause));
        order::woven(of(self.old, old), &here, &stays, gone)
            .into_iter()
            .map(|side| match (side, old, new) {
                (Side::Old(at), Some(old), _) => removed(&self.old[old].clauses[at]),
                (Side::New(at), _, Some(new)) => {
                    let clause = &self.new[new].clauses[at];
                    match before[at] {
                        None => added(clause),
                        Some((section, was)) => {
                            let from = match here[at] {
                                None => From::Section(self.old[section].title()),
                                Some(_) if stays[at] => From::Here,
                                Some(was) if order::rank(&here, was) > at => From::Below,
                                Some(_) => From::Above,
                            };
                            kept(&self.old[section].clauses[was], clause, &from)
                        }
                    }
                }
                _ => unreachable!("a side is woven from a section that is there"),
            })
            .collect()
    }
}

fn added(clause: &Clause) -> ComparedClause {
    let blocks = clause.lines.iter().map(|line| line.whole(BlockChange::Added)).collect();
    compared(clause, ClauseChange::Added, &From::Here, blocks)
}

fn removed(clause: &Clause) -> ComparedClause {
    let blocks = clause.lines.iter().map(|line| line.whole(BlockChange::Removed)).collect();
    compared(clause, ClauseChange::Removed, &From::Here, blocks)
}

fn kept(old: &Clause, new: &Clause, from: &From) -> ComparedClause {
    let blocks = lines::compare(&old.lines, &new.lines);
    let same = blocks.iter().all(|block| block.change == BlockChange::Same);
    let change = match (same, from) {
        (true, From::Here) => ClauseChange::Same,
        (false, From::Here) => ClauseChange::Changed,
        (true, _) => ClauseChange::Moved,
        (false, _) => ClauseChange::MovedAndChanged,
    };
    compared(new, change, from, blocks)
}

fn compared(
    clause: &Clause,
    change: ClauseChange,
    from: &From,
    blocks: Vec<ComparedBlock>,
) -> ComparedClause {
    let said = said::said(change, from, &clause.name);
    ComparedClause { clause: clause.id.clone(), change, said, blocks }
}
