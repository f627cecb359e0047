//! Which rule looks at which topic, for which profession and place, and on what it rests: a table a
//! lawyer or a board can check without reading the content files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::answers::Answers;
use crate::catalogue::{Catalogue, Rule, RuleCheck};
use crate::condition::{Condition, Truth};
use crate::facts::resolve;
use crate::journey::journey;
use crate::review::Severity;

/// One rule under one topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Such as `T03`; empty where the rule belongs to no topic.
    pub topic: String,
    /// Its id.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// The professions it speaks to; empty = all.
    pub professions: Vec<String>,
    /// The places it speaks to; empty = all.
    pub places: Vec<String>,
    /// Source ids.
    pub sources: Vec<String>,
}

/// Every rule under every topic its question is about, by topic and rule.
pub fn standards(catalogue: &Catalogue) -> Vec<Row> {
    let topics = topics_by_question(catalogue);
    let mut rows = Vec::new();
    for rule in &catalogue.rules {
        let none = BTreeSet::from([String::new()]);
        let under = topics.get(&rule.question).unwrap_or(&none);
        rows.extend(under.iter().map(|topic| Row {
            topic: topic.clone(),
            rule: rule.id.clone(),
            severity: rule.severity,
            professions: reach(catalogue, rule, "profession"),
            places: reach(catalogue, rule, "place"),
            sources: rule.sources.clone(),
        }));
    }
    rows.sort_by(|a, b| (&a.topic, a.severity, &a.rule).cmp(&(&b.topic, b.severity, &b.rule)));
    rows
}

/// The topics of the clauses that an answer chooses.
fn topics_by_question(catalogue: &Catalogue) -> BTreeMap<String, BTreeSet<String>> {
    let mut topics: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for clause in catalogue.languages.values().flat_map(|language| language.clauses.values()) {
        for question in clause.include_if.iter().flat_map(|it| catalogue.questions_of(it)) {
            topics.entry(question).or_default().extend(clause.topics.iter().cloned());
        }
    }
    topics
}

/// The choices of a column of the clinicians under which the rule can speak; empty when it can
/// under each. Everything but that column is left open.
fn reach(catalogue: &Catalogue, rule: &Rule, field: &str) -> Vec<String> {
    if let RuleCheck::Row(check) = &rule.check {
        return check.is.get(field).cloned().into_iter().collect();
    }
    let (RuleCheck::When(condition) | RuleCheck::Text { when: Some(condition), .. }) = &rule.check
    else {
        return Vec::new();
    };
    let Some(column) = catalogue.question("clinicians").and_then(|it| it.field(field)) else {
        return Vec::new();
    };
    let reached: Vec<String> = column
        .choices
        .iter()
        .filter(|choice| can_speak(catalogue, condition, field, choice))
        .cloned()
        .collect();
    if reached.len() == column.choices.len() { Vec::new() } else { reached }
}

fn can_speak(catalogue: &Catalogue, condition: &Condition, field: &str, choice: &str) -> bool {
    let answers = Answers::from([("clinicians".to_owned(), json!([{ field: choice }]))]);
    let facts = resolve(catalogue, &journey(catalogue, &answers));
    condition.judge(&facts) != Truth::False
}
