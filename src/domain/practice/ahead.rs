//! What a queue says of the days to come: the load of thirty days, whether a goal can be ready by its date, and which
//! items are forgotten again and again. Readings alone; nothing here is kept.

use super::{
    columns::{Entry, Learned},
    plan::{Limits, left},
    preferences::{Pace, weekday},
    queue::Queue,
    scope::Reach,
};
use crate::id::ItemId;
use cairn_learning::schedule::{
    DeadlineRule, Due, Prospect, ScheduleConfig, Wanted, Wish, balanced, is_leech, load_forecast, load_forecast_placed,
    prospect,
};

/// Items that stand for all others where a date is reckoned.
const SAMPLE: usize = 120;

/// Expected reviews on each of the next thirty days, study day `today` first, of what `reach` holds: each put off as her
/// preferences have it, and none to an easy day that can wait.
pub fn forecast(reach: &Reach, queue: &Queue, today: i64, pace: &Pace) -> Vec<f64> {
    let (fsrs, config) = (&queue.weights().fsrs, ScheduleConfig::default());
    let due = |entry: &Entry| {
        let Learned { card, due_day, .. } = entry.learned?;
        let retention = config.retention.hold(pace.retention(entry, queue));
        Some(Due { memory: card.memory, last_day: card.last_day, due_day, retention })
    };
    let cards: Vec<Due> = within(reach, queue, today).filter_map(due).collect();
    match pace.preferences.shares() {
        Some(shares) => {
            let put_off = |day: i64, interval: i64| {
                let weekday = u8::try_from(weekday(day)).unwrap_or(0);
                balanced(interval, weekday, &[], &shares, &config).days
            };
            load_forecast_placed(&cards, today, config.forecast_days, put_off, fsrs, &config)
        }
        None => load_forecast(&cards, today, config.forecast_days, fsrs, &config),
    }
}

/// The days to come with no more reviews on each than she does: what is left of a day comes on the next.
#[derive(Clone, PartialEq, Debug)]
pub struct Spread {
    /// Expected reviews on each day, today first.
    pub days: Vec<f64>,
    /// How many wait today.
    pub waiting: f64,
    /// On which day, today being 0, nothing is left for the next; `None` if not within these days.
    pub through: Option<usize>,
}

/// Spreads expected reviews over the days by her limit; today takes what she has not done of it yet.
pub fn spread(expected: &[f64], queue: &Queue, today: i64, limits: Limits) -> Spread {
    /// Less than this is left over of an expectation, not of a review.
    const NONE: f64 = 0.5;
    #[allow(clippy::cast_precision_loss)] // reviews of a day
    let cap = |reviews: usize| reviews as f64;
    let (mut carried, mut through) = (0.0, None);
    let mut days = Vec::with_capacity(expected.len());
    for (at, expected) in expected.iter().enumerate() {
        let reviews = if at == 0 { left(queue, today, limits.reviews) } else { limits.reviews };
        let wanted = carried + expected;
        let done = f64::min(wanted, cap(reviews));
        carried = wanted - done;
        if through.is_none() && carried < NONE {
            through = Some(at);
        }
        days.push(done);
    }
    Spread { days, waiting: expected.first().copied().unwrap_or(0.0), through }
}

/// Whether what `reach` holds is ready on a date, and what would make it so. `None` without items.
pub fn ready_by(reach: &Reach, queue: &Queue, wish: &Wish) -> Option<Prospect> {
    let wanted = |entry: &Entry| Wanted {
        memory: entry.learned.map(|learned| learned.card.memory),
        last_day: entry.learned.map_or(0, |learned| learned.card.last_day),
        weight: 1.0,
    };
    let mut entries: Vec<&Entry> = within(reach, queue, wish.today).collect();
    // The first of the list are those that stay when some are left: what was begun, then the oldest.
    entries.sort_by_key(|entry| (entry.learned.is_none(), entry.created_ms, entry.id));
    let wanted: Vec<Wanted> = entries.into_iter().map(wanted).collect();
    // It is asked for on a page, and every day to the date is gone through some fifty times.
    let usual = ScheduleConfig::default();
    let config = ScheduleConfig { deadline: DeadlineRule { sample_max: SAMPLE, ..usual.deadline }, ..usual };
    prospect(&wanted, wish, &queue.weights().fsrs, &config)
}

/// Items that were forgotten as often as calls for another way with them and do not stay yet, the most often first.
pub fn leeches(reach: &Reach, queue: &Queue, today: i64) -> Vec<(ItemId, u32)> {
    let config = ScheduleConfig::default();
    let lapses = |entry: &Entry| {
        let card = entry.learned?.card;
        let often = card.lapses >= config.leech_lapses && card.memory.stability < config.leech_until_days;
        often.then_some((entry.id, card.lapses))
    };
    let mut found: Vec<(ItemId, u32)> = within(reach, queue, today).filter_map(lapses).collect();
    found.sort_by_key(|(item, lapses)| (std::cmp::Reverse(*lapses), *item));
    found
}

/// Whether an answer has just made its item one to be named, see [`is_leech`].
pub fn becomes_leech(before: Option<&Learned>, after: &Learned) -> bool {
    let lapses = after.card.lapses;
    lapses > before.map_or(0, |before| before.card.lapses) && is_leech(lapses, &ScheduleConfig::default())
}

fn within<'q>(reach: &'q Reach, queue: &'q Queue, today: i64) -> impl Iterator<Item = &'q Entry> {
    queue.asked(today).filter(|entry| reach.holds(entry, queue))
}
