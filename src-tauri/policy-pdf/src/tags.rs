//! The structure tree as PDF has it: elements, their kids and attributes, and the way back from
//! marked content to elements.
//!
//! A node's kids are its children in the order of the display list; what was painted for the node
//! itself stands among them where it was painted. Nodes for which nothing was painted are left out:
//! a screen reader would stop at them and say nothing. Empty table cells stay, since a row needs
//! all its columns.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use policy_pages::display::{NodeId, Role};

use crate::link::Annotation;
use crate::structure::{Kid, Own, Tree};
use crate::value::{corners, count, one_or_many, references, text};

/// Whether a role only groups others, so that a line or frame painted for it is decoration.
pub(crate) fn groups(role: Role) -> bool {
    use Role::{Div, Document, L, Li, Sect, Table, Tr};
    matches!(role, Document | Sect | Div | L | Li | Table | Tr)
}

/// The structure type of a role.
pub(crate) fn tag(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Sect => "Sect",
        Role::Div => "Div",
        Role::H(0 | 1) => "H1",
        Role::H(2) => "H2",
        Role::H(3) => "H3",
        Role::H(4) => "H4",
        Role::H(5) => "H5",
        Role::H(_) => "H6",
        Role::P => "P",
        Role::L => "L",
        Role::Li => "LI",
        Role::Lbl => "Lbl",
        Role::LBody => "LBody",
        Role::Table => "Table",
        Role::Tr => "TR",
        Role::ThColumn | Role::ThRow => "TH",
        Role::Td => "TD",
        Role::Link => "Link",
        Role::Em => "Em",
        Role::Strong => "Strong",
        Role::Span => "Span",
        Role::Figure => "Figure",
    }
}

/// Writes the structure tree and its parent tree; returns the root. `links` are the annotations of
/// the tree's link areas, in the same order; `height` is that of the pages.
pub(crate) fn write(
    document: &mut Document,
    tree: &Tree<'_>,
    pages: &[ObjectId],
    links: &[Annotation],
    height: f32,
) -> ObjectId {
    let root = document.new_object_id();
    let elements = Elements { tree, pages, links, height, ids: ids(document, tree) };
    for (index, id) in elements.ids.iter().enumerate() {
        let (Some(id), Ok(node)) = (id, u32::try_from(index)) else { continue };
        let element = elements.element(NodeId(node), root);
        document.objects.insert(*id, element.into());
    }
    let parents = document.add_object(elements.parent_tree());
    let root_element = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => references(elements.id(NodeId(0))),
        "ParentTree" => parents,
        "ParentTreeNextKey" => count(pages.len() + links.len()),
        // Em and Strong came with PDF 2.0; readers of 1.7 take them for the nearest they know.
        "RoleMap" => dictionary! { "Em" => "Span", "Strong" => "Span" },
    };
    document.objects.insert(root, root_element.into());
    root
}

/// An object for every node that is written, in reading order.
fn ids(document: &mut Document, tree: &Tree<'_>) -> Vec<Option<ObjectId>> {
    let mut ids = vec![None; tree.len()];
    let mut open = vec![NodeId(0)];
    while let Some(id) = open.pop() {
        ids[id.0 as usize] = Some(document.new_object_id());
        let kept = |child: &&NodeId| {
            let cell = matches!(
                tree.node(**child).role,
                Role::Tr | Role::ThColumn | Role::ThRow | Role::Td
            );
            cell || tree.marks(**child).first.is_some()
        };
        open.extend(tree.node(id).children.iter().rev().filter(kept));
    }
    ids
}

/// What elements are written from.
struct Elements<'t, 'a> {
    tree: &'t Tree<'a>,
    pages: &'t [ObjectId],
    links: &'t [Annotation],
    height: f32,
    ids: Vec<Option<ObjectId>>,
}

impl Elements<'_, '_> {
    fn id(&self, node: NodeId) -> Option<ObjectId> {
        self.ids[node.0 as usize]
    }

    fn element(&self, id: NodeId, root: ObjectId) -> Dictionary {
        let node = self.tree.node(id);
        let marks = self.tree.marks(id);
        let parent = marks.parent.and_then(|parent| self.id(parent)).unwrap_or(root);
        let mut element = dictionary! { "S" => tag(node.role), "P" => parent };
        // Content on this page is then named by its number alone.
        let page = marks.own.first().map(|own| own.page);
        if let Some(page) = page {
            element.set("Pg", self.pages[page]);
        }
        if let Some(lang) = &node.lang {
            element.set("Lang", text(lang));
        }
        if let Some(alt) = &node.alt {
            element.set("Alt", text(alt));
        }
        if let Some(attributes) = self.attributes(id) {
            element.set("A", attributes);
        }
        let kids = self.kids(id, page);
        if !kids.is_empty() {
            element.set("K", one_or_many(kids));
        }
        element
    }

    fn kids(&self, id: NodeId, page: Option<usize>) -> Vec<Object> {
        let mut own = self.tree.marks(id).own.iter().peekable();
        let mut kids = Vec::new();
        for child in &self.tree.node(id).children {
            let Some(element) = self.id(*child) else { continue };
            let first = self.tree.marks(*child).first;
            while let Some(own) = own.next_if(|own| first.is_some_and(|first| own.time < first)) {
                kids.push(self.kid(own, page));
            }
            kids.push(Object::Reference(element));
        }
        kids.extend(own.map(|own| self.kid(own, page)));
        kids
    }

    fn kid(&self, own: &Own, page: Option<usize>) -> Object {
        let own_page = self.pages[own.page];
        match own.kid {
            Kid::Content(mcid) if Some(own.page) == page => Object::Integer(count(mcid)),
            Kid::Content(mcid) => {
                dictionary! { "Type" => "MCR", "Pg" => own_page, "MCID" => count(mcid) }.into()
            }
            Kid::Link(index) => {
                dictionary! { "Type" => "OBJR", "Pg" => own_page, "Obj" => self.links[index].id }
                    .into()
            }
        }
    }

    fn attributes(&self, id: NodeId) -> Option<Dictionary> {
        match self.tree.node(id).role {
            Role::ThColumn => Some(dictionary! { "O" => "Table", "Scope" => "Column" }),
            Role::ThRow => Some(dictionary! { "O" => "Table", "Scope" => "Row" }),
            Role::L => {
                let numbering = self.numbering(id)?;
                Some(dictionary! { "O" => "List", "ListNumbering" => numbering })
            }
            Role::Figure => {
                let extent = self.tree.marks(id).extent?;
                let bbox = corners(extent, self.height);
                Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bbox })
            }
            _ => None,
        }
    }

    /// How a list numbers its items, told from its first label; `None` if it has no labels or they
    /// do not count, such as the telephone numbers of the emergency box.
    fn numbering(&self, list: NodeId) -> Option<&'static str> {
        let child = |id: NodeId, role: Role| {
            let mut children = self.tree.node(id).children.iter().copied();
            children.find(|child| self.tree.node(*child).role == role)
        };
        let label = child(child(list, Role::Li)?, Role::Lbl)?;
        match self.tree.marks(label).lead? {
            Some('1') => Some("Decimal"),
            Some('a') => Some("LowerAlpha"),
            Some('A') => Some("UpperAlpha"),
            Some(lead) if lead.is_alphanumeric() => None,
            _ => Some("Disc"),
        }
    }

    /// From a page's marked-content numbers, and from each link annotation, back to the elements.
    fn parent_tree(&self) -> Dictionary {
        let mut numbers = Vec::new();
        for (index, nodes) in self.tree.pages().iter().enumerate() {
            numbers.push(Object::Integer(count(index)));
            numbers.push(references(nodes.iter().filter_map(|node| self.id(*node))));
        }
        for (link, area) in self.links.iter().zip(self.tree.links()) {
            if let Some(element) = self.id(area.node) {
                numbers.push(Object::Integer(link.parent));
                numbers.push(Object::Reference(element));
            }
        }
        dictionary! { "Nums" => numbers }
    }
}
