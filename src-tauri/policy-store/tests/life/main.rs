//! The promises of the store, one file each.

mod backups;
mod copies;
mod drafts;
mod faults;
mod faulty;
mod fixture;
mod instances;
mod issuing;
mod moving;
mod places;
mod points;
mod portable;
mod profile;
mod rot;
mod undo;
mod versions;
