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
use std::collections::BTreeMap;

/// What the kind of a review says: set by hand, and moved to another day.
const BY_HAND: i64 = 4;

/// States of a card.
const NEW: i64 = 0;
const REVIEW: i64 = 2;

/// The last moment of which an answer may be, UTC ms: the end of the year 9999.
const LATEST_MS: i64 = 253_402_300_799_999;
/// Days for which an answer may put a card off. Anki's own bound is as many.
const DAYS_MAX: i64 = 36_500;

/// The responses to these cards' items.
pub(super) fn events(
    collection: &Collection,
    items: &BTreeMap<i64, ItemId>,
    tz_offset_min: i16,
) -> BTreeMap<EventId, Event> {
    let mut by_card: BTreeMap<i64, Vec<&Review>> = BTreeMap::new();
    for review in &collection.reviews {
        by_card.entry(review.card).or_default().push(review);
    }
    let mut events = BTreeMap::new();
    for card in &collection.cards {
        // A damaged collection may have a card twice.
        let (Some(item), Some(reviews)) = (items.get(&card.id), by_card.remove(&card.id)) else { continue };
        let counted = counted(card, reviews);
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
            events.insert(id, response.to_event(id, moment));
        }
    }
    events
}

/// A response of which nothing is known but that another program asked.
fn blank() -> Response {
    let event = Event::new(Kind::RESPONSE, EventId(Id::from_bytes([0; 16])), Moment { ms: 0, tz_offset_min: 0 });
    Response { source: Source::Import, ..Response::read(&event) }
}

/// The answers that count, in their order: those since the card was last put back among the new ones.
fn counted<'r>(card: &Card, mut in_order: Vec<&'r Review>) -> Vec<&'r Review> {
    if card.state == NEW {
        return Vec::new();
    }
    in_order.sort_by_key(|review| review.id);
    // Moving one to another day leaves a row too, with the ease that the card has.
    let is_put_back = |review: &&Review| review.kind == BY_HAND && review.rating == 0 && review.factor == 0;
    let from = in_order.iter().rposition(is_put_back).map_or(0, |at| at + 1);
    in_order.drain(..from);
    let counts = |review: &&Review| (1..=4).contains(&review.rating) && review.kind < BY_HAND;
    in_order.retain(|review| counts(review) && (0..=LATEST_MS).contains(&review.id));
    in_order
}

/// The study day for which a card is put off.
fn due_day(collection: &Collection, card: &Card, tz_offset_min: i16) -> i64 {
    let day = |seconds: i64| Moment { ms: seconds.clamp(0, LATEST_MS / 1_000) * 1_000, tz_offset_min }.study_day();
    match card.state {
        REVIEW => day(collection.created).saturating_add(card.due),
        // In learning it is a moment, or a day if that lies far enough ahead.
        _ if card.due > DAY_MS / 1_000 * 366 => day(card.due),
        _ => day(collection.created).saturating_add(card.due),
    }
}

/// The name of an answer: the same from every collection, on every device.
fn event_id(item: ItemId, ms: i64) -> EventId {
    let name = imported_id(None, super::FORMAT, Kind::RESPONSE, &format!("{item}\u{1f}{ms}"));
    EventId(Id::new(ms, u128::from_be_bytes(*name.bytes())))
}
