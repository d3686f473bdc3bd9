//! Exports hold what is shown, and nothing that a spreadsheet would run.

use super::*;
use crate::cairn::tests::filled;
use cairn_domain::{
    goal::Goal,
    id::{DeviceId, Id},
    record::{Context, Draft},
    time::Moment,
};
use std::io::{Cursor, Read};

fn goal(title: &str) -> Record {
    let context = Context::new(Moment { ms: 5, tz_offset_min: 0 }, DeviceId(7), 1);
    let mut draft = Draft::create(Record::new(Kind::GOAL, Id::new(1, 1)), &context);
    draft.set(&Goal::TITLE, &title.to_owned());
    draft.insert(&Goal::TAGS, &"@home".to_owned(), &true);
    draft.write(Goal::WHY, &[], "Because,\n\"so\"");
    draft.finish().unwrap().0
}

fn csv(records: &[Record], events: &[Event], name: &str) -> String {
    let bytes = csv_zip(records, events, 0).unwrap();
    let mut text = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_neutralised() {
    for (title, safe) in
        [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t'=1")]
    {
        let text = csv(&[goal(title)], &[], "goal.csv");
        assert!(text.starts_with('\u{feff}') && text.contains(&format!(",{safe},")), "{text}");
        assert!(text.contains(",'@home,") && text.contains("\"Because,\n\"\"so\"\"\""), "{text}");
    }
    for harmless in ["Lamps = light", "well-known", "a + b", "ann@lamps.example"] {
        assert!(csv(&[goal(harmless)], &[], "goal.csv").contains(&format!(",{harmless},")), "{harmless}");
    }
}

/// Where the separator of a spreadsheet is another one, a cell ends in the midst of ours.
#[test]
fn what_would_run_behind_another_separator_is_neutralised() {
    for (title, safe) in [
        ("x;=1+1;y", "x;'=1+1;y"),
        ("x; =1+1", "x; '=1+1"),
        ("x|@SUM(A1)", "x|'@SUM(A1)"),
        (" =1+1", " '=1+1"),
        ("\u{feff}=1+1", "\u{feff}'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("−1+1", "'−1+1"),
    ] {
        let text = csv(&[goal(title)], &[], "goal.csv");
        assert!(text.contains(&format!(",{safe},")), "{text}");
    }
}

#[test]
fn what_counts_is_exported_by_name() {
    let contents = filled();
    let document: Value = serde_json::from_str(&json(&contents.records, &contents.events, i64::MAX / 4)).unwrap();
    let data = document["data"].as_object().unwrap();
    assert_eq!(data["goal"].as_array().map(Vec::len), Some(1), "the deleted one is not there");
    assert_eq!(data["goal"][0]["title"], "اقرأ <b>");
    assert_eq!(data["goal"][0]["targets"], serde_json::json!({Id::new(8, 8).to_text(): 3}));
    assert!(data.get("kind-77").is_none() && data.get("void").is_none());
    assert_eq!(data["evidence"].as_array().map(Vec::len), Some(1), "the erased one is not there");
    assert!(data["evidence"][0]["at"].is_string());
}
