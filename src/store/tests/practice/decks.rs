//! Decks in decks: what they give to their items counts for skills wherever the link stands, and a collection of several
//! hundred decks is shown and linked without an item being read.

use super::home::Home;
use cairn_domain::{
    change::{Op, Outcome},
    command::Command,
    competency::Competency,
    error::Rejection,
    id::{CompetencyId, DeckId, Id},
    item::{
        Deck, Form, Item, command as item,
        place::{Placing, Where},
        proposal::{as_skills, proposed},
    },
    kind::Kind,
    port::{Decision, Lookup, Snapshot, gather},
    practice::{Graded, Held, Queue, held},
    record::{Context, Draft, Record},
};
use cairn_store::memory::ready;
use std::{cell::RefCell, collections::BTreeSet};

const RIGHT: Graded = Graded::App { score: 1.0, luck: Some((0.0, 0.05)) };

impl Home {
    fn put_deck(&mut self, title: &str, parent: Option<DeckId>) -> DeckId {
        DeckId(self.made(&Command::Item(item::Command::AddDeck { title: title.to_owned(), parent })))
    }

    fn change_deck(&mut self, deck: DeckId, edit: item::DeckEdit) {
        self.run(&Command::Item(item::Command::EditDeck(deck, vec![edit])));
    }

    fn answers_in(&mut self, deck: DeckId) {
        let short = self.short("Which?", None);
        self.edit(short, item::Edit::Deck(Some(deck)));
        self.gives(short, RIGHT);
    }

    /// Pieces of evidence for each skill.
    fn counts<const N: usize>(&mut self, skills: [CompetencyId; N]) -> [u32; N] {
        self.settle();
        skills.map(|skill| self.estimate(skill).map_or(0, |estimate| estimate.count))
    }
}

#[test]
fn what_lies_in_a_deck_counts_for_what_the_nearest_above_is_linked_to() {
    let mut home = Home::new(7);
    let [biology, cells] = ["Biology", "Cells"].map(|title| home.skill(title));
    let top = home.put_deck("Biology", None);
    let middle = home.put_deck("Cells", Some(top));
    let inner = home.put_deck("Membrane", Some(middle));
    [top, middle, inner].into_iter().for_each(|deck| home.answers_in(deck));
    assert_eq!(home.counts([biology, cells]), [0, 0]);
    home.change_deck(top, item::DeckEdit::Competency(biology, true));
    assert_eq!(home.counts([biology, cells]), [3, 0]);
    // What says so itself has no more of what lies above.
    home.change_deck(middle, item::DeckEdit::Competency(cells, true));
    assert_eq!(home.counts([biology, cells]), [1, 2]);
    home.change_deck(inner, item::DeckEdit::Parent(Some(top)));
    assert_eq!(home.counts([biology, cells]), [2, 1]);
    home.change_deck(inner, item::DeckEdit::Parent(None));
    assert_eq!(home.counts([biology, cells]), [1, 1]);
    home.change_deck(inner, item::DeckEdit::Parent(Some(middle)));
    home.change_deck(middle, item::DeckEdit::Competency(cells, false));
    assert_eq!(home.counts([biology, cells]), [3, 0]);
    // What lies in a deck of the trash has nothing of it, nor have the decks below.
    home.run(&Command::Trash(Kind::DECK, middle.0));
    assert_eq!(home.counts([biology, cells]), [1, 0]);
    home.run(&Command::Restore(Kind::DECK, middle.0));
    assert_eq!(home.counts([biology, cells]), [3, 0]);
    // Another device, which folds all of it at once, says the same.
    let mut other = home.copy(8);
    assert_eq!(other.counts([biology, cells]), [3, 0]);
}

#[test]
fn a_deck_holds_what_lies_below_it() {
    let mut home = Home::new(7);
    let top = home.put_deck("Biology", None);
    let inner = home.put_deck("Cells", Some(top));
    let empty = home.put_deck("Empty", Some(inner));
    let card = home.card("front", None, true);
    home.edit(card, item::Edit::Deck(Some(inner)));
    home.answers_in(top);
    let told = |home: &Home| {
        let held = held(&home.queue(), home.today());
        [top, inner, empty].map(|deck| held.get(&deck).copied().unwrap_or_default())
    };
    let (first, second) = (Held { own: 1, all: 2, due: 0 }, Held { own: 1, all: 1, due: 0 });
    assert_eq!(told(&home), [first, second, Held::default()]);
    home.wait_days(400);
    home.fold();
    assert_eq!(told(&home), [Held { due: 1, ..first }, second, Held::default()]);
}

const DECKS: u128 = 500;
const ITEMS: u128 = 20_000;

/// Five hundred decks, ten of them at the top and five in each, down to the last; and what lies in them.
struct Collection;

fn deck(number: u128) -> DeckId {
    DeckId(Id::new(1, number))
}

impl Decision for Collection {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        for number in 0..DECKS {
            let mut draft = Draft::create(Record::new(Kind::DECK, deck(number).0), context);
            draft.set(&Deck::TITLE, &format!("Deck {number}"));
            draft.set(&Deck::PARENT, &(number >= 10).then(|| deck((number - 10) / 5)));
            outcome.put(draft);
        }
        for number in 0..ITEMS {
            let mut draft = Draft::create(Record::new(Kind::ITEM, Id::new(2, number * 2)), context);
            draft.set(&Item::FORM, &Form::Card);
            draft.set(&Item::PROMPT, &format!("Front {number}"));
            draft.set(&Item::DECK, &Some(deck(number % DECKS)));
            outcome.put(draft);
        }
        Ok(outcome)
    }
}

/// The rows that a reading takes: in all, and those of items.
fn rows(home: &Home, needs: impl Fn(&Snapshot) -> Vec<Lookup>) -> (usize, usize, Snapshot) {
    let asked = RefCell::new(BTreeSet::new());
    let noting = |snapshot: &Snapshot| {
        let needed = needs(snapshot);
        asked.borrow_mut().extend(needed.iter().cloned());
        needed
    };
    let snapshot = ready(gather(&home.store, noting)).expect("read");
    let found = asked.borrow().iter().fold((0, 0), |(all, items), lookup| {
        let hits = snapshot.hits(lookup);
        let derived = match lookup {
            Lookup::DerivedRange(table, prefix) => snapshot.derived_range(*table, prefix).len(),
            _ => 0,
        };
        let of_items = hits.iter().filter_map(|hit| hit.record()).filter(|record| record.kind == Kind::ITEM).count();
        (all + hits.len() + derived, items + of_items)
    });
    (found.0, found.1, snapshot)
}

#[test]
fn five_hundred_decks_with_twenty_thousand_items_are_shown_and_linked_without_reading_an_item() {
    let decks = usize::try_from(DECKS).expect("few");
    let mut home = Home::new(7);
    home.run(&Collection);
    home.fold();
    let now_ms = home.now_ms;
    let (all, items, snapshot) = rows(&home, |snapshot| Queue::needs(now_ms, snapshot));
    // The decks, the shards and the row of the fold.
    assert_eq!((items, all), (0, decks + 17));
    let queue = Queue::make(now_ms, &snapshot);
    let amounts = held(&queue, home.today());
    assert_eq!(amounts.len(), decks);
    let tops: usize = (0..10).map(|number| amounts[&deck(number)].all).sum();
    assert_eq!(tops, usize::try_from(ITEMS).expect("few"));

    // One link on a deck at the top, and every deck below it gives it.
    let skill = home.skill("Ten");
    let before = home.store.all().0.len();
    home.change_deck(deck(0), item::DeckEdit::Competency(skill, true));
    assert_eq!(home.store.all().0.len(), before, "no row more");
    let now_ms = home.now_ms;
    let (_, items, snapshot) = rows(&home, |snapshot| Queue::needs(now_ms, snapshot));
    assert_eq!(items, 0);
    let queue = Queue::make(now_ms, &snapshot);
    let practising = queue.entries().iter().filter(|entry| !queue.competencies(entry).is_empty()).count();
    assert_eq!(practising, amounts[&deck(0)].all);

    // The whole tree as skills is one step, and no item is read or written for it.
    let list = proposed(queue.decks(), None);
    assert_eq!(list.len(), decks);
    let wanted = list.iter().map(|one| one.deck).collect();
    let has_own = |deck| amounts.get(&deck).is_some_and(|held| held.own > 0);
    let skills = as_skills(&list, &wanted, has_own, |title| format!("{title}, in general"));
    let framework = Some(Where::New("My decks".to_owned()));
    let place = Command::Item(item::Command::Place(Box::new(Placing { skills, framework, ..Placing::default() })));
    let (_, items, _) = rows(&home, |snapshot| place.needs(snapshot));
    assert_eq!(items, 0);
    let commit = home.run(&place);
    assert!(!commit.changes.kinds.contains(&Kind::ITEM));
    let queue = home.queue();
    assert!(queue.entries().iter().all(|entry| queue.competencies(entry).len() == 1));
    let skills = |home: &Home| home.store.look(&[Lookup::Range(Competency::all())]).records(&Competency::all()).count();
    assert!(skills(&home) > decks);
    home.run(&Command::Undo(commit.changes.change));
    assert_eq!(skills(&home), 1);
}
