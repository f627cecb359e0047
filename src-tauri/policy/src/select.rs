//! Which clauses stand in a document, in order, each with the questions that led to it.

use crate::catalogue::{Catalogue, Clause, ClauseEntry, DocumentSpec, Language};
use crate::condition::{Condition, Truth};
use crate::facts::Facts;
use crate::journey::{Journey, Stand};

/// A place in a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The clause that stands here.
    Clause {
        /// Its id.
        id: String,
        /// The questions whose answers chose or fill it, in the order they are asked.
        questions: Vec<String>,
    },
    /// Nothing can be said before this question is answered.
    Gap {
        /// The question.
        question: String,
    },
}

/// What stands under one name of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The name: a clause id or a variant group's.
    pub name: String,
    /// What was chosen.
    pub holds: Chosen,
}

/// For each section of the document, in order, what stands in it; sections may be empty.
pub fn select(
    catalogue: &Catalogue,
    language: &Language,
    document: &DocumentSpec,
    journey: &Journey,
    facts: &Facts,
) -> Vec<Vec<Slot>> {
    let selection = Selection { catalogue, language, journey, facts };
    document
        .sections
        .iter()
        .map(|section| {
            let mut chosen: Vec<Slot> = Vec::new();
            for entry in &section.clauses {
                let Some(holds) = selection.entry(entry) else { continue };
                // One open question leaves one gap.
                if chosen.iter().all(|slot| slot.holds != holds) {
                    chosen.push(Slot { name: entry.name.clone(), holds });
                }
            }
            chosen
        })
        .collect()
}

struct Selection<'a> {
    catalogue: &'a Catalogue,
    language: &'a Language,
    journey: &'a Journey,
    facts: &'a Facts,
}

impl Selection<'_> {
    fn entry(&self, entry: &ClauseEntry) -> Option<Chosen> {
        if let Some(when) = &entry.when {
            match when.judge(self.facts) {
                Truth::False => return None,
                Truth::Unknown => return self.gap([when]),
                Truth::True => {}
            }
        }
        let mut open = Vec::new();
        for (id, clause) in self.candidates(&entry.name) {
            match clause.include_if.as_ref().map_or(Truth::True, |c| c.judge(self.facts)) {
                Truth::True => return Some(self.clause(id, clause)),
                Truth::Unknown => open.extend(&clause.include_if),
                Truth::False => {}
            }
        }
        self.gap(open)
    }

    /// The clause of that id, or the variants of that group in the order of their ids.
    fn candidates(&self, name: &str) -> impl Iterator<Item = (&str, &Clause)> {
        self.language
            .clauses
            .iter()
            .filter(move |(id, clause)| match &clause.variant {
                Some(group) => group == name,
                None => *id == name,
            })
            .map(|(id, clause)| (id.as_str(), clause))
    }

    fn clause(&self, id: &str, clause: &Clause) -> Chosen {
        let mut questions = Vec::new();
        if let Some(condition) = &clause.include_if {
            questions.extend(self.catalogue.questions_of(condition));
        }
        if let Some(template) = self.language.templates.get_template(id) {
            for used in crate::lint::names(template) {
                questions.extend(self.catalogue.questions_of_name(&used.name));
            }
        }
        questions.retain(|question| self.journey.asked().any(|asked| asked == question));
        Chosen::Clause { id: id.to_owned(), questions: self.catalogue.in_order(questions) }
    }

    /// The first open question that the conditions come down to.
    fn gap<'c>(&self, open: impl IntoIterator<Item = &'c Condition>) -> Option<Chosen> {
        let mut questions = Vec::new();
        for condition in open {
            questions.extend(self.catalogue.questions_of(condition));
        }
        // A question that waits for another leads back to that one.
        for _ in 0..4 {
            for id in questions.clone() {
                let waits = matches!(self.journey.stand(&id), Stand::Waiting);
                let condition = self.catalogue.question(&id).and_then(|q| q.ask_if.as_ref());
                if let Some(condition) = condition.filter(|_| waits) {
                    questions.extend(self.catalogue.questions_of(condition));
                }
            }
            questions = self.catalogue.in_order(questions);
        }
        let open = |id: &&String| matches!(self.journey.stand(id), Stand::Open | Stand::Faulty(_));
        let asked = |id: &&String| self.journey.asked().any(|other| other == id.as_str());
        let question = questions.iter().find(open).or_else(|| questions.iter().find(asked))?;
        Some(Chosen::Gap { question: question.clone() })
    }
}
