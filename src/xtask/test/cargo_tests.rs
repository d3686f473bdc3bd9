//! `cargo test`, counted: what libtest prints for people is read for its sums and its failures.

use super::{Outcome, tail};
use crate::repository::cargo;
use crate::tools::python;
use anyhow::Result;

pub fn run(arguments: &[&str], full: bool) -> Result<Outcome> {
    let mut command = cargo();
    command.args(["test", "--no-fail-fast"]).args(arguments);
    if full {
        command.env("CAIRN_FULL", "1").env("CAIRN_PYTHON", python::program());
    }
    let output = command.output()?;
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    Ok(read(&text, output.status.success()))
}

pub fn sum(left: Outcome, right: Outcome) -> Outcome {
    Outcome {
        passed: left.passed + right.passed,
        failed: left.failed + right.failed,
        skipped: left.skipped + right.skipped,
        note: left.note + &right.note,
        failures: [left.failures, right.failures].concat(),
    }
}

/// Sums every `test result:` line. A run that failed without a failed test did not compile: that counts as one.
pub fn read(text: &str, success: bool) -> Outcome {
    let mut outcome = Outcome::default();
    for line in text.lines().filter_map(|line| line.trim().strip_prefix("test result: ")) {
        let counts = line.split_once(". ").map_or("", |(_, counts)| counts);
        for count in counts.split(';') {
            let mut words = count.split_whitespace();
            let number = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
            match words.next() {
                Some("passed") => outcome.passed += number,
                Some("failed") => outcome.failed += number,
                Some("ignored") => outcome.skipped += number,
                _ => {}
            }
        }
    }
    if !success {
        outcome.failed = outcome.failed.max(1);
        outcome.failures.push(failures(text));
    }
    outcome
}

/// The parts of the output that libtest heads with `failures:`, else its end.
fn failures(text: &str) -> String {
    let parts: Vec<&str> =
        text.split("\nfailures:\n").skip(1).filter(|part| part.trim_start().starts_with("----")).collect();
    if parts.is_empty() { tail(text) } else { parts.iter().map(|part| tail(part)).collect::<Vec<_>>().join("\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_test_programs_are_counted() {
        let text = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.00s\n\
            test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n";
        let outcome = read(text, false);
        assert_eq!((outcome.passed, outcome.failed, outcome.skipped), (6, 1, 1));
        assert_eq!(outcome.failures.len(), 1);
    }

    #[test]
    fn code_that_does_not_compile_is_a_failure() {
        let outcome = read("error[E0432]: unresolved import", false);
        assert_eq!((outcome.passed, outcome.failed), (0, 1));
        assert!(outcome.failures[0].contains("E0432"));
    }
}
