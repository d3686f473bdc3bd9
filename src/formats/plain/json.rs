//! All data as one JSON document.

use super::tables;
use cairn_domain::{event::Event, record::Record};
use serde_json::{Map, Value, json};

/// `{"format": "cairn-plain", "version": 1, "made_at": …, "data": {"goal": [{"id": …, "title": …}]}}`, indented.
pub fn json(records: &[Record], events: &[Event], now_ms: i64) -> String {
    let data: Map<String, Value> = tables(records, events, now_ms)
        .into_iter()
        .map(|table| (table.name, table.rows.into_iter().map(Value::Object).collect()))
        .collect();
    let made_at = crate::cairn::time::time_text(now_ms);
    let document = json!({"format": "cairn-plain", "version": 1, "made_at": made_at, "data": data});
    // Maps, lists and texts into memory: it does not fail.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}
