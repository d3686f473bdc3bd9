//! Answers that were given in Anki, as responses here: in their order they make the schedule what it was, and the last of
//! each card says for which day it was put off.

use super::collection::{Card, Collection, Review};
use crate::source::imported_id;
use cairn_domain::{
    cbor::value::Day,
    event::Event,
    id::{EventId, Id, ItemId},
    kind::Kind,
    response::{DURATION_MAX_MS, Response, Source},
    time::{DAY_MS, Moment},
};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of reviews: in the first steps, of a card that was not due, and set by hand or moved to another day.
const LEARNING: i64 = 0;
const CRAMMED: i64 = 3;
const BY_HAND: i64 = 4;

/// States of a card.
const NEW: i64 = 0;
const REVIEW: i64 = 2;

/// The last moment of which an answer may be, UTC ms: the end of the year 9999.
const LATEST_MS: i64 = 253_402_300_799_999;
/// Days for which an answer may put a card off. Anki's own bound is as many.
const DAYS_MAX: i64 = 36_500;

/// The answers of a collection.
pub(super) struct Answered {
    /// Responses by their names.
    pub events: BTreeMap<EventId, Event>,
    /// How many cards are put off to a day, and have no answer that counts.
    pub without: usize,
}

/// The responses to these cards' items. Days are those of the collection's own clock, so that every device reads the same; only
/// if it says nothing of that, `tz_offset_min` stands for it.
pub(super) fn events(collection: &Collection, items: &BTreeMap<i64, ItemId>, tz_offset_min: i16) -> Answered {
    let tz_offset_min = collection.tz_offset_min.unwrap_or(tz_offset_min);
    let mut by_card: BTreeMap<i64, Vec<&Review>> = BTreeMap::new();
    for review in &collection.reviews {
        by_card.entry(review.card).or_default().push(review);
    }
    let mut answered = Answered { events: BTreeMap::new(), without: 0 };
    let mut seen = BTreeSet::new();
    for card in &collection.cards {
        // A damaged collection may have a card twice.
        let Some(item) = items.get(&card.id).filter(|_| seen.insert(card.id)) else { continue };
        let counted = counted(card, by_card.remove(&card.id).unwrap_or_default());
        answered.without += usize::from(counted.is_empty() && card.state == REVIEW && card.interval > 0);
        for (at, review) in counted.iter().enumerate() {
            let moment = Moment { ms: review.id, tz_offset_min };
            let due = if at + 1 == counted.len() {
                due_day(collection, card, tz_offset_min)
            } else {
                moment.study_day() + review.interval.clamp(0, DAYS_MAX)
            };
            let (first, last) = (moment.study_day(), moment.study_day() + DAYS_MAX);
            let response = Response {
                item: Some(*item),
                rating: u8::try_from(review.rating).unwrap_or_default(),
                duration_ms: u32::try_from(review.took).ok().map(|ms| ms.min(DURATION_MAX_MS)),
                planned_due_day: Some(Day(due.clamp(first, last))),
                ..blank()
            };
            let id = event_id(*item, review.id);
            answered.events.insert(id, response.to_event(id, moment));
        }
    }
    answered
}

/// A response of which nothing is known but that another program asked.
fn blank() -> Response {
    let event = Event::new(Kind::RESPONSE, EventId(Id::from_bytes([0; 16])), Moment { ms: 0, tz_offset_min: 0 });
    Response { source: Source::Import, ..Response::read(&event) }
}

/// The answers that count, in their order: those since the card was last put back among the new ones, and since it was last
/// learned from the beginning.
///
/// This is how Anki 26.9 counts them for FSRS, found by asking it for the memory of cards with such logs. A card that was
/// crammed (not due, with no ease) remembers as if that had not been, and parts no first steps from each other. Rows of first
/// steps that follow each other are one learning, which a row by hand ends also where it counts for nothing; the last learning
/// begins the memory, whatever stands before it. Of a card that was never learned all answers count there as here, but its
/// memory begins there with what the older algorithm thought of it, and here with its first answer.
fn counted<'r>(card: &Card, mut in_order: Vec<&'r Review>) -> Vec<&'r Review> {
    if card.state == NEW {
        return Vec::new();
    }
    in_order.sort_by_key(|review| review.id);
    in_order.retain(|review| review.kind != CRAMMED || review.factor != 0);
    // Moving one to another day leaves a row too, with the ease that the card has.
    let is_put_back = |review: &&Review| review.kind == BY_HAND && review.rating == 0 && review.factor == 0;
    let from = in_order.iter().rposition(is_put_back).map_or(0, |at| at + 1);
    in_order.drain(..from);
    let is_answer = |review: &&Review| (1..=4).contains(&review.rating) && review.kind < BY_HAND;
    let is_step = |review: &&Review| is_answer(review) && review.kind == LEARNING;
    let last = in_order.iter().rposition(is_step).unwrap_or_default();
    let first = in_order[..last].iter().rposition(|review| !is_step(review)).map_or(0, |at| at + 1);
    if in_order.get(last).is_some_and(is_step) {
        in_order.drain(..first);
    }
    in_order.retain(|review| is_answer(review) && (0..=LATEST_MS).contains(&review.id));
    in_order
}

/// The study day for which a card is put off.
fn due_day(collection: &Collection, card: &Card, tz_offset_min: i16) -> i64 {
    let moment = |seconds: i64| Moment { ms: seconds.clamp(0, LATEST_MS / 1_000) * 1_000, tz_offset_min };
    match card.state {
        // In learning it is a moment, or a day if that lies far enough ahead.
        state if state != REVIEW && card.due > DAY_MS / 1_000 * 366 => moment(card.due).study_day(),
        // Days are counted from the date of its first moment, at whatever hour of it.
        _ => {
            let Moment { ms, .. } = moment(collection.created);
            let first = (ms + i64::from(tz_offset_min) * 60_000).div_euclid(DAY_MS);
            first.saturating_add(card.due)
        }
    }
}

/// The name of an answer: the same from every collection, on every device.
fn event_id(item: ItemId, ms: i64) -> EventId {
    let name = imported_id(None, super::FORMAT, Kind::RESPONSE, &format!("{item}\u{1f}{ms}"));
    EventId(Id::new(ms, u128::from_be_bytes(*name.bytes())))
}
