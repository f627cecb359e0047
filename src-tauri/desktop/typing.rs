//! What is typed on its way into the store, and from there into the practice's details.

use policy::Draft;
use uuid::Uuid;

use crate::clock::Now;
use crate::desk::Desk;
use crate::drafting;
use crate::error::Answer;
use crate::views::{OpenPolicy, SavedDraft, SteppedView};

/// Opens a policy and remembers that; the one before is left.
pub(crate) fn open(desk: &Desk, id: Uuid, now: Now) -> Answer<OpenPolicy> {
    let open = desk.read(now, |store| drafting::open(store, id))?;
    *desk.on_screen() = Some(id);
    // Where nothing can be written, looking is all there is.
    if let Ok(store) = desk.kept().write(now) {
        desk.touched().adopt_all(store);
        drafting::remember(store, id);
    }
    Ok(open)
}

/// Begins a policy and opens it; the one before is left.
pub(crate) fn begin(desk: &Desk, draft: Option<Draft>, now: Now) -> Answer<OpenPolicy> {
    let open = desk.write(now, |store| {
        desk.touched().adopt_all(store);
        drafting::begin(store, draft, now)
    })?;
    *desk.on_screen() = Some(open.id);
    Ok(open)
}

/// Saves the draft as the next step. What is being typed in a field is no detail of the practice
/// before the field is left.
pub(crate) fn save(
    desk: &Desk,
    id: Uuid,
    draft: &Draft,
    field: Option<&str>,
    label: &str,
    now: Now,
) -> Answer<SavedDraft> {
    desk.write(now, |store| {
        let before = store.draft(id)?;
        let saved = drafting::save(store, id, draft, field, label, now)?;
        let mut touched = desk.touched();
        touched.note(id, label, &before, draft);
        if field.is_none() {
            touched.adopt(store, id);
        }
        Ok(saved)
    })
}

/// A field was left: what is typed in it next is another step. Where nothing can be written there
/// is no step to end.
pub(crate) fn settle(desk: &Desk, id: Uuid, now: Now) {
    if let Ok(store) = desk.kept().write(now) {
        store.end_step();
        desk.touched().adopt(store, id);
    }
}

/// One step back or forward; `None` where there is none.
pub(crate) fn step(desk: &Desk, id: Uuid, way: &str, now: Now) -> Answer<Option<SteppedView>> {
    desk.write(now, |store| {
        let before = store.draft(id)?;
        let stepped = drafting::step(store, id, way, now)?;
        if let Some(stepped) = &stepped {
            let mut touched = desk.touched();
            touched.note(id, &stepped.label, &before, &stepped.draft);
            touched.adopt(store, id);
        }
        Ok(stepped)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::profile;
    use crate::testing::{day, desk, draft};

    const NAME: &str = "practice_name";

    fn named(name: &str) -> Draft {
        draft(&[(NAME, json!(name))])
    }

    /// The practice's name as new policies get it.
    fn detail(desk: &Desk) -> Option<Value> {
        desk.read(day(99), |store| Ok(store.profile()?.remove(NAME))).expect("read")
    }

    #[test]
    fn a_name_is_a_detail_of_the_practice_once_its_field_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = desk(folder.path());
        let id = begin(&desk, None, day(0)).expect("begun").id;
        for (second, name) in [(1, "W"), (2, "Wi"), (900, "Willow")] {
            save(&desk, id, &named(name), Some(NAME), "answer", day(second)).expect("saved");
        }
        assert_eq!(detail(&desk), None);
        settle(&desk, id, day(901));
        assert_eq!(detail(&desk), Some(json!("Willow")));
        let typed = save(&desk, id, &named("Willows"), Some(NAME), "answer", day(902));
        assert_eq!(typed.expect("saved").steps.undo, 2, "one step for each stay in the field");
        step(&desk, id, "undo", day(903)).expect("undone").expect("a step");
        assert_eq!(detail(&desk), Some(json!("Willow")), "never left, so never taken over");
        step(&desk, id, "undo", day(904)).expect("undone").expect("a step");
        assert_eq!(detail(&desk), Some(json!("Willow")), "nothing takes no detail away");
    }

    #[test]
    fn leaving_the_policy_and_closing_the_window_leave_the_field_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = desk(folder.path());
        let id = begin(&first, None, day(0)).expect("begun").id;
        save(&first, id, &named("Willow"), Some(NAME), "answer", day(1)).expect("saved");
        let next = begin(&first, None, day(2)).expect("begun");
        assert_eq!(next.draft, named("Willow"), "the next one has it");
        save(&first, next.id, &named("Alder"), Some(NAME), "answer", day(3)).expect("saved");
        open(&first, id, day(4)).expect("open");
        assert_eq!(detail(&first), Some(json!("Alder")));
        save(&first, id, &named("Birch"), Some(NAME), "answer", day(5)).expect("saved");
        first.close(day(6)).expect("closed");
        drop(first);
        assert_eq!(detail(&desk(folder.path())), Some(json!("Birch")));
    }

    #[test]
    fn undoing_a_takeover_changes_no_detail() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = desk(folder.path());
        let first = begin(&desk, None, day(0)).expect("begun").id;
        save(&desk, first, &named("Willow"), None, "answer", day(1)).expect("saved");
        let second = begin(&desk, None, day(2)).expect("begun").id;
        save(&desk, second, &named("Alder"), None, "answer", day(3)).expect("saved");
        desk.write(day(4), |store| profile::apply(store, &desk.touched(), &[first], day(4)))
            .expect("taken over");
        let undone = step(&desk, first, "undo", day(5)).expect("undone").expect("a step");
        assert_eq!((undone.label.as_str(), undone.draft), ("profile", named("Willow")));
        assert_eq!(detail(&desk), Some(json!("Alder")));
    }
}
