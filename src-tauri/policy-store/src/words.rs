//! The sentences in which the store reports what it did or would do. Titles are the person's own
//! words and stand in quotation marks.

use std::fmt;

use crate::backup::Reason;
use crate::import::{ImportChange, ImportedPolicy};
use crate::salvage::{Loss, Outcome, Part};

/// How a policy is called in a sentence.
fn named(title: &str) -> String {
    if title.trim().is_empty() {
        "A policy without a title".to_owned()
    } else {
        format!("“{title}”")
    }
}

/// "1 answer", "3 answers".
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = match (&self.title, self.policy) {
            (Some(title), _) => format!("{}: ", named(title)),
            (None, Some(_)) => format!("{}: ", named("")),
            (None, None) => String::new(),
        };
        let (what, are) = match self.part {
            Part::Title => ("its title".to_owned(), false),
            Part::Draft => ("the draft".to_owned(), false),
            Part::Steps => ("some steps of undo".to_owned(), true),
            Part::Revision(number) => (format!("the record of revision {number}"), false),
            Part::Profile => ("what is the same in all your policies".to_owned(), false),
            Part::Clinicians => ("the list of clinicians".to_owned(), false),
            Part::Preferences => ("your settings".to_owned(), true),
        };
        let (is, was) = if are { ("are", "were") } else { ("is", "was") };
        let what = if who.is_empty() { capitalised(&what) } else { what };
        match self.outcome {
            Outcome::FromBackup => write!(f, "{who}{what} {is} as in the last backup."),
            Outcome::FromArchive => write!(f, "{who}{what} {is} as issued."),
            Outcome::Doubtful => write!(
                f,
                "{who}{what} {was} kept, but a letter in it may be wrong. Please read it over."
            ),
            Outcome::Lost => write!(f, "{who}{what} could not be saved."),
        }
    }
}

impl fmt::Display for ImportedPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = named(&self.title);
        match &self.change {
            ImportChange::New { revisions: 0 } => write!(f, "{title} is new here."),
            ImportChange::New { revisions } => {
                let issued = counted(*revisions, "issued revision", "issued revisions");
                write!(f, "{title} is new here, with {issued}.")
            }
            ImportChange::Same => write!(f, "{title} is here already. Nothing changes."),
            ImportChange::Changed { questions, own, title: renamed, revisions, older } => {
                let mut parts = Vec::new();
                if !questions.is_empty() {
                    parts.push(counted(questions.len(), "answer", "answers"));
                }
                if *own {
                    parts.push("texts or an order of your own".to_owned());
                }
                if *renamed {
                    parts.push("its title".to_owned());
                }
                if *revisions > 0 {
                    parts.push(counted(
                        *revisions,
                        "more issued revision",
                        "more issued revisions",
                    ));
                }
                if parts.is_empty() {
                    parts.push("which answers are only suggested".to_owned());
                }
                write!(f, "{title} changes: {}.", parts.join(", "))?;
                if *older {
                    f.write_str(" The file is older than what is here.")?;
                }
                Ok(())
            }
            ImportChange::Conflict { number } => write!(
                f,
                "{title} is left out: its revision {number} is not the one kept here, and what was issued never changes."
            ),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Daily => "the daily one",
            Self::Closing => "when the program was closed",
            Self::Asked => "asked for",
            Self::BeforeMigration => "before an update",
            Self::BeforeImport => "before a file was taken over",
            Self::BeforeRestore => "before going back to a backup",
        })
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_was_lost_reads_as_a_sentence() {
        let loss = |policy: Option<u128>, title: Option<&str>, part, outcome| {
            Loss {
                policy: policy.map(Uuid::from_u128),
                title: title.map(str::to_owned),
                part,
                outcome,
            }
            .to_string()
        };
        for (said, sentence) in [
            (
                loss(Some(1), Some("Teens"), Part::Draft, Outcome::FromBackup),
                "“Teens”: the draft is as in the last backup.",
            ),
            (
                loss(Some(1), None, Part::Steps, Outcome::Lost),
                "A policy without a title: some steps of undo could not be saved.",
            ),
            (
                loss(Some(1), Some("Teens"), Part::Revision(2), Outcome::FromArchive),
                "“Teens”: the record of revision 2 is as issued.",
            ),
            (
                loss(None, None, Part::Preferences, Outcome::FromBackup),
                "Your settings are as in the last backup.",
            ),
        ] {
            assert_eq!(said, sentence);
        }
    }

    #[test]
    fn what_an_import_changes_reads_as_a_sentence() {
        let said = |change| {
            ImportedPolicy { id: Uuid::nil(), title: "Teens".to_owned(), change }.to_string()
        };
        let changed = |questions: &[&str], own, title, revisions| ImportChange::Changed {
            older: false,
            questions: questions.iter().map(|id| (*id).to_owned()).collect(),
            own,
            title,
            revisions,
        };
        assert_eq!(
            said(ImportChange::New { revisions: 1 }),
            "“Teens” is new here, with 1 issued revision."
        );
        assert_eq!(
            said(changed(&["a", "b"], true, true, 2)),
            "“Teens” changes: 2 answers, texts or an order of your own, its title, 2 more issued revisions."
        );
        assert_eq!(
            said(changed(&[], false, false, 0)),
            "“Teens” changes: which answers are only suggested."
        );
        let ImportChange::Changed { questions, own, title, revisions, .. } =
            changed(&["a"], false, false, 0)
        else {
            unreachable!("it is made so above")
        };
        assert_eq!(
            said(ImportChange::Changed { questions, own, title, revisions, older: true }),
            "“Teens” changes: 1 answer. The file is older than what is here."
        );
    }
}
