//! The promises of the store, one file each.

mod backups;
mod drafts;
mod faults;
mod faulty;
mod fixture;
mod instances;
mod issuing;
mod places;
mod portable;
mod rot;
mod undo;
mod versions;
