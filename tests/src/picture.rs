//! Draws a page in grey, without any renderer of the machine, and compares it with an accepted one.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use policy_pages::Pages;
use resvg::{tiny_skia, usvg};

use crate::practice::FACES;
use crate::reference::{accepted, blessing, stored, write};

/// Fine enough to see a line that moved, small enough to keep.
const DPI: f32 = 50.0;
/// A grey level off by less than this is rounding.
const LEVELS: u8 = 32;
/// So many pixels of a page may be off by more: an edge that another processor rounds otherwise.
const PIXELS: usize = 40;

/// A picture in 256 greys.
pub struct Picture {
    width: u32,
    height: u32,
    grey: Vec<u8>,
}

/// Draws one page of a display list.
pub fn draw(pages: &Pages, index: usize) -> Picture {
    let svg = policy_pages::svg(pages, index, &FACES);
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default())
        .unwrap_or_else(|error| panic!("page {} is no SVG: {error}", index + 1));
    let scale = DPI * pages.width / 72.0 / tree.size().width();
    let size = |points: f32| points * DPI / 72.0;
    let (width, height) = (whole(size(pages.width)), whole(size(pages.height)));
    let mut map = tiny_skia::Pixmap::new(width, height).expect("a page has a size");
    map.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
    let grey = map.pixels().iter().map(|pixel| pixel.green()).collect();
    Picture { width, height, grey }
}

/// Compares a page with its reference and leaves `.expected`, `.current` and `.diff` on failure.
pub fn compare(name: &str, current: &Picture) -> Result<(), String> {
    if blessing() {
        current.save(&accepted(&format!("{name}.png")));
        return Ok(());
    }
    let keep = |kind: &str, picture: &Picture| picture.save(&stored(&format!("{name}.{kind}.png")));
    let Some(expected) = Picture::load(&accepted(&format!("{name}.png"))) else {
        keep("current", current);
        return Err(format!(
            "{name}: there is no accepted picture; tests/store has the current one"
        ));
    };
    if (expected.width, expected.height) != (current.width, current.height) {
        keep("current", current);
        return Err(format!("{name}: the page has another size"));
    }
    let pairs = || expected.grey.iter().zip(&current.grey);
    let off = pairs().filter(|(a, b)| a.abs_diff(**b) > LEVELS).count();
    if off <= PIXELS {
        return Ok(());
    }
    keep("expected", &expected);
    keep("current", current);
    let grey = pairs().map(|(a, b)| 255 - a.abs_diff(*b)).collect();
    keep("diff", &Picture { grey, ..*current });
    Err(format!("{name}: {off} pixels differ; tests/store has expected, current and diff"))
}

impl Picture {
    fn save(&self, path: &Path) {
        write(path, b"");
        let file = File::create(path).expect("it was just written");
        let mut encoder = png::Encoder::new(BufWriter::new(file), self.width, self.height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let written = encoder.write_header().and_then(|mut it| it.write_image_data(&self.grey));
        written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    fn load(path: &Path) -> Option<Self> {
        let mut reader =
            png::Decoder::new(BufReader::new(File::open(path).ok()?)).read_info().ok()?;
        let mut grey = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut grey).ok()?;
        Some(Self { width: info.width, height: info.height, grey })
    }
}

/// The pixels that hold a length.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pages are small")]
fn whole(length: f32) -> u32 {
    length.ceil() as u32
}
