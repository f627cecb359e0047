//! From the bytes of an existing policy to its text. What kind of file it is, the bytes tell, not
//! the name: people rename things.
//!
//! Nothing is kept, nothing is fetched: pictures, scripts and links of a page stay where they are.

mod html;
mod pdf;

use std::fmt;

/// Larger files are refused before they are read.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// The text of a file, or a sentence about why there is none.
pub fn text_of(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    if pdf::is_pdf(bytes) {
        return pdf::text(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Unreadable::WordFile);
    }
    let text = decoded(bytes)?;
    Ok(if html::is_html(&text) { html::text(&text) } else { text })
}

/// UTF-8 or UTF-16 with its mark; else the old Western encoding, unless it is no text at all.
fn decoded(bytes: &[u8]) -> Result<String, Unreadable> {
    let utf16 = |pairs: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| pairs([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    if bytes.starts_with(&[0xff, 0xfe]) {
        return Ok(utf16(u16::from_le_bytes));
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return Ok(utf16(u16::from_be_bytes));
    }
    if bytes.contains(&0) {
        return Err(Unreadable::NoText);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        Err(_) => Ok(bytes.iter().map(|&byte| western(byte)).collect()),
    }
}

/// Windows-1252, of which only the marks of a text processor matter here.
fn western(byte: u8) -> char {
    match byte {
        0x85 => '…',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x95 => '•',
        0x96 => '–',
        0x97 => '—',
        byte => char::from(byte),
    }
}

/// Why a file has no text for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// A file of a text processor.
    WordFile,
    /// Neither text nor PDF.
    NoText,
    /// A PDF that cannot be opened.
    DamagedPdf,
    /// A PDF that asks for a password.
    LockedPdf,
    /// A PDF of pictures, or one whose letters have no names.
    SilentPdf,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "This file is larger than 32 MB. Please copy the text of the policy and paste it here.",
            Self::WordFile => "This is a file of a text processor. Please open it there, copy the text and paste it here.",
            Self::NoText => "There is no text in this file. Please choose a text, web page or PDF file, or paste the text.",
            Self::DamagedPdf => "This PDF cannot be opened; it may be damaged. Please open it in a PDF viewer, copy the text and paste it here.",
            Self::LockedPdf => "This PDF is locked with a password. Please open it in a PDF viewer, copy the text and paste it here.",
            Self::SilentPdf => "This PDF holds pictures of text, or text that cannot be read out. Please paste the text, if you have it elsewhere.",
        })
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays_as_it_is() {
        assert_eq!(text_of("I don’t follow.\n".as_bytes()).unwrap(), "I don’t follow.\n");
        assert_eq!(text_of(b"\xff\xfeH\0i\0").unwrap(), "Hi");
        assert_eq!(text_of(b"I don\x92t follow").unwrap(), "I don’t follow");
        assert_eq!(text_of(b"").unwrap(), "");
    }

    #[test]
    fn a_page_gives_its_words_without_scripts() {
        let page = "<!doctype html><html><head><title>T</title><style>p{}</style></head><body>\
                    <script>alert(1)</script><h1>Friending</h1><p>I don&rsquo;t accept \
                    <b>friend</b> requests.</p><ul><li>One</li><li>Two</li></ul></body></html>";
        let text = text_of(page.as_bytes()).unwrap();
        assert!(text.contains("I don’t accept friend requests."), "{text}");
        assert!(text.contains("Friending") && !text.contains("alert") && !text.contains("p{}"));
    }

    #[test]
    fn what_is_no_text_is_said_to_be_none() {
        assert_eq!(text_of(b"PK\x03\x04rest"), Err(Unreadable::WordFile));
        assert_eq!(text_of(b"\x89PNG\0\0"), Err(Unreadable::NoText));
        assert_eq!(text_of(b"%PDF-1.7\nnothing"), Err(Unreadable::DamagedPdf));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_are_too_odd(mut bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..600), head in 0..4usize) {
            let heads: [&[u8]; 4] = [b"", b"%PDF-1.5\n", b"<html><body>", b"\xff\xfe"];
            let mut all = heads[head].to_vec();
            all.append(&mut bytes);
            let _ = text_of(&all);
        }
    }
}
