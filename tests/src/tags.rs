//! Reads a finished PDF back, by the way of a screen reader: from the structure tree to marked
//! content, and from its codes to text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// An element of the structure tree.
#[derive(Debug, Default)]
pub struct Element {
    /// Structure type: `P`.
    pub role: String,
    /// What it says of itself beyond its type: language, alternative text, scope.
    pub attributes: Vec<String>,
    /// In reading order.
    pub kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Debug)]
pub enum Kid {
    /// Another element.
    Element(Element),
    /// Text painted for it.
    Text(Piece),
    /// Where a link leads.
    Target(String),
}

/// The text of one marked content.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Lines are parted by a space.
    pub text: String,
    /// Page and baseline at the beginning and at the end, to know where a line begins.
    from: (usize, i64),
    to: (usize, i64),
}

/// The structure tree of a file; panics where the file is not as the specification has it.
pub fn read(pdf: &[u8]) -> Element {
    let document = Document::load_mem(pdf).expect("the file is a PDF");
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let content = (0..pages.len()).map(|page| content(&document, page, pages[page])).collect();
    let root = document.catalog().and_then(|it| it.get(b"StructTreeRoot")).expect("it is tagged");
    let root = dictionary(&document, root);
    let reader = Reader { document: &document, pages, content };
    reader.element(dictionary(&document, root.get(b"K").map(first).expect("the tree has a root")))
}

impl Element {
    /// One line an element, indented, with its text and its links.
    pub fn tree(&self) -> String {
        let mut tree = String::new();
        self.write(0, &mut tree);
        tree
    }

    fn write(&self, depth: usize, tree: &mut String) {
        let indent = "  ".repeat(depth);
        let _ = write!(tree, "{indent}{}", self.role);
        for attribute in &self.attributes {
            let _ = write!(tree, " ({attribute})");
        }
        let leaf = self.kids.iter().all(|kid| !matches!(kid, Kid::Element(_)));
        if leaf {
            let mut text = String::new();
            self.say(&mut text, &mut None);
            if !text.trim().is_empty() {
                let _ = write!(tree, " {}", single(&text));
            }
        }
        tree.push('\n');
        for kid in &self.kids {
            match kid {
                Kid::Element(element) => element.write(depth + 1, tree),
                Kid::Text(piece) if !leaf && !piece.text.trim().is_empty() => {
                    let _ = writeln!(tree, "{indent}  | {}", single(&piece.text));
                }
                Kid::Text(_) => {}
                Kid::Target(target) => {
                    let _ = writeln!(tree, "{indent}  -> {target}");
                }
            }
        }
    }

    /// All text in reading order.
    pub fn spoken(&self) -> String {
        let mut text = String::new();
        self.say(&mut text, &mut None);
        text
    }

    fn say(&self, text: &mut String, last: &mut Option<(usize, i64)>) {
        let inline = matches!(self.role.as_str(), "Link" | "Em" | "Strong" | "Span");
        if !inline {
            text.push(' ');
        }
        for kid in &self.kids {
            match kid {
                Kid::Element(element) => element.say(text, last),
                Kid::Text(piece) => {
                    if last.is_some_and(|last| last != piece.from) {
                        text.push(' ');
                    }
                    text.push_str(&piece.text);
                    *last = Some(piece.to);
                }
                Kid::Target(_) => {}
            }
        }
        if !inline {
            text.push(' ');
        }
    }

    /// Calls `visit` with every element, parents first.
    pub fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        for kid in &self.kids {
            if let Kid::Element(element) = kid {
                element.each(visit);
            }
        }
    }
}

/// Single spaces, so that the tree does not change when a line breaks elsewhere.
fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Reader<'d> {
    document: &'d Document,
    pages: Vec<ObjectId>,
    content: Vec<BTreeMap<i64, Piece>>,
}

impl Reader<'_> {
    fn element(&self, dict: &Dictionary) -> Element {
        let mut element = Element {
            role: name(dict.get(b"S").expect("an element has a type")),
            ..Element::default()
        };
        for key in ["Lang", "Alt"] {
            if let Ok(value) = dict.get(key.as_bytes()) {
                element.attributes.push(format!("{key} {}", string(value)));
            }
        }
        if let Ok(attributes) = dict.get(b"A").map(|it| dictionary(self.document, it)) {
            for key in ["Scope", "ListNumbering"] {
                if let Ok(value) = attributes.get(key.as_bytes()) {
                    element.attributes.push(name(value));
                }
            }
        }
        let page = dict.get(b"Pg").ok().map(|page| self.page(page));
        let kids = match dict.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(kid) => vec![kid],
            Err(_) => Vec::new(),
        };
        element.kids = kids.into_iter().map(|kid| self.kid(kid, page)).collect();
        element
    }

    fn kid(&self, kid: &Object, page: Option<usize>) -> Kid {
        if let Object::Integer(mcid) = kid {
            return self.piece(page.expect("content has a page"), *mcid);
        }
        let dict = dictionary(self.document, kid);
        match dict.get(b"Type").map(name).unwrap_or_default().as_str() {
            "MCR" => {
                let page = dict.get(b"Pg").map(|page| self.page(page)).expect("content has a page");
                let mcid =
                    dict.get(b"MCID").and_then(Object::as_i64).expect("content has a number");
                self.piece(page, mcid)
            }
            "OBJR" => {
                let link = dictionary(self.document, dict.get(b"Obj").expect("a link has an area"));
                let action =
                    dictionary(self.document, link.get(b"A").expect("an area leads somewhere"));
                Kid::Target(string(action.get(b"URI").expect("links are addresses")))
            }
            _ => Kid::Element(self.element(dict)),
        }
    }

    fn piece(&self, page: usize, mcid: i64) -> Kid {
        // A box to tick is painted, but says nothing.
        Kid::Text(self.content[page].get(&mcid).cloned().unwrap_or_default())
    }

    fn page(&self, object: &Object) -> usize {
        let id = object.as_reference().expect("a page is an object");
        self.pages.iter().position(|page| *page == id).expect("the page is in the file")
    }
}

/// The text of each marked content of a page.
fn content(document: &Document, index: usize, page: ObjectId) -> BTreeMap<i64, Piece> {
    let fonts = fonts(document, page);
    let bytes = document.get_page_content(page);
    let operations = Content::decode(&bytes).expect("its content can be read").operations;
    let mut pieces = BTreeMap::new();
    let mut open: Vec<Marked> = Vec::new();
    let (mut font, mut line) = (None, 0);
    for operation in &operations {
        let operand = |at: usize| operation.operands.get(at).expect("operators have operands");
        match operation.operator.as_str() {
            "BDC" => open.push(Marked::of(operand(1))),
            "BMC" => open.push(Marked::Other),
            "EMC" => {
                open.pop();
            }
            "Tf" => font = fonts.get(&name(operand(0))),
            // Lines are as far apart as letters are high; a raised mark is not a new line.
            "Tm" => line = tenths(operand(5)),
            "TJ" | "Tj" => {
                let Some(mcid) = open.iter().find_map(Marked::mcid) else { continue };
                let map = font.expect("a font is set before text");
                let piece: &mut Piece = pieces.entry(mcid).or_insert_with(|| Piece {
                    text: String::new(),
                    from: (index, line),
                    to: (index, line),
                });
                if piece.to != (index, line) {
                    piece.text.push(' ');
                }
                piece.to = (index, line);
                match open.last_mut() {
                    Some(Marked::Spelled(text)) => piece.text.push_str(&std::mem::take(text)),
                    _ => piece.text.push_str(&shown(operand(0), map)),
                }
            }
            _ => {}
        }
    }
    pieces
}

/// An open pair of marks.
enum Marked {
    /// Content of the structure tree.
    Content(i64),
    /// Content that says what it reads; empty once it was said.
    Spelled(String),
    /// An artifact.
    Other,
}

impl Marked {
    fn of(properties: &Object) -> Self {
        let Ok(dict) = properties.as_dict() else { return Self::Other };
        if let Ok(text) = dict.get(b"ActualText") {
            return Self::Spelled(string(text));
        }
        dict.get(b"MCID").and_then(Object::as_i64).map_or(Self::Other, Self::Content)
    }

    fn mcid(&self) -> Option<i64> {
        match self {
            Self::Content(mcid) => Some(*mcid),
            Self::Spelled(_) | Self::Other => None,
        }
    }
}

/// From codes to text, by the name of the font.
fn fonts(document: &Document, page: ObjectId) -> BTreeMap<String, BTreeMap<u16, String>> {
    let page = document.get_dictionary(page).expect("a page is a dictionary");
    let resources = dictionary(document, page.get(b"Resources").expect("a page has resources"));
    let fonts = dictionary(document, resources.get(b"Font").expect("a page has fonts"));
    let map = |font: &Object| {
        let font = dictionary(document, font);
        let stream = font.get(b"ToUnicode").and_then(Object::as_reference);
        let stream = stream.and_then(|id| document.get_object(id)).and_then(Object::as_stream);
        let bytes = stream.and_then(|stream| stream.decompressed_content());
        to_unicode(&String::from_utf8_lossy(&bytes.expect("a font says what its codes mean")))
    };
    fonts.iter().map(|(id, font)| (String::from_utf8_lossy(id).into_owned(), map(font))).collect()
}

fn to_unicode(map: &str) -> BTreeMap<u16, String> {
    let code = |text: &str| u16::from_str_radix(text, 16).ok();
    map.lines()
        .filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"))
        .filter_map(|(from, to)| {
            let units: Option<Vec<u16>> =
                to.as_bytes().chunks(4).map(|unit| code(std::str::from_utf8(unit).ok()?)).collect();
            Some((code(from)?, String::from_utf16_lossy(&units?)))
        })
        .collect()
}

fn shown(object: &Object, map: &BTreeMap<u16, String>) -> String {
    match object {
        Object::Array(items) => items.iter().map(|item| shown(item, map)).collect(),
        Object::String(bytes, _) => bytes
            .chunks_exact(2)
            .map(|code| u16::from_be_bytes([code[0], code[1]]))
            .map(|code| map.get(&code).map_or("\u{fffd}", String::as_str))
            .collect(),
        _ => String::new(),
    }
}

fn dictionary<'d>(document: &'d Document, object: &'d Object) -> &'d Dictionary {
    match object {
        Object::Reference(id) => document.get_dictionary(*id).expect("the object is in the file"),
        other => other.as_dict().expect("the object is a dictionary"),
    }
}

fn first(object: &Object) -> &Object {
    match object {
        Object::Array(items) => items.first().expect("the list is not empty"),
        other => other,
    }
}

fn name(object: &Object) -> String {
    object.as_name().map(|name| String::from_utf8_lossy(name).into_owned()).unwrap_or_default()
}

fn string(object: &Object) -> String {
    match object.as_str() {
        Ok([0xfe, 0xff, units @ ..]) => {
            let units: Vec<u16> =
                units.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        Ok(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => String::new(),
    }
}

#[allow(clippy::cast_possible_truncation, reason = "a page is at most 14,400 points high")]
fn tenths(object: &Object) -> i64 {
    (object.as_float().unwrap_or_default() * 10.0).round() as i64
}
