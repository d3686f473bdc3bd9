//! Version 3: items, decks, responses and mistakes have stores of their own, and where each item stands in its schedule is kept.
//!
//! | store | key | row | indexes |
//! |---|---|---|---|
//! | `item`, `deck`, `response`, `mistake` | `id`: the id's 26 letters | `id, change, keys, body` | `keys` (one entry per key), `change` |
//! | `schedule` | `id`: a shard, `0` to `f`, or `folded` | `id, body` | |
//!
//! Rows of these kinds that a newer build or a file brought into `foreign` move, with their change numbers. Their keys
//! are made anew: a build that does not know a kind lists none of its rows. A row that cannot be read takes the keys
//! that it has; without any it stays where it is, as the others of which nothing is known.

use super::PRACTICE;
use crate::{
    indexed_db::{
        keys::{BY_CHANGE, BY_KEY, FOREIGN, Place},
        rows,
    },
    keys::index_keys,
};
use cairn_domain::{kind::Kind, port::Table};
use indexed_db_futures::{
    KeyPath, Result, database::Database, internals::SystemRepr, prelude::*, transaction::Transaction,
};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

/// The kinds that get a store of their own.
pub(super) const KINDS: &[Kind] = &[Kind::ITEM, Kind::DECK, Kind::RESPONSE, Kind::MISTAKE];

/// The derived tables that are new.
pub(super) const TABLES: &[Table] = &[Table::Schedule];

pub(super) fn run(database: &Database) -> Result<()> {
    for name in TABLES.iter().map(|table| table.name()) {
        database.create_object_store(name).with_key_path(KeyPath::One("id")).build()?;
    }
    for kind in KINDS {
        let Some(name) = kind.name() else { continue };
        let store = database.create_object_store(name).with_key_path(KeyPath::One("id")).build()?;
        store.create_index(BY_KEY, KeyPath::One("keys")).with_multi_entry(true).build()?;
        store.create_index(BY_CHANGE, KeyPath::One("change")).build()?;
    }
    Ok(())
}

/// Moves the rows of these kinds out of `foreign`.
pub(super) fn move_all(transaction: &Transaction<'_>) -> Result<()> {
    for kind in KINDS {
        move_rows(transaction.as_sys(), *kind)?;
    }
    Ok(())
}

/// Asks for the rows of a kind in `foreign`; they move when the browser answers, still within its transaction. What
/// fails there aborts it.
fn move_rows(transaction: &IdbTransaction, kind: Kind) -> std::result::Result<(), JsValue> {
    let (head, place) = (format!("{:05}/", kind.0), Place::of(kind, PRACTICE));
    let (foreign, own) = (transaction.object_store(FOREIGN)?, transaction.object_store(place.store)?);
    let all = IdbKeyRange::bound(&head.as_str().into(), &format!("{head}\u{ffff}").into())?;
    let request = foreign.get_all_with_key(&all)?;
    let (asked, within) = (request.clone(), transaction.clone());
    let answered = Closure::once_into_js(move || {
        if put_all(&asked, &head, &place, &foreign, &own).is_err() {
            let _ = within.abort();
        }
    });
    request.set_onsuccess(answered.dyn_ref::<Function>());
    Ok(())
}

fn put_all(
    asked: &IdbRequest,
    head: &str,
    place: &Place,
    foreign: &IdbObjectStore,
    own: &IdbObjectStore,
) -> std::result::Result<(), JsValue> {
    let plain = |key: JsValue| key.as_string().and_then(|key| key.strip_prefix(head).map(JsValue::from)).unwrap_or(key);
    for row in asked.result()?.dyn_into::<Array>()? {
        let id = Reflect::get(&row, &"id".into())?;
        let keys: Array = match rows::to_row(&row, place) {
            Ok(known) => index_keys(&known).into_iter().map(JsValue::from).collect(),
            Err(_) => match Reflect::get(&row, &"keys".into())?.dyn_into::<Array>() {
                Ok(keys) => keys.iter().map(plain).collect(),
                Err(_) => continue,
            },
        };
        foreign.delete(&id)?;
        Reflect::set(&row, &"id".into(), &plain(id))?;
        Reflect::set(&row, &"keys".into(), &keys)?;
        own.put(&row)?;
    }
    Ok(())
}
