//! The file as a whole: the same bytes every time, and what it says of itself.

use std::collections::BTreeSet;

use lopdf::Object;
use uuid::Uuid;

use crate::list::{FACES, List, ROOT, policy, stamp};
use crate::reader::File;
use policy_pages::display::Role;

#[test]
fn the_same_pages_give_the_same_bytes() {
    let write = || policy_pdf::pdf(&policy().pages, &FACES, &stamp()).unwrap();
    let first = write();
    // printpdf counts its identifiers in the process, so the second file is the test.
    assert_eq!(first, write());
    assert!(first.starts_with(b"%PDF-1.7\n"));
    assert!(first.len() < 30_000, "{} bytes for a page and a half", first.len());
}

#[test]
fn another_stamp_gives_another_file() {
    let mut other = stamp();
    other.id = Uuid::from_u128(7);
    let write = |stamp| policy_pdf::pdf(&policy().pages, &FACES, &stamp).unwrap();
    assert_ne!(write(stamp()), write(other));
}

#[test]
fn identifiers_and_dates_come_from_the_stamp() {
    let file = policy().file();
    let id = file.document.trailer.get(b"ID").unwrap().as_array().unwrap();
    for half in id {
        assert_eq!(half.as_str().unwrap(), stamp().id.as_bytes());
    }
    let info = file.dict(&file.document.trailer, "Info");
    let keys: BTreeSet<_> = info.iter().map(|(key, _)| String::from_utf8_lossy(key)).collect();
    let expected = ["Author", "CreationDate", "Creator", "ModDate", "Producer", "Title"];
    assert_eq!(keys.iter().map(AsRef::as_ref).collect::<Vec<_>>(), expected);
    assert_eq!(info.get(b"ModDate").unwrap().as_str().unwrap(), b"D:20261124000000Z");
}

#[test]
fn xmp_agrees_with_the_document_information() {
    let mut list = policy();
    list.pages.title = "Fish & <chips> “ñ”".to_owned();
    list.pages.author = String::new();
    let file = list.file();
    let xmp = file.get(file.catalog(), "Metadata").unwrap().as_stream().unwrap();
    assert!(xmp.dict.get(b"Filter").is_err(), "readable in the raw file");
    let xmp = String::from_utf8(xmp.content.clone()).unwrap();
    assert!(xmp.contains("<rdf:li xml:lang=\"x-default\">Fish &amp; &lt;chips&gt; “ñ”</rdf:li>"));
    assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert!(xmp.contains("<xmp:CreateDate>2026-11-24T00:00:00Z</xmp:CreateDate>"));
    assert!(!xmp.contains("pdfaid") && !xmp.contains("dc:creator"));
    let info = file.dict(&file.document.trailer, "Info");
    let title = lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap();
    assert_eq!(title, "Fish & <chips> “ñ”");
    assert!(info.get(b"Author").is_err());
}

#[test]
fn the_catalog_is_that_of_a_tagged_file() {
    let file = policy().file();
    let catalog = file.catalog();
    assert_eq!(file.dict(catalog, "MarkInfo").get(b"Marked").unwrap(), &Object::Boolean(true));
    let preferences = file.dict(catalog, "ViewerPreferences");
    assert_eq!(preferences.get(b"DisplayDocTitle").unwrap(), &Object::Boolean(true));
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
}

#[test]
fn bookmarks_are_nested_by_level() {
    let mut list = List::new();
    list.line(Role::P, ROOT, "Text");
    // Levels may skip and begin low; nothing is lost.
    for (level, title) in [(2, "a"), (1, "b"), (3, "c"), (2, "d"), (2, "é"), (1, "f")] {
        list.bookmark(level, title);
    }
    let file = list.file();
    let root = file.dict(file.catalog(), "Outlines");
    assert_eq!(root.get(b"Count").unwrap().as_i64().unwrap(), 6);
    assert_eq!(bookmarks(&file, root), "a b(c d é) f");
}

fn bookmarks(file: &File, parent: &lopdf::Dictionary) -> String {
    let mut titles = Vec::new();
    let mut next = file.get(parent, "First");
    while let Some(bookmark) = next {
        let bookmark = bookmark.as_dict().unwrap();
        let mut title = lopdf::decode_text_string(bookmark.get(b"Title").unwrap()).unwrap();
        let dest = bookmark.get(b"Dest").unwrap().as_array().unwrap();
        assert_eq!(dest[0], Object::Reference(file.pages[0]));
        assert_eq!(dest[3].as_float().unwrap(), 792.0 - 88.0);
        if bookmark.has(b"First") {
            title += &format!("({})", bookmarks(file, bookmark));
        }
        titles.push(title);
        next = file.get(bookmark, "Next");
    }
    titles.join(" ")
}

#[test]
fn every_font_is_embedded_and_cut_down() {
    let file = policy().file();
    let page = file.document.get_dictionary(file.pages[0]).unwrap();
    let fonts = file.dict(file.dict(page, "Resources"), "Font");
    assert_eq!(fonts.len(), 2);
    for (name, _) in fonts {
        let font = file.dict(fonts, &String::from_utf8_lossy(name));
        let base = font.get(b"BaseFont").unwrap().as_name().unwrap();
        assert!(
            base[..6].iter().all(u8::is_ascii_uppercase)
                && base[6..].starts_with(b"+PlainAtkinson-")
        );
        let descendant = file.get(font, "DescendantFonts").unwrap().as_array().unwrap();
        let descendant = file.document.dereference(&descendant[0]).unwrap().1.as_dict().unwrap();
        assert_eq!(descendant.get(b"BaseFont").unwrap().as_name().unwrap(), base);
        let descriptor = file.dict(descendant, "FontDescriptor");
        let program = file.get(descriptor, "FontFile2").unwrap().as_stream().unwrap();
        let program_length = program.decompressed_content().unwrap().len();
        assert_eq!(
            program.dict.get(b"Length1").unwrap().as_i64().ok(),
            i64::try_from(program_length).ok()
        );
        assert!(program_length < 10_000, "{program_length} bytes");
    }
}

#[test]
fn nothing_of_printpdf_is_left_but_the_content() {
    let file = policy().file();
    for id in &file.pages {
        let page = file.document.get_dictionary(*id).unwrap();
        for key in ["TrimBox", "CropBox"] {
            assert!(page.get(key.as_bytes()).is_err(), "{key}");
        }
    }
    // Everything in the file is reached from the trailer; object and cross-reference streams are
    // reached by the reader itself.
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Object> = file.document.trailer.iter().map(|(_, value)| value).collect();
    while let Some(object) = open.pop() {
        match object {
            Object::Array(items) => open.extend(items),
            Object::Dictionary(dict) => open.extend(dict.iter().map(|(_, value)| value)),
            Object::Stream(stream) => open.extend(stream.dict.iter().map(|(_, value)| value)),
            Object::Reference(id) if reached.insert(*id) => {
                open.push(file.document.get_object(*id).unwrap());
            }
            _ => {}
        }
    }
    let machinery = |object: &Object| matches!(object.type_name(), Ok(b"ObjStm" | b"XRef"));
    for (id, object) in &file.document.objects {
        assert!(reached.contains(id) || machinery(object), "{id:?} {object:?}");
    }
}
