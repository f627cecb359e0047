//! All stages in a row: from a draft to its document and what is to be said about it.

use chrono::NaiveDate;

use crate::answers::Fault;
use crate::assemble::{Options, assemble};
use crate::catalogue::{Catalogue, DocumentSpec, Words};
use crate::condition::Truth;
use crate::document::Document;
use crate::draft::Draft;
use crate::facts::{Facts, resolve};
use crate::findings::{Look, any_stop, findings};
use crate::journey::{Journey, journey};
use crate::own::{Arrangement, arrange};
use crate::review::{Finding, Problem};
use crate::voice::label;

/// The language of the window's words, and of the document until others exist.
pub(crate) const LANG: &str = "en";

/// All stages for one draft, for callers that need more than the review.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The questions that apply.
    pub journey: Journey,
    /// What the answers mean.
    pub facts: Facts,
    /// The policy.
    pub document: Document,
    /// What stands in it, section by section.
    pub arrangement: Arrangement,
    /// Answers that cannot be accepted.
    pub problems: Vec<Problem>,
    /// What the rules say.
    pub findings: Vec<Finding>,
    /// Required questions still open, in order.
    pub blanks: Vec<String>,
    /// Answers to questions that do not exist: kept, never printed.
    pub unknown: Vec<String>,
}

impl Outcome {
    /// `true` while blanks, problems or Stops remain.
    pub fn is_draft(&self) -> bool {
        !self.blanks.is_empty() || !self.problems.is_empty() || any_stop(&self.findings)
    }
}

/// Runs every stage for the policy. `acknowledgement` overrules the answers about the page for the
/// pen.
pub fn run(
    catalogue: &Catalogue,
    draft: &Draft,
    today: NaiveDate,
    acknowledgement: Option<bool>,
) -> Outcome {
    run_document(catalogue, catalogue.policy(), draft, today, acknowledgement)
}

/// Runs every stage for one of the documents: from answers to document and findings.
pub fn run_document(
    catalogue: &Catalogue,
    spec: &DocumentSpec,
    draft: &Draft,
    today: NaiveDate,
    acknowledgement: Option<bool>,
) -> Outcome {
    let options = Options { acknowledgement, ..Options::default() };
    run_with(catalogue, spec, draft, today, options)
}

/// The same for a document that is being issued, or was: its footer says under which number.
pub fn run_issued(
    catalogue: &Catalogue,
    spec: &DocumentSpec,
    draft: &Draft,
    today: NaiveDate,
    number: u32,
) -> Outcome {
    let options = Options { revision: Some(number), ..Options::default() };
    run_with(catalogue, spec, draft, today, options)
}

/// `options.draft` is set here, by what is left to do.
fn run_with(
    catalogue: &Catalogue,
    spec: &DocumentSpec,
    draft: &Draft,
    today: NaiveDate,
    options: Options,
) -> Outcome {
    let words = words(catalogue);
    let journey = journey(catalogue, &draft.answers);
    let facts = resolve(catalogue, &journey);
    let arrangement =
        arrange(catalogue, spec, LANG, draft, &journey, &facts).expect("English is always there");
    let look = Look {
        catalogue,
        words,
        draft,
        journey: &journey,
        facts: &facts,
        arrangement: &arrangement,
        today,
    };
    let findings = findings(&look);
    let faults = journey.faults().map(|(question, fault)| problem(words, question, fault));
    let problems: Vec<Problem> = faults.chain(arrangement.problems.iter().cloned()).collect();
    let blanks: Vec<String> = journey.blanks().map(str::to_owned).collect();
    let is_draft = !blanks.is_empty() || !problems.is_empty() || any_stop(&findings);
    let options = Options { draft: is_draft, ..options };
    let arranged = std::slice::from_ref(&arrangement);
    let document = assemble(catalogue, spec, arranged, &journey, &facts, options);
    let known = |id: &String| catalogue.question(id).is_some();
    let unknown = draft.answers.keys().filter(|id| !known(id)).cloned().collect();
    Outcome { journey, facts, document, arrangement, problems, findings, blanks, unknown }
}

/// Whether a document is for these answers; `Err` says for whom it is.
pub fn offered(catalogue: &Catalogue, spec: &DocumentSpec, draft: &Draft) -> Result<(), String> {
    let facts = resolve(catalogue, &journey(catalogue, &draft.answers));
    match &spec.when {
        Some(when) if when.judge(&facts) != Truth::True => {
            Err(words(catalogue).documents[&spec.id].absent.clone())
        }
        _ => Ok(()),
    }
}

/// The policy alone.
pub fn document(catalogue: &Catalogue, draft: &Draft, today: NaiveDate) -> Document {
    run(catalogue, draft, today, None).document
}

/// The words of the window and of the problems.
pub(crate) fn words(catalogue: &Catalogue) -> &Words {
    &catalogue.language(LANG).expect("English is always there").words
}

fn problem(words: &Words, question: &str, fault: &Fault) -> Problem {
    let field = fault.field.as_deref();
    let sentence = words
        .problems
        .get(fault.kind)
        .map_or(fault.kind, String::as_str)
        .replace("{label}", &label(words, question, field))
        .replace("{value}", &fault.value);
    let (row, field) = (fault.row, fault.field.clone());
    Problem { question: question.to_owned(), row, field, sentence, part: None }
}
