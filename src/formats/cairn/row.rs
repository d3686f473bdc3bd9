//! One record or event as one line of JSON, and back to the very same bytes.
//!
//! Fields go by name where this version has a name and the content fits its form; else as
//! `"#tag": {"cbor": "<base64>"}`, byte for byte. Writing into a string does not fail.

use super::{
    manifest::{device, device_text},
    names::{Field, Fields},
    time::{parse_time, time_text},
    value::quote,
};
use cairn_domain::{
    cbor::Cbor,
    event::Event,
    id::{EventId, Id, SpaceId},
    kind::Kind,
    record::{Cell, Dot, Join, Record, Register, Seen, Tag, Version},
    stamp::Stamp,
    time::Moment,
};
use data_encoding::BASE64;
use serde_json::{Map, Value};
use std::{collections::BTreeMap, fmt::Write as _};

/// A field that was left out: its name, and why (`unknown_name` or `bad_value`).
pub(crate) type Left = (String, &'static str);

/// Names and forms by tag.
pub(crate) type ByTag<'a> = BTreeMap<u32, (&'a str, &'a Field)>;

/// Writes a record as a line, without its end.
pub(crate) fn write_record(record: &Record, names: &ByTag, json: &mut String) {
    head(record.id, record.space, json);
    json.push_str(",\"seen\":");
    write_seen(&record.seen, json);
    if !record.marker.is_empty() {
        json.push_str(",\"marker\":");
        write_seen(&record.marker, json);
    }
    json.push_str(",\"fields\":{");
    for (at, (tag, cell)) in record.fields.iter().enumerate() {
        json.push_str(if at == 0 { "" } else { "," });
        let start = json.len();
        let fits = names.get(&tag.0).and_then(|(name, field)| {
            quote(name, json);
            json.push(':');
            write_cell(cell, field, json)
        });
        if fits.is_none() {
            json.truncate(start);
            write_raw(tag.0, &cell.to_cbor(), json);
        }
    }
    json.push_str("}}");
}

/// Writes an event as a line, without its end.
pub(crate) fn write_event(event: &Event, names: &ByTag, json: &mut String) {
    if event.erased {
        head(event.id.0, None, json);
        json.push_str(",\"erased\":true}");
        return;
    }
    head(event.id.0, event.space, json);
    json.push_str(",\"at\":");
    quote(&time_text(event.at.ms), json);
    json.push_str(",\"offset_min\":");
    json.push_str(&event.at.tz_offset_min.to_string());
    json.push_str(",\"fields\":{");
    for (at, (number, item)) in event.fields.iter().enumerate() {
        json.push_str(if at == 0 { "" } else { "," });
        let start = json.len();
        let fits = names.get(number).and_then(|(name, field)| {
            quote(name, json);
            json.push(':');
            field.form.write(item, json)
        });
        if fits.is_none() {
            json.truncate(start);
            write_raw(*number, item, json);
        }
    }
    json.push_str("}}");
}

/// Reads a line as a record; `None` if it is not one.
pub(crate) fn read_record(row: &Value, fields: &Fields) -> Option<(Record, Vec<Left>)> {
    let row = row.as_object()?;
    let mut record = Record::new(Kind(fields.kind), Id::parse(row.get("id")?.as_str()?)?);
    record.space = read_space(row).ok()?;
    record.seen = read_seen(row.get("seen")?)?;
    record.marker = row.get("marker").map_or(Some(Seen::default()), read_seen)?;
    let mut left = Vec::new();
    for (name, value) in row.get("fields")?.as_object()? {
        let read = match (raw_tag(name), fields.fields.get(name)) {
            (Some(tag), _) => {
                raw_item(value).and_then(|item| Cell::from_cbor(Tag(tag).join(), &item)).map(|cell| (tag, cell))
            }
            (None, Some(field)) => read_cell(value, field).map(|cell| (field.tag, cell)),
            (None, None) => {
                left.push((name.clone(), "unknown_name"));
                continue;
            }
        };
        match read {
            Some((tag, cell)) => {
                record.fields.insert(Tag(tag), cell);
            }
            None => left.push((name.clone(), "bad_value")),
        }
    }
    record.check_ranges().then_some((record, left))
}

/// Reads a line as an event; `None` if it is not one.
pub(crate) fn read_event(row: &Value, fields: &Fields) -> Option<(Event, Vec<Left>)> {
    let row = row.as_object()?;
    let id = EventId::parse(row.get("id")?.as_str()?)?;
    let mut event = Event::new(Kind(fields.kind), id, Moment { ms: 0, tz_offset_min: 0 });
    if row.get("erased").is_some_and(|erased| erased == true) {
        event.erase();
        return Some((event, Vec::new()));
    }
    event.space = read_space(row).ok()?;
    let tz_offset_min = i16::try_from(row.get("offset_min")?.as_i64()?).ok()?;
    event.at = Moment { ms: parse_time(row.get("at")?.as_str()?)?, tz_offset_min };
    let mut left = Vec::new();
    for (name, value) in row.get("fields")?.as_object()? {
        let read = match (raw_tag(name), fields.fields.get(name)) {
            (Some(number), _) => raw_item(value).map(|item| (number, item)),
            (None, Some(field)) => field.form.read(value).map(|item| (field.tag, item)),
            (None, None) => {
                left.push((name.clone(), "unknown_name"));
                continue;
            }
        };
        match read {
            Some((number, item)) => {
                event.fields.insert(number, item);
            }
            None => left.push((name.clone(), "bad_value")),
        }
    }
    event.check_ranges().then_some((event, left))
}

fn head(id: Id, space: Option<SpaceId>, json: &mut String) {
    json.push_str("{\"id\":\"");
    json.push_str(&id.to_text());
    if let Some(space) = space {
        json.push_str("\",\"space\":\"");
        json.push_str(&space.to_string());
    }
    json.push('"');
}

fn write_seen(seen: &Seen, json: &mut String) {
    for (at, (device, count)) in seen.iter().enumerate() {
        json.push_str(if at == 0 { "{\"" } else { ",\"" });
        json.push_str(&device_text(device));
        json.push_str("\":");
        json.push_str(&count.to_string());
    }
    json.push_str(if seen.is_empty() { "{}" } else { "}" });
}

fn write_raw(tag: u32, item: &Cbor, json: &mut String) {
    let _ = write!(json, "\"#{tag}\":{{\"cbor\":\"{}\"}}", BASE64.encode(item.bytes()));
}

fn write_stamp(stamp: Stamp, json: &mut String) {
    let ms = i64::try_from(stamp.ms).unwrap_or(i64::MAX);
    let _ = write!(json, ",\"stamp\":\"{} {} {}\"}}", time_text(ms), stamp.counter, device_text(stamp.device));
}

/// `None`, with part of it perhaps written, if the cell does not fit.
fn write_cell(cell: &Cell, field: &Field, json: &mut String) -> Option<()> {
    match cell {
        Cell::Register(register) => {
            json.push_str("{\"value\":");
            field.form.write(&register.value, json)?;
            write_stamp(register.stamp, json);
        }
        Cell::Set(elements) => {
            json.push('[');
            for (at, (element, register)) in elements.iter().enumerate() {
                json.push_str(if at == 0 { "{\"element\":" } else { ",{\"element\":" });
                field.form.write(element, json)?;
                match (register.value.get::<bool>(), &field.value) {
                    (Some(present), None) => {
                        json.push_str(if present { ",\"present\":true" } else { ",\"present\":false" });
                    }
                    (Some(false), Some(_)) => json.push_str(",\"present\":false"),
                    (_, form) => {
                        json.push_str(",\"value\":");
                        form.as_ref()?.write(&register.value, json)?;
                    }
                }
                write_stamp(register.stamp, json);
            }
            json.push(']');
        }
        Cell::Text(versions) => {
            json.push('[');
            for (at, (dot, version)) in versions.iter().enumerate() {
                json.push_str(if at == 0 { "{\"text\":" } else { ",{\"text\":" });
                quote(&version.text, json);
                let written = time_text(version.ms);
                let device = device_text(dot.device);
                let _ = write!(json, ",\"written\":\"{written}\",\"device\":\"{device}\",\"count\":{}}}", dot.count);
            }
            json.push(']');
        }
        Cell::Unknown(_) => return None,
    }
    Some(())
}

fn read_cell(json: &Value, field: &Field) -> Option<Cell> {
    Some(match Tag(field.tag).join() {
        Join::Register => {
            Cell::Register(Register { stamp: read_stamp(json)?, value: field.form.read(json.get("value")?)? })
        }
        Join::Set => {
            let mut elements = BTreeMap::new();
            for json in json.as_array()? {
                let value = match (json.get("present"), &field.value) {
                    (Some(present), _) => Cbor::of(&present.as_bool()?),
                    (None, form) => form.as_ref()?.read(json.get("value")?)?,
                };
                elements.insert(field.form.read(json.get("element")?)?, Register { stamp: read_stamp(json)?, value });
            }
            Cell::Set(elements)
        }
        Join::Text => {
            let mut versions = BTreeMap::new();
            for json in json.as_array()? {
                let dot = Dot { device: device(json.get("device")?.as_str()?)?, count: json.get("count")?.as_u64()? };
                let ms = parse_time(json.get("written")?.as_str()?)?;
                versions.insert(dot, Version { ms, text: json.get("text")?.as_str()?.to_owned() });
            }
            (!versions.is_empty()).then_some(Cell::Text(versions))?
        }
        Join::Unknown => return None,
    })
}

fn read_stamp(json: &Value) -> Option<Stamp> {
    let mut parts = json.get("stamp")?.as_str()?.split(' ');
    let ms = u64::try_from(parse_time(parts.next()?)?).ok()?;
    let stamp = Stamp { ms, counter: parts.next()?.parse().ok()?, device: device(parts.next()?)? };
    parts.next().is_none().then_some(stamp)
}

fn read_seen(json: &Value) -> Option<Seen> {
    let mut seen = Seen::default();
    for (name, count) in json.as_object()? {
        let count = count.as_u64().filter(|count| *count > 0)?;
        seen.raise(device(name)?, count);
    }
    Some(seen)
}

/// The space, if there is one; an error if it is not an id.
fn read_space(row: &Map<String, Value>) -> Result<Option<SpaceId>, ()> {
    row.get("space").map(|space| space.as_str().and_then(SpaceId::parse).ok_or(())).transpose()
}

fn raw_tag(name: &str) -> Option<u32> {
    name.strip_prefix('#')?.parse().ok()
}

fn raw_item(json: &Value) -> Option<Cbor> {
    Cbor::from_canonical(&BASE64.decode(json.get("cbor")?.as_str()?.as_bytes()).ok()?).ok()
}
