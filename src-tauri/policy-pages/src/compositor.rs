//! What every builder of blocks writes to: the arena of text, the structure tree and the list of
//! letters nobody has. Sets words into lines.

use std::collections::BTreeSet;

use policy::document::{Edition, Inline};

use crate::display::{NodeId, Role};
use crate::faces::Faces;
use crate::heading::plain;
use crate::line::Line;
use crate::shape::{Fit, Shaped, Typesetter, reads_from_right};
use crate::style::{Style, Type};
use crate::tree::Tree;
use crate::words::{Source, Words};

/// The state of one layout.
pub(crate) struct Compositor<'a> {
    pub(crate) faces: &'a Faces,
    pub(crate) style: &'a Style,
    pub(crate) tree: Tree,
    pub(crate) text: String,
    pub(crate) missing: BTreeSet<char>,
    typesetter: Typesetter,
    /// The edition reads from the right.
    rtl: bool,
    /// The edition's language needs letters that the text face lacks.
    foreign: bool,
}

impl<'a> Compositor<'a> {
    pub(crate) fn new(edition: &Edition, faces: &'a Faces, style: &'a Style) -> Self {
        let language = edition.lang.split('-').next().unwrap_or_default();
        Self {
            faces,
            style,
            tree: Tree::new(),
            text: String::new(),
            missing: BTreeSet::new(),
            typesetter: faces.borrow_typesetter(),
            rtl: matches!(
                language,
                "ar" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi"
            ),
            foreign: is_foreign(edition, faces),
        }
    }

    /// For tests of single builders.
    #[cfg(test)]
    pub(crate) fn for_test(faces: &'a Faces, style: &'a Style) -> Self {
        Self {
            faces,
            style,
            tree: Tree::new(),
            text: String::new(),
            missing: BTreeSet::new(),
            typesetter: faces.borrow_typesetter(),
            rtl: false,
            foreign: false,
        }
    }

    /// Gives the typesetter back and keeps the rest.
    pub(crate) fn finish(self) -> (Tree, String, Vec<char>) {
        self.faces.return_typesetter(self.typesetter);
        (self.tree, self.text, self.missing.into_iter().collect())
    }

    /// A node under `parent`; nothing under nothing, so that artifacts stay artifacts.
    pub(crate) fn node(&mut self, parent: Option<NodeId>, role: Role) -> Option<NodeId> {
        Some(self.tree.add(parent?, role))
    }

    /// Running text: the last two words keep together if the last is short.
    pub(crate) fn paragraph(
        &mut self,
        inlines: &[Inline],
        node: Option<NodeId>,
        ty: &Type,
        width: f32,
    ) -> Vec<Line> {
        let mut words = self.words(inlines, node);
        words.tie_last_word();
        let shaped = self.shape_words(words, ty);
        self.lines(shaped, width, Fit::Ragged)
    }

    /// A heading: lines of like length.
    pub(crate) fn heading(
        &mut self,
        inlines: &[Inline],
        node: Option<NodeId>,
        ty: &Type,
        width: f32,
    ) -> Vec<Line> {
        let shaped = self.shape(inlines, node, ty);
        self.lines(shaped, width, Fit::Balanced)
    }

    /// Words with glyphs, to be measured before they are broken.
    pub(crate) fn shape(&mut self, inlines: &[Inline], node: Option<NodeId>, ty: &Type) -> Shaped {
        let words = self.words(inlines, node);
        self.shape_words(words, ty)
    }

    /// Breaks shaped words.
    pub(crate) fn lines(&mut self, mut shaped: Shaped, width: f32, fit: Fit) -> Vec<Line> {
        let lines = shaped.lines(width, fit, self.faces);
        self.release(shaped);
        lines
    }

    /// Takes words back that need no more lines.
    pub(crate) fn release(&mut self, shaped: Shaped) {
        self.typesetter.reuse(shaped);
    }

    fn words(&mut self, inlines: &[Inline], node: Option<NodeId>) -> Words {
        let (tree, missing) = (&mut self.tree, &mut self.missing);
        let mut source = Source { faces: self.faces, tree, missing, foreign: self.foreign };
        Words::new(inlines, node, &mut source)
    }

    fn shape_words(&mut self, mut words: Words, ty: &Type) -> Shaped {
        let rtl = reads_from_right(&words.text, self.rtl);
        if rtl {
            words.isolate_numbers();
        }
        let start = self.text.len();
        self.text.push_str(&words.text);
        self.text.push('\n');
        self.typesetter.shape(words, ty, rtl, start)
    }
}

/// Whether more than a few letters of the headings are strange to the text face. Read from the text
/// and not from the language's name, so no list of languages has to be kept; and from the headings,
/// which are ours, for a practice may have a name in any language.
fn is_foreign(edition: &Edition, faces: &Faces) -> bool {
    let (mut letters, mut strange) = (0, 0);
    for section in &edition.sections {
        for letter in plain(&section.title).chars().filter(|letter| letter.is_alphabetic()) {
            letters += 1;
            strange += usize::from(!faces.plain_has(letter));
        }
    }
    strange * 20 > letters
}
