//! Which of the files of a folder are notes, which lie beside them, and where the vault says how it is read. What hides itself
//! (`.obsidian`, `.trash`) is no note of hers.

use super::{links::is_note, settings};

/// The files of a folder, each with its place in what they come from, by its path from the top of the vault.
pub(super) struct Vault {
    pub notes: Vec<(String, usize)>,
    pub files: Vec<(String, usize)>,
    /// The place of the file that says how it is read.
    pub settings: Option<usize>,
}

impl Vault {
    pub fn of(entries: Vec<(String, usize)>) -> Self {
        let settings = entries.iter().find(|(path, _)| {
            path.strip_suffix(settings::PATH).is_some_and(|top| top.is_empty() || top.ends_with('/'))
        });
        let settings = settings.map(|(_, at)| *at);
        let top = top(&entries);
        let inner = |(path, at): (String, usize)| Some((path.strip_prefix(&top)?.to_owned(), at));
        let shown = entries.into_iter().filter_map(inner).filter(|(path, _)| !is_hidden(path));
        let (notes, files) = shown.partition(|(path, _)| is_note(path));
        Self { notes, files, settings }
    }
}

/// The folder of the vault, if its own files tell where it lies, with a slash behind it; else empty.
fn top(entries: &[(String, usize)]) -> String {
    let tops = entries.iter().filter_map(|(path, _)| path.split_once(".obsidian/").map(|(top, _)| top));
    let top = tops.min_by_key(|top| top.len()).filter(|top| top.ends_with('/')).unwrap_or_default();
    // Files beside it are not its own, yet hers.
    let is_all = entries.iter().all(|(path, _)| path.starts_with(top) || is_hidden(path));
    if is_all { top.to_owned() } else { String::new() }
}

/// Whether one of the folders on the way, or the file, hides itself.
pub(super) fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}
