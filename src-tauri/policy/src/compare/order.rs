//! Which of the things in both documents were moved, and in which order to show those of both.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A thing of one of the two documents, by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Only in the old one.
    Old(usize),
    /// In the new one.
    New(usize),
}

/// For each new thing whether it keeps its place among the others, given where each stood before.
/// As many as possible do; what is new moves nothing and keeps its place.
pub(super) fn stays(before: &[Option<usize>]) -> Vec<bool> {
    let places: Vec<usize> = before.iter().flatten().copied().collect();
    let rising = rising(&places);
    let mut kept = rising.into_iter();
    before.iter().map(|was| was.is_none() || kept.next() == Some(true)).collect()
}

/// A longest rising subsequence.
fn rising(places: &[usize]) -> Vec<bool> {
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    let mut kept = vec![false; places.len()];
    // The places are all different: what they have in common with themselves in order rises.
    for op in capture_diff_slices(Algorithm::Lcs, &sorted, places) {
        if op.tag() == DiffTag::Equal {
            kept[op.new_range()].fill(true);
        }
    }
    kept
}

/// How many of the things in both stood before the place `was`.
pub(super) fn rank(before: &[Option<usize>], was: usize) -> usize {
    before.iter().flatten().filter(|place| **place < was).count()
}

/// The new things in their order, and each old thing that is `gone` behind the one it followed.
pub(super) fn woven(
    old: usize,
    before: &[Option<usize>],
    stays: &[bool],
    gone: impl Fn(usize) -> bool,
) -> Vec<Side> {
    let mut taken: Vec<usize> =
        (0..old).filter(|at| !before.contains(&Some(*at)) && gone(*at)).rev().collect();
    let mut woven = Vec::with_capacity(before.len() + taken.len());
    for (at, was) in before.iter().enumerate() {
        if let Some(was) = was.filter(|_| stays[at]) {
            while let Some(gone) = taken.pop_if(|gone| *gone < was) {
                woven.push(Side::Old(gone));
            }
        }
        woven.push(Side::New(at));
    }
    woven.extend(taken.into_iter().rev().map(Side::Old));
    woven
}
