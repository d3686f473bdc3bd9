//! Which answers lie together on a page, and what pages and single rows give together; of items see [`items`]. Pure: the
//! browser's store reads and writes what is said here.
//!
//! A page holds up to 256 answers whose keys follow one another in the order of their first index key (item, moment,
//! id), and is called by the first of them: pages do not overlap. A row of its own wins over the same id on a page.
//! Keys of answers and items are ASCII, so here they compare as bytes; with any other text that is the order of the browser too.

pub(crate) mod items;

use crate::keys::{Bounds, index_keys_of};
use cairn_domain::{
    event::page::{Numbered, PAGE_EVENTS, PAGE_FIELDS, PageError, pack_numbered, unpack_numbered},
    id::Id,
    kind::Kind,
    port::{Hit, Range, Row},
    sorting,
};
use std::collections::{BTreeMap, BTreeSet};

/// The first index keys of answers, which begin with an id, lie before this, all others behind it.
pub(crate) const END: &str = "8";

/// An answer of more bytes stays a row of its own, so that a page is at most 1 MiB.
const LONGEST: usize = 4096;

/// A page as a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Page {
    /// Of answers the first index key of the first, of items the greatest id.
    pub id: String,
    /// The greatest number of a change.
    pub change: u64,
    /// The greatest id.
    pub latest: Id,
    /// Index keys of its rows; of answers without their first ones.
    pub keys: Vec<String>,
    /// How many rows it has.
    pub count: u64,
    pub body: Vec<u8>,
}

/// What is done to the pages.
#[derive(Default, Debug)]
pub(crate) struct Woven {
    /// Pages that go; some of them are put again.
    pub gone: Vec<String>,
    pub put: Vec<Page>,
    /// Rows that no page gives back as they are: they lie by themselves.
    pub left: Vec<Numbered>,
}

/// An answer that may lie on a page.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// Its first index key, by which it is laid.
    pub key: String,
    /// Its other index keys.
    keys: Vec<String>,
    pub row: Numbered,
}

impl Placed {
    /// With the index keys of its row; what stays a row of its own is given back.
    pub fn of(row: Numbered, keys: impl IntoIterator<Item = String>) -> Result<Self, Numbered> {
        let event = &row.0;
        let known = event.fields.keys().all(|number| usize::try_from(*number).is_ok_and(|number| number < PAGE_FIELDS));
        let length: usize = event.fields.values().map(|item| item.bytes().len()).sum();
        let lies = event.kind == Kind::RESPONSE && !event.erased && event.check_ranges() && known && length <= LONGEST;
        if !lies {
            return Err(row);
        }
        let (mut own, keys): (Vec<String>, Vec<String>) = keys.into_iter().partition(|key| key.as_str() < END);
        match own.pop() {
            Some(key) if own.is_empty() => Ok(Self { key, keys, row }),
            _ => Err(row),
        }
    }

    /// The same, of a row alone.
    pub fn new(row: Numbered) -> Result<Self, Numbered> {
        let keys = index_keys_of(&row.0);
        Self::of(row, keys)
    }

    pub fn id(&self) -> Id {
        self.row.0.id.0
    }
}

/// Lays `new` into the pages that are there, and takes every older version of theirs and all of `gone` off `old`: the
/// pages that hold any of these, and each in which one of `new` belongs. `directory` is the names of all pages. What lies
/// on a page that is written anew and would not be laid there any more is left.
pub(crate) fn weave(
    old: BTreeMap<String, Vec<Numbered>>,
    directory: &[String],
    new: Vec<Placed>,
    gone: &BTreeSet<Id>,
) -> Woven {
    let ids: BTreeSet<Id> = new.iter().map(Placed::id).chain(gone.iter().copied()).collect();
    let mut come: BTreeMap<Option<String>, Vec<Placed>> = BTreeMap::new();
    for placed in new {
        come.entry(target(directory, &placed.key).cloned()).or_default().push(placed);
    }
    let mut woven = Woven::default();
    for (name, before) in old {
        let count = before.len();
        let kept: Vec<Numbered> = before.into_iter().filter(|(event, _)| !ids.contains(&event.id.0)).collect();
        let mut rows = come.remove(&Some(name.clone())).unwrap_or_default();
        if kept.len() == count && rows.is_empty() {
            continue;
        }
        for row in kept {
            match Placed::new(row) {
                Ok(placed) => rows.push(placed),
                Err(row) => woven.left.push(row),
            }
        }
        woven.gone.push(name);
        woven.lay(rows);
    }
    come.into_values().for_each(|rows| woven.lay(rows));
    woven
}

/// The page that a key belongs to; `None` if there is no page yet.
pub(crate) fn target<'d>(directory: &'d [String], key: &str) -> Option<&'d String> {
    let behind = directory.partition_point(|first| first.as_str() <= key);
    directory.get(behind.saturating_sub(1))
}

/// The pages that may hold keys within `bounds`.
pub(crate) fn meeting<'d>(directory: &'d [String], bounds: &Bounds) -> &'d [String] {
    let first = directory.partition_point(|first| *first <= bounds.lower).saturating_sub(1);
    let end = directory.partition_point(|first| *first < bounds.upper);
    directory.get(first..end).unwrap_or_default()
}

impl Woven {
    /// Lays rows into as few pages as hold them.
    fn lay(&mut self, mut placed: Vec<Placed>) {
        sorting::sort_by(&mut placed, |a, b| a.key.cmp(&b.key));
        for some in placed.chunks(size(placed.len(), PAGE_EVENTS)) {
            match page(some) {
                Some(page) => self.put.push(page),
                None => self.left.extend(some.iter().map(|placed| placed.row.clone())),
            }
        }
    }
}

/// How many rows each page gets of so many, of which it holds `most`. Many at once are an import, and full pages; some more
/// for a page leave room for the next ones.
fn size(rows: usize, most: usize) -> usize {
    let few = rows.div_ceil(most);
    if few > 4 { most } else { rows.div_ceil(few.max(1)).max(1) }
}

/// A page that was read back; `None` if it does not give these rows again, each with its number: nothing is deleted on the
/// word of a packing alone.
fn page(placed: &[Placed]) -> Option<Page> {
    let body = pack_numbered(placed.iter().map(|placed| &placed.row)).ok()?;
    let mut rows: Vec<&Numbered> = placed.iter().map(|placed| &placed.row).collect();
    sorting::sort_by(&mut rows, |(a, _), (b, _)| (a.at.ms, a.id).cmp(&(b.at.ms, b.id)));
    let back = unpack_numbered(&body).ok()?;
    let is_whole = back.len() == rows.len() && back.iter().zip(rows).all(|(back, row)| back == row);
    is_whole.then(|| Page {
        id: placed.first().map(|placed| placed.key.clone()).unwrap_or_default(),
        change: placed.iter().map(|placed| placed.row.1).max().unwrap_or_default(),
        latest: placed.iter().map(Placed::id).max().unwrap_or(Id::from_bytes([0; 16])),
        keys: placed.iter().flat_map(|placed| placed.keys.iter().cloned()).collect(),
        count: placed.len() as u64,
        body,
    })
}

/// What lies on a page, listed under its keys.
#[derive(Debug)]
pub(crate) struct Unfolded {
    rows: Vec<Numbered>,
    keys: Vec<(String, usize)>,
}

impl Unfolded {
    /// Of the body of a page.
    pub fn of(body: &[u8]) -> Result<Self, PageError> {
        let rows = unpack_numbered(body)?;
        let mut keys = Vec::with_capacity(rows.len() * 2);
        for (at, (event, _)) in rows.iter().enumerate() {
            keys.extend(index_keys_of(event).into_iter().map(|key| (key, at)));
        }
        sorting::sort_by(&mut keys, |(a, _), (b, _)| a.cmp(b));
        Ok(Self { rows, keys })
    }

    /// The hits within `bounds`, in key order.
    pub fn within(&self, bounds: &Bounds) -> impl Iterator<Item = Hit> {
        let first = self.keys.partition_point(|(key, _)| *key < bounds.lower);
        let held = self.keys[first..].iter().take_while(|(key, _)| *key < bounds.upper);
        held.filter(|(key, _)| bounds.holds(key))
            .map(|(key, at)| Hit { key: key.clone(), row: Row::Event(self.rows[*at].0.clone()) })
    }
}

/// Single rows and rows of pages of one range.
pub(crate) fn by_key(singles: Vec<Hit>, paged: impl IntoIterator<Item = Hit>, range: &Range) -> Vec<Hit> {
    let mut hits = singles;
    hits.extend(paged);
    sorting::sort_by(&mut hits, |a, b| a.key.cmp(&b.key));
    if range.reverse {
        hits.reverse();
    }
    hits.truncate(range.limit as usize);
    hits
}

/// Single rows and rows of pages by id, the first `limit`. If `singles` are as many as that, they are the first ones; so
/// what hides a row of a page is among them.
pub(crate) fn by_id(singles: Vec<Hit>, paged: impl IntoIterator<Item = Row>, limit: u32) -> Vec<Hit> {
    let mut rows: BTreeMap<Id, Hit> = singles.into_iter().map(|hit| (crate::keys::id(&hit.row), hit)).collect();
    for row in paged {
        rows.entry(crate::keys::id(&row)).or_insert_with(|| Hit { key: String::new(), row });
    }
    rows.into_values().take(limit as usize).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
