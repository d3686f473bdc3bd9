//! Moments and dates as ISO 8601 texts and back, for every number: what no four-digit year holds is
//! written as `ms:…` or `day:…`.

use cairn_domain::time::DAY_MS;

/// Years from 0000 to 9999, in days since 1970-01-01.
const DAYS: core::ops::RangeInclusive<i64> = -719_528..=2_932_896;

/// `2026-11-21T20:58:15.123Z`.
pub(crate) fn time_text(ms: i64) -> String {
    let (day, rest) = (ms.div_euclid(DAY_MS), ms.rem_euclid(DAY_MS));
    if !DAYS.contains(&day) {
        return format!("ms:{ms}");
    }
    let (hour, minute, second, milli) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60, rest % 1_000);
    format!("{}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z", day_text(day))
}

/// `2026-11-21`.
pub(crate) fn day_text(day: i64) -> String {
    if !DAYS.contains(&day) {
        return format!("day:{day}");
    }
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Reads [`time_text`].
pub(crate) fn parse_time(text: &str) -> Option<i64> {
    if let Some(ms) = text.strip_prefix("ms:") {
        return ms.parse().ok();
    }
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let bytes = time.as_bytes();
    if bytes.len() != 12 || bytes[2] != b':' || bytes[5] != b':' || bytes[8] != b'.' {
        return None;
    }
    let (hour, minute) = (digits(&time[..2])?, digits(&time[3..5])?);
    let (second, milli) = (digits(&time[6..8])?, digits(&time[9..])?);
    let valid = hour < 24 && minute < 60 && second < 60;
    let of_day = ((hour * 60 + minute) * 60 + second) * 1_000 + milli;
    if valid { parse_day(date)?.checked_mul(DAY_MS)?.checked_add(of_day) } else { None }
}

/// Reads [`day_text`].
pub(crate) fn parse_day(text: &str) -> Option<i64> {
    if let Some(day) = text.strip_prefix("day:") {
        return day.parse().ok();
    }
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let (year, month, day) = (digits(&text[..4])?, digits(&text[5..7])?, digits(&text[8..])?);
    let days = days(year, month, day);
    (civil(days) == (year, month, day)).then_some(days)
}

/// Year, month and day of a moment, and seconds into the day.
pub(crate) fn clock(ms: i64) -> (i64, i64, i64, i64) {
    let (year, month, day) = civil(ms.div_euclid(DAY_MS));
    (year, month, day, ms.rem_euclid(DAY_MS) / 1_000)
}

fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Years run from March, so that the day added in leap years is the last; eras have 400 years.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_come_back() {
        let known = [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (253_402_300_800_000, "ms:253402300800000"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
            (i64::MIN, "ms:-9223372036854775808"),
        ];
        for (ms, text) in known {
            assert_eq!(time_text(ms), text);
            assert_eq!(parse_time(text), Some(ms));
        }
        for day in (-719_528..2_932_896).step_by(17) {
            assert_eq!(parse_day(&day_text(day)), Some(day));
        }
    }

    #[test]
    fn a_day_beyond_every_moment_is_none() {
        assert_eq!(parse_time("day:106751991167T23:59:59.999Z"), None);
        assert_eq!(parse_time("day:9223372036854775807T00:00:00.000Z"), None);
    }

    #[test]
    fn foreign_texts_are_no_moments() {
        for text in ["", "2026-02-30", "2026-13-01", "é026-01-01", "2026-1-01", "2026-01-01T24:00:00.000Z"] {
            assert_eq!((parse_day(text), parse_time(text)), (None, None), "{text}");
        }
    }
}
