//! The words of a PDF, as far as its fonts tell which letters they draw.

use lopdf::Document;

use crate::Unreadable;

/// With fewer letters a page it is a scan.
const LETTERS_A_PAGE: usize = 20;
/// Of the letters, so many may be unknown: one in ten.
const UNKNOWN: usize = 10;

pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    head.windows(5).any(|five| five == b"%PDF-")
}

pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let document = Document::load_mem(bytes).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => Unreadable::LockedPdf,
        _ => Unreadable::DamagedPdf,
    })?;
    let pages = document.get_pages();
    let mut text = String::new();
    for number in pages.keys() {
        // One page that cannot be read is no reason to lose the others.
        if let Ok(page) = document.extract_text(&[*number]) {
            text.push_str(&page);
            text.push_str("\n\n");
        }
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let odd =
        text.matches('\u{fffd}').count() + text.matches("Identity-H").count() * LETTERS_A_PAGE;
    if pages.is_empty() {
        return Err(Unreadable::DamagedPdf);
    }
    if letters < LETTERS_A_PAGE * pages.len() || odd * UNKNOWN > letters {
        return Err(Unreadable::SilentPdf);
    }
    Ok(text)
}
