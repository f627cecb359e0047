//! The demands of the two founding essays (`seeds.toml`): each that concerns the policy is met by a
//! clause.

use std::collections::BTreeMap;

use policy::Catalogue;
use policy_tests::none;
use serde::Deserialize;

use crate::chosen::by_clause;

/// A row of `seeds.toml`.
#[derive(Deserialize)]
struct Seed {
    demand: String,
    /// What meets it beside the policy; empty where clauses do.
    #[serde(default)]
    met_elsewhere: String,
}

#[test]
fn every_demand_is_met_by_a_clause_that_someone_gets() {
    let catalogue = Catalogue::embedded();
    let chosen = by_clause(catalogue);
    let mut unmet = Vec::new();
    for (id, seed) in seeds() {
        let met = catalogue.languages["en"]
            .clauses
            .iter()
            .any(|(clause, text)| text.seeds.contains(&id) && chosen.contains_key(clause));
        if !met && seed.met_elsewhere.is_empty() {
            unmet.push(format!("{id}: {}", seed.demand));
        }
    }
    none(&unmet, "No clause meets these demands.");
}

#[test]
fn every_clause_names_demands_that_exist() {
    let seeds = seeds();
    let unknown: Vec<String> = Catalogue::embedded().languages["en"]
        .clauses
        .iter()
        .flat_map(|(id, clause)| clause.seeds.iter().map(move |seed| (id, seed)))
        .filter(|(_, seed)| !seeds.contains_key(*seed))
        .map(|(id, seed)| format!("{id}: {seed}"))
        .collect();
    none(&unknown, "These demands are not in seeds.toml.");
}

fn seeds() -> BTreeMap<String, Seed> {
    toml::from_str(include_str!("../seeds.toml")).expect("seeds.toml is TOML")
}
