//! Raw answers as the clinician gave them, and checked answers of the type their question takes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;
use url::Url;

pub(crate) use crate::catalogue::Format;
use crate::catalogue::{Field, Question};
use crate::view::AnswerTypeView as AnswerType;

/// What the clinician said, raw, by question id. Unknown ids are kept and never printed.
pub type Answers = BTreeMap<String, Value>;

/// An answer that fits its question.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A choice id.
    One(String),
    /// Choice ids, at least one.
    Many(Vec<String>),
    /// One line, cleaned.
    Text(String),
    /// Paragraphs, each one line, at least one.
    Paragraphs(Vec<String>),
    /// Within the question's bounds.
    Number(u64),
    /// A day.
    Date(NaiveDate),
    /// At least one row.
    Rows(Vec<Row>),
}

/// A row by field id: `None` = required and open, an empty string = left out or not asked.
pub type Row = BTreeMap<String, Option<String>>;

/// Why an answer cannot be accepted; the sentence stands in `text/<lang>/problems.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// For records: zero-based row.
    pub row: Option<usize>,
    /// For records: field id.
    pub field: Option<String>,
    /// Key of the sentence.
    pub kind: &'static str,
    /// What was given, or the bound that was passed.
    pub value: String,
}

impl Fault {
    fn new(kind: &'static str, value: impl Into<String>) -> Self {
        Self { row: None, field: None, kind, value: value.into() }
    }
}

/// Longest single line. Names run to a few hundred letters; the rest belongs into own words.
const MAX_LINE: usize = 1_000;
/// Longest text in the clinician's own words.
const MAX_PARAGRAPHS: usize = 20_000;

/// Checks a raw answer against its question. `Ok(None)` is an answer left empty.
pub fn check(question: &Question, value: &Value) -> Result<Option<Answer>, Vec<Fault>> {
    let wrong = || vec![Fault::new("wrong_type", "")];
    if value.is_null() {
        return Ok(None);
    }
    match question.r#type {
        AnswerType::OneOf => {
            let id = value.as_str().ok_or_else(wrong)?;
            choice(&question.choices, id).map_err(|fault| vec![fault])?;
            Ok((!id.is_empty()).then(|| Answer::One(id.to_owned())))
        }
        AnswerType::ManyOf => many(question, value),
        AnswerType::Text => {
            let text = line(value.as_str().ok_or_else(wrong)?);
            check_format(question.format, &text).map_err(|fault| vec![fault])?;
            Ok((!text.is_empty()).then_some(Answer::Text(text)))
        }
        AnswerType::Paragraph => {
            let text = value.as_str().ok_or_else(wrong)?;
            if text.chars().count() > MAX_PARAGRAPHS {
                return Err(vec![Fault::new("too_long", MAX_PARAGRAPHS.to_string())]);
            }
            let paragraphs: Vec<String> =
                text.split('\n').map(line).filter(|part| !part.is_empty()).collect();
            Ok((!paragraphs.is_empty()).then_some(Answer::Paragraphs(paragraphs)))
        }
        AnswerType::Number => number(question, value),
        AnswerType::Date => {
            let text = value.as_str().ok_or_else(wrong)?.trim();
            if text.is_empty() {
                return Ok(None);
            }
            NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .map(|date| Some(Answer::Date(date)))
                .map_err(|_| vec![Fault::new("date", text)])
        }
        AnswerType::Records => records(question, value),
    }
}

fn choice(choices: &[String], id: &str) -> Result<(), Fault> {
    if id.is_empty() || choices.iter().any(|choice| choice == id) {
        Ok(())
    } else {
        Err(Fault::new("unknown_choice", line(id)))
    }
}

fn many(question: &Question, value: &Value) -> Result<Option<Answer>, Vec<Fault>> {
    let wrong = || vec![Fault::new("wrong_type", "")];
    let mut given = Vec::new();
    for item in value.as_array().ok_or_else(wrong)? {
        let id = item.as_str().ok_or_else(wrong)?;
        choice(&question.choices, id).map_err(|fault| vec![fault])?;
        given.push(id);
    }
    // The questionnaire's order, not the order of ticking: the same answers give the same bytes.
    let ticks: Vec<String> =
        question.choices.iter().filter(|c| given.contains(&c.as_str())).cloned().collect();
    if ticks.len() > 1 && question.none.as_ref().is_some_and(|none| ticks.contains(none)) {
        return Err(vec![Fault::new("none_and_more", "")]);
    }
    Ok((!ticks.is_empty()).then_some(Answer::Many(ticks)))
}

fn number(question: &Question, value: &Value) -> Result<Option<Answer>, Vec<Fault>> {
    let (min, max) = (question.min.unwrap_or(0).into(), question.max.unwrap_or(u32::MAX).into());
    let number = match value {
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => text.trim().parse::<u64>().ok(),
        other => other.as_u64(),
    };
    match number {
        Some(number) if (min..=max).contains(&number) => Ok(Some(Answer::Number(number))),
        _ if !matches!(value, Value::String(_) | Value::Number(_)) => {
            Err(vec![Fault::new("wrong_type", "")])
        }
        _ => {
            let bounds = match question.max {
                Some(max) => format!("from {min} to {max}"),
                None => format!("of {min} or more"),
            };
            Err(vec![Fault::new("number", bounds)])
        }
    }
}

fn records(question: &Question, value: &Value) -> Result<Option<Answer>, Vec<Fault>> {
    let wrong = || vec![Fault::new("wrong_type", "")];
    let raw = value.as_array().ok_or_else(wrong)?;
    let max = question.max.unwrap_or(60) as usize;
    if raw.len() > max {
        return Err(vec![Fault::new("too_many_rows", max.to_string())]);
    }
    let mut rows = Vec::new();
    let mut faults = Vec::new();
    for (index, item) in raw.iter().enumerate() {
        let object = item.as_object().ok_or_else(wrong)?;
        let mut row = Row::new();
        for field in &question.fields {
            match cell(field, object.get(&field.id)) {
                Ok(text) => {
                    row.insert(field.id.clone(), Some(text));
                }
                Err(fault) => {
                    let (row, field) = (Some(index), Some(field.id.clone()));
                    faults.push(Fault { row, field, ..fault });
                }
            }
        }
        if row.values().any(|text| text.as_ref().is_some_and(|text| !text.is_empty())) {
            rows.push(finish(question, row));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok((!rows.is_empty()).then_some(Answer::Rows(rows)))
}

/// Drops cells that do not apply to their row and marks required ones left open.
fn finish(question: &Question, mut row: Row) -> Row {
    for field in &question.fields {
        let applies = field.ask_if.as_ref().is_none_or(|condition| {
            row.get(&condition.field).cloned().flatten().is_some_and(|v| v == condition.is)
        });
        let open = row.get(&field.id).cloned().flatten().is_none_or(|text| text.is_empty());
        if !applies {
            row.insert(field.id.clone(), Some(String::new()));
        } else if field.required && open {
            row.insert(field.id.clone(), None);
        }
    }
    row
}

fn cell(field: &Field, value: Option<&Value>) -> Result<String, Fault> {
    let text = match value {
        None | Some(Value::Null) => return Ok(String::new()),
        Some(Value::String(text)) => line(text),
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => return Err(Fault::new("wrong_type", "")),
    };
    match field.r#type {
        AnswerType::OneOf => choice(&field.choices, &text)?,
        _ => check_format(field.format, &text)?,
    }
    Ok(text)
}

/// One clean line: NFC, control characters and direction overrides dropped, white space single.
/// Characters of the private use area, which the assembler uses for its own marks, become `�`.
pub(crate) fn line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            c if c.is_whitespace() => {
                if !clean.is_empty() && !clean.ends_with(' ') {
                    clean.push(' ');
                }
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{200b}' => {}
            '\u{e0000}'..='\u{e007f}' => {}
            '\u{e000}'..='\u{f8ff}' => clean.push('\u{fffd}'),
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean.truncate(clean.trim_end().len());
    clean
}

fn check_format(format: Format, text: &str) -> Result<(), Fault> {
    if text.chars().count() > MAX_LINE {
        return Err(Fault::new("too_long", MAX_LINE.to_string()));
    }
    let fits = text.is_empty()
        || match format {
            Format::Plain | Format::Name | Format::Handle => true,
            Format::Phone => link(format, text).is_some(),
            Format::Email => link(format, text).is_some(),
            Format::Url => link(format, text).is_some(),
        };
    if fits { Ok(()) } else { Err(Fault::new(format.as_str(), text)) }
}

/// The link behind a phone number, e-mail or web address; `None` when the text is none, or when
/// the format is not one that links.
pub(crate) fn link(format: Format, text: &str) -> Option<String> {
    match format {
        Format::Plain | Format::Name | Format::Handle => None,
        Format::Phone => {
            // Letters start an extension, which a `tel:` link leaves to the caller.
            let digits: String = text
                .chars()
                .take_while(|c| !c.is_alphabetic())
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            let plain = text.chars().all(|c| {
                c.is_ascii_alphanumeric()
                    || matches!(c, ' ' | '+' | '-' | '.' | '(' | ')' | ',' | '#')
            });
            (plain && digits.len() >= 3 && digits.len() <= 20).then(|| format!("tel:{digits}"))
        }
        Format::Email => {
            let (user, host) = text.split_once('@')?;
            let clean = |part: &str| {
                !part.is_empty()
                    && part.chars().all(|c| c.is_alphanumeric() || ".-_+%'".contains(c))
            };
            let fits = clean(user) && clean(host) && host.contains('.') && !host.ends_with('.');
            fits.then(|| format!("mailto:{user}@{host}"))
        }
        Format::Url => {
            let full =
                if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
            let url = Url::parse(&full).ok()?;
            let web = matches!(url.scheme(), "https" | "http");
            let host = url.host_str()?;
            let fits =
                web && host.contains('.') && url.username().is_empty() && !text.contains(' ');
            (fits && url.password().is_none()).then(|| url.to_string())
        }
    }
}

/// How a web address prints: without scheme and closing slash.
pub(crate) fn shown(format: Format, text: &str) -> String {
    match format {
        Format::Url => text
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_only_what_they_seem() {
        assert_eq!(link(Format::Url, "willow.example").as_deref(), Some("https://willow.example/"));
        assert_eq!(link(Format::Url, "javascript:alert(1)"), None);
        assert_eq!(link(Format::Url, "https://user:pw@willow.example"), None);
        assert_eq!(link(Format::Url, "data:text/html,x"), None);
        assert_eq!(link(Format::Phone, "503-555-0142 ext. 2").as_deref(), Some("tel:5035550142"));
        assert_eq!(link(Format::Phone, "call me"), None);
        assert_eq!(link(Format::Email, "a@b.example\r\nBcc: c").as_deref(), None);
    }

    #[test]
    fn a_line_is_one_clean_line() {
        assert_eq!(line("  a\n\tb \u{202e}c\u{0}  "), "a b c");
        assert_eq!(line("e\u{301}"), "é");
        assert_eq!(line("\u{e000}x"), "\u{fffd}x");
        assert_eq!(line("<script>**x**{{y}}"), "<script>**x**{{y}}");
    }
}
