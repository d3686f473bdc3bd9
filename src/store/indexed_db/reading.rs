//! Lookups within a transaction: all are asked before the first answer is awaited, so that the browser
//! works through them while we decode.

use super::{
    Counters,
    error::store_error,
    keys::{BY_CHANGE, BY_KEY, DEVICE, MEDIA, META, Place, STATE, UNDO, paged, starting_with, stores_of},
    migrations, pages, rows,
};
use crate::keys::Bounds;
use cairn_domain::{
    id::Id,
    kind::Kind,
    media::Kept,
    port::{Hit, Lookup, Range, Snapshot, StoreError, Summary},
    sorting,
};
use indexed_db_futures::{
    KeyRange,
    cursor::CursorDirection,
    error::Error,
    future::{BasicRequest, GetAllPrimitiveRequest},
    object_store::ObjectStore,
    prelude::*,
    transaction::Transaction,
};
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

pub(super) type One = BasicRequest<Option<JsValue>>;
pub(super) type Many = GetAllPrimitiveRequest<JsValue>;

/// Object stores by name.
type Stores<'t> = BTreeMap<&'static str, ObjectStore<'t>>;

/// A question that the browser has, or that waits for its turn.
enum Asked {
    One(One),
    Many(Many),
    /// From the end backwards, with a cursor: the one thing that has to be read row by row.
    Backwards,
    /// There can be no such row.
    Nothing,
}

/// Reads of one transaction.
pub(super) struct Reading<'t, 'd> {
    pub transaction: &'t Transaction<'d>,
    pub counters: &'t Counters,
    /// Whether rows of a range that are not what was written are left out and counted; else they are an error.
    pub leaves_out: bool,
    /// The schema version of the database.
    pub version: u32,
}

impl Reading<'_, '_> {
    /// Answers every lookup into `snapshot`.
    pub async fn answer(&self, lookups: &[Lookup], snapshot: &mut Snapshot) -> Result<(), StoreError> {
        // Known before anything is asked: never an answer without what lies in pages.
        let of_pages = lookups.iter().any(|lookup| paged(lookup, self.version).is_some());
        let pages = if of_pages { Some(pages::reader()?) } else { None };
        let stores = self.open(lookups)?;
        let absent = match pages::missing() {
            Some(missing) => missing(self, lookups).await?,
            None => Vec::new(),
        };
        let mut asked = Vec::with_capacity(lookups.len());
        for (at, lookup) in lookups.iter().enumerate() {
            let one = if absent.get(at) == Some(&true) { Ok(Asked::Nothing) } else { self.ask(lookup, &stores) };
            asked.push(one.map_err(|error| store_error(&error))?);
        }
        for (lookup, asked) in lookups.iter().zip(asked) {
            self.take(lookup, asked, &stores, snapshot).await?;
        }
        match pages {
            Some(pages) => pages(self, lookups, snapshot).await,
            None => Ok(()),
        }
    }

    /// Asks for the row of `meta`.
    pub fn ask_state(&self) -> Result<One, StoreError> {
        let meta = self.transaction.object_store(META).map_err(|error| store_error(&error))?;
        self.get(&meta, &STATE.into()).map_err(|error| store_error(&error))
    }

    /// Awaits the row of `meta`.
    pub async fn take_state(&self, asked: One) -> Result<Summary, StoreError> {
        let row = asked.await.map_err(|error| store_error(&error))?;
        self.counters.count_rows(usize::from(row.is_some()));
        rows::to_state(row.as_ref())
    }

    fn open(&self, lookups: &[Lookup]) -> Result<Stores<'_>, StoreError> {
        let open = |name| Ok((name, self.transaction.object_store(name).map_err(|error| store_error(&error))?));
        stores_of(lookups, self.version).into_iter().map(open).collect()
    }

    fn ask(&self, lookup: &Lookup, stores: &Stores<'_>) -> Result<Asked, Error> {
        let by_id = |place: &Place, id: Id| self.get(&stores[place.store], &place.key(id).into()).map(Asked::One);
        match lookup {
            Lookup::Record(kind, id) => by_id(&self.place(*kind), *id),
            // Asked for where pages are: of many at once not one by one.
            Lookup::Event(Kind::RESPONSE, _) if self.version >= migrations::PAGES => Ok(Asked::Nothing),
            Lookup::Event(kind, id) => by_id(&self.place(*kind), id.0),
            Lookup::Range(range) => {
                let place = self.place(range.kind);
                let Some(bounds) = Bounds::of(range) else { return Ok(Asked::Nothing) };
                if range.reverse && range.limit != u32::MAX {
                    return Ok(Asked::Backwards);
                }
                let index = stores[place.store].index(BY_KEY)?;
                self.all(&index, place.within(&bounds), range.limit).map(Asked::Many)
            }
            Lookup::ChangedSince { kind, change, after, limit } => {
                let place = self.place(*kind);
                let store = &stores[place.store];
                if *change == 0 {
                    // Every row has a number above 0.
                    return self.all(store, place.ids(*after), *limit).map(Asked::Many);
                }
                let beyond = KeyRange::LowerBound(rows::number(*change), true);
                let index = store.index(BY_CHANGE)?;
                if *limit == u32::MAX {
                    return self.all(&index, beyond, *limit).map(Asked::Many);
                }
                self.counters.count_request();
                index.get_all_keys::<JsValue>().with_query::<JsValue, _>(beyond).primitive().map(Asked::Many)
            }
            Lookup::Derived(table, key) => self.get(&stores[table.name()], &key.into()).map(Asked::One),
            Lookup::DerivedRange(table, prefix) => {
                self.all(&stores[table.name()], starting_with(prefix), u32::MAX).map(Asked::Many)
            }
            Lookup::Device(key) => self.get(&stores[DEVICE], &key.into()).map(Asked::One),
            Lookup::Media(hash) => self.get(&stores[MEDIA], &hash.to_text().into()).map(Asked::One),
            Lookup::MediaAll => self.all(&stores[MEDIA], starting_with(""), u32::MAX).map(Asked::Many),
            Lookup::Undo(change) => self.get(&stores[UNDO], &rows::number(*change)).map(Asked::One),
            Lookup::UndoLatest(0) => Ok(Asked::Nothing),
            Lookup::UndoLatest(_) => Ok(Asked::Backwards),
        }
    }

    async fn take(
        &self,
        lookup: &Lookup,
        asked: Asked,
        stores: &Stores<'_>,
        snapshot: &mut Snapshot,
    ) -> Result<(), StoreError> {
        let failed = |error: Error| store_error(&error);
        let backwards = matches!(asked, Asked::Backwards);
        let objects: Vec<JsValue> = match asked {
            Asked::One(request) => request.await.map_err(failed)?.into_iter().collect(),
            Asked::Many(request) => request.await.map_err(failed)?.collect::<Result<_, _>>().map_err(failed)?,
            Asked::Backwards | Asked::Nothing => Vec::new(),
        };
        let question = lookup.clone();
        match lookup {
            Lookup::Range(range) => {
                let store = &stores[self.place(range.kind).store];
                let (hits, torn) =
                    if backwards { self.last(store, range).await? } else { self.first(objects, store, range).await? };
                snapshot.put_rows(question, hits);
                snapshot.put_torn(torn);
            }
            Lookup::ChangedSince { kind, change, after, limit } if *change > 0 => {
                let place = self.place(*kind);
                let hits = if *limit == u32::MAX {
                    self.counters.count_rows(objects.len());
                    let (hits, torn) = self.by_id(&objects, &place, *after)?;
                    snapshot.put_torn(torn);
                    hits
                } else {
                    self.by_keys(&objects, &place, *after, *limit, &stores[place.store]).await?
                };
                snapshot.put_rows(question, hits);
            }
            Lookup::Record(kind, _) | Lookup::Event(kind, _) | Lookup::ChangedSince { kind, .. } => {
                self.counters.count_rows(objects.len());
                let place = self.place(*kind);
                let hit = |object| Ok(Hit { key: String::new(), row: rows::to_row(object, &place)? });
                snapshot.put_rows(question, objects.iter().map(hit).collect::<Result<_, StoreError>>()?);
            }
            Lookup::Derived(table, _) | Lookup::DerivedRange(table, _) => {
                self.counters.count_rows(objects.len());
                let notes = objects.iter().map(|object| rows::to_note(object, table.name()));
                snapshot.put_derived(question, notes.collect::<Result<_, _>>()?);
            }
            Lookup::Device(_) => {
                self.counters.count_rows(objects.len());
                let notes = objects.iter().map(|object| rows::to_note(object, DEVICE));
                snapshot.put_derived(question, notes.collect::<Result<_, _>>()?);
            }
            Lookup::Media(_) | Lookup::MediaAll => {
                self.counters.count_rows(objects.len());
                let kept = objects.iter().map(rows::to_kept).collect::<Result<Vec<_>, _>>()?;
                let asked = |kept: &Kept| kept.whole || *lookup == Lookup::MediaAll;
                snapshot.put_media(question, kept.into_iter().filter(asked).collect());
            }
            Lookup::Undo(_) => {
                self.counters.count_rows(objects.len());
                snapshot.put_undo(question, objects.iter().filter_map(rows::to_undo).collect());
            }
            Lookup::UndoLatest(count) => {
                let latest = if backwards { self.latest(&stores[UNDO], *count).await? } else { Vec::new() };
                snapshot.put_undo(question, latest.iter().filter_map(rows::to_undo).collect());
            }
        }
        Ok(())
    }

    /// The first rows of a range, and how many were left out. Where some were, as many more are read: a page that is
    /// short is the last.
    async fn first(
        &self,
        mut objects: Vec<JsValue>,
        store: &ObjectStore<'_>,
        range: &Range,
    ) -> Result<(Vec<Hit>, usize), StoreError> {
        let failed = |error: Error| store_error(&error);
        let (place, Some(bounds)) = (self.place(range.kind), Bounds::of(range)) else { return Ok((vec![], 0)) };
        let mut asked = range.limit;
        loop {
            let mut hits = self.in_order(&objects, &place, &bounds)?;
            let torn = objects.len() - hits.len();
            let lacking = lacking(range, &hits);
            if lacking == 0 || objects.len() < asked as usize {
                hits.truncate(range.limit as usize);
                if range.reverse {
                    hits.reverse();
                }
                return Ok((hits, torn));
            }
            asked = asked.saturating_add(lacking);
            let index = store.index(BY_KEY).map_err(failed)?;
            let more = self.all(&index, place.within(&bounds), asked).map_err(failed)?.await.map_err(failed)?;
            objects = more.collect::<Result<_, _>>().map_err(failed)?;
        }
    }

    /// The last rows of a range, the last first, and how many were left out.
    async fn last(&self, store: &ObjectStore<'_>, range: &Range) -> Result<(Vec<Hit>, usize), StoreError> {
        let failed = |error: Error| store_error(&error);
        let place = self.place(range.kind);
        let Some(bounds) = Bounds::of(range) else { return Ok((vec![], 0)) };
        let index = store.index(BY_KEY).map_err(failed)?;
        let open = index.open_cursor().with_query::<JsValue, _>(place.within(&bounds));
        self.counters.count_request();
        let opened = open.with_direction(CursorDirection::Prev).primitive().map_err(failed)?.await.map_err(failed)?;
        let Some(mut cursor) = opened else { return Ok((vec![], 0)) };
        let (mut hits, mut torn) = (Vec::new(), 0);
        while hits.len() < range.limit as usize {
            let Some(object) = cursor.next_record::<JsValue>().await.map_err(failed)? else { break };
            self.counters.count_request();
            self.counters.count_rows(1);
            let key: Option<String> = cursor.key().map_err(failed)?;
            let key = key.as_deref().and_then(|key| place.plain(key)).unwrap_or_default().to_owned();
            match self.whole(rows::to_row(&object, &place))? {
                Some(row) => hits.push(Hit { key, row }),
                None => torn += 1,
            }
        }
        Ok((hits, torn))
    }

    /// The hits of rows that were read at once, each under the key that it was found by: the index gives
    /// a row once for each of its keys within the bounds, in key order, but does not say the key.
    fn in_order(&self, objects: &[JsValue], place: &Place, bounds: &Bounds) -> Result<Vec<Hit>, StoreError> {
        self.counters.count_rows(objects.len());
        let mut met: BTreeMap<Id, usize> = BTreeMap::new();
        let mut hits = Vec::with_capacity(objects.len());
        for object in objects {
            let Some(row) = self.whole(rows::to_row(object, place))? else { continue };
            let mut keys = rows::keys(object, place);
            keys.retain(|key| bounds.holds(key));
            sorting::sort_by(&mut keys, |a, b| crate::keys::order(a, b));
            let nth = met.entry(crate::keys::id(&row)).or_default();
            let key = keys.get(*nth).cloned().ok_or_else(|| rows::damaged(place.store));
            *nth += 1;
            hits.extend(self.whole(key)?.map(|key| Hit { key, row }));
        }
        Ok(hits)
    }

    /// What is whole; what is not is left out, or is an error.
    pub(super) fn whole<T>(&self, read: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        match read {
            Ok(whole) => Ok(Some(whole)),
            Err(StoreError::Damaged { .. }) if self.leaves_out => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The last rows of a store, the last first.
    async fn latest(&self, store: &ObjectStore<'_>, count: u32) -> Result<Vec<JsValue>, StoreError> {
        let failed = |error: Error| store_error(&error);
        self.counters.count_request();
        let open = store.open_cursor().with_direction(CursorDirection::Prev);
        let Some(mut cursor) = open.primitive().map_err(failed)?.await.map_err(failed)? else { return Ok(vec![]) };
        let mut objects = Vec::new();
        while objects.len() < count as usize {
            let Some(object) = cursor.next_record::<JsValue>().await.map_err(failed)? else { break };
            self.counters.count_request();
            self.counters.count_rows(1);
            objects.push(object);
        }
        Ok(objects)
    }

    /// The rows with the first `limit` of these primary keys, by id.
    async fn by_keys(
        &self,
        keys: &[JsValue],
        place: &Place,
        after: Option<Id>,
        limit: u32,
        store: &ObjectStore<'_>,
    ) -> Result<Vec<Hit>, StoreError> {
        let ids = keys.iter().filter_map(|key| place.id(&key.as_string()?));
        let mut ids: Vec<Id> = ids.filter(|id| after.is_none_or(|after| *id > after)).collect();
        sorting::sort_by(&mut ids, Ord::cmp);
        ids.truncate(limit as usize);
        let mut requests = Vec::with_capacity(ids.len());
        for id in ids {
            requests.push(self.get(store, &place.key(id).into()).map_err(|error| store_error(&error))?);
        }
        self.counters.count_rows(requests.len());
        let mut hits = Vec::with_capacity(requests.len());
        for request in requests {
            let object = request.await.map_err(|error| store_error(&error))?;
            let object = object.ok_or_else(|| rows::damaged(place.store))?;
            hits.push(Hit { key: String::new(), row: rows::to_row(&object, place)? });
        }
        Ok(hits)
    }

    /// Rows that were found by their change numbers, by id, and how many were left out; of a store that kinds share,
    /// those of one.
    fn by_id(&self, objects: &[JsValue], place: &Place, after: Option<Id>) -> Result<(Vec<Hit>, usize), StoreError> {
        let (mut rows, mut torn) = (Vec::with_capacity(objects.len()), 0);
        for object in objects {
            let Some(id) = rows::key(object).and_then(|key| place.id(&key)) else { continue };
            if after.is_none_or(|after| id > after) {
                match self.whole(rows::to_row(object, place))? {
                    Some(row) => rows.push((id, row)),
                    None => torn += 1,
                }
            }
        }
        sorting::sort_by(&mut rows, |(a, _), (b, _)| a.cmp(b));
        Ok((rows.into_iter().map(|(_, row)| Hit { key: String::new(), row }).collect(), torn))
    }

    fn place(&self, kind: Kind) -> Place {
        Place::of(kind, self.version)
    }

    pub(super) fn get(&self, store: &ObjectStore<'_>, key: &JsValue) -> Result<One, Error> {
        self.counters.count_request();
        store.get::<JsValue, JsValue, _>(key.clone()).primitive()
    }

    pub(super) fn all<S: QuerySource>(&self, source: &S, keys: KeyRange<JsValue>, limit: u32) -> Result<Many, Error>
    where
        for<'s> indexed_db_futures::query_source::GetAllRecords<'s, S, JsValue, KeyRange<JsValue>, u32>:
            BuildPrimitive<Fut = Many>,
    {
        self.counters.count_request();
        // The browser reads a limit of 2^32 - 1 as none.
        source.get_all::<JsValue>().with_query::<JsValue, _>(keys).with_limit(limit).primitive()
    }
}

/// How many rows of a page are lacking.
fn lacking(range: &Range, hits: &[Hit]) -> u32 {
    range.limit.saturating_sub(u32::try_from(hits.len()).unwrap_or(u32::MAX))
}
