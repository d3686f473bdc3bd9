//! The study day: the local date with a rollover in the small hours. All learning maths counts in these
//! whole days. Not a calendar: no months, no time zone names; the offset is what the event recorded.

/// Minutes after local midnight at which a study day begins, unless the learner set another time.
pub const DEFAULT_ROLLOVER_MIN: i32 = 240;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// The study day of an event, in whole days since 1970-01-01.
///
/// `t_ms` is UTC in milliseconds since the epoch, `tz_offset_min` the minutes east of UTC at the moment
/// of the event, `rollover_min` the minutes after local midnight at which the day begins. Integers only;
/// the division floors below zero too.
pub fn study_day(t_ms: i64, tz_offset_min: i32, rollover_min: i32) -> i64 {
    let shift_min = i64::from(tz_offset_min) - i64::from(rollover_min);
    t_ms.saturating_add(shift_min * MINUTE_MS).div_euclid(DAY_MS)
}

/// Whole study days from `last` to `today`; 0 if the clock was set back.
pub fn elapsed_days(today: i64, last: i64) -> i64 {
    today.saturating_sub(last).max(0)
}

#[cfg(test)]
mod tests {
    use super::{DEFAULT_ROLLOVER_MIN, elapsed_days, study_day};

    #[test]
    fn the_day_begins_at_the_rollover_and_floors_below_zero() {
        assert_eq!(study_day(0, 0, DEFAULT_ROLLOVER_MIN), -1);
        assert_eq!(study_day(4 * 3_600_000, 0, DEFAULT_ROLLOVER_MIN), 0);
        assert_eq!(study_day(0, 0, 0), 0);
        assert_eq!(study_day(-1, 0, 0), -1);
        assert_eq!(study_day(0, 14 * 60, DEFAULT_ROLLOVER_MIN), 0);
    }

    #[test]
    fn a_clock_set_back_gives_no_negative_days() {
        assert_eq!(elapsed_days(10, 12), 0);
        assert_eq!(elapsed_days(12, 10), 2);
    }
}
