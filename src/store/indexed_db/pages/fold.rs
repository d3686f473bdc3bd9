//! Folding: single rows become pages, later and in the background, in transactions of bounded work. Between any two of
//! them everything is where reading finds it, and change numbers, totals and the state of the database stay as they are.

use super::write::Weaving;
use crate::{
    indexed_db::{
        IndexedDb, Mode, REOPENINGS, begin,
        error::store_error,
        finish,
        keys::{BY_KEY, PAGES, Place},
        migrations, rows,
    },
    pages::{END, place},
};
use cairn_domain::{
    event::page::Numbered,
    kind::Kind,
    port::{Row, StoreError},
};
use indexed_db_futures::{KeyRange, error::Error, prelude::*, transaction::TransactionDurability};
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// Single rows that one transaction takes: an answer that comes meanwhile waits for so many at most.
const TOGETHER: u32 = 128;

impl IndexedDb {
    /// Puts the single answers that were written up to the change number `until` into pages, if there are `least` single
    /// ones; how many were put there.
    pub async fn fold_pages(&self, until: u64, least: usize) -> Result<u64, StoreError> {
        self.may_write()?;
        if self.connection.borrow().version < migrations::PAGES {
            return Ok(0);
        }
        let (mut folded, mut after) = (0, Some(String::new()));
        while let Some(key) = after {
            let (count, next) = self.fold_some(until, least, &key).await?;
            folded += count;
            after = next;
        }
        Ok(folded)
    }

    /// Folds some of those behind a key: how many, and where to go on.
    async fn fold_some(&self, until: u64, least: usize, after: &str) -> Result<(u64, Option<String>), StoreError> {
        let singles_at = Place::of(Kind::RESPONSE, migrations::PAGES);
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            let mode = Mode::Write(TransactionDurability::Relaxed);
            let transaction = match begin(&connection, &[singles_at.store, PAGES], mode) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            let weaving = Weaving { transaction: &transaction, counters: &self.counters, version: connection.version };
            let done = fold(&weaving, &singles_at, until, least, after).await;
            return match done {
                Ok(done) => finish(transaction).await.map(|()| done),
                Err(error) => {
                    let _ = transaction.abort().await;
                    Err(error)
                }
            };
        }
        Err(StoreError::ConnectionLost)
    }
}

async fn fold(
    weaving: &Weaving<'_, '_>,
    singles_at: &Place,
    until: u64,
    least: usize,
    after: &str,
) -> Result<(u64, Option<String>), StoreError> {
    let failed = |error: Error| store_error(&error);
    let singles = weaving.store(singles_at.store)?;
    if after.is_empty() && weaving.keys(&singles).await?.len() < least {
        return Ok((0, None));
    }
    // In the order of pages: so one of them is written anew once, and what can be in none is not met.
    let index = singles.index(BY_KEY).map_err(failed)?;
    let behind = KeyRange::Bound(JsValue::from(after), true, JsValue::from(END), true);
    let some = index.get_all::<JsValue>().with_query::<JsValue, _>(behind).with_limit(TOGETHER);
    let some = some.primitive().map_err(failed)?.await.map_err(failed)?;
    let objects: Vec<JsValue> = some.collect::<Result<_, _>>().map_err(failed)?;
    let mut new: Vec<Numbered> = Vec::new();
    for object in &objects {
        let (Ok(Row::Event(event)), Some(change)) = (rows::to_row(object, singles_at), rows::change(object)) else {
            continue;
        };
        if change <= until && place(&event).is_some() {
            new.push((event, change));
        }
    }
    let laid = if new.is_empty() { BTreeSet::new() } else { weaving.weave(new, &BTreeSet::new()).await? };
    for id in &laid {
        weaving.delete(&singles, &singles_at.key(*id)).map_err(failed)?;
    }
    let of_last = objects.last().map(|object| rows::keys(object, singles_at));
    let last = of_last.and_then(|keys| keys.into_iter().filter(|key| key.as_str() < END).max());
    Ok((laid.len() as u64, last.filter(|_| objects.len() == TOGETHER as usize)))
}
