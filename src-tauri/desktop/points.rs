//! The points on the way to the draft that are worth finding again, in words for people.

use policy_store::{LARGE_STEPS, Point, Record, Store, landmarks};
use uuid::Uuid;

use crate::clock::{iso, local_day};
use crate::error::Answer;
use crate::views::PointView;

/// What one can go back to, newest first: what was there before each large step, the last of each
/// day, and how it began. The draft as it is now is none of them.
pub(crate) fn points(store: &Store, id: Uuid) -> Answer<Vec<PointView>> {
    let points = store.points(id)?;
    let issued = store.revisions(id)?;
    let now = points.iter().rfind(|point| !point.undone).map(|point| point.step);
    let mut listed: Vec<u32> = landmarks(&points, &LARGE_STEPS, local_day)
        .into_iter()
        .map(|landmark| landmark.point.step)
        .collect();
    if points.first().is_some_and(|first| first.step == 0) && !listed.contains(&0) {
        listed.push(0);
    }
    let view = |step: u32| {
        let at = points.iter().position(|point| point.step == step)?;
        let at_iso = iso(points[at].at);
        Some(PointView { step, at: at_iso, said: said(&points, at, &issued) })
    };
    Ok(listed.into_iter().filter(|step| Some(*step) != now).filter_map(view).collect())
}

/// What people call the point at this place in the list of all.
pub(crate) fn said(points: &[Point], at: usize, issued: &[Record]) -> String {
    let point = &points[at];
    if point.step == 0 {
        return "As it began".to_owned();
    }
    // A step that is undone led nowhere.
    let next = points.get(at + 1).filter(|next| !next.undone);
    let before = match next.map(|next| (next.label.as_str(), next)) {
        Some(("preset", _)) => "a preset",
        Some(("import", _)) => "the import",
        Some(("restore", _)) => "going back",
        Some(("profile", _)) => "the practice’s details",
        Some(("issue", next)) => {
            // The step of an issue and its record are of one moment.
            return match issued.iter().find(|record| record.issued_at == next.at) {
                Some(record) => format!("Before issue {}", record.number),
                None => "Before an issue".to_owned(),
            };
        }
        Some((_, next)) if local_day(next.at) == local_day(point.at) => {
            return "Earlier that day".to_owned();
        }
        _ => return "End of the day".to_owned(),
    };
    format!("Before {before}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::clock::Now;
    use crate::drafting::{begin, restore, save};
    use crate::issuing::{Terms, issue};
    use crate::testing::{day, draft, finished_draft, store};

    #[test]
    fn each_point_has_a_name_and_the_newest_stands_first() {
        let (_folder, mut store) = store();
        let named = |name: &str| draft(&[("practice_name", json!(name))]);
        let id = begin(&mut store, Some(named("Willow")), day(0)).expect("begun").id;
        let mut second = 0;
        let mut next = || {
            second += 10;
            day(second)
        };
        let mut step = |name: &str, label: &str, at: Now| {
            save(&mut store, id, &named(name), None, label, at).expect("saved");
        };
        step("one", "answer", next());
        step("two", "preset", next());
        step("three", "answer", next());
        step("four", "import", next());
        step("five", "answer", next());
        step("six", "profile", next());
        step("seven", "answer", Now::at("2026-11-26", 0));
        restore(&mut store, id, named("Willow"), Now::at("2026-11-26", 9)).expect("back");
        let terms = Terms { effective: day(0).today, review: None, note: "" };
        issue(&mut store, id, &finished_draft(), terms, Now::at("2026-11-27", 0)).expect("issued");
        let found = points(&store, id).expect("listed");
        let said: Vec<&str> = found.iter().map(|point| point.said.as_str()).collect();
        assert_eq!(
            said,
            [
                "Before issue 1",
                "Before going back",
                "End of the day",
                "Before the practice’s details",
                "Before the import",
                "Before a preset",
                "As it began",
            ]
        );
        let steps: Vec<u32> = found.iter().map(|point| point.step).collect();
        assert_eq!(steps, [8, 7, 6, 5, 3, 1, 0]);
        assert_eq!(store.draft_at(id, 3).expect("there"), named("three"));
        assert!(found.iter().all(|point| point.at.starts_with("2026-11-2")));
    }

    #[test]
    fn a_policy_just_begun_has_nothing_to_go_back_to() {
        let (_folder, mut store) = store();
        let id = begin(&mut store, None, day(0)).expect("begun").id;
        assert!(points(&store, id).expect("listed").is_empty());
    }
}
