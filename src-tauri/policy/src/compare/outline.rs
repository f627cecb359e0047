//! A document as it is compared: sections, the clauses in each, and the lines of each clause.

use super::HEAD;
use super::lines::Line;
use crate::document::{self, Block, Body, Edition, Inline, MastheadColumn};
use crate::plain;

/// A section, or the block under the title.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) id: String,
    /// Its heading; has no line where there is none.
    pub(super) heading: Clause,
    pub(super) clauses: Vec<Clause>,
}

/// What is compared with what it was before.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// Clause id; for text of the frame one of the names below, or empty for a gap.
    pub(super) id: String,
    /// What it has in common with what it was before.
    pub(super) key: String,
    /// Names text of the frame; else empty.
    pub(super) name: String,
    /// The questions that led to it.
    pub(super) questions: Vec<String>,
    /// Empty for a heading only.
    pub(super) lines: Vec<Line>,
}

impl Section {
    /// The heading as it prints; may be empty.
    pub(super) fn title(&self) -> String {
        self.heading.lines.first().map(|line| line.text.clone()).unwrap_or_default()
    }
}

/// The heading of the block under the title.
const HEAD_TITLE: &str = "Title, practice and dates";

/// Text of the frame by its id, in words.
const FRAME: [(&str, &str); 8] = [
    (TITLE, "the title"),
    (SUBTITLE, "the line under the title"),
    (WHO, "the practice and its clinician"),
    (REACH, "how to reach the practice"),
    (DATES, "the dates"),
    (HEADING, "the heading"),
    (ROSTER, "the table of clinicians"),
    (SIGN, "the page to sign"),
];
pub(super) const TITLE: &str = "title";
pub(super) const SUBTITLE: &str = "subtitle";
pub(super) const WHO: &str = "who";
pub(super) const REACH: &str = "reach";
pub(super) const DATES: &str = "dates";
pub(super) const HEADING: &str = "heading";
pub(super) const ROSTER: &str = "roster";
pub(super) const SIGN: &str = "sign";

/// The sections of an edition, the block under the title first.
pub(super) fn sections(edition: &Edition) -> Vec<Section> {
    let mut sections = vec![head(edition)];
    sections.extend(edition.sections.iter().map(section));
    sections
}

fn head(edition: &Edition) -> Section {
    let frame = [(TITLE, &edition.title), (SUBTITLE, &edition.subtitle)];
    let mut clauses: Vec<Clause> = frame
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(id, text)| framed(id, said([line(&[Inline::text(text)], false)])))
        .collect();
    clauses.extend(edition.masthead.iter().map(column));
    let heading = framed(HEADING, said([line(&[Inline::text(HEAD_TITLE)], false)]));
    Section { id: HEAD.to_owned(), heading, clauses }
}

fn column(column: &MastheadColumn) -> Clause {
    let asks = |id: &str| column.questions.iter().any(|question| question == id);
    let id = match () {
        () if asks("practice_name") => WHO,
        () if asks("phone") => REACH,
        () => DATES,
    };
    framed(id, said(column.lines.iter().map(|inlines| line(inlines, false))))
}

fn framed(id: &str, lines: Vec<Line>) -> Clause {
    let name = FRAME.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| name);
    Clause {
        id: id.to_owned(),
        key: format!("frame {id}"),
        name: name.to_owned(),
        questions: Vec::new(),
        lines,
    }
}

fn section(section: &document::Section) -> Section {
    let mut clauses: Vec<Clause> = Vec::new();
    for block in &section.blocks {
        let lines = lines(&block.body);
        if lines.is_empty() {
            continue;
        }
        let key = key(section, block);
        match clauses.iter_mut().find(|clause| clause.key == key) {
            Some(clause) => clause.lines.extend(lines),
            None => clauses.push(clause(block, key, lines)),
        }
    }
    let heading = framed(HEADING, said([line(&section.title, false)]));
    Section { id: section.id.clone(), heading, clauses }
}

/// Text of the frame is known by its section and the questions it stands for.
fn key(section: &document::Section, block: &Block) -> String {
    if block.clause.is_empty() {
        format!("frame {} {}", section.id, block.questions.join(" "))
    } else {
        block.clause.clone()
    }
}

fn clause(block: &Block, key: String, lines: Vec<Line>) -> Clause {
    let questions = block.questions.clone();
    let own = |id: &str, name: String| Clause { id: id.to_owned(), name, ..framed("", Vec::new()) };
    let clause = match &block.body {
        Body::Resource { number, .. } => own(&block.clause, plain::inlines(number)),
        Body::Sign { .. } => framed(SIGN, Vec::new()),
        Body::Table { .. } if block.clause.is_empty() => framed(ROSTER, Vec::new()),
        Body::Paragraph { text } if block.clause.is_empty() => match text.as_slice() {
            [Inline::Blank { label, .. }] => own("", format!("the gap for {label}")),
            _ => own("", String::new()),
        },
        _ => own(&block.clause, String::new()),
    };
    Clause { key, questions, lines, ..clause }
}

fn lines(body: &Body) -> Vec<Line> {
    match body {
        Body::Paragraph { text } | Body::Note { text } => said([line(text, false)]),
        Body::List { items } => said(items.iter().map(|item| line(item, true))),
        Body::Table { head, rows } => {
            said(std::iter::once(head).chain(rows).map(|cells| row(cells)))
        }
        Body::Resource { number, text, .. } => said([row(&[number.clone(), text.clone()])]),
        Body::Sign { label, text, lines: pens, ticks } => {
            let head = [label, text].into_iter().map(|it| line(it, false));
            let pens = pens.iter().flatten().map(|pen| line(&[Inline::text(&pen.label)], false));
            said(head.chain(pens).chain(ticks.iter().map(|tick| line(tick, true))))
        }
    }
}

/// Those with text.
fn said(lines: impl IntoIterator<Item = Line>) -> Vec<Line> {
    lines.into_iter().filter(|line| !line.text.is_empty()).collect()
}

/// "988: Call or text": the first cell names the row.
fn row(cells: &[Vec<Inline>]) -> Line {
    let mut row: Vec<Inline> = Vec::new();
    for (at, cell) in cells.iter().filter(|cell| !cell.is_empty()).enumerate() {
        match at {
            0 => {}
            1 => row.push(Inline::text(": ")),
            _ => row.push(Inline::text(". ")),
        }
        row.extend(cell.iter().cloned());
    }
    line(&row, false)
}

fn line(inlines: &[Inline], list: bool) -> Line {
    let (mut with_targets, mut links) = (String::new(), Vec::new());
    follow(inlines, &mut with_targets, &mut links);
    Line { list, text: plain::inlines(inlines), with_targets, links }
}

fn follow(inlines: &[Inline], text: &mut String, links: &mut Vec<(String, String)>) {
    for inline in inlines {
        match inline {
            Inline::Link { href, content } => {
                follow(content, text, links);
                *text += &format!(" ({href})");
                links.push((plain::inlines(content), href.clone()));
            }
            Inline::Strong { content } | Inline::Emphasis { content } => {
                follow(content, text, links);
            }
            Inline::Text { .. } | Inline::Blank { .. } => {
                *text += &plain::inlines(std::slice::from_ref(inline));
            }
        }
    }
}
