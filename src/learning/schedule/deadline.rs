//! Ready on a date: what would be recalled then, whether the minutes suffice, and what could be traded if not.
//!
//! The days to the date are gone through with the planner's rule (LEARNING.md 5.2): each day the reviews and new
//! items with the greatest gain on the date per minute, as many as fit. An expectation, not a drawing of lots: a
//! memory after a review is the mean (of the logarithm of stability, and of difficulty) of its two outcomes, weighted
//! with their probabilities; what failed is recalled once more in the sitting. So it is the same everywhere.

use super::{DeadlineRule, Fsrs, Memory, Rating, ScheduleConfig};
use crate::calendar::elapsed_days;
use crate::numbers::{count, days};
use crate::threshold::{exceeds, reaches};

/// An item that is to be known on the date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// Its memory; `None` if it was never answered.
    pub memory: Option<Memory>,
    /// Study day of its last answer; of no meaning without one.
    pub last_day: i64,
    /// How much it matters, 0 and more; 1 where nothing is known.
    pub weight: f64,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// Today's study day; practice begins today.
    pub today: i64,
    /// The study day of the date; practice ends the day before.
    pub date: i64,
    /// Minutes a day for these items.
    pub minutes: f64,
    /// The share, 0 to 1, that she wants to recall on the date.
    pub target: f64,
}

/// How it stands on the date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrival {
    /// Expected share recalled, weighted, 0 to 1.
    pub recall: f64,
    /// Minutes used on an average day.
    pub minutes: f64,
    /// Share of the items that were never met until then, 0 to 1.
    pub unmet: f64,
}

/// The answer: feasible or not, and what would make it so. A trade that would not is `None`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prospect {
    /// With her minutes.
    pub arrival: Arrival,
    /// Expected share recalled if nothing were done.
    pub untouched: f64,
    /// Whether the target is reached.
    pub feasible: bool,
    /// Whole minutes a day that would reach it; `None` if it is feasible anyway.
    pub more_minutes: Option<f64>,
    /// The first later day found on which her minutes reach it; `None` if it is feasible anyway.
    pub later_date: Option<i64>,
    /// How many of the first items reach it with her minutes; `None` if all do, or none.
    pub fewer_items: Option<usize>,
}

/// Looks ahead for `wanted`, the most important first. `None` without items or weight.
pub fn prospect(wanted: &[Wanted], wish: &Wish, fsrs: &Fsrs, config: &ScheduleConfig) -> Option<Prospect> {
    let arrival = arrive(wanted, wish, fsrs, config)?;
    let untouched = arrive(wanted, &Wish { minutes: 0.0, ..*wish }, fsrs, config)?.recall;
    let feasible = reaches(arrival.recall, wish.target);
    let ready = |items: &[Wanted], wish: &Wish| {
        arrive(items, wish, fsrs, config).is_some_and(|arrival| reaches(arrival.recall, wish.target))
    };
    let rule: &DeadlineRule = &config.deadline;
    let most = crate::numbers::whole(rule.minutes_max);
    let present = crate::numbers::whole(libm::floor(wish.minutes.max(0.0)));
    let minutes = || least(present + 1, most, |minutes| ready(wanted, &Wish { minutes: days(minutes), ..*wish }));
    let last = wish.date.saturating_add(rule.later_max_days);
    let date = || least(wish.date.saturating_add(1), last, |date| ready(wanted, &Wish { date, ..*wish }));
    let total = i64::try_from(wanted.len()).unwrap_or(i64::MAX);
    let items = || {
        let first = |dropped: i64| wanted.len().saturating_sub(usize::try_from(dropped).unwrap_or(usize::MAX));
        least(1, total - 1, |dropped| ready(&wanted[..first(dropped)], wish)).map(first)
    };
    Some(Prospect {
        arrival,
        untouched,
        feasible,
        more_minutes: if feasible { None } else { minutes().map(days) },
        later_date: if feasible { None } else { date() },
        fewer_items: if feasible { None } else { items() },
    })
}

/// The least number of `from..=to` that `holds`, found by doubling and halving: exact where it holds from some
/// number on, and a number that holds in any case.
fn least(from: i64, to: i64, holds: impl Fn(i64) -> bool) -> Option<i64> {
    let mut fails = from - 1;
    let mut step = 1;
    let mut found = loop {
        let tried = (fails + step).min(to);
        if tried <= fails {
            return None;
        }
        if holds(tried) {
            break tried;
        }
        fails = tried;
        step *= 2;
    };
    while found - fails > 1 {
        let middle = fails + (found - fails) / 2;
        if holds(middle) { found = middle } else { fails = middle }
    }
    Some(found)
}

/// Goes through the days to the date. `None` without items or weight.
pub fn arrive(wanted: &[Wanted], wish: &Wish, fsrs: &Fsrs, config: &ScheduleConfig) -> Option<Arrival> {
    let mut items = sample(wanted, config.deadline.sample_max);
    let budget = wish.minutes.max(0.0) * count(items.len()) / count(wanted.len().max(1));
    let first = wish.today.max(wish.date.saturating_sub(config.deadline.days_max));
    let (mut used, mut carried) = (0.0, 0.0);
    for day in first..wish.date {
        let spent = practise(&mut items, day, wish.date, budget + carried, fsrs, config);
        // Only what was too little for one more answer is kept for tomorrow.
        carried = (budget + carried - spent).min(config.effort.failed_min);
        used += spent;
    }
    let total: f64 = items.iter().map(|item| item.weight).sum();
    let on_the_date = |item: &Wanted| {
        let stability = item.memory?.stability;
        Some(item.weight * fsrs.retrievability(days(elapsed_days(wish.date, item.last_day)), stability))
    };
    let recalled: f64 = items.iter().filter_map(on_the_date).sum();
    let unmet = items.iter().filter(|item| item.memory.is_none()).count();
    let length = days(wish.date.saturating_sub(first).max(1));
    let minutes = used / length * count(wanted.len()) / count(items.len().max(1));
    (total > 0.0).then(|| Arrival { recall: recalled / total, minutes, unmet: count(unmet) / count(items.len()) })
}

/// An even sample, in order; all of them if they are few.
fn sample(wanted: &[Wanted], most: usize) -> Vec<Wanted> {
    let taken = wanted.len().min(most.max(1));
    let clean = |item: &Wanted| Wanted { weight: if item.weight > 0.0 { item.weight } else { 0.0 }, ..*item };
    (0..taken).map(|i| clean(&wanted[i * wanted.len() / taken])).collect()
}

/// One day: the answers with the greatest gain per minute that fit; returns the minutes used.
fn practise(items: &mut [Wanted], day: i64, date: i64, budget: f64, fsrs: &Fsrs, config: &ScheduleConfig) -> f64 {
    let effort = &config.effort;
    if budget < effort.recalled_min {
        return 0.0;
    }
    let left = days(date - day);
    let mut offers: Vec<(f64, usize, f64, Memory)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let elapsed = elapsed_days(day, item.last_day);
        let (minutes, after, without) = match item.memory {
            None => (effort.new_min, fsrs.first(config.deadline.first_rating), 0.0),
            Some(memory) => {
                let recall = fsrs.retrievability(days(elapsed), memory.stability);
                if elapsed == 0 || exceeds(recall, effort.enough) {
                    continue;
                }
                let minutes = recall * effort.recalled_min + (1.0 - recall) * effort.failed_min;
                let without = fsrs.retrievability(days(elapsed) + left, memory.stability);
                (minutes, expected(memory, recall, elapsed, fsrs), without)
            }
        };
        let gain = item.weight * (fsrs.retrievability(left, after.stability) - without);
        if gain > 0.0 {
            offers.push((gain / minutes, at, minutes, after));
        }
    }
    offers.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut used = 0.0;
    for (_, at, minutes, after) in offers {
        if used + minutes <= budget {
            used += minutes;
            items[at].memory = Some(after);
            items[at].last_day = day;
        }
    }
    used
}

/// The mean memory after a review that is recalled with the probability `recall`.
fn expected(memory: Memory, recall: f64, elapsed: i64, fsrs: &Fsrs) -> Memory {
    let good = fsrs.next(memory, recall, elapsed, Rating::Good);
    let again = fsrs.next(memory, recall, elapsed, Rating::Again);
    let again = fsrs.next(again, 1.0, 0, Rating::Good);
    let mean = |x: f64, y: f64| recall * x + (1.0 - recall) * y;
    Memory {
        stability: libm::exp(mean(libm::log(good.stability), libm::log(again.stability))),
        difficulty: mean(good.difficulty, again.difficulty),
    }
}
