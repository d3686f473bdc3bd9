//! Which events count: the union by id, without what was voided or erased, in order of (moment, id).
//!
//! A void names an event that is not a void; a void of a void counts for nothing. Order of arrival
//! does not matter.

use super::Event;
use crate::{id::EventId, kind::Kind, time::DAY_MS};
use std::collections::{BTreeMap, BTreeSet};

/// The same id with different content was met; the greater bytes were kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Collision(pub EventId);

/// The one of two events with the same id that stays: an erased one, else the greater bytes.
pub fn join(ours: &mut Event, theirs: &Event) -> Option<Collision> {
    if ours == theirs {
        return None;
    }
    match (ours.erased, theirs.erased) {
        (true, _) | (_, true) => {
            let erased = [&*ours, theirs].into_iter().filter(|event| event.erased);
            ours.kind = erased.map(|event| event.kind).max().unwrap_or(ours.kind);
            ours.erase();
            None
        }
        (false, false) => {
            if theirs.to_bytes() > ours.to_bytes() {
                ours.clone_from(theirs);
            }
            Some(Collision(ours.id))
        }
    }
}

/// Events by id.
#[derive(Clone, Default, Debug)]
pub struct Journal {
    events: BTreeMap<EventId, Event>,
}

impl Journal {
    /// Collects events in any order; the same id twice is joined.
    pub fn of(events: impl IntoIterator<Item = Event>) -> Self {
        let mut journal = Self::default();
        events.into_iter().for_each(|event| {
            journal.add(event);
        });
        journal
    }

    /// Adds one event.
    pub fn add(&mut self, event: Event) -> Option<Collision> {
        match self.events.get_mut(&event.id) {
            Some(known) => join(known, &event),
            None => {
                self.events.insert(event.id, event);
                None
            }
        }
    }

    /// What counts, in order of (moment, id). An event dated after tomorrow of `now_ms` is dated now:
    /// its device had a wrong clock.
    pub fn in_order(&self, now_ms: i64) -> Vec<&Event> {
        // Of the joined events, not of those that came: a void that was erased, or lost to greater bytes under
        // its id, takes nothing back, whatever the order of arrival was.
        let voided: BTreeSet<EventId> =
            self.events.values().filter(|event| !event.erased).filter_map(Event::void_target).collect();
        let counts = |event: &&Event| !event.erased && event.kind != Kind::VOID && !voided.contains(&event.id);
        let mut list: Vec<&Event> = self.events.values().filter(counts).collect();
        list.sort_by_key(|event| (effective_ms(event, now_ms), event.id));
        list
    }

    /// Of what counts, the events whose clock was wrong: dated after tomorrow.
    pub fn wrong_clock(&self, now_ms: i64) -> impl Iterator<Item = &Event> {
        self.in_order(now_ms).into_iter().filter(move |event| is_ahead(event, now_ms))
    }
}

/// Whether an event is dated after tomorrow of `now_ms`: its device had a wrong clock, or this one has.
pub fn is_ahead(event: &Event, now_ms: i64) -> bool {
    event.at.ms > now_ms.saturating_add(DAY_MS)
}

/// The time at which an event replays.
pub fn effective_ms(event: &Event, now_ms: i64) -> i64 {
    if is_ahead(event, now_ms) { now_ms } else { event.at.ms }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::Id, time::Moment};

    fn event(n: u128, ms: i64) -> Event {
        Event::new(Kind::EVIDENCE, EventId(Id::new(0, n)), Moment { ms, tz_offset_min: 0 })
    }

    fn order(events: &[Event]) -> Vec<EventId> {
        Journal::of(events.iter().cloned()).in_order(10 * DAY_MS).iter().map(|event| event.id).collect()
    }

    #[test]
    fn order_of_arrival_does_not_matter() {
        let (a, b, c) = (event(1, 30), event(2, 20), event(3, 20));
        let void = Event::void(EventId(Id::new(0, 9)), Moment { ms: 40, tz_offset_min: 0 }, a.id, a.kind, "");
        let expected = vec![b.id, c.id];
        assert_eq!(order(&[a.clone(), b.clone(), c.clone(), void.clone()]), expected);
        assert_eq!(order(&[void, c, b, a]), expected);
    }

    #[test]
    fn the_greater_bytes_stay_and_erasing_wins() {
        let small = event(1, 30).with(2, &1_u32);
        let great = event(1, 30).with(2, &2_u32);
        let mut erased = event(1, 30);
        erased.erase();
        for pair in [[&small, &great], [&great, &small]] {
            let mut kept = pair[0].clone();
            assert_eq!(join(&mut kept, pair[1]), Some(Collision(small.id)));
            assert_eq!(kept, great);
            join(&mut kept, &erased);
            assert!(kept.erased);
        }
    }

    #[test]
    fn a_wrong_clock_replays_as_today() {
        let far = event(1, 400 * DAY_MS);
        let journal = Journal::of([far.clone(), event(2, 9 * DAY_MS)]);
        assert_eq!(journal.in_order(10 * DAY_MS).last().map(|event| event.id), Some(far.id));
        assert_eq!(journal.wrong_clock(10 * DAY_MS).count(), 1);
    }

    #[test]
    fn bytes_come_back() {
        let event = event(1, -5).with(7, &"قراءة".to_owned());
        assert_eq!(Event::from_bytes(&event.to_bytes()), Ok(event.clone()));
        let mut erased = event;
        erased.erase();
        let back = Event::from_bytes(&erased.to_bytes()).unwrap();
        assert!(back.erased && back.fields.is_empty() && (back.kind, back.id) == (erased.kind, erased.id));
    }
}
