//! Names of object stores and indexes, and the keys within them.
//!
//! A kind of the schema has a store of its own, keyed by the id's text. Rows of other kinds, which a
//! newer version of Cairn wrote, share `foreign`, where key and index keys start with the kind's code.

use super::migrations;
use crate::keys::Bounds;
use cairn_domain::{
    id::Id,
    kind::Kind,
    port::{Lookup, Table},
};
use indexed_db_futures::KeyRange;
use wasm_bindgen::JsValue;

/// Rows of kinds that the schema does not know.
pub(super) const FOREIGN: &str = "foreign";
/// The undo list, by change number.
pub(super) const UNDO: &str = "undo";
/// Notes of this device, by name.
pub(super) const DEVICE: &str = "device";
/// What is kept of each file, by its hash.
pub(super) const MEDIA: &str = "media";
/// The chunks of files, by hash and number.
pub(super) const CHUNKS: &str = "media_chunk";
/// Answers that lie together, by the first key of the first of them.
pub(super) const PAGES: &str = "response_page";
/// Items that lie together, by the greatest id of them.
pub(super) const ITEM_PAGES: &str = "item_page";
/// One row, [`STATE`].
pub(super) const META: &str = "meta";
/// Profile, device, last change number and totals.
pub(super) const STATE: &str = "state";

/// The index over each of a row's keys.
pub(super) const BY_KEY: &str = "keys";
/// The index over change numbers.
pub(super) const BY_CHANGE: &str = "change";
/// The index over the greatest id of a page.
pub(super) const BY_LATEST: &str = "latest";

/// Where the rows of a kind are.
pub(super) struct Place {
    pub kind: Kind,
    pub store: &'static str,
    head: String,
}

impl Place {
    /// In a database of schema `version`.
    pub fn of(kind: Kind, version: u32) -> Self {
        match kind.name().filter(|_| migrations::has_store(kind, version)) {
            Some(store) => Self { kind, store, head: String::new() },
            None => Self { kind, store: FOREIGN, head: format!("{:05}/", kind.0) },
        }
    }

    /// The primary key of a row.
    pub fn key(&self, id: Id) -> String {
        self.index_key(&id.to_text())
    }

    /// The id of a primary key.
    pub fn id(&self, key: &str) -> Option<Id> {
        Id::parse(self.plain(key)?)
    }

    /// An index key as it is stored.
    pub fn index_key(&self, key: &str) -> String {
        format!("{}{key}", self.head)
    }

    /// An index key as the port knows it; `None` if it is of another kind.
    pub fn plain<'k>(&self, stored: &'k str) -> Option<&'k str> {
        stored.strip_prefix(&self.head)
    }

    /// The stored keys within `bounds`.
    pub fn within(&self, bounds: &Bounds) -> KeyRange<JsValue> {
        between(&self.index_key(&bounds.lower), bounds.lower_open, &self.index_key(&bounds.upper))
    }

    /// Primary keys of the kind, beyond `after` if it is given.
    pub fn ids(&self, after: Option<Id>) -> KeyRange<JsValue> {
        let all = Bounds::prefix("");
        let lower = after.map(Id::to_text).unwrap_or_default();
        self.within(&Bounds { lower, lower_open: after.is_some(), ..all })
    }
}

/// Keys that start with `prefix`.
pub(super) fn starting_with(prefix: &str) -> KeyRange<JsValue> {
    let bounds = Bounds::prefix(prefix);
    between(&bounds.lower, false, &bounds.upper)
}

fn between(lower: &str, open: bool, upper: &str) -> KeyRange<JsValue> {
    KeyRange::Bound(lower.into(), open, upper.into(), true)
}

/// Every object store of schema `version` that a commit may touch; files are neither asked for nor written in one.
pub(super) fn all_stores(version: u32) -> Vec<&'static str> {
    let kinds = Kind::ALL.iter().map(|kind| Place::of(*kind, version).store);
    let tables = Table::ALL.iter().filter(|table| migrations::has_table(**table, version)).map(|table| table.name());
    let pages = [Kind::RESPONSE, Kind::ITEM].into_iter().filter_map(|kind| pages_of(kind, version));
    unique(kinds.chain(tables).chain(pages).chain([FOREIGN, UNDO, DEVICE, META]))
}

/// What is in an object store, if it is one of rows.
pub(super) enum Held {
    /// Rows of one kind.
    Kind(Kind),
    /// Rows of kinds that the schema does not know.
    Foreign,
    /// Rows of one kind, many to a row.
    Pages(Kind),
}

/// What an object store of this name holds; `None` if no rows.
pub(super) fn held(store: &str) -> Option<Held> {
    if store == FOREIGN {
        return Some(Held::Foreign);
    }
    match store {
        PAGES => return Some(Held::Pages(Kind::RESPONSE)),
        ITEM_PAGES => return Some(Held::Pages(Kind::ITEM)),
        _ => {}
    }
    let kind = Kind::ALL.iter().find(|kind| kind.name() == Some(store))?;
    Some(Held::Kind(*kind))
}

/// Whether an object store is one of those that hold no rows: what is reckoned from them, notes, files, the undo list.
pub(super) fn is_beside_rows(store: &str) -> bool {
    [META, UNDO, DEVICE, MEDIA, CHUNKS].contains(&store) || Table::ALL.iter().any(|table| table.name() == store)
}

/// The kind of a row in `foreign`, by its primary key.
pub(super) fn foreign_kind(key: &str) -> Option<Kind> {
    key.split_once('/')?.0.parse().ok().map(Kind)
}

/// The object stores that answer `lookups` in a database of schema `version`.
pub(super) fn stores_of(lookups: &[Lookup], version: u32) -> Vec<&'static str> {
    let rows = lookups.iter().map(|lookup| match lookup {
        Lookup::Record(kind, _) | Lookup::Event(kind, _) | Lookup::ChangedSince { kind, .. } => {
            Place::of(*kind, version).store
        }
        Lookup::Range(range) => Place::of(range.kind, version).store,
        Lookup::Derived(table, _) | Lookup::DerivedRange(table, _) => table.name(),
        Lookup::Device(_) => DEVICE,
        Lookup::Media(_) | Lookup::MediaAll => MEDIA,
        Lookup::Undo(_) | Lookup::UndoLatest(_) => UNDO,
    });
    let pages = lookups.iter().filter_map(|lookup| paged(lookup, version));
    unique(rows.chain(pages))
}

/// Where rows of a kind lie together, in a database of schema `version`.
pub(super) fn pages_of(kind: Kind, version: u32) -> Option<&'static str> {
    match kind {
        Kind::RESPONSE if version >= migrations::PAGES => Some(PAGES),
        Kind::ITEM if version >= migrations::ITEM_PAGES => Some(ITEM_PAGES),
        _ => None,
    }
}

/// Where rows that answer a lookup may lie together.
pub(super) fn paged(lookup: &Lookup, version: u32) -> Option<&'static str> {
    match lookup {
        Lookup::Record(kind, _) | Lookup::Event(kind, _) | Lookup::ChangedSince { kind, .. } => {
            pages_of(*kind, version)
        }
        Lookup::Range(range) => pages_of(range.kind, version),
        _ => None,
    }
}

fn unique(names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    names.fold(Vec::new(), |mut names, name| {
        if !names.contains(&name) {
            names.push(name);
        }
        names
    })
}
