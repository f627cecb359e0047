//! Where rules and printed facts come from, and until when that was looked at.

use std::collections::BTreeSet;

use policy::Catalogue;
use policy::catalogue::{Checked, Place};
use policy_tests::none;
use policy_tests::practice::day;
use serde::Deserialize;

/// `idle-sources.toml`.
#[derive(Deserialize)]
struct Listed {
    idle: Vec<String>,
}

#[test]
fn every_source_is_used_or_listed() {
    let catalogue = Catalogue::embedded();
    let clauses = catalogue.languages.values().flat_map(|language| language.clauses.values());
    let used: BTreeSet<&String> = clauses
        .flat_map(|clause| &clause.sources)
        .chain(catalogue.rules.iter().flat_map(|rule| &rule.sources))
        .chain(catalogue.places.iter().flat_map(Place::rows).map(|(_, checked)| &checked.source))
        .collect();
    let listed = toml::from_str::<Listed>(include_str!("../idle-sources.toml"));
    let listed = listed.expect("idle-sources.toml is TOML").idle;
    let unused = catalogue.sources.keys().filter(|id| !used.contains(id));
    let mut faults: Vec<String> = unused
        .filter(|id| !listed.contains(id))
        .map(|id| format!("{id}: nothing stands on it; use it, list it or drop it"))
        .collect();
    let idle = |id: &&String| catalogue.sources.contains_key(*id) && !used.contains(id);
    faults.extend(
        listed.iter().filter(|id| !idle(id)).map(|id| format!("{id}: take it off the list")),
    );
    none(&faults, "Whoever looks at the sources again should look at those that matter.");
}

#[test]
fn every_source_is_dated_and_due_for_another_look() {
    let mut faults = Vec::new();
    for (id, source) in &Catalogue::embedded().sources {
        if day(&source.review_after) <= day(&source.checked_on) {
            faults.push(format!("{id}: looked at after it is due"));
        }
        if source.url.is_empty() || source.title.is_empty() || source.gist.is_empty() {
            faults.push(format!("{id}: needs title, address and gist"));
        }
    }
    none(&faults, "A source that cannot be looked up again proves nothing.");
}

#[test]
fn every_number_to_call_is_dated() {
    let catalogue = Catalogue::embedded();
    let late = |(id, checked): (&str, &Checked)| {
        (checked.review_after <= checked.checked_on).then(|| id.to_owned())
    };
    let mut faults: Vec<String> =
        catalogue.places.iter().flat_map(Place::rows).filter_map(late).collect();
    let silent = catalogue.resources.iter().filter(|resource| resource.number.is_empty());
    faults.extend(silent.map(|resource| resource.id.clone()));
    none(&faults, "A crisis line that was never checked may ring nowhere.");
}
