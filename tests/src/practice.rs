//! The practices of `suite/`, and one of them through every stage.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::NaiveDate;
use policy::answers::Answers;
use policy::catalogue::DocumentSpec;
use policy::document::Edition;
use policy::{Catalogue, Document, Draft, Fingerprint, Outcome};
use policy_pages::{Faces, Pages, Style};
use serde_json::Value;

/// The faces, read once.
pub static FACES: LazyLock<Faces> = LazyLock::new(Faces::embedded);

/// A practice of the suite.
pub struct Practice {
    /// The file's name without its ending.
    pub name: String,
    /// Its answers.
    pub draft: Draft,
}

/// A practice after every stage.
pub struct Printed {
    /// Everything up to the document.
    pub outcome: Outcome,
    /// What the footer shows.
    pub code: String,
    /// The display list.
    pub pages: Pages,
    /// The file.
    pub pdf: Vec<u8>,
}

/// The folder of this crate.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The day on which all tests take place.
pub fn today() -> NaiveDate {
    day("2026-12-01")
}

/// A day as tests write it.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text} should be a day"))
}

/// Every practice of the suite, in the order of their names.
pub fn suite() -> Vec<Practice> {
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Practice { draft: draft(&name), name }
    };
    let mut practices: Vec<Practice> = std::fs::read_dir(folder().join("suite"))
        .expect("the suite is a folder")
        .map(|entry| entry.expect("the suite can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .map(read)
        .collect();
    practices.sort_by(|a, b| a.name.cmp(&b.name));
    practices
}

/// One practice's answers.
pub fn draft(name: &str) -> Draft {
    let path = folder().join(format!("suite/{name}.json"));
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    Draft::from_json(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A practice's answers with some changed; `null` takes an answer away.
pub fn changed(name: &str, changes: &Answers) -> Draft {
    let mut draft = draft(name);
    for (question, value) in changes {
        match value {
            Value::Null => draft.answers.remove(question),
            value => draft.answers.insert(question.clone(), value.clone()),
        };
    }
    draft
}

/// Halloran with as much of her own as a draft may hold: sixty clauses of some fifty words,
/// in typographic quotes, each with a value and a link.
pub fn with_much_of_its_own() -> Draft {
    let mut draft = draft("halloran");
    let text = "**Please don’t wait.** We’ll *answer* at [[phone]]; see [“this”](https://a.example/x) \
        first. You may write about us anywhere you like. When a post isn’t kind, we can talk. \
        Your care stays the same. Leave out what’s private, and think of who else may read it in \
        a year’s time. Some things are better said when we meet.";
    let sections: Vec<&String> =
        Catalogue::embedded().policy().sections.iter().map(|section| &section.id).collect();
    for number in 0..60 {
        let clause = policy::own::OwnClause {
            section: sections[number % sections.len()].clone(),
            place: policy::own::Place::End,
            text: [("en".to_owned(), text.to_owned())].into(),
        };
        draft.own_clauses.insert(format!("c{number:03}"), clause);
    }
    draft
}

/// Every stage up to the document.
pub fn run(draft: &Draft) -> Outcome {
    policy::run(Catalogue::embedded(), draft, today(), None)
}

/// One of the documents, on the day of the tests.
pub fn run_document(spec: &DocumentSpec, draft: &Draft) -> Outcome {
    policy::run_document(Catalogue::embedded(), spec, draft, today(), None)
}

/// Every stage there is, for the policy, on Letter paper.
pub fn print(draft: &Draft) -> Printed {
    print_document(Catalogue::embedded().policy(), draft)
}

/// The same for one of the documents.
pub fn print_document(spec: &DocumentSpec, draft: &Draft) -> Printed {
    let outcome = run_document(spec, draft);
    let code = Fingerprint::of(&outcome.document).short();
    let pages = lay_out(&outcome.document.editions[0], &code);
    let stamp = policy_pdf::Stamp { id: draft.document_id(&spec.id), date: today() };
    let pdf = policy_pdf::pdf(&pages, &FACES, &stamp).expect("every layout can be written");
    Printed { outcome, code, pages, pdf }
}

/// The sheet that tells what changed from a document to that of a draft; `None` when there is
/// nothing to tell.
pub fn print_sheet(old: &Document, new: &Draft) -> Option<Printed> {
    let outcome = run(new);
    let catalogue = Catalogue::embedded();
    let document = policy_print::changes(catalogue, new, old, &outcome.document)?;
    let code = Fingerprint::of(&document).short();
    let pages = lay_out(&document.editions[0], &code);
    let stamp = policy_pdf::Stamp { id: policy_print::changes_id(new, old), date: today() };
    let pdf = policy_pdf::pdf(&pages, &FACES, &stamp).expect("every layout can be written");
    Some(Printed { outcome: Outcome { document, ..outcome }, code, pages, pdf })
}

/// The pages of one edition, on Letter paper.
pub fn lay_out(edition: &Edition, code: &str) -> Pages {
    policy_pages::layout(edition, &FACES, &Style::letter(), policy_pages::Stamp { code })
}

impl Printed {
    /// The English edition.
    pub fn edition(&self) -> &Edition {
        &self.outcome.document.editions[0]
    }

    /// The body of the exported page.
    pub fn html(&self) -> String {
        policy::html::body(self.edition(), &self.code)
    }

    /// The exported text.
    pub fn text(&self) -> String {
        policy::plain::text(&self.outcome.document)
    }
}
