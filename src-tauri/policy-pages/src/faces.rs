//! The faces that layout measures with and the PDF writer embeds: one list, read once from the
//! program itself. Fonts of the machine are never asked, so a policy looks the same everywhere.

use std::sync::{Mutex, PoisonError};

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

use crate::display::FaceId;
use crate::shape::Typesetter;

/// One font file.
#[derive(Debug)]
pub struct Face {
    /// The whole TrueType file, with `glyf` outlines and without hinting.
    pub data: &'static [u8],
    /// `PlainAtkinson-Regular`: the PostScript name.
    pub name: String,
    /// `Plain Atkinson`.
    pub family: &'static str,
    /// 400 or 700.
    pub weight: u16,
    /// Font units to the em.
    pub units_per_em: u16,
    /// Drawn for a cluster that the face cannot shape; 0 if it has neither U+FFFD nor a question
    /// mark.
    pub(crate) substitute: u16,
    covered: Coverage,
}

impl Face {
    fn new(family: &'static str, weight: u16, data: &'static [u8]) -> Self {
        let Ok(font) = FontRef::new(data) else { return Self::broken(family, weight, data) };
        let name = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first();
        let map = font.charmap();
        let substitute = map.map('\u{FFFD}').or_else(|| map.map('?'));
        Self {
            data,
            name: name.map(|name| name.to_string()).unwrap_or_default(),
            family,
            weight,
            units_per_em: font.head().map_or(1000, |head| head.units_per_em()),
            substitute: substitute.and_then(|id| u16::try_from(id.to_u32()).ok()).unwrap_or(0),
            covered: Coverage::new(&font),
        }
    }

    /// A file that is no font has no letters; a test keeps such files out of the program.
    fn broken(family: &'static str, weight: u16, data: &'static [u8]) -> Self {
        let covered = Coverage { letters: Vec::new() };
        Self {
            data,
            name: String::new(),
            family,
            weight,
            units_per_em: 1000,
            substitute: 0,
            covered,
        }
    }

    /// Whether it has a glyph for the character.
    pub fn has(&self, letter: char) -> bool {
        self.covered.has(letter)
    }
}

/// The faces in the order of their [`FaceId`]s: the text face first, then what steps in for it.
#[derive(Debug)]
pub struct Faces {
    faces: [Face; 9],
    bullet: Bullet,
    /// Typesetters not in use. Their caches are warm, which halves the time of a layout; nothing
    /// in them can be seen from outside.
    idle: Mutex<Vec<Typesetter>>,
}

impl Faces {
    /// The text face, by family name.
    pub(crate) const PLAIN: &str = "Plain Atkinson";
    /// What is asked, in this order, for words that the text face cannot set alone.
    pub(crate) const FALLBACK: [&str; 5] =
        ["Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Droid Sans Fallback", Self::PLAIN];

    /// Those in `templates/fonts`, which are part of the program.
    pub fn embedded() -> Self {
        macro_rules! face {
            ($family:literal, $weight:literal, $file:literal) => {
                Face::new(
                    $family,
                    $weight,
                    include_bytes!(concat!("../../../templates/fonts/", $file, ".ttf")),
                )
            };
        }
        let faces = [
            face!("Plain Atkinson", 400, "PlainAtkinson-Regular"),
            face!("Plain Atkinson", 700, "PlainAtkinson-Bold"),
            face!("Noto Sans", 400, "NotoSans-Regular"),
            face!("Noto Sans", 700, "NotoSans-Bold"),
            face!("Noto Sans Arabic", 400, "NotoSansArabic-Regular"),
            face!("Noto Sans Arabic", 700, "NotoSansArabic-Bold"),
            face!("Noto Sans Hebrew", 400, "NotoSansHebrew-Regular"),
            face!("Noto Sans Hebrew", 700, "NotoSansHebrew-Bold"),
            face!("Droid Sans Fallback", 400, "DroidSansFallback"),
        ];
        let bullet = Bullet::new(&faces[0]);
        Self { faces, bullet, idle: Mutex::default() }
    }

    /// The face of an id that came from layout; for any other id the text face.
    pub fn get(&self, id: FaceId) -> &Face {
        self.faces.get(usize::from(id.0)).unwrap_or(&self.faces[0])
    }

    /// All faces with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        (0..).map(FaceId).zip(&self.faces)
    }

    /// Whether the text face has it.
    pub(crate) fn plain_has(&self, letter: char) -> bool {
        self.faces[0].has(letter)
    }

    /// Whether any face has it.
    pub(crate) fn any_has(&self, letter: char) -> bool {
        self.faces.iter().any(|face| face.has(letter))
    }

    /// The point of lists.
    pub(crate) fn bullet(&self) -> Bullet {
        self.bullet
    }

    /// A typesetter with warm caches, if one is idle.
    pub(crate) fn borrow_typesetter(&self) -> Typesetter {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_else(|| Typesetter::new(self))
    }

    /// Keeps it for the next layout.
    pub(crate) fn return_typesetter(&self, typesetter: Typesetter) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(typesetter);
    }
}

/// The text face's bullet and its measures over the em, so that it can be set at any diameter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bullet {
    pub(crate) glyph: u16,
    /// Of the ink.
    pub(crate) diameter: f32,
    /// From the origin to the ink.
    pub(crate) left: f32,
    /// From the baseline to the middle of the ink.
    pub(crate) middle: f32,
    pub(crate) advance: f32,
}

impl Bullet {
    fn new(face: &Face) -> Self {
        let nothing = Self { glyph: 0, diameter: 1.0, left: 0.0, middle: 0.0, advance: 1.0 };
        let Ok(font) = FontRef::new(face.data) else { return nothing };
        let Some(id) = font.charmap().map('•') else { return nothing };
        // A size of one point gives measures over the em.
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let (Some(ink), Some(advance)) = (metrics.bounds(id), metrics.advance_width(id)) else {
            return nothing;
        };
        Self {
            glyph: u16::try_from(id.to_u32()).unwrap_or(0),
            diameter: ink.x_max - ink.x_min,
            left: ink.x_min,
            middle: f32::midpoint(ink.y_min, ink.y_max),
            advance,
        }
    }
}

/// The characters of a face. Asking a bit set is far cheaper than asking the font, and every
/// character of a policy is asked.
struct Coverage {
    letters: Vec<u64>,
}

impl Coverage {
    fn new(font: &FontRef<'_>) -> Self {
        let mut letters = Vec::new();
        for (letter, glyph) in font.charmap().mappings() {
            let word = letter as usize / 64;
            if word >= letters.len() {
                letters.resize(word + 1, 0);
            }
            if glyph.to_u32() != 0 {
                letters[word] |= 1 << (letter % 64);
            }
        }
        Self { letters }
    }

    fn has(&self, letter: char) -> bool {
        let (word, bit) = (letter as usize / 64, letter as u32 % 64);
        self.letters.get(word).is_some_and(|bits| bits >> bit & 1 == 1)
    }
}

impl std::fmt::Debug for Coverage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count: u32 = self.letters.iter().map(|bits| bits.count_ones()).sum();
        write!(f, "{count} characters")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_file_is_a_font_with_its_name() {
        for (id, face) in Faces::embedded().iter() {
            assert!(face.has(' '), "{id:?} has a space");
            assert!(face.name.starts_with(&face.family.replace(' ', "")), "{}", face.name);
        }
    }

    #[test]
    fn the_text_face_has_every_letter_of_english_and_spanish() {
        let faces = Faces::embedded();
        let letters = "ABCabc0123ÁÉÍÓÚÜÑáéíóúüñ¿¡«»ºª“”‘’–—…•·&@#%§©®™€\u{A0}";
        assert!(letters.chars().all(|letter| faces.plain_has(letter)));
        assert!(faces.any_has('ễ') && !faces.plain_has('ễ'), "Vietnamese is for Noto Sans");
        assert!(faces.any_has('漢') && faces.any_has('ع') && faces.any_has('ש'));
        assert!(faces.any_has('\u{FFFD}'), "there is a sign for what nobody has");
    }
}
