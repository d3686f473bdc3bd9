//! `cargo xtask audit`: what comes from outside, and whether a build can be repeated. Where an answer cannot be
//! had, as without a network, the part is skipped and says so; it is never counted as passed.

mod deny;
mod npm;
mod twins;

use crate::test::Suite;
use std::process::ExitCode;

/// All parts, or those whose name begins so.
pub fn run(only: Option<String>) -> ExitCode {
    let mut suite = Suite::new(only);
    suite.stage("licences, bans and sources", deny::rules);
    suite.stage("advisories of crates", deny::advisories);
    for folder in npm::folders() {
        suite.stage(&format!("npm audit of {folder}"), || npm::audit(&folder));
    }
    suite.stage("two builds", twins::compare);
    suite.close()
}
