//! On which day of its window an item falls due: by its own fixed chance, or where the load and her easy days
//! want it. Both are the same on every device.

use super::{Fuzz, ScheduleConfig};
use crate::numbers::{days, whole};
use crate::random::SplitMix64;

/// Days from now among which a due day may be chosen, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first.
    pub first: i64,
    /// The last, not before the first.
    pub last: i64,
}

/// Where an item was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Days from now.
    pub days: i64,
    /// Why it is another day than the interval says; `None` where it is that day.
    pub moved: Option<Moved>,
}

/// Why an item was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// The day it would have had takes less work than the one it got.
    EasyDay,
    /// The day it would have had is fuller.
    Load,
}

/// The window around `interval` days (LEARNING.md 3.3; Anki's and py-fsrs's fuzz ranges, rounded half up).
pub fn window(interval: i64, config: &ScheduleConfig) -> Window {
    let Fuzz { from_days, base, bands, earliest } = config.fuzz;
    let ideal = days(interval);
    if ideal < from_days {
        return Window { first: interval, last: interval };
    }
    let reach = bands.iter().fold(base, |sum, (from, to, factor)| sum + factor * (ideal.min(*to) - from).max(0.0));
    let half_up = |x: f64| whole(libm::floor(x + 0.5));
    let last = half_up(ideal + reach).min(config.interval_max);
    Window { first: half_up(ideal - reach).max(earliest).min(last), last }
}

/// The day of the window that chance gives the card: it depends on the card and on how often it was answered.
///
/// `card` is the card's id, `reps` the number of its answers with the one just given.
pub fn fuzzed(interval: i64, card: &[u8], reps: u32, config: &ScheduleConfig) -> i64 {
    let Window { first, last } = window(interval, config);
    let key = [card, b"#", reps.to_string().as_bytes()].concat();
    let share = SplitMix64::from_key(&key).next_unit();
    first + whole(libm::floor(share * days(last - first + 1))).min(last - first)
}

/// The day of the window on which one more review weighs least, in place of chance.
///
/// `today` is the weekday, 0 Monday to 6 Sunday; `loads[d]` the reviews already due in `d` days (none beyond the
/// list); `shares` what each weekday takes, see [`super::EasyDays`]. Least `(load + 1) / share`; of equals the one
/// nearest to the interval, then the earlier.
pub fn balanced(interval: i64, today: u8, loads: &[u32], shares: &[f64; 7], config: &ScheduleConfig) -> Placed {
    let Window { first, last } = window(interval, config);
    let share = |day: i64| {
        let weekday = (i64::from(today) + day).rem_euclid(7);
        usize::try_from(weekday).map_or(1.0, |weekday| shares[weekday]).max(config.easy_days.least)
    };
    let load = |day: i64| usize::try_from(day).ok().and_then(|day| loads.get(day)).copied().unwrap_or(0);
    let weight = |day: i64| (f64::from(load(day)) + 1.0) / share(day);
    let best = (first..=last).min_by(|x, y| {
        let nearer = (x - interval).abs().cmp(&(y - interval).abs());
        weight(*x).total_cmp(&weight(*y)).then(nearer).then(x.cmp(y))
    });
    let days = best.unwrap_or(interval);
    let moved = (days != interval).then(|| if share(interval) < share(days) { Moved::EasyDay } else { Moved::Load });
    Placed { days, moved }
}
