//! From sources to `dist/`. A release is compiled, split and bound here; while developing Trunk does that,
//! and [`after_trunk`] what follows. The steps stand in the order in which they run; each is a file.

pub mod compress;
mod files;
mod locales;
mod modules;
mod optimise;
pub mod page;
mod pieces;
pub mod policy;
mod repair;
mod site;
mod styles;

use crate::repository::{self, command, run, target};
use crate::tools::{cargo_tools, rust};
use anyhow::{Context, Result};
pub use files::{Files, copy_folder, is, sha256};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What a build may vary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The path the site is served at; begins and ends with a slash.
    pub base: String,
}

/// Builds the optimised site and says where it is.
pub fn release(options: &Options) -> Result<PathBuf> {
    rust::ensure()?;
    // What is being served stays whole until the new one is ready.
    let folder = target().join("site");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    modules::build(&folder)?;
    modules::copy_page(&folder)?;
    finish(&mut Files::new(&folder), &site::Kind { base: options.base.clone(), release: true })?;
    let dist = repository::dist();
    let _ = fs::remove_dir_all(&dist);
    // The target folder may be on another disk, where a rename does not reach.
    fs::rename(&folder, &dist).or_else(|_| copy_folder(&folder, &dist))?;
    Ok(dist)
}

/// A library for a page that is not the app's, compiled, bound and optimised as the app's modules are.
pub fn library(package: &str, folder: &Path) -> Result<()> {
    rust::ensure()?;
    modules::library(package, folder)?;
    optimise::run(&mut Files::new(folder))
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
    finish(&mut Files::new(&folder), &site::Kind { base, release })
}

/// From modules and a page to a site.
fn finish(files: &mut Files, kind: &site::Kind) -> Result<()> {
    if kind.release {
        optimise::run(files)?;
    }
    styles::write(files)?;
    let locales = locales::copy(files)?;
    site::assemble(files, kind, &locales)?;
    if kind.release {
        compress::all(files)?;
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
