//! The device's clock and calendar. The pure crates get their time from here, as an argument.

use js_sys::Date;
use std::{cell::Cell, thread::LocalKey};

/// Now, in milliseconds since 1970 UTC.
pub fn now() -> f64 {
    Date::now()
}

/// Minutes to add to UTC for the device's local time at this moment (Nairobi: 180).
#[allow(clippy::cast_possible_truncation)]
pub fn offset_minutes(moment: f64) -> i32 {
    -Date::new(&moment.into()).get_timezone_offset() as i32
}

/// The year of this moment in the device's time zone.
pub fn year(moment: f64) -> u32 {
    Date::new(&moment.into()).get_full_year()
}

/// The local date at this moment as `2026-11-21`, for names of files.
pub fn date_stem(moment: f64) -> String {
    let local = Date::new(&(moment + f64::from(offset_minutes(moment)) * 60_000.0).into());
    String::from(local.to_iso_string()).chars().take(10).collect()
}

/// The local calendar day at this moment, as days since 1970-01-01.
#[allow(clippy::cast_possible_truncation)]
pub fn local_day(moment: f64) -> i32 {
    ((moment + f64::from(offset_minutes(moment)) * 60_000.0) / 86_400_000.0).floor() as i32
}

/// The second tap of a double tap comes within this many milliseconds.
const ECHO_MS: f64 = 500.0;

/// Whether this press is the echo of the one before it, where a press brings another button to its place.
/// `last` keeps when one was taken.
pub fn is_echo(last: &'static LocalKey<Cell<f64>>) -> bool {
    let now = now();
    let echo = (0.0..ECHO_MS).contains(&(now - last.get()));
    if !echo {
        last.set(now);
    }
    echo
}
