//! Decks of notes: the tags that mark cards, as they lie in each other; folders, where the vault wants that; and those of our
//! own notes, by their ids.

use super::{FORMAT, front::Front, names::joined};
use crate::{
    source::{SourceRecord, imported_id},
    tidy_text,
};
use cairn_domain::{
    fold::fold,
    id::{DeckId, Id},
    kind::Kind,
};
use std::collections::{BTreeMap, BTreeSet};

/// How deep decks may lie in each other; what is deeper is part of the last name.
const DEPTH_MAX: usize = 16;

/// The decks of an import, outer before inner.
#[derive(Default)]
pub(super) struct Decks {
    known: BTreeMap<Vec<String>, DeckId>,
    ids: BTreeSet<Id>,
    pub made: Vec<SourceRecord>,
}

impl Decks {
    /// The deck of a tag or a folder; `None` for no name.
    pub fn place(&mut self, path: &str) -> Option<DeckId> {
        let names: Vec<String> = path
            .splitn(DEPTH_MAX, '/')
            .map(|name| tidy_text::line(name).text)
            .filter(|name| !name.is_empty())
            .collect();
        let mut parent = None;
        for depth in 1..=names.len() {
            let way: Vec<String> = names[..depth].iter().map(|name| fold(name)).collect();
            parent = Some(match self.known.get(&way) {
                Some(id) => *id,
                None => {
                    let id = imported_id(None, FORMAT, Kind::DECK, &joined(way.iter().map(String::as_str)));
                    self.known.insert(way, DeckId(id));
                    self.make(id, &names[depth - 1], parent)
                }
            });
        }
        parent
    }

    /// The deck that a note of ours is of.
    pub fn own(&mut self, front: &Front) -> Option<DeckId> {
        let ids: Option<Vec<Id>> = front.deck_ids.iter().map(|id| Id::parse(id)).collect();
        let ids = ids.filter(|ids| ids.len() == front.decks.len() && ids.len() <= DEPTH_MAX)?;
        let mut parent = None;
        for (id, name) in ids.into_iter().zip(&front.decks) {
            parent = Some(self.make(id, name, parent));
        }
        parent
    }

    fn make(&mut self, id: Id, name: &str, parent: Option<DeckId>) -> DeckId {
        if self.ids.insert(id) {
            self.made.push(SourceRecord::deck(id, &tidy_text::line(name).text, parent));
        }
        DeckId(id)
    }
}
