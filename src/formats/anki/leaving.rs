//! Items with all that their answers say of them, as they go out.

use cairn_domain::{
    event::{Event, Journal},
    id::{DeckId, ItemId},
    item::{Deck, Item},
    kind::Kind,
    noun::Noun,
    record::Record,
    response::{Response, answers, due_day},
    time::Moment,
};
use cairn_learning::schedule::{Card, Fsrs};
use std::collections::BTreeMap;

/// An item as it goes out.
#[derive(Clone, PartialEq, Debug)]
pub struct Leaving {
    /// The item.
    pub item: Item,
    /// Where it stands; `None` if it was never answered.
    pub card: Option<Card>,
    /// The study day for which it is put off.
    pub due_day: Option<i64>,
    /// Its answers in their order, each with its moment.
    pub answers: Vec<(Moment, Response)>,
}

impl Leaving {
    /// The items in use among records, the oldest first, by the answers among events; `fsrs` has the weights in use.
    pub fn all(records: &[Record], events: &[Event], now_ms: i64, fsrs: &Fsrs) -> Vec<Self> {
        let alive = records.iter().filter(|record| record.kind == Kind::ITEM && record.is_alive());
        let mut all: Vec<Self> = alive.map(Item::read).map(Self::new).collect();
        all.sort_by_key(|one| (one.item.created.map(|created| created.0), one.item.id));
        let places: BTreeMap<ItemId, usize> = all.iter().enumerate().map(|(at, one)| (one.item.id, at)).collect();
        let journal = Journal::of(events.iter().cloned());
        for answer in answers(&journal, now_ms) {
            let Some(rating) = answer.response.rated() else { continue };
            let Some(at) = answer.response.item.and_then(|item| places.get(&item)) else { continue };
            let one = &mut all[*at];
            one.card = Some(Card::after(one.card, answer.day, rating, fsrs));
            one.due_day = due_day(answer.event, now_ms).or(one.due_day);
            one.answers.push((answer.event.at, answer.response));
        }
        all
    }

    fn new(item: Item) -> Self {
        Self { item, card: None, due_day: None, answers: Vec::new() }
    }
}

/// The decks in use among records.
pub fn decks(records: &[Record]) -> BTreeMap<DeckId, Deck> {
    let alive = records.iter().filter(|record| record.kind == Kind::DECK && record.is_alive());
    alive.map(Deck::read).map(|deck| (deck.id, deck)).collect()
}
