//! Chooses where pages end. Every place between two strips costs what it parts, every page costs the
//! white at its foot, and of all ways to break a document the cheapest is taken: first the fewest
//! things parted that belong together, then the fewest pages, then the least cost. See
//! `docs/decisions/0009-page-breaks.md`.

use crate::pen::Pen;
use crate::row::Row;
use crate::strip::{After, Strip};
use crate::style::Style;

/// A page white to this part costs 1: the white of a page costs its square.
const WHOLE_PAGE: f32 = 1000.0;
/// The last page of a part of the document may be white, but should not be nearly empty: below this
/// fill it costs the square of what is missing, times [`EMPTY`].
const LEAST_FILL: f32 = 1.0 / 3.0;
const EMPTY: f32 = 4.0;
/// A row that is parted although a page would hold it, and something parted that is glued.
const PARTED_ROW: u32 = 1;
const PARTED_GLUE: u32 = 10;

/// A stretch of rows on one page: from a row's strip up to, but without, another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) row: usize,
    pub(crate) strip: usize,
}

/// What it costs to come to a place, compared from left to right.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Cost {
    /// What belongs together and is parted.
    faults: u32,
    pages: u32,
    /// White and breaks.
    price: f32,
}

/// The cheapest way to a place.
#[derive(Clone, Copy, Debug)]
struct Way {
    cost: Cost,
    /// Where the page that ends here begins.
    from: usize,
}

/// A strip with its row.
struct Slab<'a> {
    row: usize,
    /// Its number in the row.
    at: usize,
    strip: &'a Strip,
}

/// The first strip of each page, for rows that each have a strip.
pub(crate) fn pages(rows: &[Row], style: &Style, floor: f32) -> Vec<Place> {
    let mut starts = Vec::new();
    let mut first = 0;
    while first < rows.len() {
        let next = rows[first + 1..].iter().position(|row| row.new_page);
        let end = next.map_or(rows.len(), |next| first + 1 + next);
        starts.extend(Part::new(rows, first..end, style, floor).pages());
        first = end;
    }
    starts
}

/// Rows that follow each other without a page of their own.
struct Part<'a> {
    rows: &'a [Row],
    slabs: Vec<Slab<'a>>,
    style: &'a Style,
    /// Where text ends on each page.
    floor: f32,
}

impl<'a> Part<'a> {
    fn new(rows: &'a [Row], range: std::ops::Range<usize>, style: &'a Style, floor: f32) -> Self {
        let slabs = range.flat_map(|row| {
            let strips = rows[row].strips.iter().enumerate();
            strips.map(move |(at, strip)| Slab { row, at, strip })
        });
        Self { rows, slabs: slabs.collect(), style, floor }
    }

    /// Walks forward through all places; behind each stands the cheapest way to it.
    fn pages(&self) -> Vec<Place> {
        let start = Way { cost: Cost { faults: 0, pages: 0, price: 0.0 }, from: 0 };
        let mut ways: Vec<Option<Way>> = vec![None; self.slabs.len() + 1];
        ways[0] = Some(start);
        for from in 0..self.slabs.len() {
            if let Some(way) = ways[from] {
                self.try_ends(from, way.cost, &mut ways);
            }
        }
        let mut starts = Vec::new();
        let mut at = self.slabs.len();
        while let (true, Some(way)) = (at > 0, ways[at]) {
            at = way.from;
            starts.push(Place { row: self.slabs[at].row, strip: self.slabs[at].at });
        }
        starts.reverse();
        starts
    }

    /// A page from one place to every place that it can reach; always to the next.
    fn try_ends(&self, from: usize, cost: Cost, ways: &mut [Option<Way>]) {
        let mut pen = Pen::new(self.style);
        for (at, slab) in self.slabs.iter().enumerate().skip(from) {
            let row = &self.rows[slab.row];
            if at == from || slab.at == 0 {
                let owed = if at == from { 0.0 } else { self.rows[slab.row - 1].below };
                pen.open(row, slab.at, owed);
            }
            pen.strip(slab.strip);
            let end = pen.end(row);
            if end > self.floor && at > from {
                break;
            }
            let to = at + 1;
            let (faults, price) = self.cost_of_page(to, end);
            let cost = Cost {
                faults: cost.faults + faults,
                pages: cost.pages + 1,
                price: cost.price + price,
            };
            if ways[to].is_none_or(|way| cost < way.cost) {
                ways[to] = Some(Way { cost, from });
            }
            if slab.at + 1 == row.strips.len() {
                pen.close(row);
            }
        }
    }

    /// What a page costs that ends at `end` before the slab `to`.
    fn cost_of_page(&self, to: usize, end: f32) -> (u32, f32) {
        let white = ((self.floor - end) / (self.floor - self.style.top)).clamp(0.0, 1.0);
        if to == self.slabs.len() {
            let missing = (LEAST_FILL - (1.0 - white)).max(0.0);
            return (0, missing * missing * EMPTY * WHOLE_PAGE);
        }
        let (faults, price) = self.cost_of_break(to);
        (faults, price + white * white * WHOLE_PAGE)
    }

    /// What it costs to part the slabs before and behind `to`.
    fn cost_of_break(&self, to: usize) -> (u32, f32) {
        let before = &self.slabs[to - 1];
        let row = &self.rows[before.row];
        if self.slabs[to].row != before.row {
            return (if row.with_next { PARTED_GLUE } else { 0 }, 0.0);
        }
        let (faults, price) = match before.strip.after {
            After::Block => (0, worth(0.22)),
            After::Item => (0, worth(0.28)),
            After::Line => (0, worth(0.37)),
            After::Glued => (PARTED_GLUE, 0.0),
        };
        let alone = row.strips.len() == before.at + 2;
        let faults = faults + if row.whole { PARTED_ROW } else { 0 };
        (faults, price + if alone { worth(0.28) } else { 0.0 })
    }
}

/// The price of so much white: a break that costs it is made to fill more.
fn worth(white: f32) -> f32 {
    white * white * WHOLE_PAGE
}
