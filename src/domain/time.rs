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

/// How long deleted things stay in the trash.
pub const TRASH_DAYS: i64 = 30;

impl Moment {
    /// The study day of this moment (LEARNING.md 0): local date with the day turning at 04:00,
    /// in days since 1970-01-01.
    pub fn study_day(self) -> i64 {
        const TURN_MIN: i64 = 240;
        (self.ms + (i64::from(self.tz_offset_min) - TURN_MIN) * 60_000).div_euclid(DAY_MS)
    }
}
