//! The structure tree of the display list: checked before painting, and while painting a record of
//! what belongs to which node. [`crate::tags`] writes it.

use policy_pages::display::{Node, NodeId, Pages, Rect, Role};

use crate::error::Error;

/// The structure tree of the display list and what was painted for it so far.
pub(crate) struct Tree<'a> {
    nodes: &'a [Node],
    marks: Vec<Marks>,
    pages: Vec<Vec<NodeId>>,
    links: Vec<Area<'a>>,
    clock: usize,
}

/// What is known of one node.
#[derive(Clone, Default)]
pub(crate) struct Marks {
    /// `None` for the root and for nodes that are not in the tree.
    pub(crate) parent: Option<NodeId>,
    /// Whether the node is in the tree.
    reached: bool,
    /// When something was first painted for the node or below it; `None` if nothing was.
    pub(crate) first: Option<usize>,
    /// The first character painted for the node or below it; `Some(None)` if a shape came first.
    pub(crate) lead: Option<Option<char>>,
    /// Painted for the node itself, in painting order.
    pub(crate) own: Vec<Own>,
    /// Of a picture: the first page it is on and the smallest rectangle around it there.
    pub(crate) extent: Option<Rect>,
}

/// One thing painted for a node itself.
#[derive(Clone, Copy)]
pub(crate) struct Own {
    /// Grows with each thing painted in the document.
    pub(crate) time: usize,
    /// Zero-based.
    pub(crate) page: usize,
    /// What was painted.
    pub(crate) kid: Kid,
}

/// What can be painted for a node.
#[derive(Clone, Copy)]
pub(crate) enum Kid {
    /// Marked content with this number on its page.
    Content(usize),
    /// The link area with this index.
    Link(usize),
}

/// A link area as it was painted.
pub(crate) struct Area<'a> {
    /// Zero-based.
    pub(crate) page: usize,
    /// In the display list's coordinates.
    pub(crate) rect: Rect,
    /// The address.
    pub(crate) href: &'a str,
    /// The link's node.
    pub(crate) node: NodeId,
}

impl<'a> Tree<'a> {
    /// Checks that the nodes are a tree, so that everything after can follow it without care.
    pub(crate) fn new(pages: &'a Pages) -> Result<Self, Error> {
        let nodes = pages.nodes.as_slice();
        if nodes.is_empty() {
            return Err(Error::NoStructure);
        }
        let mut marks = vec![Marks::default(); nodes.len()];
        marks[0].reached = true;
        let mut open = vec![NodeId(0)];
        while let Some(id) = open.pop() {
            let node = &nodes[id.0 as usize];
            if node.role == Role::Figure && node.alt.as_deref().unwrap_or("").trim().is_empty() {
                return Err(Error::NoAlternative { node: id.0 });
            }
            for child in &node.children {
                let mark =
                    marks.get_mut(child.0 as usize).ok_or(Error::NodeMissing { node: child.0 })?;
                if mark.reached {
                    return Err(Error::NodeTwice { node: child.0 });
                }
                mark.reached = true;
                mark.parent = Some(id);
                open.push(*child);
            }
        }
        let pages = vec![Vec::new(); pages.pages.len()];
        Ok(Self { nodes, marks, pages, links: Vec::new(), clock: 0 })
    }

    /// The role of a node that may be painted for.
    pub(crate) fn role(&self, id: NodeId) -> Result<Role, Error> {
        match (self.nodes.get(id.0 as usize), self.marks.get(id.0 as usize)) {
            (Some(node), Some(mark)) if mark.reached => Ok(node.role),
            (Some(_), _) => Err(Error::NodeLoose { node: id.0 }),
            (None, _) => Err(Error::NodeMissing { node: id.0 }),
        }
    }

    /// Notes that content of `id` begins on `page` with the character `lead`; returns its number.
    pub(crate) fn content(&mut self, page: usize, id: NodeId, lead: Option<char>) -> usize {
        let mcid = self.pages[page].len();
        self.pages[page].push(id);
        self.note(id, page, Kid::Content(mcid), Some(lead));
        mcid
    }

    /// Notes a link area.
    pub(crate) fn link(&mut self, area: Area<'a>) -> Result<(), Error> {
        if self.role(area.node)? != Role::Link {
            return Err(Error::LinkRole { href: area.href.to_owned(), node: area.node.0 });
        }
        self.note(area.node, area.page, Kid::Link(self.links.len()), None);
        self.links.push(area);
        Ok(())
    }

    /// Notes that a part of the picture `id` fills `rect`.
    pub(crate) fn extend(&mut self, id: NodeId, page: usize, rect: Rect) {
        let marks = &mut self.marks[id.0 as usize];
        if marks.own.first().is_none_or(|own| own.page == page) {
            marks.extent = Some(marks.extent.map_or(rect, |extent| around(extent, rect)));
        }
    }

    /// How many nodes there are, those outside the tree included.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node.
    pub(crate) fn node(&self, id: NodeId) -> &'a Node {
        &self.nodes[id.0 as usize]
    }

    /// What was painted for the node.
    pub(crate) fn marks(&self, id: NodeId) -> &Marks {
        &self.marks[id.0 as usize]
    }

    /// For each page, the node of every marked-content number.
    pub(crate) fn pages(&self) -> &[Vec<NodeId>] {
        &self.pages
    }

    /// Link areas in painting order.
    pub(crate) fn links(&self) -> &[Area<'a>] {
        &self.links
    }

    /// The nearest link at or above a node.
    pub(crate) fn link_of(&self, id: NodeId) -> Option<NodeId> {
        std::iter::successors(Some(id), |id| self.marks(*id).parent)
            .find(|id| self.node(*id).role == Role::Link)
    }

    fn note(&mut self, id: NodeId, page: usize, kid: Kid, lead: Option<Option<char>>) {
        let time = self.clock;
        self.clock += 1;
        self.marks[id.0 as usize].own.push(Own { time, page, kid });
        let mut next = Some(id);
        while let Some(id) = next {
            let mark = &mut self.marks[id.0 as usize];
            let known = mark.first.is_some() && (mark.lead.is_some() || lead.is_none());
            mark.first.get_or_insert(time);
            if mark.lead.is_none() {
                mark.lead = lead;
            }
            // What is known of a node is known of all above it.
            next = if known { None } else { mark.parent };
        }
    }
}

fn around(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    let width = (a.x + a.width).max(b.x + b.width) - x;
    let height = (a.y + a.height).max(b.y + b.height) - y;
    Rect { x, y, width, height }
}
