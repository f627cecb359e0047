//! Depth and size of a JSON text, found out before anything is built from it.

/// What a text may have at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Brackets within brackets.
    pub(crate) depth: usize,
    /// Values and keys, near enough: what memory goes by.
    pub(crate) nodes: usize,
}

/// A limit was passed, at this byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passed {
    pub(crate) at: usize,
}

/// Goes over the bytes once. Text that is no JSON gets through here and fails at the parser.
pub(crate) fn scan(bytes: &[u8], limits: Limits) -> Result<(), Passed> {
    let (mut depth, mut nodes) = (0usize, 1usize);
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in bytes.iter().enumerate() {
        if quoted {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => {
                depth += 1;
                nodes += 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' | b':' => nodes += 1,
            _ => {}
        }
        if depth > limits.depth || nodes > limits.nodes {
            return Err(Passed { at });
        }
    }
    Ok(())
}
