//! An answer, and taking one back: each one event and nothing else. No row is read for it, none is derived, and nothing
//! is noted for the list of changes: an answer is taken back where it was given.
//!
//! The columns take it in later ([`super::settle`]); until then it is part of the [`super::tail`].

use super::{
    columns::{Entry, Learned},
    preferences::weekday,
    weights::Weights,
};
use crate::{
    cbor::value::Day,
    change::{Op, Outcome, Reply},
    error::Rejection,
    event::Event,
    evidence::AidUsed,
    id::{EventId, ItemId},
    kind::Kind,
    port::{Decision, Lookup, Snapshot},
    record::Context,
    response::{self, ALGORITHM, Response, Source, StateBefore},
    time::Moment,
};
use cairn_learning::{
    calendar::elapsed_days,
    schedule::{Card, Moved, Rating, ScheduleConfig, Stage, balanced, choices, fuzzed, rating_of},
};

/// How an answer went, as the screen knows it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Given {
    /// Who graded it, and how.
    pub graded: Graded,
    /// How sure she said she was, 0 to 1, before she saw the result.
    pub confidence: Option<f64>,
    /// How long it took, in milliseconds; what is beyond [`crate::response::DURATION_MAX_MS`] does not count.
    pub duration_ms: u32,
    /// What helped.
    pub aid: AidUsed,
    /// Why it was asked.
    pub source: Source,
}

/// Who graded an answer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Graded {
    /// She did, by one of the four buttons.
    Own(Rating),
    /// The app did.
    App {
        /// 0 to 1.
        score: f64,
        /// Expected score of a blind guess and probability of a slip, both 0 to 1; `None` if luck alone is as good as
        /// knowing.
        luck: Option<(f64, f64)>,
    },
}

/// By what an answer puts its item off.
#[derive(Clone, PartialEq, Debug)]
pub struct Pacing {
    /// The retention that is desired, 0.70 to 0.97.
    pub retention: f64,
    /// Her easy days; `None` while every day takes the same, when due days are spread by fixed chance.
    pub easy: Option<Easy>,
    /// The weights by which it is reckoned: those of the [`super::Queue`].
    pub weights: Weights,
}

/// Days of the week that take less.
#[derive(Clone, PartialEq, Debug)]
pub struct Easy {
    /// What each weekday takes, Monday first: see [`cairn_learning::schedule::EasyDays`].
    pub shares: [f64; 7],
    /// Reviews due in so many days from today, today first: see [`super::Queue::loads`].
    pub loads: Vec<u32>,
}

impl Default for Pacing {
    /// The usual retention, no easy days, the published weights.
    fn default() -> Self {
        Self { retention: ScheduleConfig::default().retention.normal, easy: None, weights: Weights::default() }
    }
}

/// An answer as it is written.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// Its name; chosen before it is written, so that it can be taken back at once.
    pub id: EventId,
    /// When it was given.
    pub at: Moment,
    /// What is told of it.
    pub response: Response,
    /// Where the item stands after it.
    pub after: Learned,
    /// How far it was put off, and whether it was moved.
    pub put: Put,
}

/// How far an answer puts its item off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Put {
    /// Days from the answer.
    pub days: i64,
    /// Days that its interval alone says.
    pub interval: i64,
    /// Why these are other days; `None` where they are not, or by chance.
    pub moved: Option<Moved>,
}

/// Takes an answer back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TakeBack {
    /// The answer.
    pub answer: EventId,
    /// The item that was answered.
    pub item: ItemId,
}

impl Given {
    /// The rating: hers, or what the app's grade comes to (LEARNING.md 3.3).
    pub fn rating(&self) -> Rating {
        match self.graded {
            Graded::Own(rating) => rating,
            Graded::App { score, .. } => rating_of(score, self.confidence, &ScheduleConfig::default()),
        }
    }
}

impl Answer {
    /// An answer given `at` a moment to an item that stood there before.
    pub fn new(id: EventId, at: Moment, before: &Entry, given: &Given, pacing: &Pacing) -> Self {
        let (fsrs, today, rating) = (&pacing.weights.fsrs, at.study_day(), given.rating());
        let learned = before.learned;
        let card = learned.map(|learned| learned.card);
        let after = Card::after(card, today, rating, fsrs);
        let put = put_off(before, today, rating, pacing);
        let due_day = today.saturating_add(put.days);
        let (raw_score, guess, slip) = match given.graded {
            Graded::Own(_) => (None, None, None),
            Graded::App { score, luck: Some((guess, slip)) } => (Some(score), Some(guess), Some(slip)),
            // As much luck as can be told: it is no evidence.
            Graded::App { score, luck: None } => (Some(score), Some(1.0), Some(0.0)),
        };
        let number = |days: i64| u32::try_from(days.max(0)).unwrap_or(u32::MAX);
        let response = Response {
            item: Some(before.id),
            day: Some(Day(today)),
            rating: rating.as_u8(),
            raw_score,
            confidence: given.confidence,
            duration_ms: Some(given.duration_ms),
            state_before: Some(card.map_or(StateBefore::New, |card| match card.stage {
                Stage::Learning => StateBefore::Learning,
                Stage::Review => StateBefore::Review,
                Stage::Relearning => StateBefore::Relearning,
            })),
            s_before: card.map(|card| card.memory.stability),
            d_before: card.map(|card| card.memory.difficulty),
            elapsed_days: card.map(|card| number(elapsed_days(today, card.last_day))),
            scheduled_days: learned.map(|learned| number(learned.due_day.saturating_sub(learned.card.last_day))),
            planned_due_day: Some(Day(due_day)),
            algo_version: ALGORITHM,
            param_set: pacing.weights.name.clone(),
            source: given.source,
            guess,
            slip,
            aid: given.aid,
            given: None,
            first: None,
        };
        let after = Learned {
            card: after,
            due_day,
            first_day: learned.map_or(today, |learned| learned.first_day),
            last_ms: learned.map_or(at.ms, |learned| learned.last_ms.max(at.ms)),
        };
        Self { id, at, response: response.held(at), after, put }
    }

    /// With what she answered, in plain words, none where it was right: they are kept where it went wrong, wholly or in part.
    pub fn saying(mut self, words: &str) -> Self {
        let said = Response { given: response::cut(words), ..self.response.clone() };
        if said.rated() == Some(Rating::Again) || said.is_partly() {
            self.response = said;
        }
        self
    }

    /// What takes it back.
    pub fn take_back(&self) -> Option<TakeBack> {
        Some(TakeBack { answer: self.id, item: self.response.item? })
    }
}

/// How far an answer of a rating on study day `today` would put an item off that stood there before.
pub fn put_off(before: &Entry, today: i64, rating: Rating, pacing: &Pacing) -> Put {
    let (fsrs, config) = (&pacing.weights.fsrs, ScheduleConfig::default());
    let card = before.learned.map(|learned| learned.card);
    let choices = choices(card.as_ref(), today, config.retention.hold(pacing.retention), fsrs);
    let interval = choices.into_iter().find(|choice| choice.rating == rating).map_or(1, |choice| choice.interval);
    match &pacing.easy {
        Some(easy) => {
            let weekday = u8::try_from(weekday(today)).unwrap_or(0);
            let placed = balanced(interval, weekday, &easy.loads, &easy.shares, &config);
            Put { days: placed.days, interval, moved: placed.moved }
        }
        None => {
            let reps = card.map_or(1, |card| card.reps.saturating_add(1));
            Put { days: fuzzed(interval, before.id.to_string().as_bytes(), reps, &config), interval, moved: None }
        }
    }
}

impl Decision for Answer {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Other);
        outcome.reply = Reply::Created(self.id.0);
        outcome.put_event(self.response.to_event(self.id, self.at), true);
        Ok(outcome)
    }
}

impl Decision for TakeBack {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let id = EventId(context.new_id());
        let mut outcome = Outcome::new(Op::Other);
        let void = Event::void(id, context.now, self.answer, Kind::RESPONSE, &self.item.to_string());
        outcome.put_event(void, true);
        Ok(outcome)
    }
}
