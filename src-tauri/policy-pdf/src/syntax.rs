//! Objects as the file has them, in as few bytes as the syntax allows.

use lopdf::{Dictionary, Object, StringFormat};

/// Appends an object. `numbers` has the new number for each old one, 0 for none.
pub(crate) fn write_object(out: &mut Vec<u8>, object: &Object, numbers: &[usize]) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => out.extend(value.to_string().into_bytes()),
        Object::Integer(value) => out.extend(value.to_string().into_bytes()),
        Object::Real(value) => out.extend(value.to_string().into_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, format) => write_string(out, bytes, *format),
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(out, item, numbers);
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => write_dictionary(out, dict, numbers),
        // The specification has streams stand alone, so none is ever inside another object.
        Object::Stream(stream) => write_dictionary(out, &stream.dict, numbers),
        Object::Reference(id) => match numbers.get(id.0 as usize) {
            None | Some(0) => out.extend(b"null"),
            Some(number) => out.extend(format!("{number} 0 R").into_bytes()),
        },
    }
}

/// Appends a dictionary.
pub(crate) fn write_dictionary(out: &mut Vec<u8>, dict: &Dictionary, numbers: &[usize]) {
    out.extend(b"<<");
    for (key, value) in dict {
        write_name(out, key);
        // A value that begins with a delimiter needs no space before it.
        if !matches!(
            value,
            Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
        ) {
            out.push(b' ');
        }
        write_object(out, value, numbers);
    }
    out.extend(b">>");
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        match byte {
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' | b'#' => {
                out.extend(format!("#{byte:02X}").into_bytes());
            }
            0x21..=0x7e => out.push(*byte),
            _ => out.extend(format!("#{byte:02X}").into_bytes()),
        }
    }
}

fn write_string(out: &mut Vec<u8>, bytes: &[u8], format: StringFormat) {
    match format {
        StringFormat::Literal => {
            out.push(b'(');
            for byte in bytes {
                match byte {
                    b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
                    b'\r' => out.extend(b"\\r"),
                    b'\n' => out.extend(b"\\n"),
                    _ => out.push(*byte),
                }
            }
            out.push(b')');
        }
        StringFormat::Hexadecimal => {
            out.push(b'<');
            out.extend(bytes.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()));
            out.push(b'>');
        }
    }
}
