//! `cairn vectors DIR`: runs the built models over a folder of test vectors and compares number by number.
//!
//! A file belongs to a kind by its name or by its keys. Keys whose model is not built are passed over, files
//! of no built kind are reported as such; a file of a built kind in which nothing was compared fails.

mod canonical;
mod evidence;
mod fields;
mod mastery;
mod report;
mod runs;
mod structure;
mod tally;

use std::path::{Path, PathBuf};

use serde_json::Value;

pub use report::{FileReport, Report};
pub use tally::{Problem, Tally};

/// Why a folder was refused.
#[derive(Debug, thiserror::Error)]
pub enum VectorsError {
    /// The folder or a file in it cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// One kind of vector file.
struct Kind {
    /// The file's name without `.json`.
    stem: &'static str,
    /// Keys that only this kind has; they tell a renamed file.
    marks: &'static [&'static str],
    /// What is checked.
    sections: &'static [Section],
}

/// A key of a file and the check of what stands under it.
type Section = (&'static str, fn(&Value, &mut Tally));

const KINDS: [Kind; 2] = [
    Kind {
        stem: "mastery",
        marks: &["betainc", "betaincinv", "updates", "runs", "hysteresis", "diversity", "rollup"],
        sections: &[
            ("constants", mastery::constants),
            ("betainc", mastery::incomplete_beta),
            ("betaincinv", mastery::beta_quantile),
            ("updates", mastery::updates),
            ("rational_check", mastery::rational_check),
            ("grid_check", mastery::grid_check),
            ("consecutive_successes_needed", mastery::successes_needed),
            ("runs", runs::runs),
            ("hysteresis", runs::hysteresis),
            ("diversity", runs::diversity),
            ("rollup", structure::rollups),
        ],
    },
    Kind {
        stem: "structure",
        marks: &["dag", "study_day"],
        sections: &[("dag", structure::dag), ("study_day", structure::study_days)],
    },
];

/// Runs the built models over every `*.json` directly in `dir`.
pub fn run(dir: &Path) -> Result<Report, VectorsError> {
    let unreadable = |path: &Path| {
        let path = path.to_path_buf();
        move |source| VectorsError::Unreadable { path, source }
    };
    let mut report = Report::default();
    for entry in std::fs::read_dir(dir).map_err(unreadable(dir))? {
        let path = entry.map_err(unreadable(dir))?.path();
        if path.is_file() && path.extension().is_some_and(|e| e == "json") {
            let bytes = std::fs::read(&path).map_err(unreadable(&path))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            report.insert(&name, check_file(&name, &bytes));
        }
    }
    Ok(report)
}

/// Checks one file, given its name and content.
pub fn check_file(name: &str, bytes: &[u8]) -> FileReport {
    let stem = name.strip_suffix(".json").unwrap_or(name);
    let mut tally = Tally::default();
    let document: Value = match serde_json::from_slice(bytes) {
        Ok(document) => document,
        Err(error) => {
            tally.unreadable("", &error.to_string());
            return FileReport::Checked(tally);
        }
    };
    let has = |key: &&str| document.get(key).is_some();
    let Some(kind) =
        KINDS.iter().find(|kind| kind.stem == stem).or_else(|| KINDS.iter().find(|kind| kind.marks.iter().any(has)))
    else {
        return FileReport::NotBuilt;
    };
    for (key, check) in kind.sections {
        if let Some(section) = document.get(key) {
            tally.enter(key, |tally| check(section, tally));
        }
    }
    FileReport::Checked(tally)
}
