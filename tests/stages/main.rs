//! Each practice of `suite/` through all stages, every stage compared with its reference.

mod findings;
mod html;
mod pages;
mod references;
mod revisions;
mod same_words;
mod tags;
mod text;
mod variants;
