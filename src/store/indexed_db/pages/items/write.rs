//! Items that go into pages, or leave them, with the commit that writes them.

use super::super::{rows_under, write::Weaving};
use crate::{
    indexed_db::{
        error::store_error,
        keys::{ITEM_PAGES, Place},
        migrations, rows,
    },
    pages::items::{LONGEST, Placed, WORTH, placed, target, weave},
    plan::{Plan, Put},
};
use cairn_domain::{
    id::Id,
    kind::Kind,
    port::{Row, StoreError},
    record::{Record, page::PAGE_RECORDS},
};
use indexed_db_futures::object_store::ObjectStore;
use std::collections::{BTreeMap, BTreeSet};

/// A commit of as many items or more writes them into pages: an import, or a change of very many.
const PACKED_AT_ONCE: usize = 256;

/// Pages that are written anew at a time.
const TOGETHER: usize = 64;

/// What comes to one page, or leaves it.
#[derive(Default)]
struct Turn<'p> {
    come: Vec<&'p Put>,
    gone: BTreeSet<Id>,
}

impl Weaving<'_, '_> {
    /// Writes what of a plan belongs into pages of items, or must leave them: many at once, and what was emptied out of the
    /// trash. The ids of those that need no row of their own.
    pub async fn weave_items(&self, plan: &Plan) -> Result<BTreeSet<Id>, StoreError> {
        if self.version < migrations::ITEM_PAGES {
            return Ok(BTreeSet::new());
        }
        // Of one that is written twice the last counts.
        let puts = plan.rows.iter().filter(|put| put.kind == Kind::ITEM);
        let puts: BTreeMap<Id, &Put> = puts.map(|put| (put.id, put)).collect();
        let is_purged = |put: &Put| matches!(&put.row, Row::Record(record) if record.is_purged());
        let (gone, come): (Vec<&Put>, Vec<&Put>) = puts.into_values().partition(|put| is_purged(put));
        let come = if come.len() < PACKED_AT_ONCE { Vec::new() } else { come };
        if gone.is_empty() && come.is_empty() {
            return Ok(BTreeSet::new());
        }
        let pages = self.store(ITEM_PAGES)?;
        let directory = self.keys(&pages).await?;
        let (mut turns, mut behind) = (BTreeMap::<&String, Turn<'_>>::new(), Vec::new());
        for put in come {
            match target(&directory, &put.id.to_text()) {
                Some(name) => turns.entry(name).or_default().come.push(put),
                None => behind.push(put),
            }
        }
        turns.values_mut().filter(|turn| turn.come.len() < WORTH).for_each(|turn| turn.come.clear());
        for put in gone {
            if let Some(name) = target(&directory, &put.id.to_text()) {
                turns.entry(name).or_default().gone.insert(put.id);
            }
        }
        turns.retain(|_, turn| !turn.come.is_empty() || !turn.gone.is_empty());
        let mut laid = BTreeSet::new();
        // Those behind all pages come by rising id, so each lot is full pages behind those of the one before.
        for some in behind.chunks(TOGETHER * PAGE_RECORDS) {
            self.lay(&pages, BTreeMap::new(), some, &BTreeSet::new(), &mut laid)?;
        }
        let turns: Vec<(&String, Turn<'_>)> = turns.into_iter().collect();
        for some in turns.chunks(TOGETHER) {
            self.turn(&pages, some, &mut laid).await?;
        }
        self.drop_singles(Kind::ITEM, &laid).await?;
        Ok(laid)
    }

    /// Writes some pages anew. What belongs on a torn one stays beside it, until all of it is back.
    async fn turn(
        &self,
        pages: &ObjectStore<'_>,
        turns: &[(&String, Turn<'_>)],
        laid: &mut BTreeSet<Id>,
    ) -> Result<(), StoreError> {
        let names: Vec<&String> = turns.iter().map(|(name, _)| *name).collect();
        let objects = rows_under(pages, &names, self.counters).await?;
        let place = Place::of(Kind::ITEM, self.version);
        let (mut old, mut come, mut gone) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        for ((name, turn), object) in turns.iter().zip(objects) {
            let Some(object) = object else { continue };
            let body = rows::body(&object).unwrap_or_default();
            if let Ok(rows) = placed(rows::keys(&object, &place), &body) {
                old.insert((*name).clone(), rows);
                come.extend(turn.come.iter().copied());
                gone.extend(turn.gone.iter().copied());
            }
        }
        self.lay(pages, old, &come, &gone, laid)
    }

    /// Lays these into pages, and takes `gone` off them.
    pub(super) fn lay(
        &self,
        pages: &ObjectStore<'_>,
        old: BTreeMap<String, Vec<Placed>>,
        come: &[&Put],
        gone: &BTreeSet<Id>,
        laid: &mut BTreeSet<Id>,
    ) -> Result<(), StoreError> {
        let new: Vec<Placed> = come.iter().filter_map(|put| lying(put)).collect();
        laid.extend(new.iter().map(|placed| placed.id));
        let woven = weave(old, new, gone);
        for name in &woven.gone {
            self.delete(pages, name).map_err(|error| store_error(&error))?;
        }
        for page in &woven.put {
            self.put(pages, rows::of_page(page)).map_err(|error| store_error(&error))?;
        }
        Ok(())
    }
}

/// An item as it lies on a page; `None` of one that is too long, or whose bytes do not give it again: no row is deleted on the
/// word of a packing alone.
fn lying(put: &Put) -> Option<Placed> {
    let Row::Record(record) = &put.row else { return None };
    let body = record.to_bytes();
    let lies = body.len() <= LONGEST && Record::from_bytes(&body).is_ok_and(|back| back == *record);
    lies.then(|| Placed { id: put.id, change: put.change, keys: put.keys.clone(), body })
}
