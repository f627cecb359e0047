//! What ethics, law and plain language have to say about the document: rules as data, judged
//! against the facts and the clinician's own words. All are collected; none hides another.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;
use serde_json::{Value, json};

use crate::answers::{Answer, Format, Row, line};
use crate::ascii;
use crate::catalogue::{Catalogue, EmergencyCheck, Field, Rule, RuleCheck, Words, rules::RowCheck};
use crate::condition::{Condition, Truth};
use crate::draft::Draft;
use crate::emergency;
use crate::facts::Facts;
use crate::journey::Journey;
use crate::own::{Arrangement, MAX_REASON, Part, PartKind, because, digest, slot};
use crate::reading;
use crate::review::{Finding, Severity};
use crate::select::{Chosen, select};
use crate::view::AnswerTypeView as AnswerType;

/// A grade above this, or a sentence longer than that, is hard for many clients (R25).
const MAX_GRADE: f64 = 8.0;
const MAX_WORDS: usize = 25;
/// The formulas say little about less than this.
const MIN_WORDS: usize = 20;

/// What the rules look at.
pub struct Look<'a> {
    /// The rules.
    pub catalogue: &'a Catalogue,
    /// Their words.
    pub words: &'a Words,
    /// Raw answers, and which findings are kept.
    pub draft: &'a Draft,
    /// Which questions apply.
    pub journey: &'a Journey,
    /// What the answers mean.
    pub facts: &'a Facts,
    /// What prints, and in whose words.
    pub arrangement: &'a Arrangement,
    /// Some rules go by dates.
    pub today: NaiveDate,
}

/// Judges every rule; the gravest come first, then the order of the questions.
pub fn findings(look: &Look<'_>) -> Vec<Finding> {
    let sayings = look.arrangement.sayings(look.draft);
    let mut own = look.own_words();
    own.extend(
        sayings
            .iter()
            .map(|saying| Own::new(Place::Part(saying.part.clone()), saying.text.clone(), true)),
    );
    let mut found = Vec::new();
    for rule in &look.catalogue.rules {
        let here = || Place::Question(rule.question.clone());
        match &rule.check {
            RuleCheck::When(condition) => {
                // A rule about a question that is not asked has nothing to point at.
                let asked = look.journey.asked().any(|id| id == rule.question);
                if asked && holds(condition, look.facts) {
                    let because = look.because(Some(condition));
                    found.push(look.finding(rule, here(), "", because));
                }
            }
            RuleCheck::Text { patterns, when } => {
                if when.as_ref().is_some_and(|condition| !holds(condition, look.facts)) {
                    continue;
                }
                for Own { place, text, plain, .. } in &own {
                    if let Some(at) = ascii::find(patterns, plain, text) {
                        let because = look.because(when.as_ref());
                        let quote = sentence_at(text, at);
                        found.push(look.finding(rule, place.clone(), quote, because));
                    }
                }
            }
            RuleCheck::Reading => {
                for Own { place, text, .. } in own.iter().filter(|own| own.runs) {
                    if let Some(quote) = hard_to_read(text) {
                        found.push(look.finding(rule, place.clone(), &quote, Value::Null));
                    }
                }
            }
            RuleCheck::Code | RuleCheck::Unseen => {
                let quote = if matches!(rule.check, RuleCheck::Code) { code } else { unseen };
                for saying in &sayings {
                    if let Some(quote) = quote(&saying.typed) {
                        let place = Place::Part(saying.part.clone());
                        found.push(look.finding(rule, place, &quote, Value::Null));
                    }
                }
            }
            RuleCheck::Changes { removes, rewords, when } => {
                if when.as_ref().is_some_and(|condition| !holds(condition, look.facts)) {
                    continue;
                }
                for (kind, clause) in look.arrangement.changed() {
                    let list = if kind == PartKind::Removed { removes } else { rewords };
                    let slot = slot(look.catalogue, clause);
                    if list.iter().any(|name| name == clause || *name == slot) {
                        let place = Place::Part(Part::new(kind, clause));
                        let because = json!(look.draft.overrides.get(clause));
                        found.push(look.finding(rule, place, "", because));
                    }
                }
            }
            RuleCheck::Emergency(check) => {
                let (catalogue, journey) = (look.catalogue, look.journey);
                let wrong: Option<Vec<&str>> = match check {
                    EmergencyCheck::Empty => emergency::is_empty(catalogue, journey).then(Vec::new),
                    EmergencyCheck::Stale => {
                        let rows = emergency::printed(catalogue, journey);
                        some(rows.filter(|row| row.is_stale(look.today)).map(|row| row.id()))
                    }
                    EmergencyCheck::Unconfirmed => {
                        let rows = emergency::wanted(catalogue, journey);
                        some(rows.filter(|row| !row.is_confirmed()).map(|row| row.id()))
                    }
                };
                if let Some(rows) = wrong {
                    found.push(look.finding(rule, here(), "", json!(rows)));
                }
            }
            RuleCheck::Row(check) => {
                if let Some(quote) = row_that_meets(check, look.journey.answer(&rule.question)) {
                    found.push(look.finding(rule, here(), &quote, Value::Null));
                }
            }
            RuleCheck::Sources => {
                let stale = look.stale_sources();
                if !stale.is_empty() {
                    let because = json!(stale);
                    let finding = look.finding(rule, here(), "", because);
                    found.push(Finding { sources: stale, ..finding });
                }
            }
        }
    }
    // A psychologist is not shown the social workers' code, unless nothing else is behind a rule.
    let present = professions(look.journey);
    for finding in &mut found {
        let speaks = |id: &String| look.catalogue.speaks_to(id, &present);
        if finding.sources.iter().any(speaks) {
            finding.sources.retain(speaks);
        }
    }
    found.sort_by_key(|finding| (finding.severity, look.catalogue.rank(&finding.question)));
    found
}

/// Where a finding stands.
#[derive(Clone)]
enum Place {
    Question(String),
    Part(Part),
}

/// Free text in an answer, or of her own.
struct Own {
    place: Place,
    /// One line a paragraph or cell.
    text: String,
    /// The same for patterns.
    plain: String,
    /// Running text, not names and cells.
    runs: bool,
}

impl Own {
    fn new(place: Place, text: String, runs: bool) -> Self {
        let plain = ascii::plain(&text);
        Self { place, text, plain, runs }
    }
}

fn holds(condition: &Condition, facts: &Facts) -> bool {
    condition.judge(facts) == Truth::True
}

/// What a rule says, before anybody kept it.
pub(crate) fn finding(rule: &Rule, words: &Words, question: &str, quote: &str) -> Finding {
    let said = words.rules.get(&rule.id).cloned().unwrap_or_default();
    Finding {
        rule: rule.id.clone(),
        key: rule.id.clone(),
        because: String::new(),
        severity: rule.severity,
        question: question.to_owned(),
        part: None,
        sentence: said.sentence,
        hint: said.hint,
        quote: quote.to_owned(),
        sources: rule.sources.clone(),
        fix: rule.fix.clone(),
        kept: String::new(),
        kept_before: String::new(),
    }
}

/// A list that has something in it.
fn some<T>(items: impl Iterator<Item = T>) -> Option<Vec<T>> {
    let items: Vec<T> = items.collect();
    (!items.is_empty()).then_some(items)
}

/// The quoted cell of the first row that has all the values and patterns.
fn row_that_meets(check: &RowCheck, answer: Option<&Answer>) -> Option<String> {
    let Some(Answer::Rows(rows)) = answer else { return None };
    let cell = |row: &Row, field: &String| row.get(field).cloned().flatten().unwrap_or_default();
    rows.iter()
        .find(|row| {
            check.is.iter().all(|(field, value)| cell(row, field) == *value)
                && check.matches.iter().all(|(field, pattern)| {
                    let text = cell(row, field);
                    !text.is_empty() && pattern.is_match(&text)
                })
        })
        .and_then(|row| check.matches.first().map(|(field, _)| cell(row, field)))
}

fn past_review(catalogue: &Catalogue, source: &str, today: NaiveDate) -> bool {
    let day = catalogue.sources.get(source).and_then(|it| it.review_after.parse().ok());
    day.is_some_and(|day: NaiveDate| today > day)
}

/// The professions of the clinicians.
fn professions(journey: &Journey) -> BTreeSet<String> {
    match journey.answer("clinicians") {
        Some(Answer::Rows(rows)) => {
            rows.iter().filter_map(|row| row.get("profession").cloned().flatten()).collect()
        }
        _ => BTreeSet::new(),
    }
}

impl Look<'_> {
    /// The answers behind a condition.
    fn because(&self, condition: Option<&Condition>) -> Value {
        condition.map_or(Value::Null, |it| because(self.catalogue, &self.draft.answers, it))
    }

    /// A finding where it stands, kept if she said so of just this.
    fn finding(&self, rule: &Rule, place: Place, quote: &str, because: Value) -> Finding {
        let (question, part) = match place {
            Place::Question(question) => (question, None),
            Place::Part(part) => (String::new(), Some(part)),
        };
        let mut found = finding(rule, self.words, &question, quote);
        if rule.check.is_on_her_words() {
            let at = part.as_ref().map_or(question, Part::clause);
            found.key = format!("{}@{at}", rule.id);
        }
        found.part = part;
        found.because = digest(&json!([because, quote]));
        let Some(kept) = self.draft.kept.get(&found.key) else { return found };
        let reason = kept.reason.trim().to_owned();
        let holds = rule.severity == Severity::Warn
            && kept.because == found.because
            && reason.chars().count() <= MAX_REASON;
        *(if holds { &mut found.kept } else { &mut found.kept_before }) = reason;
        found
    }

    /// The sources behind our clauses of the policy that are past their review, of the professions
    /// present, in order. Clauses she took out or worded herself rest on them no more.
    fn stale_sources(&self) -> Vec<String> {
        let (catalogue, present) = (self.catalogue, professions(self.journey));
        let changed: Vec<&str> = self.arrangement.changed().map(|(_, clause)| clause).collect();
        let mut stale: BTreeSet<String> = BTreeSet::new();
        for language in catalogue.languages.values() {
            let policy = catalogue.policy();
            let chosen = select(catalogue, language, policy, self.journey, self.facts);
            for slot in chosen.iter().flatten() {
                let Chosen::Clause { id, .. } = &slot.holds else { continue };
                if changed.contains(&id.as_str()) {
                    continue;
                }
                let sources = language.clauses.get(id).map_or(&[][..], |clause| &clause.sources);
                let late = |id: &&String| past_review(catalogue, id, self.today);
                stale.extend(sources.iter().filter(late).cloned());
            }
        }
        stale.retain(|id| catalogue.speaks_to(id, &present));
        stale.into_iter().collect()
    }

    /// Free text in the answers. Names, numbers and addresses are not judged.
    fn own_words(&self) -> Vec<Own> {
        let words = self.catalogue.questions.iter().filter_map(|question| {
            let answer = self.journey.answer(&question.id)?;
            let text = match answer {
                Answer::Paragraphs(lines) => lines.join("\n"),
                Answer::Text(text) if question.format == Format::Plain => text.clone(),
                Answer::Rows(rows) => {
                    let plain = |field: &&Field| {
                        field.r#type == AnswerType::Text && field.format == Format::Plain
                    };
                    let fields = question.fields.iter().filter(plain);
                    let cells = fields.flat_map(|field| {
                        rows.iter().filter_map(|row| row.get(&field.id)?.clone())
                    });
                    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("\n")
                }
                _ => return None,
            };
            let runs = matches!(answer, Answer::Paragraphs(_));
            Some(Own::new(Place::Question(question.id.clone()), text, runs))
        });
        words.collect()
    }
}

/// The first piece of code of web pages or templates in own text: it prints as typed, which is
/// hardly what was meant.
fn code(typed: &str) -> Option<String> {
    static CODE: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"</?[A-Za-z!][^<>\n]{0,80}>|\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|&(?:[a-z]{2,8}|#\d{1,6});";
        Regex::new(pattern).expect("the pattern is tested")
    });
    CODE.find(typed).map(|found| found.as_str().to_owned())
}

/// The first line with a sign that cannot be seen and changes how text reads.
fn unseen(typed: &str) -> Option<String> {
    let sign = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{e0000}'..='\u{e007f}');
    let at = typed.lines().find(|line| line.contains(sign))?;
    Some(line(at))
}

/// The sentence that holds a byte of a text.
pub(crate) fn sentence_at(text: &str, byte: usize) -> &str {
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let start = text[..byte].rfind(is_end).map_or(0, |at| at + 1);
    let end = text[byte..].find(is_end).map_or(text.len(), |at| byte + at + 1);
    text[start..end].trim()
}

/// The hardest sentence, when the text is hard to read.
fn hard_to_read(text: &str) -> Option<String> {
    let paragraphs: Vec<&str> = text.lines().collect();
    let counts = reading::counts(paragraphs.iter().copied());
    let hard = counts.words >= MIN_WORDS && reading::flesch_kincaid(&counts) > MAX_GRADE;
    if hard || counts.longest_sentence > MAX_WORDS {
        reading::worst_sentences(paragraphs, 1).into_iter().next().map(|(sentence, _)| sentence)
    } else {
        None
    }
}

/// Whether one of them blocks issuing.
pub(crate) fn any_stop(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Stop)
}
