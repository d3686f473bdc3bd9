//! Time as records keep it: UTC milliseconds and the offset of the clock on the wall at that moment.
//! Nothing here reads a clock; the shell passes [`Moment`]s in.

/// A point in time and where on earth's clocks it was lived.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Moment {
    /// UTC, milliseconds since 1970-01-01; may be negative.
    pub ms: i64,
    /// Minutes that local time was ahead of UTC, -840 to 840.
    pub tz_offset_min: i16,
}

/// One day in milliseconds.
pub const DAY_MS: i64 = 86_400_000;

/// Minutes after midnight at which the study day turns.
const TURN_MIN: i64 = 240;

/// How long deleted things stay in the trash.
pub const TRASH_DAYS: i64 = 30;

impl Moment {
    /// The study day of this moment (LEARNING.md 0): local date with the day turning at 04:00,
    /// in days since 1970-01-01.
    pub fn study_day(self) -> i64 {
        (self.ms + (i64::from(self.tz_offset_min) - TURN_MIN) * 60_000).div_euclid(DAY_MS)
    }

    /// When a study day begins by a clock that is so many minutes ahead of UTC; UTC ms.
    pub fn beginning_ms(day: i64, tz_offset_min: i16) -> i64 {
        day.saturating_mul(DAY_MS).saturating_sub((i64::from(tz_offset_min) - TURN_MIN) * 60_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_day_begins_with_its_first_moment() {
        for tz_offset_min in [-840, -1, 0, 180, 840] {
            for day in [-1, 0, 20_000] {
                let ms = Moment::beginning_ms(day, tz_offset_min);
                let of = |ms| Moment { ms, tz_offset_min }.study_day();
                assert_eq!((of(ms - 1), of(ms)), (day - 1, day), "{tz_offset_min}");
            }
        }
    }
}
