//! The device's clock and calendar. The pure crates get their time from here, as an argument.

use js_sys::Date;

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
