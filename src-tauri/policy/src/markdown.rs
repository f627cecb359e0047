//! From rendered clause text to blocks and inlines: our subset of Markdown, parsed once into our
//! own tree. Values are escaped on the way in, so that what a clinician typed is never markup.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::answers::{Format, link};
use crate::document::{Body, Inline};

// Marks around values that are more than text. User text cannot hold them: `answers::line`
// replaces the private use area.
const BLANK: char = '\u{e000}';
const LINK: char = '\u{e001}';
const MIDDLE: char = '\u{e002}';
const END: char = '\u{e003}';

/// A gap as a value for a template.
pub(crate) fn blank_mark(question: &str, label: &str) -> String {
    format!("{BLANK}{question}{MIDDLE}{label}{END}")
}

/// A link as a value for a template.
pub(crate) fn link_mark(href: &str, text: &str) -> String {
    format!("{LINK}{href}{MIDDLE}{text}{END}")
}

/// Escapes a value for Markdown: every ASCII punctuation mark, so that none of them means anything.
pub(crate) fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len() + 8);
    for c in value.chars() {
        match c {
            '\n' | '\r' => escaped.push(' '),
            c if c.is_ascii_punctuation() => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// What was typed may end in a stop of its own, before the one of our sentence: one is enough. In
/// rendered text a typed mark is escaped and ours is not, which tells the two apart.
pub(crate) fn one_stop(rendered: String) -> String {
    const CLOSERS: [&str; 6] = ["", "**", "\\\"", "\\'", "”", "’"];
    let mut text = rendered;
    for typed in
        ["\\.", "\\!", "\\?", "…"].into_iter().filter(|it| text.contains(it)).collect::<Vec<_>>()
    {
        for close in CLOSERS {
            let once = format!("{typed}{close}");
            text = text.replace(&format!("{once}."), &once);
        }
    }
    text
}

/// Parses rendered text into blocks. An error is a sentence about our own content, or about a link.
pub(crate) fn blocks(text: &str) -> Result<Vec<Body>, String> {
    let mut reader =
        Reader { bodies: Vec::new(), open: vec![Frame::default()], table: None, items: None };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        reader.read(event)?;
    }
    Ok(reader.bodies)
}

/// Parses one line of rendered text, such as a title.
pub(crate) fn inlines(text: &str) -> Result<Vec<Inline>, String> {
    let mut parts = Vec::new();
    for body in blocks(text)? {
        match body {
            Body::Paragraph { text } => parts.extend(text),
            _ => return Err("A title is one line of text.".to_owned()),
        }
    }
    Ok(parts)
}

/// Open inline markup: what has been read of it, and what closes it.
#[derive(Default)]
struct Frame {
    content: Vec<Inline>,
    href: Option<String>,
}

#[derive(Default)]
struct Table {
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    row: Vec<Vec<Inline>>,
}

struct Reader {
    bodies: Vec<Body>,
    open: Vec<Frame>,
    table: Option<Table>,
    items: Option<Vec<Vec<Inline>>>,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Text(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::Start(tag) => self.start(tag)?,
            Event::End(tag) => self.end(tag),
            other => return Err(format!("This is outside our Markdown subset: {other:?}.")),
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), String> {
        match tag {
            Tag::Paragraph | Tag::TableHead | Tag::TableRow => {}
            Tag::Strong | Tag::Emphasis => self.open.push(Frame::default()),
            Tag::Link { dest_url, .. } => {
                let href = link(Format::Url, &dest_url)
                    .filter(|_| dest_url.starts_with("https://"))
                    .ok_or_else(|| format!("`{dest_url}` is not a link we print."))?;
                self.open.push(Frame { content: Vec::new(), href: Some(href) });
            }
            Tag::List(None) if self.items.is_none() => self.items = Some(Vec::new()),
            Tag::Item | Tag::TableCell => self.open.push(Frame::default()),
            Tag::Table(_) => self.table = Some(Table::default()),
            other => return Err(format!("This is outside our Markdown subset: {other:?}.")),
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.items.is_none() => {
                let text = finish(std::mem::take(&mut self.frame().content));
                if !text.is_empty() {
                    self.bodies.push(Body::Paragraph { text });
                }
            }
            TagEnd::Strong => {
                let content = self.close().content;
                self.push(Inline::Strong { content: finish(content) });
            }
            TagEnd::Emphasis => {
                let content = self.close().content;
                self.push(Inline::Emphasis { content: finish(content) });
            }
            TagEnd::Link => {
                let frame = self.close();
                let href = frame.href.unwrap_or_default();
                self.push(Inline::Link { href, content: finish(frame.content) });
            }
            TagEnd::Item => {
                let content = finish(self.close().content);
                if let Some(items) = self.items.as_mut().filter(|_| !content.is_empty()) {
                    items.push(content);
                }
            }
            TagEnd::List(_) => {
                let items = self.items.take().unwrap_or_default();
                if !items.is_empty() {
                    self.bodies.push(Body::List { items });
                }
            }
            TagEnd::TableCell => {
                let content = finish(self.close().content);
                if let Some(table) = &mut self.table {
                    table.row.push(content);
                }
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    table.head = std::mem::take(&mut table.row);
                }
            }
            TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    let row = std::mem::take(&mut table.row);
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take().filter(|table| !table.rows.is_empty()) {
                    self.bodies.push(Body::Table { head: table.head, rows: table.rows });
                }
            }
            _ => {}
        }
    }

    fn frame(&mut self) -> &mut Frame {
        if self.open.is_empty() {
            self.open.push(Frame::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn close(&mut self) -> Frame {
        self.open.pop().unwrap_or_default()
    }

    fn push(&mut self, inline: Inline) {
        let empty = match &inline {
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => content.is_empty(),
            Inline::Text { text } => text.is_empty(),
            Inline::Blank { .. } => false,
        };
        if !empty {
            self.frame().content.push(inline);
        }
    }

    /// Escapes split text into several events; it is put together again so that marks are whole.
    fn text(&mut self, more: &str) {
        if let Some(Inline::Text { text }) = self.frame().content.last_mut() {
            text.push_str(more);
        } else {
            self.frame().content.push(Inline::text(more));
        }
    }
}

/// Turns marks into links and gaps, and drops white space at both ends.
fn finish(content: Vec<Inline>) -> Vec<Inline> {
    let mut parts: Vec<Inline> = Vec::new();
    for inline in content {
        match inline {
            Inline::Text { text } => split_marks(&text, &mut parts),
            other => parts.push(other),
        }
    }
    if let Some(Inline::Text { text }) = parts.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text { text }) = parts.last_mut() {
        *text = text.trim_end().to_owned();
    }
    parts.retain(|part| !matches!(part, Inline::Text { text } if text.is_empty()));
    parts
}

fn split_marks(text: &str, parts: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some(start) = rest.find([BLANK, LINK]) {
        let is_blank = rest[start..].starts_with(BLANK);
        push_text(&rest[..start], parts);
        let inner = &rest[start + BLANK.len_utf8()..];
        let (mark, after) = inner.split_once(END).unwrap_or((inner, ""));
        let (first, second) = mark.split_once(MIDDLE).unwrap_or((mark, mark));
        parts.push(if is_blank {
            Inline::Blank { question: first.to_owned(), label: second.to_owned() }
        } else {
            Inline::Link { href: first.to_owned(), content: vec![Inline::text(second)] }
        });
        rest = after;
    }
    push_text(rest, parts);
}

fn push_text(text: &str, parts: &mut Vec<Inline>) {
    if text.is_empty() {
        return;
    }
    // Optional phrases leave double spaces behind.
    let mut single = String::with_capacity(text.len());
    for c in text.chars() {
        if !(c == ' ' && single.ends_with(' ')) {
            single.push(c);
        }
    }
    parts.push(Inline::text(single));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_what_is_printed() {
        for typed in [
            "**x** <b>&amp; [a](javascript:b) {{y}} | 1. # - _z_ \\ `",
            "- x",
            "1. y",
            "# z",
            "    w",
            "a | b",
        ] {
            let bodies =
                blocks(&format!("{} end", escape(typed.trim()))).expect("escaped text parses");
            let expected =
                vec![Body::Paragraph { text: vec![Inline::text(format!("{} end", typed.trim()))] }];
            assert_eq!(bodies, expected, "{typed}");
        }
    }

    #[test]
    fn a_stop_that_was_typed_needs_no_second_one() {
        for (typed, text) in [
            ("At once.", "Call: At once."),
            ("Why?", "Call: Why?"),
            ("So she said “no.”", "Call: So she said “no.”"),
            ("Ask for J. P", "Call: Ask for J. P."),
        ] {
            assert_eq!(
                inlines(&one_stop(format!("Call: {}.", escape(typed)))),
                Ok(vec![Inline::text(text)])
            );
        }
        let bold = one_stop(format!("**{}**. Then", escape("Dr. Lee, Ph.D.")));
        assert_eq!(crate::plain::inlines(&inlines(&bold).expect("parses")), "Dr. Lee, Ph.D. Then");
    }

    #[test]
    fn marks_become_links_and_gaps() {
        let phone = escape(&link_mark("tel:5035550142", "503-555-0142"));
        let gap = escape(&blank_mark("email", "E-mail"));
        let Body::Paragraph { text } =
            &blocks(&format!("**Call** {phone} or {gap}.")).expect("parses")[0]
        else {
            panic!("one paragraph")
        };
        assert_eq!(
            text[2],
            Inline::Link {
                href: "tel:5035550142".into(),
                content: vec![Inline::text("503-555-0142")]
            }
        );
        assert_eq!(text[4], Inline::Blank { question: "email".into(), label: "E-mail".into() });
    }

    #[test]
    fn only_our_subset() {
        for refused in [
            "<b>x</b>",
            "# Title",
            "> quote",
            "```\ncode\n```",
            "![alt](https://a.example/x.png)",
            "[a](http://a.example)",
        ] {
            blocks(refused).expect_err(refused);
        }
    }
}
