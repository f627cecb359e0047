//! What holds for any answers at all: right ones, wrong ones, and those meant to do harm.

mod answers;
mod blocks;
mod bytes;
mod compare;
mod document;
mod gaps;
mod journey;
mod own;
mod saving;
mod stages;
