//! The same words from every format, so that they can be compared: white space single, and without
//! what a format adds of its own: list marks, boxes, lines for the pen, footer and draft mark.

use policy_pages::Pages;

use crate::practice::Printed;
use crate::tags;

/// The words of the exported text.
pub fn of_text(printed: &Printed) -> String {
    let text = printed.text();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.pop();
    if printed.edition().draft_mark.is_some() {
        lines.remove(0);
    }
    let pen = |line: &&str| line.starts_with("__________");
    let said = lines.iter().map(|line| if pen(line) { line.trim_start_matches('_') } else { line });
    normal(&said.collect::<Vec<_>>().join("\n"), &printed.pages)
}

/// The words of the exported page.
pub fn of_html(printed: &Printed) -> String {
    let html = printed.html();
    let html = html.split("<footer>").next().unwrap_or_default();
    let (mut text, mut rest) = (String::new(), html);
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(&unescaped(before));
        let (tag, after) = after.split_once('>').expect("every tag ends");
        rest = after;
        if tag == "p class=\"draft\"" {
            rest = rest.split_once("</p>").expect("every paragraph ends").1;
        }
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !matches!(name, "strong" | "em" | "a" | "span") {
            text.push('\n');
        }
    }
    text.push_str(&unescaped(rest));
    normal(&text, &printed.pages)
}

/// The words a screen reader finds in the finished PDF. On a paper of one page the footer is among
/// them, at the end.
pub fn of_pdf(printed: &Printed) -> String {
    let spoken = normal(&tags::read(&printed.pdf).spoken(), &printed.pages);
    if printed.pages.pages.len() > 1 {
        return spoken;
    }
    let edition = printed.edition();
    let mark = edition.draft_mark.as_deref().unwrap_or_default();
    let footer = format!("{mark} {} {} {}", edition.footer, edition.code_word, printed.code);
    let footer = normal(&footer, &printed.pages);
    let rest = spoken.strip_suffix(&footer).expect("a paper of one page ends with its footer");
    rest.trim_end().to_owned()
}

/// Single spaces, no marks of lists, no characters without a picture; what no face can draw is the
/// sign for it, as on paper.
pub fn normal(text: &str, pages: &Pages) -> String {
    let clean: String = text
        .chars()
        .filter_map(|c| match c {
            c if c.is_whitespace() => Some(' '),
            '•' | '☐' | '\u{ad}' | '\u{feff}' => None,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => None,
            '\u{fe00}'..='\u{fe0f}' => None,
            c if c.is_control() => None,
            c if pages.missing.contains(&c) => Some('\u{fffd}'),
            c => Some(c),
        })
        .collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same without any space: where a word longer than a line is parted, a PDF has no other way
/// to say that it goes on.
pub fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The letters in no order. Text from the right is kept in a PDF as it is drawn, from the left and
/// with brackets turned, and readers turn it round themselves.
pub fn bag(text: &str) -> String {
    let turned = |c| match c {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '>' => '<',
        '»' => '«',
        c => c,
    };
    let mut letters: Vec<char> = letters(text).chars().map(turned).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// The first place where two texts part, with a little of both.
pub fn difference(a: &str, b: &str) -> Option<String> {
    if a == b {
        return None;
    }
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let from = same.saturating_sub(40);
    let around = |text: &str| text.chars().skip(from).take(100).collect::<String>();
    Some(format!("…{}…\n…{}…", around(a), around(b)))
}

/// Text of a page without its entities.
pub fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
