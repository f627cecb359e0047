//! How an existing policy is read: its questions and answers exist, its patterns compile, its
//! topics have names.

use super::Lint;
use crate::answers::check;
use crate::old::{self, NOTES};

const FILE: &str = "old.toml";

impl Lint<'_> {
    pub(super) fn old(&mut self) {
        let catalogue = self.catalogue;
        for (id, topic) in &catalogue.old.topic {
            if catalogue.question(&topic.question).is_none() {
                self.fault(FILE, format!("`{id}`: there is no question `{}`.", topic.question));
            }
            self.patterns(id, &topic.any);
        }
        for answer in &catalogue.old.answer {
            let question = catalogue.question(&answer.question);
            let fits = question
                .is_some_and(|question| matches!(check(question, &answer.answer), Ok(Some(_))));
            if !fits {
                let message = format!("{} is no answer to `{}`.", answer.answer, answer.question);
                self.fault(FILE, message);
            }
            for list in [&answer.any, &answer.all, &answer.unless] {
                self.patterns(&answer.question, list);
            }
        }
        for (code, language) in &catalogue.languages {
            let file = format!("text/{code}/old.toml");
            let topics: Vec<String> = catalogue.old.topic.keys().cloned().collect();
            self.same(&file, "topic", &topics, &language.words.old.topic);
            self.same(&file, "note", &NOTES.map(str::to_owned), &language.words.old.note);
        }
    }

    fn patterns(&mut self, owner: &str, patterns: &[String]) {
        if let Err(error) = old::set(patterns) {
            self.fault(FILE, format!("`{owner}`: {error}"));
        }
    }
}
