//! After an absence: what is worth most per minute comes first, so much a day, the rest later. Nothing is owed;
//! no number here is meant to be shown in red.

use super::{Fsrs, Memory, ScheduleConfig, review_gain};
use crate::calendar::elapsed_days;
use crate::numbers::days;

/// A review that waits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Waiting<'a> {
    /// The item's id; decides between equals.
    pub id: &'a [u8],
    /// Its memory.
    pub memory: Memory,
    /// Study day of its last answer.
    pub last_day: i64,
    /// How much it matters, 0 and more; 1 where nothing is known.
    pub importance: f64,
}

/// What is done today and what is left for later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatchUp {
    /// Places in the list of today's reviews, best first.
    pub today: Vec<usize>,
    /// How many are left for the days after.
    pub later: usize,
    /// On how many days the list would be through at this cap, today included; `None` if the cap is 0.
    pub days: Option<usize>,
}

/// Reviews in the order of their gain per minute on study day `today` (LEARNING.md 5.2), then by id; the first
/// `cap` are for today.
pub fn catch_up(waiting: &[Waiting<'_>], today: i64, cap: usize, fsrs: &Fsrs, config: &ScheduleConfig) -> CatchUp {
    let mut order: Vec<(f64, usize)> =
        waiting.iter().enumerate().map(|(at, card)| (gain_per_minute(card, today, fsrs, config), at)).collect();
    order.sort_by(|(x, i), (y, j)| y.total_cmp(x).then_with(|| waiting[*i].id.cmp(waiting[*j].id)));
    let chosen = cap.min(order.len());
    CatchUp {
        today: order[..chosen].iter().map(|(_, at)| *at).collect(),
        later: order.len() - chosen,
        days: (cap > 0).then(|| order.len().div_ceil(cap)),
    }
}

fn gain_per_minute(card: &Waiting<'_>, today: i64, fsrs: &Fsrs, config: &ScheduleConfig) -> f64 {
    let effort = &config.effort;
    let elapsed = elapsed_days(today, card.last_day);
    let recall = fsrs.retrievability(days(elapsed), card.memory.stability);
    let minutes = recall * effort.recalled_min + (1.0 - recall) * effort.failed_min;
    let worth = card.importance * review_gain(card.memory, elapsed, effort.horizon_days, fsrs) / minutes;
    if worth.is_nan() { 0.0 } else { worth }
}

#[cfg(test)]
mod tests {
    use super::{CatchUp, Waiting, catch_up};
    use crate::schedule::{Fsrs, Memory, ScheduleConfig};

    #[test]
    fn the_cap_holds_and_equals_go_by_id() {
        let memory = Memory { stability: 5.0, difficulty: 5.0 };
        let card = |id: &'static str, importance| Waiting { id: id.as_bytes(), memory, last_day: 0, importance };
        let waiting = [card("b", 1.0), card("a", 1.0), card("c", 3.0), card("d", f64::NAN)];
        let plan = |cap| catch_up(&waiting, 30, cap, &Fsrs::default(), &ScheduleConfig::default());
        assert_eq!(plan(3), CatchUp { today: vec![2, 1, 0], later: 1, days: Some(2) });
        assert_eq!(plan(0), CatchUp { today: vec![], later: 4, days: None });
        assert_eq!(plan(9).today, [2, 1, 0, 3]);
    }
}
