//! Fonts as PDF objects: the subset, its widths, and the way from codes to text.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use skrifa::raw::TableProvider;

use crate::error::Error;
use crate::font::{Font, Fonts};
use crate::value::{count, rounded};

/// Embeds every face that is used; returns the resources that all pages share.
pub(crate) fn fonts(document: &mut Document, fonts: &Fonts<'_>) -> Result<ObjectId, Error> {
    let mut resources = lopdf::Dictionary::new();
    for font in fonts.iter() {
        let embedded = embed(document, font)?;
        resources.set(font.resource.as_str(), embedded);
    }
    Ok(document.add_object(dictionary! { "Font" => resources }))
}

fn embed(document: &mut Document, font: &Font<'_>) -> Result<ObjectId, Error> {
    let unreadable =
        |reason: String| Error::FaceUnreadable { name: font.face.name.clone(), reason };
    if font.reader.glyf().is_err() {
        // The subset would need another kind of font object.
        return Err(unreadable("it has no TrueType outlines".to_owned()));
    }
    let subset = subsetter::subset(font.face.data, 0, &font.codes)
        .map_err(|error| unreadable(error.to_string()))?;
    let length = count(subset.len());
    let program = document.add_object(Stream::new(dictionary! { "Length1" => length }, subset));

    let name = subset_name(font);
    let mut descriptor = descriptor(font, &name);
    descriptor.set("FontFile2", program);
    let descriptor = document.add_object(descriptor);
    let widths = font.all_codes().map(|code| Object::Integer(font.width(code))).collect();
    let descendant = document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name.as_str(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "W" => vec![Object::Integer(0), Object::Array(widths)],
        "CIDToGIDMap" => "Identity",
    });
    let to_unicode = document.add_object(Stream::new(dictionary! {}, to_unicode(font)));
    Ok(document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name.as_str(),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => to_unicode,
    }))
}

/// The face's PostScript name after six letters that differ for every subset of it.
fn subset_name(font: &Font<'_>) -> String {
    // FNV-1a: any hash will do that is the same on every machine.
    let hash = font
        .codes
        .remapped_gids()
        .flat_map(u16::to_be_bytes)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let letters = std::iter::successors(Some(hash), |rest| Some(rest / 26)).take(6);
    let tag: String = letters.map(|rest| char::from(b'A' + (rest % 26).to_le_bytes()[0])).collect();

    let allowed = |character: &char| character.is_ascii_alphanumeric() || *character == '-';
    format!("{tag}+{}", font.face.name.chars().filter(allowed).collect::<String>())
}

fn descriptor(font: &Font<'_>, name: &str) -> lopdf::Dictionary {
    // Table 123: codes of our own make a font symbolic.
    const SYMBOLIC: i64 = 1 << 2;
    const ITALIC: i64 = 1 << 6;
    let metrics = &font.metrics;
    let italic = if metrics.italic_angle == 0.0 { 0 } else { ITALIC };
    let bounds = metrics.bounds.unwrap_or_default();
    let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
    let bounds = bounds.map(|units| Object::Integer(font.thousandths(units)));
    let weight = font.reader.os2().map_or(400, |os2| os2.us_weight_class());
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        "Flags" => SYMBOLIC | italic,
        "FontBBox" => bounds.to_vec(),
        "ItalicAngle" => rounded(metrics.italic_angle),
        "Ascent" => font.thousandths(metrics.ascent),
        "Descent" => font.thousandths(metrics.descent),
        "CapHeight" => font.thousandths(metrics.cap_height.unwrap_or(metrics.ascent)),
        // No font file says how thick its stems are; this is near enough for a substitute face,
        // which an embedded one never needs.
        "StemV" => 10 + (i64::from(weight) - 50).max(0) * 244 / 1000,
    }
}

/// The character map that copying, searching and reading aloud go by.
fn to_unicode(font: &Font<'_>) -> Vec<u8> {
    const HEAD: &str = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
        /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
        /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
        1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    const TAIL: &str = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend";
    let mut map = String::from(HEAD);
    let lines: Vec<String> =
        font.all_codes().skip(1).map(|code| to_unicode_line(font, code)).collect();
    // The specification allows a hundred lines at a time.
    for lines in lines.chunks(100) {
        map += &format!("{} beginbfchar\n", lines.len());
        map.extend(lines.iter().map(String::as_str));
        map += "endbfchar\n";
    }
    map += TAIL;
    map.into_bytes()
}

fn to_unicode_line(font: &Font<'_>, code: u16) -> String {
    let text: String = font.text(code).encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<{code:04X}> <{text}>\n")
}
