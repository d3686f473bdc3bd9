//! What a learner reads stands in `locales/`: no quoted sentence in a view, no spoken attribute with a
//! literal value. Layers of the app keep apart: screens, interface parts, storage.

use super::{Source, files, none, root};
use std::fs;

/// Attributes whose value is read or spoken.
const SPOKEN: [&str; 6] = ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\"", "label=\"", "aria-description=\""];

#[test]
fn views_hold_no_english() {
    let mut problems = Vec::new();
    for source in app() {
        for (number, line) in source.code().take_while(|(_, line)| !line.contains("#[cfg(test)]")) {
            let spoken = SPOKEN.iter().any(|attribute| {
                line.split(attribute).skip(1).any(|rest| rest.starts_with(|first: char| first.is_alphabetic()))
            });
            if spoken || literal_child(line) {
                problems.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    none(problems);
}

/// A quoted text between elements of a view: `>"Some words"<`, or alone on its line as a sentence.
fn literal_child(line: &str) -> bool {
    // The name of the app is the same in every language.
    let is_words = |text: &str| text != "Cairn" && text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let inline = line.split(">\"").skip(1).filter_map(|rest| rest.split_once("\"<"));
    let alone = line.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inline.map(|(text, _)| text).chain(alone.filter(|text| text.contains(' '))).any(is_words)
}

#[test]
fn what_comes_first_says_only_first_words() {
    // What is behind a door of `app/pieces`; the door waits for the later words.
    const SCREENS: &[&str] = &[
        "about",
        "alarm",
        "changes",
        "confidence",
        "fitting",
        "goals",
        "help",
        "import",
        "items",
        "language",
        "library",
        "mistakes",
        "not_found",
        "notices",
        "practise",
        "returned",
        "room",
        "schedule",
        "search",
        "settings",
        "skills",
        "storage",
        "trash",
        "trouble",
        "wrong_clock",
    ];
    const PARTS: &[&str] = &[
        "attach",
        "choose",
        "keys/",
        "mistakes",
        "practice.rs",
        "practice/",
        "recover",
        "session/jobs",
        "session/named.rs",
        "session/texts.rs",
        "ui/field/secret.rs",
        "ui/keys.rs",
        "ui/unlock.rs",
        "ui/versions.rs",
    ];
    let is_behind = |path: &str| {
        let path = path.trim_start_matches("src/app/");
        let screen = path.strip_prefix("screens/").and_then(|rest| rest.split(['/', '.']).next());
        screen.is_some_and(|screen| SCREENS.contains(&screen)) || PARTS.iter().any(|part| path.starts_with(part))
    };
    let list = fs::read_to_string(root().join("src/app/build/first.txt")).expect("the list of what comes first");
    let first: Vec<&str> = list.lines().collect();
    assert!(first.contains(&"today"), "{first:?}");
    let mut problems = Vec::new();
    for source in files("src/app", &[".rs"]) {
        if is_behind(&source.path) || source.path.starts_with("src/app/build") {
            continue;
        }
        for (number, line) in source.code() {
            let whole = |(at, _): &(usize, &str)| !line[..*at].ends_with(char::is_alphanumeric);
            let said = line.match_indices("tr::").filter(whole);
            for (_, rest) in said.map(|(at, word)| line.split_at(at + word.len())) {
                let section: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !section.is_empty() && !first.contains(&section.as_str()) {
                    problems.push(format!("{}:{number}: tr::{section} may not be here yet", source.path));
                }
            }
        }
    }
    none(problems);
}

#[test]
fn interface_parts_know_no_domain() {
    none(mentions("src/app/ui", &["cairn_domain", "cairn_store", "crate::screens", "crate::session"]));
}

#[test]
fn screens_do_not_touch_the_store_or_each_other() {
    let mut problems = mentions("src/app/screens", &["cairn_store", "indexed_db"]);
    for source in files("src/app/screens", &[".rs"]) {
        let own = source.path.split('/').nth(3).unwrap_or_default().trim_end_matches(".rs").to_owned();
        for (number, line) in source.code() {
            for (_, rest) in line.match_indices("crate::screens::").map(|(at, word)| line.split_at(at + word.len())) {
                let other: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if other != own && !other.is_empty() {
                    problems.push(format!("{}:{number}: {own} knows {other}", source.path));
                }
            }
        }
    }
    none(problems);
}

#[test]
fn databases_are_made_and_deleted_in_few_places() {
    const PLACES: [&str; 3] = ["open.rs", "profiles.rs", "jobs.rs"];
    let mut problems = mentions("src/app", &["IndexedDb::delete", "IndexedDb::open"]);
    problems.retain(|found| PLACES.iter().all(|place| !found.starts_with(&format!("src/app/session/{place}:"))));
    let commits = mentions("src/app", &[".commit("]);
    problems.extend(commits.into_iter().filter(|found| !found.starts_with("src/app/session/writing.rs:")));
    none(problems);
}

fn mentions(folder: &str, words: &[&str]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in files(folder, &[".rs"]) {
        for (number, line) in source.code().take_while(|(_, line)| !line.contains("#[cfg(test)]")) {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                problems.push(format!("{}:{number}: {word}", source.path));
            }
        }
    }
    problems
}

/// What becomes views.
fn app() -> impl Iterator<Item = Source> {
    let folders = ["src/app/ui", "src/app/screens"];
    let root = files("src/app", &["root.rs", "main.rs"]).into_iter();
    folders.into_iter().flat_map(|folder| files(folder, &[".rs"])).chain(root)
}

#[test]
fn a_quoted_text_is_seen_where_a_view_shows_it() {
    for (line, found) in [
        (r#"<p>"Nothing here yet"</p>"#, true),
        (r#"    "Nothing here yet""#, true),
        (r"<p>{tr::goals::none()}</p>", false),
        (r#"<span>", "</span>"#, false),
        (r#"class="panel soft""#, false),
    ] {
        assert_eq!(literal_child(line), found, "{line}");
    }
}
