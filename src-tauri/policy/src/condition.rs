//! Conditions as data, and the three-valued logic they are judged by. `not` of unknown is unknown:
//! an open question gives a gap in the document, never the opposite clause.

use serde::Deserialize;

/// True, false, or not yet known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// The answers say so.
    True,
    /// The answers say otherwise, or the question does not apply.
    False,
    /// A question that decides it is open.
    Unknown,
}

impl Truth {
    /// From a decided value.
    pub fn from_bool(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// A condition on answers or facts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Raw")]
pub enum Condition {
    /// A named fact holds.
    Fact(String),
    /// A `one_of` question has one of these choices.
    Is {
        /// Question id.
        question: String,
        /// Never empty.
        choices: Vec<String>,
    },
    /// A `many_of` question has this choice among its ticks.
    Includes {
        /// Question id.
        question: String,
        /// Choice id.
        choice: String,
    },
    /// Some row of a `records` question has this value in a field.
    Row {
        /// Question id.
        question: String,
        /// Field id.
        field: String,
        /// Choice id or text.
        value: String,
    },
    /// A `records` or `many_of` question has at least so many rows or ticks; a number is at least that.
    AtLeast {
        /// Question id.
        question: String,
        /// The least number.
        count: u64,
    },
    /// The question has an answer.
    Answered {
        /// Question id.
        question: String,
    },
    /// All of these; true when empty.
    All(Vec<Self>),
    /// Any of these; false when empty.
    Any(Vec<Self>),
    /// The contrary.
    Not(Box<Self>),
}

/// Answers the two questions a condition can ask.
pub(crate) trait Judge {
    fn fact(&self, id: &str) -> Truth;
    fn answer(&self, question: &str, test: Test<'_>) -> Truth;
}

/// What is asked about an answer.
#[derive(Clone, Copy)]
pub(crate) enum Test<'a> {
    Is(&'a [String]),
    Includes(&'a str),
    Row { field: &'a str, value: &'a str },
    AtLeast(u64),
    Answered,
}

impl Condition {
    /// Judges the condition.
    pub(crate) fn judge(&self, judge: &impl Judge) -> Truth {
        match self {
            Self::Fact(id) => judge.fact(id),
            Self::Is { question, choices } => judge.answer(question, Test::Is(choices)),
            Self::Includes { question, choice } => judge.answer(question, Test::Includes(choice)),
            Self::Row { question, field, value } => {
                judge.answer(question, Test::Row { field, value })
            }
            Self::AtLeast { question, count } => judge.answer(question, Test::AtLeast(*count)),
            Self::Answered { question } => judge.answer(question, Test::Answered),
            Self::All(parts) => all(parts.iter().map(|part| part.judge(judge))),
            Self::Any(parts) => all(parts.iter().map(|part| part.judge(judge).not())).not(),
            Self::Not(part) => part.judge(judge).not(),
        }
    }

    /// Calls `visit` with every question (`true`) and fact (`false`) the condition names.
    pub fn names<'a>(&'a self, visit: &mut impl FnMut(bool, &'a str)) {
        match self {
            Self::Fact(id) => visit(false, id),
            Self::Is { question, .. }
            | Self::Includes { question, .. }
            | Self::Row { question, .. }
            | Self::AtLeast { question, .. }
            | Self::Answered { question } => visit(true, question),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.names(visit);
                }
            }
            Self::Not(part) => part.names(visit),
        }
    }
}

fn all(truths: impl Iterator<Item = Truth>) -> Truth {
    let mut result = Truth::True;
    for truth in truths {
        match truth {
            Truth::False => return Truth::False,
            Truth::Unknown => result = Truth::Unknown,
            Truth::True => {}
        }
    }
    result
}

/// The condition as it is written in TOML: one flat table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    fact: Option<String>,
    question: Option<String>,
    field: Option<String>,
    is: Option<String>,
    is_any: Option<Vec<String>>,
    includes: Option<String>,
    at_least: Option<u64>,
    answered: Option<bool>,
    all: Option<Vec<Condition>>,
    any: Option<Vec<Condition>>,
    not: Option<Box<Condition>>,
}

impl TryFrom<Raw> for Condition {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        let choices = raw.is.map(|one| vec![one]).or(raw.is_any);
        match (raw.question, raw.fact, raw.all, raw.any, raw.not) {
            (Some(question), None, None, None, None) => {
                match (choices, raw.includes, raw.field, raw.at_least, raw.answered) {
                    (Some(choices), None, None, None, None) if !choices.is_empty() => {
                        Ok(Self::Is { question, choices })
                    }
                    (None, Some(choice), None, None, None) => {
                        Ok(Self::Includes { question, choice })
                    }
                    (None, Some(value), Some(field), None, None) => {
                        Ok(Self::Row { question, field, value })
                    }
                    (None, None, None, Some(count), None) => Ok(Self::AtLeast { question, count }),
                    (None, None, None, None, Some(true)) => Ok(Self::Answered { question }),
                    (None, None, None, None, Some(false)) => {
                        Ok(Self::Not(Box::new(Self::Answered { question })))
                    }
                    _ => Err(format!(
                        "A condition on `{question}` needs one of: is, is_any, includes (with or without field), at_least, answered."
                    )),
                }
            }
            (None, Some(fact), None, None, None) => Ok(Self::Fact(fact)),
            (None, None, Some(parts), None, None) => Ok(Self::All(parts)),
            (None, None, None, Some(parts), None) => Ok(Self::Any(parts)),
            (None, None, None, None, Some(part)) => Ok(Self::Not(part)),
            _ => Err("A condition is one of: question, fact, all, any, not.".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(Truth);
    impl Judge for Fixed {
        fn fact(&self, _: &str) -> Truth {
            self.0
        }
        fn answer(&self, _: &str, _: Test<'_>) -> Truth {
            self.0
        }
    }

    fn condition(toml: &str) -> Condition {
        #[derive(Deserialize)]
        struct Holder {
            c: Condition,
        }
        toml::from_str::<Holder>(&format!("c = {toml}")).expect("the test's TOML is right").c
    }

    #[test]
    fn unknown_is_never_turned_into_its_opposite() {
        let not = condition("{ not = { fact = \"x\" } }");
        assert_eq!(not.judge(&Fixed(Truth::Unknown)), Truth::Unknown);
        let any = condition("{ any = [{ fact = \"x\" }, { not = { fact = \"x\" } }] }");
        assert_eq!(any.judge(&Fixed(Truth::Unknown)), Truth::Unknown);
        assert_eq!(any.judge(&Fixed(Truth::False)), Truth::True);
    }

    #[test]
    fn a_condition_says_one_thing() {
        #[derive(Debug, Deserialize)]
        struct Holder {
            #[expect(dead_code, reason = "only its parsing is of interest")]
            c: Condition,
        }
        for wrong in [
            "{ question = \"a\", is = \"b\", includes = \"c\" }",
            "{ question = \"a\" }",
            "{ fact = \"a\", not = { fact = \"b\" } }",
            "{ fatc = \"a\" }",
        ] {
            toml::from_str::<Holder>(&format!("c = {wrong}")).expect_err(wrong);
        }
    }
}
