//! Reads INPUT: a file or standard input, with answers, a draft, or a portable file.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use policy::{Document, Draft};
use policy_store::{Portable, PortablePolicy, Record, Role};
use uuid::Uuid;

/// More than this is no policy; drafts and portable files have lower limits of their own.
const MAX_BYTES: u64 = 40 * 1024 * 1024;

/// What a command reads, and what in it is meant.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// The file; `-` is standard input.
    pub(crate) path: Option<PathBuf>,
    /// `--policy`: title or id, in a portable file of several.
    pub(crate) policy: Option<String>,
    /// `--revision`: as it was issued, from a portable file.
    pub(crate) revision: Option<u32>,
}

/// A revision as it was issued.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) record: Record,
    pub(crate) document: Document,
    pub(crate) pdf: Option<Vec<u8>>,
    pub(crate) html: Option<Vec<u8>>,
}

/// What INPUT holds.
enum Held {
    Draft(Draft),
    Portable { name: String, portable: Portable },
}

impl Input {
    /// The draft that is meant; with `--revision` the one that revision was issued from.
    pub(crate) fn draft(&self) -> Result<Draft> {
        match self.held()? {
            Held::Draft(draft) => {
                self.portable_only()?;
                Ok(draft)
            }
            Held::Portable { name, portable } => {
                let policy = self.policy(&portable).context(name.clone())?;
                let Some(number) = self.revision else { return Ok(policy.draft.clone()) };
                let record = revision(policy, number).context(name.clone())?;
                let bytes = file(&portable, record, Role::Draft).context(name.clone())?;
                let text = String::from_utf8(bytes).context(name.clone())?;
                Draft::from_json(&text).context(name)
            }
        }
    }

    /// The revision that is meant; `None` without `--revision`.
    pub(crate) fn issued(&self) -> Result<Option<Issued>> {
        let Some(number) = self.revision else { return Ok(None) };
        let Held::Portable { name, portable } = self.held()? else {
            self.portable_only()?;
            return Ok(None);
        };
        let found = || -> Result<Issued> {
            let record = revision(self.policy(&portable)?, number)?;
            let bytes = file(&portable, record, Role::Document)?;
            let document = serde_json::from_slice(&bytes)
                .context("The document that was issued cannot be read")?;
            Ok(Issued {
                document,
                pdf: portable.issued(record, Role::Pdf),
                html: portable.issued(record, Role::Html),
                record: record.clone(),
            })
        };
        found().map(Some).with_context(|| name.clone())
    }

    fn held(&self) -> Result<Held> {
        let path = self.path.as_deref().context("There is no INPUT.")?;
        let (name, bytes) = read(path)?;
        if is_portable(&bytes) {
            let portable = Portable::read(&bytes).with_context(|| name.clone())?;
            return Ok(Held::Portable { name, portable });
        }
        let text = String::from_utf8(bytes)
            .ok()
            .with_context(|| format!("{name}: This is not a policy file: it is not UTF-8 text."))?;
        let draft = Draft::from_json(text.trim_start_matches('\u{feff}')).with_context(|| name)?;
        Ok(Held::Draft(draft))
    }

    /// Answers and drafts hold one policy and no revisions.
    fn portable_only(&self) -> Result<()> {
        match (&self.policy, self.revision) {
            (None, None) => Ok(()),
            (Some(_), _) => {
                bail!("--policy chooses from a .plainpolicy file; this INPUT is one draft.")
            }
            (None, Some(_)) => {
                bail!(
                    "--revision needs a .plainpolicy file; this INPUT is a draft, which was not issued."
                )
            }
        }
    }

    fn policy<'a>(&self, portable: &'a Portable) -> Result<&'a PortablePolicy> {
        let all = &portable.policies;
        let names: Vec<_> = all.iter().map(|policy| (policy.id, policy.title.as_str())).collect();
        match (&self.policy, all.as_slice()) {
            (Some(wanted), _) => Ok(&all[meant(&names, wanted)?]),
            (None, [only]) => Ok(only),
            (None, []) => bail!("There is no policy in this file."),
            (None, _) => bail!(
                "There are {} policies in this file: {}. Choose one with --policy.",
                all.len(),
                listed(&names)
            ),
        }
    }
}

/// INPUT's name for messages, and its bytes.
pub(crate) fn read(path: &Path) -> Result<(String, Vec<u8>)> {
    let standard = path == Path::new("-");
    let name = if standard { "standard input".into() } else { path.display().to_string() };
    let mut bytes = Vec::new();
    let read = if standard {
        std::io::stdin().take(MAX_BYTES).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes))
    };
    read.with_context(|| format!("{name} cannot be read"))?;
    Ok((name, bytes))
}

/// Which of the policies is meant: by id, by title, or by the beginning of an id.
pub(crate) fn meant(policies: &[(Uuid, &str)], wanted: &str) -> Result<usize> {
    let lower = wanted.to_lowercase();
    // The lower, the surer.
    let rank = |(id, title): &(Uuid, &str)| {
        if id.to_string() == lower || *title == wanted {
            Some(0)
        } else if title.to_lowercase() == lower {
            Some(1)
        } else {
            (lower.len() >= 4 && id.to_string().starts_with(&lower)).then_some(2)
        }
    };
    let best = policies.iter().filter_map(rank).min();
    let mut found = (0..policies.len()).filter(|at| best.is_some() && rank(&policies[*at]) == best);
    match (found.next(), found.next()) {
        (Some(at), None) => Ok(at),
        (Some(_), Some(_)) => {
            bail!("Several policies are called “{wanted}”. Choose by id: {}.", listed(policies))
        }
        (None, _) => bail!("There is no policy “{wanted}”. There are {}.", listed(policies)),
    }
}

fn listed(policies: &[(Uuid, &str)]) -> String {
    if policies.is_empty() {
        return "none".to_owned();
    }
    let names: Vec<String> =
        policies.iter().map(|(id, title)| format!("“{title}” ({id})")).collect();
    names.join(", ")
}

fn revision(policy: &PortablePolicy, number: u32) -> Result<&Record> {
    let found = policy.revisions.iter().find(|record| record.number == number);
    found.with_context(|| match policy.revisions.len() {
        0 => format!("“{}” has no issued revisions in this file.", policy.title),
        last => format!("“{}” has no revision {number}; it has 1 to {last}.", policy.title),
    })
}

fn file(portable: &Portable, record: &Record, role: Role) -> Result<Vec<u8>> {
    portable
        .issued(record, role)
        .with_context(|| format!("Revision {} was issued without what this needs.", record.number))
}

/// A portable file says what it is before anything else.
fn is_portable(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(200)];
    let head = String::from_utf8_lossy(head);
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    rest = rest.strip_prefix('{').unwrap_or_default();
    rest.trim_start().starts_with("\"plainpolicy\"")
}
