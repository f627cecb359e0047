//! From the selection to the document: renders each chosen clause, parses it into blocks, and adds
//! the frame around them.

use crate::catalogue::{Catalogue, DocumentSpec, DocumentWords, Language, SectionSpec};
use crate::document::{Block, Body, Document, Edition, Inline, Section, SectionKind};
use crate::emergency;
use crate::facts::{FactValue, Facts};
use crate::journey::Journey;
use crate::markdown;
use crate::masthead::Masthead;
use crate::select::{Chosen, select};
use crate::sign;
use crate::voice::{Context, label};

/// What the caller decides about the document beyond the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Marks every page as a draft.
    pub draft: bool,
    /// The page for the pen; `None` = as the answers say.
    pub acknowledgement: Option<bool>,
}

/// Writes one document in the given languages; languages without content are left out.
pub fn assemble(
    catalogue: &Catalogue,
    spec: &DocumentSpec,
    langs: &[&str],
    journey: &Journey,
    facts: &Facts,
    options: Options,
) -> Document {
    let editions = langs
        .iter()
        .filter_map(|&lang| Some((lang, catalogue.language(lang)?)))
        .map(|(lang, language)| {
            let context = Context::new(catalogue, &language.words, journey, facts);
            let said = &language.words.documents[&spec.id];
            Edition::write(&Frame {
                catalogue,
                spec,
                lang,
                language,
                said,
                journey,
                facts,
                options,
                context,
            })
        })
        .collect();
    Document { editions }
}

struct Frame<'a> {
    catalogue: &'a Catalogue,
    spec: &'a DocumentSpec,
    lang: &'a str,
    language: &'a Language,
    said: &'a DocumentWords,
    journey: &'a Journey,
    facts: &'a Facts,
    options: Options,
    context: Context,
}

impl Edition {
    fn write(frame: &Frame<'_>) -> Self {
        let masthead = frame.masthead();
        let issuer = masthead.issuer();
        let title = frame.plain("title");
        Self {
            lang: frame.lang.to_owned(),
            subtitle: frame.plain("subtitle"),
            masthead: masthead.columns(&frame.spec.masthead),
            sections: frame.sections(),
            footer: footer(frame, &issuer, &title),
            title,
            code_word: frame.said.code_word.clone(),
            page_word: frame.said.page_word.clone(),
            draft_mark: frame.options.draft.then(|| frame.said.draft_mark.clone()),
        }
    }
}

/// "Willow Counseling. Social media policy, January 4, 2027, not yet issued."
fn footer(frame: &Frame<'_>, issuer: &str, title: &str) -> String {
    let words = &frame.language.words;
    let not_issued = frame.said.footer.get("not_issued").map_or("", String::as_str);
    let stop = if issuer.ends_with('.') { "" } else { "." };
    let effective = match frame.facts.values.get("effective_date") {
        Some(FactValue::Date(date)) => format!(", {}", words.dates.write(*date)),
        _ => String::new(),
    };
    format!("{issuer}{stop} {title}{effective}, {not_issued}.")
}

impl Frame<'_> {
    fn masthead(&self) -> Masthead<'_> {
        Masthead { words: &self.language.words, said: self.said, facts: self.facts }
    }

    fn sections(&self) -> Vec<Section> {
        let chosen = select(self.catalogue, self.language, self.spec, self.journey, self.facts);
        let mut sections = Vec::new();
        for (spec, chosen) in self.spec.sections.iter().zip(&chosen) {
            let blocks = match spec.kind {
                SectionKind::ShortVersion => self.bullets(chosen),
                SectionKind::Clauses => self.blocks(chosen),
                SectionKind::Emergency => self.emergency(chosen),
                SectionKind::Acknowledgement => self.acknowledgement(chosen),
            };
            if !blocks.is_empty() {
                let title = self.title(spec);
                sections.push(Section { id: spec.id.clone(), kind: spec.kind, title, blocks });
            }
            if spec.kind == SectionKind::Emergency && self.spec.roster {
                sections.extend(self.masthead().roster());
            }
        }
        sections
    }

    fn title(&self, spec: &SectionSpec) -> Vec<Inline> {
        markdown::inlines(&self.render(&format!("{}:section:{}", self.spec.id, spec.id)))
            .unwrap_or_default()
    }

    /// One bullet a block, so that each knows where it came from.
    fn bullets(&self, chosen: &[Chosen]) -> Vec<Block> {
        let mut blocks = self.blocks(chosen);
        for block in &mut blocks {
            if let Body::Paragraph { text } = &mut block.body {
                block.body = Body::List { items: vec![std::mem::take(text)] };
            }
        }
        blocks
    }

    fn emergency(&self, chosen: &[Chosen]) -> Vec<Block> {
        let (first, rest) = chosen.split_at(chosen.len().min(1));
        let mut blocks = self.blocks(first);
        let rows = emergency::rows(self.catalogue, &self.language.words, self.journey, self.facts);
        blocks.extend(rows.expect("resources are checked in tests/content"));
        for mut block in self.blocks(rest) {
            if let Body::Paragraph { text } = block.body {
                block.body = Body::Note { text };
            }
            blocks.push(block);
        }
        blocks
    }

    fn acknowledgement(&self, chosen: &[Chosen]) -> Vec<Block> {
        let mut blocks = self.blocks(chosen);
        match self.options.acknowledgement {
            Some(false) => return Vec::new(),
            None if blocks.is_empty() => return Vec::new(),
            None | Some(true) => {}
        }
        blocks.extend(sign::rows(&self.said.acknowledgement, self.facts));
        blocks
    }

    fn blocks(&self, chosen: &[Chosen]) -> Vec<Block> {
        chosen.iter().flat_map(|chosen| self.block(chosen)).collect()
    }

    fn block(&self, chosen: &Chosen) -> Vec<Block> {
        match chosen {
            Chosen::Clause { id, questions } => markdown::blocks(&self.render(id))
                .expect("clauses are checked in tests/content")
                .into_iter()
                .map(|body| Block { clause: id.clone(), questions: questions.clone(), body })
                .collect(),
            Chosen::Gap { question } => {
                let label = label(&self.language.words, question, None);
                let text = vec![Inline::Blank { question: question.clone(), label }];
                let questions = vec![question.clone()];
                vec![Block { clause: String::new(), questions, body: Body::Paragraph { text } }]
            }
        }
    }

    fn render(&self, template: &str) -> String {
        self.language
            .templates
            .render(template, &self.context)
            .unwrap_or_else(|error| panic!("templates are checked by the lint: {error}"))
    }

    /// A title without markup.
    fn plain(&self, title: &str) -> String {
        let inlines = markdown::inlines(&self.render(&format!("{}:{title}", self.spec.id)))
            .unwrap_or_default();
        crate::plain::inlines(&inlines)
    }
}
