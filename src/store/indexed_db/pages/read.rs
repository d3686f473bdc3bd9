//! Answers of pages beside the single rows that were read already: pages are found by the range of their keys and by the
//! index keys of the few (`ranges`), by the greatest id and the greatest number of a change.

use crate::{
    indexed_db::{
        error::store_error,
        keys::{BY_CHANGE, ITEM_PAGES, PAGES, Place, paged},
        reading::Reading,
        rows,
    },
    pages::{Unfolded, by_id},
};
use cairn_domain::{
    event::{
        Event,
        page::{ids_of, numbers_of, unpack_numbered},
    },
    id::{EventId, Id},
    kind::Kind,
    port::{Hit, Lookup, Row, Snapshot, StoreError},
};
use indexed_db_futures::{KeyRange, error::Error, object_store::ObjectStore, prelude::*};
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsValue;

/// Up to so many single rows are asked for one by one; of more the ids of all are read first.
const FEW: usize = 64;

/// Adds what lies in pages to what single rows gave.
pub(super) async fn answer(
    reading: &Reading<'_, '_>,
    lookups: &[Lookup],
    snapshot: &mut Snapshot,
) -> Result<(), StoreError> {
    // What is asked for twice is read once, and put together once.
    let (items, lookups): (BTreeSet<&Lookup>, BTreeSet<&Lookup>) = lookups
        .iter()
        .filter(|lookup| paged(lookup, reading.version).is_some())
        .partition(|lookup| paged(lookup, reading.version) == Some(ITEM_PAGES));
    if !items.is_empty() {
        super::items::answer(&Shelf::of(reading, Kind::ITEM, ITEM_PAGES)?, &items, snapshot).await?;
    }
    if lookups.is_empty() {
        return Ok(());
    }
    let shelf = Shelf::of(reading, Kind::RESPONSE, PAGES)?;
    shelf.ranges(&lookups, snapshot).await?;
    shelf.events(&lookups, snapshot).await?;
    for lookup in lookups {
        let Lookup::ChangedSince { kind: Kind::RESPONSE, change, after, limit } = lookup else { continue };
        let singles = snapshot.hits(lookup).to_vec();
        let hits = match change {
            0 => shelf.all(singles, *after, *limit).await?,
            _ => shelf.changed(singles, *change, *after, *limit, snapshot).await?,
        };
        snapshot.put_rows(lookup.clone(), hits);
    }
    Ok(())
}

/// Pages, and the single rows beside them.
pub(super) struct Shelf<'r, 't, 'd> {
    pub reading: &'r Reading<'t, 'd>,
    pub pages: ObjectStore<'r>,
    pub name: &'static str,
    singles: ObjectStore<'r>,
    pub place: Place,
}

/// A page that was read; `None` of one that is torn.
pub(super) type Leaf = Option<Unfolded>;

impl<'r, 't, 'd> Shelf<'r, 't, 'd> {
    fn of(reading: &'r Reading<'t, 'd>, kind: Kind, name: &'static str) -> Result<Self, StoreError> {
        let place = Place::of(kind, reading.version);
        let open = |name| reading.transaction.object_store(name).map_err(|error| store_error(&error));
        Ok(Self { reading, pages: open(name)?, name, singles: open(place.store)?, place })
    }

    pub fn leaf(&self, object: Option<&JsValue>) -> Result<Leaf, StoreError> {
        let body = object.and_then(rows::body).ok_or_else(|| rows::damaged(PAGES));
        let leaf = body.and_then(|body| Unfolded::of(&body).map_err(|_| rows::damaged(PAGES)));
        self.reading.whole(leaf)
    }

    /// Answers what was asked for by id. What is or may be on a torn page counts as absent, so that a copy of it can be
    /// brought back: what comes then wins over the page.
    async fn events(&self, lookups: &BTreeSet<&Lookup>, snapshot: &mut Snapshot) -> Result<(), StoreError> {
        let mut wanted: BTreeSet<Id> = BTreeSet::new();
        for lookup in lookups {
            let Lookup::Event(Kind::RESPONSE, id) = lookup else { continue };
            wanted.insert(id.0);
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let mut found: BTreeMap<Id, Event> = BTreeMap::new();
        let asked: BTreeSet<Id> =
            if wanted.len() <= FEW { wanted.clone() } else { self.hidden(wanted.clone()).await? };
        let mut requests = Vec::with_capacity(asked.len());
        for id in asked {
            let key = self.place.key(id).into();
            requests.push((id, self.reading.get(&self.singles, &key).map_err(|error| store_error(&error))?));
        }
        for (id, request) in requests {
            let Some(object) = request.await.map_err(|error| store_error(&error))? else { continue };
            self.reading.counters.count_rows(1);
            if let Row::Event(event) = rows::to_row(&object, &self.place)? {
                wanted.remove(&id);
                found.insert(id, event);
            }
        }
        if let Some(first) = wanted.first().copied() {
            for body in self.from(Some(first), true).await? {
                let Ok(ids) = ids_of(&body) else {
                    snapshot.put_torn(1);
                    continue;
                };
                if ids.iter().any(|id| wanted.contains(&id.0)) {
                    let Ok(rows) = unpack_numbered(&body) else {
                        snapshot.put_torn(1);
                        continue;
                    };
                    let events = rows.into_iter().map(|(event, _)| event);
                    found.extend(events.filter(|event| wanted.contains(&event.id.0)).map(|event| (event.id.0, event)));
                }
            }
        }
        for (id, event) in found {
            let hit = Hit { key: String::new(), row: Row::Event(event) };
            snapshot.put_rows(Lookup::Event(Kind::RESPONSE, EventId(id)), vec![hit]);
        }
        Ok(())
    }

    /// Answers by id, beyond `after`. What cannot be read is an error, as of single rows that are read so.
    async fn all(&self, singles: Vec<Hit>, after: Option<Id>, limit: u32) -> Result<Vec<Hit>, StoreError> {
        let torn = |_| rows::damaged(PAGES);
        let bodies = self.from(after, false).await?;
        let mut ids: Vec<(Id, usize)> = Vec::new();
        for (at, body) in bodies.iter().enumerate() {
            let of_body = ids_of(body).map_err(torn)?;
            let beyond = of_body.into_iter().map(|id| id.0).filter(|id| after.is_none_or(|after| *id > after));
            ids.extend(beyond.map(|id| (id, at)));
        }
        first_of(&mut ids, singles.len(), limit);
        let wanted: BTreeSet<Id> = ids.iter().map(|(id, _)| *id).collect();
        let touched: BTreeSet<usize> = ids.iter().map(|(_, at)| *at).collect();
        let mut paged = Vec::new();
        for body in touched.into_iter().filter_map(|at| bodies.get(at)) {
            let rows = unpack_numbered(body).map_err(torn)?.into_iter().map(|(event, _)| event);
            paged.extend(rows.filter(|event| wanted.contains(&event.id.0)).map(Row::Event));
        }
        Ok(by_id(singles, paged, limit))
    }

    /// Answers that were written after `change`, by id. Only pages with rows that are shown are unpacked.
    async fn changed(
        &self,
        singles: Vec<Hit>,
        change: u64,
        after: Option<Id>,
        limit: u32,
        snapshot: &mut Snapshot,
    ) -> Result<Vec<Hit>, StoreError> {
        let failed = |error: Error| store_error(&error);
        let index = self.pages.index(BY_CHANGE).map_err(failed)?;
        let beyond = KeyRange::LowerBound(rows::number(change), true);
        let found = self.reading.all(&index, beyond, u32::MAX).map_err(failed)?.await.map_err(failed)?;
        let (mut bodies, mut new): (Vec<Vec<u8>>, Vec<(Id, usize)>) = (Vec::new(), Vec::new());
        for object in found {
            let body = rows::body(&object.map_err(failed)?).unwrap_or_default();
            self.reading.counters.count_rows(1);
            let numbers = self.known(numbers_of(&body), snapshot)?.unwrap_or_default();
            let of_body = numbers.into_iter().filter(|(_, number)| *number > change).map(|(id, _)| id.0);
            new.extend(of_body.filter(|id| after.is_none_or(|after| *id > after)).map(|id| (id, bodies.len())));
            bodies.push(body);
        }
        first_of(&mut new, singles.len(), limit);
        let wanted: BTreeSet<Id> = new.iter().map(|(id, _)| *id).collect();
        let touched: BTreeSet<usize> = new.iter().map(|(_, at)| *at).collect();
        let mut paged = Vec::new();
        for body in touched.into_iter().filter_map(|at| bodies.get(at)) {
            let rows = self.known(unpack_numbered(body), snapshot)?.unwrap_or_default();
            let events = rows.into_iter().map(|(event, _)| event).filter(|event| wanted.contains(&event.id.0));
            paged.extend(events.map(Row::Event));
        }
        Ok(by_id(singles, paged, limit))
    }

    /// The bodies of all pages with an id beyond `first`, or from it on; of one that has none, nothing.
    async fn from(&self, first: Option<Id>, with_it: bool) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut bodies = Vec::new();
        let lower = first.map(Id::to_text).unwrap_or_default();
        let each = |object: &JsValue| bodies.push(rows::body(object).unwrap_or_default());
        super::walk(&self.pages, lower, first.is_some() && !with_it, self.reading.counters, each).await?;
        Ok(bodies)
    }

    /// What could be read; what could not is counted, or an error.
    pub fn known<T, E>(&self, read: Result<T, E>, snapshot: &mut Snapshot) -> Result<Option<T>, StoreError> {
        let known = self.reading.whole(read.map_err(|_| rows::damaged(self.name)))?;
        if known.is_none() {
            snapshot.put_torn(1);
        }
        Ok(known)
    }

    /// Which of these ids have a row of their own: that hides what a page holds under them.
    pub async fn hidden(&self, ids: BTreeSet<Id>) -> Result<BTreeSet<Id>, StoreError> {
        let failed = |error: Error| store_error(&error);
        if ids.len() > FEW {
            let singles = self.keys(&self.singles).await?;
            return Ok(singles.iter().filter_map(|key| self.place.id(key)).filter(|id| ids.contains(id)).collect());
        }
        let mut asked = Vec::with_capacity(ids.len());
        for id in ids {
            let key = JsValue::from(self.place.key(id));
            self.reading.counters.count_request();
            let request = self.singles.get_key::<JsValue, _>(KeyRange::Only(key)).primitive().map_err(failed)?;
            asked.push((id, request));
        }
        let mut hidden = BTreeSet::new();
        for (id, request) in asked {
            if request.await.map_err(failed)?.is_some() {
                self.reading.counters.count_keys(1);
                hidden.insert(id);
            }
        }
        Ok(hidden)
    }

    pub async fn keys(&self, store: &ObjectStore<'_>) -> Result<Vec<String>, StoreError> {
        super::keys(store, self.reading.counters).await
    }
}

/// The first of these ids: as many as are asked for, and as many more as single rows may hide.
fn first_of(ids: &mut Vec<(Id, usize)>, singles: usize, limit: u32) {
    ids.sort_unstable();
    ids.truncate((limit as usize).saturating_add(singles));
}
