//! From opening a policy to the last key typed in it.

use policy::Draft;
use policy_store::{Edit, PolicySummary, Stepped, Store, StoreError};
use serde_json::Value;
use uuid::Uuid;

use crate::clock::{Now, iso};
use crate::error::{Answer, CommandError};
use crate::overview::title;
use crate::preference::LAST;
use crate::profile;
use crate::views::{OpenPolicy, RevisionView, SavedDraft, SteppedView};

/// The longest name of a field or of a step; ours are a word or two.
const LONGEST_NAME: usize = 200;

/// A policy with all the page needs to go on with it.
pub(crate) fn open(store: &Store, id: Uuid) -> Answer<OpenPolicy> {
    let summary = summary(store, id)?;
    let draft = store.draft(id)?;
    Ok(OpenPolicy {
        id,
        title: title(&summary, &draft),
        draft,
        steps: store.steps(id)?.into(),
        saved_at: iso(summary.saved_at),
        revisions: revisions(store, id)?,
    })
}

/// Remembers which policy is open. A store that cannot be written forgets it, which is of no harm.
pub(crate) fn remember(store: &mut Store, id: Uuid) {
    let _ = store.set_preference(LAST, &Value::from(id.to_string()));
}

/// Begins a policy, empty or with these answers; the practice's details come by themselves.
pub(crate) fn begin(store: &mut Store, draft: Option<Draft>, now: Now) -> Answer<OpenPolicy> {
    let id = Uuid::new_v4();
    let draft = draft.unwrap_or_else(|| Draft::new(policy::answers::Answers::default()));
    let draft = profile::filled(store, draft)?;
    store.create(id, "", &draft, now.moment)?;
    remember(store, id);
    open(store, id)
}

/// Saves the draft as the next step. When this returns, it is on the disk.
pub(crate) fn save(
    store: &mut Store,
    id: Uuid,
    draft: &Draft,
    field: Option<&str>,
    label: &str,
    now: Now,
) -> Answer<SavedDraft> {
    if label.len() > LONGEST_NAME || field.is_some_and(|field| field.len() > LONGEST_NAME) {
        return Err(CommandError::bad_request("the name of a step is too long"));
    }
    store.save(id, draft, Edit { field, label, at: now.moment })?;
    Ok(SavedDraft { saved_at: iso(now.moment), steps: store.steps(id)?.into() })
}

/// One step back or forward; `None` where there is none.
pub(crate) fn step(
    store: &mut Store,
    id: Uuid,
    way: &str,
    now: Now,
) -> Answer<Option<SteppedView>> {
    let stepped = match way {
        "undo" => store.undo(id, now.moment)?,
        "redo" => store.redo(id, now.moment)?,
        _ => return Err(CommandError::bad_request(format!("no way {way}"))),
    };
    stepped.map(|stepped| view(store, id, stepped, now)).transpose()
}

/// Makes another draft the next step.
pub(crate) fn restore(store: &mut Store, id: Uuid, draft: Draft, now: Now) -> Answer<SteppedView> {
    let label = "restore";
    store.save(id, &draft, Edit { field: None, label, at: now.moment })?;
    view(store, id, Stepped { draft, field: None, label: label.to_owned() }, now)
}

fn view(store: &Store, id: Uuid, stepped: Stepped, now: Now) -> Answer<SteppedView> {
    Ok(SteppedView {
        draft: stepped.draft,
        label: stepped.label,
        field: stepped.field,
        steps: store.steps(id)?.into(),
        saved_at: iso(now.moment),
    })
}

/// Its revisions, newest first.
pub(crate) fn revisions(store: &Store, id: Uuid) -> Answer<Vec<RevisionView>> {
    Ok(store.revisions(id)?.into_iter().rev().map(RevisionView::from).collect())
}

/// Its line in the list.
pub(crate) fn summary(store: &Store, id: Uuid) -> Answer<PolicySummary> {
    let found = store.policies()?.into_iter().find(|policy| policy.id == id);
    Ok(found.ok_or(StoreError::UnknownPolicy(id))?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::{day, draft, store};

    #[test]
    fn what_is_typed_in_one_field_is_one_step_and_a_preset_another() {
        let (_folder, mut store) = store();
        let id = begin(&mut store, None, day(0)).expect("begun").id;
        for (second, name) in [(0, "W"), (1, "Wi"), (2, "Willow")] {
            let named = draft(&[("practice_name", json!(name))]);
            let field = Some("practice_name");
            let saved = save(&mut store, id, &named, field, "answer", day(second)).expect("saved");
            assert_eq!((saved.steps.undo, saved.steps.redo), (1, 0));
        }
        let more = draft(&[("practice_name", json!("Willow")), ("voice", json!("i"))]);
        assert_eq!(
            save(&mut store, id, &more, None, "preset", day(3)).expect("saved").steps.undo,
            2
        );
        let back = step(&mut store, id, "undo", day(4)).expect("undone").expect("a step");
        assert_eq!((back.label.as_str(), back.field), ("preset", None));
        assert_eq!(back.draft, draft(&[("practice_name", json!("Willow"))]));
        let back = step(&mut store, id, "undo", day(5)).expect("undone").expect("a step");
        assert_eq!(back.field.as_deref(), Some("practice_name"));
        assert_eq!((back.steps.undo, back.steps.redo), (0, 2));
        assert!(step(&mut store, id, "undo", day(6)).expect("nothing to undo").is_none());
        let forward = step(&mut store, id, "redo", day(7)).expect("redone").expect("a step");
        assert_eq!(forward.draft, draft(&[("practice_name", json!("Willow"))]));
    }

    #[test]
    fn an_open_policy_is_named_by_its_practice_until_it_has_a_name() {
        let (_folder, mut store) = store();
        let begun = begin(&mut store, Some(draft(&[("practice_name", json!(" Willow "))])), day(0));
        let id = begun.expect("begun").id;
        assert_eq!(open(&store, id).expect("open").title, "Willow");
        store.rename(id, "For teens").expect("renamed");
        assert_eq!(open(&store, id).expect("open").title, "For teens");
    }

    #[test]
    fn what_does_not_exist_is_a_bad_request() {
        use crate::error::Code;
        let (_folder, mut store) = store();
        let id = begin(&mut store, None, day(0)).expect("begun").id;
        let code = |error: CommandError| error.code;
        assert_eq!(
            code(step(&mut store, id, "sideways", day(0)).expect_err("none")),
            Code::BadRequest
        );
        assert_eq!(code(open(&store, Uuid::nil()).expect_err("none")), Code::BadRequest);
        let long = "x".repeat(LONGEST_NAME + 1);
        let empty = draft(&[]);
        let error = save(&mut store, id, &empty, None, &long, day(0)).expect_err("too long");
        assert_eq!(code(error), Code::BadRequest);
    }
}
