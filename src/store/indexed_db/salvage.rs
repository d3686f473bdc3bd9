//! Reading what can be read of a database that is torn: row by row, so that one which cannot be read costs
//! itself alone. Nothing is written.
//!
//! Rows are read some at a time. A request that fails ends its transaction, so then each row of those gets one of
//! its own.

use super::{
    IndexedDb, Mode, begin,
    error::store_error,
    keys::{Held, META, Place, foreign_kind, held, is_beside_rows},
    open::Connection,
    rows,
};
use crate::keys::id;
use cairn_domain::{
    event::page::{PAGE_EVENTS, ids_of, unpack_numbered},
    id::Id,
    kind::Kind,
    port::{Row, Salvage, Store, StoreError},
    record::page::{PAGE_RECORDS, RecordPage},
};
use indexed_db_futures::{error::Error, prelude::*};
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// Rows that are asked for at a time.
const TOGETHER: usize = 256;

/// Reads every store of rows that is there, those of a newer version's kinds too.
pub(super) async fn salvage(store: &IndexedDb) -> Result<Salvage, StoreError> {
    let connection = store.connection(0).await?;
    let (mut found, mut folded) = (Salvage::default(), Vec::new());
    let names: Vec<String> = connection.database.object_store_names().collect();
    for name in names {
        let Some(what) = held(&name) else {
            if !is_beside_rows(&name) {
                // Of a newer version: there may be rows in it, as answers in pages, that this build does not find.
                found.lost.push(name);
            }
            continue;
        };
        match keys(&connection, &name).await {
            Ok(keys) => {
                let mut read_here = Salvage::default();
                for some in keys.chunks(TOGETHER) {
                    read(&connection, &name, &what, some, &mut read_here).await;
                }
                found.torn += read_here.torn;
                match what {
                    Held::Pages(_) => folded.extend(read_here.rows),
                    _ => found.rows.extend(read_here.rows),
                }
            }
            Err(_) => found.lost.push(name),
        }
    }
    // A row of its own wins over what a page holds under its id.
    let of = |row: &Row| (kind(row), id(row));
    let single: BTreeSet<(Kind, Id)> = found.rows.iter().map(of).collect();
    found.rows.extend(folded.into_iter().filter(|row| !single.contains(&of(row))));
    found.summary = match begin(&connection, &[META], Mode::Read) {
        Ok(_) => store.summary().await.ok(),
        Err(_) => None,
    };
    Ok(found)
}

async fn keys(connection: &Connection, name: &str) -> Result<Vec<JsValue>, StoreError> {
    let transaction = begin(connection, &[name], Mode::Read)?;
    let read = async {
        let store = transaction.object_store(name)?;
        store.get_all_keys::<JsValue>().primitive()?.await?.collect::<Result<Vec<_>, _>>()
    };
    read.await.map_err(|error: Error| store_error(&error))
}

/// Reads some rows; if a request of them fails, one by one.
async fn read(connection: &Connection, name: &str, what: &Held, keys: &[JsValue], found: &mut Salvage) {
    let version = connection.version;
    if let Ok(objects) = objects(connection, name, keys).await {
        objects.iter().zip(keys).for_each(|(object, key)| take(object.as_ref(), key, what, version, found));
        return;
    }
    for key in keys {
        match objects(connection, name, std::slice::from_ref(key)).await {
            Ok(objects) => take(objects.first().and_then(Option::as_ref), key, what, version, found),
            Err(_) => found.torn += 1,
        }
    }
}

async fn objects(connection: &Connection, name: &str, keys: &[JsValue]) -> Result<Vec<Option<JsValue>>, StoreError> {
    let transaction = begin(connection, &[name], Mode::Read)?;
    let read = async {
        let store = transaction.object_store(name)?;
        let mut asked = Vec::with_capacity(keys.len());
        for key in keys {
            asked.push(store.get::<JsValue, JsValue, _>(key.clone()).primitive()?);
        }
        let mut objects = Vec::with_capacity(asked.len());
        for request in asked {
            objects.push(request.await?);
        }
        Ok(objects)
    };
    read.await.map_err(|error: Error| store_error(&error))
}

fn kind(row: &Row) -> Kind {
    match row {
        Row::Record(record) => record.kind,
        Row::Event(event) => event.kind,
    }
}

/// Decodes the items of a page, one by one.
fn take_items(object: Option<&JsValue>, found: &mut Salvage) {
    let body = object.and_then(rows::body).unwrap_or_default();
    let Ok(page) = RecordPage::read(&body) else {
        found.torn += object.and_then(rows::count).unwrap_or(1).clamp(1, PAGE_RECORDS as u64);
        return;
    };
    for (_, record) in page.each() {
        match record {
            Ok(record) if record.kind == Kind::ITEM => found.rows.push(Row::Record(record)),
            _ => found.torn += 1,
        }
    }
}

/// Decodes the answers of a page. One that is torn counts as many as its ids, or as it says in the clear.
fn take_page(object: Option<&JsValue>, found: &mut Salvage) {
    let body = object.and_then(rows::body);
    let Some(rows) = body.as_ref().and_then(|body| unpack_numbered(body).ok()) else {
        let ids = body.and_then(|body| ids_of(&body).ok()).map(|ids| ids.len() as u64);
        found.torn += ids.or_else(|| object.and_then(rows::count)).unwrap_or(1).clamp(1, PAGE_EVENTS as u64);
        return;
    };
    found.rows.extend(rows.into_iter().map(|(event, _)| Row::Event(event)));
}

/// Decodes one. A row that says another id than its key is not what was written under it.
fn take(object: Option<&JsValue>, key: &JsValue, what: &Held, version: u32, found: &mut Salvage) {
    match what {
        Held::Pages(Kind::ITEM) => return take_items(object, found),
        Held::Pages(_) => return take_page(object, found),
        _ => {}
    }
    let row = || {
        let key = key.as_string()?;
        let kind = match what {
            Held::Kind(kind) => *kind,
            Held::Foreign => foreign_kind(&key)?,
            Held::Pages(_) => return None,
        };
        let place = Place::of(kind, version);
        let row = rows::to_row(object?, &place).ok()?;
        let is_its = match &row {
            Row::Record(record) => record.kind == kind,
            Row::Event(_) => true,
        };
        (is_its && place.id(&key) == Some(id(&row))).then_some(row)
    };
    match row() {
        Some(row) => found.rows.push(row),
        None => found.torn += 1,
    }
}
