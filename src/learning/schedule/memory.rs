//! FSRS-6: how well one item is remembered, and what an answer does to it. Days in, days out; when a card is
//! really due is decided in [`super::choices()`], [`super::fuzzed()`] and [`super::balanced()`].
//!
//! Formulas: the published algorithm as py-fsrs 6.3.2 and ts-fsrs 5.4.2 have it (LEARNING.md 3.1). Elapsed days
//! are whole study days; nothing is rounded on the way.

use super::{Parameters, ScheduleConfig};
use crate::numbers::{days, whole};

/// How an answer went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Rating {
    /// Not recalled.
    Again = 1,
    /// Recalled with effort.
    Hard = 2,
    /// Recalled.
    Good = 3,
    /// Recalled without effort; given by hand only.
    Easy = 4,
}

impl Rating {
    /// Every rating, worst first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// The stable number, 1 to 4.
    pub fn as_u8(self) -> u8 {
        self as u8
    }

    /// The rating of a stable number; `None` outside 1 to 4.
    pub fn from_u8(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.as_u8() == number)
    }

    /// Whether the item was recalled.
    pub fn is_success(self) -> bool {
        self != Self::Again
    }

    /// Its distance from good: -2 to 1.
    fn step(self) -> f64 {
        f64::from(self.as_u8()) - 3.0
    }
}

/// What is known of one item's memory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days after which recall has fallen to 90 %, 0.001 to 36500.
    pub stability: f64,
    /// How hard it is to make it more stable, 1 to 10.
    pub difficulty: f64,
}

/// The algorithm with one set of weights and the limits of the schedule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fsrs {
    weights: [f64; super::parameters::COUNT],
    /// `0.9^(-1/w20) - 1`, so that recall after S days is 90 %.
    factor: f64,
    stability: (f64, f64),
    difficulty: (f64, f64),
    interval_max: i64,
}

impl Fsrs {
    /// The algorithm with these weights and limits.
    pub fn new(parameters: &Parameters, config: &ScheduleConfig) -> Self {
        let weights = *parameters.weights();
        Self {
            weights,
            factor: libm::pow(0.9, -1.0 / weights[20]) - 1.0,
            stability: config.stability,
            difficulty: config.difficulty,
            interval_max: config.interval_max,
        }
    }

    /// `F` of the forgetting curve, from the decay `w20` alone.
    pub fn factor(&self) -> f64 {
        self.factor
    }

    /// Probability of recall, in `(0, 1]`, `elapsed` days (0 and more) after the last answer:
    /// `(1 + F t / S)^(-w20)`.
    pub fn retrievability(&self, elapsed: f64, stability: f64) -> f64 {
        libm::pow(1.0 + self.factor * elapsed / stability, -self.weights[20])
    }

    /// Days until recall has fallen to `retention` (0 to 1, without the ends), not rounded:
    /// `S/F (r^(-1/w20) - 1)`.
    pub fn interval_exact(&self, stability: f64, retention: f64) -> f64 {
        stability / self.factor * (libm::pow(retention, -1.0 / self.weights[20]) - 1.0)
    }

    /// The same in whole days, half to even, 1 to the longest interval.
    pub fn interval(&self, stability: f64, retention: f64) -> i64 {
        self.hold_interval(whole(libm::rint(self.interval_exact(stability, retention))))
    }

    /// An interval within 1 and the longest.
    pub(super) fn hold_interval(&self, interval: i64) -> i64 {
        interval.clamp(1, self.interval_max)
    }

    /// The memory after an answer `elapsed` study days after the one before; `None` is an item never answered.
    pub fn after(&self, memory: Option<Memory>, elapsed: i64, rating: Rating) -> Memory {
        match memory {
            None => self.first(rating),
            Some(memory) => {
                let recall = self.retrievability(days(elapsed.max(0)), memory.stability);
                self.next(memory, recall, elapsed, rating)
            }
        }
    }

    /// The memory after the first answer.
    pub fn first(&self, rating: Rating) -> Memory {
        Memory {
            stability: self.weights[usize::from(rating.as_u8()) - 1].max(self.stability.0),
            difficulty: self.hold_difficulty(self.first_difficulty(rating)),
        }
    }

    /// The memory after a later answer, at which recall had the probability `recall`; below one elapsed day
    /// it is the formula of the same day. The stability formulas take the old difficulty.
    pub fn next(&self, memory: Memory, recall: f64, elapsed: i64, rating: Rating) -> Memory {
        let stability = if elapsed < 1 {
            self.same_day(memory, rating)
        } else if rating.is_success() {
            self.recalled(memory, recall, rating)
        } else {
            self.lapsed(memory, recall)
        };
        Memory {
            stability: stability.max(self.stability.0).min(self.stability.1),
            difficulty: self.next_difficulty(memory.difficulty, rating),
        }
    }

    /// The first difficulty before it is held within its limits: `w4 - e^(w5 (G-1)) + 1`.
    pub fn first_difficulty(&self, rating: Rating) -> f64 {
        let w = &self.weights;
        w[4] - libm::exp(w[5] * (rating.step() + 2.0)) + 1.0
    }

    /// The difficulty after an answer: a step that is damped toward 10, drawn back toward that of a first Easy.
    pub fn next_difficulty(&self, difficulty: f64, rating: Rating) -> f64 {
        let w = &self.weights;
        let moved = difficulty - w[6] * rating.step() * (self.difficulty.1 - difficulty) / 9.0;
        self.hold_difficulty(w[7] * self.first_difficulty(Rating::Easy) + (1.0 - w[7]) * moved)
    }

    fn same_day(&self, memory: Memory, rating: Rating) -> f64 {
        let w = &self.weights;
        let growth = libm::exp(w[17] * (rating.step() + w[18])) * libm::pow(memory.stability, -w[19]);
        memory.stability * if rating.is_success() { growth.max(1.0) } else { growth }
    }

    fn recalled(&self, memory: Memory, recall: f64, rating: Rating) -> f64 {
        let w = &self.weights;
        let by_rating = match rating {
            Rating::Hard => w[15],
            Rating::Easy => w[16],
            Rating::Again | Rating::Good => 1.0,
        };
        let growth = libm::exp(w[8])
            * (11.0 - memory.difficulty)
            * libm::pow(memory.stability, -w[9])
            * (libm::exp((1.0 - recall) * w[10]) - 1.0)
            * by_rating;
        memory.stability * (1.0 + growth)
    }

    fn lapsed(&self, memory: Memory, recall: f64) -> f64 {
        let w = &self.weights;
        let left = w[11]
            * libm::pow(memory.difficulty, -w[12])
            * (libm::pow(memory.stability + 1.0, w[13]) - 1.0)
            * libm::exp((1.0 - recall) * w[14]);
        left.min(memory.stability / libm::exp(w[17] * w[18]))
    }

    fn hold_difficulty(&self, difficulty: f64) -> f64 {
        difficulty.max(self.difficulty.0).min(self.difficulty.1)
    }
}

impl Default for Fsrs {
    fn default() -> Self {
        Self::new(&Parameters::default(), &ScheduleConfig::default())
    }
}
