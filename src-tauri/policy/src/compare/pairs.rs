//! Which clause of the new document was which of the old one.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::{Clause, Section};
use super::words::likeness;

/// Two wordings that share so many words are the same clause, rewritten.
const REWRITTEN: f64 = 0.5;

/// Section and place in it.
type Place = (usize, usize);

/// For each clause of the new document its place in the old one.
#[derive(Debug)]
pub(super) struct Pairs {
    before: BTreeMap<Place, Place>,
    kept: BTreeSet<Place>,
}

impl Pairs {
    /// Pairs clauses of one name wherever they stand, then those of one section of which one came
    /// in place of the other.
    pub(super) fn of(old: &[Section], new: &[Section]) -> Self {
        let mut pairs = Self { before: BTreeMap::new(), kept: BTreeSet::new() };
        let mut named: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
        for (place, clause) in places(old) {
            named.entry(&clause.key).or_default().push(place);
        }
        for places in named.values_mut() {
            places.reverse();
        }
        for (place, clause) in places(new) {
            if let Some(was) = named.get_mut(clause.key.as_str()).and_then(Vec::pop) {
                pairs.join(place, was);
            }
        }
        for (at, section) in new.iter().enumerate() {
            if let Some(was) = old.iter().position(|other| other.id == section.id) {
                pairs.replaced((was, &old[was]), (at, section));
            }
        }
        pairs
    }

    /// Where a clause of the new document stood; `None` for a new one.
    pub(super) fn before(&self, section: usize, clause: usize) -> Option<Place> {
        self.before.get(&(section, clause)).copied()
    }

    /// Whether a clause of the old document is gone.
    pub(super) fn is_removed(&self, section: usize, clause: usize) -> bool {
        !self.kept.contains(&(section, clause))
    }

    fn join(&mut self, place: Place, was: Place) {
        self.before.insert(place, was);
        self.kept.insert(was);
    }

    /// Another answer to one question brings another clause: for the reader that is a change of
    /// what stood there, not something new.
    fn replaced(&mut self, old: (usize, &Section), new: (usize, &Section)) {
        for (at, clause) in new.1.clauses.iter().enumerate() {
            if self.before.contains_key(&(new.0, at)) {
                continue;
            }
            let best = old
                .1
                .clauses
                .iter()
                .enumerate()
                .filter(|(was, _)| !self.kept.contains(&(old.0, *was)))
                .filter_map(|(was, other)| Some((was, kinship(other, clause)?)))
                .max_by(|(_, one), (_, other)| one.total_cmp(other));
            if let Some((was, _)) = best {
                self.join((new.0, at), (old.0, was));
            }
        }
    }
}

fn places(sections: &[Section]) -> impl Iterator<Item = (Place, &Clause)> {
    sections.iter().enumerate().flat_map(|(at, section)| {
        section.clauses.iter().enumerate().map(move |(clause, it)| ((at, clause), it))
    })
}

/// How likely one clause came in place of another; `None` when they have nothing to do with each
/// other. A clause is led to first of all by the question that chose it.
fn kinship(old: &Clause, new: &Clause) -> Option<f64> {
    let text = |clause: &Clause| {
        clause.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let alike = likeness(&text(old), &text(new));
    let shared = new.questions.iter().filter(|it| old.questions.contains(it)).count();
    let fewer = old.questions.len().min(new.questions.len());
    let same_questions = shared > 0 && 2 * shared >= fewer;
    (same_questions || alike >= REWRITTEN).then_some(alike)
}
