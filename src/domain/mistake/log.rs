//! The log of mistakes as it is read: open ones, those she is through with, and the last answers that went wrong of which
//! nothing is noted yet.

use super::{Mistake, command::Wrong};
use crate::{
    event::{Event, Journal, effective_ms},
    id::{EventId, ItemId, MistakeId},
    item::{called, called_needs},
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    resource::Resource,
    response::{Response, WRONG, first, told_again},
};
use std::{cmp::Reverse, collections::BTreeSet};

/// Open ones that are listed; those she is through with; answers that went wrong.
const OPEN: u32 = 300;
const DONE: u32 = 100;
const LAST: u32 = 60;

/// One that was noted.
#[derive(Clone, PartialEq, Debug)]
pub struct Noted {
    /// It.
    pub mistake: Mistake,
    /// What its item asks, in a few words; empty where the item is not here.
    pub title: String,
    /// What she answered, where that was kept.
    pub given: Option<String>,
    /// How sure she said she was, 0 to 1.
    pub confidence: Option<f64>,
    /// When it was answered, UTC ms: by the date that was set right, if it was.
    pub answered: Option<i64>,
    /// Whether the answer was taken back since.
    pub taken_back: bool,
    /// What to read or watch again, if it is here.
    pub resource: Option<Resource>,
}

/// An answer that went wrong, of which nothing is noted.
#[derive(Clone, PartialEq, Debug)]
pub struct Unnoted {
    /// It.
    pub wrong: Wrong,
    /// What its item asks, in a few words.
    pub title: String,
    /// What she answered, where that was kept.
    pub given: Option<String>,
    /// How sure she said she was, 0 to 1.
    pub confidence: Option<f64>,
}

/// The log.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Log {
    /// Open ones: those due today first, then by the moment of their answers, the last first.
    pub open: Vec<Noted>,
    /// Those she is through with, the last first.
    pub done: Vec<Noted>,
    /// Answers that went wrong, of each item the last, the last first.
    pub unnoted: Vec<Unnoted>,
}

/// What [`read`] asks for, in rounds.
pub fn needs(snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![
        Lookup::Range(Mistake::open(OPEN)),
        Lookup::Range(Mistake::done(DONE)),
        Lookup::Range(last()),
        Event::all_voids(),
    ];
    for mistake in noted(snapshot) {
        let answer = mistake.answer.into_iter();
        lookups.extend(answer.flat_map(|id| [Lookup::Event(Kind::RESPONSE, id), Lookup::Range(told_again(id))]));
        lookups.extend(mistake.resource.map(|resource| Lookup::Record(Kind::RESOURCE, resource.0)));
        lookups.extend(mistake.item.into_iter().flat_map(called_needs));
    }
    for event in snapshot.events(&last()) {
        lookups.extend(Response::read(event).item.into_iter().flat_map(called_needs));
        lookups.push(Lookup::Record(Kind::MISTAKE, MistakeId::of(first(event)).0));
    }
    lookups
}

/// What a snapshot of [`needs`] says on study day `today`.
pub fn read(now_ms: i64, today: i64, snapshot: &Snapshot) -> Log {
    let answers = noted(snapshot).flat_map(|mistake| told(&mistake, snapshot)).cloned();
    let voids = Event::all_voids();
    let voids = snapshot.hits(&voids).iter().filter_map(|hit| hit.event());
    let journal = Journal::of(snapshot.events(&last()).chain(voids).cloned().chain(answers).collect::<Vec<Event>>());
    let counted: Vec<&Event> =
        journal.in_order(now_ms).into_iter().filter(|event| event.kind == Kind::RESPONSE).collect();
    let ids: BTreeSet<EventId> = counted.iter().map(|event| event.id).collect();
    let all = |range: Range| -> Vec<Noted> {
        snapshot.nouns::<Mistake>(&range).into_iter().map(|mistake| known(mistake, &ids, now_ms, snapshot)).collect()
    };
    let mut open = all(Mistake::open(OPEN));
    open.sort_by_key(|noted| (!noted.mistake.is_due(today), Reverse(noted.answered)));
    Log { open, done: all(Mistake::done(DONE)), unnoted: unnoted(&counted, now_ms, snapshot) }
}

fn last() -> Range {
    Range::last(Kind::RESPONSE, WRONG, LAST)
}

fn noted(snapshot: &Snapshot) -> impl Iterator<Item = Mistake> {
    [Mistake::open(OPEN), Mistake::done(DONE)].into_iter().flat_map(|range| snapshot.nouns::<Mistake>(&range))
}

/// The answer of a mistake, and the same told again.
fn told<'s>(mistake: &Mistake, snapshot: &'s Snapshot) -> Vec<&'s Event> {
    let Some(answer) = mistake.answer else { return Vec::new() };
    let first = snapshot.event(Kind::RESPONSE, answer).into_iter();
    first.chain(snapshot.events(&told_again(answer))).filter(|event| !event.erased).collect()
}

fn known(mistake: Mistake, counted: &BTreeSet<EventId>, now_ms: i64, snapshot: &Snapshot) -> Noted {
    let told = told(&mistake, snapshot);
    // The one that counts speaks; if none does, it was taken back.
    let event = told.iter().rev().find(|event| counted.contains(&event.id)).or(told.first()).copied();
    let response = event.map(|event| Response::read(event).held(event.at));
    Noted {
        title: mistake.item.map(|item| called(item, snapshot)).unwrap_or_default(),
        given: response.as_ref().and_then(|response| response.given.clone()),
        confidence: response.as_ref().and_then(|response| response.confidence),
        answered: event.map(|event| effective_ms(event, now_ms)).or(mistake.answered.map(|ms| ms.0)),
        taken_back: event.is_some_and(|event| !counted.contains(&event.id)),
        resource: mistake.resource.and_then(|resource| snapshot.noun(resource)),
        mistake,
    }
}

fn unnoted(counted: &[&Event], now_ms: i64, snapshot: &Snapshot) -> Vec<Unnoted> {
    let listed: BTreeSet<EventId> = snapshot.events(&last()).map(|event| event.id).collect();
    let mut met: BTreeSet<ItemId> = BTreeSet::new();
    let one = |event: &&Event| {
        let response = Response::read(event).held(event.at);
        let item = response.item?;
        let title = called(item, snapshot);
        let is_noted = snapshot.alive(Kind::MISTAKE, MistakeId::of(first(event)).0).is_some();
        // Of one item the last answer speaks; what is in the trash is not asked about.
        let speaks = met.insert(item) && !is_noted && !title.is_empty();
        speaks.then(|| Unnoted {
            wrong: Wrong { answer: first(event), item, ms: effective_ms(event, now_ms) },
            title,
            given: response.given,
            confidence: response.confidence,
        })
    };
    counted.iter().rev().filter(|event| listed.contains(&event.id)).filter_map(one).collect()
}
