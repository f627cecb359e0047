use super::*;
use crate::document::{Block, Body, Edition, Inline, Section, SectionKind};

fn paragraph(clause: &str, text: &str) -> Block {
    let body = Body::Paragraph { text: vec![Inline::text(text)] };
    Block { clause: clause.to_owned(), questions: Vec::new(), body }
}

fn asked(clause: &str, question: &str, text: &str) -> Block {
    Block { questions: vec![question.to_owned()], ..paragraph(clause, text) }
}

fn link(clause: &str, text: &str, href: &str) -> Block {
    let text = vec![Inline::Link { href: href.to_owned(), content: vec![Inline::text(text)] }];
    Block { body: Body::Paragraph { text }, ..paragraph(clause, "") }
}

fn section(id: &str, blocks: Vec<Block>) -> Section {
    let title = vec![Inline::text(id.to_uppercase())];
    Section { id: id.to_owned(), kind: SectionKind::Clauses, title, blocks }
}

fn document(sections: Vec<Section>) -> Document {
    let edition = Edition {
        lang: "en".to_owned(),
        title: "Social media policy".to_owned(),
        subtitle: "What it means for you.".to_owned(),
        masthead: Vec::new(),
        sections,
        footer: "Willow. Social media policy, not yet issued.".to_owned(),
        code_word: "Code".to_owned(),
        page_word: "Page {page} of {pages}".to_owned(),
        draft_mark: None,
    };
    Document { editions: vec![edition] }
}

/// Each clause that is not the same, as "section: what is said of it".
fn changes(comparison: &Comparison) -> Vec<String> {
    let clauses = |section: &ComparedSection| {
        let changed = section.clauses.iter().filter(|it| it.change != ClauseChange::Same);
        changed.map(|it| format!("{} {}: {}", section.id, it.clause, it.said)).collect::<Vec<_>>()
    };
    comparison.sections.iter().flat_map(clauses).collect()
}

fn letters(order: &str) -> Vec<Section> {
    order
        .chars()
        .map(|id| section(&id.to_string(), vec![paragraph(&format!("in-{id}"), "Text.")]))
        .collect()
}

#[test]
fn one_clause_that_moves_leaves_the_others_where_they_are() {
    let text = ["one", "two", "three", "four", "five"];
    let clauses = |order: &[usize]| {
        order.iter().map(|&at| paragraph(text[at], &format!("It says {}.", text[at]))).collect()
    };
    let old = document(vec![section("a", clauses(&[0, 1, 2, 3, 4]))]);
    for (order, said) in [
        ([4, 0, 1, 2, 3], "a five: Moved up in this section"),
        ([1, 2, 3, 0, 4], "a one: Moved down in this section"),
    ] {
        let comparison = compare(&old, &document(vec![section("a", clauses(&order))]));
        assert_eq!(changes(&comparison), [said]);
        assert_eq!((comparison.moved, comparison.changed), (1, 0));
    }
}

#[test]
fn one_section_that_moves_leaves_the_others_where_they_are() {
    let comparison = compare(&document(letters("abcdef")), &document(letters("aebcdf")));
    let moved: Vec<&str> = comparison
        .sections
        .iter()
        .filter(|it| it.change != SectionChange::Same)
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!((moved, comparison.moved), (vec!["e"], 1));
    assert!(changes(&comparison).is_empty(), "its clauses moved with it");
}

#[test]
fn a_clause_may_move_to_another_section_and_change() {
    let old = document(vec![
        section("a", vec![paragraph("one", "We answer in two days."), paragraph("two", "Hello.")]),
        section("b", vec![paragraph("three", "Good.")]),
    ]);
    let moved = document(vec![
        section("a", vec![paragraph("two", "Hello.")]),
        section("b", vec![paragraph("three", "Good."), paragraph("one", "We answer in two days.")]),
    ]);
    assert_eq!(changes(&compare(&old, &moved)), ["b one: Moved here from “A”"]);
    let changed = document(vec![
        section("a", vec![paragraph("two", "Hello.")]),
        section(
            "b",
            vec![paragraph("one", "We answer in five days."), paragraph("three", "Good.")],
        ),
    ]);
    let comparison = compare(&old, &changed);
    assert_eq!(changes(&comparison), ["b one: Moved here from “A” and changed"]);
    assert_eq!((comparison.moved, comparison.changed), (1, 1), "it counts as both");
}

#[test]
fn another_answer_to_one_question_is_a_change_and_not_something_new() {
    let old = document(vec![section(
        "a",
        vec![paragraph("before", "First."), asked("friends-no", "friends", "No friend requests.")],
    )]);
    let new = document(vec![section(
        "a",
        vec![
            paragraph("new", "Something else."),
            paragraph("before", "First."),
            asked("friends-yes", "friends", "Feel free to add me."),
        ],
    )]);
    assert_eq!(changes(&compare(&old, &new)), ["a new: Added", "a friends-yes: Changed"]);
}

#[test]
fn what_was_taken_out_is_shown_where_it_stood() {
    let old = document(vec![section(
        "a",
        ["one", "two", "three"].map(|id| paragraph(id, &format!("It is {id} of them."))).to_vec(),
    )]);
    let mut new = old.clone();
    new.editions[0].sections[0].blocks.remove(1);
    let comparison = compare(&old, &new);
    let clauses = &comparison.sections[1].clauses;
    let ids: Vec<&str> = clauses.iter().map(|it| it.clause.as_str()).collect();
    assert_eq!(ids, ["one", "two", "three"]);
    assert_eq!((clauses[1].change, comparison.removed), (ClauseChange::Removed, 1));
}

#[test]
fn new_and_lost_sections_count_by_their_clauses() {
    let old = document(letters("abc"));
    let new = document(letters("abd"));
    let comparison = compare(&old, &new);
    assert_eq!((comparison.added, comparison.removed), (1, 1));
    let of: Vec<_> = comparison.sections.iter().map(|it| (it.id.as_str(), it.change)).collect();
    let (same, added, removed) =
        (SectionChange::Same, SectionChange::Added, SectionChange::Removed);
    assert_eq!(of, [(HEAD, same), ("a", same), ("b", same), ("d", added), ("c", removed)]);
}

#[test]
fn a_link_that_leads_elsewhere_is_a_change_that_can_be_seen() {
    let of = |href| document(vec![section("a", vec![link("one", "our page", href)])]);
    let comparison = compare(&of("https://a.example/"), &of("https://b.example/"));
    let block = &comparison.sections[1].clauses[0].blocks[0];
    assert_eq!(listing::old(&block.runs), "our page (https://a.example/)");
    assert_eq!(listing::new(&block.runs), "our page (https://b.example/)");
}

#[test]
fn text_of_the_frame_is_named() {
    let mut old = document(Vec::new());
    let column = |questions: &[&str], line: &str| crate::document::MastheadColumn {
        lines: vec![vec![Inline::text(line)]],
        questions: questions.iter().map(|&id| id.to_owned()).collect(),
    };
    old.editions[0].masthead =
        vec![column(&["practice_name"], "Willow"), column(&["phone"], "Phone 510-555-0168")];
    let mut new = old.clone();
    new.editions[0].masthead[1] = column(&["phone"], "Phone 510-555-0199");
    new.editions[0].masthead.push(column(&["effective_date"], "In effect May 1, 2027"));
    let comparison = compare(&old, &new);
    assert_eq!(
        changes(&comparison),
        ["head reach: Changed: how to reach the practice", "head dates: Added: the dates"]
    );
    let said = |change, text: &str| Run { change, text: text.to_owned() };
    assert_eq!(
        comparison.sections[0].clauses[3].blocks[0].runs,
        [
            said(RunChange::Same, "Phone "),
            said(RunChange::Removed, "510-555-0168"),
            said(RunChange::Added, "510-555-0199"),
        ]
    );
}

#[test]
fn a_heading_that_changed_is_named() {
    let old = document(letters("a"));
    let mut new = old.clone();
    new.editions[0].sections[0].title = vec![Inline::text("A, as we say it")];
    assert_eq!(changes(&compare(&old, &new)), ["a heading: Changed: the heading"]);
}

#[test]
fn scraps_between_longer_edits_are_not_marked_one_by_one() {
    let runs = words::runs(
        "We never accept a friend request from any client.",
        "We may say yes to a request after the work ends.",
    );
    assert!(runs.len() <= 5, "a reader sees phrases, not scraps: {runs:?}");
    let apart = words::runs("Call Monday or Friday.", "Call Tuesday or Sunday.");
    assert_eq!(apart.iter().filter(|run| run.change == RunChange::Same).count(), 3, "{apart:?}");
}

#[test]
fn very_long_paragraphs_are_compared_as_a_whole() {
    let of = |word: &str| document(vec![section("a", vec![paragraph("one", &word.repeat(5_000))])]);
    let comparison = compare(&of("this "), &of("that "));
    assert_eq!(comparison.changed, 1);
    assert_eq!(
        comparison.sections[1].clauses[0].blocks.len(),
        2,
        "old and new, without word marks"
    );
}
