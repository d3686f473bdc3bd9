//! A response: an item was answered. The review log of LEARNING.md 3.5, an event that is never edited; taking an answer
//! back is a void like any other. Everything known of an item's memory, and what an answer says of a competency,
//! follows from the responses in their order ([`answers`](answers())), whatever each of them tells of its past.
//!
//! Not here: what an item is, and what is asked of it. Many responses may lie in one [page](crate::event::page).

mod answers;
#[cfg(test)]
mod replays;
#[cfg(test)]
mod stories;

pub use answers::{Answer, answers, card};

use crate::{
    cbor::{Cbor, value::Day},
    codes, event,
    event::{Event, is_ahead},
    evidence::AidUsed,
    id::{EventId, ItemId},
    kind::Kind,
    port::Range,
    registry,
    time::Moment,
};
use cairn_learning::{
    schedule::{Rating, ScheduleConfig, score_of},
    threshold::reaches,
};

/// Most letters that are kept of what she answered.
pub const GIVEN_MAX: usize = 200;

/// Index key of the answers before which she said how sure she was, in the order of their moments.
pub const SURE: &str = "sure/";

/// Index key of the answers that went wrong, likewise.
pub const WRONG: &str = "wrong/";

/// Longest time that counts for one answer, in milliseconds; after that she was at something else.
pub const DURATION_MAX_MS: u32 = 60_000;

/// The least score of an answer that is right but for how it is written (LEARNING.md 9.1).
pub(crate) const NEARLY: f64 = 0.9;

/// The algorithm by which the state before an answer was computed: FSRS-6.
pub const ALGORITHM: u32 = 6;

/// The numbers of the fields that tell days.
const DAY: u32 = 2;
const PLANNED_DUE_DAY: u32 = 12;

/// The numbers of the fields that an answer is found by.
const ITEM: u32 = 1;
const RATING: u32 = 3;
const CONFIDENCE: u32 = 5;
const FIRST: u32 = 20;

/// Index key of the answers that are told again, by the first of each.
const AGAIN: &str = "again/";

codes! {
    /// Where the item stood before the answer.
    pub enum StateBefore {
        /// It had not been answered.
        New = 0 "new",
        /// It had not been recalled.
        Learning = 1 "learning",
        /// It had been recalled.
        Review = 2 "review",
        /// It had been forgotten, and not recalled since.
        Relearning = 3 "relearning",
    }
}

codes! {
    /// Why it was asked.
    pub enum Source {
        /// It was due, or new.
        Review = 0 "review",
        /// She wanted it before it was due.
        Cram = 1 "cram",
        /// To find out where she stands.
        Placement = 2 "placement",
        /// Another program asked.
        Import = 3 "import",
    }
}

event! {
    /// An item was answered.
    pub struct Response: RESPONSE {
        /// The item.
        item: Option<ItemId> = 1,
        /// The study day, by the turn of the day that held then; absent: by the usual one.
        day: Option<Day> = 2,
        /// 1 again, 2 hard, 3 good, 4 easy.
        rating: u8 = 3,
        /// The score, 0 to 1, where the app graded; absent where she did.
        raw_score: Option<f64> = 4,
        /// How sure she said she was, 0 to 1, before she saw the result.
        confidence: Option<f64> = 5,
        /// How long it took, in milliseconds, at most [`DURATION_MAX_MS`].
        duration_ms: Option<u32> = 6,
        /// Where the item stood before, by what this device knew then: for audits. What counts is the order of the
        /// answers.
        state_before: Option<StateBefore> = 7,
        /// Stability before, in days; absent of a new item.
        s_before: Option<f64> = 8,
        /// Difficulty before, 1 to 10; absent of a new item.
        d_before: Option<f64> = 9,
        /// Study days since the answer before.
        elapsed_days: Option<u32> = 10,
        /// Days for which it had been put off then.
        scheduled_days: Option<u32> = 11,
        /// The study day for which it was put off now, wherever the load moved it.
        planned_due_day: Option<Day> = 12,
        /// The algorithm, see [`ALGORITHM`].
        algo_version: u32 = 13,
        /// Which weights; empty: the published ones.
        param_set: String = 14,
        /// Why it was asked.
        source: Source = 15,
        /// Expected score of a blind guess at it, 0 to 1; at 1 luck is as good as knowing, and it is no evidence.
        guess: Option<f64> = 16,
        /// Probability of a slip, 0 to 1; 0 for "I don't know".
        slip: Option<f64> = 17,
        /// What helped.
        aid: AidUsed = 18,
        /// What she answered, in plain words, at most [`GIVEN_MAX`] letters: only where it went wrong, wholly or in part, to learn
        /// from.
        given: Option<String> = 19,
        /// The answer that this is, told again: by the present date in place of a wrong one, or because its voiding was taken
        /// back. Always the first that was told. What was noted of it has that id.
        first: Option<EventId> = 20,
    }
}

impl Response {
    /// Within the ranges of its fields, told `at` a moment. A file or another version may have written anything: so it
    /// is held when it is written and when it is read. A day that is not that of the moment, or one beside it, is none;
    /// an item is put off by no fewer than no days, and by the longest interval at most.
    pub fn held(self, at: Moment) -> Self {
        let share = |x: Option<f64>, most: f64| x.filter(|x| x.is_finite()).map(|x| x.clamp(0.0, most));
        let day = self.day.filter(|day| is_day_of(*day, at));
        let first = day.map_or(at.study_day(), |Day(day)| day);
        let last = first.saturating_add(ScheduleConfig::default().interval_max);
        Self {
            day,
            raw_score: share(self.raw_score, 1.0),
            confidence: share(self.confidence, 1.0),
            duration_ms: self.duration_ms.map(|ms| ms.min(DURATION_MAX_MS)),
            planned_due_day: self.planned_due_day.map(|Day(due)| Day(due.clamp(first, last))),
            guess: share(self.guess, 1.0),
            slip: share(self.slip, 0.1),
            given: self.given.as_deref().and_then(cut),
            ..self
        }
    }

    /// Whether she said that she did not know, where the app would have graded.
    pub fn is_unknown(&self) -> bool {
        self.given.is_none() && self.raw_score == Some(0.0) && self.slip == Some(0.0)
    }

    /// Whether the app found a part of it right, and a part not. Of many parts one that is wrong costs no more than a typing
    /// error, but then her words are kept.
    pub fn is_partly(&self) -> bool {
        let wrong = |score| !reaches(score, if self.given.is_some() { 1.0 } else { NEARLY });
        self.raw_score.is_some_and(|score| score > 0.0 && wrong(score))
    }

    /// How it went; `None` for a number that is no rating.
    pub fn rated(&self) -> Option<Rating> {
        Rating::from_u8(self.rating)
    }

    /// Whether she graded it herself: the button was hers, not the app's.
    pub fn is_self_graded(&self) -> bool {
        self.raw_score.is_none()
    }

    /// The score as evidence, 0 to 1, of what is [held](Response::held): the app's, or by her own rating. `None`
    /// without either.
    pub fn score(&self) -> Option<f64> {
        self.raw_score.or_else(|| Some(score_of(self.rated()?, &ScheduleConfig::default())))
    }
}

/// The study day on which a response counts: the one it tells, if that is the day of its moment or one beside it, for
/// the day may have turned at another hour; else the day of its moment. An answer dated after tomorrow, whose device
/// had a wrong clock, counts as today.
pub fn counted_day(event: &Event, now_ms: i64) -> i64 {
    if is_ahead(event, now_ms) { Moment { ms: now_ms, ..event.at }.study_day() } else { told_day(event) }
}

/// The study day for which a response put its item off: as many days after [`counted_day`] as it tells. `None` if it
/// tells none.
pub fn due_day(event: &Event, now_ms: i64) -> Option<i64> {
    Some(counted_day(event, now_ms) + put_off(event)?)
}

/// What a response is listed under besides its item: [`SURE`], [`WRONG`].
pub(crate) fn keys(event: &Event) -> impl Iterator<Item = String> {
    let is = |holds: bool, head: &str| {
        (holds && event.kind == Kind::RESPONSE).then(|| [head, &registry::sortable_ms(event.at.ms)].concat())
    };
    let sure = is(event.get::<f64>(CONFIDENCE).is_some(), SURE);
    let wrong = is(event.get(RATING) == Some(Rating::Again.as_u8()), WRONG);
    let first = event.get::<EventId>(FIRST).filter(|_| event.kind == Kind::RESPONSE);
    let again = first.map(|first| [AGAIN, &registry::part(Some(first))].concat());
    sure.into_iter().chain(wrong).chain(again)
}

/// The item that an answer is to, without reading the rest of it.
pub fn item(event: &Event) -> Option<ItemId> {
    event.get(ITEM)
}

/// The id under which an answer was told first.
pub fn first(event: &Event) -> EventId {
    event.get(FIRST).unwrap_or(event.id)
}

/// The same answer told again, by the id of the first.
pub fn told_again(first: EventId) -> Range {
    Range::all(Kind::RESPONSE, [AGAIN, &registry::part(Some(first))].concat())
}

/// An event told again under another id; an answer says which it is.
pub(crate) fn tell_again(event: &Event, id: EventId) -> Event {
    let mut copy = Event { id, ..event.clone() };
    if copy.kind == Kind::RESPONSE {
        copy.fields.insert(FIRST, Cbor::of(&first(event)));
    }
    copy
}

/// What she answered as it is kept; nothing of nothing.
pub(crate) fn cut(given: &str) -> Option<String> {
    let words = given.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept: String = words.chars().filter(|letter| !letter.is_control()).take(GIVEN_MAX).collect();
    (!kept.is_empty()).then_some(kept)
}

/// Dates a response anew, one of a wrong clock: its day is that of the new moment, and its item is put off by as many
/// days as before.
pub(crate) fn redate(event: &mut Event, at: Moment) {
    let put_off = put_off(event);
    event.at = at;
    event.fields.remove(&DAY);
    if let Some(days) = put_off {
        event.fields.insert(PLANNED_DUE_DAY, Cbor::of(&Day(at.study_day() + days)));
    }
}

/// The study day by the clock of its own device.
fn told_day(event: &Event) -> i64 {
    let told = event.get::<Day>(DAY).filter(|day| is_day_of(*day, event.at));
    told.map_or(event.at.study_day(), |Day(day)| day)
}

/// Whether it is the study day of a moment, or one beside it: the day may turn at another hour than the usual one.
fn is_day_of(Day(day): Day, at: Moment) -> bool {
    day.abs_diff(at.study_day()) <= 1
}

/// Days for which it put its item off, 0 to the longest interval.
fn put_off(event: &Event) -> Option<i64> {
    let Day(planned) = Response::read(event).held(event.at).planned_due_day?;
    Some(planned - told_day(event))
}
