//! The answers in their one order: each with what only the order tells, which day it counts on and whether its item had
//! been answered before. From it come an item's card and the evidence; a response's own word of its past is for audits.

use super::{FIRST, Response, counted_day, first, item};
use crate::{
    event::{Event, Journal, effective_ms},
    id::{EventId, ItemId},
    kind::Kind,
};
use cairn_learning::{
    mastery::{self, EvidenceKind},
    schedule::{Card, Fsrs},
};
use std::collections::{BTreeMap, BTreeSet};

/// The most that luck takes from an answer that is evidence.
const GUESS_MAX: f64 = 0.9;

/// An answer that counts, in its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer<'a> {
    /// The event.
    pub event: &'a Event,
    /// What it tells, within its ranges.
    pub response: Response,
    /// When it counts, UTC ms: a date after tomorrow counts as now.
    pub ms: i64,
    /// The study day on which it counts.
    pub day: i64,
    /// Whether an answer before it was to the same item.
    pub seen_before: bool,
    /// Whether one of them was on the same study day: what was right is fresh to her then.
    pub seen_that_day: bool,
}

/// The answers of `journal` in their order, whatever order they came in; what was voided or erased does not count, and an
/// answer that was told again on two devices counts once. Of each item the journal holds all answers, or it is not known
/// whether the first of them is the first.
pub fn answers(journal: &Journal, now_ms: i64) -> Vec<Answer<'_>> {
    let mut seen: BTreeSet<ItemId> = BTreeSet::new();
    let mut seen_on: BTreeSet<(ItemId, i64)> = BTreeSet::new();
    let mut events = journal.in_order(now_ms);
    events.retain(|event| event.kind == Kind::RESPONSE);
    let doubles = doubles(&events);
    let events = events.into_iter().filter(|event| !doubles.contains(&event.id));
    let in_place = |event| {
        let response = Response::read(event).held(event.at);
        let day = counted_day(event, now_ms);
        let seen_before = response.item.is_some_and(|item| !seen.insert(item));
        let seen_that_day = response.item.is_some_and(|item| !seen_on.insert((item, day)));
        Answer { event, response, ms: effective_ms(event, now_ms), day, seen_before, seen_that_day }
    };
    events.map(in_place).collect()
}

/// Of answers that count and tell the same one, all but that of the least id: each of two devices set its date right, or
/// took its voiding back, before they met.
fn doubles(events: &[&Event]) -> BTreeSet<EventId> {
    let one = |event: &Event| (item(event), first(event));
    let mut told: BTreeMap<_, Vec<EventId>> =
        events.iter().filter(|event| event.fields.contains_key(&FIRST)).map(|event| (one(event), Vec::new())).collect();
    if told.is_empty() {
        return BTreeSet::new();
    }
    for event in events {
        told.entry(one(event)).and_modify(|ids| ids.push(event.id));
    }
    told.values_mut().for_each(|ids| ids.sort_unstable());
    told.into_values().flat_map(|ids| ids.into_iter().skip(1)).collect()
}

impl Answer<'_> {
    /// How sure she was before it, 0 to 1, where that tells something of her judgement (LEARNING.md 3.3 and 4): before the first
    /// attempt of the study day at its item, for after that she has seen what is right; and none with "I don't know", which
    /// takes back what was said before it. A journal may lack answers before which nothing was said, so the answer's own word
    /// of its past counts too.
    pub fn confidence(&self) -> Option<f64> {
        let again = self.seen_that_day || self.response.elapsed_days == Some(0);
        self.response.confidence.filter(|_| !again && !self.response.is_unknown())
    }

    /// The answer as evidence on a competency to which its item is linked with this demand (Bloom index): a view of it,
    /// never stored beside it. `None` if it says nothing, is to no item, or to one that luck alone solves
    /// (LEARNING.md 9.3).
    ///
    /// Graded by the app it counts in full where its item had not been seen, else as a review. Her own button is a
    /// judgement of hers, new item or not: it cannot slip, and counts as a review at most, times the trust in her
    /// judgements. A second answer to one item on one study day is for the model to leave out, which sees them all.
    pub fn as_evidence(&self, demand: Option<u8>) -> Option<mastery::Evidence<'_>> {
        let response = &self.response;
        if !response.is_self_graded() && response.guess.is_some_and(|guess| guess >= 1.0) {
            return None;
        }
        let kind = match (response.is_self_graded(), self.seen_before) {
            (true, _) => EvidenceKind::SelfGraded,
            (false, true) => EvidenceKind::Review,
            (false, false) => EvidenceKind::QuizItem,
        };
        Some(mastery::Evidence {
            id: self.event.id.0.bytes(),
            canonical: &[], // The journal has joined doubles already.
            t_ms: self.ms,
            day: self.day,
            kind,
            score: response.score()?,
            guess: response.guess.unwrap_or(0.0).min(GUESS_MAX),
            slip: response.slip.filter(|_| kind.is_auto_graded()),
            aid: response.aid.of_model(),
            demand,
            item: Some(response.item.as_ref()?.0.bytes()),
        })
    }
}

/// Where one item stands, by the answers to it in `journal`; what is no rating does not count. `None` if nothing
/// counts.
pub fn card(journal: &Journal, now_ms: i64, fsrs: &Fsrs) -> Option<Card> {
    answers(journal, now_ms).iter().fold(None, |card, answer| match answer.response.rated() {
        Some(rating) => Some(Card::after(card, answer.day, rating, fsrs)),
        None => card,
    })
}
