//! Node and the packages of the browser tests. A build for learners needs neither.

use super::{apt, on_path};
use crate::repository::{self, command, e2e, output, run};
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

const OLDEST: u32 = 20;

/// Node of a usable version, with the locked packages of `tests/e2e` installed.
pub fn ensure() -> Result<()> {
    if version().is_none() && apt::is_possible() {
        println!("installing nodejs and npm with apt");
        apt::install(&["nodejs", "npm"])?;
    }
    match version() {
        Some(version) if major(&version) >= OLDEST => packages(&e2e()),
        Some(version) => {
            bail!("Node {OLDEST} or later is needed for the browser tests, {version} is installed")
        }
        None => bail!("Node {OLDEST} or later is needed for the browser tests: install it from https://nodejs.org"),
    }
}

pub fn version() -> Option<String> {
    output(command("node").arg("--version"))
}

/// wasm-opt, from PATH or from the test packages.
pub fn wasm_opt() -> Option<PathBuf> {
    on_path("wasm-opt").or_else(|| Some(e2e().join("node_modules/.bin/wasm-opt")).filter(|path| path.is_file()))
}

/// The locked packages of the benchmarks: the peers, and what bundles them.
pub fn bench() -> Result<()> {
    packages(&repository::bench())
}

/// `npm ci`, left out when the installed packages are those of the lock file.
fn packages(folder: &Path) -> Result<()> {
    let stamp = folder.join("node_modules/.cairn-lock");
    let lock = fs::read_to_string(folder.join("package-lock.json"))?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(repository::command("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(stamp, lock)?;
    Ok(())
}

fn major(version: &str) -> u32 {
    version.trim_start_matches('v').split('.').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(major("v20.20.2"), 20);
        assert_eq!(major("nonsense"), 0);
    }
}
