//! Which estimates may move by what the tail changed: those of whatever the items with answers are linked to, or were,
//! by themselves or by a deck. Rather one too many than one too few: what did not move is reckoned to the same row.

use super::{
    columns::{self, Entry},
    tail::Tail,
};
use crate::{
    cbor::Cbor,
    evidence::due,
    id::{CompetencyId, DeckId, ItemId},
    item::{Deck, Item, shelves::walk},
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
    // A deck that was changed moves what lies in it, and in the decks below.
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
                // What its deck is linked to, or was, and what that has from above.
                for deck in entry.deck.into_iter().flat_map(|deck| with_above(deck, &decks)) {
                    moved.extend(decks.get(&deck).into_iter().flat_map(|deck| ever(deck, &Deck::COMPETENCIES)));
                }
            }
            if let Some(record) = tail.records.get(&one) {
                moved.extend(ever(record, &Item::COMPETENCIES));
                // It may have lain in any deck, and what it tells is the last one alone.
                is_edited = true;
            }
        }
    }
    let linked: BTreeSet<CompetencyId> = decks.values().flat_map(|deck| ever(deck, &Deck::COMPETENCIES)).collect();
    // Whether they are meant is asked of every entry.
    if !linked.is_subset(&moved) && (is_edited || is_moved(tail, &decks, snapshot)) {
        moved.extend(linked);
    }
    if tail.whole {
        // What they were linked to before is not known.
        moved.extend(due::reckoned(snapshot));
    }
    moved
}

/// Whether a deck was changed in which, or in one below which, something lies that was answered: it may have lain in any
/// deck before, or its items had from above what now it says itself.
fn is_moved(tail: &Tail<'_>, decks: &BTreeMap<DeckId, &Record>, snapshot: &Snapshot) -> bool {
    if tail.decks.is_empty() {
        return false;
    }
    let is_touched = |deck: &DeckId| with_above(*deck, decks).iter().any(|id| tail.decks.contains_key(id));
    let touched: BTreeSet<DeckId> = decks.keys().copied().filter(is_touched).collect();
    let entries = columns::entries(snapshot);
    // A twin lies where its card does, and was answered perhaps though that was not.
    let answered: BTreeSet<ItemId> = entries.iter().filter(|entry| entry.learned.is_some()).map(Entry::card).collect();
    let is_answered = |entry: &&Entry| answered.contains(&entry.id);
    entries.iter().filter(is_answered).any(|entry| entry.deck.is_some_and(|deck| touched.contains(&deck)))
}

/// A deck and those in which it lies, also of one that went to the trash; a circle is gone round once.
fn with_above(deck: DeckId, decks: &BTreeMap<DeckId, &Record>) -> Vec<DeckId> {
    walk(deck, |id| decks.get(&id).and_then(|record| record.value(&Deck::PARENT)))
}

/// The elements that a set holds or once held.
fn ever<V>(record: &Record, field: &SetField<CompetencyId, V>) -> Vec<CompetencyId> {
    match record.fields.get(&field.0) {
        Some(Cell::Set(elements)) => elements.keys().filter_map(Cbor::get).collect(),
        _ => Vec::new(),
    }
}
