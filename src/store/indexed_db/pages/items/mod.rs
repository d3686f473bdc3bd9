//! Items of pages beside the single rows that were read already. The page of an id is the first whose name, its greatest id,
//! is not before it. One that cannot be read costs itself alone, and nothing where a row of its own lies beside it.

mod ranges;
mod torn;
mod write;

use super::{SOME, read::Shelf, rows_under, texts};
use crate::{
    indexed_db::{error::store_error, keys::BY_CHANGE, rows},
    pages::{by_id, items::target},
};
use cairn_domain::{
    id::Id,
    kind::Kind,
    port::{Hit, Lookup, Row, Snapshot, StoreError},
    record::page::{PAGE_RECORDS, RecordPage},
};
use indexed_db_futures::{KeyRange, error::Error, prelude::*};
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsValue;

/// Up to so many items are asked for page by page; for more the names of all pages are read first.
const FEW: usize = 8;

/// Pages that are read on at a time at most, where it is not known how many are needed.
const NEXT: usize = 16;

/// Adds what lies in pages to what single rows gave.
pub(super) async fn answer(
    shelf: &Shelf<'_, '_, '_>,
    lookups: &BTreeSet<&Lookup>,
    snapshot: &mut Snapshot,
) -> Result<(), StoreError> {
    shelf.items(lookups, snapshot).await?;
    shelf.item_ranges(lookups, snapshot).await?;
    for lookup in lookups {
        let Lookup::ChangedSince { change, after, limit, .. } = lookup else { continue };
        let singles = snapshot.hits(lookup).to_vec();
        let hits = match change {
            0 => shelf.all_items(singles, *after, *limit).await?,
            _ => shelf.changed_items(singles, *change, *after, *limit, snapshot).await?,
        };
        snapshot.put_rows((*lookup).clone(), hits);
    }
    Ok(())
}

impl Shelf<'_, '_, '_> {
    /// Answers what was asked for by id and has no row of its own. What may lie on a torn page counts as absent, so that a
    /// copy of it can be brought back.
    async fn items(&self, lookups: &BTreeSet<&Lookup>, snapshot: &mut Snapshot) -> Result<(), StoreError> {
        let failed = |error: Error| store_error(&error);
        let is_open = |lookup: &&&Lookup| snapshot.hits(lookup).is_empty();
        let wanted: BTreeSet<Id> = lookups.iter().filter(is_open).filter_map(|lookup| id_of(lookup)).collect();
        if wanted.len() > FEW {
            let directory = self.keys(&self.pages).await?;
            let mut names: BTreeMap<&String, BTreeSet<Id>> = BTreeMap::new();
            for id in wanted {
                if let Some(name) = target(&directory, &id.to_text()) {
                    names.entry(name).or_default().insert(id);
                }
            }
            let names: Vec<(&String, BTreeSet<Id>)> = names.into_iter().collect();
            for some in names.chunks(SOME as usize) {
                let bodies = self.bodies(some.iter().map(|(name, _)| *name)).await?;
                bodies.iter().zip(some).for_each(|(body, (_, ids))| take(body, ids, snapshot));
            }
            return Ok(());
        }
        let mut asked = Vec::with_capacity(wanted.len());
        for id in wanted {
            self.reading.counters.count_request();
            let from = KeyRange::LowerBound(JsValue::from(id.to_text()), false);
            asked.push((id, self.pages.get::<JsValue, JsValue, _>(from).primitive().map_err(failed)?));
        }
        for (id, request) in asked {
            let Some(object) = request.await.map_err(failed)? else { continue };
            self.reading.counters.count_rows(1);
            take(&rows::body(&object).unwrap_or_default(), &BTreeSet::from([id]), snapshot);
        }
        Ok(())
    }

    /// The bodies of pages, in the order of these names.
    async fn bodies(&self, names: impl Iterator<Item = &String>) -> Result<Vec<Vec<u8>>, StoreError> {
        let names: Vec<&String> = names.collect();
        let mut bodies = Vec::with_capacity(names.len());
        for some in names.chunks(SOME as usize) {
            let objects = rows_under(&self.pages, some, self.reading.counters).await?;
            bodies.extend(objects.iter().map(|object| object.as_ref().and_then(rows::body).unwrap_or_default()));
        }
        Ok(bodies)
    }

    /// Items by id, beyond `after`. What cannot be read is an error, as of single rows that are read so.
    async fn all_items(&self, singles: Vec<Hit>, after: Option<Id>, limit: u32) -> Result<Vec<Hit>, StoreError> {
        let failed = |error: Error| store_error(&error);
        let mut sought = Sought::of(after, 0, limit, &singles);
        let some = sought.enough.div_ceil(PAGE_RECORDS).saturating_add(1).min(NEXT);
        let mut lower = after.map(Id::to_text).unwrap_or_default();
        while sought.found.len() < sought.enough {
            let range = KeyRange::LowerBound(JsValue::from(lower.as_str()), !lower.is_empty());
            let limit = u32::try_from(some).unwrap_or(u32::MAX);
            let objects = self.reading.all(&self.pages, range, limit).map_err(failed)?.await.map_err(failed)?;
            let objects: Vec<JsValue> = objects.collect::<Result<_, _>>().map_err(failed)?;
            self.reading.counters.count_rows(objects.len());
            for object in &objects {
                let body = rows::body(object).unwrap_or_default();
                sought.take(&body).map_err(|()| rows::damaged(self.name))?;
            }
            match objects.last().and_then(rows::key) {
                Some(last) if objects.len() == some => lower = last,
                _ => break,
            }
        }
        if self.hidden(sought.bad.clone()).await? != sought.bad {
            return Err(rows::damaged(self.name));
        }
        Ok(by_id(singles, sought.found, limit))
    }

    /// Items that were written after `change`, by id.
    async fn changed_items(
        &self,
        singles: Vec<Hit>,
        change: u64,
        after: Option<Id>,
        limit: u32,
        snapshot: &mut Snapshot,
    ) -> Result<Vec<Hit>, StoreError> {
        let failed = |error: Error| store_error(&error);
        let mut sought = Sought::of(after, change, limit, &singles);
        let index = self.pages.index(BY_CHANGE).map_err(failed)?;
        self.reading.counters.count_request();
        let newer = KeyRange::LowerBound(rows::number(change), true);
        let names = index.get_all_keys::<JsValue>().with_query::<JsValue, _>(newer).primitive().map_err(failed)?;
        let names: BTreeSet<String> = texts(names.await.map_err(failed)?, self.reading.counters)?;
        let after = after.map(Id::to_text).unwrap_or_default();
        let names: Vec<String> = names.into_iter().filter(|name| *name > after).collect();
        for some in names.chunks(NEXT) {
            if sought.found.len() >= sought.enough {
                break;
            }
            for body in self.bodies(some.iter()).await? {
                self.known(sought.take(&body), snapshot)?;
            }
        }
        self.lacking(sought.bad, snapshot).await?;
        Ok(by_id(singles, sought.found, limit))
    }

    /// Counts those that cannot be read and have no row of their own, or fails for them.
    async fn lacking(&self, bad: BTreeSet<Id>, snapshot: &mut Snapshot) -> Result<(), StoreError> {
        let single = if bad.is_empty() { BTreeSet::new() } else { self.hidden(bad.clone()).await? };
        for _ in bad.difference(&single) {
            self.known::<(), ()>(Err(()), snapshot)?;
        }
        Ok(())
    }
}

/// Answers the lookups of these ids from a page.
fn take(body: &[u8], ids: &BTreeSet<Id>, snapshot: &mut Snapshot) {
    let Ok(page) = RecordPage::read(body) else { return snapshot.put_torn(1) };
    for (id, at) in ids.iter().filter_map(|id| Some((*id, page.find(*id)?))) {
        match page.record(at) {
            Ok(record) => {
                let hit = Hit { key: String::new(), row: Row::Record(record) };
                snapshot.put_rows(Lookup::Record(Kind::ITEM, id), vec![hit]);
            }
            Err(_) => snapshot.put_torn(1),
        }
    }
}

/// Items that are looked for by id: those beyond an id, written after a change.
struct Sought {
    after: Option<Id>,
    change: u64,
    /// As many as are asked for, and as many more as single rows may hide.
    enough: usize,
    found: Vec<Row>,
    /// Those among them that cannot be read.
    bad: BTreeSet<Id>,
}

impl Sought {
    fn of(after: Option<Id>, change: u64, limit: u32, singles: &[Hit]) -> Self {
        let enough = (limit as usize).saturating_add(singles.len());
        Self { after, change, enough, found: Vec::new(), bad: BTreeSet::new() }
    }

    /// Takes what a page has of them; an error if it is none.
    fn take(&mut self, body: &[u8]) -> Result<(), ()> {
        let page = RecordPage::read(body).map_err(drop)?;
        for (at, (id, number, _)) in page.rows().iter().enumerate() {
            if *number <= self.change || self.after.is_some_and(|after| *id <= after) || self.found.len() >= self.enough
            {
                continue;
            }
            match page.record(at) {
                Ok(record) => self.found.push(Row::Record(record)),
                Err(_) => {
                    self.bad.insert(*id);
                }
            }
        }
        Ok(())
    }
}

fn id_of(lookup: &Lookup) -> Option<Id> {
    match lookup {
        Lookup::Record(_, id) => Some(*id),
        _ => None,
    }
}
