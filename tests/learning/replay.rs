//! `cairn replay`: what it gives for a log, and the place and reason of what it refuses.

use std::path::Path;

use cairn_cli::replay::{ReplayError, replay, run};
use serde_json::{Value, json};

use super::vectors::read;

/// Replays a log that stands in a file of its own.
fn replayed(name: &str, log: &str) -> Result<Value, (String, String)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("replay-{name}.json"));
    std::fs::write(&path, log).expect("a writable folder");
    let said = match run(&path) {
        Ok(replayed) => Ok(replayed.to_json()),
        Err(refused) => Err(refused.to_json()),
    };
    let parse = |text: String| serde_json::from_str::<Value>(&text).expect("JSON");
    said.map(parse).map_err(|text| {
        let refused = parse(text);
        let text = |key: &str| refused["refused"][key].as_str().expect("a text").to_owned();
        (text("place"), text("reason"))
    })
}

fn close(got: &Value, expected: &Value) -> bool {
    let (got, expected) = (got.as_f64().expect("a number"), expected.as_f64().expect("a number"));
    (got - expected).abs() <= 1e-9 * expected.abs() + 1e-12
}

/// All sequences of the vectors in one log, item by item in turn, as several devices would leave it.
#[test]
fn a_log_of_many_items_gives_the_memory_of_each() {
    let vectors = read("fsrs_app.json");
    let sequences = vectors["sequences_delta"].as_array().expect("sequences");
    let mut responses = Vec::new();
    for (at, sequence) in sequences.iter().enumerate() {
        let mut day = 20_000;
        for (turn, review) in sequence.as_array().expect("reviews").iter().enumerate() {
            day += review["delta_days"].as_i64().expect("days");
            responses.push((turn, json!({ "item": format!("i{at}"), "day": day, "rating": review["rating"] })));
        }
    }
    responses.sort_by_key(|(turn, _)| *turn);
    let responses: Vec<Value> = responses.into_iter().map(|(_, response)| response).collect();
    let said = replayed("vectors", &json!({ "responses": responses }).to_string()).expect("a good log");
    assert_eq!(said["items"].as_object().map(serde_json::Map::len), Some(sequences.len()));
    for (at, sequence) in sequences.iter().enumerate() {
        let reviews = sequence.as_array().expect("reviews");
        let (last, stand) = (&reviews[reviews.len() - 1], &said["items"][format!("i{at}")]);
        assert!(close(&stand["stability"], &last["stability"]) && close(&stand["difficulty"], &last["difficulty"]));
        let days: i64 = reviews.iter().map(|review| review["delta_days"].as_i64().expect("days")).sum();
        let due = 20_000 + days + last["interval_0_9"].as_i64().expect("an interval");
        assert_eq!(stand["due_day"], due);
    }
}

#[test]
fn answers_of_one_day_keep_their_order_and_days_are_sorted() {
    let log = |responses: Value| json!({ "desired_retention": 0.8, "responses": responses }).to_string();
    let answer = |day: i64, rating: u8| json!({ "item": "x", "day": day, "rating": rating });
    let sorted = replayed("sorted", &log(json!([answer(5, 1), answer(5, 3), answer(9, 3)])));
    let mixed = replayed("mixed", &log(json!([answer(9, 3), answer(5, 1), answer(5, 3)])));
    let other = replayed("other", &log(json!([answer(5, 3), answer(5, 1), answer(9, 3)])));
    assert_eq!(sorted, mixed);
    assert_ne!(sorted, other);
    assert_eq!(replayed("empty", r#"{"responses": []}"#), Ok(json!({ "items": {} })));
}

#[test]
fn weights_and_retention_are_taken_from_the_log() {
    let usual = r#"{"responses": [{"item": 7, "day": -3, "rating": 3, "remark": "kept"}], "made_by": "x"}"#;
    let said = replayed("usual", usual).expect("a good log");
    assert_eq!(said["items"]["7"], json!({ "stability": 2.3065, "difficulty": 2.118_103_970_459_015, "due_day": -1 }));
    let mut weights = cairn::learning::schedule::Parameters::default().weights().to_vec();
    weights[2] = 10.0;
    let log = json!({
        "responses": [{ "item": "7", "day": 0, "rating": 3 }],
        "params": weights,
        "desired_retention": 0.9,
    });
    let said = replayed("own", &log.to_string()).expect("a good log");
    assert_eq!((&said["items"]["7"]["stability"], &said["items"]["7"]["due_day"]), (&json!(10.0), &json!(10)));
}

#[test]
fn what_is_wrong_is_refused_with_its_place_and_reason() {
    let good = r#"{"item": "a", "day": 1, "rating": 3}"#;
    let second = |answer: &str| format!(r#"{{"responses": [{good}, {answer}]}}"#);
    let set = |key: &str, value: &str| format!(r#"{{"{key}": {value}, "responses": [{good}]}}"#);
    let outside = format!("[{}0.9]", "0.5,".repeat(20));
    let cases = [
        (second(r#"{"item": "a", "day": 1, "rating": 5}"#), "responses[1].rating", "5 is not 1, 2, 3 or 4"),
        (second(r#"{"item": "a", "day": 1, "rating": "3"}"#), "responses[1].rating", "\"3\" is not 1, 2, 3 or 4"),
        (second(r#"{"item": "a", "day": 1}"#), "responses[1].rating", "nothing is not 1, 2, 3 or 4"),
        (second(r#"{"item": "a", "day": 1.5, "rating": 3}"#), "responses[1].day", "1.5 is not a whole number"),
        (second(r#"{"item": "a", "day": 1e300, "rating": 3}"#), "responses[1].day", "1e+300 is not a whole number"),
        (
            second(r#"{"item": "a", "day": 9223372036854775807, "rating": 3}"#),
            "responses[1].day",
            "9223372036854775807",
        ),
        (second(r#"{"item": null, "day": 1, "rating": 3}"#), "responses[1].item", "null is not the id"),
        (second(r#"{"item": "", "day": 1, "rating": 3}"#), "responses[1].item", "\"\" is not the id"),
        (second("7"), "responses[1]", "7 is not an object"),
        (set("desired_retention", "1.2"), "desired_retention", "1.2 is not a number between 0.7 and 0.97"),
        (set("desired_retention", "\"high\""), "desired_retention", "\"high\" is not a number"),
        (set("params", "[1, 2]"), "params", "a list of 2 is not a list of 21 numbers"),
        (set("params", &outside), "params[4]", "0.5 is not between 1 and 10"),
        (set("params", "[1, \"x\"]"), "params[1]", "\"x\" is not a number"),
        ("{}".to_owned(), "responses", "missing"),
        ("[1]".to_owned(), "line 1, column 0", "expected an object with `responses`"),
        (r#"{"responses": {}}"#.to_owned(), "line 1, column 14", "expected a list of responses"),
        (r#"{"responses": [], "responses": []}"#.to_owned(), "line 1", "responses stands there twice"),
        (r#"{"responses": ["#.to_owned(), "line 1, column 15", "EOF"),
        (format!("{} x", set("desired_retention", "0.9")), "line 1", "trailing"),
        (String::new(), "line 1, column 0", "EOF"),
    ];
    for (at, (log, place, reason)) in cases.iter().enumerate() {
        let (found, why) = replayed(&format!("refused-{at}"), log).expect_err(log);
        assert!(found.starts_with(place) && why.contains(reason), "{log}: {found}: {why}");
    }
    let absent = run(Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-such-log.json").as_path());
    assert!(matches!(absent, Err(ReplayError::Unreadable { .. })));
}

#[test]
fn an_empty_log_replays_to_nothing() {
    assert!(replay(cairn_cli::replay::Log::default()).items.is_empty());
}
