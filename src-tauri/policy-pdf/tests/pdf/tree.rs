//! The structure tree: what is in it, in what order, and the way back from marks to elements.

use lopdf::Object;
use policy_pages::display::{Item, NodeId, Rect, Role};

use crate::list::{List, ROOT, policy};

#[test]
fn the_tree_says_what_is_on_the_pages() {
    let expected = "\
Document
  H1
    1:\"Social media policy\"
  Div
    H2
      1:\"If you need help now\"
    P
      1:\"Call \"
      Link
        1:\"988\"
        -> tel:988
      1:\".\"
  Sect
    H2
      1:\"Reviews\"
    L ListNumbering=/Disc
      LI
        Lbl
          1:\"•\"
        LBody
          1:\"We ask for none.\"
      LI
        Lbl
          1:\"•\"
        LBody
          1:\"We answer none.\"
    Table
      TR
        TH Scope=/Column
          1:\"Way\"
        TH Scope=/Column
          1:\"Answered\"
      TR
        TH Scope=/Row
          1:\"Phone\"
        TD
    P
      1:\"This goes on \"
      2:\"overleaf.\"
    P
      2:\"\"+shape
      Strong
        2:\"I agree\"
";
    let tree = policy().file().tree();
    assert_eq!(tree, expected, "\n{tree}");
}

#[test]
fn what_has_no_node_is_an_artifact() {
    let file = policy().file();
    let artifacts = |page: usize| {
        let marks = file.marks(page).into_iter().filter(|mark| mark.tag == "Artifact");
        marks.map(|mark| (mark.text, mark.shapes)).collect::<Vec<_>>()
    };
    assert_eq!(artifacts(0), [(String::new(), 1), ("Page 1 of 2".to_owned(), 0)]);
    assert_eq!(artifacts(1), [(String::new(), 1)], "the rule, but not the box to tick");
}

#[test]
fn every_mark_is_in_the_parent_tree_and_the_element_that_it_names() {
    let file = policy().file();
    let root = file.dict(file.catalog(), "StructTreeRoot");
    let numbers = file.dict(root, "ParentTree").get(b"Nums").unwrap().as_array().unwrap();
    let entry = |key: usize| {
        let at = |pair: &&[Object]| pair[0].as_i64().unwrap() == i64::try_from(key).unwrap();
        &numbers.chunks(2).find(at).expect("an entry for every page and link")[1]
    };
    for (index, id) in file.pages.iter().enumerate() {
        let page = file.document.get_dictionary(*id).unwrap();
        assert_eq!(page.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
        let key = usize::try_from(page.get(b"StructParents").unwrap().as_i64().unwrap()).unwrap();
        let parents = entry(key).as_array().unwrap();
        let marks: Vec<_> = file.marks(index).into_iter().filter(|m| m.mcid.is_some()).collect();
        assert_eq!(parents.len(), marks.len());
        for (number, (parent, mark)) in parents.iter().zip(&marks).enumerate() {
            assert_eq!(mark.mcid, i64::try_from(number).ok());
            let element = file.document.get_dictionary(parent.as_reference().unwrap()).unwrap();
            assert_eq!(element.get(b"S").unwrap().as_name().unwrap(), mark.tag.as_bytes());
            let here = |kid: &Object| match kid {
                Object::Integer(mcid) => {
                    Some(*mcid) == mark.mcid
                        && element.get(b"Pg").unwrap() == &Object::Reference(*id)
                }
                Object::Dictionary(kid) => {
                    kid.get(b"MCID").and_then(Object::as_i64).ok() == mark.mcid
                        && kid.get(b"Pg").unwrap() == &Object::Reference(*id)
                }
                _ => false,
            };
            assert!(file.kids(element).iter().any(here), "{mark:?} is a kid of its parent");
        }
    }
    let next = root.get(b"ParentTreeNextKey").unwrap().as_i64().unwrap();
    assert_eq!(usize::try_from(next).unwrap() * 2, numbers.len());
}

#[test]
fn every_link_annotation_is_an_object_of_its_element() {
    let mut list = List::new();
    let paragraph = list.line(Role::P, ROOT, "Read ");
    let link = list.link(paragraph, "https://example.org/a b?c=é", "our long");
    list.text(link, "page");
    let rect = Rect { x: 72.0, y: 90.0, width: 30.0, height: 14.0 };
    let href = "https://example.org/a b?c=é".to_owned();
    list.item(Item::Link { rect, href, node: link });
    let file = list.file();

    let page = file.document.get_dictionary(file.pages[0]).unwrap();
    let annotations = page.get(b"Annots").unwrap().as_array().unwrap();
    assert_eq!(annotations.len(), 2, "one for each line");
    let root = file.dict(file.catalog(), "StructTreeRoot");
    let numbers = file.dict(root, "ParentTree").get(b"Nums").unwrap().as_array().unwrap();
    for annotation in annotations {
        let dict = file.document.get_dictionary(annotation.as_reference().unwrap()).unwrap();
        let contents = lopdf::decode_text_string(dict.get(b"Contents").unwrap()).unwrap();
        assert_eq!(contents, "our long page");
        let uri = file.dict(dict, "A").get(b"URI").unwrap().as_str().unwrap();
        assert_eq!(uri, b"https://example.org/a%20b?c=%C3%A9");
        let key = dict.get(b"StructParent").unwrap();
        let pair = numbers.chunks(2).find(|pair| pair[0] == *key).unwrap();
        let element = file.document.get_dictionary(pair[1].as_reference().unwrap()).unwrap();
        assert_eq!(element.get(b"S").unwrap().as_name().unwrap(), b"Link");
        let named =
            |kid: &Object| kid.as_dict().is_ok_and(|kid| kid.get(b"Obj").unwrap() == annotation);
        assert!(file.kids(element).iter().any(named));
    }
}

#[test]
fn children_keep_their_order_when_painted_in_another() {
    let mut list = List::new();
    let item = list.node(Role::Li, ROOT);
    let label = list.node(Role::Lbl, item);
    let body = list.line(Role::LBody, item, "the body first");
    list.more(label, "1.");
    list.more(body, " and the rest");
    assert_eq!(
        list.file().tree(),
        "Document\n  LI\n    Lbl\n      1:\"1.\"\n    LBody\n      1:\"the body first\"\n      \
         1:\" and the rest\"\n"
    );
}

#[test]
fn a_list_says_how_it_counts() {
    let cases = [
        ("1.", " ListNumbering=/Decimal"),
        ("a)", " ListNumbering=/LowerAlpha"),
        ("A.", " ListNumbering=/UpperAlpha"),
        ("–", " ListNumbering=/Disc"),
        ("988", ""),
    ];
    for (label, numbering) in cases {
        let mut list = List::new();
        let items = list.node(Role::L, ROOT);
        let item = list.node(Role::Li, items);
        let node = list.node(Role::Lbl, item);
        let span = list.node(Role::Span, node);
        list.text(span, label);
        let tree = list.file().tree();
        assert!(tree.contains(&format!("  L{numbering}\n")), "{label}: {tree}");
    }
}

#[test]
fn languages_and_pictures_are_described() {
    let mut list = List::new();
    let NodeId(spanish) = list.line(Role::P, ROOT, "Hola");
    list.pages.nodes[spanish as usize].lang = Some("es".to_owned());
    let logo = list.node(Role::Figure, ROOT);
    list.pages.nodes[logo.0 as usize].alt = Some("A willow é".to_owned());
    for x in [100.0, 130.0] {
        let rect = Rect { x, y: 500.0, width: 10.0, height: 20.0 };
        list.item(Item::Fill { rect, grey: 0.5, node: Some(logo) });
    }
    assert_eq!(
        list.file().tree(),
        "Document\n  P Lang=es\n    1:\"Hola\"\n  Figure Placement=/Block \
         BBox=[100 272 140 292] Alt=A willow é\n    1:\"\"+shape\n"
    );
}
