//! Packages of the system, where this process may install them: as root, with apt.

use super::{is_root, on_path};
use crate::repository::{command, run};
use anyhow::Result;

pub fn is_possible() -> bool {
    is_root() && on_path("apt-get").is_some()
}

/// Installs packages; options of `apt-get install` may stand before them.
pub fn install(packages: &[&str]) -> Result<()> {
    run(command("apt-get").args(["-qq", "update"]))?;
    run(command("apt-get").args(["-qq", "install", "-y"]).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}
