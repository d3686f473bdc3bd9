//! All data as CSV: one file per kind in a zip, for spreadsheets.

use super::{neutral::neutral, tables};
use crate::{
    cairn::container::pack,
    problem::{Location, Refusal},
};
use cairn_domain::{event::Event, record::Record};
use serde_json::Value;

/// A zip of `<kind>.csv`: UTF-8 with a byte order mark, commas, a header of field names. Lists stand in one
/// cell, parted by `; `. What a spreadsheet would run gets an apostrophe in front. Refused
/// (`too_large`) only beyond what a zip can hold.
pub fn csv_zip(records: &[Record], events: &[Event], now_ms: i64) -> Result<Vec<u8>, Refusal> {
    let too_large = |fault: String| Refusal::new(Location::Whole, "too_large", fault);
    let mut files = Vec::new();
    for table in tables(records, events, now_ms) {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
        writer.write_record(&table.columns).map_err(|fault| too_large(fault.to_string()))?;
        for row in &table.rows {
            let cells = table.columns.iter().map(|name| row.get(name).map(cell).unwrap_or_default());
            writer.write_record(cells).map_err(|fault| too_large(fault.to_string()))?;
        }
        let bytes = writer.into_inner().map_err(|fault| too_large(fault.to_string()))?;
        files.push((format!("{}.csv", table.name), bytes));
    }
    pack(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), now_ms)
        .map_err(|fault| too_large(fault.to_string()))
}

fn cell(value: &Value) -> String {
    let text = flat(value);
    // A number is data, also below zero.
    if value.is_number() { text } else { neutral(&text) }
}

fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(flat).collect::<Vec<_>>().join("; "),
        Value::Object(map) => {
            map.iter().map(|(name, value)| format!("{name}={}", flat(value))).collect::<Vec<_>>().join("; ")
        }
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}
