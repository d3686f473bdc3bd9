//! What runs compiled for the browser, by wasm-bindgen's test runner: the conformance suite of the store against
//! IndexedDB, in a headless Chromium, and the app's own units, which need none of it, in Node.

use super::{Outcome, cargo_tests};
use crate::repository::{cargo, root};
use crate::tools::{browser, cargo_tools, node, path_with, rust};
use anyhow::Result;
use serde_json::json;
use std::fs;
use std::process::Output;

pub fn store() -> Result<Outcome> {
    rust::ensure()?;
    let browser = browser::ensure()?;
    let capabilities = json!({
        "goog:chromeOptions": { "binary": browser.chromium, "args": browser::flags() }
    });
    // The runner reads `webdriver.json` of the package it tests.
    let settings = root().join("src/store/webdriver.json");
    fs::write(&settings, capabilities.to_string())?;
    let output = cargo()
        .args(["test", "-p", "cairn-store", "--tests", "--target", rust::TARGET])
        // The runner alone: Trunk is for developing, and takes long to build.
        .env("PATH", path_with(&[&cargo_tools::wasm_bindgen()?.ensure()?]))
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .output();
    fs::remove_file(settings)?;
    let output = output?;
    Ok(counted(&output))
}

/// Routes, messages, keys, view models: pure, but in a crate that compiles for the browser alone.
pub fn units() -> Result<Outcome> {
    rust::ensure()?;
    node::ensure()?;
    let output = cargo()
        .args(["test", "-p", "cairn-app", "--target", rust::TARGET])
        .env("PATH", path_with(&[&cargo_tools::wasm_bindgen()?.ensure()?]))
        .output()?;
    Ok(counted(&output))
}

fn counted(output: &Output) -> Outcome {
    let text = String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned();
    cargo_tests::read(&text, output.status.success())
}
