//! Questions, facts, the order of the document, rules and presets: structure by id.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lint, near};
use crate::answers::check;
use crate::catalogue::{Question, RuleCheck};
use crate::condition::Condition;
use crate::draft::{apply_preset, suggestible};
use crate::facts::prints;
use crate::journey::journey;
use crate::lint::names;
use crate::review::Severity;
use crate::view::AnswerTypeView as AnswerType;
use crate::{Catalogue, Draft};

/// Questions that code prints or reads by their id: masthead, voice, emergency box.
const READ_BY_CODE: [&str; 18] = [
    "practice_name",
    "clinicians",
    "more_licenses",
    "phone",
    "email",
    "portal",
    "website",
    "address",
    "effective_date",
    "review_date",
    "voice",
    "people_word",
    "extra_lines",
    "hidden_lines",
    "local_lines",
    "resource_checks",
    "resource_checked_on",
    "acknowledgement",
];

impl Lint<'_> {
    pub(super) fn questions(&mut self) {
        let catalogue = self.catalogue;
        let mut earlier: BTreeSet<&str> = BTreeSet::new();
        for question in &catalogue.questions {
            let file = format!("questionnaire/{}.toml", question.step);
            if let Some(condition) = &question.ask_if {
                self.condition(&file, &question.id, condition);
                condition.names(&mut |is_question, id| {
                    if !is_question || !earlier.contains(id) {
                        let message = format!(
                            "`{}`: ask_if may name earlier questions only, not `{id}`.",
                            question.id
                        );
                        self.fault(&file, message);
                    }
                });
            }
            if let Some(parent) = &question.follow_up_of {
                let same = catalogue.question(parent).is_some_and(|p| p.step == question.step);
                if !same || !earlier.contains(parent.as_str()) {
                    self.fault(
                        &file,
                        format!(
                            "`{}`: follow_up_of names an earlier question of the same step.",
                            question.id
                        ),
                    );
                }
            }
            let after = question.after.as_deref();
            let dates = after.is_none_or(|id| {
                let before = catalogue.question(id).filter(|_| earlier.contains(id));
                question.r#type == AnswerType::Date
                    && before.is_some_and(|before| before.r#type == AnswerType::Date)
            });
            if !dates {
                self.fault(&file, format!("`{}`: after names an earlier date.", question.id));
            }
            if question.quiet && question.required {
                let message = format!("`{}` is quiet, so it cannot be required.", question.id);
                self.fault(&file, message);
            }
            let of_one_policy = question.r#type == AnswerType::Date || !question.suggest.is_empty();
            if question.profile && of_one_policy {
                let message = format!(
                    "`{}` is in the practice's profile, so it is no date and no preset suggests it: those belong to one policy.",
                    question.id
                );
                self.fault(&file, message);
            }
            self.shape(&file, question);
            for (preset, value) in &question.suggest {
                let fits =
                    suggestible(question.r#type) && matches!(check(question, value), Ok(Some(_)));
                if !fits || !catalogue.presets.contains(preset) {
                    self.fault(
                        &file,
                        format!("`{}`: the suggestion for `{preset}` does not fit. It is one of the choices, and the preset stands in presets.toml.", question.id),
                    );
                }
            }
            earlier.insert(&question.id);
        }
    }

    fn shape(&mut self, file: &str, question: &Question) {
        let choices = matches!(question.r#type, AnswerType::OneOf | AnswerType::ManyOf);
        let enough =
            question.choices.len() >= if question.r#type == AnswerType::OneOf { 2 } else { 1 };
        let records = question.r#type == AnswerType::Records;
        let none = question.none.as_ref().is_none_or(|none| question.choices.contains(none));
        if choices == question.choices.is_empty() || (choices && !enough) || !none {
            self.fault(file, format!("`{}`: its choices do not fit its type. one_of has two or more, many_of one or more, other types none; `none` is one of them.", question.id));
        }
        if records == question.fields.is_empty() {
            self.fault(
                file,
                format!("`{}`: records have fields, other types have none.", question.id),
            );
        }
        for field in &question.fields {
            let fits = match field.r#type {
                AnswerType::Text => field.choices.is_empty(),
                AnswerType::OneOf => field.choices.len() >= 2,
                _ => false,
            };
            let known = field.ask_if.as_ref().is_none_or(|condition| {
                question.field(&condition.field).is_some_and(|f| f.choices.contains(&condition.is))
            });
            let among = field.among.as_ref().is_none_or(|id| {
                let others = self.catalogue.question(id);
                let before = self.catalogue.rank(id) < self.catalogue.rank(&question.id);
                before && others.is_some_and(|others| others.r#type == AnswerType::Records)
            });
            if !fits || !known || !among {
                self.fault(
                    file,
                    format!("`{}`: the field `{}` does not fit. A text has no choices, a one_of two or more; ask_if names a field and one of its choices, among an earlier records question.", question.id, field.id),
                );
            }
        }
    }

    /// Checks that questions, choices, fields and facts of a condition exist and fit.
    pub(super) fn condition(&mut self, file: &str, owner: &str, condition: &Condition) {
        if let Some(message) = misfit(self.catalogue, condition) {
            self.fault(file, format!("`{owner}`: {message}"));
        }
    }

    pub(super) fn facts(&mut self) {
        let catalogue = self.catalogue;
        for (id, fact) in &catalogue.facts {
            self.condition("facts", id, &fact.from);
            if circular(catalogue, id, id, 0) {
                self.fault("facts", format!("`{id}` comes down to itself. Let one of the facts in the circle name questions only."));
            }
            if catalogue.question(id).is_some_and(|question| prints(question.r#type)) {
                self.fault("facts", format!("`{id}` is a value too; give the fact another name."));
            }
        }
    }

    /// Every entry is a clause or a group, every clause stands in some document.
    pub(super) fn documents(&mut self) {
        let catalogue = self.catalogue;
        let mut listed: BTreeSet<&str> = BTreeSet::new();
        for document in &catalogue.documents {
            let file = &document.path();
            let mut sections: BTreeSet<&str> = BTreeSet::new();
            for section in &document.sections {
                if !sections.insert(&section.id) {
                    self.fault(
                        file,
                        format!(
                            "The section `{}` is there twice. Give one of them another id.",
                            section.id
                        ),
                    );
                }
            }
            if let Some(when) = &document.when {
                self.only_facts(file, "when", when);
            }
            let mut here: BTreeSet<&str> = BTreeSet::new();
            for entry in document.entries() {
                if !here.insert(&entry.name) {
                    self.fault(
                        file,
                        format!(
                            "`{}` is listed twice. Keep the one that stands where it should print.",
                            entry.name
                        ),
                    );
                }
                if let Some(when) = &entry.when {
                    self.only_facts(file, &entry.name, when);
                }
            }
            for (code, language) in &catalogue.languages {
                let known = |name: &&&str| {
                    language.clauses.iter().any(|(id, clause)| clause.name(id) == **name)
                };
                for name in here.iter().filter(|name| !known(name)) {
                    self.fault(file, format!("`{name}` has no clause in `{code}`. Write clauses/{code}/{name}.md, or take it off the list."));
                }
            }
            listed.extend(here);
        }
        for (id, order) in &catalogue.orders {
            for section in &order.first {
                let moves = |spec: &&crate::catalogue::SectionSpec| {
                    spec.id == *section && crate::own::moves(spec)
                };
                if !catalogue.policy().sections.iter().any(|spec| moves(&spec)) {
                    let message = format!("`{id}`: `{section}` is no section that moves.");
                    self.fault(crate::catalogue::ORDERS, message);
                }
            }
        }
        for (code, language) in &catalogue.languages {
            for (id, clause) in &language.clauses {
                let name = clause.name(id);
                if !listed.contains(name) {
                    self.fault(
                        format!("clauses/{code}/{id}.md"),
                        format!("`{name}` is not listed in any file of documents/. Add it to a section of one."),
                    );
                }
            }
        }
    }

    pub(super) fn only_facts(&mut self, file: &str, owner: &str, condition: &Condition) {
        self.condition(file, owner, condition);
        condition.names(&mut |is_question, id| {
            if is_question {
                self.fault(
                    file,
                    format!("`{owner}` names the question `{id}`; it may name facts only."),
                );
            }
        });
    }

    pub(super) fn rules(&mut self) {
        let catalogue = self.catalogue;
        for rule in &catalogue.rules {
            let file = &crate::catalogue::rules::path(&rule.file);
            let owner = rule.id.as_str();
            self.sources(file, owner, &rule.sources);
            if rule.severity == Severity::Stop && rule.sources.is_empty() {
                self.fault(file, format!("{owner}: a stop needs a source. Name one in sources.toml that was read, or make it a warn."));
            }
            match &rule.check {
                RuleCheck::When(condition) | RuleCheck::Text { when: Some(condition), .. } => {
                    self.only_facts(file, owner, condition);
                }
                RuleCheck::Changes { removes, rewords, when } => {
                    if let Some(condition) = when {
                        self.only_facts(file, owner, condition);
                    }
                    let entries = catalogue.policy().entries();
                    let listed: BTreeSet<&str> = entries.map(|entry| entry.name.as_str()).collect();
                    for name in removes.iter().chain(rewords) {
                        if !listed.contains(crate::own::slot(catalogue, name).as_str()) {
                            self.fault(file, format!("{owner}: there is no clause `{name}`."));
                        }
                    }
                }
                RuleCheck::Row(check) => {
                    let columns = check.is.keys().chain(check.matches.iter().map(|(id, _)| id));
                    let question = catalogue.question(&rule.question);
                    let known = |id: &&String| question.is_some_and(|it| it.field(id).is_some());
                    for id in columns.filter(|id| !known(id)) {
                        let message = format!("{owner}: `{}` has no column `{id}`.", rule.question);
                        self.fault(file, message);
                    }
                }
                RuleCheck::Text { when: None, .. }
                | RuleCheck::Reading
                | RuleCheck::Code
                | RuleCheck::Unseen
                | RuleCheck::Emergency(_)
                | RuleCheck::Sources => {}
            }
            let by_answers = !rule.check.is_on_her_words();
            if by_answers && catalogue.question(&rule.question).is_none() {
                self.fault(file, format!("{owner}: there is no question `{}`.", rule.question));
            }
            if let Some(fix) = &rule.fix {
                let fits = catalogue
                    .question(&fix.question)
                    .is_some_and(|question| matches!(check(question, &fix.answer), Ok(Some(_))));
                if !fits {
                    self.fault(file, format!("{owner}: its fix does not fit `{}`.", fix.question));
                }
            }
        }
    }

    /// Every choice on a preset's path is suggested.
    pub(super) fn presets(&mut self) {
        let catalogue = self.catalogue;
        for preset in &catalogue.presets {
            let empty = Draft::new(BTreeMap::new());
            let Some(filled) = apply_preset(catalogue, &empty, preset) else { continue };
            let journey = journey(catalogue, &filled.answers);
            for id in journey.blanks() {
                let Some(question) = catalogue.question(id) else { continue };
                if suggestible(question.r#type) {
                    let file = format!("questionnaire/{}.toml", question.step);
                    self.fault(file, format!("`{id}` has no suggestion for `{preset}`. Add one, or make the question optional."));
                }
            }
        }
    }

    /// Every question and every fact is used.
    pub(super) fn usage(&mut self) {
        let catalogue = self.catalogue;
        let mut questions: BTreeSet<String> =
            READ_BY_CODE.iter().map(|&id| id.to_owned()).collect();
        let mut facts: BTreeSet<String> =
            catalogue.places.iter().filter_map(|place| place.fact.clone()).collect();
        let mut use_all = |condition: &Condition| {
            condition.names(&mut |is_question, id| {
                if is_question { &mut questions } else { &mut facts }.insert(id.to_owned());
            });
        };
        catalogue.questions.iter().filter_map(|q| q.ask_if.as_ref()).for_each(&mut use_all);
        catalogue.facts.values().map(|fact| &fact.from).for_each(&mut use_all);
        let entries = catalogue.entries().filter_map(|entry| entry.when.as_ref());
        let whole = catalogue.documents.iter().filter_map(|document| document.when.as_ref());
        entries.chain(whole).for_each(&mut use_all);
        for rule in &catalogue.rules {
            if let RuleCheck::When(condition)
            | RuleCheck::Text { when: Some(condition), .. }
            | RuleCheck::Changes { when: Some(condition), .. } = &rule.check
            {
                use_all(condition);
            }
        }
        for language in catalogue.languages.values() {
            language.clauses.values().filter_map(|c| c.include_if.as_ref()).for_each(&mut use_all);
        }
        for template in catalogue
            .languages
            .values()
            .flat_map(|l| l.templates.get_templates().values().collect::<Vec<_>>())
        {
            for used in names(template) {
                questions.insert(used.name.clone());
                facts.insert(used.name);
            }
        }
        for question in &catalogue.questions {
            if !questions.contains(&question.id) {
                self.fault(
                    format!("questionnaire/{}.toml", question.step),
                    format!("Nothing uses the answer to `{}`. Name it in a fact or print it in a clause, or take it out.", question.id),
                );
            }
        }
        for id in catalogue.facts.keys().filter(|id| !facts.contains(*id)) {
            self.fault("facts", format!("Nothing uses the fact `{id}`. Name it in a clause, a rule or a document, or take it out."));
        }
    }
}

fn circular(catalogue: &Catalogue, start: &str, id: &str, depth: usize) -> bool {
    let Some(fact) = catalogue.facts.get(id).filter(|_| depth <= 16) else { return depth > 16 };
    let mut found = false;
    fact.from.names(&mut |is_question, next| {
        found |= !is_question && (next == start || circular(catalogue, start, next, depth + 1));
    });
    found
}

/// A sentence about the first part of a condition that names what is not there.
fn misfit(catalogue: &Catalogue, condition: &Condition) -> Option<String> {
    let question = |id: &str| {
        catalogue.question(id).ok_or_else(|| {
            let near = near(id, catalogue.questions.iter().map(|question| &question.id));
            format!("there is no question `{id}`. {near}")
        })
    };
    let fits = |id: &str, test: &dyn Fn(&Question) -> bool, what: String| match question(id) {
        Ok(found) => (!test(found)).then_some(what),
        Err(message) => Some(message),
    };
    match condition {
        Condition::Fact(id) => (!catalogue.facts.contains_key(id)).then(|| {
            let near = near(id, catalogue.facts.keys());
            format!("there is no fact `{id}`. {near}Or add it to the step's file in facts/.")
        }),
        Condition::Is { question, choices } => fits(
            question,
            &|q| q.r#type == AnswerType::OneOf && choices.iter().all(|c| q.choices.contains(c)),
            format!("`{question}` has no such choice: {}.", choices.join(", ")),
        ),
        Condition::Includes { question, choice } => fits(
            question,
            &|q| q.r#type == AnswerType::ManyOf && q.choices.contains(choice),
            format!("`{question}` has no tick `{choice}`."),
        ),
        Condition::Row { question, field, value } => fits(
            question,
            &|q| q.field(field).is_some_and(|f| f.choices.is_empty() || f.choices.contains(value)),
            format!("`{question}` has no column `{field}` with `{value}`."),
        ),
        Condition::AtLeast { question, .. } => fits(
            question,
            &|q| matches!(q.r#type, AnswerType::ManyOf | AnswerType::Records | AnswerType::Number),
            format!("`{question}` has nothing to count."),
        ),
        Condition::Answered { question } => fits(question, &|_| true, String::new()),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().find_map(|part| misfit(catalogue, part))
        }
        Condition::Not(part) => misfit(catalogue, part),
    }
}
