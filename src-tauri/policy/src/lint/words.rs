//! Words: every id has its words, and no words stand for what is not there.

use std::collections::{BTreeMap, BTreeSet};

use super::Lint;
use crate::catalogue::document_path;
use crate::masthead::ROSTER;

/// Keys the masthead and the footer read by name.
const MASTHEAD: [&str; 13] = [
    "phone",
    "email",
    "portal",
    "website",
    "license",
    "registration",
    "supervised_by",
    "also",
    "effective",
    "review",
    "column_name",
    "column_title",
    "column_license",
];
const FOOTER: [&str; 2] = ["not_issued", "issued"];

impl Lint<'_> {
    pub(super) fn words(&mut self, code: &str) {
        let catalogue = self.catalogue;
        let Some(language) = catalogue.language(code) else { return };
        let words = &language.words;
        let file = |name: &str| format!("text/{code}/{name}.toml");
        for question in &catalogue.questions {
            let path = file(&question.step);
            let Some(said) = words.questions.get(&question.id) else {
                self.fault(
                    path,
                    format!(
                        "`{}` has no words. Add [question.{}] with label and ask.",
                        question.id, question.id
                    ),
                );
                continue;
            };
            if said.label.is_empty() || said.ask.is_empty() {
                self.fault(&path, format!("`{}` needs a label and an ask.", question.id));
            }
            self.same(&path, &question.id, &question.choices, &said.choice);
            self.no_more(&path, &question.id, &question.choices, &said.choice_hint);
            let fields: Vec<String> =
                question.fields.iter().map(|field| field.id.clone()).collect();
            self.same(&path, &question.id, &fields, &said.field);
            for field in &question.fields {
                if let Some(words) = said.field.get(&field.id) {
                    let owner = format!("{}.{}", question.id, field.id);
                    self.same(&path, &owner, &field.choices, &words.choice);
                    self.no_more(&path, &owner, &field.choices, &words.choice_hint);
                }
            }
        }
        for id in words.questions.keys().filter(|id| catalogue.question(id).is_none()) {
            self.fault(
                format!("text/{code}"),
                format!("There are words for `{id}`, which is no question. Take them out, or correct the id."),
            );
        }
        for document in &catalogue.documents {
            let path = document_path(code, &document.id);
            let said = &words.documents[&document.id];
            let mut sections: Vec<String> =
                document.sections.iter().map(|section| section.id.clone()).collect();
            if document.roster {
                sections.push(ROSTER.to_owned());
            }
            self.same(&path, "section", &sections, &said.section);
            let keys = |keys: &[&str]| keys.iter().map(|&key| key.to_owned()).collect::<Vec<_>>();
            self.same(&path, "masthead", &keys(&MASTHEAD), &said.masthead);
            self.same(&path, "footer", &keys(&FOOTER), &said.footer);
            if document.when.is_some() == said.absent.is_empty() {
                let message = "A document with a `when` says in `absent` for whom it is.";
                self.fault(&path, message);
            }
        }
        for rule in catalogue.rules.iter().filter(|rule| !words.rules.contains_key(&rule.id)) {
            let message = format!("`{}` has no words.", rule.id);
            self.fault(file(&format!("rules/{}", rule.file)), message);
        }
        let rules: Vec<String> = catalogue.rules.iter().map(|rule| rule.id.clone()).collect();
        self.no_more(&format!("text/{code}/rules"), "rules", &rules, &words.rules);
        self.same(&file("presets"), "presets", &catalogue.presets, &words.presets);
        let orders: Vec<String> = catalogue.orders.keys().cloned().collect();
        self.same(&file("orders"), "orders", &orders, &words.orders);
    }

    /// The words speak of exactly these ids.
    pub(super) fn same<T>(
        &mut self,
        file: &str,
        owner: &str,
        ids: &[String],
        words: &BTreeMap<String, T>,
    ) {
        for id in ids.iter().filter(|id| !words.contains_key(*id)) {
            self.fault(file, format!("`{owner}`: `{id}` has no words. Add them to this file."));
        }
        self.no_more(file, owner, ids, words);
    }

    fn no_more<T>(&mut self, file: &str, owner: &str, ids: &[String], words: &BTreeMap<String, T>) {
        let known: BTreeSet<&String> = ids.iter().collect();
        for id in words.keys().filter(|id| !known.contains(id)) {
            self.fault(file, format!("`{owner}`: there are words for `{id}`, which is not there. Take them out, or correct the id."));
        }
    }
}
