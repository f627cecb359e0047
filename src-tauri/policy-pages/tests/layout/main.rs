//! Tests of whole editions: what pages always are, and what no input may do to them.

mod fixture;
mod hostile;
mod pages;
