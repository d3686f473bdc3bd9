//! Answers, which a store may keep otherwise than other rows: whatever was written, written over, erased and brought at
//! once, they are found as a store in memory finds them.

use super::{
    Bench,
    desk::{BEGIN, Desk, Writes},
};
use crate::Memory;
use cairn_domain::{
    change::Write,
    event::Event,
    id::{EventId, Id},
    kind::Kind,
    port::{Lookup, Range, Store, Summary},
    response::{SURE, WRONG},
    time::{DAY_MS, Moment},
};

const ITEMS: u64 = 7;

/// Numbers that are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn ms(&mut self, limit: i64) -> i64 {
        i64::try_from(self.below(limit.unsigned_abs())).unwrap_or(0)
    }
}

fn item(number: u64) -> Id {
    Id::new(BEGIN - 5, u128::from(number) << 70 | 3)
}

/// An answer under its name, of whatever item and moment; some say how sure she was, some have a date beyond their name's,
/// some belong to no item.
fn answer(id: Id, chance: &mut Chance) -> Event {
    let far = if chance.below(20) == 0 { 90 * DAY_MS } else { 0 };
    let at = Moment { ms: BEGIN + chance.ms(400) + far, tz_offset_min: 60 };
    let event = Event::new(Kind::RESPONSE, EventId(id), at).with(3, &u8::try_from(1 + chance.below(4)).unwrap_or(1));
    let event = if chance.below(30) == 0 { event } else { event.with(1, &item(chance.below(ITEMS))) };
    if chance.below(5) == 0 { event.with(5, &0.5_f64) } else { event }
}

fn some_id(chance: &mut Chance) -> Id {
    // Half as made by a clock, half as made of a hash.
    if chance.below(2) == 0 {
        Id::new(BEGIN + chance.ms(400), u128::from(chance.below(1 << 20)))
    } else {
        Id::from_bytes((u128::from(chance.below(1 << 31)) << 97 | u128::from(chance.below(1 << 31))).to_be_bytes())
    }
}

/// All kinds of questions about answers.
fn questions(ids: &[Id], change: u64, chance: &mut Chance) -> Vec<Lookup> {
    let mut ranges = Vec::new();
    let heads = (0..ITEMS + 1).map(|number| format!("{}/", item(number).to_text()));
    for head in heads.chain([SURE, WRONG, "ahead/", ""].map(str::to_owned)) {
        let limit = 1 + u32::try_from(chance.below(9)).unwrap_or(0);
        ranges.extend([
            Range::all(Kind::RESPONSE, head.clone()),
            Range { reverse: true, ..Range::all(Kind::RESPONSE, head.clone()) },
            Range::first(Kind::RESPONSE, head.clone(), limit),
            Range::last(Kind::RESPONSE, head, limit),
        ]);
    }
    let mut lookups: Vec<Lookup> = ranges.into_iter().map(Lookup::Range).collect();
    for since in [0, change / 2, change.saturating_sub(3), change] {
        for after in [None, Some(ids[ids.len() / 2])] {
            for limit in [1, 50, u32::MAX] {
                lookups.push(Lookup::ChangedSince { kind: Kind::RESPONSE, change: since, after, limit });
            }
        }
    }
    lookups
}

async fn same<S: Store>(desk: &Desk<S>, memory: &Memory, lookups: &[Lookup]) {
    let ours = desk.store.read(lookups).await.expect("the read succeeds");
    let theirs = memory.look(lookups);
    for lookup in lookups {
        assert!(ours.has(lookup), "every lookup is answered: {lookup:?}");
        assert_eq!(ours.hits(lookup), theirs.hits(lookup), "{lookup:?}");
    }
    assert_eq!(ours.torn(), 0);
}

/// The same answers, and the same pages of them, as in memory.
pub async fn answers_are_found_however_they_lie(bench: &impl Bench) {
    let desk = Desk::open(bench, "answers").await;
    let Summary { profile, device, .. } = desk.summary().await;
    let memory = Memory::new(profile, device);
    let mut chance = Chance(7);
    let mut ids: Vec<Id> = Vec::new();
    for round in 0..14 {
        let mut writes: Vec<Event> = Vec::new();
        // Now and then many at once, some of them again.
        let count = if round % 4 == 3 { 400 } else { chance.below(40) };
        for _ in 0..count {
            let known = !ids.is_empty() && chance.below(5) == 0;
            let id = if known {
                ids[usize::try_from(chance.below(ids.len() as u64)).unwrap_or(0)]
            } else {
                some_id(&mut chance)
            };
            let mut event = answer(id, &mut chance);
            if known && chance.below(3) == 0 {
                event.erase();
            }
            ids.push(id);
            writes.push(event);
        }
        ids.push(some_id(&mut chance));
        let writes: Vec<Write> = writes.into_iter().map(Write::Event).collect();
        let now = Moment { ms: BEGIN, tz_offset_min: 0 };
        memory.apply(&Writes(writes.clone()), now, 1).expect("the commit succeeds");
        desk.write(writes).await;
        let change = desk.summary().await.change;
        assert_eq!(desk.summary().await, summary(&memory));
        let asked = questions(&ids, change, &mut chance);
        same(&desk, &memory, &asked).await;
        for (some, step) in [(9, 31), (400, 1)] {
            let by_id = ids.iter().rev().step_by(step).take(some).map(|id| Lookup::Event(Kind::RESPONSE, EventId(*id)));
            let mut by_id: Vec<Lookup> = by_id.collect();
            by_id.sort();
            by_id.dedup();
            same(&desk, &memory, &by_id).await;
        }
    }
    // From page to page, by key and by id.
    for head in ["", WRONG] {
        for reverse in [false, true] {
            let mut range = Range { reverse, ..Range::first(Kind::RESPONSE, head, 40) };
            loop {
                let lookup = Lookup::Range(range.clone());
                same(&desk, &memory, std::slice::from_ref(&lookup)).await;
                let Some(last) = memory.look(std::slice::from_ref(&lookup)).hits(&lookup).last().cloned() else {
                    break;
                };
                range.after = Some(last.key);
            }
        }
    }
}

fn summary(memory: &Memory) -> Summary {
    crate::memory::ready(memory.summary()).expect("memory answers")
}
