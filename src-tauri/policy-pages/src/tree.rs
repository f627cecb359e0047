//! Grows the structure tree while text is set.

use crate::display::{Node, NodeId, Role};

/// The tree so far; never without its root.
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// The document.
    pub(crate) const ROOT: NodeId = NodeId(0);

    pub(crate) fn new() -> Self {
        Self { nodes: vec![node(Role::Document, Self::ROOT)] }
    }

    /// A new last child of `parent`.
    pub(crate) fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(node(role, parent));
        if let Some(parent) = self.nodes.get_mut(parent.0 as usize) {
            parent.children.push(id);
        }
        id
    }

    pub(crate) fn finish(self) -> Vec<Node> {
        self.nodes
    }
}

fn node(role: Role, parent: NodeId) -> Node {
    Node { role, children: Vec::new(), parent, lang: None, alt: None }
}
