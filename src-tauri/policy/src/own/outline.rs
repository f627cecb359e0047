//! What a window needs to show and change the clinician's own parts: the outline of the policy,
//! newer wordings of clauses she worded herself, and what is kept but not printed.

use serde::Serialize;

use super::arrange::{Arrangement, Item, Says};
use super::faults::{sentence, title};
use super::order::{base_clauses, moves, slot};
use super::parts::{Part, PartKind};
use super::start::Desk;
use crate::catalogue::{Catalogue, Language};
use crate::document::{Document, SectionKind};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::journey::Journey;
use crate::masthead::ROSTER;
use crate::select::Chosen;
use crate::voice::label;

/// A section and its places, whether they print or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct OutlineSection {
    /// Section id.
    pub id: String,
    /// Its heading without markup; of sections that do not print, empty.
    pub title: String,
    /// Whether it may change places with others.
    pub moves: bool,
    /// Whether it prints for these answers.
    pub printed: bool,
    /// In order.
    pub items: Vec<OutlineItem>,
}

/// A place in a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct OutlineItem {
    /// What stands there.
    pub kind: ItemKind,
    /// The name of the place, for [`super::Order::clauses`] and [`super::Place`].
    pub slot: String,
    /// The clause, as blocks name it; empty for a gap.
    pub clause: String,
    /// For lists.
    pub title: String,
    /// For gaps: the question that fills it.
    pub question: Option<String>,
}

/// What stands in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A clause of ours.
    Ours,
    /// Nothing until a question is answered.
    Gap,
    /// Her wording for a clause of ours.
    Override,
    /// A clause of her own.
    Own,
    /// A clause of ours, taken out: does not print.
    Removed,
}

/// A clause of ours that would print, had she not taken it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct TakenOut {
    /// The clause.
    pub clause: String,
    /// Its section.
    pub section: String,
    /// For lists.
    pub title: String,
    /// In her words.
    pub reason: String,
}

/// Our wording of a clause has changed since she worded it herself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct NewWording {
    /// The clause.
    pub clause: String,
    /// Its language.
    pub lang: String,
    /// For lists.
    pub title: String,
    /// What she wrote.
    pub yours: String,
    /// Our wording as she saw it then.
    pub before: String,
    /// Our wording now. To keep hers, put this and [`Self::wording`] into her override; to take
    /// ours, drop the override.
    pub now: String,
    /// The version of our wording now.
    pub wording: String,
}

/// Something of hers that is kept but does not print or count now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
pub struct Unused {
    /// Where it stands in the draft.
    pub part: Part,
    /// For the order: the id that means nothing; else empty.
    pub name: String,
    /// For lists.
    pub title: String,
    /// Why.
    pub why: UnusedWhy,
    /// Why, in a sentence.
    pub sentence: String,
}

/// Why something does not print now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "bindings.ts"))]
#[serde(rename_all = "snake_case")]
pub enum UnusedWhy {
    /// The answers do not lead to its clause or section.
    NotSelected,
    /// Its clause is taken out.
    Removed,
    /// This version has no such clause or section.
    Unknown,
    /// It has no words yet.
    Empty,
    /// A problem says what is wrong.
    Problem,
    /// It is named twice.
    Twice,
    /// It may not be moved.
    Fixed,
}

/// The outline of one edition.
pub(crate) fn outline(
    catalogue: &Catalogue,
    language: &Language,
    draft: &Draft,
    arrangement: &Arrangement,
    document: &Document,
) -> Vec<OutlineSection> {
    let edition = document.editions.iter().find(|edition| edition.lang == arrangement.lang);
    let printed = |id: &str| edition?.sections.iter().find(|section| section.id == id);
    let movable =
        |id: &str| catalogue.policy().sections.iter().any(|spec| spec.id == id && moves(spec));
    arrangement
        .sections
        .iter()
        .map(|section| {
            let here = printed(&section.id);
            OutlineSection {
                id: section.id.clone(),
                title: here.map(|it| crate::plain::inlines(&it.title)).unwrap_or_default(),
                moves: movable(&section.id),
                printed: here.is_some(),
                items: section.items.iter().map(|it| item(language, draft, it)).collect(),
            }
        })
        .collect()
}

fn item(language: &Language, draft: &Draft, Item { slot, says }: &Item) -> OutlineItem {
    let words = &language.words;
    let ours = |id: &str| language.clauses.get(id).map_or(id, |clause| &clause.title).to_owned();
    let (kind, clause, title, question) = match says {
        Says::Ours(Chosen::Clause { id, .. }) => (ItemKind::Ours, id.clone(), ours(id), None),
        Says::Ours(Chosen::Gap { question }) => {
            let label = label(words, question, None);
            (ItemKind::Gap, String::new(), label, Some(question.clone()))
        }
        Says::Override { clause, .. } => (ItemKind::Override, clause.clone(), ours(clause), None),
        Says::Removed { clause, .. } => (ItemKind::Removed, clause.clone(), ours(clause), None),
        Says::Own { id, .. } => (ItemKind::Own, slot.clone(), own_title(language, draft, id), None),
    };
    OutlineItem { kind, slot: slot.clone(), clause, title, question }
}

fn own_title(language: &Language, draft: &Draft, id: &str) -> String {
    let texts = draft.own_clauses.get(id).map(|clause| &clause.text);
    let text = texts.and_then(|texts| texts.values().next()).map_or("", String::as_str);
    title(&language.words, text)
}

/// What she took out of what would print.
pub(crate) fn taken_out(
    language: &Language,
    draft: &Draft,
    arrangement: &Arrangement,
) -> Vec<TakenOut> {
    let mut taken = Vec::new();
    for section in &arrangement.sections {
        for item in &section.items {
            let Says::Removed { clause, .. } = &item.says else { continue };
            let ours = language.clauses.get(clause);
            taken.push(TakenOut {
                clause: clause.clone(),
                section: section.id.clone(),
                title: ours.map_or(clause, |clause| &clause.title).clone(),
                reason: draft.removed.get(clause).map(|it| it.reason.clone()).unwrap_or_default(),
            });
        }
    }
    taken
}

/// Newer wordings of clauses she worded herself, whether they print now or not.
pub(crate) fn new_wordings(
    catalogue: &Catalogue,
    lang: &str,
    draft: &Draft,
    journey: &Journey,
    facts: &Facts,
) -> Vec<NewWording> {
    let Some(language) = catalogue.language(lang) else { return Vec::new() };
    let changed = |clause: &str| {
        let own = draft.overrides.get(clause)?.get(lang)?;
        let ours = language.clauses.get(clause)?;
        (!own.wording.is_empty() && own.wording != ours.wording).then_some((own, ours))
    };
    let changed: Vec<_> =
        draft.overrides.keys().filter_map(|clause| Some((clause, changed(clause)?))).collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let desk = Desk::new(catalogue, language, journey, facts);
    changed
        .into_iter()
        .filter_map(|(clause, (own, ours))| {
            let start = desk.start(clause)?;
            Some(NewWording {
                clause: clause.clone(),
                lang: lang.to_owned(),
                title: ours.title.clone(),
                yours: own.text.clone(),
                before: own.default.clone(),
                now: start.text,
                wording: start.wording,
            })
        })
        .collect()
}

/// What is kept but does not print or count now.
pub(crate) fn unused(
    catalogue: &Catalogue,
    language: &Language,
    draft: &Draft,
    arrangement: &Arrangement,
    document: &Document,
) -> Vec<Unused> {
    let list = List { catalogue, language, draft, arrangement, document };
    let mut unused = list.own();
    unused.extend(list.ours());
    unused.extend(list.order());
    unused
}

struct List<'a> {
    catalogue: &'a Catalogue,
    language: &'a Language,
    draft: &'a Draft,
    arrangement: &'a Arrangement,
    document: &'a Document,
}

impl List<'_> {
    fn entry(&self, part: Part, name: &str, title: String, why: UnusedWhy) -> Unused {
        let kind = match why {
            UnusedWhy::NotSelected => "unused_not_selected",
            UnusedWhy::Removed => "unused_removed",
            UnusedWhy::Unknown => "unused_unknown",
            UnusedWhy::Empty => "unused_empty",
            UnusedWhy::Problem => "unused_problem",
            UnusedWhy::Twice => "unused_twice",
            UnusedWhy::Fixed => "unused_fixed",
        };
        let sentence = sentence(&self.language.words, kind, &title, name);
        Unused { part, name: name.to_owned(), title, why, sentence }
    }

    fn own(&self) -> Vec<Unused> {
        let draft = self.draft;
        let own = draft.own_clauses.iter().filter_map(|(id, clause)| {
            let part = Part::new(PartKind::OwnClauses, id);
            let stands =
                |item: &&Item| matches!(&item.says, Says::Own { id: other, .. } if other == id);
            let home = self
                .arrangement
                .sections
                .iter()
                .find(|section| section.items.iter().any(|it| stands(&it)));
            let why = match home {
                Some(home) if self.prints(&home.id) => return None,
                Some(_) => UnusedWhy::NotSelected,
                None if clause.text.values().all(|text| text.trim().is_empty()) => UnusedWhy::Empty,
                None => UnusedWhy::Problem,
            };
            Some(self.entry(part, "", own_title(self.language, draft, id), why))
        });
        own.collect()
    }

    fn prints(&self, section: &str) -> bool {
        self.document.editions.iter().any(|it| it.sections.iter().any(|it| it.id == section))
    }

    /// Wordings and removals whose clause does not print.
    fn ours(&self) -> Vec<Unused> {
        let draft = self.draft;
        let overrides = draft.overrides.keys().map(|id| (PartKind::Overrides, id));
        let removed = draft.removed.keys().map(|id| (PartKind::Removed, id));
        let in_use: Vec<(PartKind, &str)> = self.arrangement.changed().collect();
        let standing = |id: &str| {
            let items = self.arrangement.sections.iter().flat_map(|section| &section.items);
            items.map(|item| &item.says).any(
                |says| matches!(says, Says::Ours(Chosen::Clause { id: other, .. }) if other == id),
            )
        };
        overrides
            .chain(removed)
            .filter(|(kind, id)| !in_use.contains(&(*kind, id.as_str())))
            .map(|(kind, id)| {
                let ours = self.language.clauses.get(id);
                let title = ours.map_or(id, |clause| &clause.title).clone();
                let why = match ours {
                    None => UnusedWhy::Unknown,
                    Some(_) if in_use.contains(&(PartKind::Removed, id)) => UnusedWhy::Removed,
                    Some(_) if standing(id) || in_use.iter().any(|(_, other)| other == id) => {
                        UnusedWhy::Problem
                    }
                    Some(_) => UnusedWhy::NotSelected,
                };
                self.entry(Part::new(kind, id), "", title, why)
            })
            .collect()
    }

    /// Names in the order that mean nothing.
    fn order(&self) -> Vec<Unused> {
        let (catalogue, order) = (self.catalogue, &self.draft.order);
        let mut unused = Vec::new();
        let mut list = |section: &str, name: &str, why| {
            let part = Part::new(PartKind::Order, section);
            unused.push(self.entry(part, name, name.to_owned(), why));
        };
        if !order.named.is_empty() && !catalogue.orders.contains_key(&order.named) {
            list("", &order.named, UnusedWhy::Unknown);
        }
        let fixed = |id: &str| {
            let kind =
                catalogue.policy().sections.iter().find(|spec| spec.id == id).map(|spec| spec.kind);
            id == ROSTER || kind.is_some_and(|kind| kind != SectionKind::Clauses)
        };
        for (index, id) in order.sections.iter().enumerate() {
            if fixed(id) {
                list("", id, UnusedWhy::Fixed);
            } else if !catalogue.policy().sections.iter().any(|spec| spec.id == *id) {
                list("", id, UnusedWhy::Unknown);
            } else if order.sections[..index].contains(id) {
                list("", id, UnusedWhy::Twice);
            }
        }
        for (section, names) in &order.clauses {
            let known = base_clauses(catalogue, self.draft, section);
            for (index, name) in names.iter().enumerate() {
                if !known.contains(&slot(catalogue, name)) {
                    list(section, name, UnusedWhy::Unknown);
                } else if names[..index].contains(name) {
                    list(section, name, UnusedWhy::Twice);
                }
            }
        }
        unused
    }
}
