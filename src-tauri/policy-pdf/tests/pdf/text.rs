//! Copied, searched and spoken text is the text that was given.

use lopdf::Object;
use policy_pages::display::{Item, Role};

use crate::list::{BOLD, List, NOTO, ROOT, policy};
use crate::reader::File;

#[test]
fn the_words_come_back() {
    let file = policy().file();
    let text = "Social media policyIf you need help nowCall 988.Reviews•We ask for none.\
                •We answer none.WayAnsweredPhoneThis goes on ";
    assert_eq!(file.text(0), text);
    assert_eq!(file.text(1), "overleaf.I agree");
}

#[test]
fn a_wrong_map_would_be_seen() {
    // The negative control of this file.
    let mut file = policy().file();
    let good = file.text(0);
    for object in file.document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let Ok(map) = String::from_utf8(stream.decompressed_content().unwrap_or_default()) else {
            continue;
        };
        if map.contains("beginbfchar") {
            stream.set_plain_content(map.replace(" <0061>", " <0062>").into_bytes());
        }
    }
    assert_eq!(file.text(0), good.replace('a', "b"));
    assert_ne!(file.text(0), good);
}

#[test]
fn a_glyph_with_two_meanings_is_spelled_out() {
    let mut list = List::new();
    let paragraph = list.line(Role::P, ROOT, "sign-in and ");
    // A no-break hyphen that the face draws with its hyphen.
    list.more(paragraph, "e-mail");
    let hyphen = u32::try_from(list.pages.text.rfind('-').unwrap()).unwrap();
    list.pages.text.replace_range(hyphen as usize..=hyphen as usize, "\u{2011}");
    let Some(Item::Glyphs(run)) = list.pages.pages[0].items.last_mut() else { unreachable!() };
    for glyph in run.glyphs.iter_mut().filter(|glyph| glyph.end > hyphen) {
        glyph.start += if glyph.start > hyphen { 2 } else { 0 };
        glyph.end += 2;
    }
    let file = list.file();
    assert_eq!(file.text(0), "sign-in and e\u{2011}mail");
    let spelled = file.operations(0).into_iter().filter(|operation| {
        operation.operator == "BDC" && operation.operands[0].as_name().unwrap() == b"Span"
    });
    assert_eq!(spelled.count(), 1, "only the word that needs it");
}

#[test]
fn a_letter_of_two_glyphs_is_spelled_out_with_its_word() {
    let mut list = List::new();
    list.face = NOTO;
    let paragraph = list.line(Role::P, ROOT, "say ");
    list.clusters(paragraph, &["T", "i", "e\u{302}\u{301}", "n", "g"]);
    list.face = BOLD;
    list.more(paragraph, "s now");
    let file = list.file();
    assert_eq!(file.text(0), "say Tie\u{302}\u{301}ngs now");
    let maps = file.maps(0);
    let texts: Vec<&String> = maps.values().flat_map(|map| map.values()).collect();
    assert!(texts.iter().any(|text| *text == "\u{301}"), "a mark stands for itself: {texts:?}");
    assert!(texts.iter().all(|text| *text != "e\u{302}\u{301}"));
}

#[test]
fn a_ligature_stands_for_all_its_letters() {
    let mut list = List::new();
    list.face = NOTO;
    let paragraph = list.line(Role::P, ROOT, "o");
    list.clusters(paragraph, &["\u{fb03}"]);
    list.more(paragraph, "ce");
    let at = list.pages.text.find('\u{fb03}').unwrap();
    // Three bytes either way, so no other range moves.
    list.pages.text.replace_range(at..at + 3, "ffi");
    assert_eq!(list.file().text(0), "office");
}

#[test]
fn no_break_spaces_do_not_take_over_the_space() {
    let mut list = List::new();
    list.line(Role::P, ROOT, "a b");
    list.pages.text = "a\u{a0}b".to_owned();
    let Item::Glyphs(run) = &mut list.pages.pages[0].items[0] else { unreachable!() };
    run.glyphs[1].end += 1;
    run.glyphs[2].start += 1;
    run.glyphs[2].end += 1;
    assert_eq!(list.file().text(0), "a b");
}

#[test]
fn glyphs_are_where_they_should_be() {
    let mut list = List::new();
    list.line(Role::P, ROOT, "AVA To");
    let Item::Glyphs(run) = &mut list.pages.pages[0].items[0] else { unreachable!() };
    for (index, glyph) in run.glyphs.iter_mut().enumerate() {
        // A third of a thousandth of an em each: rounding must not add up.
        glyph.x += u16::try_from(index).map(f32::from).unwrap() * 0.003_666;
    }
    let wanted: Vec<f32> = run.glyphs.iter().map(|glyph| glyph.x).collect();
    let file = list.file();
    let found = places(&file);
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(&wanted) {
        assert!((found - wanted).abs() < 0.012, "{found} is not {wanted}");
    }
}

fn widths(file: &File) -> Vec<i64> {
    let page = file.document.get_dictionary(file.pages[0]).unwrap();
    let fonts = file.dict(file.dict(page, "Resources"), "Font");
    let font = file.dict(fonts, "T0");
    let descendant = file.get(font, "DescendantFonts").unwrap().as_array().unwrap()[0].clone();
    let descendant = file.document.dereference(&descendant).unwrap().1.as_dict().unwrap();
    let widths = file.get(descendant, "W").unwrap().as_array().unwrap()[1].as_array().unwrap();
    widths.iter().map(|width| width.as_i64().unwrap()).collect()
}

/// Where a viewer puts the glyphs of the first run.
#[allow(clippy::cast_precision_loss, reason = "widths are small")]
fn places(file: &File) -> Vec<f32> {
    let widths = widths(file);
    let operations = file.operations(0);
    let matrix = operations.iter().find(|operation| operation.operator == "Tm").unwrap();
    let shown = operations.iter().find(|operation| operation.operator == "TJ").unwrap();
    let mut x = matrix.operands[4].as_float().unwrap();
    let mut places = Vec::new();
    for item in shown.operands[0].as_array().unwrap() {
        if let Ok(back) = item.as_i64() {
            x -= back as f32 * 11.0 / 1000.0;
            continue;
        }
        for code in item.as_str().unwrap().chunks(2) {
            places.push(x);
            let code = u16::from_be_bytes([code[0], code[1]]);
            x += widths[usize::from(code)] as f32 * 11.0 / 1000.0;
        }
    }
    places
}
