//! The conformance suite of the store against IndexedDB, in a headless Chromium by wasm-bindgen's test runner.

use super::{Outcome, cargo_tests};
use crate::repository::{cargo, root};
use crate::tools::{browser, cargo_tools, rust};
use anyhow::Result;
use serde_json::json;
use std::fs;

/// The feature of `cairn-store` that builds its IndexedDB side.
const FEATURE: &str = "indexed_db";

pub fn run() -> Result<Outcome> {
    if !has_browser_tests()? {
        return Ok(Outcome::skipped("cairn-store has no browser tests yet"));
    }
    rust::ensure()?;
    let browser = browser::ensure()?;
    let folder = crate::repository::target().join("webdriver");
    fs::create_dir_all(&folder)?;
    let capabilities = json!({
        "goog:chromeOptions": { "binary": browser.chromium, "args": browser::flags() }
    });
    // The runner reads `webdriver.json` of the package it tests.
    let settings = root().join("src/store/webdriver.json");
    fs::write(&settings, capabilities.to_string())?;
    let output = cargo()
        .args(["test", "-p", "cairn-store", "--features", FEATURE, "--target", rust::TARGET])
        .env("PATH", cargo_tools::path()?)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .output();
    fs::remove_file(settings)?;
    let output = output?;
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    Ok(cargo_tests::read(&text, output.status.success()))
}

fn has_browser_tests() -> Result<bool> {
    let manifest = fs::read_to_string(root().join("src/store/Cargo.toml"))?;
    Ok(manifest.contains("wasm-bindgen-test") && manifest.contains(&format!("{FEATURE} =")))
}
