//! `npm audit` for every package of the repository. No learner gets any of them: they test, measure and optimise.

use crate::repository::{command, output, root};
use crate::test::Outcome;
use anyhow::{Context, Result};
use serde_json::Value;

/// Folders with a `package.json`, as git knows them.
pub fn folders() -> Vec<String> {
    let list = output(command("git").args(["ls-files", "--", "*package.json"])).unwrap_or_default();
    list.lines().filter_map(|path| path.strip_suffix("/package.json")).map(str::to_owned).collect()
}

pub fn audit(folder: &str) -> Result<Outcome> {
    let output = command("npm")
        .args(["audit", "--json", "--package-lock-only"])
        .current_dir(root().join(folder))
        .output()
        .context("npm does not start")?;
    let answer = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(judged(&answer, &String::from_utf8_lossy(&output.stderr)))
}

/// An answer without counts is none: the registry has no audit, or is not there.
fn judged(answer: &str, said: &str) -> Outcome {
    let json: Value = serde_json::from_str(answer).unwrap_or_default();
    match json["metadata"]["vulnerabilities"]["total"].as_u64() {
        Some(0) => Outcome::one(true, ""),
        Some(found) => Outcome::one(false, &format!("{found} advisories\n{answer}")),
        None => {
            let why = json["message"].as_str().or_else(|| said.lines().next()).unwrap_or("no answer");
            let why = why.split(" http").next().unwrap_or(why);
            Outcome::skipped(&format!("the registry offers no audit: NOT checked against advisories ({why})"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_count_is_a_verdict() {
        for (answer, counts) in [
            (r#"{"metadata":{"vulnerabilities":{"total":0}}}"#, (1, 0, 0)),
            (r#"{"metadata":{"vulnerabilities":{"total":2}}}"#, (0, 1, 0)),
            (r#"{"message":"405 Method Not Allowed - POST https://registry.example/","statusCode":405}"#, (0, 0, 1)),
            ("", (0, 0, 1)),
        ] {
            let outcome = judged(answer, "npm warn audit");
            assert_eq!((outcome.passed, outcome.failed, outcome.skipped), counts, "{answer}");
            assert!(!outcome.note.contains("example"), "{}", outcome.note);
        }
    }
}
