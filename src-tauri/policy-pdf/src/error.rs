//! Why a file could not be written, as data; the wording is in one place below.

use std::fmt;

/// Why a display list cannot become a file. Each of these is a fault of layout or of a font file;
/// none can be caused by what a clinician types, except a character no face can draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// There is no page.
    NoPages,
    /// A page size that no viewer can show.
    PageSize {
        /// In points.
        width: f32,
        /// In points.
        height: f32,
    },
    /// The title is empty; PDF/UA asks for one.
    NoTitle,
    /// The language is empty; PDF/UA asks for one.
    NoLanguage,
    /// The structure tree has no node.
    NoStructure,
    /// A node number that is not in the structure tree.
    NodeMissing {
        /// The number.
        node: u32,
    },
    /// A node that has two parents or is inside itself.
    NodeTwice {
        /// Its number.
        node: u32,
    },
    /// Something painted belongs to a node that no parent lists.
    NodeLoose {
        /// Its number.
        node: u32,
    },
    /// A picture without alternative text.
    NoAlternative {
        /// Its node's number.
        node: u32,
    },
    /// A face number that is not in the list.
    FaceMissing {
        /// The number.
        face: u16,
    },
    /// A font file that cannot be read or cut down.
    FaceUnreadable {
        /// The face's name.
        name: String,
        /// What the font reader says.
        reason: String,
    },
    /// A character that the face has no drawing for.
    NoGlyph {
        /// The face's name.
        name: String,
        /// The characters.
        text: String,
        /// Page number, from 1.
        page: usize,
    },
    /// A glyph number past the end of the face.
    GlyphMissing {
        /// The face's name.
        name: String,
        /// The number.
        glyph: u16,
    },
    /// A glyph's text is not in the text of the pages.
    TextMissing {
        /// First byte.
        start: u32,
        /// After the last byte.
        end: u32,
    },
    /// A link area whose node is not a link.
    LinkRole {
        /// The address.
        href: String,
        /// The node's number.
        node: u32,
    },
    /// A link to something else than a web page, mail address or telephone number.
    LinkScheme {
        /// The address.
        href: String,
    },
    /// A bookmark to a page that does not exist.
    BookmarkPage {
        /// The bookmark's text.
        title: String,
        /// Page number, from 1.
        page: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPages => write!(f, "The PDF could not be written: it has no pages."),
            Self::PageSize { width, height } => {
                write!(f, "A page of {width} by {height} points is not possible in a PDF.")
            }
            Self::NoTitle => write!(f, "The PDF could not be written: it has no title."),
            Self::NoLanguage => write!(f, "The PDF could not be written: its language is not set."),
            Self::NoStructure => write!(f, "The PDF could not be written: it has no structure."),
            Self::NodeMissing { node } => {
                write!(f, "Structure node {node} is used but does not exist.")
            }
            Self::NodeTwice { node } => {
                write!(f, "Structure node {node} stands in two places of the tree.")
            }
            Self::NodeLoose { node } => {
                write!(f, "Structure node {node} is painted but is not part of the tree.")
            }
            Self::NoAlternative { node } => {
                write!(f, "The picture of structure node {node} has no text that describes it.")
            }
            Self::FaceMissing { face } => write!(f, "Font face {face} is used but was not given."),
            Self::FaceUnreadable { name, reason } => {
                write!(f, "The font {name} could not be put into the PDF: {reason}.")
            }
            Self::NoGlyph { name, text, page } => write!(
                f,
                "The font {name} cannot draw “{text}” on page {page}. Please write it another way."
            ),
            Self::GlyphMissing { name, glyph } => {
                write!(f, "The font {name} has no glyph number {glyph}.")
            }
            Self::TextMissing { start, end } => {
                write!(f, "The pages have no text from byte {start} to byte {end}.")
            }
            Self::LinkRole { href, node } => {
                write!(f, "The link to {href} belongs to structure node {node}, which is no link.")
            }
            Self::LinkScheme { href } => write!(
                f,
                "The link to {href} is not to a web page, mail address or telephone number."
            ),
            Self::BookmarkPage { title, page } => {
                write!(f, "The bookmark “{title}” points to page {page}, which does not exist.")
            }
        }
    }
}

impl std::error::Error for Error {}
