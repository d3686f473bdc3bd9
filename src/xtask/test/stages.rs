//! The stages that need no browser.

use super::{Outcome, cargo_tests};
use crate::repository::cargo;
use crate::tools::{python, rust};
use anyhow::Result;

/// Crates that compile for the browser alone.
const BROWSER: [&str; 2] = ["cairn-app", "cairn-worker"];

/// What is tested natively. Every stage names the same crates with the same features: with others, cargo would
/// compile their dependencies again.
pub const NATIVE: [&str; 6] = ["--quiet", "--workspace", "--exclude", BROWSER[0], "--features", "cairn-worker/run"];

/// What is tested compiled for the browser. Named together too: each alone would have its dependencies with fewer features.
pub const TESTED: [&str; 6] = ["-p", BROWSER[0], "-p", "cairn-store", "-p", "cairn-learning"];

pub fn format() -> Result<Outcome> {
    single(&["fmt", "--all", "--check"], None)
}

pub fn clippy_native() -> Result<Outcome> {
    single(
        &["clippy", "--quiet", "--workspace", "--exclude", BROWSER[0], "--all-targets", "--", "-D", "warnings"],
        None,
    )
}

pub fn clippy_browser() -> Result<Outcome> {
    rust::ensure()?;
    let all = [&TESTED[..], &["-p", BROWSER[1], "-p", "cairn-bench", "--lib", "--bins", "--tests"]].concat();
    // As it is developed, in one, and as it is released, in pieces; and what others have of the store and the worker,
    // without what their tests and jobs need.
    let forms = [
        [&all[..], &["--features", "cairn-worker/browser"]].concat(),
        [&all[..], &["--features", "cairn-worker/browser,cairn-app/split"]].concat(),
        vec!["-p", "cairn-store", "-p", BROWSER[1], "--lib"],
    ];
    let forms = forms.map(|form| {
        let arguments =
            [&["clippy", "--quiet", "--target", rust::TARGET], &form[..], &["--", "-D", "warnings"]].concat();
        single(&arguments, None)
    });
    let forms = forms.into_iter().collect::<Result<Vec<_>>>()?;
    Ok(forms.into_iter().fold(Outcome::default(), cargo_tests::sum))
}

/// The rules of `src/ARCHITECTURE.md` that can be read off the sources.
pub fn tidy() -> Result<Outcome> {
    cargo_tests::run(&[&NATIVE[..], &["--test", "native", "--", "tidy::"]].concat(), false)
}

/// Every native test but tidy, which had its own stage. Long campaigns read `CAIRN_FULL`.
pub fn native(full: bool) -> Result<Outcome> {
    if full {
        python::ensure()?;
    }
    cargo_tests::run(&[&NATIVE[..], &["--", "--skip", "tidy::"]].concat(), full)
}

pub fn documentation() -> Result<Outcome> {
    let arguments = [
        "doc",
        "--quiet",
        "--no-deps",
        "--workspace",
        "--exclude",
        BROWSER[0],
        "--exclude",
        "xtask",
        "--document-private-items",
    ];
    single(&arguments, Some(("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links")))
}

fn single(arguments: &[&str], variable: Option<(&str, &str)>) -> Result<Outcome> {
    let mut command = cargo();
    command.args(arguments).envs(variable);
    let output = command.output()?;
    let text = [output.stdout, output.stderr].concat();
    Ok(Outcome::one(output.status.success(), &String::from_utf8_lossy(&text)))
}
