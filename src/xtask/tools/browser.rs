//! Chromium and its driver: from `CHROME`, else from PATH, else by apt where that is possible.

use super::{is_root, on_path};
use crate::repository::{command, run};
use anyhow::{Result, bail};
use std::path::PathBuf;

/// Programs that are Chromium, in the order in which they are taken.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Without these a headless Chromium looks for updates and prints noise.
const QUIET: [&str; 7] = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

pub fn ensure() -> Result<Browser> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if !is_root() || on_path("apt-get").is_none() {
        bail!(
            "Chromium and its driver are needed: install the packages `chromium` and `chromium-driver` \
             (or set CHROME and CHROMEDRIVER to the two programs)"
        );
    }
    println!("installing chromium and chromium-driver with apt");
    run(command("apt-get").args(["-qq", "update"]))?;
    let install = ["-qq", "install", "-y", "--no-install-recommends", "chromium", "chromium-driver", "fonts-noto-core"];
    run(command("apt-get").args(install).env("DEBIAN_FRONTEND", "noninteractive"))?;
    match find() {
        Some(found) => Ok(found),
        None => bail!("apt installed chromium and chromium-driver, but they are not on PATH"),
    }
}

/// What is there already.
pub fn find() -> Option<Browser> {
    Some(Browser { chromium: chromium()?, driver: driver()? })
}

pub fn chromium() -> Option<PathBuf> {
    given("CHROME").or_else(|| NAMES.iter().find_map(|name| on_path(name)))
}

pub fn driver() -> Option<PathBuf> {
    given("CHROMEDRIVER").or_else(|| on_path("chromedriver"))
}

/// The flags of a headless run. Chromium's sandbox refuses to start as root.
pub fn flags() -> Vec<&'static str> {
    let sandbox = is_root().then_some("--no-sandbox");
    sandbox.into_iter().chain(QUIET).collect()
}

fn given(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}
