//! Playwright on the release builds: starts two servers of this program (root and sub-path), runs, reads the counts.

use super::sites::{SUB_PATH, Sites};
use super::{Outcome, stages, tail};
use crate::arguments::Test;
use crate::repository::{cargo, command, e2e, target};
use crate::tools::{browser, node};
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::net::TcpListener;

pub fn run(options: &Test) -> Result<Outcome> {
    node::ensure()?;
    let browser = browser::ensure()?;
    let report = e2e().join("results/report.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let output = command(e2e().join("node_modules/.bin/playwright"))
        .arg("test")
        .args(options.grep.iter().flat_map(|title| ["--grep", title]))
        .current_dir(e2e())
        .env("CAIRN_CLI", command_line()?)
        .env("CAIRN_XTASK", std::env::current_exe()?)
        .env("CAIRN_SITE", Sites::root())
        .env("CAIRN_SUB_SITE", Sites::sub())
        .env("CAIRN_SUB_PATH", SUB_PATH)
        .env("CAIRN_PORT", free_port()?)
        .env("CAIRN_SUB_PORT", free_port()?)
        .env("CHROME", &browser.chromium)
        .env("CAIRN_SHELL", &browser.shell)
        .env("CAIRN_CHROME_FLAGS", browser::flags().join(" "))
        .env("CAIRN_FULL", if options.full { "1" } else { "" })
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .output()?;
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let json = fs::read_to_string(&report).with_context(|| format!("Playwright wrote no report\n{}", tail(&text)))?;
    let mut outcome = read(&serde_json::from_str(&json)?);
    if !output.status.success() && outcome.failed == 0 {
        outcome.failed = 1;
        outcome.failures.push(tail(&text));
    }
    Ok(outcome)
}

/// The program whose counts and hashes the browser must give too, as the native tests compiled it.
fn command_line() -> Result<std::path::PathBuf> {
    let built = cargo().args(["build", "--profile", "test", "--bin", "cairn"]).args(stages::NATIVE).status()?;
    anyhow::ensure!(built.success(), "cairn-cli does not build");
    Ok(target().join("debug").join(format!("cairn{}", std::env::consts::EXE_SUFFIX)))
}

/// Several runs on one machine must not meet.
fn free_port() -> Result<String> {
    let probe = TcpListener::bind("127.0.0.1:0")?;
    Ok(probe.local_addr()?.port().to_string())
}

/// The sums of Playwright's JSON report, and each failed test with its message. What passed only when it was run
/// again, which CI does once, is named beside the counts.
fn read(report: &Value) -> Outcome {
    let count = |name: &str| report["stats"][name].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let mut outcome = Outcome {
        passed: count("expected") + count("flaky"),
        failed: count("unexpected"),
        skipped: count("skipped"),
        ..Outcome::default()
    };
    for error in report["errors"].as_array().into_iter().flatten() {
        outcome.failures.push(plain(error["message"].as_str().unwrap_or_default()));
    }
    collect(report, "unexpected", &mut Vec::new(), &mut outcome.failures);
    let mut again = Vec::new();
    collect(report, "flaky", &mut Vec::new(), &mut again);
    if !again.is_empty() {
        outcome.note = format!("passed only at the second try:\n{}", again.join("\n"));
    }
    if outcome.failed == 0 && !outcome.failures.is_empty() {
        outcome.failed = 1;
    }
    outcome
}

/// Each test of this status, with its first message.
fn collect(suite: &Value, wanted: &str, titles: &mut Vec<String>, found: &mut Vec<String>) {
    for inner in suite["suites"].as_array().into_iter().flatten() {
        titles.push(inner["title"].as_str().unwrap_or_default().to_owned());
        collect(inner, wanted, titles, found);
        titles.pop();
    }
    for spec in suite["specs"].as_array().into_iter().flatten() {
        for test in spec["tests"].as_array().into_iter().flatten() {
            if test["status"].as_str() != Some(wanted) {
                continue;
            }
            let name = format!(
                "[{}] {} > {}",
                test["projectName"].as_str().unwrap_or_default(),
                titles.join(" > "),
                spec["title"].as_str().unwrap_or_default()
            );
            let message =
                test["results"].as_array().into_iter().flatten().find_map(|result| result["error"]["message"].as_str());
            found.push(format!("{name}\n{}", plain(message.unwrap_or("no message"))));
        }
    }
}

/// Without the colours of a terminal.
fn plain(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        bare += before;
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    tail(&(bare + rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_report_gives_counts_and_named_failures() {
        let report = json!({
            "stats": { "expected": 3, "unexpected": 1, "flaky": 1, "skipped": 2 },
            "suites": [{ "title": "offline.spec.ts", "specs": [
                { "title": "starts", "tests": [{ "projectName": "phone", "status": "unexpected", "results": [{ "error": { "message": "\u{1b}[31mno\u{1b}[0m" } }] }] },
                { "title": "wakes", "tests": [{ "projectName": "phone", "status": "flaky", "results": [{ "error": { "message": "late" } }, {}] }] },
                { "title": "works", "tests": [{ "projectName": "phone", "status": "expected", "results": [] }] },
            ] }],
        });
        let outcome = read(&report);
        assert_eq!((outcome.passed, outcome.failed, outcome.skipped), (4, 1, 2));
        assert_eq!(outcome.note, "passed only at the second try:\n[phone] offline.spec.ts > wakes\nlate");
        assert_eq!(outcome.failures, ["[phone] offline.spec.ts > starts\nno"]);
    }
}
