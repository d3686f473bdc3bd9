//! Decks that a table names: those that are here under that name, else new ones.

use super::Into;
use crate::{
    source::{SourceRecord, imported_id},
    tidy_text,
};
use cairn_domain::{
    fold::fold,
    id::{DeckId, Id},
    item::Deck,
    kind::Kind,
    noun::Noun,
    record::Record,
};
use std::collections::{BTreeMap, BTreeSet};

/// How deep decks may lie in each other.
pub(crate) const DEPTH_MAX: usize = 16;

/// The decks that there are, and those that a table adds.
#[derive(Clone, Default, Debug)]
pub struct Decks {
    /// By the folded names from the top down.
    by_path: BTreeMap<Vec<String>, DeckId>,
    /// Ids that new decks may not have: those decks lie in the trash.
    gone: BTreeSet<Id>,
    /// What each is called.
    titles: BTreeMap<DeckId, String>,
    /// New ones, outer before inner.
    made: Vec<SourceRecord>,
}

impl Decks {
    /// The decks among some records.
    pub fn of<'r>(records: impl IntoIterator<Item = &'r Record>) -> Self {
        let (alive, gone): (Vec<&Record>, Vec<&Record>) =
            records.into_iter().filter(|record| record.kind == Kind::DECK).partition(|record| record.is_alive());
        let decks: BTreeMap<DeckId, Deck> = alive.into_iter().map(Deck::read).map(|deck| (deck.id, deck)).collect();
        let mut of = Self { gone: gone.into_iter().map(|record| record.id).collect(), ..Self::default() };
        for deck in decks.values() {
            of.titles.insert(deck.id, deck.title.clone());
            // The oldest of two of one name, as lists show them.
            let path = path(deck, &decks);
            let known = of.by_path.entry(path).or_insert(deck.id);
            let created = |id: &DeckId| decks.get(id).and_then(|deck| deck.created).map(|ms| ms.0);
            if (created(&deck.id), deck.id) < (created(known), *known) {
                *known = deck.id;
            }
        }
        of
    }

    /// The deck of these names, from the top down; `None` for no name.
    pub fn place(&mut self, names: &[String]) -> Option<DeckId> {
        let mut parent = None;
        for (depth, title) in (1..).zip(names) {
            let path: Vec<String> = names[..depth].iter().map(|name| fold(name)).collect();
            let id = match self.by_path.get(&path) {
                Some(id) => *id,
                None => self.make(path, title, parent),
            };
            parent = Some(id);
        }
        parent
    }

    /// The deck of what names none, which is made with the first of that.
    pub(crate) fn usual(&mut self, into: &Into) -> Option<DeckId> {
        match into {
            Into::Nowhere => None,
            Into::Known(id) => Some(*id),
            Into::Named(title) => {
                let title = tidy_text::line(title).text;
                self.place(if title.is_empty() { &[] } else { core::slice::from_ref(&title) })
            }
        }
    }

    /// What a deck is called.
    pub fn title(&self, id: DeckId) -> &str {
        self.titles.get(&id).map_or("", String::as_str)
    }

    /// The new ones.
    pub(crate) fn into_records(self) -> Vec<SourceRecord> {
        self.made
    }

    fn make(&mut self, path: Vec<String>, title: &str, parent: Option<DeckId>) -> DeckId {
        let mut name = path.join("\u{1f}");
        let mut id = imported_id(None, super::FORMAT, Kind::DECK, &name);
        while self.gone.contains(&id) {
            name.push('\u{1e}');
            id = imported_id(None, super::FORMAT, Kind::DECK, &name);
        }
        self.made.push(SourceRecord::deck(id, title, parent));
        self.by_path.insert(path, DeckId(id));
        self.titles.insert(DeckId(id), title.to_owned());
        DeckId(id)
    }
}

/// The folded names on the way to a deck, from the top down. Decks that lie in each other in a circle, as a merge may
/// leave them, end somewhere.
fn path(deck: &Deck, decks: &BTreeMap<DeckId, Deck>) -> Vec<String> {
    let mut names = vec![fold(&deck.title)];
    let mut at = deck;
    while let Some(parent) = at.parent.and_then(|id| decks.get(&id)).filter(|_| names.len() < DEPTH_MAX) {
        names.push(fold(&parent.title));
        at = parent;
    }
    names.reverse();
    names
}
