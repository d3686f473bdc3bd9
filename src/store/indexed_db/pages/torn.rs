//! The end of a torn page: it goes once all that it held lies single, brought in again from a copy. Until then it stays,
//! and is counted wherever it is met.

use super::write::Weaving;
use crate::{
    indexed_db::{
        error::store_error,
        keys::{BY_KEY, PAGES, Place},
        rows,
    },
    pages::END,
};
use cairn_domain::{
    event::page::{PageError, ids_of, unpack_numbered},
    id::Id,
    kind::Kind,
    port::{StoreError, Summary},
};
use indexed_db_futures::{KeyRange, error::Error, object_store::ObjectStore, prelude::*};
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// A page that cannot be read.
struct Torn {
    name: String,
    /// Its greatest id, as text.
    latest: String,
    /// How many answers it had, if it tells.
    count: Option<u64>,
    /// Their ids, if they can be read.
    ids: Option<BTreeSet<Id>>,
}

impl Torn {
    /// `None` of what can be read, now or by a later version.
    fn of(object: &JsValue) -> Option<Self> {
        let body = rows::body(object).unwrap_or_default();
        if matches!(unpack_numbered(&body), Ok(_) | Err(PageError::Version { .. })) {
            return None;
        }
        let (name, latest, count) = (rows::key(object)?, rows::latest(object)?, rows::count(object));
        let ids: Option<BTreeSet<Id>> = ids_of(&body).ok().map(|ids| ids.into_iter().map(|id| id.0).collect());
        let ids = ids.filter(|ids| count.is_none_or(|count| count == ids.len() as u64));
        Some(Self { name, latest, count: count.or(ids.as_ref().map(|ids| ids.len() as u64)), ids })
    }
}

impl Weaving<'_, '_> {
    /// Drops the torn pages of which everything lies single; what `state` is without them, if there were any. Their
    /// answers count as absent where they are brought in again, and so were counted a second time.
    pub async fn drop_torn(&self, state: &Summary) -> Result<Option<Summary>, StoreError> {
        let (pages, place) = (self.store(PAGES)?, Place::of(Kind::RESPONSE, self.version));
        let mut torn = Vec::new();
        self.walk(&pages, Some(Id::from_bytes([0; 16])), |object| torn.extend(Torn::of(object))).await?;
        if torn.is_empty() {
            return Ok(None);
        }
        let singles = self.store(place.store)?;
        let (directory, keys) = (self.keys(&pages).await?, self.keys(&singles).await?);
        let single: BTreeSet<Id> = keys.iter().filter_map(|key| place.id(key)).collect();
        let mut gone = 0;
        for page in torn {
            let Some(count) = page.count else { continue };
            let is_back = match &page.ids {
                Some(ids) => ids.is_subset(&single),
                None => self.single_of(&page, &singles, &directory).await? >= count,
            };
            if is_back {
                self.delete(&pages, &page.name).map_err(|error| store_error(&error))?;
                gone += count;
            }
        }
        let mut state = state.clone();
        let total = state.totals.entry(Kind::RESPONSE).or_default();
        total.alive = total.alive.saturating_sub_unsigned(gone);
        Ok((gone > 0).then_some(state))
    }

    /// How many single answers there are that a page would hold and was old enough to have held.
    async fn single_of(&self, page: &Torn, singles: &ObjectStore<'_>, directory: &[String]) -> Result<u64, StoreError> {
        let failed = |error: Error| store_error(&error);
        let next = directory.get(directory.partition_point(|name| *name <= page.name)).map_or(END, String::as_str);
        let range = KeyRange::Bound(JsValue::from(page.name.as_str()), false, JsValue::from(next), true);
        self.counters.count_request();
        let index = singles.index(BY_KEY).map_err(failed)?;
        let keys = index.get_all_keys::<JsValue>().with_query::<JsValue, _>(range);
        let keys = keys.primitive().map_err(failed)?.await.map_err(failed)?;
        self.counters.count_keys(keys.len());
        let ids = keys.filter_map(|key| key.ok()?.as_string()).filter(|id| *id <= page.latest);
        Ok(ids.count() as u64)
    }
}
