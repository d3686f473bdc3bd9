//! Every byte on the wire before Today's main button works, by part, against the limit; and what each
//! area of the app brings with it when it is first opened.

use super::Outcome;
use crate::build::policy;
use crate::repository::dist;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

/// A ratchet that only goes down; kilobytes are 1,000 bytes here.
const CEILING: u64 = 236_000;

pub fn run() -> Result<Outcome> {
    let page = fs::read_to_string(dist().join("index.html"))?;
    let build = json_between(&page, r#"id="build">"#, "</script>").context("the page has no build")?;
    let text = |key: &str| build[key].as_str().unwrap_or_default().to_owned();
    let named = |stem: &str, end: &str| -> Result<String> {
        let entries = fs::read_dir(dist())?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        entries
            .into_iter()
            .find(|name| name.starts_with(stem) && name.ends_with(end))
            .with_context(|| format!("no {stem}"))
    };
    let largest = |list: &str| {
        let locales = build[list].as_object().into_iter().flatten();
        let shown = locales.filter(|(tag, _)| !tag.starts_with("en-X")).filter_map(|(_, name)| name.as_str());
        shown.map(|name| (wire(name), name.to_owned())).max()
    };
    let mut parts = vec![
        ("page", "index.html".to_owned()),
        ("boot", named("boot-", ".js")?),
        ("styles", named("cairn-", ".css")?),
        ("app script", text("app")),
        ("app module", text("wasm")),
    ];
    parts.extend(largest("locales").map(|(_, name)| ("largest language", name)));

    let mut table = String::from("  part               raw bytes   on the wire\n");
    let mut total = 0;
    for (part, name) in &parts {
        let raw = fs::metadata(dist().join(name)).with_context(|| name.clone())?.len();
        total += wire(name);
        let _ = writeln!(table, "  {part:<16} {raw:>11} {:>13}", wire(name));
    }
    let headers = u64::try_from(parts.len() * (policy::POLICY.len() + 200)).unwrap_or(0);
    total += headers;
    let _ = writeln!(table, "  {:<16} {:>11} {headers:>13}", "headers, about", "");
    let _ = writeln!(table, "  {:<16} {:>11} {total:>13}   the ceiling is {CEILING}", "total", "");
    let words = largest("later").context("the page names no later words")?.0;
    table += &later(&fs::read_to_string(dist().join(text("app")))?, words)?;
    let mut outcome =
        Outcome::one(total <= CEILING, &format!("{total} bytes before the first button, the ceiling is {CEILING}"));
    outcome.note = table;
    Ok(outcome)
}

/// What an area brings if it is the first that is opened; areas share pieces.
fn later(script: &str, words: u64) -> Result<String> {
    let pieces = json_between(script, "const pieces = ", ";\n").context("the app's script names no pieces")?;
    let files: Vec<&str> =
        pieces["files"].as_array().into_iter().flatten().filter_map(|file| file[0].as_str()).collect();
    let mut table = String::from("  later, each as if it came first:\n");
    let _ = writeln!(table, "  {:<16} {words:>24}", "its words");
    for (area, indexes) in pieces["areas"].as_object().into_iter().flatten() {
        let indexes = indexes.as_array().into_iter().flatten().filter_map(Value::as_u64);
        let names: BTreeSet<&str> = indexes.filter_map(|at| files.get(usize::try_from(at).ok()?).copied()).collect();
        let bytes: u64 = names.iter().map(|name| wire(name)).sum();
        let _ = writeln!(table, "  {area:<16} {:>3} pieces {bytes:>14}", names.len());
    }
    table.truncate(table.trim_end().len());
    Ok(table)
}

fn json_between(text: &str, open: &str, close: &str) -> Option<Value> {
    let (_, rest) = text.split_once(open)?;
    serde_json::from_str(rest.split_once(close)?.0).ok()
}

/// What a server that knows brotli sends.
fn wire(name: &str) -> u64 {
    let size = |name: &str| fs::metadata(dist().join(name)).map(|data| data.len());
    size(&format!("{name}.br")).or_else(|_| size(name)).unwrap_or(0)
}
