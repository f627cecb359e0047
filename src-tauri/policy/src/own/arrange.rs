//! From the selection to what stands in the policy, in order: clauses of ours and of hers, her
//! wording in place of ours, what she took out. Checks her parts on the way.

use std::collections::{BTreeMap, BTreeSet};

use super::faults::{MAX_ALL, MAX_CLAUSES, MAX_REASON, MAX_TEXT, problem, title};
use super::order::{clauses, moves, sections, slot};
use super::parts::{OwnClause, Part, PartKind, Place, own_id, own_name};
use super::text::{Text, text};
use super::values::Values;
use crate::answers::line;
use crate::catalogue::{Catalogue, DocumentSpec, Language, POLICY, SectionSpec};
use crate::document::{Body, SectionKind};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::journey::Journey;
use crate::masthead::ROSTER;
use crate::plain;
use crate::review::Problem;
use crate::select::{Chosen, Slot, select};

/// What stands in one edition.
#[derive(Clone, Debug)]
pub struct Arrangement {
    /// Its language.
    pub lang: String,
    /// Every section, in the order in which they print; those with nothing to say do not print.
    pub sections: Vec<Arranged>,
    /// What is wrong with the clinician's own parts.
    pub problems: Vec<Problem>,
}

/// A section and what stands in it.
#[derive(Clone, Debug)]
pub struct Arranged {
    /// Section id.
    pub id: String,
    /// How it is set.
    pub kind: SectionKind,
    /// In order.
    pub items: Vec<Item>,
}

/// One place in a section.
#[derive(Clone, Debug)]
pub struct Item {
    /// The name it has in orders and places: a clause's id, a variant group's, or `own:<id>`.
    pub slot: String,
    /// What stands there.
    pub says: Says,
}

/// What stands in a place.
#[derive(Clone, Debug)]
pub enum Says {
    /// Our clause or a gap.
    Ours(Chosen),
    /// Her wording for the clause of this id, with the questions behind the clause.
    Override {
        /// The clause.
        clause: String,
        /// Those that chose it, and those whose answers it prints.
        questions: Vec<String>,
        /// Never empty.
        bodies: Vec<Body>,
    },
    /// A clause of her own.
    Own {
        /// Without `own:`.
        id: String,
        /// Those whose answers it prints.
        questions: Vec<String>,
        /// Never empty.
        bodies: Vec<Body>,
    },
    /// Our clause, taken out.
    Removed {
        /// The clause.
        clause: String,
        /// Those that chose it.
        questions: Vec<String>,
    },
}

/// Words of hers that print: where they stand, and as one line a paragraph.
pub(crate) struct Saying {
    pub(crate) part: Part,
    pub(crate) text: String,
    /// As typed.
    pub(crate) typed: String,
}

/// Arranges one document in one language; `None` when there is no content in it.
///
/// Her wordings and what she took out hold in every document. Her own clauses and her order are the
/// policy's, and stand elsewhere only in sections that are the same there.
pub fn arrange(
    catalogue: &Catalogue,
    document: &DocumentSpec,
    lang: &str,
    draft: &Draft,
    journey: &Journey,
    facts: &Facts,
) -> Option<Arrangement> {
    let language = catalogue.language(lang)?;
    let values = Values::new(catalogue, &language.words, journey, facts);
    let mut desk = Desk {
        catalogue,
        document,
        lang,
        language,
        draft,
        values,
        problems: Vec::new(),
        own: BTreeMap::new(),
        overrides: BTreeMap::new(),
        written: 0,
    };
    desk.read_own();
    desk.read_overrides();
    desk.check_reasons();
    let chosen = select(catalogue, language, document, journey, facts);
    let sections = desk.sections(chosen);
    Some(Arrangement { lang: lang.to_owned(), sections, problems: desk.problems })
}

impl Arrangement {
    /// Her words that print.
    pub(crate) fn sayings(&self, draft: &Draft) -> Vec<Saying> {
        let items = self.sections.iter().flat_map(|section| &section.items);
        items
            .filter_map(|item| {
                let (part, bodies) = match &item.says {
                    Says::Own { id, bodies, .. } => {
                        (Part::new(PartKind::OwnClauses, id.as_str()), bodies)
                    }
                    Says::Override { clause, bodies, .. } => {
                        (Part::new(PartKind::Overrides, clause.as_str()), bodies)
                    }
                    Says::Ours(_) | Says::Removed { .. } => return None,
                };
                let typed = match part.kind {
                    PartKind::OwnClauses => draft.own_clauses.get(&part.id)?.text.get(&self.lang),
                    _ => draft.overrides.get(&part.id)?.get(&self.lang).map(|own| &own.text),
                };
                let text = bodies.iter().flat_map(plain::body_running).collect::<Vec<_>>();
                Some(Saying { part, text: text.join("\n"), typed: typed?.clone() })
            })
            .collect()
    }

    /// The clauses of ours that were taken out, and those she worded anew, of those that would print.
    pub(crate) fn changed(&self) -> impl Iterator<Item = (PartKind, &str)> {
        self.sections.iter().flat_map(|section| &section.items).filter_map(|item| {
            match &item.says {
                Says::Override { clause, .. } => Some((PartKind::Overrides, clause.as_str())),
                Says::Removed { clause, .. } => Some((PartKind::Removed, clause.as_str())),
                Says::Ours(_) | Says::Own { .. } => None,
            }
        })
    }
}

struct Desk<'a> {
    catalogue: &'a Catalogue,
    document: &'a DocumentSpec,
    lang: &'a str,
    language: &'a Language,
    draft: &'a Draft,
    values: Values<'a>,
    problems: Vec<Problem>,
    own: BTreeMap<&'a str, Text>,
    overrides: BTreeMap<&'a str, Text>,
    /// Characters of own text so far.
    written: usize,
}

impl<'a> Desk<'a> {
    fn fault(&mut self, part: Part, kind: &str, label: &str, value: &str) {
        self.problems.push(problem(&self.language.words, part, kind, label, value));
    }

    fn read_own(&mut self) {
        let draft = self.draft;
        for (count, (id, clause)) in draft.own_clauses.iter().enumerate() {
            let part = Part::new(PartKind::OwnClauses, id);
            let typed = clause.text.get(self.lang).map_or("", String::as_str);
            let label = title(&self.language.words, typed);
            if count >= MAX_CLAUSES {
                self.fault(part, "own_too_many", &label, &MAX_CLAUSES.to_string());
                continue;
            }
            self.check_place(id, clause, &part, &label);
            if typed.trim().is_empty() && clause.text.values().any(|text| !text.trim().is_empty()) {
                self.fault(part.clone(), "own_language", &label, self.lang);
            }
            if let Some(text) = self.read(typed, &part, &label) {
                self.own.insert(id, text);
            }
        }
    }

    fn check_place(&mut self, id: &str, clause: &OwnClause, part: &Part, label: &str) {
        if !self.is_section(&clause.section) {
            self.fault(part.clone(), "own_section", label, &line(&clause.section));
            return;
        }
        let (Place::Before(anchor) | Place::After(anchor)) = &clause.place else { return };
        if !self.stands_in(&clause.section, anchor) {
            self.fault(part.clone(), "own_place", label, &line(anchor));
        } else if self.goes_round(id) {
            self.fault(part.clone(), "own_circle", label, "");
        }
    }

    fn is_section(&self, id: &str) -> bool {
        id == ROSTER || self.catalogue.policy().sections.iter().any(|spec| spec.id == id)
    }

    fn stands_in(&self, section: &str, clause: &str) -> bool {
        if let Some(own) = own_id(clause) {
            return self.draft.own_clauses.get(own).is_some_and(|own| own.section == section);
        }
        let slot = slot(self.catalogue, clause);
        let spec = self.catalogue.policy().sections.iter().find(|spec| spec.id == section);
        spec.is_some_and(|spec| spec.clauses.iter().any(|entry| entry.name == slot))
    }

    /// Whether clauses of hers wait for each other.
    fn goes_round(&self, id: &str) -> bool {
        let mut seen = BTreeSet::from([id]);
        let mut at = id;
        loop {
            let place = self.draft.own_clauses.get(at).map(|clause| &clause.place);
            let Some(Place::Before(anchor) | Place::After(anchor)) = place else { return false };
            let Some(next) = own_id(anchor) else { return false };
            if !seen.insert(next) {
                return true;
            }
            at = next;
        }
    }

    fn read_overrides(&mut self) {
        let draft = self.draft;
        for (clause, by_lang) in &draft.overrides {
            let part = Part::new(PartKind::Overrides, clause);
            let Some(ours) = self.language.clauses.get(clause) else {
                self.fault(part, "own_clause", "", &line(clause));
                continue;
            };
            let label = ours.title.clone();
            let Some(typed) = by_lang.get(self.lang) else {
                if !by_lang.is_empty() {
                    self.fault(part, "own_language", &label, self.lang);
                }
                continue;
            };
            match self.read(&typed.text, &part, &label) {
                Some(text) => {
                    self.overrides.insert(clause, text);
                }
                None if typed.text.trim().is_empty() => self.fault(part, "own_empty", &label, ""),
                None => {}
            }
        }
    }

    /// Own text as blocks; `None` when there is nothing to print.
    fn read(&mut self, typed: &str, part: &Part, label: &str) -> Option<Text> {
        let length = typed.chars().count();
        if length > MAX_TEXT {
            self.fault(part.clone(), "own_too_long", label, &MAX_TEXT.to_string());
            return None;
        }
        self.written += length;
        if self.written > MAX_ALL {
            self.fault(part.clone(), "own_too_much", label, &MAX_ALL.to_string());
            return None;
        }
        let read = text(typed, &self.values);
        for (kind, value) in &read.faults {
            self.fault(part.clone(), kind, label, value);
        }
        (!read.bodies.is_empty()).then_some(read)
    }

    fn check_reasons(&mut self) {
        let draft = self.draft;
        let removed = draft.removed.iter().map(|(id, it)| (PartKind::Removed, id, &it.reason));
        let kept = draft.kept.iter().map(|(id, it)| (PartKind::Kept, id, &it.reason));
        for (kind, id, reason) in removed.chain(kept) {
            let clause = self.language.clauses.get(id).map(|clause| clause.title.clone());
            let label = clause.unwrap_or_else(|| line(id));
            let part = Part::new(kind, id);
            let missing = if kind == PartKind::Removed { "own_reason" } else { "own_kept_reason" };
            if reason.trim().is_empty() {
                self.fault(part, missing, &label, "");
            } else if reason.chars().count() > MAX_REASON {
                self.fault(part, "own_reason_too_long", &label, &MAX_REASON.to_string());
            }
        }
    }

    fn sections(&mut self, chosen: Vec<Vec<Slot>>) -> Vec<Arranged> {
        let (catalogue, specs) = (self.catalogue, &self.document.sections);
        let is_policy = self.document.id == POLICY;
        let mut by_id: BTreeMap<&str, Vec<Slot>> =
            specs.iter().map(|spec| spec.id.as_str()).zip(chosen).collect();
        let mut movable = sections(catalogue, &self.draft.order).into_iter();
        let mut arranged = Vec::new();
        for spec in specs {
            // Sections that stay hold their place; the others fill the rest in their own order.
            let moved = if is_policy && moves(spec) { movable.next() } else { None };
            let id = moved.as_deref().unwrap_or(&spec.id);
            let Some(spec) = specs.iter().find(|spec| spec.id == id) else { continue };
            let slots = by_id.remove(id).unwrap_or_default();
            let items = self.items(spec, slots);
            arranged.push(Arranged { id: spec.id.clone(), kind: spec.kind, items });
            if spec.kind == SectionKind::Emergency && self.document.roster {
                let (id, kind) = (ROSTER.to_owned(), SectionKind::Clauses);
                let spec = SectionSpec { id: id.clone(), kind, clauses: Vec::new() };
                let items = self.items(&spec, Vec::new());
                arranged.push(Arranged { id, kind, items });
            }
        }
        arranged
    }

    fn items(&mut self, spec: &SectionSpec, slots: Vec<Slot>) -> Vec<Item> {
        let section = spec.id.as_str();
        let touched = self.draft.order.clauses.contains_key(section)
            || self.draft.own_clauses.values().any(|clause| clause.section == section);
        let mut items: Vec<Item> = slots.into_iter().map(|slot| self.ours(slot)).collect();
        if !touched || !self.is_as_in_policy(spec) {
            return items;
        }
        let order = clauses(self.catalogue, self.draft, section);
        for name in &order {
            let Some(id) = own_id(name) else { continue };
            if let Some(Text { bodies, questions, .. }) = self.own.remove(id) {
                let questions = self.catalogue.in_order(questions);
                let says = Says::Own { id: id.to_owned(), questions, bodies };
                items.push(Item { slot: own_name(id), says });
            }
        }
        let place = |name: &str| order.iter().position(|other| other == name);
        items.sort_by_key(|item| place(&item.slot).unwrap_or(usize::MAX));
        items
    }

    /// Whether a section is the policy's, or the same in another document.
    fn is_as_in_policy(&self, spec: &SectionSpec) -> bool {
        let names = |spec: &SectionSpec| -> Vec<String> {
            spec.clauses.iter().map(|entry| entry.name.clone()).collect()
        };
        let mut ours = self.catalogue.policy().sections.iter();
        self.document.id == POLICY
            || ours.any(|other| other.id == spec.id && names(other) == names(spec))
    }

    fn ours(&mut self, Slot { name, holds }: Slot) -> Item {
        let Chosen::Clause { id, questions } = &holds else {
            return Item { slot: name, says: Says::Ours(holds) };
        };
        let removal = self.draft.removed.get(id);
        if removal.is_some_and(|removal| !removal.reason.trim().is_empty()) {
            let says = Says::Removed { clause: id.clone(), questions: questions.clone() };
            return Item { slot: name, says };
        }
        let Some(Text { bodies, questions: named, .. }) = self.overrides.remove(id.as_str()) else {
            return Item { slot: name, says: Says::Ours(holds) };
        };
        let all = questions.iter().cloned().chain(named).collect();
        let questions = self.catalogue.in_order(all);
        Item { slot: name, says: Says::Override { clause: id.clone(), questions, bodies } }
    }
}
