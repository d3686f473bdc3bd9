//! All answers, some at a time and in no order: each row and each page is read once, where going from one id to the next
//! would go through nearly all pages at every step. For jobs that count or gather, in the worker.

use crate::indexed_db::{
    IndexedDb, Mode, REOPENINGS, begin,
    error::store_error,
    keys::{PAGES, Place},
    migrations,
    reading::Reading,
    rows,
};
use cairn_domain::{
    event::page::unpack_numbered,
    id::Id,
    kind::Kind,
    port::{Row, StoreError},
};
use indexed_db_futures::{KeyRange, error::Error};
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// Single rows that are held in memory at a time.
const ROWS: u32 = 2_000;

/// Pages that are held in memory at a time: about as many answers.
const LEAVES: u32 = 8;

impl IndexedDb {
    /// Shows every answer once. What is written or packed meanwhile stops for none of it, and none is met twice: rows of
    /// their own come first, so one that is packed behind that is known already, and what a page holds stays there when a
    /// newer version comes to lie beside it. So none that was there before is left out either, but for one that an import
    /// meanwhile replaces by another with another item or moment, which may come to lie on a page that was passed. What
    /// cannot be read is an error.
    pub async fn each_answer(&self, each: &mut dyn FnMut(&Row)) -> Result<(), StoreError> {
        let version = self.connection.borrow().version;
        let place = Place::of(Kind::RESPONSE, version);
        let (mut seen, mut after) = (BTreeSet::<Id>::new(), None);
        loop {
            let objects = self.some_of(place.store, &|| place.ids(after), ROWS).await?;
            for object in &objects {
                let id = rows::key(object).and_then(|key| place.id(&key));
                let id = id.ok_or_else(|| rows::damaged(place.store))?;
                let row = rows::to_row(object, &place)?;
                after = Some(id);
                if seen.insert(id) {
                    each(&row);
                }
            }
            if objects.len() < ROWS as usize {
                break;
            }
        }
        let (mut name, torn) = (String::new(), || rows::damaged(PAGES));
        if version < migrations::PAGES {
            return Ok(());
        }
        loop {
            let behind = || KeyRange::LowerBound(JsValue::from(name.as_str()), true);
            let objects = self.some_of(PAGES, &behind, LEAVES).await?;
            for object in &objects {
                let body = rows::body(object).ok_or_else(torn)?;
                for (event, _) in unpack_numbered(&body).map_err(|_| torn())? {
                    if seen.insert(event.id.0) {
                        each(&Row::Event(event));
                    }
                }
            }
            match objects.last().and_then(rows::key) {
                Some(last) if objects.len() == LEAVES as usize => name = last,
                _ => return Ok(()),
            }
        }
    }

    /// The first rows of a range, in a transaction of their own: whoever writes waits for no more than that.
    async fn some_of(
        &self,
        store: &'static str,
        range: &dyn Fn() -> KeyRange<JsValue>,
        limit: u32,
    ) -> Result<Vec<JsValue>, StoreError> {
        let failed = |error: Error| store_error(&error);
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            let transaction = match begin(&connection, &[store], Mode::Read) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            let (counters, version) = (&self.counters, connection.version);
            let reading = Reading { transaction: &transaction, counters, version, leaves_out: false };
            let store = transaction.object_store(store).map_err(failed)?;
            let some = reading.all(&store, range(), limit).map_err(failed)?.await.map_err(failed)?;
            let objects: Vec<JsValue> = some.collect::<Result<_, _>>().map_err(failed)?;
            self.counters.count_rows(objects.len());
            return Ok(objects);
        }
        Err(StoreError::ConnectionLost)
    }
}
