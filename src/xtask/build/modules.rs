//! The two WebAssembly modules of a release, compiled and bound to JavaScript.
//!
//! Trunk does this while developing. It has no hook between the compiler and wasm-bindgen, where the
//! app's module is split, so a release is made here.

use super::files::copy_folder;
use super::pieces;
use crate::repository::{self, command, run, target};
use crate::tools::{cargo_tools, rust};
use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes both modules, their glue and the app's pieces into `folder`.
pub fn build(folder: &Path) -> Result<()> {
    let app = compile("cairn-app", "split", &["-C", "link-arg=--emit-relocs", "-C", "strip=none"])?;
    let worker = compile("cairn-worker", "browser", &[])?;
    let bindgen = cargo_tools::wasm_bindgen()?.ensure()?.join("wasm-bindgen");
    let draft = target().join("split");
    let split = pieces::split(&app, &draft)?;
    // The pieces ask the main module for exports that the linker named.
    bind(&bindgen, &split.main, folder, &["--keep-lld-exports"])?;
    bind(&bindgen, &worker, folder, &[])?;
    pieces::write(&split, folder)
}

/// Compiles a crate with a feature and further flags for its last step.
fn compile(package: &str, feature: &str, last: &[&str]) -> Result<PathBuf> {
    rustc(package, &[&["--bin", package, "--features", feature, "--"], last].concat())?;
    Ok(compiled(package))
}

/// The same for a library that a page binds by itself.
pub fn library(package: &str, folder: &Path) -> Result<()> {
    rustc(package, &["--lib"])?;
    let bindgen = cargo_tools::wasm_bindgen()?.ensure()?.join("wasm-bindgen");
    bind(&bindgen, &compiled(&package.replace('-', "_")), folder, &[])
}

fn rustc(package: &str, arguments: &[&str]) -> Result<()> {
    let mut cargo = repository::cargo();
    cargo.args(["rustc", "--quiet", "--locked", "--release", "--package", package, "--target", rust::TARGET]);
    run(cargo.args(arguments).env(rustflags_variable(), remapped()))
}

fn compiled(name: &str) -> PathBuf {
    target().join(rust::TARGET).join("release").join(name).with_extension("wasm")
}

fn bind(bindgen: &Path, module: &Path, folder: &Path, options: &[&str]) -> Result<()> {
    run(command(bindgen)
        .args(["--target", "web", "--no-typescript", "--remove-name-section", "--remove-producers-section"])
        .args(options)
        .arg("--out-dir")
        .arg(folder)
        .arg(module))
}

/// The page and what it names, as they stand in the repository.
pub fn copy_page(folder: &Path) -> Result<()> {
    let root = repository::root();
    fs::copy(root.join("index.html"), folder.join("index.html")).context("index.html is missing")?;
    copy_folder(&root.join("public"), folder)
}

/// Cargo joins this list with the one in `.cargo/config.toml`.
fn rustflags_variable() -> String {
    format!("CARGO_TARGET_{}_RUSTFLAGS", rust::TARGET.replace('-', "_").to_uppercase())
}

/// Panic messages carry the paths of sources. Without these flags two machines would build two different files.
fn remapped() -> String {
    let root = repository::root();
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default();
    format!("--remap-path-prefix={}=crates --remap-path-prefix={}=cairn", home.display(), root.display())
}
