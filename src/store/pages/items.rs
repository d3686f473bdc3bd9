//! Which items lie together on a page, and how pages change. Pure, as what is said of answers beside it.
//!
//! A page holds up to 64 items that follow one another by id, and is called by the last of them: the page of an id is the
//! first whose name is not before it, and pages do not overlap. A row of its own wins over the same id on a page, with its
//! index keys too: so an edit is one put, and reads no page.

use super::Page;
use cairn_domain::{
    id::Id,
    record::page::{PAGE_RECORDS, RecordPage, RecordPageError, pack},
    sorting,
};
use std::collections::{BTreeMap, BTreeSet};

/// An item of more bytes stays a row of its own, so that a page is at most 1 MiB.
pub(crate) const LONGEST: usize = 16 * 1024;

/// An item as it lies on a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Placed {
    pub id: Id,
    pub change: u64,
    pub keys: Vec<String>,
    /// Its canonical bytes.
    pub body: Vec<u8>,
}

/// What is done to the pages.
#[derive(Default, Debug)]
pub(crate) struct Woven {
    /// Names of pages that go; some of them are put again.
    pub gone: Vec<String>,
    pub put: Vec<Page>,
}

/// So many items must come to a page that is there for it to be written anew; of fewer each stays a row of its own.
pub(crate) const WORTH: usize = PAGE_RECORDS / 4;

/// What lies on a page, with the index keys that it lists; what cannot be read among it too.
pub(crate) fn placed(keys: Vec<String>, body: &[u8]) -> Result<Vec<Placed>, RecordPageError> {
    let mut of: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for key in keys {
        if let Some(id) = id_of(&key) {
            of.entry(id).or_default().push(key);
        }
    }
    let one = |(id, change, body): &(Id, u64, &[u8])| {
        let keys = of.remove(id).unwrap_or_default();
        Placed { id: *id, change: *change, keys, body: body.to_vec() }
    };
    Ok(RecordPage::read(body)?.rows().iter().map(one).collect())
}

/// The id of the row that an index key is of.
pub(crate) fn id_of(key: &str) -> Option<Id> {
    Id::parse(key.rsplit('\0').next()?)
}

/// The page that an id belongs to, or would; `None` if it lies behind them all. `directory` is the names of all pages.
pub(crate) fn target<'d>(directory: &'d [String], id: &str) -> Option<&'d String> {
    directory.get(directory.partition_point(|name| name.as_str() < id))
}

/// Lays `new` into the pages that are there, and takes every older version of theirs and all of `gone` off `old`: the pages,
/// by name, that any of these ids belong to.
pub(crate) fn weave(old: BTreeMap<String, Vec<Placed>>, new: Vec<Placed>, gone: &BTreeSet<Id>) -> Woven {
    let directory: Vec<String> = old.keys().cloned().collect();
    let ids: BTreeSet<Id> = new.iter().map(|placed| placed.id).chain(gone.iter().copied()).collect();
    let mut come: BTreeMap<Option<String>, Vec<Placed>> = BTreeMap::new();
    for placed in new {
        come.entry(target(&directory, &placed.id.to_text()).cloned()).or_default().push(placed);
    }
    let mut woven = Woven::default();
    for (name, before) in old {
        let count = before.len();
        let mut rows: Vec<Placed> = before.into_iter().filter(|placed| !ids.contains(&placed.id)).collect();
        let has_gone = rows.len() < count;
        let come = come.remove(&Some(name.clone())).unwrap_or_default();
        if has_gone || !come.is_empty() {
            rows.extend(come);
            woven.gone.push(name);
            woven.lay(rows);
        }
    }
    come.into_values().for_each(|rows| woven.lay(rows));
    woven
}

impl Woven {
    fn lay(&mut self, mut placed: Vec<Placed>) {
        sorting::sort_by(&mut placed, |a, b| a.id.cmp(&b.id));
        let size = super::size(placed.len(), PAGE_RECORDS);
        self.put.extend(placed.chunks_mut(size).filter_map(page));
    }
}

/// A page of these, whose keys it takes; none of none.
fn page(placed: &mut [Placed]) -> Option<Page> {
    let last = placed.last()?.id;
    let mut keys = Vec::with_capacity(placed.len() * 2);
    placed.iter_mut().for_each(|placed| keys.append(&mut placed.keys));
    Some(Page {
        id: last.to_text(),
        change: placed.iter().map(|placed| placed.change).max().unwrap_or_default(),
        latest: last,
        keys,
        count: placed.len() as u64,
        body: pack(placed.iter().map(|placed| (placed.id, placed.change, placed.body.as_slice()))),
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "helpers of tests")]

    use super::*;
    use crate::keys::index_keys;
    use cairn_domain::{
        cbor::Cbor,
        id::DeviceId,
        kind::Kind,
        port::Row,
        record::{Cell, Record, Register, Tag},
        stamp::Stamp,
    };
    use proptest::prelude::*;

    fn row(n: u16, change: u64) -> Placed {
        let mut record = Record::new(Kind::ITEM, Id::new(0, u128::from(n) << 40));
        let stamp = Stamp { ms: change, counter: 1, device: DeviceId(5) };
        record.fields.insert(Tag(40), Cell::Register(Register { stamp, value: Cbor::of(&format!("Card {n}")) }));
        let body = record.to_bytes();
        Placed { id: record.id, change, keys: index_keys(&Row::Record(record)), body }
    }

    fn lying(page: &Page) -> Vec<Placed> {
        placed(page.keys.clone(), &page.body).unwrap()
    }

    /// The pages after each step, held against a map by id.
    #[derive(Default)]
    struct Shelf {
        pages: BTreeMap<String, Page>,
        rows: BTreeMap<Id, Placed>,
    }

    impl Shelf {
        fn step(&mut self, new: Vec<Placed>, gone: &BTreeSet<Id>) {
            let directory: Vec<String> = self.pages.keys().cloned().collect();
            let ids = new.iter().map(|placed| placed.id).chain(gone.iter().copied());
            let names: BTreeSet<&String> = ids.filter_map(|id| target(&directory, &id.to_text())).collect();
            let old = names.into_iter().map(|name| (name.clone(), lying(&self.pages[name]))).collect();
            for id in gone {
                self.rows.remove(id);
            }
            self.rows.extend(new.iter().map(|placed| (placed.id, placed.clone())));
            let woven = weave(old, new, gone);
            woven.gone.iter().for_each(|name| assert!(self.pages.remove(name).is_some()));
            for page in woven.put {
                assert!(self.pages.insert(page.id.clone(), page).is_none(), "no page has the name of another");
            }
        }

        fn check(&self) {
            let (mut found, mut last) = (Vec::new(), None);
            for (name, page) in &self.pages {
                let rows = lying(page);
                assert!((1..=PAGE_RECORDS).contains(&rows.len()) && page.count == rows.len() as u64);
                assert!(last < rows.first().map(|row| row.id.to_text()), "pages do not overlap");
                last = rows.last().map(|row| row.id.to_text());
                assert_eq!(last.as_ref(), Some(name));
                assert_eq!(page.keys, rows.iter().flat_map(|row| row.keys.clone()).collect::<Vec<_>>());
                assert_eq!(Some(page.change), rows.iter().map(|row| row.change).max());
                found.extend(rows);
            }
            assert!(found.iter().eq(self.rows.values()), "what was laid is there, and nothing else");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_was_laid_last_is_there_once(
            steps in prop::collection::vec((prop::collection::btree_set(0..2000_u16, 0..400), prop::collection::btree_set(0..2000_u16, 0..40)), 1..6),
        ) {
            let mut shelf = Shelf::default();
            for (at, (new, gone)) in steps.into_iter().enumerate() {
                let gone = gone.difference(&new).map(|n| row(*n, 0).id).collect();
                shelf.step(new.into_iter().map(|n| row(n, at as u64 + 1)).collect(), &gone);
                shelf.check();
            }
        }
    }

    #[test]
    fn many_at_once_are_full_pages() {
        let mut shelf = Shelf::default();
        shelf.step((0..1000).map(|n| row(n, 1)).collect(), &BTreeSet::new());
        shelf.check();
        assert_eq!(shelf.pages.len(), 1000_usize.div_ceil(PAGE_RECORDS));
    }
}
