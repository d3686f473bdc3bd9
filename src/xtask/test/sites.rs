//! The two releases that the browser tests open, at a root and under a sub-path. Linking them takes one core for
//! minutes, so that is begun in the background as soon as the sources are known to compile.

use crate::build::{self, Options};
use crate::repository::{dist, target};
use crate::tools::{browser, cargo_tools, node, rust};
use anyhow::{Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

pub const SUB_PATH: &str = "/x/";

/// Two builds, not begun, being made, or made.
#[derive(Default)]
pub enum Sites {
    #[default]
    Wanted,
    Begun(JoinHandle<Result<()>>),
    Ready,
}

impl Sites {
    pub fn root() -> PathBuf {
        target().join("sites/root")
    }

    pub fn sub() -> PathBuf {
        target().join("sites/sub")
    }

    /// Starts building while other stages run. Tools come first: two threads must not install one at the same time.
    pub fn begin(&mut self) -> Result<()> {
        tools()?;
        *self = Self::Begun(thread::spawn(build_both));
        Ok(())
    }

    /// Waits for the builds, or makes them.
    pub fn ready(&mut self) -> Result<()> {
        match std::mem::replace(self, Self::Ready) {
            Self::Wanted => tools().and_then(|()| build_both()),
            Self::Begun(building) => building.join().map_err(|_| anyhow!("the build broke off"))?,
            Self::Ready => Ok(()),
        }
    }
}

fn tools() -> Result<()> {
    rust::ensure()?;
    cargo_tools::wasm_bindgen()?.ensure()?;
    // wasm-opt comes with the packages of the browser tests; without it the build is larger, not broken.
    if let Err(error) = node::ensure() {
        println!("{error:#}");
    }
    // The stages that meet the browser say what is missing.
    let _ = browser::ensure();
    Ok(())
}

/// Leaves the one for a root in `dist/`, where it is served from by hand.
fn build_both() -> Result<()> {
    build::release(&Options { base: SUB_PATH.into() })?;
    keep(&dist(), &Sites::sub())?;
    build::release(&Options { base: "/".into() })?;
    keep(&dist(), &Sites::root())
}

/// A copy of a build: the next one writes to the same folder.
fn keep(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    build::copy_folder(from, to)
}
