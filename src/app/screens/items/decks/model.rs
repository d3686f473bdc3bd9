//! What the views of decks show: how they lie in each other and how much each holds. Read from the queue of practice, so
//! the number of rows does not depend on how many items there are.

use crate::browser::clock;
use crate::choose;
use crate::i18n::{self, tr};
use crate::practice;
use crate::session::{self, Reading, shown, watch};
use cairn_domain::{
    fold,
    id::DeckId,
    item::{
        Shelves,
        place::NewSkill,
        proposal::{Proposed, as_skills, proposed},
    },
    practice::{Held, Queue, held},
};
use leptos::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// All decks.
#[derive(PartialEq)]
pub struct Model {
    /// How they lie in each other.
    pub shelves: Shelves,
    /// What lies directly in each, and at the top, by name.
    pub inside: BTreeMap<Option<DeckId>, Vec<DeckId>>,
    held: BTreeMap<DeckId, Held>,
}

/// The decks as they were read last.
pub type Decks = Memo<Option<Arc<Model>>>;

/// Reads them, and again when something about them changes.
pub fn read() -> (ReadSignal<Reading>, Decks) {
    #[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
    let now_ms = clock::now() as i64;
    let reading = watch(practice::KINDS, move |snapshot| Queue::needs(now_ms, snapshot));
    let decks = shown(reading, move |snapshot| {
        let queue = Queue::make(now_ms, snapshot);
        let held = held(&queue, session::practice::today());
        Arc::new(Model::of(queue.decks().clone(), held))
    });
    (reading, decks)
}

impl Model {
    fn of(shelves: Shelves, held: BTreeMap<DeckId, Held>) -> Self {
        Self { inside: shelves.inside(), shelves, held }
    }

    /// What a deck holds.
    pub fn held(&self, deck: DeckId) -> Held {
        self.held.get(&deck).copied().unwrap_or_default()
    }

    /// How much a deck holds with what lies below, and how much of it is due, in numbers.
    pub fn amount(&self, deck: DeckId) -> String {
        let held = self.held(deck);
        if held.due > 0 { tr::decks::amount_due(held.all, held.due) } else { tr::decks::amount(held.all) }
    }

    /// What a deck is called; nothing where it is gone.
    pub fn title(&self, deck: DeckId) -> String {
        self.shelves.get(deck).map(|shelf| shelf.title.clone()).unwrap_or_default()
    }

    /// The way to a deck, in a line; without its own name.
    pub fn way(&self, deck: DeckId) -> String {
        choose::deck_way(&self.shelves, deck)
    }

    /// The decks in whose way every word of a query stands; those called so themselves first.
    pub fn called(&self, query: &str) -> Vec<DeckId> {
        let words = fold::words(query);
        let mut found: Vec<(bool, DeckId)> = proposed(&self.shelves, None)
            .into_iter()
            .filter(|one| fold::matches(&fold::fold(&self.shelves.path(one.deck).join(" ")), &words))
            .map(|one| (!fold::matches(&fold::fold(&one.title), &words), one.deck))
            .collect();
        found.sort_by_key(|(elsewhere, _)| *elsewhere);
        found.into_iter().map(|(_, deck)| deck).collect()
    }

    /// The decks of which skills could be made: one and those below it, or all.
    pub fn proposed(&self, of: Option<DeckId>) -> Vec<Proposed> {
        proposed(&self.shelves, of)
    }

    /// The decks of a proposal that are taken at first: those of which something lies in them or below.
    pub fn wanted(&self, list: &[Proposed]) -> BTreeSet<DeckId> {
        list.iter().filter(|one| one.is_open() && self.held(one.deck).all > 0).map(|one| one.deck).collect()
    }

    /// The skills of those that are wanted.
    pub fn as_skills(&self, list: &[Proposed], wanted: &BTreeSet<DeckId>) -> Vec<NewSkill> {
        as_skills(list, wanted, |deck| self.held(deck).own > 0, |title| i18n::kept(&tr::decks::general(title)))
    }

    /// One skill for a deck with all that lies below.
    pub fn as_one(&self, deck: DeckId) -> Vec<NewSkill> {
        vec![NewSkill { title: self.title(deck), inside: None, deck: Some(deck) }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{id::Id, item::Deck, kind::Kind, noun::Noun, record::Record};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_search_finds_decks_by_the_way_to_them_and_their_own_names_first() {
        let deck = |number: u128, title: &str, parent: Option<u128>| Deck {
            title: title.to_owned(),
            parent: parent.map(|number| DeckId(Id::new(1, number))),
            ..Deck::read(&Record::new(Kind::DECK, Id::new(1, number)))
        };
        let rows = [deck(1, "Biología", None), deck(2, "Aves", Some(1)), deck(3, "Vocabulary of biologia", None)];
        let model = Model::of(Shelves::made(rows), BTreeMap::new());
        let check = |query: &str, expected: &[u128]| {
            let expected: Vec<DeckId> = expected.iter().map(|number| DeckId(Id::new(1, *number))).collect();
            assert_eq!(model.called(query), expected, "{query}");
        };
        check("biologia", &[1, 3, 2]);
        check("AVES bio", &[2]);
        check("art", &[]);
        assert_eq!(model.way(DeckId(Id::new(1, 2))), "Biología");
        assert_eq!(model.way(DeckId(Id::new(1, 1))), "");
    }
}
