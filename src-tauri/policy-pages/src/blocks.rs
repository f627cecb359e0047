//! The blocks of a section, one under the other, as strips.

use policy::document::{Block, Body, Inline};

use crate::compositor::Compositor;
use crate::display::{NodeId, Role};
use crate::heading::above;
use crate::strip::{After, Cell, Strip, text};
use crate::style::{Measure, Style};
use crate::table::{self, Start};
use crate::{entries, list, resource, sign};

/// Where blocks stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground {
    /// For all but what is narrower by its own rule.
    pub(crate) measure: Measure,
    /// Width of the column for the numbers of resources.
    pub(crate) numbers: f32,
    /// Points hang in the gutter; where there is none they take room from the text.
    pub(crate) hanging: bool,
}

impl Ground {
    /// Beside a heading.
    pub(crate) fn clause(style: &Style) -> Self {
        Self { measure: style.text(), numbers: style.side, hanging: !style.one_column() }
    }
}

/// All blocks. The first strip's white counts only below something else.
pub(crate) fn blocks(
    to: &mut Compositor<'_>,
    blocks: &[Block],
    node: Option<NodeId>,
    ground: Ground,
) -> Vec<Strip> {
    let between = to.style.body.leading() + to.style.paragraph_space;
    let mut strips = Vec::new();
    let mut rest = blocks;
    while let Some(block) = rest.first() {
        let mut used = 1;
        match &block.body {
            Body::Paragraph { text } => {
                let mut these = paragraph(to, text, node, ground.measure, between);
                if let (Some(last), Some(next)) = (these.last_mut(), rest.get(1)) {
                    last.after = before(&next.body);
                }
                strips.extend(these);
            }
            Body::List { .. } => {
                used = rest.iter().take_while(|block| is_bullet(block)).count().max(1);
                let all = rest[..used].iter().filter_map(|block| match &block.body {
                    Body::List { items } => Some(items),
                    _ => None,
                });
                let items: Vec<&Vec<Inline>> = all.flatten().collect();
                strips.extend(list::list(to, &items, node, ground, between));
            }
            Body::Table { head, rows } if to.style.one_column() => {
                strips.extend(entries::entries(to, head, rows, node, ground.measure));
            }
            Body::Table { head, rows } => {
                let first = strips.is_empty() && ground.hanging;
                let start = if first { Start::Heading } else { Start::Below(between) };
                strips.extend(table::table(to, head, rows, node, ground.measure, start));
            }
            Body::Resource { .. } => {
                used = rest.iter().take_while(|block| is_resource(block)).count();
                strips.extend(resource::resources(to, &rest[..used], node, ground));
            }
            Body::Note { text } => strips.extend(resource::note(to, text, node, ground)),
            Body::Sign { label, text, lines, ticks } => {
                let words = sign::Words { text, lines, ticks };
                let node = to.node(node, Role::Sect);
                let measure = ground.measure;
                strips.extend(label_above(to, label, node, measure, between));
                strips.extend(sign::parts(to, &words, node, measure));
            }
        }
        rest = &rest[used..];
    }
    strips
}

/// What is parted between a paragraph and the block under it: a list's first words stay with it, a
/// table can start a page.
fn before(next: &Body) -> After {
    match next {
        Body::List { .. } => After::Glued,
        Body::Table { .. } => After::Item,
        Body::Paragraph { .. } | Body::Resource { .. } | Body::Note { .. } | Body::Sign { .. } => {
            After::Block
        }
    }
}

/// The short version has one bullet a block, so that each knows where it came from; they are set,
/// and tagged, as one list.
fn is_bullet(block: &Block) -> bool {
    matches!(&block.body, Body::List { items } if items.len() == 1)
}

fn is_resource(block: &Block) -> bool {
    matches!(block.body, Body::Resource { .. })
}

/// One paragraph of running text.
pub(crate) fn paragraph(
    to: &mut Compositor<'_>,
    inlines: &[Inline],
    node: Option<NodeId>,
    measure: Measure,
    before: f32,
) -> Vec<Strip> {
    let ty = to.style.body;
    let node = to.node(node, Role::P);
    let lines = to.paragraph(inlines, node, &ty, measure.width);
    text(Cell { x: measure.x, ty, lines }, before)
}

fn label_above(
    to: &mut Compositor<'_>,
    label: &[Inline],
    node: Option<NodeId>,
    measure: Measure,
    before: f32,
) -> Vec<Strip> {
    let ty = to.style.heading;
    let node = to.node(node, Role::H(3));
    let lines = to.heading(label, node, &ty, measure.width);
    let mut strips = above(Cell { x: measure.x, ty, lines });
    if let Some(first) = strips.first_mut() {
        first.before = before;
    }
    strips
}
