//! Everything that can be practised, as it stands: the columns joined with what was written since. A value in memory,
//! read once for a sitting; the number of rows read for it does not depend on how many items there are.

use super::{
    answer::Answer,
    columns::{self, Entry, Learned},
    tail,
    weights::Weights,
};
use crate::{
    id::{CompetencyId, DeckId, ItemId},
    item::{Form, Shelves},
    port::{Lookup, Snapshot},
};

/// Days ahead for which the load is counted.
const LOAD_DAYS: usize = 366;

/// What can be practised.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Queue {
    /// By item.
    entries: Vec<Entry>,
    decks: Shelves,
    weights: Weights,
}

impl Queue {
    /// What [`Queue::make`] reads, in rounds; `now_ms` is the present, UTC ms.
    pub fn needs(now_ms: i64, snapshot: &Snapshot) -> Vec<Lookup> {
        tail::needs(now_ms, snapshot)
    }

    /// The queue as a snapshot has it.
    pub fn make(now_ms: i64, snapshot: &Snapshot) -> Self {
        let (joined, ..) = tail::stands(now_ms, snapshot);
        let mut entries = if joined.folded { columns::entries(snapshot) } else { Vec::new() };
        entries.retain(|entry| !joined.changed.contains_key(&entry.id));
        entries.extend(joined.changed.into_values().flatten());
        entries.sort_unstable_by_key(|entry| entry.id);
        Self { entries, decks: Shelves::of(snapshot), weights: Weights::in_use(snapshot) }
    }

    /// The weights by which it all stands.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The decks, as they lie in each other.
    pub fn decks(&self) -> &Shelves {
        &self.decks
    }

    /// Every item in use, by its id.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// One item; `None` if it is not in use.
    pub fn entry(&self, item: ItemId) -> Option<&Entry> {
        self.place(item).map(|at| &self.entries[at])
    }

    /// The deck in which an item lies; that of its card for one that is asked the other way round. What lies in a deck
    /// that is gone lies in none.
    pub fn deck(&self, entry: &Entry) -> Option<DeckId> {
        self.said_by(entry).deck.filter(|deck| self.decks.get(*deck).is_some())
    }

    /// What an item practises, each with its demand (0 for the competency's own): what it says, or its card, or else
    /// its deck or the nearest above that does.
    pub fn competencies(&self, entry: &Entry) -> Vec<(CompetencyId, u8)> {
        let said = self.said_by(entry);
        match said.deck {
            Some(deck) if said.competencies.is_empty() => {
                self.decks.gives(deck).iter().map(|competency| (*competency, 0)).collect()
            }
            _ => said.competencies.to_vec(),
        }
    }

    /// Whether an item lies in `deck` or in one below it.
    pub fn is_below(&self, entry: &Entry, deck: DeckId) -> bool {
        self.said_by(entry).deck.is_some_and(|own| self.decks.is_below(own, deck))
    }

    /// Whether an item is not asked on study day `today`: she left it out or put it off, nothing could be graded by, or
    /// the card of which it is the other way round is gone, or no card any more.
    pub fn is_left_out(&self, entry: &Entry, today: i64) -> bool {
        let out = |entry: &Entry| entry.suspended || entry.buried_until.is_some_and(|day| day > today);
        let is_card = |card: &&Entry| card.form == Form::Card && !card.twin;
        let card = if entry.twin { self.entry(entry.card()).filter(is_card) } else { Some(entry) };
        !entry.has_key || out(entry) || card.is_none_or(out)
    }

    /// Reviews due in so many days from study day `today`, today and what is overdue first. What she put off comes when
    /// it is asked again.
    pub fn loads(&self, today: i64) -> Vec<u32> {
        let mut loads = vec![0_u32; LOAD_DAYS];
        for entry in &self.entries {
            let (Some(from), Some(learned)) = (self.asked_from(entry, today), entry.learned) else { continue };
            let due = Learned { due_day: learned.due_day.max(from), ..learned };
            if let Some(load) = due.load_of(today, &mut loads) {
                *load += 1;
            }
        }
        loads
    }

    /// The first study day from `today` on on which an item may be asked, if she put it off, or its card; `None` if it is left
    /// out until she takes it up again, or for good.
    pub fn asked_from(&self, entry: &Entry, today: i64) -> Option<i64> {
        let from = entry.buried_until.max(self.said_by(entry).buried_until).unwrap_or(today).max(today);
        (!self.is_left_out(entry, from)).then_some(from)
    }

    /// The items that are not left out on study day `today`.
    pub fn asked(&self, today: i64) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| !self.is_left_out(entry, today))
    }

    /// Takes in an answer that was just given, before it is written.
    pub fn answered(&mut self, answer: &Answer) {
        if let Some(item) = answer.response.item {
            self.put(item, Some(answer.after));
        }
    }

    /// Puts an item back where it stood: its answer was taken back, or could not be written.
    pub fn put(&mut self, item: ItemId, learned: Option<Learned>) {
        if let Some(at) = self.place(item) {
            self.entries[at].learned = learned;
        }
    }

    /// The entry that says where an item belongs.
    fn said_by<'q>(&'q self, entry: &'q Entry) -> &'q Entry {
        if entry.twin { self.entry(entry.card()).unwrap_or(entry) } else { entry }
    }

    fn place(&self, item: ItemId) -> Option<usize> {
        self.entries.binary_search_by_key(&item, |entry| entry.id).ok()
    }
}
