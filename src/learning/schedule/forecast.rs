//! How many reviews the coming days will ask for, if each is done on its day. Expected numbers, not a promise.

use super::{Fsrs, Memory, Rating, ScheduleConfig};
use crate::calendar::elapsed_days;
use crate::numbers::days;
use crate::threshold::reaches;

/// An item with the day it is due.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Due {
    /// Its memory.
    pub memory: Memory,
    /// Study day of its last answer.
    pub last_day: i64,
    /// Study day on which it is due; what is overdue counts as today.
    pub due_day: i64,
    /// Retention that is desired of it.
    pub retention: f64,
}

/// Expected reviews on each of the next `length` days, today first.
///
/// Each review is recalled with the probability it has on its day (then Good), else not (Again); branches less
/// probable than the configured share are dropped (LEARNING.md 3.3).
pub fn load_forecast(cards: &[Due], today: i64, length: usize, fsrs: &Fsrs, config: &ScheduleConfig) -> Vec<f64> {
    load_forecast_placed(cards, today, length, |_, interval| interval, fsrs, config)
}

/// The same, where a review on a study day with an interval is put off by as many days as `place` makes of the two: at
/// least one.
pub fn load_forecast_placed(
    cards: &[Due],
    today: i64,
    length: usize,
    place: impl Fn(i64, i64) -> i64,
    fsrs: &Fsrs,
    config: &ScheduleConfig,
) -> Vec<f64> {
    let mut expected = vec![0.0; length];
    let mut open: Vec<(Due, f64)> = Vec::new();
    for card in cards {
        open.push((Due { due_day: card.due_day.max(today), ..*card }, 1.0));
        while let Some((due, probability)) = open.pop() {
            let day = usize::try_from(due.due_day - today).ok().and_then(|day| expected.get_mut(day));
            let Some(day) = day.filter(|_| reaches(probability, config.forecast_least_probability)) else {
                continue;
            };
            *day += probability;
            let elapsed = elapsed_days(due.due_day, due.last_day).max(1);
            let recall = fsrs.retrievability(days(elapsed), due.memory.stability);
            for (rating, share) in [(Rating::Good, recall), (Rating::Again, 1.0 - recall)] {
                let memory = fsrs.next(due.memory, recall, elapsed, rating);
                let put_off = place(due.due_day, fsrs.interval(memory.stability, due.retention)).max(1);
                let due_day = due.due_day + put_off;
                open.push((Due { memory, last_day: due.due_day, due_day, ..due }, probability * share));
            }
        }
    }
    expected
}

/// What a review after `elapsed` days is worth `horizon` days later: expected recall then with it less expected
/// recall without it (LEARNING.md 5.2). Not negative unless forgetting is expected to be taken for a lesson.
pub fn review_gain(memory: Memory, elapsed: i64, horizon: i64, fsrs: &Fsrs) -> f64 {
    let recall = fsrs.retrievability(days(elapsed), memory.stability);
    let after = |rating| fsrs.next(memory, recall, elapsed.max(1), rating).stability;
    recall * fsrs.retrievability(days(horizon), after(Rating::Good))
        + (1.0 - recall) * fsrs.retrievability(days(horizon), after(Rating::Again))
        - fsrs.retrievability(days(elapsed.saturating_add(horizon)), memory.stability)
}
