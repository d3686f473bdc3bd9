//! Rows as plain objects of the browser, and back.

use super::keys::{BY_LATEST, CHUNKS, MEDIA, META, Place, STATE};
use crate::{pages::Page, plan::Put};
use cairn_domain::{
    cbor::Cbor,
    change::Count,
    event::Event,
    id::{DeviceId, ProfileId},
    kind::Kind,
    media::{Kept, MediaHash},
    port::{Row, StoreError, Summary},
    record::Record,
    undo::UndoEntry,
};
use js_sys::{Array, Object, Reflect, Uint8Array};
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};

/// The property of a page that tells how many rows it holds.
const COUNT: &str = "count";

thread_local! {
    /// Property names, made once: bulk writes use each of them thousands of times.
    static NAMES: [JsValue; 4] = ["id", "change", "keys", "body"].map(JsValue::from_str);
}

/// The object of a row that a commit writes.
pub(super) fn of_put(put: &Put, place: &Place) -> JsValue {
    let body = match &put.row {
        Row::Record(record) => record.to_bytes(),
        Row::Event(event) => event.to_bytes(),
    };
    let keys: Array = put.keys.iter().map(|key| JsValue::from(place.index_key(key))).collect();
    NAMES.with(|[id, change, keys_name, body_name]| {
        object([
            (id, place.key(put.id).into()),
            (change, number(put.change)),
            (keys_name, keys.into()),
            (body_name, Uint8Array::from(body.as_slice()).into()),
        ])
    })
}

/// The object of a page.
pub(super) fn of_page(page: &Page) -> JsValue {
    let keys: Array = page.keys.iter().map(JsValue::from).collect();
    let (latest, count) = (JsValue::from_str(BY_LATEST), JsValue::from_str(COUNT));
    NAMES.with(|[id, change, keys_name, body_name]| {
        object([
            (id, page.id.as_str().into()),
            (change, number(page.change)),
            (&latest, page.latest.to_text().into()),
            (&count, number(page.count)),
            (keys_name, keys.into()),
            (body_name, Uint8Array::from(page.body.as_slice()).into()),
        ])
    })
}

/// The greatest id of a page, as text.
pub(super) fn latest(object: &JsValue) -> Option<String> {
    Reflect::get(object, &JsValue::from_str(BY_LATEST)).ok()?.as_string()
}

/// How many rows a page says it holds, in the clear: so much is lost with one that is torn.
pub(super) fn count(object: &JsValue) -> Option<u64> {
    Reflect::get(object, &JsValue::from_str(COUNT)).ok().and_then(|count| to_number(&count))
}

/// The number of the change that wrote an object.
pub(super) fn change(object: &JsValue) -> Option<u64> {
    NAMES.with(|[_, change, ..]| Reflect::get(object, change)).ok().and_then(|change| to_number(&change))
}

/// The row of an object.
pub(super) fn to_row(object: &JsValue, place: &Place) -> Result<Row, StoreError> {
    let bytes = body(object).ok_or_else(|| damaged(place.store))?;
    let row = if place.kind.is_event() {
        // An erased event does not say its kind; its place does.
        Event::from_bytes(&bytes).ok().map(|event| Row::Event(Event { kind: place.kind, ..event }))
    } else {
        Record::from_bytes(&bytes).ok().map(Row::Record)
    };
    row.ok_or_else(|| damaged(place.store))
}

/// The primary key of an object.
pub(super) fn key(object: &JsValue) -> Option<String> {
    NAMES.with(|[id, ..]| Reflect::get(object, id)).ok()?.as_string()
}

/// The index keys of an object, as the port knows them.
pub(super) fn keys(object: &JsValue, place: &Place) -> Vec<String> {
    let Ok(keys) = NAMES.with(|[_, _, keys, _]| Reflect::get(object, keys)) else { return vec![] };
    let keys = keys.dyn_into::<Array>().unwrap_or_default();
    keys.iter().filter_map(|key| place.plain(&key.as_string()?).map(str::to_owned)).collect()
}

/// A derived row or a note.
pub(super) fn of_note(key: &str, body: &Cbor) -> JsValue {
    of_body(key.into(), body.bytes())
}

/// Key and content of a derived row or a note.
pub(super) fn to_note(object: &JsValue, store: &'static str) -> Result<(String, Cbor), StoreError> {
    let content = body(object).and_then(|bytes| Cbor::from_canonical(&bytes).ok());
    key(object).zip(content).ok_or_else(|| damaged(store))
}

/// An entry of the undo list.
pub(super) fn of_undo(change: u64, entry: &UndoEntry) -> JsValue {
    of_body(number(change), &entry.to_bytes())
}

/// Number and content of an undo entry; an entry of another version is as good as gone.
pub(super) fn to_undo(object: &JsValue) -> Option<(u64, UndoEntry)> {
    let change = NAMES.with(|[id, ..]| Reflect::get(object, id)).ok()?;
    Some((to_number(&change)?, UndoEntry::from_bytes(&body(object)?)?))
}

/// What is kept of a file.
pub(super) fn of_kept(kept: &Kept) -> JsValue {
    let names = ["bytes", "at", "whole"].map(JsValue::from_str);
    NAMES.with(|[id, ..]| {
        object([
            (id, kept.hash.to_text().into()),
            (&names[0], number(kept.bytes)),
            (&names[1], signed(kept.at_ms)),
            (&names[2], kept.whole.into()),
        ])
    })
}

/// Reads [`of_kept`].
pub(super) fn to_kept(object: &JsValue) -> Result<Kept, StoreError> {
    let get = |name: &str| Reflect::get(object, &name.into()).ok();
    let kept = || {
        Some(Kept {
            hash: MediaHash::parse(&get("id")?.as_string()?)?,
            bytes: to_number(&get("bytes")?)?,
            at_ms: to_signed(&get("at")?)?,
            whole: get("whole")?.as_bool()?,
        })
    };
    kept().ok_or_else(|| damaged(MEDIA))
}

/// The key of a chunk: in the order of the numbers.
pub(super) fn chunk_key(hash: MediaHash, at: u32) -> String {
    format!("{hash}/{at:010}")
}

/// A chunk of a file.
pub(super) fn of_chunk(hash: MediaHash, at: u32, bytes: &[u8]) -> JsValue {
    of_body(chunk_key(hash, at).into(), bytes)
}

/// The bytes of a chunk.
pub(super) fn to_chunk(object: &JsValue) -> Result<Vec<u8>, StoreError> {
    body(object).ok_or_else(|| damaged(CHUNKS))
}

/// The one row of `meta`. The device is text because a number would lose its last bits.
pub(super) fn of_state(state: &Summary) -> JsValue {
    let totals: Array = state
        .totals
        .iter()
        .map(|(kind, count)| {
            [JsValue::from(kind.0), signed(count.alive), signed(count.trashed)].into_iter().collect::<Array>()
        })
        .collect();
    let names = ["profile", "device", "totals"].map(JsValue::from_str);
    NAMES.with(|[id, change, ..]| {
        object([
            (id, STATE.into()),
            (change, number(state.change)),
            (&names[0], state.profile.to_string().into()),
            (&names[1], format!("{:016x}", state.device.0).into()),
            (&names[2], totals.into()),
        ])
    })
}

/// Reads the row of `meta`; its absence is damage too.
pub(super) fn to_state(object: Option<&JsValue>) -> Result<Summary, StoreError> {
    object.and_then(state).ok_or_else(|| damaged(META))
}

fn state(object: &JsValue) -> Option<Summary> {
    let text = |name: &str| Reflect::get(object, &name.into()).ok()?.as_string();
    let profile = ProfileId::parse(&text("profile")?)?;
    let device = DeviceId(u64::from_str_radix(&text("device")?, 16).ok()?);
    let change = to_number(&Reflect::get(object, &"change".into()).ok()?)?;
    let listed = Reflect::get(object, &"totals".into()).ok()?.dyn_into::<Array>().ok()?;
    let total = |entry: JsValue| {
        let entry = entry.dyn_into::<Array>().ok()?;
        let kind = Kind(u16::try_from(to_number(&entry.get(0))?).ok()?);
        Some((kind, Count { alive: to_signed(&entry.get(1))?, trashed: to_signed(&entry.get(2))? }))
    };
    let totals = listed.iter().map(total).collect::<Option<BTreeMap<_, _>>>()?;
    Some(Summary { profile, device, change, totals })
}

/// Change numbers and counts stay far below 2^53, up to which such a number is exact.
#[allow(clippy::cast_precision_loss)]
pub(super) fn number(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}

/// The whole number, not below 0, that a value is.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn to_number(value: &JsValue) -> Option<u64> {
    value.as_f64().filter(|number| *number >= 0.0 && number.fract() == 0.0).map(|number| number as u64)
}

pub(super) fn damaged(store: &str) -> StoreError {
    StoreError::Damaged { store: store.to_owned() }
}

#[allow(clippy::cast_precision_loss)]
fn signed(number: i64) -> JsValue {
    JsValue::from_f64(number as f64)
}

#[allow(clippy::cast_possible_truncation)]
fn to_signed(value: &JsValue) -> Option<i64> {
    value.as_f64().filter(|number| number.fract() == 0.0).map(|number| number as i64)
}

fn of_body(key: JsValue, bytes: &[u8]) -> JsValue {
    NAMES.with(|[id, _, _, body]| object([(id, key), (body, Uint8Array::from(bytes).into())]))
}

/// The bytes of an object's body.
pub(super) fn body(object: &JsValue) -> Option<Vec<u8>> {
    let body = NAMES.with(|[_, _, _, body]| Reflect::get(object, body)).ok()?;
    Some(body.dyn_into::<Uint8Array>().ok()?.to_vec())
}

fn object<const N: usize>(properties: [(&JsValue, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&object, name, &value);
    }
    object.into()
}
