//! The end of what is torn in pages of items: it goes once a row of its own lies beside each that could not be read, brought
//! in again from a copy. Which items a page holds is said in the clear by its index keys.

use super::super::{rows_under, write::Weaving};
use crate::{
    indexed_db::{
        error::store_error,
        keys::{ITEM_PAGES, Place},
        rows,
    },
    pages::items::{Placed, id_of, placed},
};
use cairn_domain::{
    change::Count,
    id::Id,
    kind::Kind,
    port::{StoreError, Summary},
    record::page::{RecordPage, RecordPageError},
};
use indexed_db_futures::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsValue;

/// Pages that are looked at at a time.
const TOGETHER: usize = 64;

/// A page that cannot be read, or not all of it.
struct Torn {
    /// Those of its items that cannot be read.
    bad: BTreeSet<Id>,
    /// What lies on it, if that much can be read.
    rows: Option<Vec<Placed>>,
}

impl Torn {
    /// `None` of what can be read, now or by a later version.
    fn of(object: &JsValue, place: &Place) -> Option<Self> {
        let (keys, body) = (rows::keys(object, place), rows::body(object).unwrap_or_default());
        match RecordPage::read(&body) {
            Err(RecordPageError::Version { .. }) => None,
            Err(_) => {
                let bad: BTreeSet<Id> = keys.iter().filter_map(|key| id_of(key)).collect();
                (!bad.is_empty()).then_some(Self { bad, rows: None })
            }
            Ok(page) => {
                let bad: BTreeSet<Id> = page.each().filter(|(_, record)| record.is_err()).map(|(id, _)| id).collect();
                (!bad.is_empty()).then(|| Self { bad, rows: placed(keys, &body).ok() })
            }
        }
    }
}

impl Weaving<'_, '_> {
    /// Takes what is torn off the pages where all of that lies single; what `state` is then, if there was any. Items count as
    /// absent where they are brought in again, and so may have been counted a second time: all are counted anew.
    pub async fn drop_torn_items(&self, state: &Summary) -> Result<Option<Summary>, StoreError> {
        let failed = |error: Error| store_error(&error);
        let (pages, place) = (self.store(ITEM_PAGES)?, Place::of(Kind::ITEM, self.version));
        let singles = self.store(place.store)?;
        let single: BTreeSet<Id> = self.keys(&singles).await?.iter().filter_map(|key| place.id(key)).collect();
        let mut any = false;
        let names = self.keys(&pages).await?;
        for some in names.iter().collect::<Vec<_>>().chunks(TOGETHER) {
            for (name, object) in some.iter().zip(rows_under(&pages, some, self.counters).await?) {
                let torn = object.as_ref().and_then(|object| Torn::of(object, &place));
                let Some(torn) = torn.filter(|torn| torn.bad.is_subset(&single)) else { continue };
                any = true;
                match torn.rows {
                    Some(rows) => {
                        let old = BTreeMap::from([((*name).clone(), rows)]);
                        self.lay(&pages, old, &[], &torn.bad, &mut BTreeSet::new())?;
                    }
                    None => self.delete(&pages, name).map_err(failed)?,
                }
            }
        }
        if !any {
            return Ok(None);
        }
        let mut state = state.clone();
        state.totals.insert(Kind::ITEM, self.count_items(&place).await?);
        Ok(Some(state))
    }

    /// How many items there are, by the index keys of all rows and pages: those of what is in the trash say so, and what was
    /// emptied out of it has none.
    async fn count_items(&self, place: &Place) -> Result<Count, StoreError> {
        let is_trashed = |keys: &[String]| {
            keys.is_empty() || keys.iter().any(|key| key.starts_with("trash/") || key.starts_with("purged/"))
        };
        let (mut items, mut count) = (BTreeMap::<Id, bool>::new(), Count::default());
        // Pages first: a row of its own wins.
        for name in [ITEM_PAGES, place.store] {
            let store = self.store(name)?;
            let names = self.keys(&store).await?;
            for some in names.iter().collect::<Vec<_>>().chunks(TOGETHER) {
                for object in rows_under(&store, some, self.counters).await?.into_iter().flatten() {
                    let keys = rows::keys(&object, place);
                    if name == ITEM_PAGES {
                        // Of what is in the trash no other key is listed.
                        let each =
                            keys.iter().filter_map(|key| Some((id_of(key)?, is_trashed(std::slice::from_ref(key)))));
                        items.extend(each);
                    } else if let Some(id) = rows::key(&object).and_then(|key| place.id(&key)) {
                        items.insert(id, is_trashed(&keys));
                    }
                }
            }
        }
        items.into_values().for_each(|trashed| *if trashed { &mut count.trashed } else { &mut count.alive } += 1);
        Ok(count)
    }
}
