//! Whatever a reader says is wrong has words, in the app and on the command line: each code that stands in its sources stands in
//! the list at the head of its module, and each of that list has a sentence in both.

use super::{Source, files, none, root};
use cairn::formats::{
    problem::{Location, Refusal},
    report::Report,
};
use cairn_cli::files::Told;
use std::{collections::BTreeSet, fs, sync::LazyLock};

/// Folders of readers and writers of files of other programs.
const READERS: [&str; 10] = ["aiken", "anki", "bookmarks", "case", "gift", "items", "moodle", "notes", "quiz", "sheet"];

/// What is no code though it is written like one: columns, fields and names of the formats.
const NO_CODES: [&str; 15] = [
    "add_date",
    "cairn_deck_ids",
    "cairn_decks",
    "cairn_item",
    "cairn_tags",
    "competency_rule_all",
    "competency_rule_points",
    "deck_ids",
    "image_base64",
    "moodle_auto_format",
    "personal_toolbar_folder",
    "plain_text",
    "time_added",
    "unfiled_bookmarks_folder",
    "unit_name",
];

/// Codes that have words in the app.
static APP: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let words = fs::read_to_string(root().join("src/app/session/jobs/words.rs")).expect("the words of jobs");
    let list = words.split_once("faults! { code;").expect("the list").1.split_once('}').expect("its end").0;
    list.split([';', ' ', '\n']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
});

/// Whether a code has words in the app and on the command line.
pub fn has_words(code: &str) -> bool {
    APP.contains(code) && is_said(code)
}

/// Whether the command line has a sentence for it.
fn is_said(code: &str) -> bool {
    // It takes codes that live as long as the program does.
    let code: &'static str = Box::leak(code.to_owned().into_boxed_str());
    let told = Told { report: Report::refused(None, Refusal::new(Location::Whole, code, "x")), refused: true };
    !told.to_text().contains("Problem: ")
}

/// Whether a text is written as codes are.
fn is_code(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    begins && text.len() > 2 && !text.ends_with('_') && text.chars().all(is_part)
}

/// The codes that the head of a module lists.
fn listed(source: &Source) -> BTreeSet<String> {
    let head: String = source.text.lines().map_while(|line| line.strip_prefix("//!")).collect();
    let Some((_, list)) = head.split_once("Codes of") else { return BTreeSet::new() };
    list.split('`').skip(1).step_by(2).filter(|word| is_code(word)).map(str::to_owned).collect()
}

/// The codes that stand in a source: what is given to a problem or a refusal.
fn said(source: &Source) -> Vec<(usize, String)> {
    let end = source.text.find("#[cfg(test)]\nmod tests {").unwrap_or(source.text.len());
    let text = &source.text[..end];
    let mut found = Vec::new();
    for (at, _) in text.match_indices('"') {
        let Some((word, _)) = text[at + 1..].split_once('"') else { continue };
        if is_code(word) && word.contains('_') && !text[..at].rsplit('\n').next().unwrap_or_default().contains("//") {
            found.push((text[..at].matches('\n').count() + 1, word.to_owned()));
        }
    }
    found
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || ["tests.rs", "hostile.rs", "samples.rs"].iter().any(|end| path.ends_with(end))
}

#[test]
fn each_code_of_a_reader_is_listed_at_its_head() {
    let mut problems = Vec::new();
    for reader in READERS {
        let sources = files(&format!("src/formats/{reader}"), &[".rs"]);
        let head = sources.iter().find(|source| source.path.ends_with(&format!("{reader}/mod.rs"))).expect("a head");
        let listed = listed(head);
        assert!(!listed.is_empty(), "{reader} lists no codes");
        for source in sources.iter().filter(|source| !is_test(&source.path)) {
            for (number, code) in said(source) {
                if !listed.contains(&code) && !NO_CODES.contains(&code.as_str()) {
                    problems.push(format!("{}:{number}: {code} is not listed", source.path));
                }
            }
        }
    }
    none(problems);
}

#[test]
fn each_code_has_words_in_the_app_and_on_the_command_line() {
    let mut problems = Vec::new();
    for source in files("src/formats", &["mod.rs"]) {
        for code in listed(&source) {
            if !APP.contains(&code) {
                problems.push(format!("{}: {code} has no words in the app", source.path));
            }
            if !is_said(&code) {
                problems.push(format!("{}: {code} has no words on the command line", source.path));
            }
        }
    }
    none(problems);
}

#[test]
fn what_has_words_in_the_app_has_some_on_the_command_line() {
    let unsaid = APP.iter().filter(|code| !is_said(code));
    none(unsaid.map(|code| format!("{code} has no words on the command line")));
}
