//! What was written since the columns were folded: items, answers, and answers that were taken back. Joined with the
//! columns it gives what stands now, whoever wrote it: a command, an undo, another device's copy.
//!
//! An item of which every new answer is later than all that its entry knows goes on from there; any other is gone
//! through again from all its answers: one of a wrong clock, one that was in the trash, one of which a part came before,
//! one of which an answer is told again.

use super::{
    columns::{self, Entry, Learned},
    due,
    moved::moved,
    weights::Weights,
};
use crate::{
    event::{Event, Journal, is_ahead},
    evidence::{
        due::reckoned_lookup,
        sources::{ByItem, by_item, log, log_by_item, responses_to},
    },
    id::{CompetencyId, DeckId, EventId, ItemId},
    item::Deck,
    kind::Kind,
    port::{Lookup, Snapshot},
    record::Record,
    response::{self, answers},
    time::DAY_MS,
};
use std::collections::{BTreeMap, BTreeSet};

/// The kinds that the columns are made of.
const KINDS: [Kind; 4] = [Kind::ITEM, Kind::RESPONSE, Kind::VOID, Kind::DECK];

/// Items to go through again above which the log is read as a whole: two questions for each would take longer.
const MANY: usize = 1_000;

/// Columns and tail together.
#[derive(Default, Debug)]
pub(crate) struct Joined {
    /// Whether the columns of the snapshot hold up to a change; else all is tail.
    pub folded: bool,
    /// What the tail makes of the items in it; `None` of those that went.
    pub changed: BTreeMap<ItemId, Option<Entry>>,
    /// What is to be known of all of them for the next time.
    pub told: columns::Told,
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
    let mut lookups = [&settled_lookups()[..], &[Lookup::Range(Deck::all())]].concat();
    if lookups.iter().all(|lookup| snapshot.has(lookup)) {
        let since = since(snapshot);
        lookups.extend(KINDS.map(|kind| written(kind, since)));
        if since == 0 {
            lookups.push(reckoned_lookup());
        } else if lookups.iter().all(|lookup| snapshot.has(lookup)) {
            let tail = Tail::of(snapshot, since, now_ms);
            let known = tail.known(snapshot);
            let again: Vec<ItemId> = tail
                .items(&known)
                .filter(|(item, before)| !tail.goes_on(*item, *before, now_ms))
                .map(|(item, _)| item)
                .collect();
            if again.len() > MANY {
                lookups.extend(log());
            } else {
                lookups.extend(again.into_iter().flat_map(responses_to));
            }
        }
    }
    lookups
}

/// What stands now of the items in the tail.
pub(crate) fn join(now_ms: i64, snapshot: &Snapshot) -> Joined {
    let (mut joined, tail, known) = stands(now_ms, snapshot);
    joined.moved = moved(&tail, &joined.changed, &known, snapshot);
    joined
}

/// The same without what that may move, and by what it was told: the tail, and the entries that it touches as they were.
pub(super) fn stands(now_ms: i64, snapshot: &Snapshot) -> (Joined, Tail<'_>, BTreeMap<ItemId, Entry>) {
    let (since, weights) = (since(snapshot), Weights::in_use(snapshot));
    let tail = Tail::of(snapshot, since, now_ms);
    let known = tail.known(snapshot);
    let log = if since > 0 { log_by_item(snapshot) } else { None };
    let mut joined = Joined { folded: since > 0, ..Joined::default() };
    let mut told = columns::Told { ahead: BTreeSet::new(), ..tail.told.clone() };
    for (item, before) in tail.items(&known) {
        let new = tail.events.get(&item).map_or(&[][..], Vec::as_slice);
        let again = since > 0 && !tail.goes_on(item, before, now_ms);
        let events = match &log {
            _ if !again => new.to_vec(),
            Some(log) => log.get(&item).cloned().unwrap_or_default(),
            None => responses_of(item, snapshot),
        };
        let base = before.filter(|_| !again).and_then(|before| before.learned);
        let journal = Journal::of(events.iter().map(|event| (*event).clone()));
        let in_order = answers(&journal, now_ms);
        let learned =
            in_order.iter().fold(base, |learned, answer| Learned::after(learned, answer, now_ms, &weights.fsrs));
        let entry = match (tail.records.get(&item), before) {
            (Some(record), _) => record.is_alive().then(|| Entry::of(record, learned)),
            (None, before) => before.cloned().map(|before| Entry { learned, ..before }),
        };
        if entry.is_some() && in_order.iter().any(|answer| is_ahead(answer.event, now_ms)) {
            told.ahead.insert(item);
        }
        if waits(&events) {
            told.waiting.insert(item);
        } else {
            told.waiting.remove(&item);
        }
        told.latest_ms = told.latest_ms.max(learned.map_or(i64::MIN, |learned| learned.last_ms));
        // Told anew for the clock alone, and as it was: nothing to write.
        if tail.records.contains_key(&item) || !new.is_empty() || entry.as_ref() != before {
            joined.changed.insert(item, entry);
        }
    }
    told.waiting.extend(tail.events.keys().filter(|item| !tail.is_there(**item, &known)));
    joined.told = told;
    (joined, tail, known)
}

/// Rows written since the columns were folded, and the items that are told anew with them.
pub(super) struct Tail<'s> {
    pub whole: bool,
    pub records: BTreeMap<ItemId, &'s Record>,
    pub decks: BTreeMap<DeckId, &'s Record>,
    events: ByItem<'s>,
    /// What was known when the columns were folded; `ahead` by the clock of now.
    told: columns::Told,
}

impl<'s> Tail<'s> {
    fn of(snapshot: &'s Snapshot, since: u64, now_ms: i64) -> Self {
        let records = |kind| snapshot.hits(&written(kind, since)).iter().filter_map(|hit| hit.record());
        let mut told = if since == 0 { columns::Told::default() } else { columns::told(snapshot).unwrap_or_default() };
        // The clock ran ahead when they were folded, or this one is behind.
        let limit = now_ms.saturating_add(DAY_MS);
        if told.latest_ms > limit {
            let is_late = |entry: &Entry| entry.learned.is_some_and(|learned| learned.last_ms > limit);
            told.ahead.extend(columns::entries(snapshot).iter().filter(|entry| is_late(entry)).map(|entry| entry.id));
        }
        Self {
            whole: since == 0,
            records: records(Kind::ITEM).map(|record| (ItemId(record.id), record)).collect(),
            decks: records(Kind::DECK).map(|record| (DeckId(record.id), record)).collect(),
            events: events_of(snapshot, since),
            told,
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
        self.records.keys().chain(self.events.keys()).chain(&self.told.ahead).copied().collect()
    }

    /// The items in it that are in use or were, each with its entry. An answer to what is not here waits for it.
    fn items<'a>(&'a self, known: &'a BTreeMap<ItemId, Entry>) -> impl Iterator<Item = (ItemId, Option<&'a Entry>)> {
        self.ids().into_iter().filter(|item| self.is_there(*item, known)).map(|item| (item, known.get(&item)))
    }

    fn is_there(&self, item: ItemId, known: &BTreeMap<ItemId, Entry>) -> bool {
        self.records.contains_key(&item) || known.contains_key(&item)
    }

    /// Whether the answers in it go on from the entry: none is as early as one that the entry knows, or perhaps the same
    /// told again, and what is taken back is among them.
    fn goes_on(&self, item: ItemId, before: Option<&Entry>, now_ms: i64) -> bool {
        let record = self.records.get(&item);
        if record.is_some_and(|record| !record.is_alive()) {
            return true; // It is not asked.
        }
        if self.told.ahead.contains(&item) || self.told.waiting.contains(&item) {
            return false;
        }
        if before.is_none() && record.is_some_and(|record| !record.marker.is_empty()) {
            return false; // It was in the trash, and had answers before, perhaps.
        }
        let events = self.events.get(&item).map_or(&[][..], Vec::as_slice);
        let last = before.and_then(|before| before.learned).map_or(i64::MIN, |learned| learned.last_ms);
        let is_new = |event: &Event| event.at.ms > last && response::first(event) == event.id;
        !waits(events)
            && events.iter().all(|event| event.kind == Kind::VOID || is_new(event) && !is_ahead(event, now_ms))
    }
}

/// What [`since`] reads.
pub fn settled_lookups() -> [Lookup; 3] {
    [columns::lookup(), due::lookup(), Weights::lookup()]
}

/// Up to which change the columns of the snapshot hold, which is the last that they have taken in; 0 if there are none that
/// hold.
pub fn since(snapshot: &Snapshot) -> u64 {
    if due::is_due(snapshot) { 0 } else { columns::folded_at(snapshot, &Weights::in_use(snapshot).name).unwrap_or(0) }
}

/// The rows of a kind that were written after a change.
pub(super) fn written(kind: Kind, change: u64) -> Lookup {
    Lookup::ChangedSince { kind, change, after: None, limit: u32::MAX }
}

fn events_of(snapshot: &Snapshot, since: u64) -> ByItem<'_> {
    let lookups = [Kind::RESPONSE, Kind::VOID].map(|kind| written(kind, since));
    by_item(lookups.iter().flat_map(|lookup| snapshot.hits(lookup)).filter_map(|hit| hit.event()))
}

fn responses_of(item: ItemId, snapshot: &Snapshot) -> Vec<&Event> {
    let lookups = responses_to(item);
    lookups.iter().flat_map(|lookup| snapshot.hits(lookup)).filter_map(|hit| hit.event()).collect()
}

/// Whether something is taken back that is not among these: it may still come.
fn waits(events: &[&Event]) -> bool {
    let targets: Vec<EventId> = events.iter().filter_map(|event| event.void_target()).collect();
    if targets.is_empty() {
        return false;
    }
    let ids: BTreeSet<EventId> = events.iter().map(|event| event.id).collect();
    targets.iter().any(|target| !ids.contains(target))
}
