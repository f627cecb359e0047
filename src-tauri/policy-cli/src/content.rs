//! The content: built in, or read from a folder with caps on size and depth.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use policy::Catalogue;
use policy::content::Content;

use crate::Ending;

/// A content folder has about 200 small files; anything far from that is the wrong folder.
const MAX_FILES: usize = 2_000;
const MAX_BYTES: u64 = 256 * 1024;
const MAX_DEPTH: usize = 4;

/// The content, loaded once: the built-in one is the one that drafts are read with.
pub(crate) enum Loaded {
    BuiltIn(&'static Catalogue),
    Read(Box<Catalogue>),
}

impl Deref for Loaded {
    type Target = Catalogue;

    fn deref(&self) -> &Catalogue {
        match self {
            Self::BuiltIn(catalogue) => catalogue,
            Self::Read(catalogue) => catalogue,
        }
    }
}

/// Loads the content; an error lists everything that keeps it from loading.
pub(crate) fn catalogue(folder: Option<&Path>) -> Result<Loaded> {
    match folder {
        None => Ok(Loaded::BuiltIn(Catalogue::embedded())),
        Some(_) => Ok(Loaded::Read(Box::new(load(&content(folder)?)?))),
    }
}

fn content(folder: Option<&Path>) -> Result<Content> {
    let Some(folder) = folder else { return Ok(Content::embedded()) };
    let mut files = BTreeMap::new();
    read(folder, "", 0, &mut files)
        .with_context(|| format!("The content folder {} cannot be read", folder.display()))?;
    Ok(Content::from_files(files))
}

fn load(content: &Content) -> Result<Catalogue> {
    Catalogue::load(content).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        anyhow!("The content does not load:\n{}", lines.join("\n"))
    })
}

/// Prints what is wrong with the content.
pub(crate) fn lint(folder: Option<&Path>) -> Result<Ending> {
    let content = content(folder)?;
    let catalogue = match load(&content) {
        Ok(catalogue) => catalogue,
        Err(error) => {
            println!("{error}");
            return Ok(Ending::Unfinished);
        }
    };
    let faults = policy::lint::located(policy::lint::lint(&catalogue), &content);
    for fault in &faults {
        println!("{fault}");
    }
    println!(
        "{} questions, {} clauses, {} rules: {} faults",
        catalogue.questions.len(),
        catalogue.languages.values().map(|language| language.clauses.len()).sum::<usize>(),
        catalogue.rules.len(),
        faults.len()
    );
    Ok(if faults.is_empty() { Ending::Clean } else { Ending::Unfinished })
}

fn read(
    folder: &Path,
    prefix: &str,
    depth: usize,
    files: &mut BTreeMap<String, String>,
) -> Result<()> {
    if depth > MAX_DEPTH {
        bail!("{} lies too deep", folder.display());
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        let text = [".toml", ".md", ".json", ".css"].iter().any(|ending| name.ends_with(ending));
        if kind.is_dir() {
            read(&entry.path(), &format!("{path}/"), depth + 1, files)?;
        } else if kind.is_file() && text {
            if files.len() >= MAX_FILES || entry.metadata()?.len() > MAX_BYTES {
                bail!("{} is too large for content", entry.path().display());
            }
            let text = std::fs::read_to_string(entry.path())
                .with_context(|| entry.path().display().to_string())?;
            files.insert(path, text);
        }
    }
    Ok(())
}
