//! Days as forms and files write them: `2026-11-21` in the Gregorian calendar, years 0000 to 9999.

use crate::cbor::value::Day;

/// Days in 400 years, after which the calendar repeats.
const ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;

impl Day {
    /// Reads `YYYY-MM-DD`; `None` for anything else, also for a day that its month does not have.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            let part = parts.next()?;
            (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i64>().ok())?
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() || !(1..=12).contains(&month) || day < 1 {
            return None;
        }
        let found = Self::from_civil(year, month, day);
        (found.to_civil() == (year, month, day)).then_some(found)
    }

    /// Writes `YYYY-MM-DD`; years beyond 9999 get more digits.
    pub fn to_iso(self) -> String {
        let (year, month, day) = self.to_civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The year begins in March here, so that the leap day is its last.
    fn from_civil(year: i64, month: i64, day: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH)
    }

    fn to_civil(self) -> (i64, i64, i64) {
        let days = self.0 + EPOCH;
        let (era, of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (era * 400 + year + i64::from(month <= 2), month, day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written() {
        for (text, day) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2026-11-21", 20_778),
            ("0001-01-01", -719_162),
        ] {
            assert_eq!(Day::parse_iso(text), Some(Day(day)), "{text}");
            assert_eq!(Day(day).to_iso(), text);
        }
    }

    #[test]
    fn every_day_of_eight_hundred_years_comes_back() {
        for day in -150_000..150_000 {
            assert_eq!(Day::parse_iso(&Day(day).to_iso()), Some(Day(day)));
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in ["", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-01-01-", "tomorrow", "٢٠٢٦-٠١-٠١"]
        {
            assert_eq!(Day::parse_iso(text), None, "{text}");
        }
    }
}
