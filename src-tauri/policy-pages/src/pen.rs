//! Where rows and strips come to stand on a page. Breaks are chosen and pages are filled with the
//! same pen, so what was found to fit does fit.

use crate::row::{Lead, Row};
use crate::strip::Strip;
use crate::style::Style;

/// A place on a page that is being filled from the top.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pen {
    /// The end of what stands there.
    pub(crate) y: f32,
    /// Nothing stands there yet.
    fresh: bool,
    /// The next strip is the first of its row on this page.
    first: bool,
    /// The row goes on from a page before.
    goes_on: bool,
    /// The end of the heading beside the row.
    side_end: f32,
}

/// Where a row, or what is left of it, begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening {
    /// Its outer top: of the rule or the frame.
    pub(crate) top: f32,
    /// It is closed off above by a rule.
    pub(crate) ruled: bool,
    /// Its first cap line; the heading beside it stands there.
    pub(crate) cap: f32,
}

/// Where a strip stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    /// The head of a table that it goes on with.
    pub(crate) head: Option<f32>,
    pub(crate) y: f32,
}

impl Pen {
    /// At the top of an empty page.
    pub(crate) fn new(style: &Style) -> Self {
        Self { y: style.top, fresh: true, first: true, goes_on: false, side_end: 0.0 }
    }

    /// Goes to a row from its strip `from` on. `owed`: white that the row above wants under it.
    pub(crate) fn open(&mut self, row: &Row, from: usize, owed: f32) -> Opening {
        let (top_of_page, goes_on) = (self.fresh, from > 0);
        if !top_of_page {
            self.y += owed + row.white_above();
        }
        let (inside, _) = row.inside();
        let framed = matches!(row.lead, Lead::Frame { .. });
        if framed && goes_on {
            // The frame of what goes on stands in the margin, so that its text starts as all does.
            self.y -= inside;
        }
        let ruled = match row.lead {
            Lead::Rule(_) | Lead::White(_) if goes_on => row.repeats_heading(),
            Lead::Rule(_) => true,
            Lead::White(_) => top_of_page,
            Lead::Nothing | Lead::Frame { .. } => false,
        };
        let top = self.y;
        self.y += match row.lead {
            Lead::Frame { .. } => inside,
            Lead::Nothing if !goes_on => row.above,
            _ if ruled => row.above,
            _ => 0.0,
        };
        self.side_end =
            if goes_on && !row.repeats_heading() { 0.0 } else { self.y + row.side_height };
        (self.first, self.goes_on) = (true, goes_on);
        Opening { top, ruled, cap: self.y }
    }

    /// Goes below a strip of the row.
    pub(crate) fn strip(&mut self, strip: &Strip) -> Placed {
        let mut head = None;
        if !self.first {
            self.y += strip.before;
        } else if let (true, Some(above)) = (self.goes_on, &strip.head) {
            head = Some(self.y);
            self.y += above.height + strip.before;
        }
        let y = self.y;
        self.y += strip.height;
        (self.fresh, self.first) = (false, false);
        Placed { head, y }
    }

    /// The lower end of the row, were it to end here.
    pub(crate) fn end(&self, row: &Row) -> f32 {
        let (_, inside) = row.inside();
        self.y.max(self.side_end) + inside
    }

    /// Goes below the row.
    pub(crate) fn close(&mut self, row: &Row) {
        self.y = self.end(row);
    }
}
