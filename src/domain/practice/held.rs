//! How much every deck holds, with what lies below it: counted from the queue, so that the tree of several hundred decks
//! reads no item.

use super::queue::Queue;
use crate::id::DeckId;
use std::collections::BTreeMap;

/// What a deck holds.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Held {
    /// Items that lie in it directly; one that is asked both ways counts once.
    pub own: usize,
    /// Items in it and in the decks below.
    pub all: usize,
    /// What of it all is due today, each way counting.
    pub due: usize,
}

/// What every deck holds on study day `today`; decks that hold nothing, also below, are left out.
pub fn held(queue: &Queue, today: i64) -> BTreeMap<DeckId, Held> {
    let mut direct: BTreeMap<DeckId, Held> = BTreeMap::new();
    for entry in queue.entries() {
        let Some(deck) = queue.deck(entry) else { continue };
        let held = direct.entry(deck).or_default();
        held.own += usize::from(!entry.twin);
        let is_due = entry.learned.is_some_and(|learned| learned.due_day <= today) && !queue.is_left_out(entry, today);
        held.due += usize::from(is_due);
    }
    let mut all: BTreeMap<DeckId, Held> = BTreeMap::new();
    for (deck, own) in &direct {
        for above in queue.decks().upwards(*deck) {
            let held = all.entry(above).or_default();
            held.all += own.own;
            held.due += own.due;
        }
        all.entry(*deck).or_default().own = own.own;
    }
    all
}
