//! Trunk, wasm-bindgen and cargo-deny: built once from source at a pinned version into a cache outside the repository.

use super::path_with;
use crate::repository::{self, command, run};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::path::PathBuf;
use std::{env, fs};

const TRUNK: &str = "0.21.14";
const DENY: &str = "0.20.2";

/// A cargo package with the one program that is wanted of it.
pub struct Tool {
    pub package: &'static str,
    pub program: &'static str,
    pub version: String,
}

pub fn trunk() -> Tool {
    Tool { package: "trunk", program: "trunk", version: TRUNK.to_owned() }
}

/// Judges licences, sources and advisories of dependencies.
pub fn deny() -> Tool {
    Tool { package: "cargo-deny", program: "cargo-deny", version: DENY.to_owned() }
}

/// The version must be that of the library in Cargo.lock: the two share a private format.
pub fn wasm_bindgen() -> Result<Tool> {
    let lock = fs::read_to_string(repository::root().join("Cargo.lock"))?;
    let version = locked(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?;
    Ok(Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version })
}

/// PATH for a build: both tools first.
pub fn path() -> Result<OsString> {
    let trunk = trunk().ensure()?;
    let bindgen = wasm_bindgen()?.ensure()?;
    Ok(path_with(&[&trunk, &bindgen]))
}

impl Tool {
    pub fn folder(&self) -> PathBuf {
        cache().join(format!("tools/{}-{}", self.package, self.version))
    }

    pub fn is_installed(&self) -> bool {
        self.folder().join("bin").join(self.program).is_file()
    }

    /// The folder of its programs, installed if need be.
    pub fn ensure(&self) -> Result<PathBuf> {
        if !self.is_installed() {
            println!("building {} {} from source, once; this takes some minutes", self.package, self.version);
            // The tool's own lock first; a registry that lacks one of its versions gets a second chance.
            if self.install(true).is_err() {
                self.install(false)?;
            }
        }
        Ok(self.folder().join("bin"))
    }

    fn install(&self, locked: bool) -> Result<()> {
        let mut install = command("cargo");
        install.args(["install", "--quiet", self.package, "--version", &self.version, "--root"]).arg(self.folder());
        // It takes longer to build than it works here, so it is built with little optimisation.
        install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        if locked {
            install.arg("--locked");
        }
        run(&mut install)
    }
}

/// `$XDG_CACHE_HOME/cairn`, else `~/.cache/cairn`.
fn cache() -> PathBuf {
    env::var_os("XDG_CACHE_HOME")
        .filter(|path| !path.is_empty())
        .map_or_else(|| env::home_dir().unwrap_or_default().join(".cache"), PathBuf::from)
        .join("cairn")
}

/// The version of `package` in the text of a Cargo.lock.
fn locked(lock: &str, package: &str) -> Option<String> {
    let heading = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::locked;

    #[test]
    fn a_version_is_found_by_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
