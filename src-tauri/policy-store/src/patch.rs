//! The difference between two drafts, small enough to keep one for every step.

use policy::Draft;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What to put where. Paths are one or two keys long: a part of the draft, or one entry of a part
/// that has named entries (an answer). So a step on one answer holds that answer only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Patch(Vec<Change>);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Change {
    Put(Vec<String>, Value),
    Drop(Vec<String>),
}

impl Patch {
    /// What makes `to` out of `from`.
    pub(crate) fn between(from: &Draft, to: &Draft) -> Self {
        let (Value::Object(from), Value::Object(to)) = (value(from), value(to)) else {
            unreachable!("a draft is an object")
        };
        let mut changes = Vec::new();
        compare(&[], &from, &to, &mut changes);
        Self(changes)
    }

    /// Whether there is nothing to change.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The draft with the changes made; `None` if they do not fit it.
    pub(crate) fn apply(&self, draft: &Draft) -> Option<Draft> {
        let mut whole = value(draft);
        self.apply_to(&mut whole)?;
        serde_json::from_value(whole).ok()
    }

    /// The same on a draft as JSON, for going along many steps; `None` leaves it half changed.
    pub(crate) fn apply_to(&self, whole: &mut Value) -> Option<()> {
        for change in &self.0 {
            let (path, new) = match change {
                Change::Put(path, new) => (path, Some(new)),
                Change::Drop(path) => (path, None),
            };
            let (last, above) = path.split_last()?;
            let mut place = whole.as_object_mut()?;
            for key in above {
                place = place.get_mut(key)?.as_object_mut()?;
            }
            match new {
                Some(new) => place.insert(last.clone(), new.clone()),
                None => place.remove(last),
            };
        }
        Some(())
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a patch has string keys only")
    }

    pub(crate) fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

fn value(draft: &Draft) -> Value {
    serde_json::to_value(draft).expect("a draft has string keys only")
}

fn compare(
    above: &[&str],
    from: &Map<String, Value>,
    to: &Map<String, Value>,
    changes: &mut Vec<Change>,
) {
    let path = |key: &str| above.iter().copied().chain([key]).map(str::to_owned).collect();
    for key in from.keys().filter(|key| !to.contains_key(*key)) {
        changes.push(Change::Drop(path(key)));
    }
    for (key, new) in to {
        match (from.get(key), new) {
            (Some(old), _) if old == new => {}
            (Some(Value::Object(old)), Value::Object(new)) if above.is_empty() => {
                compare(&[key], old, new, changes);
            }
            _ => changes.push(Change::Put(path(key), new.clone())),
        }
    }
}
