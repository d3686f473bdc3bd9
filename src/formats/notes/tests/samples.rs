//! The notes and the documentation of the plugin itself.

use super::{super::*, NOW, brought, of, told};
use cairn_domain::{
    item::{Deck, Form, Item},
    kind::Kind,
};
use std::path::{Path, PathBuf};

/// The files below a folder of the samples, by their paths from there; `None`, with a word, where the samples are absent.
fn folder(path: &str) -> Option<Vec<(String, Vec<u8>)>> {
    let top =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/markdown/obsidian-spaced-repetition");
    let top = top.join(path);
    if !top.is_dir() {
        eprintln!("skipped: no shared samples (markdown/{path})");
        return None;
    }
    let mut files = Vec::new();
    add(&top, &top, &mut files);
    Some(files)
}

fn add(top: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            add(top, &path, files);
        } else {
            let name = path.strip_prefix(top).expect("below").to_string_lossy().into_owned();
            files.push((name, std::fs::read(&path).expect("a file")));
        }
    }
}

fn source(path: &str) -> Option<Source> {
    let files = folder(path)?;
    let notes: Vec<Note> = files.iter().map(|(path, bytes)| Note { path, bytes }).collect();
    Some(read_notes(&notes, &[], &Settings::default(), NOW).expect("notes"))
}

#[test]
fn the_vaults_of_its_tests_give_their_cards() {
    let items = |path: &str| source(path).map(|source| (of::<Item>(&brought(&source, &[])), told(&source), source));
    if let Some((items, told, source)) = items("tests/vaults/notes2") {
        assert_eq!((items.len(), items[0].answer.as_str()), (1, "Triboelectric effect"));
        assert_eq!(told, ["file schedule_left 1"]);
        let decks = of::<Deck>(&brought(&source, &[]));
        assert_eq!(
            decks.iter().map(|deck| deck.title.as_str()).collect::<Vec<_>>(),
            ["flashcards", "science", "physics"]
        );
        assert_eq!(items[0].tags, [("review".to_owned(), true)]);
    }
    if let Some((items, _, source)) = items("tests/vaults/notes5") {
        assert_eq!(items.len(), 2);
        // The note of the cards, and the two to which it links.
        assert_eq!(source.counts()[&Kind::RESOURCE], 3);
    }
    if let Some((items, told, _)) = items("tests/vaults/notes6") {
        assert_eq!((items.len(), items[0].form), (1, Form::Cloze));
        assert_eq!(items[0].prompt, "A {{c1::question}} with multiple parts {{c2::Navevo part}}");
        assert_eq!(told, ["file schedule_left 1"]);
    }
    if let Some((items, told, source)) = items("tests/vaults/notes7") {
        assert!(items.is_empty());
        assert_eq!(told, ["A.md:3 untagged 2", "file no_cards"]);
        assert_eq!(source.counts()[&Kind::RESOURCE], 2);
    }
    if let Some((items, ..)) = items("tests/vaults") {
        assert_eq!(items.len(), 1 + 2 + 1);
    }
}

#[test]
fn the_documentation_shows_cards_in_code_alone() {
    if let Some(source) = source("docs") {
        assert_eq!(source.counts().get(&Kind::ITEM), None, "{:?}", told(&source));
    }
}
