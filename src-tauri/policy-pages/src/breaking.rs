//! Puts rows on pages. A row that fits on a page is not cut, but before a table if a good part of the
//! page would stay white otherwise; one that does not fit is cut between its strips, and keeps its
//! heading with its first lines.

use crate::display::{Item, OutlineItem, Page, Rect};
use crate::row::{Lead, Row};
use crate::strip::{Strip, rule, shift};
use crate::style::{Measure, Style};

/// So much of a page may stay white for the sake of a whole row.
const MOST_WHITE: f32 = 0.2;

/// The pages so far.
pub(crate) struct Breaker<'a> {
    style: &'a Style,
    across: Measure,
    /// Where text ends on each page.
    floor: f32,
    pages: Vec<Page>,
    outline: Vec<OutlineItem>,
    y: f32,
    /// Nothing stands on the page yet.
    fresh: bool,
    /// White that the row above wants under it.
    owed: f32,
}

/// Breaks rows into pages, each of them without its footer, which takes `foot` more than one line
/// from the text.
pub(crate) fn pages(rows: Vec<Row>, style: &Style, foot: f32) -> (Vec<Page>, Vec<OutlineItem>) {
    let mut breaker = Breaker {
        style,
        across: style.across(),
        floor: style.height - style.bottom - foot,
        pages: vec![Page::default()],
        outline: Vec::new(),
        y: style.top,
        fresh: true,
        owed: 0.0,
    };
    for row in rows {
        breaker.row(row);
    }
    (breaker.pages, breaker.outline)
}

impl Breaker<'_> {
    fn row(&mut self, row: Row) {
        let fits_here =
            self.y + self.owed + row.white_above() + row.height(self.fresh) <= self.floor;
        let page = self.floor - self.style.top;
        let fits_on_a_page = row.height(true) <= page;
        if !self.fresh && (row.new_page || (fits_on_a_page && !fits_here)) {
            let white = self.floor - self.y;
            if !row.new_page && white > page * MOST_WHITE {
                let room = white - self.owed - row.white_above();
                let (first, rest) = row.part(room);
                if let Some(rest) = rest {
                    self.begin(first);
                    return self.row(rest);
                }
                self.next_page();
                return self.begin(first);
            }
            self.next_page();
        } else if !self.fresh && !fits_here && !self.has_room_to_begin(&row) {
            self.next_page();
        }
        self.begin(row);
    }

    /// Whether the heading and the first strips of a row that must be cut fit on this page.
    fn has_room_to_begin(&self, row: &Row) -> bool {
        let glued = row.strips.iter().position(|strip| !strip.glued).map_or(0, |last| last + 1);
        let first: f32 = row.strips.iter().take(glued).map(|s| s.before + s.height).sum();
        let needed = self.owed + row.white_above() + row.above + first.max(row.side_height);
        self.y + needed.max(self.style.body.pitch * 6.0) <= self.floor
    }

    fn begin(&mut self, row: Row) {
        let below = row.below;
        if !self.fresh {
            self.y += self.owed + row.white_above();
        }
        let framed = matches!(row.lead, Lead::Frame { .. });
        let ruled = match row.lead {
            Lead::Rule(_) => true,
            Lead::White(_) => self.fresh,
            Lead::Nothing | Lead::Frame { .. } => false,
        };
        if let Some((title, level)) = row.outline {
            let page = self.pages.len() - 1;
            self.outline.push(OutlineItem { title, level, page, y: self.y });
        }
        if ruled {
            let line = rule(self.across.x, self.y, self.across.width, self.style.rule);
            self.paint(vec![line], 0.0);
        }
        if ruled || (!framed && !matches!(row.lead, Lead::White(_))) {
            self.y += row.above;
        }
        let (page, side_end) = (self.pages.len(), self.y + row.side_height);
        self.paint(row.side, self.y);
        match row.lead {
            Lead::Frame { width, top, bottom, .. } => self.framed(row.strips, width, top, bottom),
            _ => self.strips(row.strips, 0.0),
        }
        if page == self.pages.len() {
            self.y = self.y.max(side_end);
        }
        self.owed = below;
    }

    /// Strips down the page and on to the next ones. `reserve` is kept free under them.
    fn strips(&mut self, strips: Vec<Strip>, reserve: f32) {
        let mut first = true;
        let mut rest = strips.into_iter().peekable();
        while rest.peek().is_some() {
            let mut group = Vec::new();
            for strip in rest.by_ref() {
                let glued = strip.glued;
                group.push(strip);
                if !glued {
                    break;
                }
            }
            let height: f32 = group.iter().map(|strip| strip.before + strip.height).sum();
            let room = self.floor - reserve;
            if !first && self.y + height > room && height <= room - self.style.top {
                self.next_page();
                first = true;
            }
            for strip in group {
                if !first && self.y + strip.before + strip.height > room {
                    self.next_page();
                    first = true;
                }
                self.strip(strip, first);
                first = false;
            }
        }
    }

    fn strip(&mut self, strip: Strip, first: bool) {
        let top_of_page = self.fresh;
        if let (true, Some(head)) = (top_of_page, strip.head) {
            self.strip(Strip::clone(&head), true);
            self.y += strip.before;
        } else if !first {
            self.y += strip.before;
        }
        self.paint(strip.items, self.y);
        self.y += strip.height;
        self.fresh = false;
    }

    /// Strips inside a frame; each page that they reach gets a frame of its own.
    fn framed(&mut self, strips: Vec<Strip>, width: f32, top: f32, bottom: f32) {
        let across = self.across;
        let (first_page, frame_top) = (self.pages.len() - 1, self.y);
        let first_item = self.pages.last().map_or(0, |page| page.items.len());
        self.y += top;
        self.strips(strips, bottom);
        self.y += bottom;
        let last_page = self.pages.len() - 1;
        for page in first_page..=last_page {
            let from = if page == first_page { frame_top } else { self.style.top - top };
            let to = if page == last_page { self.y } else { self.floor };
            let rect = Rect { x: across.x, y: from, width: across.width, height: to - from };
            let at = if page == first_page { first_item } else { 0 };
            if let Some(page) = self.pages.get_mut(page) {
                page.items.insert(at, Item::Stroke { rect, width, node: None });
            }
        }
    }

    fn paint(&mut self, items: Vec<Item>, y: f32) {
        if items.is_empty() {
            return;
        }
        self.fresh = false;
        let Some(page) = self.pages.last_mut() else { return };
        page.items.extend(items.into_iter().map(|mut item| {
            shift(&mut item, 0.0, y);
            item
        }));
    }

    fn next_page(&mut self) {
        self.pages.push(Page::default());
        self.y = self.style.top;
        self.owed = 0.0;
        self.fresh = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of so many lines, each its own strip.
    fn row(lines: usize) -> Row {
        let line = |index| Strip {
            before: if index == 0 { 0.0 } else { 8.0 },
            height: 7.0,
            items: vec![rule(200.0, 3.5, 100.0, 1.0)],
            glued: index == 0 || index + 2 == lines,
            ..Strip::default()
        };
        let strips = (0..lines).map(line).collect();
        Row { lead: Lead::Rule(10.0), above: 10.0, strips, ..Row::default() }
    }

    /// How many lines each page has.
    fn lines(rows: Vec<Row>) -> Vec<usize> {
        let (pages, _) = pages(rows, &Style::letter(), 0.0);
        let is_line = |item: &&Item| matches!(item, Item::Fill { rect, .. } if rect.x == 200.0);
        pages.iter().map(|page| page.items.iter().filter(is_line).count()).collect()
    }

    #[test]
    fn a_row_that_does_not_fit_goes_to_the_next_page_whole() {
        assert_eq!(lines(vec![row(30), row(15)]), [30, 15]);
        assert_eq!(lines(vec![row(30), row(5), row(12)]), [35, 12]);
    }

    #[test]
    fn a_row_higher_than_a_page_begins_where_it_stands() {
        assert_eq!(lines(vec![row(10), row(60)]), [44, 26]);
    }

    #[test]
    fn a_row_higher_than_a_page_needs_room_to_begin() {
        assert_eq!(lines(vec![row(40), row(60)]), [40, 45, 15]);
    }

    #[test]
    fn the_last_two_lines_stay_together() {
        assert_eq!(lines(vec![row(46)]), [44, 2]);
    }

    #[test]
    fn a_row_may_ask_for_a_page_of_its_own() {
        let sign = Row { new_page: true, ..row(3) };
        assert_eq!(lines(vec![sign.clone()]), [3], "the first page is not left empty");
        assert_eq!(lines(vec![row(3), sign]), [3, 3]);
    }

    #[test]
    fn the_first_row_after_the_box_has_a_rule_only_at_the_top_of_a_page() {
        let rules = |above: usize| {
            let after_box = Row { lead: Lead::White(19.0), ..row(20) };
            let (pages, _) = pages(vec![row(above), after_box], &Style::letter(), 0.0);
            let is_rule = |item: &&Item| matches!(item, Item::Fill { rect, .. } if rect.x == 60.0);
            pages.iter().map(|page| page.items.iter().filter(is_rule).count()).collect::<Vec<_>>()
        };
        assert_eq!(rules(10), [1]);
        assert_eq!(rules(40), [1, 1]);
    }

    #[test]
    fn a_row_is_parted_before_a_table_only_to_fill_much_white() {
        let with_table = || {
            let mut row = row(25);
            row.side = vec![rule(60.0, 0.0, 1.0, 1.0)];
            row.strips[5].seam = true;
            row
        };
        assert_eq!(lines(vec![row(28), with_table()]), [33, 20]);
        assert_eq!(lines(vec![row(38), with_table()]), [38, 25]);
    }

    #[test]
    fn a_frame_that_reaches_two_pages_is_closed_on_both() {
        let lead = Lead::Frame { above: 15.0, width: 1.75, top: 13.0, bottom: 12.0 };
        let style = Style::letter();
        let (pages, _) = pages(vec![Row { lead, ..row(60) }], &style, 0.0);
        for page in &pages {
            let frames: Vec<Rect> = page
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Stroke { rect, .. } => Some(*rect),
                    _ => None,
                })
                .collect();
            assert_eq!(frames.len(), 1);
            assert!(frames[0].y + frames[0].height <= style.height - style.bottom);
        }
    }
}
