//! Page objects: what is refused beforehand, printpdf's document, and what it leaves to be set.

use lopdf::{Document, Object, ObjectId};
use policy_pages::display::Pages;
use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

use crate::error::Error;
use crate::value::{count, points};

/// Refuses what could only become a file that readers reject.
pub(crate) fn check(pages: &Pages) -> Result<(), Error> {
    // PDF 1.7, annex C: a page measures 3 to 14,400 points.
    let possible = |length: f32| (3.0..=14_400.0).contains(&length);
    if pages.pages.is_empty() {
        return Err(Error::NoPages);
    }
    if !possible(pages.width) || !possible(pages.height) {
        return Err(Error::PageSize { width: pages.width, height: pages.height });
    }
    if pages.title.trim().is_empty() {
        return Err(Error::NoTitle);
    }
    if pages.lang.trim().is_empty() {
        return Err(Error::NoLanguage);
    }
    Ok(())
}

/// Lets printpdf write the content streams and the page tree.
pub(crate) fn document(pages: &Pages, drawn: Vec<Vec<Op>>) -> Document {
    let sheet = Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: Pt(points(pages.width)),
        height: Pt(points(pages.height)),
        mode: None,
        winding_order: None,
    };
    let mut document = PdfDocument::new("");
    document.pages = drawn
        .into_iter()
        .map(|ops| PdfPage {
            media_box: sheet.clone(),
            trim_box: sheet.clone(),
            crop_box: sheet.clone(),
            ops,
        })
        .collect();
    let options = PdfSaveOptions {
        // Our file is compressed when it is saved, once and for all streams.
        optimize: false,
        subset_fonts: false,
        // Text is shown with `Op::Unknown`, which `secure` would drop without a word.
        secure: false,
        image_optimization: None,
    };
    let mut document = document.to_lopdf_document(&options, &mut Vec::new());
    document.version = "1.7".to_owned();
    document
}

/// Gives every page the shared `resources` and its number in the parent tree, and takes away what
/// printpdf put there and a reader does not need. Returns the pages in order.
pub(crate) fn finish(document: &mut Document, resources: ObjectId) -> Vec<ObjectId> {
    let ids: Vec<ObjectId> = document.page_iter().collect();
    for (index, id) in ids.iter().enumerate() {
        let Ok(page) = document.get_dictionary_mut(*id) else { continue };
        // The other boxes are the media box unless they are given.
        for key in [b"TrimBox".as_slice(), b"CropBox", b"Annots"] {
            page.remove(key);
        }
        page.set("Resources", resources);
        page.set("StructParents", count(index));
        // Keyboard order follows the structure, as PDF/UA asks.
        page.set("Tabs", "S");
    }
    ids
}

/// Lists the annotations of a page.
pub(crate) fn annotate(document: &mut Document, page: ObjectId, annotations: Object) {
    if let Ok(page) = document.get_dictionary_mut(page) {
        page.set("Annots", annotations);
    }
}
