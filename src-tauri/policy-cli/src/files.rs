//! Writes a set of files so that each is whole or not there: all are written under other names
//! first, then renamed.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Writes the files into a folder, which is made if need be. When one cannot be written, none is
/// replaced. They are for handing out: everybody on this computer may read them.
pub(crate) fn write_all(folder: &Path, files: &[(&str, &[u8])]) -> Result<()> {
    write(folder, files, make_readable)
}

/// The same with one file for its owner only.
pub(crate) fn write_private(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    write(folder, &[(name, bytes)], |_| Ok(()))
}

fn write(
    folder: &Path,
    files: &[(&str, &[u8])],
    finish: impl Fn(&std::fs::File) -> Result<()>,
) -> Result<()> {
    let name = || format!("{} cannot be written to", folder.display());
    anyhow::ensure!(!folder.is_file(), "{} is a file; --out needs a folder", folder.display());
    std::fs::create_dir_all(folder).with_context(name)?;
    let mut waiting = Vec::new();
    for (file, bytes) in files {
        let target = folder.join(file);
        let fault = || format!("{} cannot be written", target.display());
        // A folder of that name would only be noticed by the rename, when others are replaced.
        anyhow::ensure!(!target.is_dir(), "{} is a folder", target.display());
        let mut temporary = tempfile::NamedTempFile::new_in(folder).with_context(name)?;
        temporary.write_all(bytes).with_context(fault)?;
        temporary.as_file().sync_all().with_context(fault)?;
        waiting.push((temporary, target));
    }
    for (temporary, target) in waiting {
        finish(temporary.as_file())?;
        let fault = format!("{} cannot be written", target.display());
        temporary.persist(&target).context(fault)?;
    }
    Ok(())
}

/// Temporary files are private; a policy is for handing out.
#[cfg(unix)]
fn make_readable(file: &std::fs::File) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))?;
    Ok(())
}

#[cfg(not(unix))]
fn make_readable(_: &std::fs::File) -> Result<()> {
    Ok(())
}
