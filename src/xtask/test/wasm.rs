//! What runs compiled for the browser, by wasm-bindgen's test runner: the conformance suite of the store against
//! IndexedDB, in a headless Chromium, and what needs none of it, in Node: the app's own units, and whether the
//! learning models give the same bits there as natively.

use super::{Outcome, cargo_tests, stages::TESTED};
use crate::repository::{cargo, root};
use crate::tools::{browser, cargo_tools, node, path_with, rust};
use anyhow::Result;
use serde_json::json;
use std::fs;
use std::process::{Command, Output};

pub fn store() -> Result<Outcome> {
    rust::ensure()?;
    let browser = browser::ensure()?;
    let capabilities = json!({
        "goog:chromeOptions": { "binary": browser.chromium, "args": browser::flags() }
    });
    // The runner reads `webdriver.json` of the package it tests.
    let settings = root().join("src/store/webdriver.json");
    fs::write(&settings, capabilities.to_string())?;
    // What tests the store in a browser is named for it.
    let output = tests(&[&TESTED[..], &["--test", "*indexed_db"]].concat())?
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .output();
    fs::remove_file(settings)?;
    let output = output?;
    Ok(counted(&output))
}

/// Routes, messages, keys, view models: pure, but in a crate that compiles for the browser alone. And the bits of the
/// models, which a native run holds against the same numbers. With `full` the optimiser too, which takes minutes to
/// compile; without, a story in the browser has it fit.
pub fn units(full: bool) -> Result<Outcome> {
    rust::ensure()?;
    node::ensure()?;
    let in_node = |which: &[&str]| -> Result<Outcome> { Ok(counted(&tests(which)?.output()?)) };
    let units = in_node(&[&TESTED[..], &["--bin", "cairn-app", "--test", "bits"]].concat())?;
    Ok(if full { cargo_tests::sum(units, in_node(&["-p", "cairn-fitting"])?) } else { units })
}

/// These tests, compiled for the browser.
fn tests(which: &[&str]) -> Result<Command> {
    let mut tests = cargo();
    tests.args([&["test", "--no-fail-fast", "--target", rust::TARGET], which].concat());
    // The runner alone: Trunk is for developing, and takes long to build.
    tests.env("PATH", path_with(&[&cargo_tools::wasm_bindgen()?.ensure()?]));
    Ok(tests)
}

fn counted(output: &Output) -> Outcome {
    let text = String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned();
    cargo_tests::read(&text, output.status.success())
}
