//! What became of a clause, in words.

use super::ClauseChange;

/// Where a clause comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// It keeps its place.
    Here,
    /// It stood further up in the same section.
    Above,
    /// It stood further down in the same section.
    Below,
    /// It stood in a section of this heading.
    Section(String),
}

/// "Changed", "Moved here from “Messages” and changed". `name` names text of the frame, else it is
/// empty: "Changed: how to reach the practice".
pub(super) fn said(change: ClauseChange, from: &From, name: &str) -> String {
    let moved = || match from {
        From::Here => "Moved".to_owned(),
        From::Above => "Moved down in this section".to_owned(),
        From::Below => "Moved up in this section".to_owned(),
        From::Section(title) => format!("Moved here from “{title}”"),
    };
    let said = match change {
        ClauseChange::Same => "Same as before".to_owned(),
        ClauseChange::Added => "Added".to_owned(),
        ClauseChange::Removed => "Taken out".to_owned(),
        ClauseChange::Changed => "Changed".to_owned(),
        ClauseChange::Moved => moved(),
        ClauseChange::MovedAndChanged => format!("{} and changed", moved()),
    };
    if name.is_empty() { said } else { format!("{said}: {name}") }
}
