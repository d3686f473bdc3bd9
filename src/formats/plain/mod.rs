//! Everything that she has, for other programs: one JSON document, or a zip of one CSV per kind.
//!
//! What is shown, without what merging needs: records in use, events that count, fields by name. What this
//! version has no name for, and what lies in the trash, is only in the `.cairn` file. Nothing reads these
//! back; the table of items that comes back is [`crate::items`].

mod csv;
mod json;
pub(crate) mod neutral;

pub use csv::csv_zip;
pub use json::json;

use crate::{
    cairn::{
        names::{Field, Fields},
        time::time_text,
        value::Form,
    },
    report::kind_name,
};
use cairn_domain::{
    cbor::Cbor,
    event::{Event, Journal},
    kind::Kind,
    noun::TextField,
    record::{Cell, Record, Tag},
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The rows of a kind, and its fields in the order of their numbers.
struct Table {
    name: String,
    columns: Vec<String>,
    rows: Vec<Map<String, Value>>,
}

/// Tables by kind; kinds without a row or a name are left out.
fn tables(records: &[Record], events: &[Event], now_ms: i64) -> Vec<Table> {
    let mut tables: BTreeMap<Kind, Table> = BTreeMap::new();
    let mut sorted: Vec<&Record> = records.iter().filter(|record| record.is_alive()).collect();
    sorted.sort_by_key(|record| (record.kind, record.id));
    for record in sorted {
        row(&mut tables, record.kind, &["id"], |fields| {
            let mut row = Map::from_iter([("id".to_owned(), record.id.to_text().into())]);
            for (name, field) in fields {
                if let Some(value) = record.fields.get(&Tag(field.tag)).and_then(|cell| shown(record, cell, field)) {
                    row.insert(name.clone(), value);
                }
            }
            row
        });
    }
    for event in Journal::of(events.iter().cloned()).in_order(now_ms) {
        row(&mut tables, event.kind, &["id", "at", "offset_min"], |fields| {
            let mut row = Map::from_iter([
                ("id".to_owned(), event.id.to_string().into()),
                ("at".to_owned(), time_text(event.at.ms).into()),
                ("offset_min".to_owned(), event.at.tz_offset_min.into()),
            ]);
            for (name, field) in fields {
                if let Some(value) = event.fields.get(&field.tag).and_then(|item| plain(&field.form, item)) {
                    row.insert(name.clone(), value);
                }
            }
            row
        });
    }
    tables.into_values().collect()
}

fn row(
    tables: &mut BTreeMap<Kind, Table>,
    kind: Kind,
    first: &[&str],
    fill: impl FnOnce(&[(String, Field)]) -> Map<String, Value>,
) {
    if kind.name().is_none() {
        return;
    }
    let mut fields: Vec<(String, Field)> = Fields::of(kind).fields.into_iter().collect();
    fields.retain(|(_, field)| field.tag != Tag::TRASHED_AT.0 || kind.is_event());
    fields.sort_by_key(|(_, field)| if kind.is_event() { (0, field.tag) } else { (field.tag & 3, field.tag) });
    let table = tables.entry(kind).or_insert_with(|| {
        let names = fields.iter().map(|(name, _)| name.clone());
        Table {
            name: kind_name(kind),
            columns: first.iter().map(|name| (*name).to_owned()).chain(names).collect(),
            rows: Vec::new(),
        }
    });
    table.rows.push(fill(&fields));
}

/// A field as it is shown: a value, a list of elements (with values: an object), or a text.
pub(crate) fn shown(record: &Record, cell: &Cell, field: &Field) -> Option<Value> {
    match cell {
        Cell::Register(register) => plain(&field.form, &register.value).filter(|value| !value.is_null()),
        Cell::Set(elements) => {
            let present =
                elements.iter().filter(|(_, register)| !register.value.is_null() && register.value != Cbor::of(&false));
            match &field.value {
                None => {
                    present.map(|(element, _)| plain(&field.form, element)).collect::<Option<Vec<_>>>().map(Value::from)
                }
                Some(form) => present
                    .map(|(element, register)| {
                        let element = plain(&field.form, element)?;
                        let name = element.as_str().map_or_else(|| element.to_string(), str::to_owned);
                        Some((name, plain(form, &register.value)?))
                    })
                    .collect::<Option<Map<_, _>>>()
                    .map(Value::from),
            }
        }
        Cell::Text(versions) if versions.len() > 1 => {
            Some(versions.values().map(|version| version.text.clone()).collect::<Vec<_>>().into())
        }
        Cell::Text(_) => Some(record.text(TextField(Tag(field.tag))).shown().into()),
        Cell::Unknown(_) => None,
    }
}

fn plain(form: &Form, item: &Cbor) -> Option<Value> {
    let mut json = String::new();
    form.write(item, &mut json)?;
    serde_json::from_str(&json).ok()
}

#[cfg(test)]
mod tests;
