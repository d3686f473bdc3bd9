//! The form of files: size, names, opening words, and what may not stand in them.

use super::{Source, files, none};

/// Lines above which a file needs a reason, and above which none helps.
const LONG: usize = 400;
const TOO_LONG: usize = 600;

/// Files over [`LONG`] with the reason why they are one.
const REASONS: [(&str, &str); 0] = [];

/// All text that people write.
const WRITTEN: [&str; 12] =
    [".rs", ".mjs", ".toml", ".md", ".css", ".html", ".js", ".ts", ".lang", ".svg", ".webmanifest", "run"];

#[test]
fn files_stay_small() {
    let mut problems = Vec::new();
    for source in code() {
        let lines = source.text.lines().count();
        let excused = REASONS.iter().any(|(path, _)| *path == source.path);
        if lines > TOO_LONG || (lines > LONG && !excused) {
            problems.push(format!("{}: {lines} lines", source.path));
        }
    }
    none(problems);
}

#[test]
fn names_say_what_is_inside() {
    let vague = ["utils", "util", "helpers", "helper", "misc", "manager"];
    let problems = code().into_iter().filter(|source| {
        let parts = source.path.split('/').map(|part| part.split('.').next().unwrap_or_default());
        parts.clone().any(|part| vague.contains(&part))
    });
    none(problems.map(|source| source.path));
}

#[test]
fn every_module_opens_with_what_it_is() {
    let mut problems = Vec::new();
    for source in files("src", &[".rs"]).into_iter().chain(files("tests", &[".rs"])) {
        let first = source.text.lines().next().unwrap_or_default();
        if !(first.starts_with("//! ") || first.starts_with("#![doc = include_str!(")) {
            problems.push(format!("{}:1: no `//!`", source.path));
        }
    }
    none(problems);
}

#[test]
fn styles_know_start_and_end_not_left_and_right() {
    let physical = [
        "left:",
        "right:",
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        "text-align: left",
        "text-align: right",
        "float: left",
        "float: right",
        "-left-radius",
        "-right-radius",
    ];
    let mut problems = Vec::new();
    for source in files("src", &[".css"]).into_iter().chain(files("public", &[".css"])) {
        for (at, line) in source.text.lines().enumerate() {
            let found = physical.iter().find(|word| {
                line.match_indices(**word).any(|(start, _)| {
                    // `inset-left` does not exist, `--x-left:` is a name, `scroll-padding-left` is physical too.
                    !line[..start].ends_with(|before: char| before == '-' && !word.starts_with('-'))
                })
            });
            if let Some(word) = found {
                problems.push(format!("{}:{}: {word}", source.path, at + 1));
            }
        }
    }
    none(problems);
}

#[test]
fn no_html_is_inserted_and_nothing_is_left_to_do() {
    let forbidden = [
        ("inner_html", "no HTML string is inserted"),
        ("set_outer_html", "no HTML string is inserted"),
        ("insert_adjacent_html", "no HTML string is inserted"),
        ("#[ignore", "a test that does not run says nothing"),
        ("thread::sleep", "a test waits for an event, not for time"),
    ];
    let mut problems = Vec::new();
    for source in rust() {
        for (number, line) in source.code() {
            for (word, why) in forbidden {
                if line.contains(word) {
                    problems.push(format!("{}:{number}: {word}: {why}", source.path));
                }
            }
        }
        for (at, line) in source.text.lines().enumerate() {
            if ["TODO", "FIXME", "XXX"].iter().any(|word| line.contains(word)) {
                problems.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    none(problems);
}

#[test]
fn no_file_names_a_machine() {
    // Put together here, so that this file does not find itself.
    let homes = ["/root", "/home", "/Users", "/tmp", "/work"].map(|home| format!("{home}/"));
    let mut problems = Vec::new();
    for source in files("", &WRITTEN) {
        if source.path.starts_with("tests/tidy") {
            continue;
        }
        for (at, line) in source.text.lines().enumerate() {
            for home in &homes {
                let alone = line.find(home.as_str()).is_some_and(|start| {
                    !line[..start].ends_with(|before: char| before.is_alphanumeric() || "-_.}>/".contains(before))
                });
                if alone {
                    problems.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
                }
            }
        }
    }
    none(problems);
}

#[test]
fn locks_of_npm_name_no_host() {
    let locks = files("tests", &["package-lock.json"]);
    assert!(locks.len() > 1, "the browser tests and the benchmarks have one each");
    none(
        locks.iter().flat_map(|lock| lock.text.lines().filter(|line| line.contains("\"resolved\""))).map(str::to_owned),
    );
}

/// What is written in a programming language.
fn code() -> Vec<Source> {
    let endings = [".rs", ".css", ".js", ".ts"];
    ["src", "tests", "public"].into_iter().flat_map(|folder| files(folder, &endings)).collect()
}

/// Rust, without these rules, which name what they forbid.
fn rust() -> impl Iterator<Item = Source> {
    let all = files("src", &[".rs"]).into_iter().chain(files("tests", &[".rs"]));
    all.filter(|source| !source.path.starts_with("tests/tidy"))
}
