//! What is said where an answer's day was moved for the sake of an easy day.

use crate::i18n::{self, tr};
use cairn_domain::practice::Put;
use cairn_learning::schedule::Moved;

/// Days within which a weekday alone says which day it is.
const WEEK: i64 = 6;

/// "Moved from Sat to Fri: Saturday is an easy day"; nothing where it was not moved, or for the load alone.
pub fn words(today: i64, put: Put) -> Option<String> {
    if put.moved != Some(Moved::EasyDay) {
        return None;
    }
    let day = |days: i64| i32::try_from(today.saturating_add(days)).unwrap_or(i32::MAX);
    let (from, to) = (day(put.interval), day(put.days));
    let near = put.interval.max(put.days) <= WEEK;
    let name = |day: i32| if near { i18n::weekday(day, true) } else { i18n::weekday_date(day) };
    Some(tr::schedule::moved(&name(from), &name(to), &i18n::weekday(from, false)))
}
