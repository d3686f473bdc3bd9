//! What is still kept of a competency (LEARNING.md 2.6): its own memory, one review per study day on which it was shown
//! or said, drawn together with the cards that practise it. It takes no level away; it says when to refresh.
//!
//! The numbers are those of [`cairn_learning::mastery`]. Without new evidence nothing rises with time, so that two days
//! tell lists what to say on any day after ([`Fades`]), without reading the evidence again.

use crate::{
    cbor::{Reader, Shape, Value, Writer},
    id::ItemId,
    response::Answer,
};
use cairn_learning::{
    mastery::{self, Freshness, LinkedCard, MasteryConfig, Retained, Setting},
    schedule::{Card, Fsrs, ScheduleConfig},
};
use std::collections::BTreeMap;

/// Days ahead for which it is told whether something fades: a hundred years.
const AHEAD: i64 = 36_500;

/// What is kept of a competency.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept {
    own: Retained,
    cards: Vec<LinkedCard>,
}

/// From which study days on a competency is to be refreshed, and fades; none where it does not in a hundred years, or
/// where nothing is known to fade.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Fades {
    /// The first day below the usual desired retention.
    pub refresh_from: Option<i64>,
    /// The first day on which it is called fading.
    pub fading_from: Option<i64>,
}

impl Fades {
    /// What to say on study day `today`.
    pub fn on(&self, today: i64) -> Freshness {
        let since = |day: Option<i64>| day.is_some_and(|day| today >= day);
        if since(self.fading_from) {
            Freshness::Fading
        } else if since(self.refresh_from) {
            Freshness::RefreshDue
        } else {
            Freshness::Fresh
        }
    }
}

impl Kept {
    /// What all of `seen` leaves, with the cards behind `answers`, which are in their order.
    pub(super) fn of(seen: &[mastery::Evidence<'_>], answers: &[Answer<'_>], setting: &Setting) -> Self {
        let fsrs = Fsrs::default();
        let mut cards: BTreeMap<ItemId, Card> = BTreeMap::new();
        for answer in answers {
            if let (Some(item), Some(rating)) = (answer.response.item, answer.response.rated()) {
                let card = Card::after(cards.get(&item).copied(), answer.day, rating, &fsrs);
                cards.insert(item, card);
            }
        }
        let linked = |card: Card| LinkedCard { stability: card.memory.stability, last_day: card.last_day, weight: 1.0 };
        Self {
            own: mastery::retained(seen, setting, &fsrs, &MasteryConfig::default()),
            cards: cards.into_values().map(linked).collect(),
        }
    }

    /// The last study day that left something; `None` if nothing can fade.
    pub fn last_day(&self) -> Option<i64> {
        let own = self.own.days.last().map(|last| last.day);
        self.cards.iter().map(|card| card.last_day).chain(own).max()
    }

    /// How many cards that practise it were answered.
    pub fn cards(&self) -> usize {
        self.cards.len()
    }

    /// The share that is still retrievable on study day `today`, in `(0, 1]`.
    pub fn retention(&self, today: i64) -> f64 {
        self.own.with(&self.cards, today, &Fsrs::default(), &MasteryConfig::default())
    }

    /// From when on it is to be refreshed, and fades.
    pub fn fades(&self) -> Fades {
        let desired = ScheduleConfig::default().retention.normal;
        let first = |worst: Freshness| {
            self.first(|retention| mastery::freshness(retention, desired, &MasteryConfig::default()) >= worst)
        };
        Fades { refresh_from: first(Freshness::RefreshDue), fading_from: first(Freshness::Fading) }
    }

    /// The first day on which `holds` of the retention, which never rises again from the last day on.
    fn first(&self, holds: impl Fn(f64) -> bool) -> Option<i64> {
        let last = self.last_day()?;
        let holds = |day: i64| holds(self.retention(day));
        let (mut before, mut after) = (last - 1, last.saturating_add(AHEAD));
        if !holds(after) {
            return None;
        }
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            *(if holds(middle) { &mut after } else { &mut before }) = middle;
        }
        Some(after)
    }
}

impl Value for Fades {
    const SHAPE: Shape = Shape::List(&Shape::Int);

    fn write(&self, writer: &mut Writer) {
        writer.array(2);
        self.refresh_from.write(writer);
        self.fading_from.write(writer);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        (reader.array().ok()?? == 2).then_some(())?;
        Some(Self { refresh_from: Option::read(reader)?, fading_from: Option::read(reader)? })
    }
}
