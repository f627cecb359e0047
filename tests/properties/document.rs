//! The document is whole, whatever it was made from.

use policy::document::{Body, Edition, Inline, SectionKind};
use policy_pages::display::Role;
use policy_tests::practice::{lay_out, run};
use policy_tests::words::normal;
use proptest::prelude::*;

use crate::answers::{any_answers, strings};

proptest! {
    #[test]
    fn no_braces_are_left_unless_someone_typed_them(draft in any_answers()) {
        let outcome = run(&draft);
        let typed: String = draft.answers.values().map(strings).collect();
        if !typed.contains("{{") && !typed.contains("}}") {
            let text = policy::plain::text(&outcome.document);
            prop_assert!(!text.contains("{{") && !text.contains("}}"), "a template was not filled in: {}", text);
        }
    }

    #[test]
    fn no_section_block_or_run_is_empty(draft in any_answers()) {
        let edition = &run(&draft).document.editions[0];
        for section in &edition.sections {
            prop_assert!(!section.title.is_empty(), "{} has no heading", section.id);
            prop_assert!(!section.blocks.is_empty(), "{} is empty", section.id);
            for block in &section.blocks {
                check(&block.body).map_err(|part| TestCaseError::fail(format!("{}: empty {part}", section.id)))?;
            }
        }
    }

    #[test]
    fn the_emergency_box_is_always_there(mut draft in any_answers()) {
        // To hide one of these is her own act, and a rule speaks about it.
        draft.answers.remove("hidden_lines");
        let edition = &run(&draft).document.editions[0];
        let found = edition.sections.iter().find(|section| section.kind == SectionKind::Emergency);
        let text: String = found.map(|section| section.blocks.iter().map(|block| number(&block.body)).collect()).unwrap_or_default();
        prop_assert!(text.contains("911") && text.contains("988"), "whoever needs help finds it in every draft");
    }

    #[test]
    fn heading_levels_follow_each_other(draft in any_answers()) {
        let outcome = run(&draft);
        let pages = lay_out(&outcome.document.editions[0], "7F3A-91C2");
        let mut levels = Vec::new();
        let mut open = vec![0];
        while let Some(id) = open.pop() {
            let node = &pages.nodes[id];
            if let Role::H(level) = node.role {
                levels.push(level);
            }
            open.extend(node.children.iter().rev().map(|child| child.0 as usize));
        }
        prop_assert_eq!(levels.first(), Some(&1), "the title comes first");
        prop_assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "there is one title");
        for pair in levels.windows(2) {
            prop_assert!(pair[1] <= pair[0] + 1, "a level is left out: {:?}", levels);
        }
        let html = policy::html::body(&outcome.document.editions[0], "7F3A-91C2");
        let of_html: Vec<u8> = html.match_indices("<h").filter_map(|(at, _)| html.as_bytes().get(at + 2).filter(|level| level.is_ascii_digit()).map(|level| level - b'0')).collect();
        prop_assert_eq!(of_html, levels, "page and PDF have the same headings");
    }

    #[test]
    fn ids_of_sections_are_unique(draft in any_answers()) {
        let edition = &run(&draft).document.editions[0];
        let mut ids: Vec<&str> = edition.sections.iter().map(|section| section.id.as_str()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), all, "a link into the page must lead to one place");
    }

    #[test]
    fn all_links_are_of_a_safe_kind(draft in any_answers()) {
        let edition = &run(&draft).document.editions[0];
        for href in hrefs(edition) {
            let safe = ["https://", "http://", "tel:", "sms:", "mailto:"];
            prop_assert!(safe.iter().any(|kind| href.starts_with(kind)), "{}", href);
        }
    }

    #[test]
    fn answers_to_no_question_are_named_and_not_printed(id in "zz_[a-z]{3,8}", word in "Qz[a-z]{8}") {
        let mut draft = policy_tests::practice::draft("halloran");
        draft.answers.insert(id.clone(), word.clone().into());
        let outcome = run(&draft);
        prop_assert!(outcome.unknown.contains(&id), "it is kept and named");
        prop_assert!(!policy::plain::text(&outcome.document).contains(&word), "it is not printed");
    }
}

#[test]
fn normal_words_have_single_spaces() {
    let pages = lay_out(&run(&policy_tests::practice::draft("halloran")).document.editions[0], "");
    assert_eq!(normal(" a\u{a0}b \n• c", &pages), "a b c", "comparisons look at words only");
}

fn check(body: &Body) -> Result<(), &'static str> {
    let all = |cells: &[Vec<Inline>]| cells.iter().all(|cell| !cell.is_empty());
    let full = match body {
        Body::Paragraph { text } | Body::Note { text } => !text.is_empty() && full(text),
        Body::List { items } => !items.is_empty() && all(items),
        Body::Table { head, rows } => {
            all(head) && !rows.is_empty() && rows.iter().all(|row| row.len() == head.len())
        }
        Body::Resource { number, .. } => !number.is_empty(),
        Body::Sign { label, lines, ticks, .. } => {
            !label.is_empty() && (!lines.is_empty() || !ticks.is_empty())
        }
    };
    if full { Ok(()) } else { Err("block") }
}

fn full(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text { text } => !text.is_empty(),
        Inline::Strong { content }
        | Inline::Emphasis { content }
        | Inline::Link { content, .. } => !content.is_empty() && full(content),
        Inline::Blank { label, .. } => !label.is_empty(),
    })
}

fn number(body: &Body) -> String {
    match body {
        Body::Resource { number, .. } => policy::plain::inlines(number),
        _ => String::new(),
    }
}

fn hrefs(edition: &Edition) -> Vec<String> {
    let html = policy::html::body(edition, "");
    html.split(" href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
        .collect()
}
