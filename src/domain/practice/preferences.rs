//! How she wants to practise, as it stands, and what that comes to for one item: how surely she wants to know it, and
//! which day of its window it falls due on.
//!
//! What she changes of it is [`crate::profile::practice`]'s; how much an item matters is [`super::priorities`]'.

use super::{
    answer::{Easy, Pacing},
    columns::Entry,
    plan::Limits,
    priorities::Priorities,
    queue::Queue,
};
use crate::{
    id::CompetencyId,
    kind::Kind,
    port::{Lookup, Snapshot},
    profile::{Ease, PROFILE_RECORD, Profile},
};
use cairn_learning::schedule::{Priority, Retention, ScheduleConfig};

/// Her preferences; [`Default`] gives the usual ones.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Preferences {
    /// The retention that she desires, by priority.
    pub retention: Retention,
    /// How much a day.
    pub limits: Limits,
    /// Whether due days are chosen by what is due on them already.
    pub even: bool,
    /// How much work each weekday takes, Monday first.
    pub days: [Ease; 7],
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            retention: ScheduleConfig::default().retention,
            limits: Limits::default(),
            even: true,
            days: [Ease::Normal; 7],
        }
    }
}

/// What to ask a store for.
pub fn lookup() -> Lookup {
    Lookup::Record(Kind::PROFILE, PROFILE_RECORD)
}

impl Preferences {
    /// As a snapshot has them.
    pub fn make(snapshot: &Snapshot) -> Self {
        let usual = Self::default();
        let Some(profile) = snapshot.record(Kind::PROFILE, PROFILE_RECORD).map(crate::noun::Noun::read) else {
            return usual;
        };
        let Profile { retention_low, retention_normal, retention_high, new_a_day, reviews_a_day, uneven, .. } = profile;
        let share = |percent: Option<u8>, usual: f64| {
            percent.map_or(usual, |percent| ScheduleConfig::default().retention.hold(f64::from(percent) / 100.0))
        };
        let number = |number: Option<u32>, usual: usize| {
            number.map_or(usual, |number| usize::try_from(number).unwrap_or(usize::MAX))
        };
        let mut days = usual.days;
        for (day, ease) in profile.easy_days {
            if let Some(place) = days.get_mut(usize::from(day)) {
                *place = ease;
            }
        }
        Self {
            retention: Retention {
                low: share(retention_low, usual.retention.low),
                normal: share(retention_normal, usual.retention.normal),
                high: share(retention_high, usual.retention.high),
                ..usual.retention
            },
            limits: Limits {
                reviews: number(reviews_a_day, usual.limits.reviews),
                new: number(new_a_day, usual.limits.new),
            },
            even: !uneven,
            days,
        }
    }

    /// Whether a study day takes less than others.
    pub fn is_easy(&self, day: i64) -> bool {
        self.days[weekday(day)] != Ease::Normal
    }

    /// What each weekday takes, Monday first; nothing while due days are spread by chance.
    pub fn shares(&self) -> Option<[f64; 7]> {
        let config = ScheduleConfig::default().easy_days;
        let share = |ease| match ease {
            Ease::Normal => config.normal,
            Ease::Reduced => config.reduced,
            Ease::Minimum => config.minimum,
        };
        (self.even || self.days != [Ease::Normal; 7]).then(|| self.days.map(share))
    }
}

/// The weekday of a study day, 0 Monday to 6 Sunday. Day 0 of 1970 was a Thursday.
pub fn weekday(day: i64) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

/// Her preferences, and how much each skill matters to her.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Pace {
    /// Her preferences.
    pub preferences: Preferences,
    /// How much each skill matters.
    pub priorities: Priorities,
}

impl Pace {
    /// What [`Pace::make`] reads, in rounds.
    pub fn needs(snapshot: &Snapshot) -> Vec<Lookup> {
        [lookup()].into_iter().chain(Priorities::needs(snapshot)).collect()
    }

    /// As a snapshot has it.
    pub fn make(snapshot: &Snapshot) -> Self {
        Self { preferences: Preferences::make(snapshot), priorities: Priorities::make(snapshot) }
    }

    /// How much an item matters to her.
    pub fn priority(&self, entry: &Entry, queue: &Queue) -> Priority {
        self.priorities.of(&queue.competencies(entry))
    }

    /// The retention that she desires of an item, 0.70 to 0.97.
    pub fn retention(&self, entry: &Entry, queue: &Queue) -> f64 {
        self.desired(&queue.competencies(entry))
    }

    /// The same of what practises these skills.
    pub fn desired(&self, competencies: &[(CompetencyId, u8)]) -> f64 {
        self.preferences.retention.of(self.priorities.of(competencies))
    }

    /// By what an answer puts an item off; `loads` is [`Queue::loads`] of that day.
    pub fn pacing(&self, entry: &Entry, queue: &Queue, loads: &[u32]) -> Pacing {
        let easy = self.preferences.shares().map(|shares| {
            // Easy days hold also while the load does not count.
            let loads = if self.preferences.even { loads.to_vec() } else { Vec::new() };
            Easy { shares, loads }
        });
        Pacing { retention: self.retention(entry, queue), easy, weights: queue.weights().clone() }
    }
}
