//! Structure and words joined for the window and for `policy questions --json`.

use std::collections::BTreeMap;

use super::{Catalogue, POLICY, Question, QuestionWords, RuleCheck};
use crate::view::{
    CatalogueView, ChoiceView, DocumentView, FieldView, OtherView, PresetView, QuestionView,
    StepView,
};

impl Catalogue {
    /// The catalogue in one language; `None` when there are no words in it.
    pub fn view(&self, lang: &str) -> Option<CatalogueView> {
        let words = &self.language(lang)?.words;
        let writes = self.clauses_by_question(lang);
        let steps = self
            .steps
            .iter()
            .map(|step| {
                let said = words.steps.get(&step.id).cloned().unwrap_or_default();
                StepView { id: step.id.clone(), title: said.title, intro: said.intro }
            })
            .collect();
        let questions = self
            .questions
            .iter()
            .map(|question| {
                let said = words.questions.get(&question.id).cloned().unwrap_or_default();
                let (titles, sources) = writes.get(&question.id).cloned().unwrap_or_default();
                question_view(question, &said, titles, sources, self.others_by_choice(&question.id))
            })
            .collect();
        let order = |id: &String| {
            let said = words.orders.get(id).cloned().unwrap_or_default();
            PresetView { id: id.clone(), name: said.name, description: said.description }
        };
        let orders = self.orders.keys().map(order).collect();
        let presets = self
            .presets
            .iter()
            .map(|id| {
                let said = words.presets.get(id).cloned().unwrap_or_default();
                PresetView { id: id.clone(), name: said.name, description: said.description }
            })
            .collect();
        Some(CatalogueView {
            lang: lang.to_owned(),
            steps,
            questions,
            sources: self.sources.clone(),
            documents: self
                .documents
                .iter()
                .filter(|spec| spec.id != POLICY)
                .map(|spec| DocumentView {
                    id: spec.id.clone(),
                    title: words.documents[&spec.id].title.clone(),
                })
                .collect(),
            presets,
            orders,
            values: crate::own::listed(self, words),
            page_css: self.page_css.clone(),
        })
    }

    fn others_by_choice(&self, question: &str) -> Vec<OtherView> {
        let Some(counts) = self.others.choice.get(question) else { return Vec::new() };
        let mut others: Vec<OtherView> = counts
            .iter()
            .map(|(choice, &policies)| OtherView {
                choice: choice.clone(),
                policies,
                of: self.others.of,
            })
            .collect();
        others.sort_by_key(|other| std::cmp::Reverse(other.policies));
        others
    }

    /// For each question: titles of the clauses it may write, and the sources of those clauses and
    /// of the rules that look at it.
    fn clauses_by_question(&self, lang: &str) -> BTreeMap<String, (Vec<String>, Vec<String>)> {
        let mut by_question: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
        let Some(language) = self.language(lang) else { return by_question };
        for clause in language.clauses.values() {
            let Some(condition) = &clause.include_if else { continue };
            for question in self.questions_of(condition) {
                let (titles, sources) = by_question.entry(question).or_default();
                // Variants of one clause may share its title.
                if !titles.contains(&clause.title) {
                    titles.push(clause.title.clone());
                }
                sources.extend(clause.sources.iter().cloned());
            }
        }
        for rule in &self.rules {
            let mut questions = vec![rule.question.clone()];
            if let RuleCheck::When(condition) = &rule.check {
                questions.extend(self.questions_of(condition));
            }
            for question in questions {
                by_question.entry(question).or_default().1.extend(rule.sources.iter().cloned());
            }
        }
        for (_, sources) in by_question.values_mut() {
            sources.sort();
            sources.dedup();
        }
        by_question
    }
}

fn question_view(
    question: &Question,
    said: &QuestionWords,
    writes: Vec<String>,
    sources: Vec<String>,
    others: Vec<OtherView>,
) -> QuestionView {
    QuestionView {
        id: question.id.clone(),
        step: question.step.clone(),
        r#type: question.r#type,
        follow_up_of: question.follow_up_of.clone(),
        required: question.required,
        quiet: question.quiet,
        label: said.label.clone(),
        ask: said.ask.clone(),
        hint: said.hint.clone(),
        why: said.why.clone(),
        error: said.error.clone(),
        choices: choices(&question.choices, &said.choice, &said.choice_hint),
        none: question.none.clone(),
        format: question.format.as_str().to_owned(),
        autocomplete: question.autocomplete.clone(),
        min: question.min,
        max: question.max,
        fields: question
            .fields
            .iter()
            .map(|field| {
                let words = said.field.get(&field.id).cloned().unwrap_or_default();
                FieldView {
                    id: field.id.clone(),
                    r#type: field.r#type,
                    label: words.label,
                    hint: words.hint,
                    choices: choices(&field.choices, &words.choice, &words.choice_hint),
                    required: field.required,
                    ask_if: field.ask_if.clone(),
                    format: field.format.as_str().to_owned(),
                    autocomplete: field.autocomplete.clone(),
                }
            })
            .collect(),
        others,
        writes,
        sources,
    }
}

fn choices(
    ids: &[String],
    labels: &BTreeMap<String, String>,
    hints: &BTreeMap<String, String>,
) -> Vec<ChoiceView> {
    ids.iter()
        .map(|id| ChoiceView {
            id: id.clone(),
            label: labels.get(id).cloned().unwrap_or_default(),
            hint: hints.get(id).cloned().unwrap_or_default(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_question_writes_is_listed_once() {
        let view = Catalogue::embedded().view("en").expect("English is built in");
        for QuestionView { id, writes, sources, .. } in view.questions {
            for mut list in [writes, sources] {
                let all = list.len();
                list.sort();
                list.dedup();
                assert_eq!(list.len(), all, "{id}");
            }
        }
    }
}
