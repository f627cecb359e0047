//! Fills pages with rows, from one chosen break to the next.

use std::iter::Peekable;
use std::vec::IntoIter;

use crate::breaking::{self, Place};
use crate::display::{Item, OutlineItem, Page, Rect};
use crate::pen::Pen;
use crate::row::{Lead, Row};
use crate::strip::{Strip, rule, shift, without_node};
use crate::style::Style;

/// Puts rows on pages, each of them without its footer, which takes `foot` more than one line from
/// the text.
pub(crate) fn pages(mut rows: Vec<Row>, style: &Style, foot: f32) -> (Vec<Page>, Vec<OutlineItem>) {
    for row in &mut rows {
        if row.strips.is_empty() {
            row.strips.push(Strip::default());
        }
    }
    let starts = breaking::pages(&rows, style, style.height - style.bottom - foot);
    let mut filler = Filler {
        style,
        starts: starts.into_iter().peekable(),
        pages: Vec::new(),
        outline: Vec::new(),
        pen: Pen::new(style),
        owed: 0.0,
    };
    for (number, row) in rows.into_iter().enumerate() {
        filler.row(number, row);
    }
    if filler.pages.is_empty() {
        filler.pages.push(Page::default());
    }
    (filler.pages, filler.outline)
}

/// Whether the emergency box ends on the first page when no page ends before it.
pub(crate) fn box_is_on_page_one(rows: &[Row], style: &Style, foot: f32) -> bool {
    let mut pen = Pen::new(style);
    let mut owed = 0.0;
    for row in rows {
        pen.open(row, 0, owed);
        for strip in &row.strips {
            pen.strip(strip);
        }
        pen.close(row);
        owed = row.below;
        if matches!(row.lead, Lead::Frame { .. }) {
            return pen.y <= style.height - style.bottom - foot;
        }
    }
    true
}

struct Filler<'a> {
    style: &'a Style,
    /// The first strips of the pages to come.
    starts: Peekable<IntoIter<Place>>,
    pages: Vec<Page>,
    outline: Vec<OutlineItem>,
    pen: Pen,
    /// White that the row above wants under it.
    owed: f32,
}

/// What of a row stands on one page.
struct Stretch {
    top: f32,
    /// Its first item on the page.
    first: usize,
}

impl Filler<'_> {
    fn row(&mut self, number: usize, mut row: Row) {
        let mut stretch = None;
        for (at, strip) in std::mem::take(&mut row.strips).into_iter().enumerate() {
            if self.starts.next_if_eq(&Place { row: number, strip: at }).is_some() {
                if let Some(stretch) = stretch.take() {
                    self.close(&row, stretch);
                }
                self.pages.push(Page::default());
                self.pen = Pen::new(self.style);
            }
            if stretch.is_none() {
                stretch = Some(self.open(&row, at));
            }
            let placed = self.pen.strip(&strip);
            if let (Some(y), Some(head)) = (placed.head, &strip.head) {
                self.paint(head.items.iter().cloned(), y);
            }
            self.paint(strip.items, placed.y);
        }
        if let Some(stretch) = stretch {
            self.close(&row, stretch);
        }
        self.owed = row.below;
    }

    /// Rule and heading of a row; on a later page once more, as artifacts.
    fn open(&mut self, row: &Row, from: usize) -> Stretch {
        let opening = self.pen.open(row, from, self.owed);
        let first = self.pages.last().map_or(0, |page| page.items.len());
        if let (0, Some((title, level))) = (from, &row.outline) {
            let page = self.pages.len().saturating_sub(1);
            let (title, level) = (title.clone(), *level);
            self.outline.push(OutlineItem { title, level, page, y: opening.top });
        }
        if opening.ruled {
            let across = self.style.across();
            self.paint([rule(across.x, 0.0, across.width, self.style.rule)], opening.top);
        }
        let side = row.side.iter().cloned();
        if from == 0 {
            self.paint(side, opening.cap);
        } else {
            let is_link = |item: &Item| matches!(item, Item::Link { .. });
            self.paint(side.filter(|item| !is_link(item)).map(without_node), opening.cap);
        }
        Stretch { top: opening.top, first }
    }

    /// Ends a row on this page; each page that a frame reaches has one of its own.
    fn close(&mut self, row: &Row, Stretch { top, first }: Stretch) {
        self.pen.close(row);
        let (Lead::Frame { width, .. }, Some(page)) = (row.lead, self.pages.last_mut()) else {
            return;
        };
        let across = self.style.across();
        let height = self.pen.y - top;
        let rect = Rect { x: across.x, y: top, width: across.width, height };
        page.items.insert(first, Item::Stroke { rect, width, node: None });
    }

    fn paint(&mut self, items: impl IntoIterator<Item = Item>, y: f32) {
        let Some(page) = self.pages.last_mut() else { return };
        page.items.extend(items.into_iter().map(|mut item| {
            shift(&mut item, 0.0, y);
            item
        }));
    }
}

#[cfg(test)]
#[path = "filling_tests.rs"]
mod tests;
