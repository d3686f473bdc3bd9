//! What is still kept of a competency (LEARNING.md 2.6): its own memory, one review per study day on which it was shown
//! or said, drawn together with the cards that practise it. It takes no level away; it says when to refresh.
//!
//! The numbers are those of [`cairn_learning::mastery`], by the weights that the schedule goes by. Without new evidence
//! nothing rises with time, so that a few days tell lists what to say on any day after, whatever retention she desires
//! ([`Fades`]), without reading the evidence again: a goal that becomes the first, or another wish, changes no row.

use crate::{
    cbor::{Reader, Shape, Value, Writer},
    id::ItemId,
    practice::Weights,
    response::Answer,
};
use cairn_learning::{
    mastery::{self, Freshness, LinkedCard, MasteryConfig, Retained, Setting},
    schedule::Card,
};
use std::collections::BTreeMap;

/// Days ahead for which it is told whether something fades: a hundred years.
const AHEAD: i64 = 36_500;

/// The least and the greatest retention for which a day is kept, in percent: below the first it is called fading,
/// whatever is desired, and above the last nothing can be desired.
const PERCENTS: (u8, u8) = (80, 97);

/// How many of them.
const DAYS: usize = 18;

/// What is kept of a competency.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept {
    own: Retained,
    cards: Vec<LinkedCard>,
    weights: Weights,
}

/// By what it is told of a competency whether it is fresh.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gauge {
    /// The retention that she desires of it, 0.70 to 0.97, in whole percents.
    pub desired: f64,
    /// The [mark](Weights::mark) of the weights in use.
    pub weights: Option<i64>,
}

impl Gauge {
    /// The retention below which a refresh is due: what she desires, but no less than what is called fading.
    pub fn refresh_below(&self) -> f64 {
        self.desired.max(f64::from(PERCENTS.0) / 100.0)
    }
}

impl Default for Gauge {
    /// The usual retention and the published weights.
    fn default() -> Self {
        Self { desired: cairn_learning::schedule::ScheduleConfig::default().retention.normal, weights: None }
    }
}

/// From which study days on a competency is to be refreshed, and fades; none where it does not in a hundred years, or
/// where nothing is known to fade. Of other weights than those in use nothing is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Fades {
    /// The mark of the weights by which they were told.
    weights: Option<i64>,
    /// The first day below each retention of [`PERCENTS`]; that of a lower one is never earlier.
    below: [Option<i64>; DAYS],
}

impl Fades {
    /// As `day` tells the first day below a retention, of which it is asked from the greatest one down, until it knows
    /// none; by the weights of this [mark](Weights::mark).
    pub fn new(weights: Option<i64>, mut day: impl FnMut(f64) -> Option<i64>) -> Self {
        let mut fades = Self { weights, ..Self::default() };
        for (place, percent) in (PERCENTS.0..=PERCENTS.1).enumerate().rev() {
            let Some(day) = day(f64::from(percent) / 100.0) else { break };
            fades.below[place] = Some(day);
        }
        fades
    }

    /// What to say on study day `today`.
    pub fn on(&self, today: i64, gauge: &Gauge) -> Freshness {
        let since = |day: Option<i64>| day.is_some_and(|day| today >= day);
        if since(self.fading_from(gauge)) {
            Freshness::Fading
        } else if since(self.refresh_from(gauge)) {
            Freshness::RefreshDue
        } else {
            Freshness::Fresh
        }
    }

    /// The first day below the retention that she desires.
    pub fn refresh_from(&self, gauge: &Gauge) -> Option<i64> {
        let place = |percent: &u8| f64::from(*percent) / 100.0 >= gauge.desired - 1e-9;
        let place = (PERCENTS.0..=PERCENTS.1).position(|percent| place(&percent)).unwrap_or(DAYS - 1);
        self.told(place, gauge)
    }

    /// The first day on which it is called fading, whatever she desires.
    pub fn fading_from(&self, gauge: &Gauge) -> Option<i64> {
        self.told(0, gauge)
    }

    /// Whether they were told by the weights of this [mark](Weights::mark).
    pub fn are_by(&self, weights: Option<i64>) -> bool {
        self.weights == weights
    }

    fn told(&self, place: usize, gauge: &Gauge) -> Option<i64> {
        self.below.get(place).copied().flatten().filter(|_| self.are_by(gauge.weights))
    }
}

impl Kept {
    /// What all of `seen` leaves, with the cards behind `answers`, which are in their order.
    pub(super) fn of(
        seen: &[mastery::Evidence<'_>],
        answers: &[Answer<'_>],
        setting: &Setting,
        weights: &Weights,
    ) -> Self {
        let fsrs = &weights.fsrs;
        let mut cards: BTreeMap<ItemId, Card> = BTreeMap::new();
        for answer in answers {
            if let (Some(item), Some(rating)) = (answer.response.item, answer.response.rated()) {
                let card = Card::after(cards.get(&item).copied(), answer.day, rating, fsrs);
                cards.insert(item, card);
            }
        }
        let linked = |card: Card| LinkedCard { stability: card.memory.stability, last_day: card.last_day, weight: 1.0 };
        Self {
            own: mastery::retained(seen, setting, fsrs, &MasteryConfig::default()),
            cards: cards.into_values().map(linked).collect(),
            weights: weights.clone(),
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
        self.own.with(&self.cards, today, &self.weights.fsrs, &MasteryConfig::default())
    }

    /// From when on it is to be refreshed, and fades.
    pub fn fades(&self) -> Fades {
        let config = MasteryConfig::default();
        let last = self.last_day();
        let mut from = last.unwrap_or_default();
        Fades::new(self.weights.mark(), |desired| {
            let holds = |day: i64| mastery::freshness(self.retention(day), desired, &config) != Freshness::Fresh;
            from = first(from, last?.saturating_add(AHEAD), holds)?;
            Some(from)
        })
    }
}

/// The first day of `from` to `to` on which `holds`, which does on every later day if it does on one.
fn first(from: i64, to: i64, holds: impl Fn(i64) -> bool) -> Option<i64> {
    if holds(from) {
        return Some(from);
    }
    // The days of two retentions lie near each other, so the steps grow from small ones.
    let (mut before, mut step) = (from, 1);
    let mut after = loop {
        let next = before.saturating_add(step).min(to);
        if holds(next) {
            break next;
        } else if next >= to {
            return None;
        }
        (before, step) = (next, step * 2);
    };
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        *(if holds(middle) { &mut after } else { &mut before }) = middle;
    }
    Some(after)
}

impl Value for Fades {
    const SHAPE: Shape = Shape::List(&Shape::Int);

    /// The mark of the weights; the first day below the greatest retention, then by how much later that of the next one
    /// is, and so on to the least, or to the last that has one.
    fn write(&self, writer: &mut Writer) {
        let days: Vec<i64> = self.below.iter().rev().map_while(|day| *day).collect();
        writer.array(1 + days.len());
        self.weights.write(writer);
        let mut before = 0;
        for day in days {
            writer.int(day.saturating_sub(before));
            before = day;
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let days = usize::try_from(reader.array().ok()??.checked_sub(1)?).ok().filter(|days| *days <= DAYS)?;
        let mut fades = Self { weights: Option::read(reader)?, ..Self::default() };
        let mut day = 0_i64;
        for place in fades.below.iter_mut().rev().take(days) {
            day = day.checked_add(reader.i64().ok()?)?;
            *place = Some(day);
        }
        Some(fades)
    }
}
