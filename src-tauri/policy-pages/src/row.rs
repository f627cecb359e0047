//! Rows: one section of the policy each, ready to be put on a page.

use crate::display::Item;
use crate::strip::{Strip, without_node};

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
    /// From the first cap line to the last baseline.
    fn content(&self) -> f32 {
        let mut height = 0.0;
        for (index, strip) in self.strips.iter().enumerate() {
            height += strip.height + if index == 0 { 0.0 } else { strip.before };
        }
        height.max(self.side_height)
    }

    /// Parts the row before a table that starts at most `room` below the row's top, and repeats the
    /// heading beside the table, as an artifact. Gives the row back whole if there is no such place.
    pub(crate) fn part(mut self, room: f32) -> (Self, Option<Self>) {
        let seam = self.strips.iter().rposition(|strip| strip.seam);
        let Some(seam) = seam.filter(|seam| *seam > 0 && !self.side.is_empty()) else {
            return (self, None);
        };
        let strips = self.strips.split_off(seam);
        if self.height(false) > room {
            self.strips.extend(strips);
            return (self, None);
        }
        let rest = Self {
            lead: Lead::Rule(self.above),
            above: self.above,
            side: self.side.iter().cloned().map(without_node).collect(),
            side_height: self.side_height,
            strips,
            below: std::mem::take(&mut self.below),
            outline: None,
            new_page: true,
        };
        (self, Some(rest))
    }

    /// White above it, when it is not at the top of a page.
    pub(crate) fn white_above(&self) -> f32 {
        match self.lead {
            Lead::Nothing => 0.0,
            Lead::Rule(white) | Lead::White(white) | Lead::Frame { above: white, .. } => white,
        }
    }

    /// Height of the whole row at the top of a page or under another row.
    pub(crate) fn height(&self, at_top: bool) -> f32 {
        let lead = match self.lead {
            Lead::Frame { top, bottom, .. } => top + bottom,
            Lead::White(_) if !at_top => 0.0,
            _ => self.above,
        };
        lead + self.content()
    }
}
