//! Names that every system takes, in any language: of files, and of tags.

use super::super::tags::belongs;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Bytes of the name of a file or a folder, without its ending: systems end at 255, and synchronising programs add to it.
const NAME_MAX: usize = 160;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Characters that turn the direction of a line, or are not seen.
const UNSEEN: [core::ops::RangeInclusive<char>; 4] =
    ['\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{206f}', '\u{feff}'..='\u{feff}'];

/// The paths that were given out.
#[derive(Default)]
pub(super) struct Paths {
    taken: BTreeSet<String>,
}

impl Paths {
    /// The path of the note of a deck with these names from the top down; `usual` for no name.
    pub fn of(&mut self, titles: &[String], usual: &str) -> String {
        let parts: Vec<String> = titles.iter().map(|title| file_name(title)).collect();
        let path = if parts.is_empty() { usual.to_owned() } else { parts.join("/") };
        let mut number = 1;
        loop {
            let path = if number == 1 { path.clone() } else { format!("{path} {number}") };
            // Systems that tell no case apart.
            if self.taken.insert(path.to_lowercase()) {
                return [&path, ".md"].concat();
            }
            number += 1;
        }
    }
}

/// A name of a file that means nothing to any system.
pub(super) fn file_name(title: &str) -> String {
    let is_bad = |c: char| "<>:\"/\\|?*#^[]%".contains(c);
    let clean: String = title
        .nfc()
        .filter(|c| !UNSEEN.iter().any(|range| range.contains(c)) && *c != '\u{61c}')
        .map(|c| {
            if c.is_control() {
                ' '
            } else if is_bad(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    let words = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut end = words.len().min(NAME_MAX);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    // What hides a file, and what Windows drops from its end.
    let name = words[..end].trim_start_matches('.').trim_end_matches(['.', ' ']).trim();
    let first = name.split('.').next().unwrap_or_default().trim().to_lowercase();
    let is_port = first.len() == 4 && (first.starts_with("com") || first.starts_with("lpt"));
    match name {
        "" => "deck".to_owned(),
        name if DEVICES.contains(&first.as_str()) || is_port => ["_", name].concat(),
        name => name.to_owned(),
    }
}

/// A tag as notes write it: no spaces, no signs, not of digits alone.
pub(super) fn tag(name: &str) -> String {
    let mut tag = String::new();
    for letter in name.trim().chars() {
        if belongs(letter) {
            tag.push(letter);
        } else if !tag.ends_with('-') {
            tag.push('-');
        }
    }
    let tag = tag.trim_matches(['-', '/']);
    if tag.chars().all(|c| c.is_numeric() || c == '/') { ["_", tag].concat() } else { tag.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_on_every_system() {
        for (title, name) in [
            ("Spanish verbs", "Spanish verbs"),
            ("اللغة العربية: أفعال", "اللغة العربية- أفعال"),
            ("a/b\\c?", "a-b-c-"),
            ("..hidden. ", "hidden"),
            ("CON", "_CON"),
            ("com1.txt", "_com1.txt"),
            ("\u{202e}gnp\u{200f}", "gnp"),
            (" \n ", "deck"),
            ("[[x]]#^%", "--x-----"),
        ] {
            assert_eq!(file_name(title), name, "{title:?}");
        }
        let long = file_name(&"ق".repeat(500));
        assert_eq!((long.len(), long.chars().count()), (160, 80));
        let mut paths = Paths::default();
        let of = |paths: &mut Paths, titles: &[&str]| {
            paths.of(&titles.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>(), "Cairn")
        };
        assert_eq!(of(&mut paths, &["A", "b"]), "A/b.md");
        assert_eq!(of(&mut paths, &["a", "B"]), "a/B 2.md");
        assert_eq!(of(&mut paths, &[]), "Cairn.md");
    }

    #[test]
    fn tags_are_written_as_notes_take_them() {
        for (name, expected) in [
            ("spanish verbs", "spanish-verbs"),
            ("a/b", "a/b"),
            ("C++", "C"),
            ("12", "_12"),
            ("?", "_"),
            ("أفعال شاذة", "أفعال-شاذة"),
        ] {
            assert_eq!(tag(name), expected, "{name}");
        }
    }
}
