//! Which answers lie together on a page, and what pages and single rows give together. Pure: the browser's store reads and
//! writes what is said here.
//!
//! A page holds up to 256 answers whose keys follow one another in the order of their first index key (item, moment,
//! id), and is called by the first of them: pages do not overlap. A row of its own wins over the same id on a page.

use crate::keys::{Bounds, index_keys, order};
use cairn_domain::{
    event::{
        Event,
        page::{Numbered, PAGE_EVENTS, PAGE_FIELDS, PageError, pack_numbered, unpack_numbered},
    },
    id::Id,
    kind::Kind,
    port::{Hit, Range, Row},
    registry, sorting,
};
use std::collections::{BTreeMap, BTreeSet};

/// The first index keys of answers, which begin with an id, lie before this, all others behind it.
pub(crate) const END: &str = "8";

/// An answer of more bytes stays a row of its own, so that a page is at most 1 MiB.
const LONGEST: usize = 4096;

/// A page as a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Page {
    /// The first index key of its first row.
    pub id: String,
    /// The greatest number of a change.
    pub change: u64,
    /// The greatest id.
    pub latest: Id,
    /// Index keys of its rows, without their first ones.
    pub keys: Vec<String>,
    pub body: Vec<u8>,
}

/// What is done to the pages.
#[derive(Default, Debug)]
pub(crate) struct Woven {
    /// Pages that go; some of them are put again.
    pub gone: Vec<String>,
    pub put: Vec<Page>,
}

/// What an answer is laid by; `None` of what stays a row of its own.
pub(crate) fn place(event: &Event) -> Option<String> {
    let owner = registry::owner(event);
    let known = event.fields.keys().all(|number| usize::try_from(*number).is_ok_and(|number| number < PAGE_FIELDS));
    let lies = event.kind == Kind::RESPONSE
        && !event.erased
        && event.check_ranges()
        && known
        && !owner.is_empty()
        && event.to_bytes().len() <= LONGEST;
    lies.then(|| format!("{owner}/{}\0{}", registry::sortable_ms(event.at.ms), Id::from(event.id).to_text()))
}

/// Lays `new` into the pages that are there, and takes every older version of theirs and all of `gone` off `old`: the
/// pages that hold any of these, and each in which one of `new` belongs. `directory` is the names of all pages.
pub(crate) fn weave(
    old: BTreeMap<String, Vec<Numbered>>,
    directory: &[String],
    new: Vec<Numbered>,
    gone: &BTreeSet<Id>,
) -> Result<Woven, PageError> {
    let ids: BTreeSet<Id> = new.iter().map(|(event, _)| event.id.0).chain(gone.iter().copied()).collect();
    let mut come: BTreeMap<Option<String>, Vec<Numbered>> = BTreeMap::new();
    for row in new {
        let key = place(&row.0).unwrap_or_default();
        come.entry(target(directory, &key).cloned()).or_default().push(row);
    }
    let mut woven = Woven::default();
    for (id, before) in old {
        let count = before.len();
        let mut rows: Vec<Numbered> = before.into_iter().filter(|(event, _)| !ids.contains(&event.id.0)).collect();
        let more = come.remove(&Some(id.clone())).unwrap_or_default();
        if rows.len() < count || !more.is_empty() {
            rows.extend(more);
            woven.gone.push(id);
            woven.put.extend(pages(rows)?);
        }
    }
    for rows in come.into_values() {
        woven.put.extend(pages(rows)?);
    }
    Ok(woven)
}

/// The page that a key belongs to; `None` if there is no page yet.
pub(crate) fn target<'d>(directory: &'d [String], key: &str) -> Option<&'d String> {
    let behind = directory.partition_point(|first| order(first, key).is_le());
    directory.get(behind.saturating_sub(1))
}

/// The pages that may hold keys within `bounds`.
pub(crate) fn meeting<'d>(directory: &'d [String], bounds: &Bounds) -> &'d [String] {
    let first = directory.partition_point(|first| order(first, &bounds.lower).is_le()).saturating_sub(1);
    let end = directory.partition_point(|first| order(first, &bounds.upper).is_lt());
    directory.get(first..end).unwrap_or_default()
}

/// As few pages as hold these rows, evenly filled if they were fewer before.
fn pages(rows: Vec<Numbered>) -> Result<Vec<Page>, PageError> {
    let mut placed: Vec<(String, Numbered)> =
        rows.into_iter().map(|row| (place(&row.0).unwrap_or_default(), row)).collect();
    sorting::sort_by(&mut placed, |(a, _), (b, _)| order(a, b));
    let few = placed.len().div_ceil(PAGE_EVENTS);
    // Many at once are an import, and full pages; some more for a page leave room for the next ones.
    let size = if few > 4 { PAGE_EVENTS } else { placed.len().div_ceil(few.max(1)).max(1) };
    placed.chunks(size).map(page).collect()
}

fn page(placed: &[(String, Numbered)]) -> Result<Page, PageError> {
    let rows: Vec<Numbered> = placed.iter().map(|(_, row)| row.clone()).collect();
    let mut keys = Vec::new();
    for (first, (event, _)) in placed {
        keys.extend(index_keys(&Row::Event(event.clone())).into_iter().filter(|key| key != first));
    }
    Ok(Page {
        id: placed.first().map(|(key, _)| key.clone()).unwrap_or_default(),
        change: rows.iter().map(|(_, change)| *change).max().unwrap_or_default(),
        latest: rows.iter().map(|(event, _)| event.id.0).max().unwrap_or(Id::from_bytes([0; 16])),
        keys,
        body: pack_numbered(&rows)?,
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
            keys.extend(index_keys(&Row::Event(event.clone())).into_iter().map(|key| (key, at)));
        }
        sorting::sort_by(&mut keys, |(a, _), (b, _)| order(a, b));
        Ok(Self { rows, keys })
    }

    /// The hits within `bounds`, in key order, without those of `hidden` ids.
    pub fn within(&self, bounds: &Bounds, hidden: &BTreeSet<Id>) -> impl Iterator<Item = Hit> {
        let first = self.keys.partition_point(|(key, _)| order(key, &bounds.lower).is_lt());
        let held = self.keys[first..].iter().take_while(|(key, _)| order(key, &bounds.upper).is_lt());
        held.filter(|(key, at)| bounds.holds(key) && !hidden.contains(&self.rows[*at].0.id.0))
            .map(|(key, at)| Hit { key: key.clone(), row: Row::Event(self.rows[*at].0.clone()) })
    }
}

/// Single rows and rows of pages of one range.
pub(crate) fn by_key(singles: Vec<Hit>, paged: impl IntoIterator<Item = Hit>, range: &Range) -> Vec<Hit> {
    let mut hits = singles;
    hits.extend(paged);
    sorting::sort_by(&mut hits, |a, b| order(&a.key, &b.key));
    if range.reverse {
        hits.reverse();
    }
    hits.truncate(range.limit as usize);
    hits
}

/// Single rows and rows of pages by id, the first `limit`. If `singles` are as many as that, they are the first ones; so
/// what hides a row of a page is among them.
pub(crate) fn by_id(singles: Vec<Hit>, paged: impl IntoIterator<Item = Event>, limit: u32) -> Vec<Hit> {
    let mut rows: BTreeMap<Id, Hit> = singles.into_iter().map(|hit| (crate::keys::id(&hit.row), hit)).collect();
    for event in paged {
        rows.entry(event.id.0).or_insert_with(|| Hit { key: String::new(), row: Row::Event(event) });
    }
    rows.into_values().take(limit as usize).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
