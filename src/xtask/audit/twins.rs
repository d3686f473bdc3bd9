//! Two builds of the same sources in two folders, compared file by file. Each folder has its own compiled crates,
//! so nothing is shared but the sources, the tools and the registry. Takes as long as two first builds.

use crate::build::Files;
use crate::repository::{self, command, output, root, target};
use crate::test::Outcome;
use crate::tools::path_with;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Of different lengths and depths: a path that got into a file would change it.
const FOLDERS: [&str; 2] = ["one", "another/place"];

pub fn compare() -> Result<Outcome> {
    let mut sites = Vec::new();
    let _ = fs::remove_dir_all(target().join("audit"));
    for folder in FOLDERS {
        let folder = target().join("audit").join(folder);
        copy_sources(&folder)?;
        sites.push(build(&folder)?);
    }
    let [one, other] = [Files::new(&sites[0]), Files::new(&sites[1])];
    let count = one.all()?.len();
    anyhow::ensure!(count > 0, "the build is empty");
    Ok(match difference(&one, &other)? {
        Some(difference) => Outcome::one(false, &difference),
        None => Outcome { note: format!("  {count} files are equal, byte for byte"), ..Outcome::one(true, "") },
    })
}

/// What git would commit, as it stands here.
fn copy_sources(folder: &Path) -> Result<()> {
    let list = output(command("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))
        .context("two builds need the sources in a git repository")?;
    for name in list.lines() {
        let (from, to) = (root().join(name), folder.join(name));
        // Deleted and not yet committed so.
        if !from.is_file() {
            continue;
        }
        fs::create_dir_all(to.parent().unwrap_or(folder))?;
        fs::copy(&from, &to).with_context(|| name.to_owned())?;
    }
    Ok(())
}

/// A release built by the copy's own xtask, with this tree's wasm-opt.
fn build(folder: &Path) -> Result<PathBuf> {
    println!("building in {}", folder.display());
    let tools = repository::e2e().join("node_modules/.bin");
    let mut build = repository::cargo();
    build.args(["run", "--quiet", "--locked", "--package", "xtask", "--", "dist"]).current_dir(folder);
    build.env("CARGO_TARGET_DIR", folder.join("target")).env("PATH", path_with(&[&tools]));
    repository::run(&mut build)?;
    Ok(folder.join("dist"))
}

/// The first difference in words: a file that one lacks, or where two begin to differ.
fn difference(one: &Files, other: &Files) -> Result<Option<String>> {
    let [names, others] = [one.all()?, other.all()?].map(BTreeSet::from_iter);
    if let Some(alone) = names.symmetric_difference(&others).next() {
        return Ok(Some(format!("only one of the two builds has {alone}")));
    }
    for name in names {
        let (left, right) = (one.read(&name)?, other.read(&name)?);
        if left == right {
            continue;
        }
        let at = left.iter().zip(&right).position(|(a, b)| a != b).unwrap_or(left.len().min(right.len()));
        let around = |bytes: &[u8]| {
            let part = &bytes[at.saturating_sub(40).min(bytes.len())..(at + 60).min(bytes.len())];
            String::from_utf8_lossy(part).escape_debug().to_string()
        };
        return Ok(Some(format!(
            "{name} differs at byte {at} ({} and {} bytes)\n  one:   {}\n  other: {}",
            left.len(),
            right.len(),
            around(&left),
            around(&right)
        )));
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str, files: &[(&str, &str)]) -> Result<Files> {
        let folder = target().join("test-twins").join(name);
        let _ = fs::remove_dir_all(&folder);
        let mut site = Files::new(&folder);
        fs::create_dir_all(&folder)?;
        files.iter().try_for_each(|(name, text)| site.write(name, text))?;
        Ok(site)
    }

    #[test]
    fn the_first_difference_is_named() -> Result<()> {
        let one = site("one", &[("a", "same"), ("b/c", "built here")])?;
        assert_eq!(difference(&one, &site("equal", &[("a", "same"), ("b/c", "built here")])?)?, None);
        for (name, files, words) in [
            ("fewer", &[("a", "same")][..], "only one of the two builds has b/c"),
            ("other", &[("a", "same"), ("b/c", "built there")], "b/c differs at byte 6 (10 and 11 bytes)"),
            ("longer", &[("a", "same+"), ("b/c", "built here")], "a differs at byte 4 (4 and 5 bytes)"),
        ] {
            let found = difference(&one, &site(name, files)?)?.unwrap_or_default();
            assert!(found.starts_with(words), "{found}");
        }
        Ok(())
    }
}
