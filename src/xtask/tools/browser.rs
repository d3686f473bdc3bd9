//! Chromium and its driver: from `CHROME`, else from PATH, else by apt where that is possible.

use super::{apt, is_root, on_path};
use crate::repository::{command, output};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// Programs that are Chromium, in the order in which they are taken.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Chromium without windows: the same engine, and the tests take three fifths of the time in it.
const SHELL: &str = "chromium-headless-shell";

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
    /// What runs the tests that need no window: the shell where it is of the same version, else Chromium itself.
    pub shell: PathBuf,
    pub driver: PathBuf,
}

pub fn ensure() -> Result<Browser> {
    if let Some(found) = find() {
        return Ok(with_shell(found));
    }
    if !apt::is_possible() {
        bail!(
            "Chromium and its driver are needed: install the packages `chromium` and `chromium-driver` \
             (or set CHROME and CHROMEDRIVER to the two programs)"
        );
    }
    println!("installing chromium and chromium-driver with apt");
    install(&["chromium", "chromium-driver", "fonts-noto-core"])?;
    match find() {
        Some(found) => Ok(with_shell(found)),
        None => bail!("apt installed chromium and chromium-driver, but they are not on PATH"),
    }
}

/// What is there already.
fn find() -> Option<Browser> {
    let chromium = chromium()?;
    Some(Browser { shell: shell(&chromium).unwrap_or_else(|| chromium.clone()), chromium, driver: driver()? })
}

/// With the shell installed where that is possible. The tests only take longer without it.
fn with_shell(found: Browser) -> Browser {
    if found.shell != found.chromium || !apt::is_possible() {
        return found;
    }
    println!("installing {SHELL} with apt");
    match install(&[SHELL]) {
        Ok(()) => find().unwrap_or(found),
        Err(error) => {
            println!("{error:#}: the browser tests run in Chromium itself, which takes longer");
            found
        }
    }
}

/// Only what is named: Chromium recommends much that no test needs.
fn install(packages: &[&str]) -> Result<()> {
    apt::install(&[&["--no-install-recommends"], packages].concat())
}

/// The shell beside this Chromium: another version would be another engine.
pub fn shell(chromium: &Path) -> Option<PathBuf> {
    let shell = on_path(SHELL)?;
    (version(&shell)? == version(chromium)?).then_some(shell)
}

/// The number alone: a distribution adds its name.
fn version(program: &Path) -> Option<String> {
    let text = output(command(program).arg("--version"))?;
    text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit())).map(str::to_owned)
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
