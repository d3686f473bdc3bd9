//! Quantities as the language writes them. Days are whole days since 1970-01-01, moments are UTC
//! milliseconds; the browser's Intl does the writing.

use super::tr;
use crate::browser::{clock, intl};
use cairn_learning::grading::DecimalMark;
use std::cmp::Ordering;

/// How much of a date is written. The year is added where it is not this year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// 3 Nov
    Short,
    /// 21 November
    Long,
    /// Saturday 21 November
    Full,
}

const DAY: f64 = 86_400_000.0;

/// A number, grouped, with at most two decimals.
pub fn number(value: f64) -> String {
    intl::number(value)
}

/// The mark before a fraction, as the language writes it; the Arabic one is read as either.
pub fn decimal_mark() -> DecimalMark {
    if number(1.5).contains('.') { DecimalMark::Point } else { DecimalMark::Comma }
}

/// A number for a field that `cairn_learning` reads: all its digits, ungrouped, with the mark of the language.
pub fn exact_number(value: f64) -> String {
    let written = value.to_string();
    if decimal_mark() == DecimalMark::Comma { written.replace('.', ",") } else { written }
}

/// A share between 0 and 1 as whole percent.
pub fn percent(share: f64) -> String {
    intl::number_with(share, &[("style", "percent")], 0)
}

/// A share as percent, with as many as four decimals of it.
pub fn percent_exact(share: f64) -> String {
    intl::number_with(share, &[("style", "percent")], 4)
}

/// A moment as a date in the device's time zone.
pub fn date(moment: f64, style: DateStyle) -> String {
    intl::date(moment, options(style, other_year(moment)), false)
}

/// The time of day of a moment, in the device's time zone.
pub fn time(moment: f64) -> String {
    intl::date(moment, &[("hour", "numeric"), ("minute", "2-digit")], false)
}

/// A whole day, whatever the time zone.
pub fn day(day: i32, style: DateStyle) -> String {
    let moment = f64::from(day) * DAY;
    intl::date(moment, options(style, other_year(moment)), true)
}

/// The weekday of a whole day: Saturday, or Sat.
pub fn weekday(day: i32, short: bool) -> String {
    intl::date(f64::from(day) * DAY, &[("weekday", if short { "short" } else { "long" })], true)
}

/// A whole day with its weekday: Sat, 5 Dec.
pub fn weekday_date(day: i32) -> String {
    let options = [("weekday", "short"), ("day", "numeric"), ("month", "short")];
    intl::date(f64::from(day) * DAY, &options, true)
}

/// Days from today in words, by the largest unit that fits: in 4 days, in 5 months, in 2 years.
pub fn relative(days: f64) -> String {
    const MONTH: f64 = 30.44;
    const YEAR: f64 = 365.25;
    match days.abs() {
        far if far >= 2.0 * YEAR => intl::relative((days / YEAR).round(), "year"),
        far if far >= 2.0 * MONTH => intl::relative((days / MONTH).round(), "month"),
        _ => intl::relative(days, "day"),
    }
}

/// Days from today in words: yesterday, today, in 3 days.
pub fn relative_days(days: i32) -> String {
    intl::relative(f64::from(days), "day")
}

/// Words joined as a list: "a, b and c".
pub fn list(words: &[String]) -> String {
    intl::list(words)
}

/// Bytes in the largest fitting unit, by thousands as phones count them.
pub fn file_size(bytes: f64) -> String {
    let mut value = bytes;
    let mut unit = "byte";
    for larger in ["kilobyte", "megabyte", "gigabyte"] {
        if value < 1000.0 {
            break;
        }
        value /= 1000.0;
        unit = larger;
    }
    let digits = u8::from(value < 10.0 && unit != "byte" && unit != "kilobyte");
    let display = if unit == "byte" { "long" } else { "short" };
    intl::number_with(value, &[("style", "unit"), ("unit", unit), ("unitDisplay", display)], digits)
}

/// A time in minutes: "15 min", "2 h 10 min".
pub fn minutes(minutes: u32) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, _) => tr::common::minutes(rest),
        (_, 0) => tr::common::hours(hours),
        _ => tr::common::hours_minutes(hours, rest),
    }
}

/// The order of two texts in the language's alphabet, with numbers by value.
pub fn compare(left: &str, right: &str) -> Ordering {
    intl::compare(left, right).partial_cmp(&0.0).unwrap_or(Ordering::Equal)
}

fn other_year(moment: f64) -> bool {
    clock::year(moment) != clock::year(clock::now())
}

fn options(style: DateStyle, year: bool) -> &'static [(&'static str, &'static str)] {
    const FULL: &[(&str, &str)] = &[("year", "numeric"), ("day", "numeric"), ("month", "long"), ("weekday", "long")];
    const SHORT: &[(&str, &str)] = &[("year", "numeric"), ("day", "numeric"), ("month", "short")];
    match (style, year) {
        (DateStyle::Full, true) => FULL,
        (DateStyle::Full, false) => &FULL[1..],
        (DateStyle::Long, true) => &FULL[..3],
        (DateStyle::Long, false) => &FULL[1..3],
        (DateStyle::Short, true) => SHORT,
        (DateStyle::Short, false) => &SHORT[1..],
    }
}

/// A whole number as a person may type it, or as `number` writes it: spaces and grouping marks left
/// out, Arabic, Persian and Devanagari digits read as well. A mark that does not group is refused.
pub fn read_whole(text: &str) -> Option<u32> {
    let mut value: u32 = 0;
    let mut digits = 0;
    // Digits since the last grouping mark.
    let mut group: Option<u32> = None;
    for c in text.trim().chars() {
        let digit = match c {
            '0'..='9' => u32::from(c) - 0x30,
            '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
            '\u{6f0}'..='\u{6f9}' => u32::from(c) - 0x6f0,
            '\u{966}'..='\u{96f}' => u32::from(c) - 0x966,
            ' ' | '\u{a0}' | '\u{202f}' => continue,
            ',' | '.' | '’' | '\u{66c}'
                if group.map_or((1..=3).contains(&digits), |inner| inner == 2 || inner == 3) =>
            {
                group = Some(0);
                continue;
            }
            _ => return None,
        };
        value = value.checked_mul(10)?.checked_add(digit)?;
        digits += 1;
        group = group.map(|inner| inner + 1);
    }
    (digits > 0 && group.is_none_or(|last| last == 3)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn numbers_are_read_in_several_digits() {
        for (text, expected) in [
            ("120", Some(120)),
            (" 1 200 ", Some(1200)),
            ("1,200", Some(1200)),
            ("10.080", Some(10_080)),
            ("١٬٢٠٠", Some(1200)),
            ("12,34,567", Some(1_234_567)),
            ("1.5", None),
            ("12,00", None),
            (".500", None),
            ("١٢٠", Some(120)),
            ("۴۵", Some(45)),
            ("", None),
            ("two", None),
            ("-3", None),
            ("99999999999", None),
        ] {
            assert_eq!(read_whole(text), expected, "{text}");
        }
    }
}
