//! Which estimates may move by what the tail changed: those of whatever the items with answers are linked to, or were,
//! by themselves or by a deck. Rather one too many than one too few: what did not move is reckoned to the same row.

use super::{columns::Entry, tail::Tail};
use crate::{
    cbor::Cbor,
    evidence::due,
    id::{CompetencyId, DeckId, ItemId},
    item::{Deck, Item},
    noun::SetField,
    port::Snapshot,
    record::{Cell, Record},
};
use std::collections::{BTreeMap, BTreeSet};

/// The competencies of a tail that made `changed` of the entries that were `known`.
pub(super) fn moved(
    tail: &Tail<'_>,
    changed: &BTreeMap<ItemId, Option<Entry>>,
    known: &BTreeMap<ItemId, Entry>,
    snapshot: &Snapshot,
) -> BTreeSet<CompetencyId> {
    let range = Deck::all();
    let decks: BTreeMap<DeckId, &Record> =
        snapshot.records(&range).map(|record| (DeckId(record.id), record)).chain(tail.decks.clone()).collect();
    // A deck that was changed moves what lies in it.
    let mut moved: BTreeSet<CompetencyId> =
        tail.decks.values().flat_map(|deck| ever(deck, &Deck::COMPETENCIES)).collect();
    let versions = |item: ItemId| [known.get(&item), changed.get(&item).and_then(Option::as_ref)].into_iter().flatten();
    let answered = |item: ItemId| versions(item).any(|entry| entry.learned.is_some());
    let mut is_edited = false;
    for item in changed.keys().copied().filter(|item| answered(*item) || answered(item.twin())) {
        // A twin is linked by its card.
        for one in [item, item.twin()] {
            for entry in versions(one) {
                moved.extend(entry.competencies.iter().map(|(competency, _)| *competency));
                let deck = entry.deck.and_then(|deck| decks.get(&deck));
                moved.extend(deck.into_iter().flat_map(|deck| ever(deck, &Deck::COMPETENCIES)));
            }
            if let Some(record) = tail.records.get(&one) {
                moved.extend(ever(record, &Item::COMPETENCIES));
                // It may have lain in any deck, and what it tells is the last one alone.
                is_edited = true;
            }
        }
    }
    if is_edited {
        moved.extend(decks.values().flat_map(|deck| ever(deck, &Deck::COMPETENCIES)));
    }
    if tail.whole {
        // What they were linked to before is not known.
        moved.extend(due::reckoned(snapshot));
    }
    moved
}

/// The elements that a set holds or once held.
fn ever<V>(record: &Record, field: &SetField<CompetencyId, V>) -> Vec<CompetencyId> {
    match record.fields.get(&field.0) {
        Some(Cell::Set(elements)) => elements.keys().filter_map(Cbor::get).collect(),
        _ => Vec::new(),
    }
}
