//! A plan written within a transaction. Nothing but pages and the pruning of the undo list is awaited: requests
//! run in the order in which they were made, and the end of the transaction tells whether all succeeded.

use super::{
    Counters,
    error::store_error,
    keys::{DEVICE, META, Place, UNDO},
    migrations,
    pages::{Weaving, weave_plan},
    rows,
};
use crate::plan::Plan;
use cairn_domain::{
    id::Id,
    kind::Kind,
    port::{StoreError, Summary},
    undo::UNDO_KEPT,
};
use indexed_db_futures::{Result, error::Error, object_store::ObjectStore, prelude::*, transaction::Transaction};
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsValue;

/// Writes of one transaction.
pub(super) struct Writing<'t, 'd> {
    transaction: &'t Transaction<'d>,
    counters: &'t Counters,
    version: u32,
    stores: BTreeMap<&'static str, ObjectStore<'t>>,
}

impl<'t, 'd> Writing<'t, 'd> {
    /// Into a database of schema `version`.
    pub fn new(transaction: &'t Transaction<'d>, counters: &'t Counters, version: u32) -> Self {
        Self { transaction, counters, version, stores: BTreeMap::new() }
    }

    /// Writes everything that `plan` says, and `state`, at the moment `now_ms`. `failing` makes that row's write fail.
    pub async fn write(
        &mut self,
        plan: &Plan,
        state: &Summary,
        now_ms: i64,
        failing: Option<usize>,
    ) -> std::result::Result<(), StoreError> {
        let items = self.weaving().weave_items(plan).await?;
        let mut paged: BTreeSet<(Kind, Id)> = items.into_iter().map(|id| (Kind::ITEM, id)).collect();
        if self.version >= migrations::PAGES {
            let answers = weave_plan(&self.weaving(), plan, now_ms).await?;
            paged.extend(answers.into_iter().map(|id| (Kind::RESPONSE, id)));
        }
        self.put_all(plan, state, failing, &paged).map_err(|error| store_error(&error))?;
        if plan.undo.is_some() {
            self.prune_undo().await.map_err(|error| store_error(&error))?;
        }
        Ok(())
    }

    /// Lets torn pages go of which everything was brought in again, with what was written of `plan` at the last.
    pub async fn drop_torn(&mut self, plan: &Plan, state: &Summary) -> std::result::Result<(), StoreError> {
        let writes = |kind: Kind| plan.rows.iter().any(|put| put.kind == kind);
        let mut less = None;
        if writes(Kind::RESPONSE) {
            less = self.weaving().drop_torn(state).await?;
        }
        if writes(Kind::ITEM) && self.version >= migrations::ITEM_PAGES {
            less = self.weaving().drop_torn_items(less.as_ref().unwrap_or(state)).await?.or(less);
        }
        less.map_or(Ok(()), |state| self.put_state(&state))
    }

    fn weaving(&self) -> Weaving<'t, 'd> {
        Weaving { transaction: self.transaction, counters: self.counters, version: self.version }
    }

    /// Writes `state` alone.
    pub fn put_state(&mut self, state: &Summary) -> std::result::Result<(), StoreError> {
        self.put(META, rows::of_state(state)).map_err(|error| store_error(&error))
    }

    fn put_all(
        &mut self,
        plan: &Plan,
        state: &Summary,
        failing: Option<usize>,
        paged: &BTreeSet<(Kind, Id)>,
    ) -> Result<()> {
        for number in &plan.drop_undo {
            self.delete(UNDO, rows::number(*number))?;
        }
        if let Some((change, entry)) = &plan.undo {
            self.put(UNDO, rows::of_undo(*change, entry))?;
        }
        for (table, key, body) in &plan.derived {
            match body {
                Some(body) => self.put(table.name(), rows::of_note(key, body))?,
                None => self.delete(table.name(), key.into())?,
            }
        }
        for (key, body) in &plan.device {
            match body {
                Some(body) => self.put(DEVICE, rows::of_note(key, body))?,
                None => self.delete(DEVICE, key.into())?,
            }
        }
        self.put(META, rows::of_state(state))?;
        for (at, put) in plan.rows.iter().enumerate() {
            let fails = failing == Some(at);
            if !fails && paged.contains(&(put.kind, put.id)) {
                continue;
            }
            let place = Place::of(put.kind, self.version);
            let object = rows::of_put(put, &place);
            self.put(place.store, object.clone())?;
            if fails {
                // The row is there already, so the browser refuses to add it and aborts.
                self.store(place.store)?.add(object).primitive()?;
            }
        }
        Ok(())
    }

    /// Drops the oldest entries over [`UNDO_KEPT`].
    async fn prune_undo(&mut self) -> Result<()> {
        self.counters.count_request();
        let keys = self.store(UNDO)?.get_all_keys::<JsValue>().primitive()?.await?;
        let keys: Vec<JsValue> = keys.collect::<std::result::Result<_, Error>>()?;
        let kept = usize::try_from(UNDO_KEPT).unwrap_or(usize::MAX);
        let over = keys.len().saturating_sub(kept);
        keys.into_iter().take(over).try_for_each(|key| self.delete(UNDO, key))
    }

    fn put(&mut self, store: &'static str, object: JsValue) -> Result<()> {
        self.counters.count_request();
        self.store(store)?.put(object).primitive().map(drop)
    }

    fn delete(&mut self, store: &'static str, key: JsValue) -> Result<()> {
        self.counters.count_request();
        self.store(store)?.delete::<JsValue, _>(key).primitive().map(drop)
    }

    fn store(&mut self, name: &'static str) -> Result<&ObjectStore<'t>> {
        if !self.stores.contains_key(name) {
            let store = self.transaction.object_store(name)?;
            self.stores.insert(name, store);
        }
        Ok(&self.stores[name])
    }
}
