//! What each of the four buttons would do, before one is pressed.

use super::{Card, Fsrs, Memory, Rating, Stage};
use crate::calendar::elapsed_days;

/// What an answer of one rating would do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// The rating.
    pub rating: Rating,
    /// The memory after it.
    pub memory: Memory,
    /// Days until the item would be due, before it is placed: 1 to the longest interval.
    pub interval: i64,
}

/// The four choices on study day `today`, worst first; `retention` is what is desired, 0 to 1.
///
/// Intervals never fall from one button to the next. Of an item in review Good is at least a day longer than Hard, and
/// Easy is always one longer than Good (as in ts-fsrs); then they are held to the longest interval, which ts-fsrs
/// exceeds (LEARNING.md 3.2). An answer that failed returns in the sitting besides.
pub fn choices(card: Option<&Card>, today: i64, retention: f64, fsrs: &Fsrs) -> [Choice; 4] {
    let elapsed = card.map_or(0, |card| elapsed_days(today, card.last_day));
    let mut all = Rating::ALL.map(|rating| {
        let memory = fsrs.after(card.map(|card| card.memory), elapsed, rating);
        Choice { rating, memory, interval: fsrs.interval(memory.stability, retention) }
    });
    let apart = i64::from(card.is_some_and(|card| card.stage == Stage::Review));
    let [again, hard, good, easy] = &mut all;
    hard.interval = hard.interval.min(good.interval);
    again.interval = again.interval.min(hard.interval);
    good.interval = fsrs.hold_interval(good.interval.max(hard.interval + apart));
    easy.interval = fsrs.hold_interval(easy.interval.max(good.interval + 1));
    all
}
