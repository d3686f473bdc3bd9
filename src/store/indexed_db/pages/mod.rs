//! Answers and items that lie in packed pages: reading them beside single rows, and writing them. What lies where is said in
//! [`crate::pages`], what a row looks like in [`super::rows`]. Of answers here, of items in `items`.
//!
//! None of it is part of what every start loads: whoever reads answers or items has it [installed](install) first, and
//! reading them without it fails rather than leave any out.

mod absent;
mod fold;
mod items;
mod ranges;
mod read;
mod torn;
mod walk;
mod write;

pub(super) use write::{Weaving, weave_plan};

use super::{Counters, error::store_error, keys::BY_LATEST, reading::Reading, rows};
use cairn_domain::port::{Lookup, Snapshot, StoreError};
use indexed_db_futures::{KeyRange, error::Error, object_store::ObjectStore, prelude::*};
use std::{cell::Cell, pin::Pin};
use wasm_bindgen::JsValue;

/// Pages that are read at a time.
const SOME: u32 = 128;

/// Adds what lies in pages to what single rows gave.
pub(super) type Reader = for<'r, 't, 'd> fn(&'r Reading<'t, 'd>, &'r [Lookup], &'r mut Snapshot) -> Reads<'r>;

/// Reading under way.
type Reads<'r> = Pin<Box<dyn Future<Output = Result<(), StoreError>> + 'r>>;

/// Says of each lookup whether it is for a row that is not there, of many; nothing where that was not looked at.
pub(super) type Missing = for<'r, 't, 'd> fn(&'r Reading<'t, 'd>, &'r [Lookup]) -> Looks<'r>;

/// Looking under way.
type Looks<'r> = Pin<Box<dyn Future<Output = Result<Vec<bool>, StoreError>> + 'r>>;

thread_local! {
    static INSTALLED: Cell<Option<(Reader, Missing)>> = const { Cell::new(None) };
}

/// Makes answers and items readable in this module of the program.
pub fn install() {
    INSTALLED.set(Some((
        |reading, lookups, snapshot| Box::pin(read::answer(reading, lookups, snapshot)),
        |reading, lookups| Box::pin(absent::of(reading, lookups)),
    )));
}

/// What finds rows that are not there before they are asked for one by one; who asks for few does without.
pub(super) fn missing() -> Option<Missing> {
    INSTALLED.get().map(|(_, missing)| missing)
}

/// Makes them unreadable again, as in a part of the app that has not asked for it.
#[cfg(feature = "conformance")]
pub fn remove() {
    INSTALLED.set(None);
}

/// What reads pages. Whoever gets here without it is a part of the app that reads answers or items and did not ask for it.
pub(super) fn reader() -> Result<Reader, StoreError> {
    INSTALLED.get().map(|(reader, _)| reader).ok_or_else(|| super::rows::damaged(super::keys::PAGES))
}

/// Shows each page whose greatest id is `lower` or beyond, or beyond it alone where the beginning is `open`.
async fn walk(
    pages: &ObjectStore<'_>,
    mut lower: String,
    mut open: bool,
    counters: &Counters,
    mut each: impl FnMut(&JsValue),
) -> Result<(), StoreError> {
    let failed = |error: Error| store_error(&error);
    let index = pages.index(BY_LATEST).map_err(failed)?;
    loop {
        let range = KeyRange::LowerBound(JsValue::from(lower.as_str()), open);
        counters.count_request();
        let some = index.get_all::<JsValue>().with_query::<JsValue, _>(range).with_limit(SOME);
        let some = some.primitive().map_err(failed)?.await.map_err(failed)?;
        let objects: Vec<JsValue> = some.collect::<Result<_, _>>().map_err(failed)?;
        counters.count_rows(objects.len());
        objects.iter().for_each(&mut each);
        match objects.last().and_then(rows::latest) {
            Some(last) if objects.len() == SOME as usize => (lower, open) = (last, true),
            _ => return Ok(()),
        }
    }
}

/// The rows of a store under these keys, in their order; all are asked for before the first is awaited.
async fn rows_under(
    store: &ObjectStore<'_>,
    keys: &[&String],
    counters: &Counters,
) -> Result<Vec<Option<JsValue>>, StoreError> {
    let mut asked = Vec::with_capacity(keys.len());
    for key in keys {
        counters.count_request();
        let request = store.get::<JsValue, JsValue, _>(JsValue::from(key.as_str())).primitive();
        asked.push(request.map_err(|error| store_error(&error))?);
    }
    let mut found = Vec::with_capacity(keys.len());
    for request in asked {
        found.push(request.await.map_err(|error| store_error(&error))?);
        counters.count_rows(1);
    }
    Ok(found)
}

/// The keys of all rows of a store.
async fn keys(store: &ObjectStore<'_>, counters: &Counters) -> Result<Vec<String>, StoreError> {
    counters.count_request();
    let keys = store.get_all_keys::<JsValue>().primitive().map_err(|error| store_error(&error))?;
    texts(keys.await.map_err(|error| store_error(&error))?, counters)
}

/// Keys that are text.
fn texts<C: FromIterator<String>>(
    keys: impl ExactSizeIterator<Item = Result<JsValue, Error>>,
    counters: &Counters,
) -> Result<C, StoreError> {
    counters.count_keys(keys.len());
    let texts = keys.filter_map(|key| key.map(|key| key.as_string()).transpose());
    texts.collect::<Result<_, _>>().map_err(|error| store_error(&error))
}
