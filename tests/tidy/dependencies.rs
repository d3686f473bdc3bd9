//! Who may know whom: the manifests against the table of `src/ARCHITECTURE.md`, and the words that betray
//! a clock, randomness or a browser in a pure crate.

use super::{files, none, root};
use std::fs;

const PURE: [&str; 4] = ["learning", "domain", "formats", "sync"];

/// A crate's folder, and the crates of this project it may depend on.
const MAY_KNOW: [(&str, &[&str]); 9] = [
    ("learning", &[]),
    ("domain", &["learning"]),
    ("fitting", &["learning"]),
    ("formats", &["domain", "learning"]),
    ("sync", &["domain", "learning"]),
    ("store", &["domain", "learning"]),
    ("worker", &["domain", "fitting", "formats", "sync", "store", "learning"]),
    ("cli", &["domain", "fitting", "formats", "sync", "store", "learning", "worker"]),
    // The worker's protocol only: its jobs bring formats and sync into the page's module.
    ("app", &["domain", "store", "worker", "learning"]),
];

/// What a pure crate never depends on.
const IMPURE: [&str; 8] =
    ["web-sys", "js-sys", "wasm-bindgen", "wasm-bindgen-futures", "leptos", "getrandom", "rand", "uuid"];

/// What a pure crate never says.
const EFFECTS: [&str; 9] = [
    "SystemTime",
    "Instant::now",
    "std::fs",
    "std::net",
    "std::env::",
    "std::process",
    "std::thread",
    "js_sys",
    "web_sys",
];

#[test]
fn crates_know_only_whom_they_may() {
    let mut problems = Vec::new();
    for (name, allowed) in MAY_KNOW {
        for dependency in dependencies(name) {
            if let Some(own) = dependency.strip_prefix("cairn-")
                && !allowed.contains(&own)
            {
                problems.push(format!("src/{name}/Cargo.toml: {name} may not know {own}"));
            }
            if PURE.contains(&name) && IMPURE.contains(&dependency.as_str()) {
                problems.push(format!("src/{name}/Cargo.toml: {name} is pure, {dependency} is not"));
            }
        }
    }
    none(problems);
}

#[test]
fn the_app_never_takes_the_jobs_of_the_worker() {
    let manifest = manifest("app");
    let line = manifest.lines().find(|line| line.starts_with("cairn-worker"));
    none(line.filter(|line| line.contains("\"run\"")).map(|line| format!("src/app/Cargo.toml: {line}")));
}

#[test]
fn pure_crates_have_no_clock_no_randomness_and_no_files() {
    let mut problems = Vec::new();
    for source in PURE.iter().flat_map(|name| files(&format!("src/{name}"), &[".rs"])) {
        // Tests may read fixtures; they stand at the end of a file or in a file of their own.
        if source.path.contains("test") {
            continue;
        }
        for (number, line) in source.code().take_while(|(_, line)| !line.contains("#[cfg(test)]")) {
            if let Some(word) = EFFECTS.iter().find(|word| line.contains(**word)) {
                problems.push(format!("{}:{number}: {word} in a pure crate", source.path));
            }
        }
    }
    none(problems);
}

#[test]
fn the_browser_is_known_in_few_places() {
    const PLACES: [&str; 8] = [
        "src/app/browser",
        "src/store/generations.rs",
        "src/store/indexed_db",
        "src/store/tests/indexed_db.rs",
        "src/store/tests/pages_indexed_db",
        "src/store/tests/practice_indexed_db.rs",
        "src/worker/files.rs",
        "src/worker/main.rs",
    ];
    let mut problems = Vec::new();
    for source in files("src", &[".rs"]) {
        if source.path.starts_with("src/xtask") || PLACES.iter().any(|place| source.path.starts_with(place)) {
            continue;
        }
        for (number, line) in source.code() {
            if ["web_sys::", "js_sys::", "use web_sys", "use js_sys"].iter().any(|word| line.contains(word)) {
                problems.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    none(problems);
}

#[test]
fn versions_are_pinned_in_one_place() {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).expect("the workspace has a manifest");
    let table = workspace.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let table = table.split("\n[").next().unwrap_or_default();
    let mut problems: Vec<String> = table
        .lines()
        .filter(|line| {
            line.contains('=') && !line.starts_with('#') && !line.contains("path =") && !line.contains("\"=")
        })
        .map(|line| format!("Cargo.toml: not pinned: {line}"))
        .collect();
    for (name, _) in MAY_KNOW {
        problems.extend(
            manifest(name)
                .lines()
                .filter(|line| line.contains("version = \"="))
                .map(|line| format!("src/{name}/Cargo.toml: {line} belongs into the workspace")),
        );
    }
    none(problems);
}

fn manifest(name: &str) -> String {
    fs::read_to_string(root().join("src").join(name).join("Cargo.toml")).unwrap_or_default()
}

/// Names under `[dependencies]`; those of tests and build scripts reach no learner.
fn dependencies(name: &str) -> Vec<String> {
    let manifest = manifest(name);
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies]") && !line.contains("dev-") && !line.contains("build-");
        } else if inside && let Some((key, _)) = line.split_once('=') {
            found.push(key.split('.').next().unwrap_or_default().trim().to_owned());
        }
    }
    found
}
