//! Clauses and titles: every name they use exists, and the text keeps to our typography.

use std::collections::BTreeMap;

use super::{Lint, Used, names};
use crate::boards::{BOARD, DIRECTORY};
use crate::catalogue::document_path;
use crate::facts::prints;
use crate::view::AnswerTypeView as AnswerType;
use crate::voice::FRAME_NAMES;

impl Lint<'_> {
    pub(super) fn clauses(&mut self, code: &str) {
        let catalogue = self.catalogue;
        let Some(language) = catalogue.language(code) else { return };
        for (id, clause) in &language.clauses {
            let file = format!("clauses/{code}/{id}.md");
            self.sources(&file, "sources", &clause.sources);
            if let Some(condition) = &clause.include_if {
                self.only_facts(&file, id, condition);
            }
            for straight in ['\'', '"', '—', '–'] {
                if clause.body.contains(straight) {
                    self.fault(
                        &file,
                        format!("The text has a `{straight}`; write curly quotes and no dashes."),
                    );
                }
            }
        }
        let templates: BTreeMap<_, _> = language.templates.get_templates().iter().collect();
        for (name, template) in templates {
            let file = match name.split_once(':') {
                None => format!("clauses/{code}/{name}.md"),
                Some((document, _)) => document_path(code, document),
            };
            for used in names(template) {
                if !self.known(code, &used) {
                    self.fault(
                        &file,
                        format!("`{}` is not a name templates may use here. Facts stand in #if only; values are question ids; lists give their fields inside #each.", used.name),
                    );
                }
            }
        }
    }

    fn known(&self, code: &str, used: &Used) -> bool {
        let catalogue = self.catalogue;
        let name = used.name.as_str();
        let top = || {
            let words = &catalogue.language(code).expect("the language is being checked").words;
            let value = catalogue.question(name).is_some_and(|question| prints(question.r#type));
            let pronoun = words.voice.word.contains_key(name)
                || words.voice.people.values().all(|people| people.contains_key(name));
            let verb =
                name.strip_prefix("verb.").is_some_and(|verb| words.voice.verb.contains_key(verb));
            let fact = used.tested && catalogue.facts.contains_key(name);
            value || pronoun || verb || fact || FRAME_NAMES.contains(&name)
        };
        match used.within.as_deref() {
            None => top(),
            Some("boards") => BOARD.contains(&name),
            Some("directories") => DIRECTORY.contains(&name),
            Some(list) => match catalogue.question(list) {
                Some(question) if question.r#type == AnswerType::Records => {
                    question.field(name).is_some()
                }
                Some(question) => question.r#type == AnswerType::Paragraph && name == "this",
                None => false,
            },
        }
    }
}
