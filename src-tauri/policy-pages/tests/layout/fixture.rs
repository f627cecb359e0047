//! A small practice that does not exist, with every kind of block.

use policy::document::{
    Block, Body, Edition, Inline, MastheadColumn, PenLine, Section, SectionKind,
};

pub(crate) fn text(words: &str) -> Vec<Inline> {
    vec![Inline::text(words)]
}

pub(crate) fn block(body: Body) -> Block {
    Block { clause: String::new(), questions: Vec::new(), body }
}

pub(crate) fn paragraph(lead: &str, words: &str) -> Block {
    let text = vec![Inline::strong(lead), Inline::text(format!(" {words}"))];
    block(Body::Paragraph { text })
}

pub(crate) fn list(items: &[&str]) -> Block {
    block(Body::List { items: items.iter().map(|item| text(item)).collect() })
}

pub(crate) fn section(id: &str, kind: SectionKind, title: &str, blocks: Vec<Block>) -> Section {
    Section { id: id.to_owned(), kind, title: text(title), blocks }
}

pub(crate) fn link(href: &str, words: &str) -> Inline {
    Inline::Link { href: href.to_owned(), content: text(words) }
}

fn column(lines: &[&str]) -> MastheadColumn {
    let lines = lines.iter().map(|line| text(line)).collect();
    MastheadColumn { lines, questions: Vec::new() }
}

fn resource(number: &str, first: bool, words: &str) -> Block {
    block(Body::Resource { number: text(number), first, text: text(words) })
}

fn sign(label: &str, words: &str, lines: &[&[(&str, u8)]], ticks: &[&str]) -> Block {
    let pen =
        |(label, thirds): &(&str, u8)| PenLine { label: (*label).to_owned(), thirds: *thirds };
    block(Body::Sign {
        label: text(label),
        text: if words.is_empty() { Vec::new() } else { text(words) },
        lines: lines.iter().map(|row| row.iter().map(pen).collect()).collect(),
        ticks: ticks.iter().map(|tick| text(tick)).collect(),
    })
}

/// A table of pages on social media.
pub(crate) fn table(rows: usize) -> Block {
    let row = |index: usize| {
        let name = vec![Inline::strong("Instagram"), Inline::text(format!(" @fern.{index}"))];
        vec![name, text("Sleep, worry, being kind to yourself"), text("About once a week")]
    };
    let head = vec![text("Where"), text("What you will find"), text("How often I look")];
    block(Body::Table { head, rows: (0..rows).map(row).collect() })
}

/// A clause of so many sentences.
pub(crate) fn clause(id: &str, sentences: usize) -> Section {
    let words = "You can ask me about this when we meet, and I will tell you how I see it. ";
    let title = format!("A plain question about {id}");
    let body = paragraph("This comes first.", words.repeat(sentences).trim_end());
    section(id, SectionKind::Clauses, &title, vec![body])
}

pub(crate) fn emergency() -> Section {
    section(
        "emergency",
        SectionKind::Emergency,
        "If you need help right now",
        vec![
            block(Body::Paragraph { text: text("Please don’t wait for me. Help is there.") }),
            resource("911", true, "Call if someone may be badly hurt."),
            resource("988", true, "Call or text the lifeline. For Spanish, press 2 or text AYUDA."),
            resource("1-800-555-0199", false, "If you are not safe at home, call this line."),
            block(Body::Note { text: text("These numbers are for the United States.") }),
        ],
    )
}

pub(crate) fn acknowledgement() -> Section {
    section(
        "acknowledgement",
        SectionKind::Acknowledgement,
        "Acknowledgement",
        vec![
            paragraph("You got this policy.", "You can sign it or leave it."),
            sign(
                "You",
                "",
                &[&[("Your name, printed", 3)], &[("Your signature", 2), ("Date", 1)]],
                &[],
            ),
            sign(
                "Your copy",
                "Please mark all that fit.",
                &[],
                &["On paper", "In Spanish", "By mail"],
            ),
        ],
    )
}

/// Two pages and the page for the pen.
pub(crate) fn edition() -> Edition {
    let reach = vec![
        Inline::text("Write to me at "),
        link("mailto:fern@fern.example", "fern@fern.example"),
        Inline::text(" or call "),
        Inline::Blank { question: "phone".into(), label: "Phone number".into() },
        Inline::text("."),
    ];
    let short = list(&["You can read my pages without following.", "To reach me, please call."]);
    let pages = vec![paragraph("I keep two pages.", "They are about work."), table(2)];
    let mut sections = vec![
        section("short-version", SectionKind::ShortVersion, "The short version", vec![short]),
        emergency(),
        section("pages", SectionKind::Clauses, "Where you can find me", pages),
        section(
            "reach",
            SectionKind::Clauses,
            "Better ways to reach me",
            vec![
                block(Body::Paragraph { text: reach }),
                list(&["By phone.", "Here, when we meet."]),
            ],
        ),
    ];
    sections.extend((0..6).map(|index| clause(&format!("number {index}"), 5)));
    sections.push(acknowledgement());
    Edition {
        lang: "en".into(),
        title: "Social media policy".into(),
        subtitle: "How I use social media, and what that means for you.".into(),
        masthead: vec![
            column(&["Fern Dale, LPC", "Licensed Professional Counselor"]),
            column(&["Phone 503-555-0100", "12 Moss Lane, Salem, OR 97300"]),
            column(&["In effect January\u{A0}4,\u{A0}2027"]),
        ],
        sections,
        footer: "Fern Dale, LPC. Social media policy, not yet issued.".into(),
        code_word: "Code".into(),
        page_word: "Page {page} of {pages}".into(),
        draft_mark: None,
    }
}
