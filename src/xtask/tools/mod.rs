//! The tools a build or a test run needs, each found or installed at its pinned version.
//! Nothing is installed into the system but Chromium and its driver, and those only with apt as root.

pub mod apt;
pub mod browser;
pub mod cargo_tools;
pub mod node;
pub mod python;
pub mod rust;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A program on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// PATH with `first` before everything else.
pub fn path_with(first: &[&Path]) -> OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    let all = first.iter().map(|path| path.to_path_buf()).chain(env::split_paths(&rest));
    env::join_paths(all).unwrap_or(rest)
}

/// Whether this process may install system packages. Without `id`, it may not.
pub fn is_root() -> bool {
    crate::repository::output(std::process::Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}
