//! Empties the trash of what has lain there for thirty days: once per visit, when the page has come to
//! rest. It reads a bounded number of rows, however many there are.

use super::{dispatch, open, query};
use crate::browser::timers::{self, Later};
use cairn_domain::{
    command::Command,
    id::Id,
    kind::Kind,
    port::{Lookup, Range},
    record::Record,
    registry,
    time::{DAY_MS, TRASH_DAYS},
};
use std::cell::RefCell;

/// Not in the way of what she came for.
const REST_MS: i32 = 8_000;

/// Oldest rows of each kind that are looked at.
const LOOKED_AT: u32 = 50;

thread_local! {
    static WAITING: RefCell<Option<Later>> = const { RefCell::new(None) };
}

/// Empties it a little later.
pub fn empty_old_later() {
    WAITING.set(Some(timers::after(REST_MS, || leptos::task::spawn_local(empty_old()))));
}

async fn empty_old() {
    let kinds = registry::RECORDS.iter().map(|entry| entry.schema.kind);
    let ranges: Vec<Range> =
        kinds.flat_map(|kind| ["trash/", "purged/"].map(|list| Range::first(kind, list, LOOKED_AT))).collect();
    let lookups: Vec<Lookup> = ranges.iter().cloned().map(Lookup::Range).collect();
    // What cannot be read now is emptied on another day.
    let Ok(snapshot) = query::once(|_| lookups.clone()).await else { return };
    let old: Vec<(Kind, Id)> = ranges
        .iter()
        .flat_map(|range| snapshot.records(range))
        .filter(|record| record.trashed_at().is_none() || is_old(record))
        .map(|record| (record.kind, record.id))
        .collect();
    if !old.is_empty() {
        // With a row that cannot be read it waits for another day too.
        dispatch::run_quietly(Command::Purge(old));
    }
}

/// Whether a record has lain in the trash for thirty days.
pub fn is_old(record: &Record) -> bool {
    record.trashed_at().is_some_and(|at| at <= open::now().ms - TRASH_DAYS * DAY_MS)
}
