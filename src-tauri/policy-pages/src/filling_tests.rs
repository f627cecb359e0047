//! Rows of lines on pages: where pages end, and what is drawn again.

use super::*;
use crate::strip::After;
use proptest::collection::vec;
use proptest::prelude::*;

/// A row of so many lines, each its own strip.
fn row(lines: usize) -> Row {
    let line = |index| Strip {
        before: if index == 0 { 0.0 } else { 8.0 },
        height: 7.0,
        items: vec![rule(200.0, 3.5, 100.0, 1.0)],
        after: match index + 1 {
            last if last == lines => After::Block,
            next if next == 1 || next + 1 == lines => After::Glued,
            _ => After::Line,
        },
        ..Strip::default()
    };
    let strips = (0..lines).map(line).collect();
    Row { lead: Lead::Rule(10.0), above: 10.0, strips, ..Row::default() }
}

fn is_line(item: &&Item) -> bool {
    matches!(item, Item::Fill { rect, .. } if rect.x == 200.0)
}

/// How many lines each page has.
fn lines(rows: Vec<Row>) -> Vec<usize> {
    let (pages, _) = pages(rows, &Style::letter(), 0.0);
    pages.iter().map(|page| page.items.iter().filter(is_line).count()).collect()
}

#[test]
fn a_row_that_leaves_little_white_goes_to_the_next_page_whole() {
    assert_eq!(lines(vec![row(36), row(20)]), [36, 20]);
    assert_eq!(lines(vec![row(30), row(5), row(18)]), [35, 18]);
}

#[test]
fn a_row_is_parted_rather_than_leave_half_a_page_white() {
    assert_eq!(lines(vec![row(20), row(40)]), [44, 16]);
}

#[test]
fn a_page_is_saved_where_rows_can_be_parted() {
    let rows = || vec![row(30), row(26), row(26)];
    assert_eq!(lines(rows()).len(), 2);
    let whole = rows().into_iter().map(|row| Row { whole: true, ..row }).collect();
    assert_eq!(lines(whole), [30, 26, 26]);
}

#[test]
fn the_last_page_is_not_left_nearly_empty() {
    let pages = lines(vec![row(12), row(12), row(12), row(5), row(4)]);
    assert!(pages.len() == 2 && pages[1] > 8, "{pages:?}");
}

#[test]
fn the_first_and_the_last_two_lines_stay_together() {
    for height in 30..60 {
        let rows = vec![row(height), row(30)];
        let starts = breaking::pages(&rows, &Style::letter(), 737.0);
        let parted = starts.iter().filter(|start| start.strip > 0);
        for Place { row, strip } in parted {
            let left = rows[*row].strips.len() - strip;
            assert!(*strip >= 2 && left >= 2, "{height}: parted after {strip}, {left} left");
        }
    }
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
        let after_box = Row { lead: Lead::White(19.0), whole: true, ..row(20) };
        let (pages, _) = pages(vec![row(above), after_box], &Style::letter(), 0.0);
        let is_rule = |item: &&Item| matches!(item, Item::Fill { rect, .. } if rect.x == 60.0);
        pages.iter().map(|page| page.items.iter().filter(is_rule).count()).collect::<Vec<_>>()
    };
    assert_eq!(rules(10), [1]);
    assert_eq!(rules(40), [1, 1]);
}

#[test]
fn a_heading_beside_the_text_stands_again_where_its_row_goes_on() {
    let mut long = row(60);
    long.side = vec![rule(60.0, 0.0, 1.0, 1.0)];
    let (pages, _) = pages(vec![row(10), long], &Style::letter(), 0.0);
    let is_heading = |item: &&Item| matches!(item, Item::Fill { rect, .. } if rect.width == 1.0);
    let headings = pages.iter().map(|page| page.items.iter().filter(is_heading).count());
    assert_eq!(headings.collect::<Vec<_>>(), [1, 1]);
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

/// The pages of a breaker that puts each row whole where it fits, else on the next page.
fn greedy(rows: &[Row], style: &Style) -> usize {
    let floor = style.height - style.bottom;
    let mut pages = 1;
    let mut pen = Pen::new(style);
    for row in rows {
        let before = pen;
        pen.open(row, 0, 0.0);
        for strip in &row.strips {
            pen.strip(strip);
        }
        pen.close(row);
        if pen.y > floor && before.y > style.top {
            pages += 1;
            pen = Pen::new(style);
            pen.open(row, 0, 0.0);
            for strip in &row.strips {
                pen.strip(strip);
            }
            pen.close(row);
        }
    }
    pages
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let any = (2_usize..40, any::<bool>(), any::<bool>(), 1.0_f32..90.0);
    let any = any.prop_map(|(lines, whole, headed, side_height)| {
        let side = if headed { vec![rule(60.0, 0.0, 1.0, 1.0)] } else { Vec::new() };
        Row { whole, side, side_height, ..row(lines) }
    });
    vec(any, 1..40)
}

proptest! {
    #[test]
    fn no_page_is_overfull_and_nothing_whole_is_parted(rows in rows()) {
        let style = Style::letter();
        let floor = style.height - style.bottom;
        let starts = breaking::pages(&rows, &style, floor);
        prop_assert_eq!(&starts, &breaking::pages(&rows, &style, floor), "the same twice");
        prop_assert!(starts.len() <= greedy(&rows, &style), "no more pages than row by row");
        for start in starts.iter().filter(|start| start.strip > 0) {
            let row = &rows[start.row];
            prop_assert!(!row.whole, "{:?} parts what is whole", start);
            prop_assert_ne!(row.strips[start.strip - 1].after, After::Glued, "{:?}", start);
        }
        let all: usize = rows.iter().map(|row| row.strips.len()).sum();
        let (pages, _) = pages(rows, &style, 0.0);
        let placed = pages.iter().flat_map(|page| page.items.iter().filter(is_line));
        prop_assert_eq!(placed.count(), all, "every line is printed once");
        for item in pages.iter().flat_map(|page| &page.items) {
            if let Item::Fill { rect, .. } = item {
                prop_assert!(rect.y + rect.height <= floor + 0.5, "{rect:?} hangs over");
            }
        }
    }
}
