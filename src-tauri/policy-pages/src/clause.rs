//! A clause: its heading in the side column, its words in the measure beside it.

use policy::document::{Section, SectionKind};

use crate::blocks::{Ground, blocks};
use crate::compositor::Compositor;
use crate::display::Role;
use crate::heading::{Heading, append, plain};
use crate::row::{Lead, Row};
use crate::tree::Tree;

/// White that the larger heading of the short version needs on top of the usual.
const OVER_SHORT_VERSION: f32 = 3.5;

/// One row. After the emergency box the rule gives way to white.
pub(crate) fn clause(to: &mut Compositor<'_>, section: &Section, after_frame: bool) -> Row {
    let style = to.style;
    let short = section.kind == SectionKind::ShortVersion;
    let sect = to.tree.add(Tree::ROOT, Role::Sect);
    let node = to.tree.add(sect, Role::H(2));
    let ty = if short { style.lead } else { style.heading };

    let heading = Heading::new(to, &section.title, node, ty);
    let mut strips = heading.above;
    let body = blocks(to, &section.blocks, Some(sect), Ground::clause(style));
    append(&mut strips, body, style.gap);

    Row {
        lead: if after_frame { Lead::White(style.gap * 2.0) } else { Lead::Rule(style.gap) },
        above: style.gap + if short { OVER_SHORT_VERSION } else { 0.0 },
        side: heading.side,
        side_height: heading.side_height,
        strips,
        outline: Some((plain(&section.title), 2)),
        ..Row::default()
    }
}
