//! Rows: one section of the policy each, ready to be put on a page.

use crate::display::Item;
use crate::strip::Strip;

/// A row of the page: a heading in the side column and strips beside it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// How it is set off from the row above.
    pub(crate) lead: Lead,
    /// White under the rule, or above the first line of the row.
    pub(crate) above: f32,
    /// Heading in the side column; y from the row's first cap line. Empty if the heading stands
    /// among the strips.
    pub(crate) side: Vec<Item>,
    /// Height of that heading.
    pub(crate) side_height: f32,
    /// In reading order.
    pub(crate) strips: Vec<Strip>,
    /// White below it, which a page may cut.
    pub(crate) below: f32,
    /// Text and level for the outline.
    pub(crate) outline: Option<(String, u8)>,
    /// Starts a page.
    pub(crate) new_page: bool,
    /// Is not parted if it fits on a page.
    pub(crate) whole: bool,
    /// The next row begins on the page where it ends, even if that parts the next row.
    pub(crate) with_next: bool,
}

/// What parts a row from the one above.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Lead {
    /// Nothing: the first row, and rows that come with their own white.
    #[default]
    Nothing,
    /// A rule across the page, with white above.
    Rule(f32),
    /// White alone, as under the emergency box; a rule if it comes to the top of a page.
    White(f32),
    /// A frame of this line width around the strips, with white above it and inside.
    Frame { above: f32, width: f32, top: f32, bottom: f32 },
}

impl Row {
    /// White above it, when it is not at the top of a page.
    pub(crate) fn white_above(&self) -> f32 {
        match self.lead {
            Lead::Nothing => 0.0,
            Lead::Rule(white) | Lead::White(white) | Lead::Frame { above: white, .. } => white,
        }
    }

    /// White inside its frame, above and below.
    pub(crate) fn inside(&self) -> (f32, f32) {
        match self.lead {
            Lead::Frame { top, bottom, .. } => (top, bottom),
            Lead::Nothing | Lead::Rule(_) | Lead::White(_) => (0.0, 0.0),
        }
    }

    /// Whether its heading is repeated when it goes on on another page: one in the side column is.
    pub(crate) fn repeats_heading(&self) -> bool {
        !self.side.is_empty()
    }
}
