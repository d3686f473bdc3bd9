//! What stands beside our app: pages that are built here, from npm packages pinned in `tests/bench` and from
//! our own core. All are packed by the same brotli and served by the same server as the app.

use super::rows::Row;
use crate::build::{self, Files, compress, page};
use crate::repository::{bench, command, dist, root, run, target};
use crate::tools::python;
use anyhow::{Context, Result};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders to be served, and the program that drives the browser.
pub struct Sites {
    pub vanilla: PathBuf,
    pub react: PathBuf,
    /// Merging, storing, replaying and loading: our core with Loro, Dexie and ts-fsrs.
    pub core: PathBuf,
    pub driver: PathBuf,
    /// Our schedule and the crate `fsrs`, natively.
    pub native: PathBuf,
    /// With Anki and py-fsrs.
    pub python: PathBuf,
}

/// Rows that need Python.
const SCRIPTED: [u32; 3] = [7, 8, 12];
/// Rows that need our schedule natively.
const NATIVE: u32 = 12;
/// Rows that need our core as a module of its own, which takes a minute to compile.
const CORE: [u32; 5] = [6, 9, 10, 12, 13];

pub fn build(rows: &[&Row]) -> Result<Sites> {
    let all = target().join("bench");
    let site = |name: &str| all.join("sites").join(name);
    let needs = |numbers: &[u32]| rows.iter().any(|row| numbers.contains(&row.number));
    let sites = Sites {
        vanilla: site("vanilla"),
        react: site("react"),
        core: site("core"),
        driver: all.join("driver.mjs"),
        native: native_folder().join("release/examples/native"),
        python: python::program(),
    };
    bundle(&["run.ts", "--platform=node"], &sites.driver)?;
    react(&sites.react).context("React")?;
    vanilla(&sites.vanilla).context("vanilla")?;
    if needs(&CORE) {
        core(&sites.core).context("Loro, Dexie and ts-fsrs")?;
    }
    if needs(&[NATIVE]) {
        native().context("the crate fsrs")?;
    }
    if needs(&SCRIPTED) {
        python::ensure().context("Anki and py-fsrs")?;
    }
    Ok(sites)
}

fn react(site: &Path) -> Result<()> {
    fresh("react", site)?;
    bundle(
        &["pages/react/button.ts", "--minify", "--define:process.env.NODE_ENV=\"production\""],
        &site.join("button.js"),
    )?;
    compress::all(&Files::new(site))
}

/// The vanilla page works offline by our own service worker, so that only the page differs.
fn vanilla(site: &Path) -> Result<()> {
    fresh("vanilla", site)?;
    for (page, script) in [("home", "home.js"), ("list", "list.js"), ("cards", "cards.js")] {
        bundle(&[&format!("pages/vanilla/{page}.ts"), "--minify"], &site.join(script))?;
    }
    let mut files = Files::new(site);
    let styles = fs::read_dir(dist())?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_ours = |name: &String| name.starts_with("cairn-") && build::is(name, "css");
    let styles = styles.into_iter().find(is_ours).context("dist/ has no styles")?;
    files.write("cairn.css", fs::read(dist().join(styles))?)?;
    let mut hashes = BTreeMap::new();
    for name in files.all()? {
        let hash = build::sha256(&files.read(&name)?);
        hashes.insert(if name == "index.html" { String::new() } else { name }, hash);
    }
    let list = json!({ "id": "vanilla", "files": hashes }).to_string();
    let worker = fs::read_to_string(root().join("public/sw.js"))?;
    files.write("sw.js", page::between(&worker, "/*build*/", "/*end*/", &list)?)?;
    compress::all(&files)
}

fn core(site: &Path) -> Result<()> {
    fresh("core", site)?;
    build::library("cairn-bench", site)?;
    bundle(&["pages/core/work.ts", "--external:./cairn_bench.js"], &site.join("work.js"))?;
    let loro = bench().join("node_modules/loro-crdt/web/loro_wasm_bg.wasm");
    fs::copy(loro, site.join("loro_wasm_bg.wasm"))?;
    Ok(())
}

/// As fast as both can be made: the release that goes to learners is made small.
fn native() -> Result<()> {
    run(command("cargo")
        .args(["build", "--quiet", "--locked", "--release", "--package", "cairn-bench", "--example", "native"])
        .arg("--target-dir")
        .arg(native_folder())
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3")
        .current_dir(root()))
}

fn native_folder() -> PathBuf {
    target().join("bench/native")
}

/// A new folder with the HTML of a page.
fn fresh(page: &str, site: &Path) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    fs::create_dir_all(site)?;
    for entry in fs::read_dir(bench().join("pages").join(page))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if build::is(&name, "html") || build::is(&name, "css") {
            fs::copy(entry.path(), site.join(name))?;
        }
    }
    Ok(())
}

/// esbuild, from the packages of `tests/bench`.
fn bundle(arguments: &[&str], to: &Path) -> Result<()> {
    run(command(bench().join("node_modules/.bin/esbuild"))
        .args(arguments)
        .args(["--bundle", "--format=esm", "--log-level=warning"])
        .arg(format!("--outfile={}", to.display()))
        .current_dir(bench()))
}
