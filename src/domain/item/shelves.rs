//! The decks as they lie in each other, and what each gives to its items: the skills that it is linked to, or else those
//! of the nearest deck in which it lies. So several hundred decks are put to a skill by one link on the uppermost, and
//! what an import adds below later belongs there without a word.

use super::Deck;
use crate::{
    fold::fold,
    id::{CompetencyId, DeckId},
    kind::Kind,
    port::{Lookup, Snapshot},
};
use std::collections::{BTreeMap, BTreeSet};

/// A deck in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shelf {
    /// Its name.
    pub title: String,
    /// The deck in which it lies; none at the top, also where that deck is gone.
    pub parent: Option<DeckId>,
    /// What it is linked to itself.
    pub competencies: Vec<CompetencyId>,
}

/// All decks in use.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shelves(BTreeMap<DeckId, Shelf>);

impl Shelves {
    /// The decks of a snapshot of [`Deck::all`].
    pub fn of(snapshot: &Snapshot) -> Self {
        Self::made(snapshot.nouns::<Deck>(&Deck::all()))
    }

    /// The same of decks. Of some that lie in each other in a circle, as only a merge can leave them, the first by its id
    /// stands at the top: every walk upwards ends, and every deck is found from the top.
    pub fn made(decks: impl IntoIterator<Item = Deck>) -> Self {
        let shelf = |deck: Deck| {
            let competencies = deck.competencies.into_iter().map(|(competency, _)| competency).collect();
            (deck.id, Shelf { title: deck.title, parent: deck.parent, competencies })
        };
        let mut all: BTreeMap<DeckId, Shelf> = decks.into_iter().map(shelf).collect();
        let known: BTreeSet<DeckId> = all.keys().copied().collect();
        for shelf in all.values_mut() {
            shelf.parent = shelf.parent.filter(|parent| known.contains(parent));
        }
        let mut turns: BTreeMap<DeckId, usize> = BTreeMap::new();
        for (turn, first) in known.iter().enumerate() {
            let mut at = Some(*first);
            while let Some(id) = at.filter(|id| !turns.contains_key(id)) {
                turns.insert(id, turn);
                at = all.get(&id).and_then(|shelf| shelf.parent);
            }
            // What was met in this very turn closes a circle.
            let Some(met) = at.filter(|id| turns.get(id) == Some(&turn)) else { continue };
            let (mut least, mut at) = (met, all.get(&met).and_then(|shelf| shelf.parent));
            while let Some(id) = at.filter(|id| *id != met) {
                least = least.min(id);
                at = all.get(&id).and_then(|shelf| shelf.parent);
            }
            if let Some(shelf) = all.get_mut(&least) {
                shelf.parent = None;
            }
        }
        Self(all)
    }

    /// One deck, if it is in use.
    pub fn get(&self, deck: DeckId) -> Option<&Shelf> {
        self.0.get(&deck)
    }

    /// Every deck, by its id.
    pub fn all(&self) -> impl Iterator<Item = (DeckId, &Shelf)> {
        self.0.iter().map(|(id, shelf)| (*id, shelf))
    }

    /// How many decks there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A deck and those in which it lies, the nearest first; nothing of one that is not in use.
    pub fn upwards(&self, deck: DeckId) -> impl Iterator<Item = DeckId> {
        self.way(deck).map(|(id, _)| *id)
    }

    /// The same with what stands there.
    fn way(&self, deck: DeckId) -> impl Iterator<Item = (&DeckId, &Shelf)> {
        std::iter::successors(self.0.get_key_value(&deck), |(_, shelf)| self.0.get_key_value(&shelf.parent?))
    }

    /// Whether `deck` is `above`, or lies in it at any depth.
    pub fn is_below(&self, deck: DeckId, above: DeckId) -> bool {
        self.upwards(deck).any(|id| id == above)
    }

    /// The deck from which one has what it gives: itself, or the nearest above that is linked to anything.
    pub fn giver(&self, deck: DeckId) -> Option<DeckId> {
        self.linked(deck).map(|(id, _)| *id)
    }

    fn linked(&self, deck: DeckId) -> Option<(&DeckId, &Shelf)> {
        self.way(deck).find(|(_, shelf)| !shelf.competencies.is_empty())
    }

    /// What a deck gives to those of its items that say nothing.
    pub fn gives(&self, deck: DeckId) -> &[CompetencyId] {
        self.linked(deck).map_or(&[], |(_, shelf)| &shelf.competencies)
    }

    /// The decks whose items practise a competency unless they say otherwise.
    pub fn giving(&self, competency: CompetencyId) -> Vec<DeckId> {
        self.0.keys().copied().filter(|deck| self.gives(*deck).contains(&competency)).collect()
    }

    /// The names on the way to a deck, from the top down, its own last.
    pub fn path(&self, deck: DeckId) -> Vec<&str> {
        let mut names: Vec<&str> = self.way(deck).map(|(_, shelf)| shelf.title.as_str()).collect();
        names.reverse();
        names
    }

    /// What lies directly in each deck, and at the top, by name: "Unit 2" before "Unit 10".
    pub fn inside(&self) -> BTreeMap<Option<DeckId>, Vec<DeckId>> {
        let mut sorted: Vec<(String, DeckId)> = self.0.iter().map(|(id, shelf)| (by_name(&shelf.title), *id)).collect();
        sorted.sort();
        let mut inside: BTreeMap<Option<DeckId>, Vec<DeckId>> = BTreeMap::new();
        for (_, id) in sorted {
            inside.entry(self.0.get(&id).and_then(|shelf| shelf.parent)).or_default().push(id);
        }
        inside
    }
}

/// A name as lists of decks are sorted: folded, its numbers by their size.
fn by_name(title: &str) -> String {
    /// Digits to which a number is filled up.
    const WIDTH: usize = 9;
    let folded = fold(title);
    let mut sorted = String::with_capacity(folded.len() + WIDTH);
    let mut rest = folded.as_str();
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(from.len());
        let (number, behind) = from.split_at(end);
        sorted.push_str(before);
        sorted.extend(std::iter::repeat_n('0', WIDTH.saturating_sub(number.len())));
        sorted.push_str(number);
        rest = behind;
    }
    sorted.push_str(rest);
    sorted
}

/// What [`gives`] reads, in rounds: a deck and those in which it lies.
pub fn gives_needs(deck: DeckId, snapshot: &Snapshot) -> Vec<Lookup> {
    above(deck, snapshot).into_iter().map(|id| Lookup::Record(Kind::DECK, id.0)).collect()
}

/// What one deck gives to those of its items that say nothing, where not all decks are read.
pub fn gives(deck: DeckId, snapshot: &Snapshot) -> Vec<CompetencyId> {
    let decks = above(deck, snapshot).into_iter().filter_map(|id| snapshot.noun::<Deck>(id));
    let linked = decks.map(|deck| deck.competencies).find(|linked| !linked.is_empty());
    linked.into_iter().flatten().map(|(competency, _)| competency).collect()
}

/// A deck and those in which it lies as far as they were read, the nearest first; a circle is gone round once.
pub(super) fn above(deck: DeckId, snapshot: &Snapshot) -> Vec<DeckId> {
    walk(deck, |id| snapshot.noun::<Deck>(id).and_then(|deck| deck.parent))
}

/// A deck and those in which it lies by what each says of its `parent`, the nearest first; a circle is gone round once.
pub(crate) fn walk(deck: DeckId, parent: impl Fn(DeckId) -> Option<DeckId>) -> Vec<DeckId> {
    let (mut path, mut seen, mut at) = (Vec::new(), BTreeSet::new(), Some(deck));
    while let Some(id) = at.filter(|id| seen.insert(*id)) {
        path.push(id);
        at = parent(id);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::Id, noun::Noun, record::Record};

    fn id(number: u128) -> DeckId {
        DeckId(Id::new(1, number))
    }

    fn skill(number: u128) -> CompetencyId {
        CompetencyId(Id::new(2, number))
    }

    fn blank(number: u128) -> Deck {
        Deck::read(&Record::new(Kind::DECK, id(number).0))
    }

    fn shelves(decks: &[(u128, &str, Option<u128>, &[u128])]) -> Shelves {
        let deck = |(number, title, parent, linked): &(u128, &str, Option<u128>, &[u128])| Deck {
            id: id(*number),
            title: (*title).to_owned(),
            parent: parent.map(id),
            competencies: linked.iter().map(|number| (skill(*number), true)).collect(),
            ..blank(*number)
        };
        Shelves::made(decks.iter().map(deck))
    }

    #[test]
    fn a_deck_gives_what_it_is_linked_to_or_the_nearest_above() {
        let shelves = shelves(&[
            (1, "Biology", None, &[1]),
            (2, "Cells", Some(1), &[]),
            (3, "Membrane", Some(2), &[2, 3]),
            (4, "Pumps", Some(3), &[]),
            (5, "Art", None, &[]),
        ]);
        let check = |deck: u128, expected: &[u128]| {
            let expected: Vec<CompetencyId> = expected.iter().copied().map(skill).collect();
            assert_eq!(shelves.gives(id(deck)), expected, "{deck}");
        };
        check(1, &[1]);
        check(2, &[1]);
        check(3, &[2, 3]);
        check(4, &[2, 3]);
        check(5, &[]);
        check(9, &[]);
        assert_eq!(shelves.giver(id(4)), Some(id(3)));
        assert_eq!(shelves.giving(skill(1)), [id(1), id(2)]);
        assert_eq!(shelves.giving(skill(3)), [id(3), id(4)]);
        assert_eq!(shelves.path(id(4)), ["Biology", "Cells", "Membrane", "Pumps"]);
        assert!(shelves.is_below(id(4), id(1)) && shelves.is_below(id(1), id(1)) && !shelves.is_below(id(1), id(4)));
    }

    #[test]
    fn names_are_sorted_with_their_numbers_by_size() {
        let shelves = shelves(&[
            (1, "Unit 10", None, &[]),
            (2, "unit 2", None, &[]),
            (3, "Élan", None, &[]),
            (4, "الوحدة ١٠", None, &[]),
            (5, "الوحدة ٩", None, &[]),
        ]);
        let inside = shelves.inside();
        assert_eq!(inside[&None], [3, 2, 1, 5, 4].map(id));
    }

    #[test]
    fn a_circle_has_a_top_and_what_lies_in_a_deck_that_is_gone_stands_there() {
        let shelves = shelves(&[
            (1, "Hangs on it", Some(3), &[]),
            (2, "a", Some(4), &[7]),
            (3, "b", Some(2), &[]),
            (4, "c", Some(3), &[]),
            (5, "d", Some(9), &[]),
        ]);
        assert_eq!(shelves.get(id(2)).and_then(|shelf| shelf.parent), None);
        assert_eq!(shelves.inside()[&None], [2, 5].map(id));
        assert_eq!(shelves.upwards(id(4)).collect::<Vec<_>>(), [4, 3, 2].map(id));
        assert_eq!(shelves.gives(id(1)), [skill(7)]);
        let of_itself = Shelves::made([Deck { parent: Some(id(1)), ..blank(1) }]);
        assert_eq!(of_itself.inside()[&None], [id(1)]);
    }
}
