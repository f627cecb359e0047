//! The practice's profile: what is the same in all its policies, typed once. Which questions make
//! it is marked in the questionnaire (`Catalogue::profile_questions`).

use std::collections::{BTreeMap, BTreeSet};

use policy::Draft;
use policy::answers::Answers;
use rusqlite::types::Value as Cell;
use serde_json::Value;
use uuid::Uuid;

use crate::error::Result;
use crate::journal::{self, Edit, draft_json};
use crate::moment::Moment;
use crate::settings::{parse, setting};
use crate::store::Store;
use crate::table::{PROFILE, text};

/// A policy whose draft says something else than the profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// The policy.
    pub policy: Uuid,
    /// The questions whose answers differ.
    pub questions: Vec<String>,
}

impl Store {
    /// Answers that hold for every policy of the practice, by question id.
    pub fn profile(&self) -> Result<BTreeMap<String, Value>> {
        PROFILE
            .read(&self.connection, "", &[])?
            .iter()
            .map(|row| Ok((text(&row[0]).to_owned(), parse(&row[1])?)))
            .collect()
    }

    /// Replaces the profile.
    pub fn set_profile(&mut self, profile: &BTreeMap<String, Value>) -> Result<()> {
        let rows = profile
            .iter()
            .map(|(question, answer)| Ok(vec![question.clone().into(), setting(answer)?]))
            .collect::<Result<Vec<Vec<Cell>>>>()?;
        self.write("save the practice's profile", |transaction| {
            transaction.execute("DELETE FROM profile", [])?;
            rows.into_iter().try_for_each(|row| PROFILE.insert(transaction, row))
        })
    }

    /// Takes the draft's answers to the profile's questions over into the profile, and says which
    /// ones changed it. A question the draft leaves open, or only suggests an answer to, keeps
    /// the profile's.
    pub fn adopt_profile<'a>(
        &mut self,
        draft: &Draft,
        questions: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<String>> {
        let mut profile = self.profile()?;
        let mut changed = Vec::new();
        for question in questions {
            let answer = draft.answers.get(question).filter(|answer| !answer.is_null());
            if let Some(answer) = answer
                && !draft.suggested.contains(question)
                && profile.get(question) != Some(answer)
            {
                profile.insert(question.to_owned(), answer.clone());
                changed.push(question.to_owned());
            }
        }
        if !changed.is_empty() {
            self.set_profile(&profile)?;
        }
        Ok(changed)
    }

    /// A draft to begin a policy with: the profile's answers, and nothing else.
    pub fn draft_from_profile(&self) -> Result<Draft> {
        Ok(Draft::new(self.profile()?.into_iter().collect::<Answers>()))
    }

    /// The policies to which the profile as it is now should be offered: those that answer a
    /// question of the profile in another way. Those put away are left in peace.
    pub fn policies_unlike_profile(&self) -> Result<Vec<Differs>> {
        let profile = self.profile()?;
        let mut found = Vec::new();
        for policy in self.policies()?.into_iter().filter(|policy| !policy.archived) {
            let questions = unlike(&profile, &self.draft(policy.id)?);
            if !questions.is_empty() {
                found.push(Differs { policy: policy.id, questions });
            }
        }
        Ok(found)
    }

    /// Takes the profile's answers to these questions over into these policies where they answer
    /// in another way, as one step each that can be undone. All of them or none.
    pub fn apply_profile(
        &mut self,
        policies: &[Uuid],
        questions: &BTreeSet<String>,
        at: Moment,
    ) -> Result<()> {
        let profile = self.profile()?;
        self.open_step = None;
        self.write("take over the practice's profile", |transaction| {
            for policy in policies {
                let (_, mut draft) = journal::load(transaction, *policy)?;
                let unlike = unlike(&profile, &draft);
                for question in unlike.into_iter().filter(|it| questions.contains(it)) {
                    draft.suggested.remove(&question);
                    let answer = profile[&question].clone();
                    draft.answers.insert(question, answer);
                }
                let edit = Edit { field: None, label: "profile", at };
                journal::save(transaction, *policy, &draft, draft_json(&draft)?, edit, None)?;
            }
            Ok(())
        })
    }
}

/// The profile's questions that the draft answers in another way.
fn unlike(profile: &BTreeMap<String, Value>, draft: &Draft) -> Vec<String> {
    profile
        .iter()
        .filter(|(question, answer)| {
            draft.answers.get(*question).is_some_and(|present| present != *answer)
        })
        .map(|(question, _)| question.clone())
        .collect()
}
