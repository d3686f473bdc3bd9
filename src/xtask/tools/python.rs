//! A Python of our own with what is held against ours and is a Python package: Anki and py-fsrs. Benchmarks and long campaigns
//! need it, nothing else.

use crate::repository::{bench, command, run, target};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// Where it is.
pub fn folder() -> PathBuf {
    target().join("bench/python")
}

/// Its program.
pub fn program() -> PathBuf {
    folder().join("bin/python")
}

/// Makes it, with what `tests/bench/peers/requirements.txt` pins; left out where that is what is installed.
pub fn ensure() -> Result<()> {
    let (folder, list) = (folder(), bench().join("peers/requirements.txt"));
    let stamp = folder.join("cairn-requirements");
    let wanted = fs::read_to_string(&list)?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(command("python3").args(["-m", "venv"]).arg(&folder)).context("Python 3 is needed, with its module venv")?;
    run(command(folder.join("bin/pip"))
        .args(["install", "--quiet", "--disable-pip-version-check", "--requirement"])
        .arg(&list))?;
    fs::write(stamp, wanted)?;
    Ok(())
}
