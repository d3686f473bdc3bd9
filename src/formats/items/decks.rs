//! What decks a table of our own names: which ids go with which names, before she changed some of them.

use super::{FORMAT, list::parted, write::DEPTH_MAX};
use crate::source::imported_id;
use cairn_domain::{id::Id, kind::Kind};
use std::collections::BTreeMap;

/// The decks of a table, by the names from the top down and by their ids.
#[derive(Default)]
pub(super) struct Known {
    ids: BTreeMap<Vec<String>, Id>,
    titles: BTreeMap<Id, Vec<String>>,
}

impl Known {
    /// The decks that most rows call so: of one id that stands beside two ways, the one of more rows, for she rather
    /// changes a cell than a column.
    pub fn of(rows: impl Iterator<Item = (String, String)>) -> Self {
        let mut told: BTreeMap<(String, String), u64> = BTreeMap::new();
        rows.for_each(|cells| *told.entry(cells).or_default() += 1);
        let mut votes: BTreeMap<Id, BTreeMap<Vec<String>, u64>> = BTreeMap::new();
        for ((titles, ids), count) in told {
            let (titles, ids) = (parted(&titles), parted(&ids));
            if titles.len() != ids.len() || titles.len() > DEPTH_MAX {
                continue;
            }
            for (at, id) in ids.iter().enumerate().filter_map(|(at, id)| Some((at, Id::parse(id.trim())?))) {
                *votes.entry(id).or_default().entry(titles[..=at].to_vec()).or_default() += count;
            }
        }
        let mut known = Self::default();
        for (id, ways) in votes {
            let Some((way, _)) = ways.into_iter().max_by_key(|(_, count)| *count) else { continue };
            known.ids.entry(way.clone()).or_insert(id);
            known.titles.insert(id, way);
        }
        known
    }

    /// Whether the deck of this id is called so.
    pub fn is_called(&self, id: Id, way: &[String]) -> bool {
        self.titles.get(&id).is_some_and(|titles| titles == way)
    }

    /// The id of the deck that is called so; of a new one, if none is.
    pub fn called(&self, way: &[String]) -> Id {
        let new = || imported_id(None, FORMAT, Kind::DECK, &way.join("\u{1f}"));
        self.ids.get(way).copied().unwrap_or_else(new)
    }
}
