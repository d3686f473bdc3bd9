//! From sources to `dist/`: Trunk compiles, [`after_trunk`] does everything that follows.
//! The steps stand in the order in which they run; each is a file.

mod compress;
mod files;
mod locales;
mod optimise;
pub mod page;
pub mod policy;
mod site;
mod styles;

use crate::repository::{self, command, run};
use crate::tools::{cargo_tools, rust};
use anyhow::{Context, Result};
use files::Files;
use std::env;
use std::path::PathBuf;

/// What a build may vary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The path the site is served at; begins and ends with a slash.
    pub base: String,
}

/// Builds the optimised site and says where it is.
pub fn release(options: &Options) -> Result<PathBuf> {
    let mut trunk = trunk("build", options)?;
    trunk.arg("--release").env(rustflags_variable(), remapped());
    run(&mut trunk)?;
    Ok(repository::dist())
}

/// Builds without optimisation, and again whenever a source changes; does not return by itself.
pub fn watch(options: &Options) -> Result<()> {
    run(&mut trunk("watch", options)?)
}

/// What Trunk's hook calls, between its own work and the moment it moves the result to `dist/`.
pub fn after_trunk() -> Result<()> {
    let folder = PathBuf::from(env::var_os("TRUNK_STAGING_DIR").context("post-build is called by Trunk's hook")?);
    let base = env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| "/".into());
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let mut files = Files::new(&folder);
    if release {
        optimise::run(&mut files)?;
    }
    styles::write(&mut files)?;
    let locales = locales::copy(&mut files)?;
    site::assemble(&mut files, &site::Kind { base, release }, &locales)?;
    if release {
        compress::all(&files)?;
    }
    Ok(())
}

fn trunk(verb: &str, options: &Options) -> Result<std::process::Command> {
    rust::ensure()?;
    let path = cargo_tools::path()?;
    let mut trunk = command(cargo_tools::trunk().folder().join("bin/trunk"));
    trunk.args([verb, "--quiet", "--public-url", &options.base]).arg("--dist").arg(repository::dist());
    trunk
        .env("PATH", path)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // A failed build is explained by cargo's message, not by Trunk's stack.
        .env("RUST_BACKTRACE", "0")
        .env_remove("NO_COLOR");
    Ok(trunk)
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
