//! A table where there is one column: a list, each row of it an item whose cells say what they are.

use policy::document::Inline;

use crate::compositor::Compositor;
use crate::display::{NodeId, Role};
use crate::strip::{After, Cell, Strip, text};
use crate::style::Measure;

/// One row under the other: the first cell, then "How often I look: About once a week".
pub(crate) fn entries(
    to: &mut Compositor<'_>,
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    node: Option<NodeId>,
    measure: Measure,
) -> Vec<Strip> {
    let list = to.node(node, Role::L);
    let ty = to.style.table;
    let between = ty.leading() + to.style.paragraph_space;
    let mut strips: Vec<Strip> = Vec::new();
    for row in rows {
        let item = to.node(list, Role::Li);
        let body = to.node(item, Role::LBody);
        let mut these: Vec<Strip> = Vec::new();
        for (index, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let label = head.get(index).filter(|label| index > 0 && !label.is_empty());
            let said = match label {
                Some(label) => [label.as_slice(), &[Inline::text(": ")], cell].concat(),
                None => cell.clone(),
            };
            let lines = to.paragraph(&said, body, &ty, measure.width);
            let before = if these.is_empty() { between } else { ty.leading() };
            these.extend(text(Cell { x: measure.x, ty, lines }, before));
        }
        let count = these.len();
        for (index, strip) in these.iter_mut().enumerate() {
            strip.after = if index + 1 < count { After::Glued } else { After::Item };
        }
        strips.extend(these);
    }
    if let Some(last) = strips.last_mut() {
        last.after = After::Block;
    }
    strips
}
