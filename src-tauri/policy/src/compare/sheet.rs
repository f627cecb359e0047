//! From a comparison to the sheet that clients get with a new policy: what is different, in the
//! words of the two policies. A document like the others: the same writers make its files.

use super::Comparison;
use super::news::{Kind, News, fitting, news};
use super::outline;
use super::sentences::head;
use super::voice::Voice;
use super::words::{likeness, runs};
use super::{Run, RunChange};
use crate::catalogue::{CHANGES, Catalogue, ChangesWords, Language};
use crate::document::{Block, Body, Document, Edition, Inline, Section, SectionKind};
use crate::draft::Draft;
use crate::facts::resolve;
use crate::journey::journey;
use crate::voice::Context;
use crate::{markdown, plain};

/// Said in place of a sheet.
pub const NO_SHEET: &str =
    "Nothing changed that a client reads, apart from dates; there is no sheet to hand out.";

/// More words of one text than this are cut.
const MOST_WORDS: usize = 70;
/// More names of parts than this are not listed one by one.
const MOST_PARTS: usize = 6;
/// Texts that share less are not marked word by word.
const MARKED: f64 = 0.5;

/// Writes the sheet for the newer of two documents, in the voice of `draft`, from which that one was
/// made. It tells the `most` weightiest changes, and names the parts in which there are more. `None`
/// when nothing changed but dates.
pub fn sheet(
    catalogue: &Catalogue,
    draft: &Draft,
    new: &Document,
    comparison: &Comparison,
    most: usize,
) -> Option<Document> {
    let edition = new.editions.first()?;
    let language = catalogue.language(&edition.lang).or_else(|| catalogue.language("en"))?;
    let journey = journey(catalogue, &draft.answers);
    let facts = resolve(catalogue, &journey);
    let name = facts.text("practice_name").unwrap_or_default();
    let all = news(comparison, edition, &Voice::new(&language.words.voice, name));
    if all.is_empty() {
        return None;
    }
    let (told, left) = fitting(all, most);
    let context = Context::new(catalogue, &language.words, &journey, &facts).wrapped();
    let writer = Writer { language, words: &language.words.changes, context };
    let title = writer.plain("title");
    let only_moved = told.iter().chain(&left).all(|it| it.kind == Kind::Moved);
    let subtitle = match (only_moved, left.is_empty()) {
        (true, _) => "subtitle_moved",
        (false, true) => "subtitle",
        (false, false) => "subtitle_more",
    };
    let footer = edition.footer.replacen(&format!(". {}", edition.title), &format!(". {title}"), 1);
    let edition = Edition {
        lang: edition.lang.clone(),
        subtitle: writer.plain(subtitle),
        masthead: edition.masthead.clone(),
        sections: writer.sections(&told, &left),
        footer,
        title,
        code_word: edition.code_word.clone(),
        page_word: edition.page_word.clone(),
        draft_mark: edition.draft_mark.clone(),
    };
    Some(Document { editions: vec![edition] })
}

struct Writer<'a> {
    language: &'a Language,
    words: &'a ChangesWords,
    context: handlebars::Context,
}

impl Writer<'_> {
    fn sections(&self, told: &[News], left: &[News]) -> Vec<Section> {
        let said = &self.words.section;
        let of = |kind| told.iter().filter(move |it| it.kind == kind);
        let mut topic = String::new();
        let changed = of(Kind::Changed).flat_map(|it| self.changed(it, &mut topic)).collect();
        let added = of(Kind::Added).flat_map(|it| self.added(it)).collect();
        let removed = of(Kind::Removed).flat_map(|it| self.removed(it)).collect();
        let moved = self.parts(of(Kind::Moved), &self.words.text.moved);
        let rest = self.parts(left.iter(), &self.words.text.rest);
        let closing =
            vec![paragraph(markdown::inlines(&self.render("closing")).unwrap_or_default())];
        [
            ("changed", &said.changed, changed),
            ("added", &said.added, added),
            ("removed", &said.removed, removed),
            ("moved", &said.moved, moved),
            ("rest", &said.rest, rest),
            ("closing", &said.closing, closing),
        ]
        .into_iter()
        .filter(|(_, _, bodies): &(_, _, Vec<Body>)| !bodies.is_empty())
        .map(|(id, title, bodies)| Section {
            id: id.to_owned(),
            kind: SectionKind::Clauses,
            title: vec![Inline::text(title)],
            blocks: bodies.into_iter().map(block).collect(),
        })
        .collect()
    }

    /// The part by name, unless it is that of the change above, and under it what it said before
    /// and what it says now.
    fn changed(&self, news: &News, above: &mut String) -> Vec<Body> {
        let topic = self.topic(news);
        let said = &self.words.label;
        if news.part == outline::HEADING {
            return vec![paragraph(vec![Inline::text(
                self.words.part.heading.replace("{heading}", &topic),
            )])];
        }
        let mut items = Vec::new();
        for (old, new) in &news.texts {
            if old.is_empty() {
                items.push(labelled(&said.new, vec![Inline::text(self.cut(new))]));
            } else if new.is_empty() {
                items.push(labelled(&said.gone, vec![Inline::text(self.cut(old))]));
            } else {
                let (before, now) = self.marked(old, new);
                items.push(labelled(&said.before, before));
                items.push(labelled(&said.now, now));
            }
        }
        let list = Body::List { items };
        if *above == topic {
            return vec![list];
        }
        above.clone_from(&topic);
        vec![paragraph(vec![Inline::strong(topic)]), list]
    }

    /// Old and new words; where most are the same, those that are not stand out.
    fn marked(&self, old: &str, new: &str) -> (Vec<Inline>, Vec<Inline>) {
        let whole = old.split_whitespace().count().max(new.split_whitespace().count());
        if likeness(old, new) < MARKED || whole > MOST_WORDS {
            return (vec![Inline::text(self.cut(old))], vec![Inline::text(self.cut(new))]);
        }
        let runs = runs(old, new);
        (marks(&runs, RunChange::Removed), marks(&runs, RunChange::Added))
    }

    fn added(&self, news: &News) -> Vec<Body> {
        self.run_in(news, news.texts.iter().map(|(_, new)| self.cut(new)), "")
    }

    fn removed(&self, news: &News) -> Vec<Body> {
        let label = &self.words.label.before;
        self.run_in(news, news.texts.iter().map(|(old, _)| self.cut(old)), label)
    }

    /// The part by name and the first text in one paragraph, further ones as a list under it.
    fn run_in(
        &self,
        news: &News,
        mut texts: impl Iterator<Item = String>,
        label: &str,
    ) -> Vec<Body> {
        let Some(first) = texts.next() else { return Vec::new() };
        let topic = self.topic(news);
        let stop = if topic.ends_with(['.', '?', '!']) { "" } else { "." };
        let gap = if label.is_empty() { "" } else { " " };
        let lead = Inline::strong(format!("{topic}{stop}"));
        let mut bodies = vec![paragraph(vec![lead, Inline::text(format!(" {label}{gap}{first}"))])];
        let items: Vec<Vec<Inline>> = texts.map(|text| vec![Inline::text(text)]).collect();
        if !items.is_empty() {
            bodies.push(Body::List { items });
        }
        bodies
    }

    /// A sentence with the names of parts; nothing without any.
    fn parts<'n>(&self, news: impl Iterator<Item = &'n News>, sentence: &str) -> Vec<Body> {
        let mut names: Vec<String> = Vec::new();
        for name in news.map(|it| self.topic(it)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() {
            return Vec::new();
        }
        let many = names.len() > MOST_PARTS;
        names.truncate(MOST_PARTS);
        let mut names: Vec<String> = names.into_iter().map(|name| format!("“{name}”")).collect();
        if many {
            names.push(self.words.text.others.clone());
        }
        let last = names.pop().unwrap_or_default();
        let list = match names.len() {
            0 => last,
            1 => format!("{} {} {last}", names[0], self.words.text.and),
            _ => format!("{}, {} {last}", names.join(", "), self.words.text.and),
        };
        vec![paragraph(vec![Inline::text(sentence.replace("{parts}", &list))])]
    }

    /// What a change is about: the heading in the policy, or the name of a part that has none.
    fn topic(&self, news: &News) -> String {
        match news.part.as_str() {
            "" | outline::HEADING => news.topic.clone(),
            part => self.plain(&format!("part:{part}")),
        }
    }

    /// A long text ends early, and a sentence says so.
    fn cut(&self, text: &str) -> String {
        match head(text, MOST_WORDS) {
            (text, false) => text,
            (text, true) => format!("{text} {}", self.words.text.cut),
        }
    }

    fn render(&self, name: &str) -> String {
        self.language
            .templates
            .render_with_context(&format!("{CHANGES}:{name}"), &self.context)
            .unwrap_or_else(|error| panic!("templates are checked by the lint: {error}"))
    }

    fn plain(&self, name: &str) -> String {
        plain::inlines(&markdown::inlines(&self.render(name)).unwrap_or_default())
    }
}

/// The text of one side; `change` marks its words that are not on the other.
fn marks(side: &[Run], change: RunChange) -> Vec<Inline> {
    let here = side.iter().filter(|run| run.change == RunChange::Same || run.change == change);
    let mut inlines = Vec::new();
    for run in here {
        if run.change == RunChange::Same || run.text.trim().is_empty() {
            inlines.push(Inline::text(&run.text));
            continue;
        }
        // Spaces at the edge stay outside the mark.
        let start = run.text.len() - run.text.trim_start().len();
        let end = run.text.trim_end().len();
        let edges = [&run.text[..start], &run.text[end..]];
        let [before, after] = edges.map(|edge| (!edge.is_empty()).then(|| Inline::text(edge)));
        inlines.extend(before);
        inlines.push(Inline::strong(&run.text[start..end]));
        inlines.extend(after);
    }
    inlines
}

/// "Before: words": the label and what it labels.
fn labelled(label: &str, text: Vec<Inline>) -> Vec<Inline> {
    std::iter::once(Inline::text(format!("{label} "))).chain(text).collect()
}

fn paragraph(text: Vec<Inline>) -> Body {
    Body::Paragraph { text }
}

fn block(body: Body) -> Block {
    Block { clause: String::new(), questions: Vec::new(), body }
}
