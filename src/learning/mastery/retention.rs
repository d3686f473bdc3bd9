//! What is retained of a competency today: a memory of it, one FSRS-6 review per study day on which it was shown,
//! drawn together with the cards that are linked to it (LEARNING.md 2.6).
//!
//! Without new evidence nothing here rises with time; a failed day never raises anything, although a review, even
//! a failed one, starts the forgetting curve anew: that is what the cap is for.

use std::collections::BTreeMap;

use super::{Evidence, MasteryConfig, Setting, in_order, weight};
use crate::calendar::elapsed_days;
use crate::numbers::{count, days};
use crate::schedule::{Fsrs, Memory, Rating};
use crate::threshold::reaches;

/// The memory of a competency.
#[derive(Debug, Clone, PartialEq)]
pub struct Retained {
    /// Every study day that counted as a review, in order.
    pub days: Vec<RatedDay>,
    /// What retention is held to while the last of those days failed: what it was just before, else 1.
    pub cap: f64,
}

/// A study day that counted as a review.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatedDay {
    /// The study day.
    pub day: i64,
    /// How it went; never Easy.
    pub rating: Rating,
    /// The memory after it.
    pub memory: Memory,
}

/// A card linked to the competency that was answered at least once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkedCard {
    /// Its stability in days.
    pub stability: f64,
    /// Study day of its last answer.
    pub last_day: i64,
    /// How much it counts, more than 0.
    pub weight: f64,
}

/// What to say beside the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freshness {
    /// At or above the desired retention, and not fading.
    Fresh,
    /// Below it: a refresh is due.
    RefreshDue,
    /// Below what is called fading, whatever is desired.
    Fading,
}

/// The memory that `evidence` (in any order, duplicates welcome) leaves. Inferred evidence and repeats do not count.
pub fn retained(evidence: &[Evidence<'_>], setting: &Setting, fsrs: &Fsrs, config: &MasteryConfig) -> Retained {
    let mut by_day: BTreeMap<i64, (f64, f64)> = BTreeMap::new();
    for counted in in_order(evidence) {
        let piece = counted.evidence;
        if counted.counts() && !piece.score.is_nan() {
            let weight = weight(&piece, setting, config);
            let beyond_chance = ((piece.score - piece.guess) / (1.0 - piece.guess)).max(0.0);
            let (total, right) = by_day.entry(piece.day).or_default();
            *total += weight;
            *right += weight * beyond_chance;
        }
    }
    let rule = &config.retention;
    let mut retained = Retained { days: Vec::new(), cap: 1.0 };
    for (day, (total, right)) in by_day {
        if !reaches(total, rule.day_weight) {
            continue;
        }
        let rating = rating_of(right / total, config);
        let cap = if rating.is_success() { 1.0 } else { retained.alone(day, fsrs) };
        let last = retained.days.last();
        let elapsed = last.map_or(0, |last| elapsed_days(day, last.day));
        let memory = fsrs.after(last.map(|last| last.memory), elapsed, rating);
        retained.days.push(RatedDay { day, rating, memory });
        retained.cap = cap;
    }
    retained
}

fn rating_of(share: f64, config: &MasteryConfig) -> Rating {
    if reaches(share, config.retention.good_from) {
        Rating::Good
    } else if reaches(share, config.retention.hard_from) {
        Rating::Hard
    } else {
        Rating::Again
    }
}

impl Retained {
    /// The memory now; `None` if no day counted.
    pub fn memory(&self) -> Option<Memory> {
        self.days.last().map(|last| last.memory)
    }

    /// Retention on study day `today` from the competency's own memory, in `(0, 1]`; 1 if no day counted.
    pub fn alone(&self, today: i64, fsrs: &Fsrs) -> f64 {
        self.days.last().map_or(1.0, |last| {
            fsrs.retrievability(days(elapsed_days(today, last.day)), last.memory.stability).min(self.cap)
        })
    }

    /// Retention on study day `today` together with the linked cards, in `(0, 1]`. With m of them they count
    /// `m/(m+5)`, as the weighted mean of what they retain; they are not held to the cap.
    pub fn with(&self, cards: &[LinkedCard], today: i64, fsrs: &Fsrs, config: &MasteryConfig) -> f64 {
        let alone = self.alone(today, fsrs);
        let total: f64 = cards.iter().map(|card| card.weight).sum();
        if total.is_nan() || total <= 0.0 {
            return alone;
        }
        let recalled = |card: &LinkedCard| {
            card.weight * fsrs.retrievability(days(elapsed_days(today, card.last_day)), card.stability)
        };
        let together = cards.iter().map(recalled).sum::<f64>() / total;
        let share = count(cards.len()) / (count(cards.len()) + config.retention.cards_half);
        (1.0 - share) * alone + share * together
    }
}

/// What she would manage today: the mean of the estimate times retention, both in `[0, 1]`.
pub fn readiness(mean: f64, retention: f64) -> f64 {
    mean * retention
}

/// What to say of a retention, `desired` being that of the competency's priority.
pub fn freshness(retention: f64, desired: f64, config: &MasteryConfig) -> Freshness {
    if !reaches(retention, config.retention.fading) {
        Freshness::Fading
    } else if reaches(retention, desired) {
        Freshness::Fresh
    } else {
        Freshness::RefreshDue
    }
}

/// Days after the last rated day at which `mean` times the competency's own retention falls to `threshold`, 0 if it
/// is not above it; `mean` is 1 for retention itself. `None` if no day counted: then nothing is known to fall.
pub fn days_until(threshold: f64, mean: f64, retained: &Retained, fsrs: &Fsrs) -> Option<f64> {
    let memory = retained.memory()?;
    let level = threshold / mean;
    Some(if reaches(level, retained.cap) { 0.0 } else { fsrs.interval_exact(memory.stability, level) })
}
