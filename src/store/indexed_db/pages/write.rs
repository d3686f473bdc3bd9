//! Answers put into pages and taken off them, within a transaction that writes. A page that is torn is left as it is, and
//! what would have come into it stays a row of its own; when it goes is said in `torn`.

use crate::{
    indexed_db::{
        Counters,
        error::store_error,
        keys::{PAGES, Place},
        rows,
    },
    keys::index_keys,
    pages::{Placed, target, weave},
    plan::{Plan, Put},
};
use cairn_domain::{
    event::page::{Numbered, PAGE_EVENTS, ids_of, unpack_numbered},
    id::Id,
    kind::Kind,
    port::{Row, StoreError},
};
use indexed_db_futures::{error::Error, object_store::ObjectStore, prelude::*, transaction::Transaction};
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsValue;

/// A commit of as many answers or more writes them into pages: a page full of them, which is an import. Below it pages
/// would be written anew for fewer rows than they hold.
const PACKED_AT_ONCE: usize = PAGE_EVENTS;

/// Writes what of a plan belongs into pages, or must leave them: the many answers of an import, and the content of what
/// is erased. The ids of those that need no row of their own. `now_ms` is the moment of the commit, UTC.
pub(in crate::indexed_db) async fn weave_plan(
    weaving: &Weaving<'_, '_>,
    plan: &Plan,
    now_ms: i64,
) -> Result<BTreeSet<Id>, StoreError> {
    let (mut new, mut gone) = (BTreeMap::<Id, Placed>::new(), BTreeSet::new());
    let answers = plan.rows.iter().filter(|put| put.kind == Kind::RESPONSE).count();
    let may_fold = answers >= PACKED_AT_ONCE;
    for put in plan.rows.iter().filter(|put| put.kind == Kind::RESPONSE) {
        let Row::Event(event) = &put.row else { continue };
        // Of one that is written twice the last counts.
        new.remove(&put.id);
        gone.remove(&put.id);
        if event.erased {
            gone.insert(put.id);
        } else if may_fold && put.id.ms() <= now_ms {
            let placed = Placed::of((event.clone(), put.change), put.keys.iter().cloned());
            new.extend(placed.map(|placed| (put.id, placed)));
        }
    }
    if new.len() < PACKED_AT_ONCE {
        new.clear();
    }
    if new.is_empty() && gone.is_empty() {
        return Ok(BTreeSet::new());
    }
    let older = new.keys().chain(&gone).copied().collect();
    let laid = weaving.weave(new.into_values().collect(), &older).await?;
    weaving.drop_singles(Kind::RESPONSE, &laid).await?;
    Ok(laid)
}

/// Reads and writes of pages in one transaction.
pub(in crate::indexed_db) struct Weaving<'t, 'd> {
    pub transaction: &'t Transaction<'d>,
    pub counters: &'t Counters,
    pub version: u32,
}

impl<'t> Weaving<'t, '_> {
    /// Lays these into pages, and takes what is there under the ids `older` off them; the ids that lie in pages now. Of what
    /// is new, `older` has all that may be on a page already.
    pub async fn weave(&self, new: Vec<Placed>, older: &BTreeSet<Id>) -> Result<BTreeSet<Id>, StoreError> {
        let pages = self.store(PAGES)?;
        let directory = self.keys(&pages).await?;
        let mut old: BTreeMap<String, Option<Vec<Numbered>>> = self.holding(&pages, older).await?;
        let mut asked = Vec::new();
        for placed in &new {
            let Some(name) = target(&directory, &placed.key) else { continue };
            if !old.contains_key(name) {
                old.insert(name.clone(), None);
                asked.push((name, self.get(&pages, name).map_err(|error| store_error(&error))?));
            }
        }
        for (name, request) in asked {
            let object = request.await.map_err(|error| store_error(&error))?;
            self.counters.count_rows(1);
            let body = object.as_ref().and_then(rows::body).unwrap_or_default();
            old.insert(name.clone(), unpack_numbered(&body).ok());
        }
        let torn = |placed: &Placed| {
            target(&directory, &placed.key).is_some_and(|name| old.get(name).is_none_or(Option::is_none))
        };
        let new: Vec<Placed> = new.into_iter().filter(|placed| !torn(placed)).collect();
        let mut laid: BTreeSet<Id> = new.iter().map(Placed::id).collect();
        let come = laid.clone();
        let old = old.into_iter().filter_map(|(name, rows)| Some((name, rows?))).collect();
        let woven = weave(old, &directory, new, older);
        self.leave(woven.left, &come, &mut laid).await?;
        for name in &woven.gone {
            self.delete(&pages, name).map_err(|error| store_error(&error))?;
        }
        for page in &woven.put {
            self.put(&pages, rows::of_page(page)).map_err(|error| store_error(&error))?;
        }
        Ok(laid)
    }

    /// Takes what is on no page off `laid`, and gives it a row of its own where there is none: those that `come` have one
    /// already or get it, and a newer version wins.
    async fn leave(&self, left: Vec<Numbered>, come: &BTreeSet<Id>, laid: &mut BTreeSet<Id>) -> Result<(), StoreError> {
        let failed = |error: Error| store_error(&error);
        let place = Place::of(Kind::RESPONSE, self.version);
        for (event, change) in left {
            let id = event.id.0;
            laid.remove(&id);
            let singles = self.store(place.store)?;
            let has_row = come.contains(&id)
                || self.get(&singles, &place.key(id)).map_err(failed)?.await.map_err(failed)?.is_some();
            if !has_row {
                let row = Row::Event(event);
                let put = Put { kind: Kind::RESPONSE, id, change, keys: index_keys(&row), row };
                self.put(&singles, rows::of_put(&put, &place)).map_err(failed)?;
            }
        }
        Ok(())
    }

    /// Deletes the single rows of these, where there are any.
    pub async fn drop_singles(&self, kind: Kind, ids: &BTreeSet<Id>) -> Result<(), StoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        let place = Place::of(kind, self.version);
        let singles = self.store(place.store)?;
        for key in self.keys(&singles).await? {
            if place.id(&key).is_some_and(|id| ids.contains(&id)) {
                self.delete(&singles, &key).map_err(|error| store_error(&error))?;
            }
        }
        Ok(())
    }

    pub fn store(&self, name: &'static str) -> Result<ObjectStore<'t>, StoreError> {
        self.transaction.object_store(name).map_err(|error| store_error(&error))
    }

    pub async fn keys(&self, store: &ObjectStore<'_>) -> Result<Vec<String>, StoreError> {
        super::keys(store, self.counters).await
    }

    pub fn delete(&self, store: &ObjectStore<'_>, key: &str) -> Result<(), Error> {
        self.counters.count_request();
        store.delete::<JsValue, _>(JsValue::from(key)).primitive().map(drop)
    }

    /// The pages that hold any of these ids; of one whose rows are torn, nothing.
    async fn holding(
        &self,
        pages: &ObjectStore<'_>,
        ids: &BTreeSet<Id>,
    ) -> Result<BTreeMap<String, Option<Vec<Numbered>>>, StoreError> {
        let mut held = BTreeMap::new();
        let each = |object: &JsValue| {
            let (Some(name), Some(body)) = (rows::key(object), rows::body(object)) else { return };
            if ids_of(&body).is_ok_and(|of| of.iter().any(|id| ids.contains(&id.0))) {
                held.insert(name, unpack_numbered(&body).ok());
            }
        };
        self.walk(pages, ids.first().copied(), each).await?;
        Ok(held)
    }

    /// Which of these ids are on a page.
    pub async fn on_pages(&self, ids: &BTreeSet<Id>) -> Result<BTreeSet<Id>, StoreError> {
        let mut met = BTreeSet::new();
        let each = |object: &JsValue| {
            let of = rows::body(object).and_then(|body| ids_of(&body).ok()).unwrap_or_default();
            met.extend(of.into_iter().map(|id| id.0).filter(|id| ids.contains(id)));
        };
        self.walk(&self.store(PAGES)?, ids.first().copied(), each).await?;
        Ok(met)
    }

    /// Shows each page that may hold an id from `first` on; none if there is no first.
    pub async fn walk(
        &self,
        pages: &ObjectStore<'_>,
        first: Option<Id>,
        each: impl FnMut(&JsValue),
    ) -> Result<(), StoreError> {
        match first {
            Some(first) => super::walk(pages, first.to_text(), false, self.counters, each).await,
            None => Ok(()),
        }
    }

    pub fn get(
        &self,
        store: &ObjectStore<'_>,
        key: &str,
    ) -> Result<indexed_db_futures::future::BasicRequest<Option<JsValue>>, Error> {
        self.counters.count_request();
        store.get::<JsValue, JsValue, _>(JsValue::from(key)).primitive()
    }

    pub fn put(&self, store: &ObjectStore<'_>, object: JsValue) -> Result<(), Error> {
        self.counters.count_request();
        store.put(object).primitive().map(drop)
    }
}
