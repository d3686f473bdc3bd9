//! A response: an item was answered. The review log of LEARNING.md 3.5, an event that is never edited; taking an answer
//! back is a void like any other. Everything known of an item's memory follows from its responses ([`card`]).
//!
//! Not here: what an item is, and what is asked of it. Many responses may lie in one [page](crate::event::page).

#[cfg(test)]
mod stories;

use crate::{
    codes, event,
    event::{Event, Journal, effective_ms},
    evidence::AidUsed,
    id::ItemId,
    kind::Kind,
    time::Moment,
};
use cairn_learning::{
    mastery::{self, EvidenceKind},
    schedule::{Card, Fsrs, Rating},
};

/// Longest time that counts for one answer, in milliseconds; after that she was at something else.
pub const DURATION_MAX_MS: u32 = 60_000;

/// The algorithm by which the state before an answer was computed: FSRS-6.
pub const ALGORITHM: u32 = 6;

/// Score of an answer that she graded as Hard herself: it was recalled, but not as one that is known.
const HARD_SCORE: f64 = 0.8;

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
        day: Option<i64> = 2,
        /// 1 again, 2 hard, 3 good, 4 easy.
        rating: u8 = 3,
        /// The score, 0 to 1, where the app graded; absent where she did.
        raw_score: Option<f64> = 4,
        /// How sure she said she was, 0 to 1, before she saw the result.
        confidence: Option<f64> = 5,
        /// How long it took, in milliseconds, at most [`DURATION_MAX_MS`].
        duration_ms: Option<u32> = 6,
        /// Where the item stood before.
        state_before: StateBefore = 7,
        /// Stability before, in days; absent of a new item.
        s_before: Option<f64> = 8,
        /// Difficulty before, 1 to 10; absent of a new item.
        d_before: Option<f64> = 9,
        /// Study days since the answer before.
        elapsed_days: Option<u32> = 10,
        /// Days for which it had been put off then.
        scheduled_days: Option<u32> = 11,
        /// The study day for which it was put off now, wherever the load moved it.
        planned_due_day: Option<i64> = 12,
        /// The algorithm, see [`ALGORITHM`].
        algo_version: u32 = 13,
        /// Which weights; empty: the published ones.
        param_set: String = 14,
        /// Why it was asked.
        source: Source = 15,
        /// Expected score of a blind guess at it, 0 to 1.
        guess: Option<f64> = 16,
        /// Probability of a slip, 0 to 1; 0 for "I don't know".
        slip: Option<f64> = 17,
        /// What helped.
        aid: AidUsed = 18,
    }
}

impl Response {
    /// Within the ranges of its fields. A file or another version may have written anything: so it is held when it is
    /// written and when it is read.
    pub fn held(self) -> Self {
        let share = |x: Option<f64>, most: f64| x.filter(|x| x.is_finite()).map(|x| x.clamp(0.0, most));
        Self {
            raw_score: share(self.raw_score, 1.0),
            confidence: share(self.confidence, 1.0),
            duration_ms: self.duration_ms.map(|ms| ms.min(DURATION_MAX_MS)),
            guess: share(self.guess, 0.9),
            slip: share(self.slip, 0.1),
            ..self
        }
    }

    /// How it went; `None` for a number that is no rating.
    pub fn rated(&self) -> Option<Rating> {
        Rating::from_u8(self.rating)
    }

    /// What it is as evidence: an item seen for the first time counts in full, one seen before as a review.
    pub fn evidence_kind(&self) -> EvidenceKind {
        if self.state_before == StateBefore::New { EvidenceKind::QuizItem } else { EvidenceKind::Review }
    }

    /// The score as evidence, 0 to 1: the app's, or by her own rating. `None` without either.
    pub fn score(&self) -> Option<f64> {
        self.raw_score.filter(|score| score.is_finite()).map(|score| score.clamp(0.0, 1.0)).or_else(|| {
            Some(match self.rated()? {
                Rating::Again => 0.0,
                Rating::Hard => HARD_SCORE,
                Rating::Good | Rating::Easy => 1.0,
            })
        })
    }
}

/// The response as evidence on a competency to which its item is linked with this demand (Bloom index): a view of it,
/// never stored beside it. Call it on what was read from `event` and [held](Response::held). `None` if it says nothing.
///
/// A second answer to one item on one study day is for the model to leave out, which sees them all.
pub fn as_evidence<'a>(
    response: &'a Response,
    event: &'a Event,
    demand: Option<u8>,
    now_ms: i64,
) -> Option<mastery::Evidence<'a>> {
    Some(mastery::Evidence {
        id: event.id.0.bytes(),
        canonical: &[], // The journal has joined doubles already.
        t_ms: effective_ms(event, now_ms),
        day: counted_day(event, now_ms),
        kind: response.evidence_kind(),
        score: response.score()?,
        guess: response.guess.unwrap_or(0.0),
        slip: response.slip,
        aid: response.aid.of_model(),
        demand,
        item: response.item.as_ref().map(|item| &item.0.bytes()[..]),
    })
}

/// The study day on which a response counts: the one it tells, but for an answer dated after tomorrow, whose device had
/// a wrong clock: it counts as today.
pub fn counted_day(event: &Event, now_ms: i64) -> i64 {
    let ms = effective_ms(event, now_ms);
    let told = if ms == event.at.ms { event.get(2) } else { None };
    told.unwrap_or_else(|| Moment { ms, ..event.at }.study_day())
}

/// Where one item stands, by the responses to it in `journal`, in whatever order they came; what was voided or erased
/// does not count, nor does what is no rating. `None` if nothing counts.
pub fn card(journal: &Journal, now_ms: i64, fsrs: &Fsrs) -> Option<Card> {
    let responses = journal.in_order(now_ms).into_iter().filter(|event| event.kind == Kind::RESPONSE);
    responses.fold(None, |card, event| match Response::read(event).rated() {
        Some(rating) => Some(Card::after(card, counted_day(event, now_ms), rating, fsrs)),
        None => card,
    })
}
