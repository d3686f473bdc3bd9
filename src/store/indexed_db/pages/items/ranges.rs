//! Items by their index keys. A range without a limit reads its pages, each once for all ranges; of one with a limit the keys
//! are read first, and then as many items.

use super::{SOME, Shelf, texts};
use crate::{
    indexed_db::{error::store_error, keys::BY_KEY},
    keys::{Bounds, id as id_of_row, index_keys},
    pages::{
        by_key,
        items::{id_of, target},
    },
};
use cairn_domain::{
    id::Id,
    item::Item,
    port::{Hit, Lookup, Range, Row, Snapshot, StoreError},
    record::{Record, page::RecordPage},
};
use indexed_db_futures::{cursor::CursorDirection, error::Error, prelude::*};
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsValue;

/// So many items of a limited range are looked for at a time: whether they lie single is asked one by one.
const TOGETHER: usize = 64;

/// Pages that were read, by name.
type Read = BTreeMap<String, Vec<u8>>;

impl Shelf<'_, '_, '_> {
    /// Answers the ranges.
    pub(super) async fn item_ranges(
        &self,
        lookups: &BTreeSet<&Lookup>,
        snapshot: &mut Snapshot,
    ) -> Result<(), StoreError> {
        let of = |lookup: &&Lookup| match lookup {
            Lookup::Range(range) => Some((range.clone(), Bounds::of(range)?)),
            _ => None,
        };
        let ranges: Vec<(Range, Bounds)> = lookups.iter().filter_map(of).collect();
        if ranges.is_empty() {
            return Ok(());
        }
        let directory = self.keys(&self.pages).await?;
        if directory.is_empty() {
            return Ok(());
        }
        let paged = self.whole_ranges(&ranges, &directory, snapshot).await?;
        let mut read = Read::new();
        for ((range, bounds), mut paged) in ranges.iter().zip(paged) {
            if range.limit != u32::MAX {
                paged = self.first_items(range, bounds, &directory, &mut read, snapshot).await?;
            }
            if !paged.is_empty() {
                let lookup = Lookup::Range(range.clone());
                let hits = by_key(snapshot.hits(&lookup).to_vec(), paged, range);
                snapshot.put_rows(lookup, hits);
            }
        }
        Ok(())
    }

    /// The hits of those of the ranges that have no limit.
    async fn whole_ranges(
        &self,
        ranges: &[(Range, Bounds)],
        directory: &[String],
        snapshot: &mut Snapshot,
    ) -> Result<Vec<Vec<Hit>>, StoreError> {
        let mut paged: Vec<Vec<Hit>> = ranges.iter().map(|_| Vec::new()).collect();
        let touched = self.pages_of(ranges, directory).await?;
        let names: Vec<(&String, &BTreeSet<usize>)> = touched.iter().collect();
        let mut bad = BTreeSet::new();
        for some in names.chunks(SOME as usize) {
            let bodies = self.bodies(some.iter().map(|(name, _)| *name)).await?;
            for (body, (_, of)) in bodies.iter().zip(some) {
                let Some(page) = self.known(RecordPage::read(body), snapshot)? else { continue };
                for (id, record) in page.each() {
                    match record {
                        Ok(record) => share(record, of, ranges, &mut paged),
                        Err(_) => {
                            bad.insert(id);
                        }
                    }
                }
            }
        }
        // Once for all ranges: there may be hundreds, each of a few rows.
        let hidden = self.hidden(paged.iter().flatten().map(|hit| id_of_row(&hit.row)).collect()).await?;
        paged.iter_mut().for_each(|paged| paged.retain(|hit| !hidden.contains(&id_of_row(&hit.row))));
        self.lacking(bad, snapshot).await?;
        Ok(paged)
    }

    /// The pages that may have hits of the ranges without a limit, each with the places of those.
    async fn pages_of(
        &self,
        ranges: &[(Range, Bounds)],
        directory: &[String],
    ) -> Result<BTreeMap<String, BTreeSet<usize>>, StoreError> {
        let failed = |error: Error| store_error(&error);
        let (mut touched, mut asked) = (BTreeMap::<String, BTreeSet<usize>>::new(), Vec::new());
        let index = self.pages.index(BY_KEY).map_err(failed)?;
        for (at, (range, bounds)) in ranges.iter().enumerate() {
            if range.limit != u32::MAX {
                continue;
            }
            if range.prefix == Item::all().prefix && range.after.is_none() {
                // Each of them has some, so the index, which names a page once for each item, has nothing to say.
                for name in directory {
                    touched.entry(name.clone()).or_default().insert(at);
                }
                continue;
            }
            self.reading.counters.count_request();
            let names = index.get_all_keys::<JsValue>().with_query::<JsValue, _>(self.place.within(bounds));
            asked.push((at, names.primitive().map_err(failed)?));
        }
        for (at, request) in asked {
            for name in texts::<BTreeSet<String>>(request.await.map_err(failed)?, self.reading.counters)? {
                touched.entry(name).or_default().insert(at);
            }
        }
        Ok(touched)
    }

    /// The first or last items within `bounds`, as many as a range is limited to, without those that single rows hide.
    async fn first_items(
        &self,
        range: &Range,
        bounds: &Bounds,
        directory: &[String],
        read: &mut Read,
        snapshot: &mut Snapshot,
    ) -> Result<Vec<Hit>, StoreError> {
        let failed = |error: Error| store_error(&error);
        let index = self.pages.index(BY_KEY).map_err(failed)?;
        self.reading.counters.count_request();
        let direction = if range.reverse { CursorDirection::Prev } else { CursorDirection::Next };
        let open =
            index.open_key_cursor().with_query::<JsValue, _>(self.place.within(bounds)).with_direction(direction);
        let (mut hits, mut torn) = (Vec::new(), BTreeSet::new());
        let Some(mut cursor) = open.primitive().map_err(failed)?.await.map_err(failed)? else { return Ok(hits) };
        let (most, mut more) = (range.limit as usize, true);
        while more && hits.len() < most {
            let mut some: Vec<(String, Id)> = Vec::new();
            while more && some.len() < TOGETHER.min(most - hits.len()) {
                self.reading.counters.count_request();
                let key: Option<String> = cursor.next_key().await.map_err(failed)?;
                more = key.is_some();
                self.reading.counters.count_keys(usize::from(more));
                some.extend(key.and_then(|key| id_of(&key).map(|id| (key, id))));
            }
            let hidden = self.hidden(some.iter().map(|(_, id)| *id).collect()).await?;
            some.retain(|(_, id)| !hidden.contains(id));
            self.read_on(&some, directory, read).await?;
            for (key, id) in some {
                let Some((name, body)) = target(directory, &id.to_text()).and_then(|name| read.get_key_value(name))
                else {
                    continue;
                };
                let Ok(page) = RecordPage::read(body) else {
                    if torn.insert(name.clone()) {
                        self.known::<(), ()>(Err(()), snapshot)?;
                    }
                    continue;
                };
                let Some(at) = page.find(id) else { continue };
                let record = self.known(page.record(at), snapshot)?;
                hits.extend(record.map(|record| Hit { key, row: Row::Record(record) }));
            }
        }
        Ok(hits)
    }

    /// Reads the pages that these belong to and that were not read yet.
    async fn read_on(&self, of: &[(String, Id)], directory: &[String], read: &mut Read) -> Result<(), StoreError> {
        let names = of.iter().filter_map(|(_, id)| target(directory, &id.to_text()));
        let names: BTreeSet<&String> = names.filter(|name| !read.contains_key(*name)).collect();
        let bodies = self.bodies(names.iter().copied()).await?;
        read.extend(names.into_iter().cloned().zip(bodies));
        Ok(())
    }
}

/// Gives an item to those of the ranges that hold one of its keys.
fn share(record: Record, of: &BTreeSet<usize>, ranges: &[(Range, Bounds)], paged: &mut [Vec<Hit>]) {
    let row = Row::Record(record);
    for key in index_keys(&row) {
        for at in of {
            if ranges[*at].1.holds(&key) {
                paged[*at].push(Hit { key: key.clone(), row: row.clone() });
            }
        }
    }
}
