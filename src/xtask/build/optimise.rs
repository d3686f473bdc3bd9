//! wasm-opt on both modules, where it is found; the build is complete, only larger, without it.

use super::files::{Files, is, sha256};
use crate::repository::{self, command, output, target};
use crate::tools::node;
use anyhow::Result;
use std::fs;

/// Named one by one: `--all-features` writes a module that Chromium refuses.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

pub fn run(files: &mut Files) -> Result<()> {
    let modules: Vec<String> = files.all()?.into_iter().filter(|name| is(name, "wasm")).collect();
    let Some(tool) = node::wasm_opt() else {
        println!("wasm-opt is not here (PATH, tests/e2e/node_modules): the modules stay a tenth larger");
        return Ok(());
    };
    let version = output(command(&tool).arg("--version")).unwrap_or_default();
    for name in modules {
        run_on(files, &name, &tool, &version)?;
    }
    Ok(())
}

fn run_on(files: &mut Files, name: &str, tool: &std::path::Path, version: &str) -> Result<()> {
    let bytes = files.read(name)?;
    // The same input gives the same output: a second build of one state takes it from here.
    let cache = target().join("wasm-opt");
    let kept = cache.join(sha256(&[&bytes, version.as_bytes(), FEATURES.concat().as_bytes()].concat()));
    if !kept.is_file() {
        fs::create_dir_all(&cache)?;
        let draft = kept.with_extension("draft");
        repository::run(
            command(tool)
                .args(["-Oz", "--strip-debug", "--strip-producers"])
                .args(FEATURES)
                .arg(files.path(name))
                .arg("-o")
                .arg(&draft),
        )?;
        fs::rename(draft, &kept)?;
    }
    files.write(name, fs::read(kept)?)
}
