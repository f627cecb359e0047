//! Every clause stands in the policy of someone.

use policy::Catalogue;
use policy_tests::none;

use crate::chosen::by_clause;

#[test]
fn every_clause_is_selectable_by_some_answers() {
    let catalogue = Catalogue::embedded();
    let chosen = by_clause(catalogue);
    let lost: Vec<String> = catalogue.languages["en"]
        .clauses
        .keys()
        .filter(|id| !chosen.contains_key(*id))
        .cloned()
        .collect();
    none(&lost, "No answers lead to these clauses.");
}

#[test]
fn quotes_and_apostrophes_are_curly() {
    let straight: Vec<String> = Catalogue::embedded().languages["en"]
        .clauses
        .iter()
        .filter(|(_, clause)| clause.body.contains(['\'', '"']))
        .map(|(id, _)| id.clone())
        .collect();
    none(&straight, "Straight quotes look like a typewriter in print.");
}
