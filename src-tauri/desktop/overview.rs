//! What the page starts with: all policies, what is to be said, and where things lie.

use chrono::NaiveDate;
use policy::Draft;
use policy_store::{PolicySummary, Record, Store};
use serde_json::Value;
use uuid::Uuid;

use crate::clock::{Now, iso};
use crate::error::Answer;
use crate::kept::Kept;
use crate::notices;
use crate::preference::{LAST, OUTPUTS};
use crate::verifying;
use crate::views::{BackupView, DeskView, NewestRevision, Notice, PolicyCard};

/// Opens the store if need be. A folder that cannot be written, full or without a store yet, gives
/// what can be shown all the same, and a notice.
pub(crate) fn overview(kept: &mut Kept, now: Now) -> Answer<DeskView> {
    kept.open(now)?;
    let mut notices = kept.notices.clone();
    notices.extend(kept.refused().map(notices::read_only));
    let folder = kept.folder();
    let mut view = DeskView {
        policies: Vec::new(),
        last: None,
        notices: Vec::new(),
        backup: None,
        folder: folder.root().display().to_string(),
        outputs: None,
        backups: folder.backups().display().to_string(),
        read_only: kept.refused().is_some(),
    };
    if let Some(store) = kept.look() {
        fill(&mut view, &mut notices, store, now)?;
    }
    notices.sort_by_key(|notice| notice.kind);
    view.notices = notices;
    Ok(view)
}

fn fill(view: &mut DeskView, notices: &mut Vec<Notice>, store: &Store, now: Now) -> Answer<()> {
    let mut policies = store.policies()?;
    policies.sort_by_key(|policy| std::cmp::Reverse(policy.saved_at));
    for policy in policies {
        let last = store.revisions(policy.id)?.pop();
        let card = card(store, policy, last.as_ref(), now.today)?;
        if let Some(last) = last.filter(|_| card.review_due) {
            notices.extend(notices::review_due(&card.title, &last));
        }
        view.policies.push(card);
    }
    notices.extend(verifying::last(store)?.and_then(notices::damaged));
    notices.extend(notices::clock(store.latest_moment()?, now));
    let text = |key| Ok::<_, policy_store::StoreError>(store.preference(key)?.and_then(text));
    view.last = text(LAST)?
        .and_then(|id| Uuid::parse_str(&id).ok())
        .filter(|last| view.policies.iter().any(|card| card.id == *last));
    view.outputs = text(OUTPUTS)?;
    view.backup = store.backups()?.pop().map(|backup| BackupView {
        made_at: iso(backup.made_at),
        r#where: backup.path.display().to_string(),
    });
    Ok(())
}

fn card(
    store: &Store,
    policy: PolicySummary,
    last: Option<&Record>,
    today: NaiveDate,
) -> Answer<PolicyCard> {
    let review = last.and_then(|last| last.review);
    Ok(PolicyCard {
        id: policy.id,
        changed: last.is_some() && store.has_changed(policy.id)?,
        review_due: !policy.archived && review.is_some_and(|review| review <= today),
        revision: last.map(|last| NewestRevision {
            number: last.number,
            effective: last.effective,
            review: last.review,
            issued_at: iso(last.issued_at),
        }),
        title: title(&policy, &store.draft(policy.id)?),
        saved_at: iso(policy.saved_at),
        archived: policy.archived,
    })
}

/// Her name for it, else the practice's name, else empty.
pub(crate) fn title(policy: &PolicySummary, draft: &Draft) -> String {
    if policy.title.is_empty() { practice(draft).trim().to_owned() } else { policy.title.clone() }
}

/// The practice's name as typed; may be empty.
pub(crate) fn practice(draft: &Draft) -> &str {
    draft.answers.get("practice_name").and_then(Value::as_str).unwrap_or_default()
}

fn text(value: Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
