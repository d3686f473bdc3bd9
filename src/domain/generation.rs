//! Automatic copies of a learner's records, kept on the device apart from the database: what one is called,
//! when the next is due, which of them remain. Pure; making and keeping them is the worker's.
//!
//! What is told of one stands in its name, so that a list needs neither a database nor a file opened.

use crate::{backup::much_smaller, time::DAY_MS};

/// Why one was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// A day had passed, and something had changed.
    Daily,
    /// She asked for it.
    Asked,
    /// The shape of the database was about to change.
    Shape,
}

const CAUSES: [(Cause, &str); 3] = [(Cause::Daily, "daily"), (Cause::Asked, "asked"), (Cause::Shape, "shape")];

/// One generation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Generation {
    /// When it was made, UTC ms.
    pub made_ms: i64,
    /// Every row up to this change number is in it.
    pub change: u64,
    /// Records and events in it.
    pub entries: u64,
    /// Why it was made.
    pub cause: Cause,
}

/// How many remain.
pub const KEPT: usize = 2;

/// What stays free on the device, in bytes: an automatic copy never fills it.
const RESERVE: u64 = 8 << 20;

impl Generation {
    /// Its name among the files of its learner.
    pub fn name(&self) -> String {
        let cause = CAUSES.iter().find(|(cause, _)| *cause == self.cause).map_or("", |(_, word)| word);
        format!("{}-{}-{}-{cause}.cairn", self.made_ms, self.change, self.entries)
    }

    /// Reads [`Self::name`]; `None` for any other file.
    pub fn parse(name: &str) -> Option<Self> {
        let parts: Vec<&str> = name.strip_suffix(".cairn")?.split('-').collect();
        let [made, change, entries, word] = parts[..] else { return None };
        let cause = CAUSES.iter().find(|(_, known)| *known == word)?.0;
        let found =
            Self { made_ms: made.parse().ok()?, change: change.parse().ok()?, entries: entries.parse().ok()?, cause };
        (found.name() == name).then_some(found)
    }
}

/// Whether the next one is due by itself: something changed since the last one, and a day has passed.
/// `change` is the number of the last write, `now_ms` UTC ms.
pub fn due(held: &[Generation], change: u64, now_ms: i64) -> bool {
    match held.iter().max_by_key(|one| one.made_ms) {
        None => change > 0,
        // One that is dated far ahead, by a clock that was wrong, holds nothing up.
        Some(last) => last.change != change && (now_ms - last.made_ms).abs() >= DAY_MS,
    }
}

/// Whether a file of `bytes` may be kept where `free` bytes are left: it is written beside itself once.
pub fn has_room(bytes: u64, free: u64) -> bool {
    bytes.saturating_mul(2).saturating_add(RESERVE) <= free
}

/// Which of `held` go: all but the newest and one older. The older one is the next in time, unless one before it
/// holds much more: a much smaller state pushes no larger one out.
pub fn leaving(held: &[Generation]) -> Vec<Generation> {
    let mut held = held.to_vec();
    held.sort_by_key(|one| (std::cmp::Reverse(one.made_ms), std::cmp::Reverse(one.change)));
    let mut older = held.split_off(held.len().min(KEPT - 1));
    let Some(mut kept) = older.first().copied() else { return Vec::new() };
    for one in &older {
        if much_smaller(one.entries, kept.entries) {
            kept = *one;
        }
    }
    older.retain(|one| *one != kept);
    older
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000_000;

    fn made(day: i64, change: u64, entries: u64) -> Generation {
        Generation { made_ms: NOW + day * DAY_MS, change, entries, cause: Cause::Daily }
    }

    #[test]
    fn a_name_tells_what_it_is_and_no_other_does() {
        for cause in [Cause::Daily, Cause::Asked, Cause::Shape] {
            let one = Generation { cause, ..made(0, 12, 3400) };
            assert_eq!(Generation::parse(&one.name()), Some(one));
        }
        assert_eq!(made(0, 12, 3400).name(), "1800000000000-12-3400-daily.cairn");
        for other in
            ["", "a.cairn", "1-2-3-daily", "1-2-3-weekly.cairn", "01-2-3-daily.cairn", "1-2-3-daily.cairn.crswap"]
        {
            assert_eq!(Generation::parse(other), None, "{other}");
        }
    }

    #[test]
    fn one_is_due_once_a_day_when_something_changed() {
        let check =
            |held: &[Generation], change, expected| assert_eq!(due(held, change, NOW), expected, "{held:?} {change}");
        check(&[], 0, false);
        check(&[], 1, true);
        check(&[made(-1, 5, 9)], 5, false);
        check(&[made(-1, 5, 9)], 6, true);
        check(&[made(-3, 2, 9), made(0, 5, 9)], 6, false);
        // Brought back to an older state, or dated by a wrong clock.
        check(&[made(-2, 50, 9)], 6, true);
        check(&[made(400, 5, 9)], 6, true);
    }

    #[test]
    fn the_newest_two_remain_and_a_small_one_pushes_no_large_one_out() {
        let check = |entries: &[u64], gone: &[usize]| {
            let held: Vec<_> =
                (0_u32..).zip(entries).map(|(at, one)| made(-i64::from(at), 9 - u64::from(at), *one)).collect();
            let expected: Vec<_> = gone.iter().map(|at| held[*at]).collect();
            let mut shuffled = held.clone();
            shuffled.reverse();
            assert_eq!(leaving(&shuffled), expected, "newest first: {entries:?}");
        };
        check(&[], &[]);
        check(&[5], &[]);
        check(&[100, 90], &[]);
        check(&[100, 90, 80], &[2]);
        // A day after everything was lost, and two days after.
        check(&[0, 100, 90], &[2]);
        check(&[1, 0, 100], &[1]);
        check(&[2, 1, 100], &[1]);
        // It came back: the large older one may go.
        check(&[101, 100, 99], &[2]);
        check(&[120, 40, 100, 90], &[1, 3]);
    }

    #[test]
    fn room_is_left() {
        assert!(has_room(1 << 20, 10 << 20));
        assert!(!has_room(1 << 20, (10 << 20) - 1));
        assert!(!has_room(u64::MAX, u64::MAX - 1));
    }
}
