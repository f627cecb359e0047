//! The practice's clinicians, and preferences of this computer.

use rusqlite::types::Value as Cell;
use serde_json::Value;
use uuid::Uuid;

use crate::error::{Result, StoreError};
use crate::policies::id_of;
use crate::store::Store;
use crate::table::{CLINICIANS, PREFERENCES, number, text};

/// The longest single setting.
const MAX_SETTING: usize = 64 * 1024;

/// A person of the practice, as answers the questionnaire understands.
#[derive(Clone, Debug, PartialEq)]
pub struct Clinician {
    /// Her id.
    pub id: Uuid,
    /// In this order they are listed.
    pub position: u32,
    /// Name, licences and so on.
    pub body: Value,
}

impl Store {
    /// The people of the practice, in their order.
    pub fn clinicians(&self) -> Result<Vec<Clinician>> {
        CLINICIANS
            .read(&self.connection, "ORDER BY position, id", &[])?
            .iter()
            .map(|row| {
                Ok(Clinician {
                    id: id_of(&row[0])?,
                    position: u32::try_from(number(&row[1])).unwrap_or_default(),
                    body: parse(&row[2])?,
                })
            })
            .collect()
    }

    /// Replaces the list of clinicians.
    pub fn set_clinicians(&mut self, clinicians: &[Clinician]) -> Result<()> {
        let rows = clinicians.iter().map(clinician_row).collect::<Result<Vec<Vec<Cell>>>>()?;
        self.write("save the clinicians", |transaction| {
            transaction.execute("DELETE FROM clinicians", [])?;
            rows.into_iter().try_for_each(|row| CLINICIANS.put(transaction, row))
        })
    }

    /// A setting of this computer.
    pub fn preference(&self, key: &str) -> Result<Option<Value>> {
        let row = PREFERENCES.get(&self.connection, &[key.to_owned().into()])?;
        row.map(|row| parse(&row[1])).transpose()
    }

    /// Keeps a setting.
    pub fn set_preference(&mut self, key: &str, value: &Value) -> Result<()> {
        let value = setting(value)?;
        self.write("save the setting", |transaction| {
            PREFERENCES.put(transaction, vec![key.to_owned().into(), value])
        })
    }
}

pub(crate) fn clinician_row(clinician: &Clinician) -> Result<Vec<Cell>> {
    Ok(vec![
        clinician.id.to_string().into(),
        i64::from(clinician.position).into(),
        setting(&clinician.body)?,
    ])
}

/// A setting as it is kept.
pub(crate) fn setting(value: &Value) -> Result<Cell> {
    let text = value.to_string();
    let limits = crate::scan::Limits { depth: 20, nodes: 5_000 };
    if text.len() > MAX_SETTING || crate::scan::scan(text.as_bytes(), limits).is_err() {
        return Err(StoreError::TooLarge { what: "a setting" });
    }
    Ok(text.into())
}

pub(crate) fn parse(cell: &Cell) -> Result<Value> {
    serde_json::from_str(text(cell))
        .map_err(|_| StoreError::Damaged { what: "a setting".to_owned() })
}
