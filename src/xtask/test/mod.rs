//! The suite of CI: stages in order of their cost, each on a line with its seconds; failures are shown
//! again at the end, and the last line counts tests. The release is linked beside the stages that do not need it:
//! its own line shows what was left to wait for.

mod browser_tests;
pub mod budget;
mod cargo_tests;
mod sites;
pub mod stages;
mod wasm;

use crate::arguments::Test;
use anyhow::Result;
use sites::Sites;
use std::process::ExitCode;
use std::time::Instant;

/// What a stage found. A stage that is one check, as a formatter, counts as one test.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
    /// Shown beside the stage: a table, or why something was left out.
    pub note: String,
    /// What went wrong, with enough of the output to act on.
    pub failures: Vec<String>,
}

impl Outcome {
    pub fn one(passed: bool, output: &str) -> Self {
        if passed {
            return Self { passed: 1, ..Self::default() };
        }
        Self { failed: 1, failures: vec![tail(output)], ..Self::default() }
    }

    pub fn skipped(why: &str) -> Self {
        Self { skipped: 1, note: why.to_owned(), ..Self::default() }
    }
}

pub fn run(options: &Test) -> ExitCode {
    let full = options.full;
    let mut sites = Sites::default();
    let mut suite = Suite::new(options.only.clone());
    suite.stage("format", stages::format);
    let compiles =
        suite.stage("clippy", stages::clippy_native) & suite.stage("clippy for the browser", stages::clippy_browser);
    if compiles && options.only.is_none() {
        suite.stage("tools", || sites.begin().map(|()| Outcome::one(true, "")));
    }
    suite.stage("tidy", stages::tidy);
    suite.stage("native tests", || stages::native(full));
    suite.stage("documentation", stages::documentation);
    suite.stage("units of the app", || wasm::units(full));
    suite.stage("store in Chromium", wasm::store);
    if suite.stage("release build", || sites.ready().map(|()| Outcome::one(true, ""))) {
        suite.stage("bytes", budget::run);
        suite.stage("browser tests", || sites.ready().and_then(|()| browser_tests::run(options)));
    } else {
        suite.stage("browser tests", || Ok(Outcome::skipped("there is no build to test")));
    }
    suite.close()
}

/// Runs stages, prints their lines, keeps the sums.
pub struct Suite {
    only: Option<String>,
    total: Outcome,
    began: Instant,
}

impl Suite {
    /// With `only`, stages whose name begins otherwise are left out.
    pub fn new(only: Option<String>) -> Self {
        Self { only, total: Outcome::default(), began: Instant::now() }
    }

    /// Whether the stage passed. A stage that could not run is a failure, not an end: the next may still say something.
    pub fn stage(&mut self, name: &str, run: impl FnOnce() -> Result<Outcome>) -> bool {
        if self.only.as_ref().is_some_and(|only| !name.starts_with(only.as_str())) {
            return true;
        }
        println!("{name} ...");
        let began = Instant::now();
        let outcome = run().unwrap_or_else(|error| Outcome {
            failed: 1,
            failures: vec![format!("{error:#}")],
            ..Outcome::default()
        });
        let word = match &outcome {
            Outcome { failed: 1.., .. } => "FAILED",
            Outcome { passed: 0, .. } => "skipped",
            _ => "ok",
        };
        println!(
            "{name}: {word}, {} passed, {} failed, {} skipped, {:.1} s",
            outcome.passed,
            outcome.failed,
            outcome.skipped,
            began.elapsed().as_secs_f64()
        );
        if !outcome.note.is_empty() {
            println!("{}", outcome.note);
        }
        self.total.passed += outcome.passed;
        self.total.failed += outcome.failed;
        self.total.skipped += outcome.skipped;
        self.total.failures.extend(outcome.failures.into_iter().map(|failure| format!("--- {name}\n{failure}")));
        outcome.failed == 0
    }

    /// The failures, then the closing line.
    pub fn close(self) -> ExitCode {
        for failure in &self.total.failures {
            println!("\n{failure}");
        }
        println!("\n{:.0} s in all", self.began.elapsed().as_secs_f64());
        println!("{} passed, {} failed, {} skipped", self.total.passed, self.total.failed, self.total.skipped);
        if self.total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// The end of a long output: where compilers and test runners say what matters.
pub fn tail(output: &str) -> String {
    const LINES: usize = 80;
    let lines: Vec<&str> = output.lines().collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}
