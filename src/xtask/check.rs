//! What a developer runs after each change: format, clippy and tidy, without a browser.

use crate::test::{Suite, stages};
use std::process::ExitCode;

pub fn run() -> ExitCode {
    let mut suite = Suite::new(None);
    suite.stage("format", stages::format);
    suite.stage("clippy", stages::clippy_native);
    suite.stage("tidy", stages::tidy);
    suite.close()
}
