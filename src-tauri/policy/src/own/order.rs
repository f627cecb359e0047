//! The order of things: ours, a ready one, and what the clinician moved. Orders are lists of ids,
//! so there are no circles, and what a list does not name keeps its neighbour.

use super::parts::{Order, Place, own_id, own_name};
use crate::catalogue::{Catalogue, SectionSpec};
use crate::document::SectionKind;
use crate::draft::Draft;

/// `base` with the ids that `listed` names in its order; each of the others right after the one it
/// follows in `base`. Ids of `listed` that are not in `base`, or come again, count for nothing.
pub(crate) fn ordered(base: &[String], listed: &[String]) -> Vec<String> {
    if listed.is_empty() {
        return base.to_vec();
    }
    let mut order: Vec<String> = Vec::with_capacity(base.len());
    for id in listed {
        if base.contains(id) && !order.contains(id) {
            order.push(id.clone());
        }
    }
    for (index, id) in base.iter().enumerate() {
        if order.contains(id) {
            continue;
        }
        let before = index.checked_sub(1).map(|before| &base[before]);
        let at = before.and_then(|before| order.iter().position(|other| other == before));
        order.insert(at.map_or(0, |at| at + 1), id.clone());
    }
    order
}

/// Whether a section may be moved: help stands on top and the page for the pen ends it.
pub(crate) fn moves(section: &SectionSpec) -> bool {
    section.kind == SectionKind::Clauses
}

/// The sections that may be moved, in our order or a ready one.
pub(crate) fn base_sections(catalogue: &Catalogue, named: &str) -> Vec<String> {
    let ours = || {
        catalogue.policy().sections.iter().filter(|spec| moves(spec)).map(|spec| spec.id.clone())
    };
    let Some(named) = catalogue.orders.get(named) else { return ours().collect() };
    let rest = ours().filter(|id| !named.first.contains(id));
    named.first.iter().cloned().chain(rest).collect()
}

/// The sections that may be moved, as the draft has them.
pub(crate) fn sections(catalogue: &Catalogue, order: &Order) -> Vec<String> {
    ordered(&base_sections(catalogue, &order.named), &order.sections)
}

/// The places of a section's clauses in our order, with the clauses of her own among them.
pub(crate) fn base_clauses(catalogue: &Catalogue, draft: &Draft, section: &str) -> Vec<String> {
    let spec = catalogue.policy().sections.iter().find(|spec| spec.id == section);
    let mut order: Vec<String> =
        spec.into_iter().flat_map(|spec| &spec.clauses).map(|entry| entry.name.clone()).collect();
    let mut waiting: Vec<(&String, &Place)> = draft
        .own_clauses
        .iter()
        .filter(|(_, clause)| clause.section == section)
        .map(|(id, clause)| (id, &clause.place))
        .collect();
    // Each goes in once its neighbour stands; what waits for itself, or for nobody, goes last.
    loop {
        let before = waiting.len();
        waiting.retain(|(id, place)| {
            let Some(mut at) = position(catalogue, &order, place) else { return true };
            // Those that want the same place stand there in the order of their ids.
            let same = |name: &String| {
                let other = own_id(name).and_then(|id| draft.own_clauses.get(id));
                matches!(place, Place::Start | Place::After(_))
                    && other.is_some_and(|other| other.place == **place)
            };
            while order.get(at).is_some_and(same) {
                at += 1;
            }
            order.insert(at, own_name(id));
            false
        });
        if waiting.len() == before {
            break;
        }
    }
    order.extend(waiting.into_iter().map(|(id, _)| own_name(id)));
    order
}

fn position(catalogue: &Catalogue, order: &[String], place: &Place) -> Option<usize> {
    let find = |anchor: &str| {
        let slot = slot(catalogue, anchor);
        order.iter().position(|name| *name == slot)
    };
    match place {
        Place::Start => Some(0),
        Place::End => Some(order.len()),
        Place::Before(anchor) => find(anchor),
        Place::After(anchor) => find(anchor).map(|at| at + 1),
    }
}

/// The name under which a clause is listed: its variant group's, or its own.
pub(crate) fn slot(catalogue: &Catalogue, clause: &str) -> String {
    let ours = catalogue.languages.values().find_map(|language| language.clauses.get(clause));
    ours.and_then(|clause| clause.variant.as_deref()).unwrap_or(clause).to_owned()
}

/// The places of a section's clauses, as the draft has them.
pub(crate) fn clauses(catalogue: &Catalogue, draft: &Draft, section: &str) -> Vec<String> {
    let base = base_clauses(catalogue, draft, section);
    let Some(listed) = draft.order.clauses.get(section) else { return base };
    let listed: Vec<String> = listed.iter().map(|name| slot(catalogue, name)).collect();
    ordered(&base, &listed)
}

/// The draft with a section in another place. Moves that mean nothing change nothing.
pub fn move_section(catalogue: &Catalogue, draft: &Draft, section: &str, to: &Place) -> Draft {
    let now = sections(catalogue, &draft.order);
    let mut next = draft.clone();
    if let Some(order) = moved(catalogue, now, section, to) {
        let base = base_sections(catalogue, &draft.order.named);
        next.order.sections = if order == base { Vec::new() } else { order };
    }
    next
}

/// The draft with a clause in another place of its section. Moves that mean nothing change nothing.
pub fn move_clause(
    catalogue: &Catalogue,
    draft: &Draft,
    section: &str,
    clause: &str,
    to: &Place,
) -> Draft {
    let now = clauses(catalogue, draft, section);
    let mut next = draft.clone();
    if let Some(order) = moved(catalogue, now, &slot(catalogue, clause), to) {
        if order == base_clauses(catalogue, draft, section) {
            next.order.clauses.remove(section);
        } else {
            next.order.clauses.insert(section.to_owned(), order);
        }
    }
    next
}

fn moved(
    catalogue: &Catalogue,
    mut order: Vec<String>,
    what: &str,
    to: &Place,
) -> Option<Vec<String>> {
    let from = order.iter().position(|name| name == what)?;
    let name = order.remove(from);
    let at = position(catalogue, &order, to)?;
    order.insert(at, name);
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        text.split(' ').filter(|id| !id.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn what_a_list_does_not_name_keeps_its_neighbour() {
        let base = ids("a b c d");
        assert_eq!(ordered(&base, &[]), base);
        assert_eq!(ordered(&base, &ids("d a")), ids("d a b c"));
        assert_eq!(ordered(&base, &ids("c b")), ids("a c d b"), "a comes first, as ever");
        assert_eq!(ordered(&base, &ids("gone b b a")), ids("b c d a"), "once, and if it is there");
    }
}
