//! What is the clinician's own beside her answers: clauses she writes, her wording in place of
//! ours, what she takes out, moves, or decides to keep although a rule warns.
//!
//! Her words are data. They are never compiled, and they name values, not conditions. Nothing she
//! wrote is ever dropped: what cannot be printed now is kept and listed with the reason.

mod arrange;
mod faults;
mod kept;
mod order;
mod outline;
mod parts;
mod standing;
mod start;
mod text;
mod values;

#[cfg(test)]
mod tests;

pub use arrange::{Arranged, Arrangement, Item, Says, arrange};
pub use order::{move_clause, move_section};
pub use outline::{ItemKind, NewWording, OutlineItem, OutlineSection, TakenOut, Unused, UnusedWhy};
pub use parts::{Kept, Order, Override, OwnClause, Part, PartKind, Place, Removal, own_name};
pub use standing::Standing;
pub use start::{Start, start};

pub(crate) use faults::MAX_REASON;
pub(crate) use kept::{because, digest};
pub(crate) use order::{moves, slot};
pub(crate) use parts::own_id;
pub(crate) use values::{insertable, listed};
