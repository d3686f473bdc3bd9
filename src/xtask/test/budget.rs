//! Every byte on the wire before Today's main button works, by part, against the limit.

use super::Outcome;
use crate::build::policy;
use crate::repository::dist;
use anyhow::{Context, Result};
use serde_json::Value;
use std::fmt::Write;
use std::fs;

/// What the design asks for; kilobytes are 1,000 bytes here. Met once the screens that Today does not
/// need come in modules of their own.
const GOAL: u64 = 260_000;

/// What was measured when this was written, rounded up: a ratchet that only goes down, to [`GOAL`].
const CEILING: u64 = 545_000;

pub fn run() -> Result<Outcome> {
    let page = fs::read_to_string(dist().join("index.html"))?;
    let build = page
        .split_once(r#"id="build">"#)
        .and_then(|(_, rest)| rest.split_once("</script>"))
        .context("the page has no build")?
        .0;
    let build: Value = serde_json::from_str(build)?;
    let text = |key: &str| build[key].as_str().unwrap_or_default().to_owned();
    let named = |stem: &str, end: &str| -> Result<String> {
        let entries = fs::read_dir(dist())?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        entries
            .into_iter()
            .find(|name| name.starts_with(stem) && name.ends_with(end))
            .with_context(|| format!("no {stem}"))
    };
    let locales = build["locales"].as_object().cloned().unwrap_or_default();
    let largest = locales
        .iter()
        .filter(|(tag, _)| !tag.starts_with("en-X"))
        .filter_map(|(_, name)| name.as_str().map(|name| (wire(name), name.to_owned())))
        .max()
        .map(|(_, name)| name);
    let mut parts = vec![
        ("page", "index.html".to_owned()),
        ("boot", named("boot-", ".js")?),
        ("styles", named("cairn-", ".css")?),
        ("app script", text("app")),
        ("app module", text("wasm")),
    ];
    parts.extend(largest.map(|name| ("largest language", name)));

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
    let _ = writeln!(table, "  {:<16} {:>11} {total:>13}", "total", "");
    let _ =
        write!(table, "  the ceiling is {CEILING}, the goal {GOAL}: {}", if total <= GOAL { "met" } else { "not met" });
    let mut outcome =
        Outcome::one(total <= CEILING, &format!("{total} bytes before the first button, the ceiling is {CEILING}"));
    outcome.note = table;
    Ok(outcome)
}

/// What a server that knows brotli sends.
fn wire(name: &str) -> u64 {
    let size = |name: &str| fs::metadata(dist().join(name)).map(|data| data.len());
    size(&format!("{name}.br")).or_else(|_| size(name)).unwrap_or(0)
}
