//! The words of a web page, in reading order, one line a block.

use html2text::config;

/// Wide enough that no line is broken for its width.
const WIDTH: usize = 100_000;
/// Where the first tag of a page stands at the latest.
const HEAD: usize = 1_000;

pub(crate) fn is_html(text: &str) -> bool {
    let head: String = text.chars().take(HEAD).collect::<String>().to_lowercase();
    ["<!doctype html", "<html", "<body", "<p>", "<p ", "<div", "<h1", "<h2", "<section", "<article"]
        .iter()
        .any(|tag| head.contains(tag))
}

/// A page that cannot be laid out at all is read as plain text.
pub(crate) fn text(html: &str) -> String {
    config::plain_no_decorate()
        .string_from_read(html.as_bytes(), WIDTH)
        .unwrap_or_else(|_| html.to_owned())
}
