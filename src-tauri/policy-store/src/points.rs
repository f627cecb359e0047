//! The points of the undo journal one can look at and go back to.

use rusqlite::Connection;
use serde_json::Value;
use uuid::Uuid;

use policy::Draft;

use crate::error::{Result, StoreError};
use crate::journal::load;
use crate::moment::Moment;
use crate::patch::Patch;
use crate::store::Store;
use crate::table::{POLICIES, STEPS, number, text};

/// The draft as it was after one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Number of the step; 0 is the draft as it was begun.
    pub step: u32,
    /// When the step was last typed in; for 0, when the policy was begun.
    pub at: Moment,
    /// What the step is called; `begin` for 0.
    pub label: String,
    /// The field the step was about, if it was about one.
    pub field: Option<String>,
    /// Undone at present: redo leads there.
    pub undone: bool,
}

/// Labels of steps that change much at once. What was there before is worth finding again. The
/// first three are set by this crate.
pub const LARGE_STEPS: [&str; 5] = ["issue", "import", "profile", "preset", "restore"];

/// A point worth listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    /// The point.
    pub point: Point,
    /// Label of the large step that follows it: the point is what was there before. `None` for
    /// the last of a day.
    pub before: Option<String>,
}

impl Store {
    /// All points of a policy's draft, first to last. Reads the journal and changes nothing.
    pub fn points(&self, policy: Uuid) -> Result<Vec<Point>> {
        let (cursor, _) = load(&self.connection, policy)?;
        let key = policy.to_string();
        let rows = STEPS.read(
            &self.connection,
            "WHERE policy = ? ORDER BY number",
            &[key.clone().into()],
        )?;
        let mut points = Vec::with_capacity(rows.len() + 1);
        // The oldest steps are let go; then nobody knows how it began.
        if rows.first().is_none_or(|row| number(&row[1]) == 1) && (!rows.is_empty() || cursor == 0)
        {
            let row = POLICIES.get(&self.connection, &[key.into()])?;
            let created = row.ok_or(StoreError::UnknownPolicy(policy))?;
            points.push(Point {
                step: 0,
                at: Moment::from_millis(number(&created[2])),
                label: "begin".to_owned(),
                field: None,
                undone: false,
            });
        }
        points.extend(rows.iter().map(|row| Point {
            step: u32::try_from(number(&row[1])).unwrap_or(u32::MAX),
            at: Moment::from_millis(number(&row[4])),
            label: text(&row[3]).to_owned(),
            field: Some(text(&row[2]).to_owned()).filter(|field| !field.is_empty()),
            undone: number(&row[1]) > cursor,
        }));
        Ok(points)
    }

    /// The draft as it was after that step. To go back to it, save it: that is an edit, and can be
    /// undone.
    pub fn draft_at(&self, policy: Uuid, step: u32) -> Result<Draft> {
        let (cursor, draft) = load(&self.connection, policy)?;
        draft_at(&self.connection, policy, (cursor, draft), i64::from(step))
    }
}

/// The points to list, newest first: the one before each step with a `marked` label (a preset, an
/// import, a restore, an issue), and the last of each day. `day` says on which day a moment falls
/// where the reader is.
pub fn landmarks<D: PartialEq>(
    points: &[Point],
    marked: &[&str],
    day: impl Fn(Moment) -> D,
) -> Vec<Landmark> {
    let mut found = Vec::new();
    let standing: Vec<&Point> = points.iter().filter(|point| !point.undone).collect();
    for (index, point) in standing.iter().enumerate() {
        let next = standing.get(index + 1);
        let before = next.filter(|next| marked.contains(&next.label.as_str()));
        let last_of_day = next.is_none_or(|next| day(next.at) != day(point.at));
        if before.is_some() || last_of_day {
            found.push(Landmark {
                point: (*point).clone(),
                before: before.map(|next| next.label.clone()),
            });
        }
    }
    found.reverse();
    found
}

/// Goes along the patches from where the draft stands.
fn draft_at(
    connection: &Connection,
    policy: Uuid,
    (cursor, draft): (i64, Draft),
    step: i64,
) -> Result<Draft> {
    let damaged = || StoreError::Damaged { what: "the undo journal".to_owned() };
    let back = step < cursor;
    let (low, high) = if back { (step, cursor) } else { (cursor, step) };
    let order = if back { "DESC" } else { "ASC" };
    let rest = format!("WHERE policy = ? AND number > ? AND number <= ? ORDER BY number {order}");
    let rows =
        STEPS.read(connection, &rest, &[policy.to_string().into(), low.into(), high.into()])?;
    if usize::try_from(high - low) != Ok(rows.len()) {
        return Err(StoreError::UnknownStep {
            policy,
            step: u32::try_from(step).unwrap_or_default(),
        });
    }
    let mut whole = serde_json::to_value(&draft).expect("a draft has string keys only");
    for row in rows {
        let patch = Patch::from_json(text(if back { &row[5] } else { &row[6] }));
        patch.and_then(|patch| patch.apply_to(&mut whole)).ok_or_else(damaged)?;
    }
    serde_json::from_value::<Draft>(Value::take(&mut whole)).map_err(|_| damaged())
}
