//! What was written since the columns were folded: items, answers, and answers that were taken back. Joined with the
//! columns it gives what stands now, whoever wrote it: a command, an undo, another device's copy.
//!
//! An item of which every new answer is later than all that its entry knows goes on from there; any other is gone
//! through again from all its answers.

use super::{
    columns::{self, Entry, Learned},
    due,
};
use crate::{
    event::{Event, Journal, is_ahead},
    evidence::sources::responses_to,
    id::{CompetencyId, DeckId, ItemId},
    item::{Deck, Item},
    kind::Kind,
    noun::SetField,
    port::{Lookup, Snapshot},
    record::{Cell, Record},
    registry,
    response::answers,
};
use cairn_learning::schedule::Fsrs;
use std::collections::{BTreeMap, BTreeSet};

/// The kinds that the columns are made of.
const KINDS: [Kind; 4] = [Kind::ITEM, Kind::RESPONSE, Kind::VOID, Kind::DECK];

/// Columns and tail together.
#[derive(Default, Debug)]
pub(crate) struct Joined {
    /// Whether the columns of the snapshot hold up to a change; else all is tail.
    pub folded: bool,
    /// What the tail makes of the items in it; `None` of those that went.
    pub changed: BTreeMap<ItemId, Option<Entry>>,
    /// Those of them with an answer of a wrong clock.
    pub ahead: BTreeSet<ItemId>,
    /// The competencies whose estimate that may move.
    pub moved: BTreeSet<CompetencyId>,
}

impl Joined {
    /// Whether nothing was written since.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.moved.is_empty()
    }
}

/// What [`join`] reads, in rounds.
pub(crate) fn needs(now_ms: i64, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![columns::lookup(), due::lookup(), Lookup::Range(Deck::all())];
    if lookups.iter().all(|lookup| snapshot.has(lookup)) {
        let since = since(snapshot);
        lookups.extend(KINDS.map(|kind| written(kind, since)));
        if since > 0 && lookups.iter().all(|lookup| snapshot.has(lookup)) {
            let tail = Tail::of(snapshot, since);
            let known = tail.known(snapshot);
            let again = tail.items(&known).filter(|(item, before)| !tail.goes_on(*item, *before, now_ms));
            lookups.extend(again.flat_map(|(item, _)| responses_to(item)));
        }
    }
    lookups
}

/// What stands now of the items in the tail.
pub(crate) fn join(now_ms: i64, snapshot: &Snapshot) -> Joined {
    let (since, fsrs) = (since(snapshot), Fsrs::default());
    let tail = Tail::of(snapshot, since);
    let known = tail.known(snapshot);
    let mut joined = Joined { folded: since > 0, changed: BTreeMap::new(), ..Joined::default() };
    for (item, before) in tail.items(&known) {
        let before_all = known.get(&item);
        let (journal, base) = if since == 0 || tail.goes_on(item, before, now_ms) {
            (tail.journal(item), before.and_then(|before| before.learned))
        } else {
            (journal(item, snapshot), None)
        };
        let in_order = answers(&journal, now_ms);
        let learned = in_order.iter().fold(base, |learned, answer| Learned::after(learned, answer, now_ms, &fsrs));
        let entry = match (tail.records.get(&item), before_all) {
            (Some(record), _) => record.is_alive().then(|| Entry::of(record, learned)),
            (None, before) => before.cloned().map(|before| Entry { learned, ..before }),
        };
        if entry.is_some() && in_order.iter().any(|answer| is_ahead(answer.event, now_ms)) {
            joined.ahead.insert(item);
        }
        joined.changed.insert(item, entry);
    }
    joined.moved = tail.moved(&joined.changed, &known, snapshot);
    joined
}

struct Tail<'s> {
    whole: bool,
    records: BTreeMap<ItemId, &'s Record>,
    decks: BTreeMap<DeckId, &'s Record>,
    events: BTreeMap<ItemId, Vec<&'s Event>>,
    /// Items that are told anew every time.
    ahead: BTreeSet<ItemId>,
}

impl<'s> Tail<'s> {
    fn of(snapshot: &'s Snapshot, since: u64) -> Self {
        let rows = |kind| snapshot.hits(&written(kind, since)).iter();
        let records = |kind| rows(kind).filter_map(|hit| hit.record());
        let mut events: BTreeMap<ItemId, Vec<&Event>> = BTreeMap::new();
        for event in [Kind::RESPONSE, Kind::VOID].into_iter().flat_map(|kind| rows(kind).filter_map(|hit| hit.event()))
        {
            let answers = event.kind == Kind::RESPONSE || event.get::<u32>(2) == Some(u32::from(Kind::RESPONSE.0));
            if let Some(item) = ItemId::parse(&registry::owner(event)).filter(|_| answers && !event.erased) {
                events.entry(item).or_default().push(event);
            }
        }
        Self {
            whole: since == 0,
            records: records(Kind::ITEM).map(|record| (ItemId(record.id), record)).collect(),
            decks: records(Kind::DECK).map(|record| (DeckId(record.id), record)).collect(),
            events,
            ahead: if since == 0 { BTreeSet::new() } else { columns::ahead(snapshot) },
        }
    }

    /// The entries of the shards that it touches, of twins and their cards too; none if all is tail.
    fn known(&self, snapshot: &Snapshot) -> BTreeMap<ItemId, Entry> {
        if self.whole {
            return BTreeMap::new();
        }
        let shards: BTreeSet<String> = self.ids().into_iter().map(columns::shard).collect();
        columns::of_shards(snapshot, shards.iter())
    }

    fn ids(&self) -> BTreeSet<ItemId> {
        self.records.keys().chain(self.events.keys()).chain(&self.ahead).copied().collect()
    }

    /// The items in it that are in use or were, each with its entry. An answer to what is not here waits for it.
    fn items<'a>(&'a self, known: &'a BTreeMap<ItemId, Entry>) -> impl Iterator<Item = (ItemId, Option<&'a Entry>)> {
        let there = |item: &ItemId| self.records.contains_key(item) || known.contains_key(item);
        self.ids().into_iter().filter(there).map(|item| (item, known.get(&item)))
    }

    /// Whether the answers in it go on from the entry: none is as early as one that the entry knows, and what is
    /// taken back is among them.
    fn goes_on(&self, item: ItemId, before: Option<&Entry>, now_ms: i64) -> bool {
        let record = self.records.get(&item);
        if record.is_some_and(|record| !record.is_alive()) {
            return true; // It is not asked.
        }
        if self.ahead.contains(&item) {
            return false;
        }
        if before.is_none() && record.is_some_and(|record| !record.marker.is_empty()) {
            return false; // It was in the trash, and had answers before, perhaps.
        }
        let events = self.events.get(&item).map_or(&[][..], Vec::as_slice);
        let last = before.and_then(|before| before.learned).map_or(i64::MIN, |learned| learned.last_ms);
        events.iter().all(|event| match event.void_target() {
            Some(target) => events.iter().any(|event| event.id == target),
            None => event.at.ms > last && !is_ahead(event, now_ms),
        })
    }

    fn journal(&self, item: ItemId) -> Journal {
        Journal::of(self.events.get(&item).into_iter().flatten().map(|event| (*event).clone()))
    }

    /// Whatever the items with answers are linked to, or were, by themselves or by their deck.
    fn moved(
        &self,
        changed: &BTreeMap<ItemId, Option<Entry>>,
        known: &BTreeMap<ItemId, Entry>,
        snapshot: &Snapshot,
    ) -> BTreeSet<CompetencyId> {
        let range = Deck::all();
        let decks: BTreeMap<DeckId, &Record> =
            snapshot.records(&range).map(|record| (DeckId(record.id), record)).chain(self.decks.clone()).collect();
        // A deck that was changed moves what lies in it.
        let mut moved: BTreeSet<CompetencyId> =
            self.decks.values().flat_map(|deck| ever(deck, &Deck::COMPETENCIES)).collect();
        let versions =
            |item: ItemId| [known.get(&item), changed.get(&item).and_then(Option::as_ref)].into_iter().flatten();
        let answered = |item: ItemId| versions(item).any(|entry| entry.learned.is_some());
        for item in changed.keys().copied().filter(|item| answered(*item) || answered(item.twin())) {
            // A twin is linked by its card.
            for one in [item, item.twin()] {
                for entry in versions(one) {
                    moved.extend(entry.competencies.iter().map(|(competency, _)| *competency));
                    let deck = entry.deck.and_then(|deck| decks.get(&deck));
                    moved.extend(deck.into_iter().flat_map(|deck| ever(deck, &Deck::COMPETENCIES)));
                }
                let record = self.records.get(&one);
                moved.extend(record.into_iter().flat_map(|record| ever(record, &Item::COMPETENCIES)));
            }
        }
        moved
    }
}

/// The elements that a set holds or once held.
fn ever<V>(record: &Record, field: &SetField<CompetencyId, V>) -> Vec<CompetencyId> {
    match record.fields.get(&field.0) {
        Some(Cell::Set(elements)) => elements.keys().filter_map(crate::cbor::Cbor::get).collect(),
        _ => Vec::new(),
    }
}

/// Up to which change the columns of the snapshot hold; 0 for none.
fn since(snapshot: &Snapshot) -> u64 {
    if due::is_due(snapshot) { 0 } else { columns::folded_at(snapshot).unwrap_or(0) }
}

fn written(kind: Kind, change: u64) -> Lookup {
    Lookup::ChangedSince { kind, change, after: None, limit: u32::MAX }
}

fn journal(item: ItemId, snapshot: &Snapshot) -> Journal {
    let lookups = responses_to(item);
    Journal::of(lookups.iter().flat_map(|lookup| snapshot.hits(lookup)).filter_map(|hit| hit.event()).cloned())
}
