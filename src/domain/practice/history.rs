//! The log as a fit wants it: for each item its answers in the one order, day and rating and nothing else. Gathered event
//! by event, so a long log takes no more memory than its numbers.

use crate::{
    event::{Event, effective_ms},
    id::{EventId, ItemId},
    kind::Kind,
    response::{Response, counted_day, first},
};
use cairn_learning::schedule::Rating;
use std::collections::{BTreeMap, BTreeSet};

/// The log, as far as it was gathered. Each event comes once.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Histories {
    answers: BTreeMap<ItemId, Vec<Short>>,
    voided: BTreeSet<EventId>,
    /// The answers that are told again, each with the first of it.
    again: BTreeMap<EventId, EventId>,
}

/// An answer in short, in its place; what is no rating counts for nothing.
type Short = (i64, EventId, i64, Option<Rating>);

impl Histories {
    /// Takes in an answer, or what takes one back; anything else is passed over. `now_ms` is the present, UTC ms.
    pub fn add(&mut self, event: &Event, now_ms: i64) {
        if event.erased {
            return;
        }
        if event.kind == Kind::VOID {
            self.voided.extend(event.void_target());
        } else if event.kind == Kind::RESPONSE {
            let response = Response::read(event);
            if let Some(item) = response.item {
                let short = (effective_ms(event, now_ms), event.id, counted_day(event, now_ms), response.rated());
                self.answers.entry(item).or_default().push(short);
                self.again.extend((first(event) != event.id).then(|| (event.id, first(event))));
            }
        }
    }

    /// Each item's answers that count, by item.
    pub fn in_order(self) -> Vec<Vec<(i64, Rating)>> {
        let (voided, again) = (self.voided, self.again);
        let first = |id: &EventId| again.get(id).copied().unwrap_or(*id);
        let history = |mut answers: Vec<Short>| -> Vec<(i64, Rating)> {
            answers.retain(|(_, id, ..)| !voided.contains(id));
            if !again.is_empty() {
                // Of what was told again on two devices the least id counts.
                answers.sort_unstable_by_key(|(_, id, ..)| (first(id), *id));
                answers.dedup_by_key(|(_, id, ..)| first(id));
            }
            answers.sort_unstable_by_key(|(ms, id, ..)| (*ms, *id));
            answers.into_iter().filter_map(|(.., day, rating)| Some((day, rating?))).collect()
        };
        self.answers.into_values().map(history).filter(|history| !history.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Histories;
    use crate::{
        cbor::value::Day,
        event::{Event, Journal},
        id::{EventId, Id, ItemId},
        kind::Kind,
        response::{Response, answers},
        time::{DAY_MS, Moment},
    };
    use cairn_learning::{random::SplitMix64, schedule::Rating};
    use std::collections::BTreeMap;

    const NOW: i64 = 20_000 * DAY_MS;

    fn log(seed: &[u8]) -> Vec<Event> {
        let mut chance = SplitMix64::from_key(seed);
        let mut events: Vec<Event> = Vec::new();
        for n in 0..300_u128 {
            let id = EventId(Id::new(0, n));
            // Some of a wrong clock, some at one moment.
            let ms = NOW - i64::try_from(chance.next_u64() % 60).unwrap_or(0) * DAY_MS / 2 + 5 * DAY_MS;
            let at = Moment { ms, tz_offset_min: 60 };
            if n % 7 == 3 {
                let target = EventId(Id::new(0, n - 2));
                events.push(Event::void(id, at, target, Kind::RESPONSE, ""));
                continue;
            }
            let item = ItemId(Id::new(1, u128::from(chance.next_u64() % 9)));
            let rating = u8::try_from(chance.next_u64() % 6).unwrap_or(0);
            let response = Response {
                item: Some(item),
                day: (n % 5 > 0).then(|| Day(at.study_day())),
                rating,
                // Told again, some of them twice.
                first: (n % 11 > 7).then(|| EventId(Id::new(0, n - n % 11))),
                ..Response::read(&Event::new(Kind::RESPONSE, id, at))
            };
            let mut event = response.to_event(id, at);
            if n % 31 == 0 {
                event.erase();
            }
            events.push(event);
        }
        events
    }

    #[test]
    fn it_is_the_order_that_the_schedule_goes_by() {
        for seed in [b"a", b"b", b"c"] {
            let events = log(seed);
            let journal = Journal::of(events.clone());
            let mut expected: BTreeMap<ItemId, Vec<(i64, Rating)>> = BTreeMap::new();
            for answer in answers(&journal, NOW) {
                if let (Some(item), Some(rating)) = (answer.response.item, answer.response.rated()) {
                    expected.entry(item).or_default().push((answer.day, rating));
                }
            }
            let mut gathered = Histories::default();
            events.iter().rev().for_each(|event| gathered.add(event, NOW));
            let expected: Vec<_> = expected.into_values().collect();
            assert!(expected.len() > 5);
            assert_eq!(gathered.in_order(), expected);
        }
    }
}
