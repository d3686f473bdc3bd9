//! What came of a folder, as JSON and as text. Success is decided here: nothing failed, and something was
//! compared, in every file of a built kind and in the folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::Tally;

/// What came of one file.
#[derive(Debug, Clone, PartialEq)]
pub enum FileReport {
    /// A file of a built kind.
    Checked(Tally),
    /// A file whose models are not built.
    NotBuilt,
}

impl FileReport {
    /// Nothing failed and something was compared, or there was nothing to compare with.
    pub fn is_good(&self) -> bool {
        match self {
            Self::Checked(tally) => tally.failed == 0 && tally.checked > 0,
            Self::NotBuilt => true,
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Checked(tally) => json!({
                "checked": tally.checked,
                "failed": tally.failed,
                "max_relative": tally.max_relative,
            }),
            Self::NotBuilt => json!({
                "checked": 0,
                "failed": 0,
                "max_relative": null,
                "not_built": true,
            }),
        }
    }
}

/// What came of a folder, by file name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    files: BTreeMap<String, FileReport>,
}

impl Report {
    /// Adds a file.
    pub fn insert(&mut self, name: &str, file: FileReport) {
        self.files.insert(name.to_owned(), file);
    }

    /// What came of `name`.
    pub fn file(&self, name: &str) -> Option<&FileReport> {
        self.files.get(name)
    }

    /// Every file is good, and in at least one something was compared.
    pub fn is_good(&self) -> bool {
        self.files.values().all(FileReport::is_good)
            && self.files.values().any(|file| matches!(file, FileReport::Checked(_)))
    }

    /// `{file: {"checked", "failed", "max_relative"}}` and a line end.
    pub fn to_json(&self) -> String {
        let files: Map<String, Value> = self.files.iter().map(|(name, file)| (name.clone(), file.to_value())).collect();
        format!("{}\n", Value::Object(files))
    }

    /// One line per file.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (name, file) in &self.files {
            let written = match file {
                FileReport::Checked(tally) => writeln!(
                    text,
                    "{name}: {} checked, {} failed, max relative {:e}",
                    tally.checked, tally.failed, tally.max_relative
                ),
                FileReport::NotBuilt => writeln!(text, "{name}: not built"),
            };
            debug_assert!(written.is_ok(), "writing to a String does not fail");
        }
        text
    }

    /// One line per problem, and one per file in which nothing was compared.
    pub fn problems_text(&self) -> String {
        let mut lines = Vec::new();
        for (name, file) in &self.files {
            let FileReport::Checked(tally) = file else {
                continue;
            };
            lines.extend(tally.problems.iter().map(|problem| format!("{name}: {}: {}\n", problem.place, problem.text)));
            if tally.checked == 0 {
                lines.push(format!("{name}: nothing was checked\n"));
            }
        }
        if !self.files.values().any(|file| matches!(file, FileReport::Checked(_))) {
            lines.push("nothing was checked\n".to_owned());
        }
        lines.concat()
    }
}
