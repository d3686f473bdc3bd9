//! Answers by their index keys: a range finds its pages by their names (an item's answers) and by the index keys that they
//! list. Each page is read once for all ranges, however many there are.

use super::{
    SOME,
    read::{Leaf, Shelf},
    texts,
};
use crate::{
    indexed_db::{error::store_error, keys::BY_KEY, rows},
    keys::{Bounds, id as id_of},
    pages::{END, by_key, meeting},
};
use cairn_domain::{
    id::Id,
    kind::Kind,
    port::{Hit, Lookup, Range, Snapshot, StoreError},
};
use indexed_db_futures::{cursor::CursorDirection, error::Error, prelude::*};
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsValue;

impl Shelf<'_, '_, '_> {
    /// Answers the ranges.
    pub async fn ranges(&self, lookups: &BTreeSet<&Lookup>, snapshot: &mut Snapshot) -> Result<(), StoreError> {
        let mut ranges: Vec<(&Range, Bounds)> = Vec::new();
        for lookup in lookups {
            let Lookup::Range(range) = lookup else { continue };
            let bounds = Bounds::of(range).filter(|_| range.kind == Kind::RESPONSE);
            ranges.extend(bounds.map(|bounds| (range, bounds)));
        }
        if ranges.is_empty() {
            return Ok(());
        }
        let mut leaves = BTreeMap::new();
        let touched: Vec<(String, BTreeSet<usize>)> = self.touched(&ranges, &mut leaves).await?.into_iter().collect();
        let mut paged: Vec<Vec<Hit>> = ranges.iter().map(|_| Vec::new()).collect();
        for some in touched.chunks(SOME as usize) {
            let mut asked = Vec::with_capacity(some.len());
            for (name, _) in some.iter().filter(|(name, _)| !leaves.contains_key(name)) {
                let request = self.reading.get(&self.pages, &name.as_str().into());
                asked.push((name, request.map_err(|error| store_error(&error))?));
            }
            let mut asked = asked.into_iter().peekable();
            for (name, of) in some {
                // One unfolded after the other: together they are many times what is asked for.
                let leaf = match asked.next_if(|(asked, _)| *asked == name) {
                    Some((_, request)) => {
                        let object = request.await.map_err(|error| store_error(&error))?;
                        self.reading.counters.count_rows(1);
                        self.leaf(object.as_ref())?
                    }
                    None => leaves.remove(name).flatten(),
                };
                for at in of {
                    match &leaf {
                        Some(leaf) => paged[*at].extend(leaf.within(&ranges[*at].1)),
                        None => snapshot.put_torn(1),
                    }
                }
            }
        }
        // Once for all ranges: there may be thousands, each of a few rows.
        let hidden = self.hidden(paged.iter().flatten().map(|hit| id_of(&hit.row)).collect()).await?;
        for ((range, _), mut paged) in ranges.into_iter().zip(paged) {
            paged.retain(|hit| !hidden.contains(&id_of(&hit.row)));
            if !paged.is_empty() {
                let lookup = Lookup::Range(range.clone());
                let hits = by_key(snapshot.hits(&lookup).to_vec(), paged, range);
                snapshot.put_rows(lookup, hits);
            }
        }
        Ok(())
    }

    /// The pages that may have hits of ranges, each with the places of those. What limited ranges read to know theirs is
    /// put into `leaves`.
    async fn touched(
        &self,
        ranges: &[(&Range, Bounds)],
        leaves: &mut BTreeMap<String, Leaf>,
    ) -> Result<BTreeMap<String, BTreeSet<usize>>, StoreError> {
        let failed = |error: Error| store_error(&error);
        let mut touched: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let is_listed = |bounds: &Bounds| bounds.upper.as_str() > END;
        let index = self.pages.index(BY_KEY).map_err(failed)?;
        let mut asked = Vec::new();
        for (at, (range, bounds)) in ranges.iter().enumerate() {
            if is_listed(bounds) && range.limit == u32::MAX {
                self.reading.counters.count_request();
                let names = index.get_all_keys::<JsValue>().with_query::<JsValue, _>(self.place.within(bounds));
                asked.push((at, names.primitive().map_err(failed)?));
            }
        }
        let by_name = ranges.iter().any(|(_, bounds)| bounds.lower.as_str() < END);
        let directory = if by_name { self.keys(&self.pages).await? } else { Vec::new() };
        for (at, (range, bounds)) in ranges.iter().enumerate() {
            if bounds.lower.as_str() < END {
                for name in meeting(&directory, bounds) {
                    touched.entry(name.clone()).or_default().insert(at);
                }
            }
            if is_listed(bounds) && range.limit != u32::MAX {
                for name in self.listed(range, bounds, leaves).await? {
                    touched.entry(name).or_default().insert(at);
                }
            }
        }
        for (at, request) in asked {
            for name in texts::<Vec<String>>(request.await.map_err(failed)?, self.reading.counters)? {
                touched.entry(name).or_default().insert(at);
            }
        }
        Ok(touched)
    }

    /// The pages that have the first or last index keys within `bounds`, as many as a range is limited to. They are read
    /// into `leaves` meanwhile: hits of a torn one are none.
    async fn listed(
        &self,
        range: &Range,
        bounds: &Bounds,
        leaves: &mut BTreeMap<String, Leaf>,
    ) -> Result<BTreeSet<String>, StoreError> {
        let failed = |error: Error| store_error(&error);
        let index = self.pages.index(BY_KEY).map_err(failed)?;
        let within = self.place.within(bounds);
        self.reading.counters.count_request();
        let direction = if range.reverse { CursorDirection::Prev } else { CursorDirection::Next };
        let open = index.open_cursor().with_query::<JsValue, _>(within).with_direction(direction);
        let (mut names, mut found) = (BTreeSet::new(), 0);
        let Some(mut cursor) = open.primitive().map_err(failed)?.await.map_err(failed)? else { return Ok(names) };
        while found < range.limit {
            let Some(object) = cursor.next_record::<JsValue>().await.map_err(failed)? else { break };
            self.reading.counters.count_request();
            let Some(name) = rows::key(&object) else { continue };
            if !leaves.contains_key(&name) {
                self.reading.counters.count_rows(1);
                leaves.insert(name.clone(), self.leaf(Some(&object))?);
            }
            let key: Option<String> = cursor.key().map_err(failed)?;
            let id = key.as_deref().and_then(|key| Id::parse(key.rsplit('\0').next()?));
            let is_hidden = match id {
                Some(id) => !self.hidden(BTreeSet::from([id])).await?.is_empty(),
                None => false,
            };
            if !is_hidden {
                found += u32::from(leaves.get(&name).is_some_and(Option::is_some));
                names.insert(name);
            }
        }
        Ok(names)
    }
}
