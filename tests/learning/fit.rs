//! `cairn fit`: the objective of the vectors, and what becomes of a log.

use std::path::Path;

use cairn_cli::fit::{FittingError, run};
use serde_json::{Value, json};

use super::vectors::read;

fn fitted(name: &str, log: &Value) -> Result<Value, FittingError> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fit-{name}.json"));
    std::fs::write(&path, log.to_string()).expect("a writable folder");
    run(&path).map(|fits| serde_json::from_str(&fits.to_json()).expect("JSON"))
}

/// The log of the objective: 440 answers on a later day, and the published weights predict them so well.
#[test]
fn the_objective_is_that_of_the_vectors_and_what_is_fitted_to_it_is_judged_by_it() {
    let vectors = read("fsrs.json");
    let objective = &vectors["objective"];
    let log: Vec<Value> = objective["logs"]
        .as_array()
        .expect("a log")
        .iter()
        .map(|answer| json!({ "item": answer[0], "day": answer[1], "rating": answer[2] }))
        .collect();
    let said = fitted("objective", &json!({ "responses": log })).expect("a good log");
    assert_eq!(said["reviews"], objective["n"]);
    let (got, expected) = (said["log_loss"].as_f64(), objective["mean_log_loss"].as_f64());
    let off = got.expect("a loss") - expected.expect("a loss");
    assert!(off.abs() < 1e-12, "{off}");
    // 440 are fewer than 512; a fifth of them and what else was on the day that divides them judges.
    assert_eq!(said["fitted"], "first_four");
    let found = &said["found"];
    assert!(found["judged"].as_u64().is_some_and(|judged| (88..220).contains(&judged)), "{found}");
    assert_eq!(found["params"].as_array().map(Vec::len), Some(21));
    let better = found["before"].as_f64().expect("a loss") - found["after"].as_f64().expect("a loss") >= 0.002;
    assert_eq!(found["better"], better);
}

#[test]
fn a_short_log_is_not_fitted_and_a_bad_one_refused() {
    let short =
        json!({ "responses": [{ "item": "a", "day": 1, "rating": 3 }, { "item": "a", "day": 3, "rating": 1 }] });
    let said = fitted("short", &short).expect("a good log");
    assert_eq!((&said["reviews"], &said["fitted"], &said["found"]), (&json!(1), &json!("nothing"), &Value::Null));
    let refused = fitted("bad", &json!({ "responses": [{ "item": "a", "day": 1, "rating": 5 }] }));
    assert!(matches!(refused, Err(FittingError::Log(_))), "{refused:?}");
}
