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
