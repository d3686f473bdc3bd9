//! `cairn vectors DIR`: runs the built models over a folder of test vectors and compares number by number.
//!
//! A file belongs to a kind by its name or by its keys. Keys whose model is not built are passed over, files
//! of no built kind are reported as such; a file of a built kind in which nothing was compared fails.

mod calibration;
mod canonical;
mod evidence;
mod fields;
mod fsrs;
mod grading;
mod mastery;
mod peer;
mod placement;
mod report;
mod retention;
mod runs;
mod schedule;
mod sequences;
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

const KINDS: [Kind; 7] = [
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
            ("retention", retention::retention),
        ],
    },
    Kind {
        stem: "structure",
        marks: &["dag", "study_day", "placement", "placement_trace"],
        sections: &[
            ("dag", structure::dag),
            ("study_day", structure::study_days),
            ("placement", placement::expectations),
            ("placement_trace", placement::trace),
        ],
    },
    Kind {
        stem: "fsrs",
        marks: &["default_parameters", "recall_stability", "forget_stability", "short_term_stability", "objective"],
        sections: &[
            ("default_parameters", fsrs::parameters),
            ("lower_bounds", fsrs::lower_bounds),
            ("upper_bounds", fsrs::upper_bounds),
            ("constants", fsrs::constants),
            ("retrievability", fsrs::retrievability),
            ("initial", fsrs::initial),
            ("next_difficulty", fsrs::next_difficulty),
            ("recall_stability", fsrs::recall_stability),
            ("forget_stability", fsrs::forget_stability),
            ("short_term_stability", fsrs::short_term_stability),
            ("interval", fsrs::intervals),
            ("fuzz_bounds", fsrs::fuzz_bounds),
            ("sequences", sequences::sequences),
            ("objective", sequences::objective),
        ],
    },
    Kind {
        stem: "fsrs_app",
        marks: &["sequences_delta", "prng", "balance", "review_gain_14d", "load_forecast", "leech"],
        sections: &[
            ("sequences_delta", sequences::deltas),
            ("prng", schedule::prng),
            ("fuzz", schedule::fuzz),
            ("balance", schedule::balance),
            ("review_gain_14d", schedule::review_gain),
            ("load_forecast", schedule::forecast),
            ("leech", schedule::leech),
        ],
    },
    Kind {
        stem: "fsrs_ts",
        marks: &["function_level", "ts_fuzz"],
        sections: &[("function_level", peer::functions), ("sequences", peer::sequences)],
    },
    Kind {
        stem: "calibration",
        marks: &["sets", "trust"],
        sections: &[("sets", calibration::sets), ("trust", calibration::trusts)],
    },
    Kind {
        stem: "grading",
        marks: &["osa", "short", "numeric", "guess_floor_multi", "guess_floor_order", "auto_rating"],
        sections: &[
            ("osa", grading::distances),
            ("short", grading::shorts),
            ("numeric", grading::numerics),
            ("multi", grading::choices),
            ("guess_floor_multi", grading::choice_floors),
            ("order", grading::orders),
            ("guess_floor_order", grading::order_floors),
            ("match", grading::matches),
            ("auto_rating", grading::ratings),
        ],
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
