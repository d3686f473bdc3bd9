//! Every byte on the wire before Today's main button works, by part, against the limit; and what each
//! area of the app brings with it when it is first opened.

use super::Outcome;
use crate::build::{Files, is, policy};
use crate::repository::dist;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A ratchet: an area of the app that comes in may raise it, up to the 240,000 of row 1, and nothing else does.
/// Kilobytes are 1,000 bytes here.
const CEILING: u64 = 239_900;

pub fn run() -> Result<Outcome> {
    let (build, parts) = parts()?;
    let mut table = String::from("  part               raw bytes   on the wire\n");
    for (part, name) in &parts {
        let raw = fs::metadata(dist().join(name)).with_context(|| name.clone())?.len();
        let _ = writeln!(table, "  {part:<16} {raw:>11} {:>13}", wire(name));
    }
    let total = total(&parts);
    let _ = writeln!(table, "  {:<16} {:>11} {:>13}", "headers, about", "", headers(parts.len()));
    let _ = writeln!(table, "  {:<16} {:>11} {total:>13}   the ceiling is {CEILING}", "total", "");
    let words = largest(&build, "later").context("the page names no later words")?.0;
    table += &later(&fs::read_to_string(dist().join(name_in(&build, "app")))?, words)?;
    let mut outcome =
        Outcome::one(total <= CEILING, &format!("{total} bytes before the first button, the ceiling is {CEILING}"));
    outcome.note = table;
    Ok(outcome)
}

/// The bytes alone.
pub fn first_button() -> Result<u64> {
    Ok(total(&parts()?.1))
}

/// What another site of plain files sends, with as many bytes of headers for each: of a page that needs all of them.
pub fn wire_of(site: &Path) -> Result<u64> {
    let names: Vec<String> = Files::new(site).all()?.into_iter().filter(|name| !is(name, "br")).collect();
    Ok(names.iter().map(|name| wire_in(site, name)).sum::<u64>() + headers(names.len()))
}

/// What the page says of its build, and the files it needs before its button works.
fn parts() -> Result<(Value, Vec<(&'static str, String)>)> {
    let page = fs::read_to_string(dist().join("index.html"))?;
    let build = json_between(&page, r#"id="build">"#, "</script>").context("the page has no build")?;
    let named = |stem: &str, end: &str| -> Result<String> {
        let entries = fs::read_dir(dist())?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        entries
            .into_iter()
            .find(|name| name.starts_with(stem) && name.ends_with(end))
            .with_context(|| format!("no {stem}"))
    };
    let mut parts = vec![
        ("page", "index.html".to_owned()),
        ("boot", named("boot-", ".js")?),
        ("styles", named("cairn-", ".css")?),
        ("app script", name_in(&build, "app")),
        ("app module", name_in(&build, "wasm")),
    ];
    parts.extend(largest(&build, "locales").map(|(_, name)| ("largest language", name)));
    Ok((build, parts))
}

fn name_in(build: &Value, key: &str) -> String {
    build[key].as_str().unwrap_or_default().to_owned()
}

/// The largest catalogue of a list, on the wire.
fn largest(build: &Value, list: &str) -> Option<(u64, String)> {
    let locales = build[list].as_object().into_iter().flatten();
    let shown = locales.filter(|(tag, _)| !tag.starts_with("en-X")).filter_map(|(_, name)| name.as_str());
    shown.map(|name| (wire(name), name.to_owned())).max()
}

fn total(parts: &[(&str, String)]) -> u64 {
    parts.iter().map(|(_, name)| wire(name)).sum::<u64>() + headers(parts.len())
}

/// About what the headers of so many answers take.
fn headers(answers: usize) -> u64 {
    u64::try_from(answers * (policy::POLICY.len() + 200)).unwrap_or(0)
}

/// What an area brings if it is the first that is opened; areas share pieces.
fn later(script: &str, words: u64) -> Result<String> {
    let pointer = json_between(script, "const pieces = ", ";\n").context("the app's script names no pieces")?;
    let list = pointer[0].as_str().unwrap_or_default();
    let pieces: Value = serde_json::from_str(&fs::read_to_string(dist().join(list))?)?;
    let files: Vec<&str> =
        pieces["files"].as_array().into_iter().flatten().filter_map(|file| file[0].as_str()).collect();
    let mut table = String::from("  later, each as if it came first:\n");
    let _ = writeln!(table, "  {:<16} {words:>24}", "its words");
    let _ = writeln!(table, "  {:<16} {:>24}", "the list", wire(list));
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
    wire_in(&dist(), name)
}

fn wire_in(site: &Path, name: &str) -> u64 {
    let bytes_of = |file: &str| fs::metadata(site.join(file)).map(|data| data.len());
    bytes_of(&format!("{name}.br")).or_else(|_| bytes_of(name)).unwrap_or(0)
}
