//! Moments as files write them: RFC 3339, with or without an offset, as UTC milliseconds.

use cairn_domain::time::DAY_MS;

/// Reads `2017-10-24T17:19:51+00:00`; a moment without an offset is UTC. `None` for anything else.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    let number = |from: usize, to: usize| {
        text.get(from..to).filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?.parse::<i64>().ok()
    };
    let day = days(number(0, 4)?, number(5, 7)?, number(8, 10)?)?;
    if text.len() == 10 {
        return Some(day * DAY_MS);
    }
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let rest = text.get(19..)?;
    let fraction: String = rest.strip_prefix('.').unwrap_or("").chars().take_while(char::is_ascii_digit).collect();
    let zone = if fraction.is_empty() { rest } else { rest.get(fraction.len() + 1..)? };
    let milli: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    let offset_min = match zone.as_bytes() {
        [] | [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), ..] => {
            let digits: String = zone[1..].chars().filter(|c| *c != ':').collect();
            let minutes = digits.get(..2)?.parse::<i64>().ok()? * 60 + digits.get(2..4)?.parse::<i64>().ok()?;
            if *sign == b'+' { minutes } else { -minutes }
        }
        _ => return None,
    };
    Some(day * DAY_MS + (hour * 60 + minute - offset_min) * 60_000 + second * 1000 + milli)
}

/// Writes `2017-10-24T17:19:51+00:00`.
pub(crate) fn write(ms: i64) -> String {
    let (day, rest) = (ms.div_euclid(DAY_MS), ms.rem_euclid(DAY_MS) / 1000);
    let (year, month, date) = civil(day);
    format!("{year:04}-{month:02}-{date:02}T{:02}:{:02}:{:02}+00:00", rest / 3600, rest / 60 % 60, rest % 60)
}

/// Days since 1970-01-01 of a date of the proleptic Gregorian calendar.
fn days(year: i64, month: i64, date: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *lengths.get(usize::try_from(month - 1).ok()?)?;
    if !(1..=length).contains(&date) {
        return None;
    }
    // Years begin in March here, so that the leap day is the last of its year.
    let year = if month > 2 { year } else { year - 1 };
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + date - 1;
    Some(365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468)
}

/// The inverse of [`days`].
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read() {
        let check = |text: &str, expected: Option<i64>| assert_eq!(parse(text), expected, "{text}");
        check("1970-01-01T00:00:00Z", Some(0));
        check("2017-10-24T17:19:51+00:00", Some(1_508_865_591_000));
        check("2017-10-24T19:19:51+02:00", Some(1_508_865_591_000));
        check("2017-05-25T18:05:33", Some(1_495_735_533_000));
        check("2026-06-05T04:23:43.250Z", Some(1_780_633_423_250));
        check("2024-02-29", Some(1_709_164_800_000));
        check("2023-02-29", None);
        check("yesterday", None);
        check("2017-10-24T17:19:51+é", None);
    }

    #[test]
    fn writing_and_reading_are_inverse() {
        for day in (-200_000..200_000).step_by(97) {
            assert_eq!(parse(&write(day * DAY_MS + 86_399_000)), Some(day * DAY_MS + 86_399_000));
        }
    }
}
