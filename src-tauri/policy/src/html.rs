//! The document as one self-contained web page: no script, nothing fetched. Escapes once, here.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

use crate::document::{Block, Body, Document, Edition, Inline, Section, SectionKind};
use crate::fingerprint::Fingerprint;

static REGULAR: &[u8] = include_bytes!("../../../templates/fonts/web/plain-atkinson-400.woff2");
static BOLD: &[u8] = include_bytes!("../../../templates/fonts/web/plain-atkinson-700.woff2");

/// A top-level element of the page's body, and the blocks in it in the order in which they stand.
pub struct Part<'a> {
    /// `head`, a section id, or `foot`.
    pub id: &'a str,
    /// Exactly one element.
    pub html: String,
    /// Clause and questions of each block.
    pub blocks: Vec<(&'a str, &'a [String])>,
}

/// The page as a file: the first edition, or all of them one after another.
pub fn page(document: &Document, css: &str) -> String {
    let code = Fingerprint::of(document).short();
    let mut html = String::with_capacity(96 * 1024);
    let style = style(css);
    let lang = document.editions.first().map_or("en", |edition| edition.lang.as_str());
    let digest = BASE64.encode(Sha256::digest(style.as_bytes()));
    let _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
        attribute(lang),
    );
    if let Some(edition) = document.editions.first() {
        html.push_str(&escape(&page_title(edition)));
    }
    let _ = write!(html, "</title>\n<style>{style}</style>\n</head>\n<body>\n");
    for edition in &document.editions {
        let other = if edition.lang == lang {
            String::new()
        } else {
            format!(" lang=\"{}\"", attribute(&edition.lang))
        };
        let _ = writeln!(html, "<main{other}>");
        html.push_str(&body(edition, &code));
        html.push_str("</main>\n");
    }
    html.push_str("</body>\n</html>\n");
    html
}

/// The inside of `<main>`: all parts, one after another.
pub fn body(edition: &Edition, code: &str) -> String {
    parts(edition, code).into_iter().map(|part| part.html).collect()
}

/// The inside of `<main>` in parts that can be patched one by one.
pub fn parts<'a>(edition: &'a Edition, code: &str) -> Vec<Part<'a>> {
    let mut parts = vec![head(edition)];
    parts.extend(edition.sections.iter().map(section));
    let html = format!(
        "<footer><p>{} {} {code}.</p></footer>\n",
        escape(&edition.footer),
        escape(&edition.code_word)
    );
    parts.push(Part { id: "foot", html, blocks: Vec::new() });
    parts
}

fn page_title(edition: &Edition) -> String {
    let issuer = edition.footer.split(&format!(". {}", edition.title)).next().unwrap_or_default();
    format!("{}, {issuer}", edition.title)
}

fn style(css: &str) -> String {
    let mut style = String::from("\n");
    for (weight, face) in [(400, REGULAR), (700, BOLD)] {
        let _ = writeln!(
            style,
            "@font-face{{font-family:\"Plain Atkinson\";font-weight:{weight};font-display:swap;src:url(data:font/woff2;base64,{}) format(\"woff2\")}}",
            BASE64.encode(face)
        );
    }
    style.push_str(css);
    style
}

fn head(edition: &Edition) -> Part<'_> {
    let mut html = String::from("<header>\n");
    if let Some(mark) = &edition.draft_mark {
        let _ = writeln!(html, "<p class=\"draft\">{}</p>", escape(mark));
    }
    let _ = writeln!(html, "<h1>{}</h1>", escape(&edition.title));
    let _ = writeln!(html, "<p class=\"lead\">{}</p>", escape(&edition.subtitle));
    html.push_str("<div class=\"practice\">\n");
    for column in &edition.masthead {
        let lines: Vec<String> = column.lines.iter().map(|line| inlines(line)).collect();
        let _ = writeln!(html, "<p>{}</p>", lines.join("<br>\n"));
    }
    html.push_str("</div>\n</header>\n");
    let blocks = edition.masthead.iter().map(|column| ("", column.questions.as_slice())).collect();
    Part { id: "head", html, blocks }
}

fn section(section: &Section) -> Part<'_> {
    let class = match section.kind {
        SectionKind::ShortVersion => "clause short",
        SectionKind::Emergency => "help",
        SectionKind::Clauses => "clause",
        SectionKind::Acknowledgement => "clause sign",
    };
    let id = attribute(&section.id);
    let mut html = format!(
        "<section class=\"{class}\" id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{}</h2>\n",
        inlines(&section.title)
    );
    match section.kind {
        SectionKind::ShortVersion => short(&section.blocks, &mut html),
        SectionKind::Emergency => help(&section.blocks, &mut html),
        SectionKind::Clauses | SectionKind::Acknowledgement => {
            html.push_str("<div class=\"say\">\n");
            for block in &section.blocks {
                html.push_str(&body_html(&block.body));
            }
            html.push_str("</div>\n");
        }
    }
    html.push_str("</section>\n");
    let blocks =
        section.blocks.iter().map(|block| (block.clause.as_str(), block.questions.as_slice()));
    Part { id: &section.id, html, blocks: blocks.collect() }
}

/// All bullets in one list.
fn short(blocks: &[Block], html: &mut String) {
    html.push_str("<ul class=\"say\">\n");
    for block in blocks {
        if let Body::List { items } = &block.body {
            for item in items {
                let _ = writeln!(html, "<li>{}</li>", inlines(item));
            }
        }
    }
    html.push_str("</ul>\n");
}

fn help(blocks: &[Block], html: &mut String) {
    html.push_str("<div class=\"rows\">\n");
    for block in blocks {
        html.push_str(&body_html(&block.body));
    }
    html.push_str("</div>\n");
}

/// Exactly one element, with a line feed behind it.
fn body_html(body: &Body) -> String {
    match body {
        Body::Paragraph { text } => format!("<p>{}</p>\n", inlines(text)),
        Body::Note { text } => format!("<p class=\"note\">{}</p>\n", inlines(text)),
        Body::List { items } => {
            let items: String =
                items.iter().map(|item| format!("<li>{}</li>\n", inlines(item))).collect();
            format!("<ul>\n{items}</ul>\n")
        }
        Body::Table { head, rows } => table(head, rows),
        Body::Resource { number, first, text } => {
            let class = if *first { "resource first" } else { "resource" };
            format!(
                "<div class=\"{class}\"><p class=\"number\">{}</p> <p>{}</p></div>\n",
                inlines(number),
                inlines(text)
            )
        }
        Body::Sign { label, text, lines, ticks } => {
            let mut html = format!("<div class=\"part\"><h3>{}</h3>\n", inlines(label));
            if !text.is_empty() {
                let _ = writeln!(html, "<p>{}</p>", inlines(text));
            }
            for row in lines {
                html.push_str("<p class=\"pens\">");
                for pen in row {
                    let _ = write!(
                        html,
                        "<span class=\"pen w{}\">{}</span> ",
                        pen.thirds,
                        escape(&pen.label)
                    );
                }
                html.push_str("</p>\n");
            }
            if !ticks.is_empty() {
                html.push_str("<ul class=\"ticks\">\n");
                for tick in ticks {
                    let _ = writeln!(html, "<li>{}</li>", inlines(tick));
                }
                html.push_str("</ul>\n");
            }
            html.push_str("</div>\n");
            html
        }
    }
}

fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
    let mut html = String::from("<table>\n<thead><tr>");
    for cell in head {
        let _ = write!(html, "<th scope=\"col\">{}</th>", inlines(cell));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        html.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            if index == 0 {
                let _ = write!(html, "<th scope=\"row\">{}</th>", inlines(cell));
            } else {
                // On a narrow screen the table turns into a list and each cell is led by its head.
                let name = head.get(index).map(|head| crate::plain::inlines(head));
                let name = attribute(&name.unwrap_or_default());
                let _ = write!(html, "<td data-name=\"{name}\">{}</td>", inlines(cell));
            }
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

fn inlines(content: &[Inline]) -> String {
    let mut html = String::new();
    for inline in content {
        match inline {
            Inline::Text { text } => html.push_str(&escape(text)),
            Inline::Strong { content } => {
                let _ = write!(html, "<strong>{}</strong>", inlines(content));
            }
            Inline::Emphasis { content } => {
                let _ = write!(html, "<em>{}</em>", inlines(content));
            }
            Inline::Link { href, content } => {
                let _ = write!(html, "<a href=\"{}\">{}</a>", attribute(href), inlines(content));
            }
            Inline::Blank { label, .. } => {
                let _ = write!(html, "<span class=\"blank\">[{}]</span>", escape(label));
            }
        }
    }
    html
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

fn attribute(text: &str) -> String {
    escape(text)
}
