//! What a link in a note leads to: another note or a file of the same folder, by its path, by its name alone, or by another
//! name that a note gives itself. Nothing outside the folder is ever meant.

use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Where a link leads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Target {
    /// The note at this place.
    Note(usize),
    /// The file at this place.
    File(usize),
}

/// The notes and files of a folder.
#[derive(Default)]
pub(super) struct Links {
    paths: BTreeMap<String, Target>,
    names: BTreeMap<String, Target>,
    aliases: BTreeMap<String, Target>,
}

impl Links {
    /// Of these paths. Of two of one name the one that lies less deep is meant, as in Obsidian.
    pub fn of<'p>(notes: impl Iterator<Item = &'p str>, files: impl Iterator<Item = &'p str>) -> Self {
        let notes = notes.enumerate().map(|(at, path)| (path, Target::Note(at)));
        let files = files.enumerate().map(|(at, path)| (path, Target::File(at)));
        let mut all: Vec<(&str, Target)> = notes.chain(files).collect();
        all.sort_by_key(|(path, _)| (path.matches('/').count(), *path));
        let mut links = Self::default();
        for (path, target) in all {
            let path = key(path);
            let bare = if matches!(target, Target::Note(_)) { stem(&path) } else { &path };
            let name = bare.rsplit('/').next().unwrap_or_default().to_owned();
            links.names.entry(name).or_insert(target);
            if bare.len() < path.len() {
                links.paths.entry(bare.to_owned()).or_insert(target);
            }
            links.paths.insert(path, target);
        }
        links
    }

    /// Another name of a note.
    pub fn call(&mut self, alias: &str, note: usize) {
        self.aliases.entry(key(alias)).or_insert(Target::Note(note));
    }

    /// What an address in the note at `from` leads to.
    pub fn find(&self, from: &str, address: &str) -> Option<Target> {
        let address = key(address.trim());
        let folder = key(from.rsplit_once('/').map_or("", |(folder, _)| folder));
        let beside = joined(&folder, &address).and_then(|path| self.paths.get(&path));
        let from_top = || joined("", address.trim_start_matches('/')).and_then(|path| self.paths.get(&path));
        let name = || {
            let last = address.rsplit('/').next().unwrap_or_default();
            self.names.get(last).or_else(|| self.names.get(stem(last)))
        };
        let is_name = !address.starts_with("..");
        beside.or_else(from_top).or_else(|| name().filter(|_| is_name)).or_else(|| self.aliases.get(&address)).copied()
    }
}

/// A path as others are compared with it.
fn key(path: &str) -> String {
    path.nfc().collect::<String>().to_lowercase()
}

/// A path without the ending of a note.
pub(super) fn stem(path: &str) -> &str {
    let ending = path.rsplit_once('.').filter(|(_, ending)| is_ending(ending));
    ending.map_or(path, |(stem, _)| stem)
}

/// Whether a path is that of a note.
pub(super) fn is_note(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| is_ending(ending))
}

fn is_ending(ending: &str) -> bool {
    ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// A path from a folder on; `None` if it leads out of all.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// An address without its percent signs, if that gives letters.
pub(super) fn decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = |place: usize| bytes.get(place).and_then(|byte| char::from(*byte).to_digit(16));
        match (byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| address.to_owned())
}

/// The scheme of an address; `None` if it is a path.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_by_path_and_by_name() {
        let notes = ["A.md", "sub/B.md", "sub/deep/A.md", "sub/Café.md"];
        let files = ["pic.png", "sub/pic.png", "img/صورة.png"];
        let mut links = Links::of(notes.into_iter(), files.into_iter());
        links.call("Optics", 1);
        let check = |from: &str, address: &str, expected: Option<Target>| {
            assert_eq!(links.find(from, address), expected, "{from} {address}");
        };
        check("A.md", "B", Some(Target::Note(1)));
        check("sub/B.md", "A", Some(Target::Note(0)));
        check("sub/deep/A.md", "A.md", Some(Target::Note(2)));
        check("A.md", "sub/deep/A", Some(Target::Note(2)));
        check("A.md", "optics", Some(Target::Note(1)));
        check("A.md", "Cafe\u{301}", Some(Target::Note(3)));
        check("sub/B.md", "pic.png", Some(Target::File(1)));
        check("A.md", "pic.png", Some(Target::File(0)));
        check("sub/deep/A.md", "../../img/صورة.png", Some(Target::File(2)));
        check("sub/B.md", "/A.md", Some(Target::Note(0)));
        check("A.md", "../pic.png", None);
        check("sub/B.md", "../../../pic.png", None);
        check("A.md", "missing", None);
        assert_eq!(decoded("my%20note%D9%82.md"), "my noteق.md");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(
            (scheme("https://x"), scheme("a/b:c"), scheme("C:/x"), scheme("x.md")),
            (Some("https"), None, None, None)
        );
    }
}
