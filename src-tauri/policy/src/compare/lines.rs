//! The lines of a clause before and now: which is which, and what changed in each.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::words::{likeness, runs};
use super::{BlockChange, ComparedBlock, Run, RunChange};

/// Lines that share less are two lines, not one that changed.
const ALIKE: f64 = 0.4;
/// More pairs of lines than this are not tried against each other.
const MOST_TRIED: usize = 900;

/// A paragraph, an item, a row, a line of the frame: as it prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// An item of a list.
    pub(super) list: bool,
    /// As it prints; never empty.
    pub(super) text: String,
    /// The same with the target of each link in brackets behind it.
    pub(super) with_targets: String,
    /// The text of each link, and where it leads.
    pub(super) links: Vec<(String, String)>,
}

impl Line {
    /// The line with one mark for all of it.
    pub(super) fn whole(&self, change: BlockChange) -> ComparedBlock {
        let run = match change {
            BlockChange::Same | BlockChange::Changed => RunChange::Same,
            BlockChange::Added => RunChange::Added,
            BlockChange::Removed => RunChange::Removed,
        };
        let runs = vec![Run { change: run, text: self.text.clone() }];
        ComparedBlock { change, list: self.list, runs }
    }

    /// Whether a link of the same text leads elsewhere in another line.
    fn leads_elsewhere(&self, other: &Self) -> bool {
        self.links.iter().any(|(text, href)| {
            other.links.iter().any(|(same, target)| same == text && target != href)
        })
    }
}

/// All lines of both, in order.
pub(super) fn compare(old: &[Line], new: &[Line]) -> Vec<ComparedBlock> {
    let key = |line: &Line| (line.text.clone(), line.with_targets.clone());
    let keys = |lines: &[Line]| lines.iter().map(key).collect::<Vec<_>>();
    let mut blocks = Vec::new();
    for op in capture_diff_slices(Algorithm::Lcs, &keys(old), &keys(new)) {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        match op.tag() {
            DiffTag::Equal => {
                blocks.extend(after.iter().map(|line| line.whole(BlockChange::Same)));
            }
            DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                replaced(before, after, &mut blocks);
            }
        }
    }
    blocks
}

/// Lines that stand in place of others: those most alike are the same line, changed.
fn replaced(old: &[Line], new: &[Line], blocks: &mut Vec<ComparedBlock>) {
    let mut from = 0;
    for (at, line) in new.iter().enumerate() {
        let candidates = from..old.len();
        let tried = candidates.len() * new.len() <= MOST_TRIED;
        // Later lines that fit an old one better keep it.
        let best = candidates
            .filter(|_| tried)
            .map(|was| (was, likeness(&old[was].text, &line.text)))
            .filter(|(was, alike)| {
                *alike >= ALIKE
                    && new[at + 1..].iter().all(|it| likeness(&old[*was].text, &it.text) <= *alike)
            })
            .max_by(|(_, one), (_, other)| one.total_cmp(other));
        let Some((was, _)) = best else {
            blocks.push(line.whole(BlockChange::Added));
            continue;
        };
        blocks.extend(old[from..was].iter().map(|gone| gone.whole(BlockChange::Removed)));
        blocks.push(changed(&old[was], line));
        from = was + 1;
    }
    let rest = old[from..].iter().map(|gone| gone.whole(BlockChange::Removed));
    blocks.extend(rest);
    put_removed_first(blocks);
}

/// What was taken out stands before what came in its place.
fn put_removed_first(blocks: &mut [ComparedBlock]) {
    let replaced = |change| matches!(change, BlockChange::Added | BlockChange::Removed);
    for stretch in blocks.chunk_by_mut(|one, other| replaced(one.change) && replaced(other.change))
    {
        stretch.sort_by_key(|block| block.change == BlockChange::Added);
    }
}

fn changed(old: &Line, new: &Line) -> ComparedBlock {
    // Where links lead is told only where it changed and the text does not tell.
    let runs = if old.text == new.text || old.leads_elsewhere(new) {
        runs(&old.with_targets, &new.with_targets)
    } else {
        runs(&old.text, &new.text)
    };
    ComparedBlock { change: BlockChange::Changed, list: new.list, runs }
}
