//! The compiler of `rust-toolchain.toml` with its WebAssembly target.

use crate::repository::{self, command, run};
use anyhow::{Context, Result};
use std::fs;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// Installs the target where it is missing. rustup may be told not to install by itself, so it is asked in words.
pub fn ensure() -> Result<()> {
    if has_target() {
        return Ok(());
    }
    let channel = channel()?;
    println!("installing {TARGET} for Rust {channel}");
    run(command("rustup").args(["toolchain", "install", &channel, "--profile", "minimal"]))
        .and_then(|()| run(command("rustup").args(["target", "add", TARGET, "--toolchain", &channel])))
        .with_context(|| {
            format!("Rust {channel} with the target {TARGET} is needed: install rustup from https://rustup.rs")
        })
}

/// The channel that `rust-toolchain.toml` names.
pub fn channel() -> Result<String> {
    let text = fs::read_to_string(repository::root().join("rust-toolchain.toml"))?;
    text.lines()
        .find_map(|line| line.strip_prefix("channel = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .context("rust-toolchain.toml names no channel")
}

/// Looks for the target's libraries beside the compiler, so that it also works without rustup.
fn has_target() -> bool {
    repository::output(command("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| std::path::Path::new(&folder).is_dir())
}
