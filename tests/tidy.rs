//! The rules of `src/ARCHITECTURE.md` that can be read off the sources, each a test that names file and line.
//! It reads text, not syntax: where a heuristic errs, the exception stands beside the rule with its reason.

#[path = "tidy/codes.rs"]
pub mod codes;
#[path = "tidy/dependencies.rs"]
mod dependencies;
#[path = "tidy/sources.rs"]
mod sources;
#[path = "tidy/words.rs"]
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the repository as text, by its path from the root.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Every line of code with its number; comments are left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default()))
    }
}

/// Fails with the whole list, so that one run shows everything.
fn none(problems: impl IntoIterator<Item = String>) {
    let problems: Vec<String> = problems.into_iter().collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The project's own text files below `folder` whose names end in one of `endings`.
fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            // Built, installed or not ours; links lead out of the repository.
            let foreign = ["target", "dist", "node_modules", "results", ".git", "fixtures"];
            if !foreign.contains(&name.as_str()) && !path.is_symlink() {
                collect(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending))
            && let Ok(text) = fs::read_to_string(&path)
        {
            let path = path.strip_prefix(root()).unwrap_or(&path);
            found.push(Source { path: path.to_string_lossy().replace('\\', "/"), text });
        }
    }
}
