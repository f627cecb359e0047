//! Small display lists go in, and the file that comes out is read back with lopdf and looked at:
//! its tree as text, its words, its identifiers, and what is refused.

mod file;
mod hostile;
mod list;
mod reader;
mod refusals;
mod text;
mod tree;
