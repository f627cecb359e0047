//! The fingerprint of a document: what two copies of the same text share and any other lacks.

use sha2::{Digest as _, Sha256};

use crate::document::Document;

/// SHA-256 of the document's canonical JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Takes the fingerprint. Struct fields serialise in the order in which they are declared, and
    /// there are no maps in a document, so its JSON has one form only.
    pub fn of(document: &Document) -> Self {
        let json = serde_json::to_vec(document).expect("a document has no maps and no floats");
        Self(Sha256::digest(json).into())
    }

    /// Reads what [`Self::hex`] wrote; `None` if it is something else.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let byte = |(at, byte): (usize, &mut u8)| {
            *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
            Some(())
        };
        bytes.iter_mut().enumerate().map(byte).collect::<Option<()>>()?;
        Some(Self(bytes)).filter(|read| read.hex() == hex)
    }

    /// The form people compare: `7F3A-91C2`.
    pub fn short(&self) -> String {
        let [a, b, c, d, ..] = self.0;
        format!("{a:02X}{b:02X}-{c:02X}{d:02X}")
    }

    /// All of it, in lower-case hexadecimal.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_nothing_else() {
        let fingerprint = Fingerprint(*b"any thirty-two bytes will do ok!");
        let hex = fingerprint.hex();
        assert_eq!(Fingerprint::from_hex(&hex), Some(fingerprint));
        for wrong in
            ["", "7f3a", &hex[1..], &format!("{hex}0"), &hex.to_uppercase(), &"é".repeat(32)]
        {
            assert_eq!(Fingerprint::from_hex(wrong), None, "{wrong}");
        }
    }
}
