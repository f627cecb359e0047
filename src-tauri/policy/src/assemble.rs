//! From the arrangement to the document: renders each chosen clause, parses it into blocks, and adds
//! the frame around them.

use crate::catalogue::{Catalogue, DocumentSpec, DocumentWords, Language};
use crate::document::{Block, Body, Document, Edition, Inline, Section, SectionKind};
use crate::emergency;
use crate::facts::{FactValue, Facts};
use crate::journey::Journey;
use crate::markdown;
use crate::masthead::{Masthead, ROSTER};
use crate::own::{Arranged, Arrangement, Item, Says};
use crate::select::Chosen;
use crate::sign;
use crate::voice::{Context, label};

/// What the caller decides about the document beyond the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Marks every page as a draft.
    pub draft: bool,
    /// The page for the pen; `None` = as the answers say.
    pub acknowledgement: Option<bool>,
    /// The number under which it is issued; `None` = it is not issued yet, and says so.
    pub revision: Option<u32>,
}

/// Writes one document, an edition for each arrangement; languages without content are left out.
pub fn assemble(
    catalogue: &Catalogue,
    spec: &DocumentSpec,
    arrangements: &[Arrangement],
    journey: &Journey,
    facts: &Facts,
    options: Options,
) -> Document {
    let editions = arrangements
        .iter()
        .filter_map(|arranged| Some((arranged, catalogue.language(&arranged.lang)?)))
        .map(|(arranged, language)| {
            let context = Context::new(catalogue, &language.words, journey, facts).wrapped();
            let said = &language.words.documents[&spec.id];
            Edition::write(&Frame {
                catalogue,
                spec,
                arranged,
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
    arranged: &'a Arrangement,
    language: &'a Language,
    said: &'a DocumentWords,
    journey: &'a Journey,
    facts: &'a Facts,
    options: Options,
    context: handlebars::Context,
}

impl Edition {
    fn write(frame: &Frame<'_>) -> Self {
        let masthead = frame.masthead();
        let issuer = masthead.issuer();
        let title = frame.plain("title");
        Self {
            lang: frame.arranged.lang.clone(),
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

/// "Willow Counseling. Social media policy, January 4, 2027, not yet issued.", or ", issue 2."
fn footer(frame: &Frame<'_>, issuer: &str, title: &str) -> String {
    let words = &frame.language.words;
    let said = |key: &str| frame.said.footer.get(key).map_or("", String::as_str);
    let standing = match frame.options.revision {
        Some(number) => said("issued").replace("{number}", &number.to_string()),
        None => said("not_issued").to_owned(),
    };
    let stop = if issuer.ends_with('.') { "" } else { "." };
    let effective = match frame.facts.values.get("effective_date") {
        Some(FactValue::Date(date)) => format!(", {}", words.dates.write(*date)),
        _ => String::new(),
    };
    format!("{issuer}{stop} {title}{effective}, {standing}.")
}

impl Frame<'_> {
    fn masthead(&self) -> Masthead<'_> {
        Masthead { words: &self.language.words, said: self.said, facts: self.facts }
    }

    fn sections(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        for arranged in &self.arranged.sections {
            if arranged.id == ROSTER {
                sections.extend(self.roster(&arranged.items));
                continue;
            }
            let blocks = match arranged.kind {
                SectionKind::ShortVersion => self.bullets(&arranged.items),
                SectionKind::Clauses => self.blocks(&arranged.items),
                SectionKind::Emergency => self.emergency(arranged),
                SectionKind::Acknowledgement => self.acknowledgement(&arranged.items),
            };
            if !blocks.is_empty() {
                let (id, kind) = (arranged.id.clone(), arranged.kind);
                sections.push(Section { title: self.title(&id), id, kind, blocks });
            }
        }
        sections
    }

    fn title(&self, section: &str) -> Vec<Inline> {
        let title = self.render(&format!("{}:section:{section}", self.spec.id));
        markdown::inlines(&title).unwrap_or_default()
    }

    /// The table of clinicians, where there are several, and what the clinician adds to it.
    fn roster(&self, items: &[Item]) -> Option<Section> {
        let own = self.blocks(items);
        let table = self.masthead().roster();
        if own.is_empty() {
            return table;
        }
        let (id, kind) = (ROSTER.to_owned(), SectionKind::Clauses);
        let mut section = table.unwrap_or_else(|| {
            let title = self.title(&id);
            Section { id, kind, title, blocks: Vec::new() }
        });
        section.blocks.extend(own);
        Some(section)
    }

    /// One bullet a block, so that each knows where it came from.
    fn bullets(&self, items: &[Item]) -> Vec<Block> {
        let mut bullets = Vec::new();
        for Block { clause, questions, body } in self.blocks(items) {
            let texts = match body {
                Body::Paragraph { text } => vec![text],
                Body::List { items } => items,
                body => {
                    bullets.push(Block { clause, questions, body });
                    continue;
                }
            };
            bullets.extend(texts.into_iter().map(|text| Block {
                clause: clause.clone(),
                questions: questions.clone(),
                body: Body::List { items: vec![text] },
            }));
        }
        bullets
    }

    /// The lead comes first and the numbers right after it, whatever else was put into the box.
    fn emergency(&self, arranged: &Arranged) -> Vec<Block> {
        let spec = self.spec.sections.iter().find(|spec| spec.id == arranged.id);
        let lead = spec.and_then(|spec| spec.clauses.first()).map(|entry| entry.name.as_str());
        let (first, rest): (Vec<&Item>, Vec<&Item>) =
            arranged.items.iter().partition(|item| Some(item.slot.as_str()) == lead);
        let mut blocks: Vec<Block> = first.into_iter().flat_map(|item| self.block(item)).collect();
        let rows = emergency::rows(self.catalogue, &self.language.words, self.journey, self.facts);
        blocks.extend(rows.expect("resources are checked in tests/content"));
        for mut block in rest.into_iter().flat_map(|item| self.block(item)) {
            if let Body::Paragraph { text } = block.body {
                block.body = Body::Note { text };
            }
            blocks.push(block);
        }
        blocks
    }

    fn acknowledgement(&self, items: &[Item]) -> Vec<Block> {
        // Clauses of her own stand on this page, but do not call for one.
        let asked = items.iter().any(|item| !matches!(item.says, Says::Own { .. }));
        match self.options.acknowledgement {
            Some(false) => return Vec::new(),
            None if !asked => return Vec::new(),
            None | Some(true) => {}
        }
        let mut blocks = self.blocks(items);
        blocks.extend(sign::rows(&self.said.acknowledgement, self.facts));
        blocks
    }

    fn blocks(&self, items: &[Item]) -> Vec<Block> {
        items.iter().flat_map(|item| self.block(item)).collect()
    }

    fn block(&self, item: &Item) -> Vec<Block> {
        let (clause, questions, bodies) = match &item.says {
            Says::Ours(Chosen::Clause { id, questions }) => {
                let bodies = markdown::blocks(&self.render(id));
                (id, questions, bodies.expect("clauses are checked in tests/content"))
            }
            Says::Ours(Chosen::Gap { question }) => {
                let label = label(&self.language.words, question, None);
                let text = vec![Inline::Blank { question: question.clone(), label }];
                let bodies = vec![Body::Paragraph { text }];
                (&String::new(), &vec![question.clone()], bodies)
            }
            Says::Override { clause, questions, bodies } => (clause, questions, bodies.clone()),
            Says::Own { questions, bodies, .. } => (&item.slot, questions, bodies.clone()),
            Says::Removed { .. } => return Vec::new(),
        };
        let block = |body| Block { clause: clause.clone(), questions: questions.clone(), body };
        bodies.into_iter().map(block).collect()
    }

    fn render(&self, template: &str) -> String {
        let rendered = self
            .language
            .templates
            .render_with_context(template, &self.context)
            .unwrap_or_else(|error| panic!("templates are checked by the lint: {error}"));
        markdown::one_stop(rendered)
    }

    /// A title without markup.
    fn plain(&self, title: &str) -> String {
        let inlines = markdown::inlines(&self.render(&format!("{}:{title}", self.spec.id)))
            .unwrap_or_default();
        crate::plain::inlines(&inlines)
    }
}
