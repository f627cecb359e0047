//! Values as PDF writes them: coordinates, text strings and lists of references.

use lopdf::{Object, ObjectId, StringFormat};
use policy_pages::display::Rect;

/// A length or position on a page. What is not a number becomes 0 and what no page can hold is cut,
/// since PDF has no word for it.
pub(crate) fn finite(value: f32) -> f32 {
    // The largest page of PDF 1.7 measures 14,400 points.
    const LIMIT: f32 = 14_400.0;
    if value.is_finite() { value.clamp(-LIMIT, LIMIT) } else { 0.0 }
}

/// The same to a hundredth of a point: finer than any printer, and short in the file.
pub(crate) fn points(value: f32) -> f32 {
    // Adding zero makes a negative zero positive.
    (finite(value) * 100.0).round() / 100.0 + 0.0
}

/// A grey level, 0 to 1. What is not a number becomes black, which can at least be read.
pub(crate) fn grey(value: f32) -> f32 {
    if value.is_finite() { (value.clamp(0.0, 1.0) * 1000.0).round() / 1000.0 } else { 0.0 }
}

/// A rounded number as an integer object.
#[allow(clippy::cast_possible_truncation, reason = "float casts saturate, and these are rounded")]
pub(crate) fn rounded(value: f32) -> i64 {
    value.round() as i64
}

/// Text for people, such as a title: plain where plain ASCII will do, else UTF-16.
pub(crate) fn text(text: &str) -> Object {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Object::string_literal(text);
    }
    Object::String(utf16(text), StringFormat::Literal)
}

/// UTF-16 with the mark that tells readers so.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

/// One object alone, several as an array, as `/K` of the structure tree has it.
pub(crate) fn one_or_many(mut objects: Vec<Object>) -> Object {
    if objects.len() == 1 { objects.remove(0) } else { Object::Array(objects) }
}

/// A number that counts things of a document.
pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// References to objects, as an array.
pub(crate) fn references(ids: impl IntoIterator<Item = ObjectId>) -> Object {
    Object::Array(ids.into_iter().map(Object::Reference).collect())
}

/// A rectangle of the display list as PDF writes it: lower left and upper right corner, with y
/// growing upward from the foot of a page of this height.
pub(crate) fn corners(rect: Rect, height: f32) -> Object {
    let (left, top) = (rect.x, height - rect.y);
    let corners = [left, top - rect.height, left + rect.width, top];
    Object::Array(corners.into_iter().map(|value| Object::Real(points(value))).collect())
}
