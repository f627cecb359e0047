//! The one model from which every output comes: editions (one a language) > sections > blocks >
//! inlines. HTML, plain text and pages are writers over this tree and add no words of their own.
//!
//! A document is also kept for ever, as its canonical JSON, when it is issued. So a field that
//! comes later has a default and is not written while it has it: what was kept before still loads,
//! and still has the fingerprint it had.

use serde::{Deserialize, Serialize};

/// A policy in all its languages. Its canonical JSON is what the fingerprint is taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// One edition a language, in the order in which they are printed. Never empty.
    pub editions: Vec<Edition>,
}

/// The whole policy in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// BCP 47 language of all text that does not say otherwise, such as `en` or `es`.
    pub lang: String,
    /// "Social media policy".
    pub title: String,
    /// The line under the title: what the paper is, in one plain sentence.
    #[serde(default)]
    pub subtitle: String,
    /// Who issues it, how to reach them, and the dates: three columns on paper.
    #[serde(default)]
    pub masthead: Vec<MastheadColumn>,
    /// In reading order: short version, emergency box, clauses, acknowledgement.
    pub sections: Vec<Section>,
    /// Repeated at the foot of every page and once at the end of HTML and plain text, without the
    /// code and the page number: "Willow Counseling. Social media policy, not yet issued."
    #[serde(default)]
    pub footer: String,
    /// "Code", before the fingerprint in the footer.
    #[serde(default)]
    pub code_word: String,
    /// "Page {page} of {pages}".
    #[serde(default)]
    pub page_word: String,
    /// "DRAFT", set only while blanks or Stops remain; marks every page.
    #[serde(default)]
    pub draft_mark: Option<String>,
}

/// A group of short lines in the block under the title. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MastheadColumn {
    /// Each one line where it fits.
    pub lines: Vec<Vec<Inline>>,
    /// The questions whose answers stand here, in no printed order.
    #[serde(default)]
    pub questions: Vec<String>,
}

/// One heading with what stands under it; one row of the printed page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Stable and unique in its edition; the anchor in HTML.
    pub id: String,
    /// How it is set.
    pub kind: SectionKind,
    /// A question or plain noun phrase a client would use.
    pub title: Vec<Inline>,
    /// Never empty.
    pub blocks: Vec<Block>,
}

/// How a section is set on paper and screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Five to seven bullets that stand alone, under a larger heading.
    ShortVersion,
    /// The one framed box; on page 1.
    Emergency,
    /// A heading and its paragraphs, lists and tables.
    Clauses,
    /// The page for the pen; starts a page of its own.
    Acknowledgement,
}

/// One paragraph, list, table, row of the emergency box or part of the acknowledgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The clause that wrote it; in the emergency box the resource; empty for text of the frame.
    #[serde(default)]
    pub clause: String,
    /// The questions whose answers chose or filled it, in the order they are asked.
    #[serde(default)]
    pub questions: Vec<String>,
    /// What is printed.
    pub body: Body,
}

/// What a block prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// Running text.
    Paragraph {
        /// Never empty.
        text: Vec<Inline>,
    },
    /// Bullets; no nesting.
    List {
        /// Never empty; each item is one line of thought.
        items: Vec<Vec<Inline>>,
    },
    /// A small table with one header row; its first column names the row.
    Table {
        /// As many as each row has cells.
        head: Vec<Vec<Inline>>,
        /// Never empty.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// One way to get help now: the number large, the words beside it.
    Resource {
        /// What to dial or text, a link to it where one exists.
        number: Vec<Inline>,
        /// Set larger than the others: the emergency number and the lifeline.
        #[serde(default)]
        first: bool,
        /// Whom one reaches and how.
        text: Vec<Inline>,
    },
    /// Small print inside the emergency box: for which country, who runs it, when it was checked.
    Note {
        /// Never empty.
        text: Vec<Inline>,
    },
    /// One row of the page for the pen. Holds labels for lines to write on, never a value.
    Sign {
        /// Whose row it is: "You".
        label: Vec<Inline>,
        /// May be empty.
        #[serde(default)]
        text: Vec<Inline>,
        /// Lines for the pen, each row left to right. May be empty.
        #[serde(default)]
        lines: Vec<Vec<PenLine>>,
        /// Boxes to tick. May be empty.
        #[serde(default)]
        ticks: Vec<Vec<Inline>>,
    },
}

/// A line to write on, with the words under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PenLine {
    /// "Your signature".
    pub label: String,
    /// Share of the row's width: 1 = a third, 2 = two thirds, 3 = the whole row.
    pub thirds: u8,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Inline {
    /// As it prints; never markup. No-break spaces (U+00A0) hold dates together.
    Text {
        /// Never empty.
        text: String,
    },
    /// The bold lead of a clause, or a word that names a row.
    Strong {
        /// Never empty.
        content: Vec<Self>,
    },
    /// A mild stress, used by clinicians' own text: set at a slant, in bold weight nowhere.
    Emphasis {
        /// Never empty.
        content: Vec<Self>,
    },
    /// A live link. Only https, http, mailto, tel and sms ever get here.
    Link {
        /// Checked and normalised.
        href: String,
        /// Never empty.
        content: Vec<Self>,
    },
    /// A visible gap that leads back to its question.
    Blank {
        /// The question that fills it.
        question: String,
        /// What is missing, in words: "Phone number".
        label: String,
    },
}

impl Inline {
    /// Plain text as an inline; the caller sees to it that it is not empty.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// Bold text as an inline.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Strong { content: vec![Self::text(text)] }
    }
}
