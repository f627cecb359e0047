//! The file: what can be reached from the trailer, numbered densely and packed.
//!
//! lopdf can save in this form too, but copies every object to do so and leaves the
//! cross-reference table as it is. Here everything that is no stream goes into object streams, and
//! the table is written as differences from row to row, which deflate well.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::syntax::{write_dictionary, write_object};
use crate::value::count;

/// The bytes of the file. Streams are deflated, but for metadata, which tools look for in the raw
/// file.
pub(crate) fn bytes(document: &Document) -> Vec<u8> {
    // With more objects in a pack, a reader of one has to unpack more; with fewer, less is alike.
    const PACK: usize = 200;
    let live = Live::of(document);
    let mut file = File::new(&document.version, &live.numbers);
    for stream in &live.streams {
        let deflated = !stream.dict.has_type(b"Metadata");
        file.stream(stream.dict.clone(), &stream.content, deflated);
    }
    let first = file.places.len();
    let packs = first + live.others.len();
    for index in 0..live.others.len() {
        file.places.push(Place::Packed { pack: packs + index / PACK, index: index % PACK });
    }
    for (index, objects) in live.others.chunks(PACK).enumerate() {
        file.pack(objects, first + index * PACK);
    }
    file.finish(&document.trailer)
}

/// The objects that can be reached, and the numbers they get: streams first, in the order in which
/// they were made.
struct Live<'d> {
    streams: Vec<&'d Stream>,
    others: Vec<&'d Object>,
    /// By old number; 0 for what cannot be reached.
    numbers: Vec<usize>,
}

impl<'d> Live<'d> {
    fn of(document: &'d Document) -> Self {
        let mut numbers = vec![0; document.max_id as usize + 1];
        let mut open: Vec<&Object> = document.trailer.iter().map(|(_, value)| value).collect();
        while let Some(object) = open.pop() {
            match object {
                Object::Array(items) => open.extend(items),
                Object::Dictionary(dict) => open.extend(dict.iter().map(|(_, value)| value)),
                Object::Stream(stream) => open.extend(stream.dict.iter().map(|(_, value)| value)),
                Object::Reference(id) => {
                    let target = document.objects.get(id);
                    if let (Some(target), Some(number @ 0)) =
                        (target, numbers.get_mut(id.0 as usize))
                    {
                        *number = 1;
                        open.push(target);
                    }
                }
                _ => {}
            }
        }

        let (mut streams, mut others) = (Vec::new(), Vec::new());
        let reached = |id: u32| numbers.get(id as usize) == Some(&1);
        for (id, object) in document.objects.iter().filter(|(id, _)| reached(id.0)) {
            match object {
                Object::Stream(stream) => streams.push((id.0, stream)),
                _ => others.push((id.0, object)),
            }
        }
        let ids = streams.iter().map(|(id, _)| *id).chain(others.iter().map(|(id, _)| *id));
        for (index, id) in ids.enumerate() {
            numbers[id as usize] = index + 1;
        }
        Self {
            streams: streams.into_iter().map(|(_, stream)| stream).collect(),
            others: others.into_iter().map(|(_, object)| object).collect(),
            numbers,
        }
    }
}

/// Where the cross-reference table says an object is.
#[derive(Clone, Copy)]
enum Place {
    Free,
    Offset(usize),
    Packed { pack: usize, index: usize },
}

/// A file being written.
struct File<'n> {
    bytes: Vec<u8>,
    /// By new number.
    places: Vec<Place>,
    numbers: &'n [usize],
}

impl<'n> File<'n> {
    fn new(version: &str, numbers: &'n [usize]) -> Self {
        let mut bytes = format!("%PDF-{version}\n").into_bytes();
        // Tells transfer programs that this is no text.
        bytes.extend(b"%\xe2\xe3\xcf\xd3\n");
        Self { bytes, places: vec![Place::Free], numbers }
    }

    /// Writes a stream under the next number.
    fn stream(&mut self, mut dict: Dictionary, content: &[u8], deflated: bool) {
        let content = if deflated {
            dict.set("Filter", "FlateDecode");
            &deflate(content)
        } else {
            content
        };
        dict.set("Length", count(content.len()));
        let number = self.places.len();
        self.places.push(Place::Offset(self.bytes.len()));
        self.bytes.extend(format!("{number} 0 obj\n").into_bytes());
        write_dictionary(&mut self.bytes, &dict, self.numbers);
        self.bytes.extend(b"\nstream\n");
        self.bytes.extend(content);
        self.bytes.extend(b"\nendstream\nendobj\n");
    }

    /// Writes an object stream of objects whose numbers begin with `first`.
    fn pack(&mut self, objects: &[&Object], first: usize) {
        let (mut head, mut body) = (String::new(), Vec::new());
        for (index, object) in objects.iter().enumerate() {
            head += &format!("{} {} ", first + index, body.len());
            write_object(&mut body, object, self.numbers);
            body.push(b' ');
        }
        let dict = dictionary! {
            "Type" => "ObjStm",
            "N" => count(objects.len()),
            "First" => count(head.len()),
        };
        let mut content = head.into_bytes();
        content.append(&mut body);
        self.stream(dict, &content, true);
    }

    /// Writes the cross-reference table, which is also the trailer.
    fn finish(mut self, trailer: &Dictionary) -> Vec<u8> {
        // Kind, offset or pack, index in the pack.
        const WIDTHS: [usize; 3] = [1, 4, 1];
        const ROW: usize = 6;
        let start = self.bytes.len();
        let mut table = Vec::with_capacity((self.places.len() + 1) * (ROW + 1));
        let mut above = [0_u8; ROW];
        for place in self.places.iter().chain([&Place::Offset(start)]) {
            let (kind, position, index) = match *place {
                Place::Free => (0, 0, 255),
                Place::Offset(offset) => (1, offset, 0),
                Place::Packed { pack, index } => (2, pack, index),
            };
            let [.., a, b, c, d] = position.to_be_bytes();
            let row = [kind, a, b, c, d, index.to_le_bytes()[0]];
            // PNG predictor 2: every byte as its difference from the one above.
            table.push(2);
            table.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = row;
        }
        let widths = WIDTHS.map(|width| Object::Integer(count(width)));
        let mut dict = dictionary! {
            "Type" => "XRef",
            "Size" => count(self.places.len() + 1),
            "W" => widths.to_vec(),
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => count(ROW) },
        };
        for (key, value) in trailer {
            dict.set(key.clone(), value.clone());
        }
        self.stream(dict, &table, true);
        self.bytes.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
        self.bytes
    }
}

fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 2), Compression::new(6));
    let written = encoder.write_all(content).and_then(|()| encoder.finish());
    written.expect("writing to memory does not fail")
}
