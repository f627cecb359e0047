//! The clinician's own text as blocks. Each line is a paragraph; lines that begin with `- ` are a
//! list. Inside a line `**bold**`, `*italic*`, `[words](https://..)` and `[[value]]` mean something,
//! and a backslash takes a mark's meaning away. Everything else prints as typed: it is data.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::values::{Value, Values};
use crate::answers::{Format, line, link};
use crate::document::{Body, Inline};

// Around the number of a value while a line is parsed. Typed text cannot hold them: `line` replaces
// the private use area.
const VALUE: char = '\u{e004}';
const END: char = '\u{e003}';
/// Longest name between double brackets; longer ones are no names.
const MAX_NAME: usize = 60;

/// Own text, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Text {
    pub(crate) bodies: Vec<Body>,
    /// Kinds of `text/<lang>/problems.toml`, with what was met.
    pub(crate) faults: Vec<(&'static str, String)>,
    /// Questions whose answers it prints.
    pub(crate) questions: Vec<String>,
}

/// Reads own text; never fails.
pub(crate) fn text(typed: &str, values: &Values<'_>) -> Text {
    let mut text = Text::default();
    let mut items: Vec<Vec<Inline>> = Vec::new();
    for typed in typed.split(['\n', '\r']) {
        let clean = line(typed);
        let item = ["- ", "* ", "• "].iter().find_map(|mark| clean.strip_prefix(mark));
        let inlines = text.line(item.unwrap_or(&clean), values);
        if item.is_some() {
            items.push(inlines);
        } else {
            text.list(&mut items);
            text.bodies.push(Body::Paragraph { text: inlines });
        }
    }
    text.list(&mut items);
    text.bodies.retain(|body| !matches!(body, Body::Paragraph { text } if text.is_empty()));
    text.questions.sort();
    text.questions.dedup();
    text
}

impl Text {
    fn list(&mut self, items: &mut Vec<Vec<Inline>>) {
        items.retain(|item| !item.is_empty());
        if !items.is_empty() {
            self.bodies.push(Body::List { items: std::mem::take(items) });
        }
    }

    fn line(&mut self, clean: &str, values: &Values<'_>) -> Vec<Inline> {
        if clean.is_empty() {
            return Vec::new();
        }
        let mut line = Line { text: self, values: Vec::new(), open: vec![Frame::default()] };
        let marked = line.mark_values(clean, values);
        // With an escaped mark before it, no line begins a list, a heading or a quotation.
        for event in Parser::new_ext(&format!("\\:{marked}"), Options::empty()) {
            line.read(event);
        }
        let mut parts = line.finish();
        if let Some(Inline::Text { text }) = parts.first_mut() {
            text.remove(0);
        }
        trimmed(parts)
    }
}

/// Open markup: what has been read of it, and what it will be.
#[derive(Default)]
struct Frame {
    content: Vec<Inline>,
    kind: Kind,
}

#[derive(Default, PartialEq)]
enum Kind {
    /// Adds nothing: the line itself, a link that is none, bold inside bold.
    #[default]
    Plain,
    Strong,
    Emphasis,
    Link(String),
}

struct Line<'a> {
    text: &'a mut Text,
    values: Vec<Vec<Inline>>,
    open: Vec<Frame>,
}

impl Line<'_> {
    /// Puts a mark in the place of each `[[name]]`, and a backslash before marks of Markdown that
    /// are not of our subset.
    fn mark_values(&mut self, clean: &str, values: &Values<'_>) -> String {
        let mut marked = String::with_capacity(clean.len() + 16);
        let mut rest = clean;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            if c == '\\' {
                // A backslash before a mark is hers; before anything else it prints.
                let next = after.chars().next().filter(char::is_ascii_punctuation);
                marked.push_str(if next.is_some() { "\\" } else { "\\\\" });
                marked.extend(next);
                rest = &after[next.map_or(0, char::len_utf8)..];
                continue;
            }
            if let Some((name, after)) = named(rest) {
                match values.get(name) {
                    Value::Unknown => self.text.faults.push(("own_value", name.to_owned())),
                    Value::Given { inlines, question, fault } => {
                        marked.push(VALUE);
                        marked.push_str(&self.values.len().to_string());
                        marked.push(END);
                        self.values.push(inlines);
                        self.text.questions.extend(question);
                        self.text.faults.extend(fault);
                        rest = after;
                        continue;
                    }
                }
            }
            let image = c == '!' && after.starts_with('[');
            if image || matches!(c, '<' | '&' | '`') {
                marked.push('\\');
            }
            marked.push(c);
            rest = after;
        }
        marked
    }

    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.push_text(&text),
            Event::Start(Tag::Strong) => self.start(Kind::Strong),
            Event::Start(Tag::Emphasis) => self.start(Kind::Emphasis),
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(href) = own_link(&dest_url) {
                    self.start(Kind::Link(href));
                } else {
                    self.text.faults.push(("own_link", line(&dest_url)));
                    self.start(Kind::Plain);
                }
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => self.end(),
            _ => {}
        }
    }

    /// Bold inside bold says nothing new, and thousands of them would make a tree too deep to walk.
    fn start(&mut self, kind: Kind) {
        let again = self.open.iter().any(|frame| frame.kind == kind);
        self.open.push(Frame { content: Vec::new(), kind: if again { Kind::Plain } else { kind } });
    }

    fn end(&mut self) {
        let Some(Frame { content, kind }) = self.open.pop() else { return };
        let content = self.filled(content);
        match kind {
            Kind::Plain => self.frame().extend(content),
            Kind::Strong if !content.is_empty() => self.frame().push(Inline::Strong { content }),
            Kind::Emphasis if !content.is_empty() => {
                self.frame().push(Inline::Emphasis { content });
            }
            Kind::Strong | Kind::Emphasis => {}
            Kind::Link(href) => {
                let mut content = without_links(content);
                if content.is_empty() {
                    content.push(Inline::text(href.clone()));
                }
                self.frame().push(Inline::Link { href, content });
            }
        }
    }

    fn frame(&mut self) -> &mut Vec<Inline> {
        if self.open.is_empty() {
            self.open.push(Frame::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last].content
    }

    /// Escapes part text into several events; it is put together again so that marks are whole.
    fn push_text(&mut self, more: &str) {
        match self.frame().last_mut() {
            Some(Inline::Text { text }) => text.push_str(more),
            _ => self.frame().push(Inline::text(more)),
        }
    }

    fn finish(mut self) -> Vec<Inline> {
        while self.open.len() > 1 {
            self.end();
        }
        let content = std::mem::take(self.frame());
        self.filled(content)
    }

    /// Values in the place of their marks.
    fn filled(&self, content: Vec<Inline>) -> Vec<Inline> {
        let mut parts = Vec::new();
        for inline in content {
            let Inline::Text { text } = inline else {
                parts.push(inline);
                continue;
            };
            let mut rest = text.as_str();
            while let Some((before, after)) = rest.split_once(VALUE) {
                let (number, after) = after.split_once(END).unwrap_or((after, ""));
                push_text(before, &mut parts);
                let value = number.parse().ok().and_then(|n: usize| self.values.get(n));
                parts.extend(value.into_iter().flatten().cloned());
                rest = after;
            }
            push_text(rest, &mut parts);
        }
        parts
    }
}

/// The name in double brackets at the start of a text, and what follows them.
fn named(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.strip_prefix("[[")?.split_once("]]")?;
    let fits = !name.is_empty() && name.len() <= MAX_NAME && !name.contains(['[', ']', '\\']);
    fits.then_some((name, after))
}

/// Links that print: https, mailto and tel.
fn own_link(typed: &str) -> Option<String> {
    let (scheme, rest) = typed.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "https" => link(Format::Url, typed),
        "mailto" => link(Format::Email, rest),
        "tel" => link(Format::Phone, rest),
        _ => None,
    }
}

/// A link stands in no other link.
fn without_links(content: Vec<Inline>) -> Vec<Inline> {
    let mut flat = Vec::new();
    for inline in content {
        match inline {
            Inline::Link { content, .. } => flat.extend(content),
            Inline::Strong { content } => {
                flat.push(Inline::Strong { content: without_links(content) });
            }
            Inline::Emphasis { content } => {
                flat.push(Inline::Emphasis { content: without_links(content) });
            }
            other => flat.push(other),
        }
    }
    flat
}

fn push_text(text: &str, parts: &mut Vec<Inline>) {
    match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text { text: before }) => before.push_str(text),
        _ => parts.push(Inline::text(text)),
    }
}

/// Without white space at both ends, and without runs of nothing.
fn trimmed(mut parts: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text { text }) = parts.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text { text }) = parts.last_mut() {
        *text = text.trim_end().to_owned();
    }
    parts.retain(|part| !matches!(part, Inline::Text { text } if text.is_empty()));
    parts
}
