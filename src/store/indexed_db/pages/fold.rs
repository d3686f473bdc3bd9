//! Folding: single rows become pages, later and in the background, in transactions of bounded work. Between any two of
//! them everything is where reading finds it, and change numbers, totals and the state of the database stay as they are.

use super::write::Weaving;
use crate::{
    indexed_db::{
        IndexedDb, Mode, REOPENINGS, begin,
        error::store_error,
        finish,
        keys::{BY_KEY, META, PAGES, Place},
        migrations,
        reading::Reading,
        rows,
    },
    pages::{END, Placed},
};
use cairn_domain::{
    id::Id,
    kind::Kind,
    port::{Row, StoreError},
};
use indexed_db_futures::{KeyRange, error::Error, prelude::*, transaction::TransactionDurability};
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// Single rows that one transaction takes. An answer that comes meanwhile waits for one transaction: for so many rows and
/// the pages that they belong to, or for the look through the ids of all pages that a run begins with.
const TOGETHER: u32 = 128;

impl IndexedDb {
    /// Puts the single answers that were written up to the change number `until` into pages, if there are `least` single
    /// ones; how many were put there. Those whose ids were made after `now_ms`, UTC, by a clock that ran ahead, stay single:
    /// they are looked for beside every change, and pages with one of them would be read each time.
    pub async fn fold_pages(&self, until: u64, least: usize, now_ms: i64) -> Result<u64, StoreError> {
        self.may_write()?;
        // Every row has a number above 0.
        if until == 0 || self.connection.borrow().version < migrations::PAGES {
            return Ok(0);
        }
        let Some(run) = self.look_through(until, least, now_ms).await? else { return Ok(0) };
        let (mut folded, mut after) = (0, Some(String::new()));
        while let Some(key) = after {
            let (count, next) = self.fold_some(&run, &key).await?;
            folded += count;
            after = next;
        }
        Ok(folded)
    }

    /// How many pages there are.
    pub async fn count_pages(&self) -> Result<usize, StoreError> {
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            if connection.version < migrations::PAGES {
                return Ok(0);
            }
            let transaction = match begin(&connection, &[PAGES], Mode::Read) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            let weaving = Weaving { transaction: &transaction, counters: &self.counters, version: connection.version };
            return Ok(weaving.keys(&weaving.store(PAGES)?).await?.len());
        }
        Err(StoreError::ConnectionLost)
    }

    /// What a run goes by; `None` if fewer than `least` are single.
    async fn look_through(&self, until: u64, least: usize, now_ms: i64) -> Result<Option<Run>, StoreError> {
        let singles_at = Place::of(Kind::RESPONSE, migrations::PAGES);
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            let transaction = match begin(&connection, &[singles_at.store, PAGES, META], Mode::Read) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            let (counters, version) = (&self.counters, connection.version);
            let reading = Reading { transaction: &transaction, counters, version, leaves_out: false };
            let state = reading.take_state(reading.ask_state()?).await?;
            let weaving = Weaving { transaction: &transaction, counters, version };
            let singles = weaving.keys(&weaving.store(singles_at.store)?).await?;
            if singles.is_empty() || singles.len() < least {
                return Ok(None);
            }
            let singles = singles.iter().filter_map(|key| singles_at.id(key)).collect();
            let shadowing = weaving.on_pages(&singles).await?;
            return Ok(Some(Run { until: until.min(state.change), now_ms, shadowing }));
        }
        Err(StoreError::ConnectionLost)
    }

    /// Folds some of those behind a key: how many, and where to go on.
    async fn fold_some(&self, run: &Run, after: &str) -> Result<(u64, Option<String>), StoreError> {
        let singles_at = Place::of(Kind::RESPONSE, migrations::PAGES);
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            let mode = Mode::Write(TransactionDurability::Relaxed);
            let transaction = match begin(&connection, &[singles_at.store, PAGES], mode) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            let weaving = Weaving { transaction: &transaction, counters: &self.counters, version: connection.version };
            let failing = self.failing_write.take();
            let done = fold(&weaving, &singles_at, run, after, failing).await;
            if let (Some(at), Ok((count, Some(_)))) = (failing, &done) {
                self.failing_write.set(at.checked_sub(usize::try_from(*count).unwrap_or(at)));
            }
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

/// What a run goes by.
struct Run {
    /// The last change number that it takes; not beyond the last one that there was when it began.
    until: u64,
    /// The moment after which no id of theirs was made.
    now_ms: i64,
    /// Single rows with an older version on a page. What comes to have one during the run was written in it, and is
    /// beyond `until`.
    shadowing: BTreeSet<Id>,
}

async fn fold(
    weaving: &Weaving<'_, '_>,
    singles_at: &Place,
    run: &Run,
    after: &str,
    failing: Option<usize>,
) -> Result<(u64, Option<String>), StoreError> {
    let failed = |error: Error| store_error(&error);
    let singles = weaving.store(singles_at.store)?;
    // In the order of pages: so one of them is written anew once, and what can be in none is not met.
    let index = singles.index(BY_KEY).map_err(failed)?;
    let behind = KeyRange::Bound(JsValue::from(after), true, JsValue::from(END), true);
    let some = index.get_all::<JsValue>().with_query::<JsValue, _>(behind).with_limit(TOGETHER);
    let some = some.primitive().map_err(failed)?.await.map_err(failed)?;
    let objects: Vec<JsValue> = some.collect::<Result<_, _>>().map_err(failed)?;
    let mut new: Vec<Placed> = Vec::new();
    for object in &objects {
        let (Ok(Row::Event(event)), Some(change)) = (rows::to_row(object, singles_at), rows::change(object)) else {
            continue;
        };
        if change <= run.until && event.id.0.ms() <= run.now_ms {
            new.extend(Placed::new((event, change)));
        }
    }
    weaving.counters.count_rows(objects.len());
    let older: BTreeSet<Id> = new.iter().map(Placed::id).filter(|id| run.shadowing.contains(id)).collect();
    let laid = if new.is_empty() { BTreeSet::new() } else { weaving.weave(new, &older).await? };
    if failing.is_some_and(|at| at < laid.len()) {
        // The row is there still, so the browser refuses to add it and aborts.
        if let Some(object) = objects.first() {
            singles.add(object.clone()).primitive().map_err(failed)?;
        }
    }
    for id in &laid {
        weaving.delete(&singles, &singles_at.key(*id)).map_err(failed)?;
    }
    let of_end = objects.last().map(|object| rows::keys(object, singles_at));
    let next = of_end.and_then(|keys| keys.into_iter().filter(|key| key.as_str() < END).max());
    Ok((laid.len() as u64, next.filter(|_| objects.len() == TOGETHER as usize)))
}
