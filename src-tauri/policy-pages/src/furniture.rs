//! What repeats on every page and belongs to no paragraph: the footer and the draft mark. All of it
//! is an artifact, so a screen reader does not read it page by page. On a paper of one page nothing
//! repeats: there the footer's words are read as the last paragraph.

use policy::document::{Edition, Inline};

use crate::Stamp;
use crate::compositor::Compositor;
use crate::display::{Item, NodeId, Page, Role};
use crate::front::HAIR;
use crate::line::Line;
use crate::shape::Fit;
use crate::strip::{Cell, rule};
use crate::style::Type;
use crate::tree::Tree;

/// From the rule to the words.
const UNDER_RULE: f32 = 8.0;
/// Between the footer's words and the page number.
const BETWEEN: f32 = 18.0;
/// More lines are cut off; a name that long is a mistake.
const MOST_LINES: usize = 3;
/// From the top of the paper to the baseline of the draft mark.
const MARK: f32 = 32.0;

/// The footer's words, set once for all pages.
pub(crate) struct Furniture {
    said: Vec<Inline>,
    width: f32,
    words: Vec<Line>,
    mark: Vec<Item>,
}

impl Furniture {
    pub(crate) fn new(to: &mut Compositor<'_>, edition: &Edition, stamp: Stamp<'_>) -> Self {
        let style = to.style;
        let widest = to.shape(&[number(edition, 99, 99)], None, &style.foot).natural_width();
        let width = style.across().width - widest - BETWEEN;
        let mut said = Vec::new();
        if let Some(mark) = &edition.draft_mark {
            said.push(Inline::strong(mark));
            said.push(Inline::text("\u{2002}"));
        }
        said.push(Inline::text(&edition.footer));
        if !stamp.code.is_empty() {
            let code = format!("{} {}", edition.code_word, stamp.code);
            said.push(Inline::text(format!(" {}", code.replace(' ', "\u{A0}"))));
        }
        let words = set(to, &said, None, width);

        let mark: Vec<Inline> = edition.draft_mark.iter().map(Inline::strong).collect();
        let mark = flush_right(to, &mark, mark_type(&style.body), MARK);
        Self { said, width, words, mark }
    }

    /// How much lower than one line the footer reaches: so much room the text must give.
    pub(crate) fn extra_height(&self, foot: &Type) -> f32 {
        foot.height(self.words.len().max(1)) - foot.height(1)
    }

    /// Adds it to every page.
    pub(crate) fn furnish(
        mut self,
        to: &mut Compositor<'_>,
        edition: &Edition,
        pages: &mut [Page],
    ) {
        if pages.len() == 1 {
            let node = to.tree.add(Tree::ROOT, Role::P);
            self.words = set(to, &self.said, Some(node), self.width);
        }
        let style = to.style;
        let across = style.across();
        let top = style.height - style.bottom + style.foot_space - self.extra_height(&style.foot);
        let count = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            let items = &mut page.items;
            items.push(rule(across.x, top, across.width, style.rule));
            let (x, ty) = (across.x, style.foot);
            Cell { x, ty, lines: self.words.clone() }.place(top + UNDER_RULE, items);

            let baseline = top + UNDER_RULE + ty.cap();
            items.extend(flush_right(to, &[number(edition, index + 1, count)], ty, baseline));
            items.extend(self.mark.iter().cloned());
        }
    }
}

/// The footer's words in lines; artifacts without a node.
fn set(to: &mut Compositor<'_>, said: &[Inline], node: Option<NodeId>, width: f32) -> Vec<Line> {
    let shaped = to.shape(said, node, &to.style.foot);
    let mut lines = to.lines(shaped, width, Fit::Ragged);
    lines.truncate(MOST_LINES);
    lines
}

/// One line that ends at the right margin.
fn flush_right(to: &mut Compositor<'_>, words: &[Inline], ty: Type, baseline: f32) -> Vec<Item> {
    let across = to.style.across();
    let mut shaped = to.shape(words, None, &ty);
    let width = (shaped.natural_width() + HAIR).min(across.width);
    let mut lines = to.lines(shaped, width, Fit::Ragged);
    lines.truncate(1);
    let mut items = Vec::new();
    Cell { x: across.end() - width, ty, lines }.place(baseline - ty.cap(), &mut items);
    items
}

fn mark_type(body: &Type) -> Type {
    Type { bold: true, size: body.size.max(13.0), ..*body }
}

/// "Page 2 of 4".
fn number(edition: &Edition, page: usize, pages: usize) -> Inline {
    let text = edition.page_word.replace("{pages}", &pages.to_string());
    Inline::text(text.replace("{page}", &page.to_string()))
}
