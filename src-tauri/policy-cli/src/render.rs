//! `policy render`: PDF, HTML and plain text.

use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow, bail};
use chrono::NaiveDate;
use policy::catalogue::DocumentSpec;
use policy::{Catalogue, Draft};
use uuid::Uuid;

use crate::input::Input;
use crate::{Ending, files, reprint};

struct Arguments {
    input: Input,
    out: PathBuf,
    document: String,
    /// As `--paper` says.
    style: Option<policy_print::Style>,
    variant: Variant,
    acknowledgement: Option<bool>,
    /// Draw the pages too.
    pictures: bool,
    date: NaiveDate,
    id: Option<Uuid>,
}

/// How the pages are set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Variant {
    Standard,
    LargePrint,
    EasySpacing,
}

pub(crate) fn run(catalogue: &Catalogue, arguments: lexopt::Parser) -> Result<Ending> {
    let arguments = parse(arguments)?;
    if let Some(issued) = arguments.input.issued()? {
        arguments.only_the_policy()?;
        let style = arguments.style.as_ref();
        return reprint::run(catalogue, &issued, &arguments.out, style, arguments.date);
    }
    let draft = arguments.input.draft()?;
    let spec = document(catalogue, &arguments.document)?;
    policy::offered(catalogue, spec, &draft).map_err(|sentence| anyhow!(sentence))?;
    let outcome =
        policy::run_document(catalogue, spec, &draft, arguments.date, arguments.acknowledgement);
    let id = arguments.id.unwrap_or_else(|| draft.document_id(&spec.id));
    let variant = arguments.variant;
    let style = variant.of(arguments.style.unwrap_or_else(policy_print::Style::letter));
    let printed = policy_print::pdf(&outcome.document, &style, id, arguments.date)?;
    let (pdf, pages) = (&printed.bytes, printed.pages);
    let html = policy_print::html(&outcome.document, &catalogue.page_css);
    let text = policy_print::text(&outcome.document);
    let [html_name, text_name] = ["html", "txt"].map(|ending| format!("{}.{ending}", spec.id));
    let pdf_name = format!("{}{}.pdf", spec.id, variant.behind());
    files::write_all(
        &arguments.out,
        &[(&pdf_name, pdf), (&html_name, &html), (&text_name, &text)],
    )?;
    if arguments.pictures {
        for (n, picture) in policy_print::pictures(&outcome.document, &style)?.iter().enumerate() {
            let name = format!("page-{}.svg", n + 1);
            files::write_all(&arguments.out, &[(&name, picture.as_bytes())])?;
        }
    }
    for question in &outcome.unknown {
        eprintln!(
            "policy: `{question}` is not a question of this version; it is kept, not printed."
        );
    }
    for problem in &outcome.problems {
        eprintln!("policy: {}", problem.sentence);
    }
    let not_printable = letters(catalogue, &draft, &printed.missing);
    for sentence in &not_printable {
        eprintln!("policy: {sentence}");
    }
    let many = if pages == 1 { "page" } else { "pages" };
    let out = arguments.out.display();
    println!("{out}: {pdf_name} ({pages} {many}), {html_name}, {text_name}");
    if variant == Variant::Standard && spec.pages.is_some_and(|most| pages > most) {
        println!("{}", too_long(catalogue, spec, &draft, &outcome));
    }
    if outcome.is_draft() {
        println!("Marked DRAFT; `policy review` says what is left to do.");
        return Ok(Ending::Unfinished);
    }
    Ok(if not_printable.is_empty() { Ending::Clean } else { Ending::Unfinished })
}

impl Arguments {
    /// A revision holds the policy and nothing else; it is printed as it is.
    fn only_the_policy(&self) -> Result<()> {
        if self.document != policy::catalogue::POLICY {
            bail!("--revision prints the policy. `{}` was not issued with it.", self.document);
        }
        if self.acknowledgement.is_some() || self.id.is_some() {
            bail!("--revision prints what was issued; --ack and --id cannot change it.");
        }
        if self.variant != Variant::Standard {
            bail!("--revision prints what was issued; --variant is for a draft.");
        }
        Ok(())
    }
}

impl Variant {
    fn of(self, paper: policy_print::Style) -> policy_print::Style {
        match self {
            Self::Standard => paper,
            Self::LargePrint => paper.large_print(),
            Self::EasySpacing => paper.easy_spacing(),
        }
    }

    /// What stands behind the name of its file.
    fn behind(self) -> &'static str {
        match self {
            Self::Standard => "",
            Self::LargePrint => "-large-print",
            Self::EasySpacing => "-easy-spacing",
        }
    }
}

/// The document of that name, or a sentence that lists them.
fn document<'a>(catalogue: &'a Catalogue, name: &str) -> Result<&'a DocumentSpec> {
    catalogue.document(name).with_context(|| {
        let names: Vec<&str> = catalogue.documents.iter().map(|spec| spec.id.as_str()).collect();
        format!("There is no document `{name}`. The documents are {}.", names.join(", "))
    })
}

/// A sentence for each letter that cannot be printed, with where she wrote it.
pub(crate) fn letters(catalogue: &Catalogue, draft: &Draft, missing: &[char]) -> Vec<String> {
    let sentence = |letter: &char| {
        let places = policy::review::places_of(catalogue, draft, *letter);
        let under = if places.is_empty() {
            String::new()
        } else {
            format!(" under “{}”", places.join("” and “"))
        };
        let code = u32::from(*letter);
        format!(
            "The character “{letter}” (U+{code:04X}){under} cannot be printed, because none of \
             the fonts here has it. Please write it another way."
        )
    };
    missing.iter().map(sentence).collect()
}

/// For a paper that runs over: which of her own texts in it is the longest.
fn too_long(
    catalogue: &Catalogue,
    spec: &DocumentSpec,
    draft: &Draft,
    outcome: &policy::Outcome,
) -> String {
    let most = spec.pages.unwrap_or_default();
    let meant = if most == 1 { "1 page".to_owned() } else { format!("{most} pages") };
    let advice = policy::review::longest_own_text(catalogue, draft, &outcome.document).map_or_else(
        || "None of your own texts in it is long; leave out a choice that adds to it.".to_owned(),
        |label| format!("Shorten your text under “{label}” first."),
    );
    format!("{} is meant to fit {meant} and does not. {advice}", spec.id)
}

fn parse(mut parser: lexopt::Parser) -> Result<Arguments> {
    use lexopt::prelude::*;
    let (mut out, mut id, mut acknowledgement, mut style) = (None, None, None, None);
    let mut pictures = false;
    let mut input = Input::default();
    let mut document = policy::catalogue::POLICY.to_owned();
    let mut variant = Variant::Standard;
    let mut date = chrono::Local::now().date_naive();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Long("lang") => expect(&mut parser, "--lang", &["en"], &["es", "en+es"])?,
            Long("variant") => variant = self::variant(&parser.value()?.string()?)?,
            Long("document") => document = parser.value()?.string()?,
            Long("paper") => style = Some(paper(&parser.value()?.string()?)?),
            Long("pictures") => pictures = true,
            Long("ack") => {
                acknowledgement = match parser.value()?.string()?.as_str() {
                    "pen" => Some(true),
                    "none" => Some(false),
                    "form" => bail!("--ack form is not built yet. Choose pen or none."),
                    other => bail!("--ack is pen or none, not `{other}`."),
                }
            }
            Long("date") => {
                date = day(&parser.value()?.string()?)?;
            }
            Long("id") => {
                let text = parser.value()?.string()?;
                let parsed = Uuid::parse_str(&text).ok();
                id = Some(parsed.with_context(|| format!("--id is a UUID, not `{text}`."))?);
            }
            Long("policy") => input.policy = Some(parser.value()?.string()?),
            Long("revision") => input.revision = Some(parser.value()?.parse()?),
            Value(value) if input.path.is_none() => input.path = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    if input.path.is_none() {
        bail!("render needs an INPUT: a file of answers, or - for standard input.");
    }
    Ok(Arguments {
        input,
        out: out.context("render needs --out DIR, the folder to write into.")?,
        document,
        style,
        variant,
        acknowledgement,
        pictures,
        date,
        id,
    })
}

/// Accepts the values that are built; refuses planned ones by name.
fn expect(parser: &mut lexopt::Parser, option: &str, built: &[&str], later: &[&str]) -> Result<()> {
    use lexopt::prelude::*;
    let value = parser.value()?.string()?;
    if built.contains(&value.as_str()) {
        return Ok(());
    }
    let built = built.join(" or ");
    if later.contains(&value.as_str()) {
        bail!("{option} {value} is not built yet. Choose {built}.");
    }
    bail!("{option} is {built}, not `{value}`.");
}

/// A variant as `--variant` takes it.
fn variant(name: &str) -> Result<Variant> {
    match name {
        "standard" => Ok(Variant::Standard),
        "large" => Ok(Variant::LargePrint),
        "easy" => Ok(Variant::EasySpacing),
        "booklet" => bail!("--variant booklet is not built yet. Choose standard, large or easy."),
        other => bail!("--variant is standard, large or easy, not `{other}`."),
    }
}

/// A paper size as `--paper` takes it.
pub(crate) fn paper(name: &str) -> Result<policy_print::Style> {
    match name {
        "letter" => Ok(policy_print::Style::letter()),
        "a4" => Ok(policy_print::Style::a4()),
        other => bail!("--paper is letter or a4, not `{other}`."),
    }
}

/// A day as `--date` takes it.
pub(crate) fn day(text: &str) -> Result<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .with_context(|| format!("--date is a day like 2027-01-04, not `{text}`."))
}
