//! What the file says of itself: catalog, document information and XMP, which must agree.

use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};
use policy_pages::display::Pages;

use crate::Stamp;
use crate::value::text;

const PRODUCER: &str = "Plain Policy";

/// Replaces printpdf's catalog, information and identifiers.
pub(crate) fn write(
    document: &mut Document,
    pages: &Pages,
    stamp: &Stamp,
    structure: ObjectId,
    outline: Option<ObjectId>,
) {
    let packet = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp(pages, stamp).into_bytes(),
    );
    let packet = document.add_object(packet);
    let page_tree = document.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok()).cloned();
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => page_tree.unwrap_or(Object::Null),
        "Lang" => text(&pages.lang),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => structure,
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "Metadata" => packet,
    };
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }

    let date = Object::string_literal(stamp.date.format("D:%Y%m%d000000Z").to_string());
    let mut info = dictionary! {
        "Title" => text(&pages.title),
        "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    if !pages.author.is_empty() {
        info.set("Author", text(&pages.author));
    }

    let id = Object::String(stamp.id.as_bytes().to_vec(), StringFormat::Hexadecimal);
    let (catalog, info) = (document.add_object(catalog), document.add_object(info));
    document.trailer = dictionary! {
        "Root" => catalog,
        "Info" => info,
        "ID" => vec![id.clone(), id],
    };
}

/// The XMP packet. It claims PDF/UA-1 and nothing else.
fn xmp(pages: &Pages, stamp: &Stamp) -> String {
    let (title, lang) = (escape(&pages.title), escape(&pages.lang));
    let date = stamp.date.format("%Y-%m-%dT00:00:00Z");
    let id = stamp.id;
    let author = match escape(&pages.author) {
        author if author.is_empty() => author,
        author => {
            format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n")
        }
    };
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">
<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">
<rdf:Description rdf:about=\"\"
 xmlns:dc=\"http://purl.org/dc/elements/1.1/\"
 xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"
 xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"
 xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"
 xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>
{author}<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end=\"r\"?>"
    )
}

/// Text between XML tags or in an attribute; characters that XML 1.0 has no way to write are left
/// out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}
