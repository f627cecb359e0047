//! A finished file, read back.

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

pub(crate) struct File {
    pub(crate) document: Document,
    pub(crate) pages: Vec<ObjectId>,
}

/// A stretch of marked content.
#[derive(Debug, Default)]
pub(crate) struct Mark {
    pub(crate) tag: String,
    /// `None` for artifacts.
    pub(crate) mcid: Option<i64>,
    pub(crate) text: String,
    /// How many shapes are painted in it.
    pub(crate) shapes: usize,
}

impl File {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("lopdf reads what we write");
        let pages = document.page_iter().collect();
        Self { document, pages }
    }

    pub(crate) fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    /// The value of a key, followed if it is a reference.
    pub(crate) fn get<'a>(&'a self, dict: &'a Dictionary, key: &str) -> Option<&'a Object> {
        let value = dict.get(key.as_bytes()).ok()?;
        Some(self.document.dereference(value).unwrap().1)
    }

    pub(crate) fn dict<'a>(&'a self, dict: &'a Dictionary, key: &str) -> &'a Dictionary {
        let value = self.get(dict, key).unwrap_or_else(|| panic!("no {key} in {dict:?}"));
        value.as_dict().unwrap()
    }

    pub(crate) fn operations(&self, page: usize) -> Vec<Operation> {
        let bytes = self.document.get_page_content(self.pages[page]);
        Content::decode(&bytes).unwrap().operations
    }

    /// The marked content of a page in order. Panics where something is painted outside it, where
    /// marks are not balanced, or where text is shown outside a text section.
    pub(crate) fn marks(&self, page: usize) -> Vec<Mark> {
        let maps = self.maps(page);
        let mut map = None;
        let mut marks = Vec::new();
        let mut open: Option<Mark> = None;
        let mut spelled: Option<String> = None;
        let mut in_text = false;
        for Operation { operator, operands } in self.operations(page) {
            match operator.as_str() {
                "BDC" => {
                    let tag = String::from_utf8(operands[0].as_name().unwrap().to_vec()).unwrap();
                    let properties = operands[1].as_dict().unwrap();
                    if let Ok(text) = properties.get(b"ActualText") {
                        assert!(open.is_some() && spelled.is_none() && in_text);
                        spelled = Some(lopdf::decode_text_string(text).unwrap());
                    } else {
                        assert!(open.is_none() && !in_text, "marks of nodes are not nested");
                        let mcid = properties.get(b"MCID").ok().map(|mcid| mcid.as_i64().unwrap());
                        assert_eq!(mcid.is_none(), tag == "Artifact");
                        open = Some(Mark { tag, mcid, ..Mark::default() });
                    }
                }
                "EMC" => match spelled.take() {
                    Some(text) => open.as_mut().unwrap().text += &text,
                    None => {
                        assert!(!in_text, "a mark ends after its text section");
                        marks.push(open.take().expect("EMC has its BDC"));
                    }
                },
                "BT" => {
                    assert!(!in_text, "text sections are not nested");
                    in_text = true;
                }
                "ET" => in_text = false,
                "Tf" => map = maps.get(operands[0].as_name().unwrap()),
                "TJ" => {
                    assert!(in_text, "text is shown in a text section");
                    let open = open.as_mut().expect("text is shown in marked content");
                    if spelled.is_none() {
                        open.text += &shown(&operands[0], map.expect("a font is set"));
                    }
                }
                "re" => open.as_mut().expect("shapes are painted in marked content").shapes += 1,
                "Tm" | "g" | "w" | "f" | "S" => {}
                other => panic!("{other} is not an operator that we use"),
            }
        }
        assert!(open.is_none() && spelled.is_none() && !in_text, "page {page} ends within a mark");
        marks
    }

    /// The text of a page without its artifacts, mark by mark.
    pub(crate) fn text(&self, page: usize) -> String {
        let marks = self.marks(page);
        marks.into_iter().filter(|mark| mark.mcid.is_some()).map(|mark| mark.text).collect()
    }

    /// From codes to text, for each font of a page.
    pub(crate) fn maps(&self, page: usize) -> BTreeMap<Vec<u8>, BTreeMap<u16, String>> {
        let page = self.document.get_dictionary(self.pages[page]).unwrap();
        let Some(fonts) = self.get(self.dict(page, "Resources"), "Font") else {
            return BTreeMap::new();
        };
        let map = |font: &Object| {
            let font = self.document.dereference(font).unwrap().1.as_dict().unwrap();
            let map = self.get(font, "ToUnicode").unwrap().as_stream().unwrap();
            let map = String::from_utf8(map.decompressed_content().unwrap()).unwrap();
            to_unicode(&map)
        };
        fonts.as_dict().unwrap().iter().map(|(name, font)| (name.clone(), map(font))).collect()
    }

    /// The structure tree as text: types with attributes, texts in quotes, an arrow for each link.
    pub(crate) fn tree(&self) -> String {
        let marks: Vec<Vec<Mark>> = (0..self.pages.len()).map(|page| self.marks(page)).collect();
        let mut tree = String::new();
        let root = self.dict(self.catalog(), "StructTreeRoot");
        for kid in root.get(b"K").unwrap().as_array().unwrap() {
            self.element(&mut tree, &marks, kid.as_reference().unwrap(), 0);
        }
        tree
    }

    fn element(&self, tree: &mut String, marks: &[Vec<Mark>], id: ObjectId, depth: usize) {
        let element = self.document.get_dictionary(id).unwrap();
        let name = String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap());
        write!(tree, "{}{name}", "  ".repeat(depth)).unwrap();
        if let Ok(attributes) = element.get(b"A") {
            for (key, value) in attributes.as_dict().unwrap().iter().skip(1) {
                write!(tree, " {}={value:?}", String::from_utf8_lossy(key)).unwrap();
            }
        }
        for key in ["Lang", "Alt"] {
            if let Some(value) = self.get(element, key) {
                write!(tree, " {key}={}", lopdf::decode_text_string(value).unwrap()).unwrap();
            }
        }
        tree.push('\n');
        let page = element.get(b"Pg").ok().map(|page| page.as_reference().unwrap());
        for kid in self.kids(element) {
            let indent = "  ".repeat(depth + 1);
            match kid {
                Object::Integer(mcid) => {
                    let text = self.mark(marks, page.expect("a page for a number"), mcid);
                    writeln!(tree, "{indent}{text}").unwrap();
                }
                Object::Reference(kid) => {
                    let child = self.document.get_dictionary(kid).unwrap();
                    assert_eq!(child.get(b"P").unwrap().as_reference().unwrap(), id);
                    self.element(tree, marks, kid, depth + 1);
                }
                Object::Dictionary(kid) => {
                    let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
                    if kid.has_type(b"MCR") {
                        let mcid = kid.get(b"MCID").unwrap().as_i64().unwrap();
                        writeln!(tree, "{indent}{}", self.mark(marks, page, mcid)).unwrap();
                    } else {
                        assert!(kid.has_type(b"OBJR"));
                        let link = self.dict(&kid, "Obj");
                        let uri = self.get(self.dict(link, "A"), "URI").unwrap();
                        let uri = String::from_utf8_lossy(uri.as_str().unwrap());
                        writeln!(tree, "{indent}-> {uri}").unwrap();
                    }
                }
                other => panic!("{other:?} is no kid"),
            }
        }
    }

    /// The kids of an element, one alone or several.
    pub(crate) fn kids(&self, element: &Dictionary) -> Vec<Object> {
        match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        }
    }

    fn mark(&self, marks: &[Vec<Mark>], page: ObjectId, mcid: i64) -> String {
        let index = self.pages.iter().position(|id| *id == page).unwrap();
        let mark = marks[index].iter().find(|mark| mark.mcid == Some(mcid)).expect("its mark");
        let shapes = if mark.shapes > 0 { "+shape" } else { "" };
        format!("{}:{:?}{shapes}", index + 1, mark.text)
    }
}

fn shown(array: &Object, map: &BTreeMap<u16, String>) -> String {
    let strings = array.as_array().unwrap().iter().filter_map(|item| item.as_str().ok());
    let codes = strings.flat_map(|string| string.chunks(2));
    codes.map(|code| map[&u16::from_be_bytes([code[0], code[1]])].as_str()).collect()
}

fn to_unicode(map: &str) -> BTreeMap<u16, String> {
    let units = |hex: &str| -> Vec<u16> {
        let hex = hex.trim_matches(['<', '>']);
        (0..hex.len())
            .step_by(4)
            .map(|at| u16::from_str_radix(&hex[at..at + 4], 16).unwrap())
            .collect()
    };
    let lines = map.lines().filter(|line| line.starts_with('<') && !line.contains("FFFF"));
    lines
        .map(|line| {
            let (code, text) = line.split_once(' ').unwrap();
            (units(code)[0], String::from_utf16(&units(text)).unwrap())
        })
        .collect()
}
