//! cargo-deny with `deny.toml`. The advisory database is fetched from the network.

use crate::repository::{command, shown};
use crate::test::Outcome;
use crate::tools::{cargo_tools, path_with};
use anyhow::{Context, Result};

/// What cargo-deny says when it cannot have the database, which is no verdict on the crates.
const NO_DATABASE: &str = "failed to fetch advisory database";

pub fn rules() -> Result<Outcome> {
    let (passed, text) = check(&["licenses", "bans", "sources"])?;
    Ok(Outcome::one(passed, &text))
}

pub fn advisories() -> Result<Outcome> {
    let (passed, text) = check(&["advisories"])?;
    Ok(judged(passed, &text))
}

fn judged(passed: bool, text: &str) -> Outcome {
    if !passed && text.contains(NO_DATABASE) {
        return Outcome::skipped("the advisory database cannot be reached from here: NOT checked against advisories");
    }
    Outcome::one(passed, text)
}

/// Whether the checks passed, and what was printed.
fn check(what: &[&str]) -> Result<(bool, String)> {
    let programs = cargo_tools::deny().ensure()?;
    let mut deny = command(programs.join("cargo-deny"));
    // It asks `cargo metadata`, so cargo must be on PATH as it is.
    deny.args(["--color", "never", "check", "--hide-inclusion-graph", "--allow", "duplicate"]).args(what);
    let output = deny.env("PATH", path_with(&[])).output().with_context(|| format!("cannot start {}", shown(&deny)))?;
    let text = [output.stdout, output.stderr].concat();
    Ok((output.status.success(), String::from_utf8_lossy(&text).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_database_is_neither_good_nor_bad() {
        let unreachable = "[ERROR] failed to fetch advisory database https://example.org with cli";
        for (passed, text, counts) in [
            (true, "advisories ok", (1, 0, 0)),
            (false, "error[vulnerability]: a crate", (0, 1, 0)),
            (false, unreachable, (0, 0, 1)),
        ] {
            let outcome = judged(passed, text);
            assert_eq!((outcome.passed, outcome.failed, outcome.skipped), counts, "{text}");
        }
    }
}
