//! The vectors of this repository, run as `cairn vectors` runs them, and altered to see that it would notice.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cairn_cli::vectors::{FileReport, Tally, VectorsError, check_file, run};
use serde_json::Value;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/vectors")
}

pub fn read(name: &str) -> Value {
    let bytes = std::fs::read(folder().join(name)).expect("a fixture");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn check(name: &str, document: &Value) -> Tally {
    match check_file(name, document.to_string().as_bytes()) {
        FileReport::Checked(tally) => tally,
        FileReport::NotBuilt => panic!("{name} is not built"),
    }
}

/// The files of the built models, and how many values at least are compared in each.
const FILES: [(&str, u64); 7] = [
    ("mastery.json", 2_500),
    ("structure.json", 140),
    ("fsrs.json", 970),
    ("fsrs_app.json", 990),
    ("fsrs_ts.json", 530),
    ("calibration.json", 220),
    ("grading.json", 430),
];

#[test]
fn every_vector_of_the_built_models_holds() {
    let report = run(&folder()).expect("a readable folder");
    assert!(report.is_good(), "{}", report.problems_text());
    for (name, least) in FILES {
        let Some(FileReport::Checked(tally)) = report.file(name) else {
            panic!("{name} was not checked");
        };
        assert!(tally.checked >= least, "{name}: {}", tally.checked);
        assert!(tally.max_relative <= 1e-9);
    }
    assert_eq!(report.file("mastery_oc.json"), Some(&FileReport::NotBuilt));
}

/// Keys that are not compared: what belongs to models that are not built, and remarks of the generator.
const PASSED_OVER: [&str; 7] =
    ["bkt_baseline", "consistency", "mckp", "arrange", "ts_fuzz", "tolerance", "max_rel_diff_refimpl_vs_pyfsrs"];
/// Keys of inputs that may change unnoticed, and of what the makers of the vectors note besides.
const INPUTS: [&str; 11] = [
    "evidence",
    "nodes",
    "target_demand",
    "options",
    "prereq_masks",
    "logs",
    "elapsed_s",
    "step",
    "caps",
    "loads",
    "today_weekday",
];
/// Inputs of results that are whole numbers, or that the floor decides; figures copied from another file. By file: what
/// is not shown in one is in another.
const SMALL_CHANGES_DO_NOT_SHOW: [(&str, &[&str]); 6] = [
    (
        "mastery.json",
        &[
            "updates.slip",
            "consecutive_successes_needed.g",
            "consecutive_successes_needed.w",
            "runs.trust",
            "hysteresis.trust",
            "diversity.trust",
            "retention.mix.items",
        ],
    ),
    ("structure.json", &["study_day.t_ms", "study_day.tz_offset_min", "study_day.rollover_min", "placement.n"]),
    ("fsrs_app.json", &["load_forecast.cards", "load_forecast.desired_retention"]),
    (
        "fsrs_ts.json",
        &[
            "function_level.difficulty.out",
            "function_level.recall.out",
            "function_level.retrievability.r",
            "function_level.short_term.out",
            "sequences.reviews.interval_s",
        ],
    ),
    ("calibration.json", &["trust.bias", "trust.n"]),
    ("grading.json", &["auto_rating.score", "auto_rating.confidence", "multi.k", "numeric.value"]),
];

#[test]
fn one_altered_result_anywhere_is_noticed() {
    let (mut kinds_of_place, mut unnoticed, mut noticed) = (BTreeSet::new(), Vec::new(), Vec::new());
    for (name, _) in FILES {
        let document = read(name);
        let inert: Vec<&str> = SMALL_CHANGES_DO_NOT_SHOW
            .iter()
            .filter(|(file, _)| *file == name)
            .flat_map(|(_, all)| *all)
            .copied()
            .collect();
        let mut places = BTreeMap::new();
        numbers(&document, &mut Vec::new(), &mut places);
        for (pattern, pointer) in places {
            let first = pattern.split('.').next().unwrap_or_default();
            let is_input = pattern.split('.').any(|part| INPUTS.contains(&part));
            if PASSED_OVER.contains(&first) || is_input {
                continue;
            }
            let mut altered = document.clone();
            let number = altered.pointer_mut(&pointer).expect("the place");
            *number = match number.as_i64() {
                Some(whole) => Value::from(whole + 1),
                None => Value::from(number.as_f64().expect("a number") * (1.0 + 1e-7) + 1e-8),
            };
            let tally = check(name, &altered);
            match (tally.failed == 0, inert.contains(&pattern.as_str())) {
                (true, false) => unnoticed.push(format!("{name}: {pattern}")),
                (false, true) => noticed.push(format!("{name}: {pattern}")),
                _ => {}
            }
            kinds_of_place.insert(pattern);
        }
    }
    assert!(unnoticed.is_empty(), "not noticed: {unnoticed:?}");
    assert!(noticed.is_empty(), "noticed, and yet listed: {noticed:?}");
    assert!(kinds_of_place.len() > 150, "{}", kinds_of_place.len());
}

/// One pointer for every kind of place (the path without its indexes) at which a number stands: the last.
fn numbers(value: &Value, path: &mut Vec<String>, places: &mut BTreeMap<String, String>) {
    let mut step = |part: String, value: &Value| {
        path.push(part);
        numbers(value, path, places);
        path.pop();
    };
    match value {
        Value::Number(_) => {
            let names: Vec<&str> =
                path.iter().map(String::as_str).filter(|part| part.parse::<usize>().is_err()).collect();
            places.insert(names.join("."), format!("/{}", path.join("/")));
        }
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                step(i.to_string(), item);
            }
        }
        Value::Object(fields) => {
            for (key, item) in fields {
                step(key.replace('~', "~0").replace('/', "~1"), item);
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

#[test]
fn an_altered_answer_order_or_fraction_is_noticed() {
    let cases = [
        ("mastery.json", "/runs/2/evidence/0/score", Value::from(0.0)),
        ("mastery.json", "/rational_check/r", Value::from("19/25")),
        ("mastery.json", "/diversity/3/diverse", Value::from(true)),
        ("mastery.json", "/hysteresis/0/levels/0/id", Value::from("e009")),
        ("mastery.json", "/updates/0/r", Value::Null),
        ("mastery.json", "/updates/0/score", Value::from("one")),
        ("mastery.json", "/runs", Value::from(3)),
        ("structure.json", "/dag/0/order/1", Value::from("d")),
        ("structure.json", "/dag/0/cycle", serde_json::json!(["a"])),
    ];
    for (name, place, value) in cases {
        let mut document = read(name);
        *document.pointer_mut(place).expect("the place") = value;
        assert!(check(name, &document).failed > 0, "{place}: not noticed");
    }
}

#[test]
fn unknown_keys_are_tolerated_and_a_renamed_file_is_known_by_its_keys() {
    let mut document = read("structure.json");
    document["dag"][0]["remark"] = Value::from("read me");
    document["new"] = serde_json::json!({ "x": [1, 2, 3] });
    let tally = check("other.json", &document);
    assert_eq!((tally.failed, tally.checked > 0), (0, true));
}

#[test]
fn a_built_kind_in_which_nothing_is_checked_fails_and_an_unbuilt_one_does_not() {
    let empty = check_file("mastery.json", b"{}");
    assert!(!empty.is_good());
    assert!(!check_file("mastery.json", b"{\"updates\": [").is_good());
    let unbuilt = check_file("planner.json", b"{\"plans\": []}");
    assert_eq!(unbuilt, FileReport::NotBuilt);
    assert!(unbuilt.is_good());
}

#[test]
fn a_folder_that_is_not_there_is_refused() {
    let refused = run(&folder().join("absent"));
    assert!(matches!(refused, Err(VectorsError::Unreadable { .. })));
}
