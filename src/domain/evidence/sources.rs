//! What the estimate of a competency is made of: what was said of it, and the answers to the items that practise it.
//! Answers are a view of the log of responses and are never stored beside it. An item practises what it is linked to,
//! or, where it says nothing, what its deck is linked to or the nearest above that is; a card asked the other way round goes with its card, and speaks
//! no more while that is none, with any answer it ever had. What is in the trash speaks for nothing.

use super::command::{COUNTED, events_of};
use crate::{
    event::{Event, Journal},
    id::{CompetencyId, DeckId, ItemId},
    item::{Deck, Form, Item, Shelves},
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    practice::Weights,
    registry,
    response::{self, Answer},
};
use cairn_learning::calibration::{CalibrationConfig, Judgement, calibrate, trust};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that speaks for or against a competency.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    /// Evidence and self-assessments, and what took some of them back.
    pub said: Journal,
    /// All responses to the items that practise it, and what took some of them back.
    pub answered: Journal,
    /// Those items, each with the demand (Bloom index) of its link; 0 for the competency's own.
    pub demands: BTreeMap<ItemId, u8>,
    /// The weights in use, by which it is forgotten.
    pub weights: Weights,
}

/// Items above which the log is read as a whole: two questions for each of them would take longer.
const MANY: usize = 5_000;

/// What [`read`] asks for, in rounds.
pub fn needs(competency: CompetencyId, snapshot: &Snapshot) -> Vec<Lookup> {
    needs_of(&[competency], snapshot)
}

/// What [`read`] asks for of several competencies, in rounds.
pub fn needs_of(competencies: &[CompetencyId], snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![Weights::lookup()];
    let mut items: BTreeSet<ItemId> = BTreeSet::new();
    let decks = Shelves::of(snapshot);
    for competency in competencies {
        lookups.extend(events_of(*competency));
        lookups.extend([Lookup::Range(items_of(*competency)), Lookup::Range(Deck::all())]);
        lookups.extend(decks.giving(*competency).into_iter().map(|deck| Lookup::Range(within(deck))));
        items.extend(linked(*competency, &decks, snapshot).into_keys());
    }
    if items.len() > MANY {
        lookups.extend(log());
    } else {
        lookups.extend(items.into_iter().flat_map(responses_to));
    }
    lookups
}

/// All answers to all items, and all that took something back.
pub fn log() -> [Lookup; 2] {
    [Kind::RESPONSE, Kind::VOID].map(|kind| Lookup::ChangedSince { kind, change: 0, after: None, limit: u32::MAX })
}

/// Answers, and what took some of them back, by the item that lists them.
pub(crate) type ByItem<'s> = BTreeMap<ItemId, Vec<&'s Event>>;

/// The answers and voids of some rows by what lists them: an item, or for a void something else, of which no item has the
/// id. What a void says of its target's kind does not matter, only whether the target is there.
pub(crate) fn by_item<'s>(events: impl IntoIterator<Item = &'s Event>) -> ByItem<'s> {
    let mut found = ByItem::new();
    for event in events.into_iter().filter(|event| !event.erased) {
        if let Some(item) = ItemId::parse(&registry::owner(event)) {
            found.entry(item).or_default().push(event);
        }
    }
    found
}

/// The [log](log()) by item, if the snapshot holds it as a whole. To be made once, whoever asks how often.
pub(crate) fn log_by_item(snapshot: &Snapshot) -> Option<ByItem<'_>> {
    let log = log();
    let is_whole = log.iter().all(|lookup| snapshot.has(lookup));
    is_whole.then(|| by_item(log.iter().flat_map(|lookup| snapshot.hits(lookup)).filter_map(|hit| hit.event())))
}

/// The sources of a competency in a snapshot.
pub fn read(competency: CompetencyId, snapshot: &Snapshot) -> Sources {
    read_by(competency, &Read::of(snapshot))
}

/// A snapshot with what is made of it once, whoever asks how often: the decks, and the log by item if it holds that.
pub(crate) struct Read<'s> {
    pub snapshot: &'s Snapshot,
    decks: Shelves,
    log: Option<ByItem<'s>>,
}

impl<'s> Read<'s> {
    pub fn of(snapshot: &'s Snapshot) -> Self {
        Self { snapshot, decks: Shelves::of(snapshot), log: log_by_item(snapshot) }
    }
}

/// The sources of a competency in what was read.
pub(crate) fn read_by(competency: CompetencyId, read: &Read<'_>) -> Sources {
    let Read { snapshot, decks, log } = read;
    let demands = linked(competency, decks, snapshot);
    let journal = |lookups: &mut dyn Iterator<Item = Lookup>| {
        let events = lookups.flat_map(|lookup| snapshot.hits(&lookup).iter()).filter_map(|hit| hit.event());
        Journal::of(events.cloned().collect::<Vec<Event>>())
    };
    let answered = match log {
        Some(log) => {
            let events = demands.keys().filter_map(|item| log.get(item)).flatten();
            Journal::of(events.map(|event| (*event).clone()))
        }
        None => journal(&mut demands.keys().copied().flat_map(responses_to)),
    };
    let said = journal(&mut events_of(competency).into_iter());
    Sources { said, answered, demands, weights: Weights::in_use(snapshot) }
}

/// What the items that practise a competency ask, by item, in a few words; of a snapshot of [`needs`].
pub fn titles(competency: CompetencyId, snapshot: &Snapshot) -> BTreeMap<ItemId, String> {
    let titles =
        practising(competency, &Shelves::of(snapshot), snapshot).into_iter().map(|item| (item.id, item.title()));
    titles.flat_map(|(id, title)| [(id.twin(), title.clone()), (id, title)]).collect()
}

/// All answers to an item, and what took some of them back.
pub(crate) fn responses_to(item: ItemId) -> [Lookup; 2] {
    [Kind::RESPONSE, Kind::VOID].map(|kind| Lookup::Range(Range::all(kind, format!("{item}/"))))
}

impl Sources {
    /// Takes in an event that is about to be written.
    pub(super) fn add(&mut self, event: &Event, competency: CompetencyId) {
        if COUNTED.contains(&event.kind) && registry::competency(event) == Some(competency) {
            self.said.add(event.clone());
        }
    }

    /// The answers that count, in their order.
    pub(super) fn answers(&self, now_ms: i64) -> Vec<Answer<'_>> {
        response::answers(&self.answered, now_ms)
    }

    /// The demand of the link of an item, `own` being that of the competency.
    pub(super) fn demand(&self, item: Option<ItemId>, own: Option<u8>) -> Option<u8> {
        let linked = item.and_then(|item| self.demands.get(&item).copied());
        linked.filter(|demand| *demand > 0).or(own)
    }
}

/// Trust in her own ratings of this competency, 0.25 to 1 (LEARNING.md 4): by how sure she said she was before
/// [first attempts](Answer::confidence) that the app then graded. Her own grades tell nothing of her judgement.
pub(super) fn trusted(answers: &[Answer<'_>]) -> f64 {
    let config = CalibrationConfig::default();
    let judged = |answer: &Answer<'_>| Judgement::new(answer.confidence()?, answer.response.raw_score?);
    let judgements: Vec<Judgement> = answers.iter().filter_map(judged).collect();
    let bias = calibrate(&judgements, &config).map_or(0.0, |calibration| calibration.bias);
    trust(bias, judgements.len(), &config)
}

/// The items that practise a competency, each with the demand of its link.
fn linked(competency: CompetencyId, decks: &Shelves, snapshot: &Snapshot) -> BTreeMap<ItemId, u8> {
    let with_twin = |item: Item| {
        let demand = item.competencies.iter().find(|(id, _)| *id == competency).map_or(0, |(_, demand)| *demand);
        let twin = (item.form == Form::Card).then(|| (item.id.twin(), demand));
        [(item.id, demand)].into_iter().chain(twin)
    };
    practising(competency, decks, snapshot).into_iter().flat_map(with_twin).collect()
}

fn practising(competency: CompetencyId, decks: &Shelves, snapshot: &Snapshot) -> Vec<Item> {
    let mut items = snapshot.nouns::<Item>(&items_of(competency));
    let of_decks = decks.giving(competency).into_iter().flat_map(|deck| snapshot.nouns::<Item>(&within(deck)));
    items.extend(of_decks.filter(|item| item.competencies.is_empty()));
    items
}

fn items_of(competency: CompetencyId) -> Range {
    Range::all(Kind::ITEM, format!("competency/{competency}/"))
}

fn within(deck: DeckId) -> Range {
    Range::all(Kind::ITEM, format!("deck/{deck}/"))
}
