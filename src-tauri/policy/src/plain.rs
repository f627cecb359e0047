//! The document as plain text: what a screen reader reads, what is pasted into a mail, and what
//! the text of every other format is compared with.

use crate::document::{Body, Document, Edition, Inline, Section};
use crate::fingerprint::Fingerprint;

/// The whole document; editions are parted by two empty lines.
pub fn text(document: &Document) -> String {
    let code = Fingerprint::of(document).short();
    let editions: Vec<String> =
        document.editions.iter().map(|edition| edition_text(edition, &code)).collect();
    editions.join("\n\n")
}

/// Inlines without markup; a gap prints its label in square brackets.
pub fn inlines(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text { text: more } => text.push_str(more),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => {
                text.push_str(&inlines(content));
            }
            Inline::Blank { label, .. } => {
                text.push('[');
                text.push_str(label);
                text.push(']');
            }
        }
    }
    text
}

/// Running text, one paragraph or list item each: what reading formulas are made for. Headings,
/// tables, the block under the title, and the page for the pen are left out.
pub fn running(edition: &Edition) -> Vec<String> {
    let blocks = edition.sections.iter().flat_map(|section| &section.blocks);
    blocks.flat_map(|block| body_running(&block.body)).collect()
}

/// The running text of one block.
pub(crate) fn body_running(body: &Body) -> Vec<String> {
    match body {
        Body::Paragraph { text } | Body::Note { text } | Body::Resource { text, .. } => {
            vec![inlines(text)]
        }
        Body::List { items } => items.iter().map(|item| inlines(item)).collect(),
        Body::Table { .. } | Body::Sign { .. } => Vec::new(),
    }
}

fn edition_text(edition: &Edition, code: &str) -> String {
    let mut lines = Vec::new();
    if let Some(mark) = &edition.draft_mark {
        lines.push(mark.clone());
    }
    lines.push(edition.title.clone());
    lines.push(edition.subtitle.clone());
    lines.push(String::new());
    for line in edition.masthead.iter().flat_map(|column| &column.lines) {
        lines.push(inlines(line));
    }
    for section in &edition.sections {
        section_text(section, &mut lines);
    }
    lines.push(String::new());
    lines.push(format!("{} {} {code}.", edition.footer, edition.code_word));
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn section_text(section: &Section, lines: &mut Vec<String>) {
    lines.push(String::new());
    lines.push(inlines(&section.title));
    let mut after_list = true;
    for block in &section.blocks {
        let list = matches!(block.body, Body::List { .. } | Body::Resource { .. });
        if !(list && after_list) {
            lines.push(String::new());
        }
        after_list = list;
        body_text(&block.body, lines);
    }
}

fn body_text(body: &Body, lines: &mut Vec<String>) {
    match body {
        Body::Paragraph { text } | Body::Note { text } => lines.push(inlines(text)),
        Body::List { items } => {
            lines.extend(items.iter().map(|item| format!("• {}", inlines(item))));
        }
        Body::Table { head, rows } => {
            for row in std::iter::once(head).chain(rows) {
                let cells: Vec<String> = row.iter().map(|cell| inlines(cell)).collect();
                lines.push(cells.join("\t"));
            }
        }
        Body::Resource { number, text, .. } => {
            lines.push(format!("{}\t{}", inlines(number), inlines(text)));
        }
        Body::Sign { label, text, lines: pens, ticks } => {
            lines.extend(
                [label, text].into_iter().map(|said| inlines(said)).filter(|said| !said.is_empty()),
            );
            for pen in pens.iter().flatten() {
                lines.push(format!("{} {}", "_".repeat(usize::from(pen.thirds) * 10), pen.label));
            }
            lines.extend(ticks.iter().map(|tick| format!("☐ {}", inlines(tick))));
        }
    }
}
