//! The words for a goal's kinds, statuses, checks and levels.

use crate::i18n::{self, DateStyle, tr};
use crate::ui::Choice;
use cairn_domain::{
    cbor::value::{Day, Ms},
    goal::{Check, GoalKind, GoalStatus},
};

/// The kinds in the order in which they are offered.
const KINDS: [GoalKind; 3] = [GoalKind::Learn, GoalKind::Make, GoalKind::Do];

/// The checks that she can choose; nothing is measured by the app yet.
const CHECKS: [Check; 3] = [Check::Own, Check::Peer, Check::Mentor];

pub fn kind(kind: GoalKind) -> String {
    match kind {
        GoalKind::Learn => tr::goals::learn(),
        GoalKind::Make => tr::goals::make(),
        GoalKind::Do => tr::goals::r#do(),
    }
}

pub fn kind_choices() -> Vec<Choice> {
    let hint = |kind| match kind {
        GoalKind::Learn => tr::goals::learn_hint(),
        GoalKind::Make => tr::goals::make_hint(),
        GoalKind::Do => tr::goals::do_hint(),
    };
    KINDS.into_iter().map(|one| Choice::new(one.name(), kind(one)).hint(hint(one))).collect()
}

/// The kind with this name; a name that is none is the first.
pub fn kind_named(name: &str) -> GoalKind {
    KINDS.into_iter().find(|kind| kind.name() == name).unwrap_or(GoalKind::Learn)
}

pub fn status(status: GoalStatus) -> String {
    match status {
        GoalStatus::Draft => tr::goals::draft(),
        GoalStatus::Active => tr::goals::active(),
        GoalStatus::Paused => tr::goals::paused(),
        GoalStatus::Done => tr::goals::done(),
        GoalStatus::Released => tr::goals::released(),
    }
}

/// The status with the day on which it was taken.
pub fn status_since(status: GoalStatus, since: Option<Ms>) -> String {
    let Some(since) = since else { return self::status(status) };
    let day = date(since.0);
    match status {
        GoalStatus::Draft => tr::goals::draft(),
        GoalStatus::Active => tr::goals::active_since(&day),
        GoalStatus::Paused => tr::goals::paused_since(&day),
        GoalStatus::Done => tr::goals::done_since(&day),
        GoalStatus::Released => tr::goals::released_since(&day),
    }
}

fn check(check: Check) -> String {
    match check {
        Check::Own => tr::goals::check_self(),
        Check::Peer => tr::goals::check_peer(),
        Check::Mentor => tr::goals::check_mentor(),
        Check::Auto => tr::goals::check_auto(),
    }
}

/// Who says whether a sign is met, as a fact of its row.
pub fn checked(check: Check) -> String {
    match check {
        Check::Own => tr::goals::checked_self(),
        Check::Peer => tr::goals::checked_peer(),
        Check::Mentor => tr::goals::checked_mentor(),
        Check::Auto => tr::goals::checked_auto(),
    }
}

pub fn check_choices() -> Vec<Choice> {
    CHECKS.into_iter().map(|one| Choice::new(one.name(), check(one))).collect()
}

/// The check with this name; a name that is none is her own.
pub fn check_named(name: &str) -> Check {
    CHECKS.into_iter().find(|check| check.name() == name).unwrap_or(Check::Own)
}

/// The word of a level, 0 to 4.
pub fn level(level: u8) -> String {
    match level {
        0 => tr::skills::level_0(),
        1 => tr::skills::level_1(),
        2 => tr::skills::level_2(),
        3 => tr::skills::level_3(),
        _ => tr::skills::level_4(),
    }
}

pub fn level_choices() -> Vec<Choice> {
    (1..=4).map(|one: u8| Choice::new(one.to_string(), level(one))).collect()
}

pub fn priority(priority: u8) -> String {
    match priority {
        1 => tr::goals::first(),
        2 => tr::goals::normal(),
        _ => tr::goals::later(),
    }
}

/// A moment as a day of the device's calendar.
#[allow(clippy::cast_precision_loss)] // milliseconds since 1970 are exact in an f64
pub fn date(ms: i64) -> String {
    i18n::date(ms as f64, DateStyle::Long)
}

/// A whole day; one beyond the calendar of the browser is written as its number.
pub fn day(day: Day, style: DateStyle) -> String {
    i32::try_from(day.0).map_or_else(|_| day.to_iso(), |day| i18n::day(day, style))
}
