//! What a queue says of the days to come: the load of thirty days, whether a goal can be ready by its date, and which
//! items are forgotten again and again. Readings alone; nothing here is kept.

use super::{
    columns::{Entry, Learned},
    queue::Queue,
    scope::Reach,
};
use crate::id::ItemId;
use cairn_learning::schedule::{Due, Prospect, ScheduleConfig, Wanted, Wish, is_leech, load_forecast, prospect};

/// Expected reviews on each of the next thirty days, study day `today` first, of what `reach` holds.
pub fn forecast(reach: &Reach, queue: &Queue, today: i64, retention: f64) -> Vec<f64> {
    let config = ScheduleConfig::default();
    let due = |Learned { card, due_day, .. }: Learned| Due {
        memory: card.memory,
        last_day: card.last_day,
        due_day,
        retention: config.retention.hold(retention),
    };
    let cards: Vec<Due> = within(reach, queue, today).filter_map(|entry| entry.learned.map(due)).collect();
    load_forecast(&cards, today, config.forecast_days, &queue.weights().fsrs, &config)
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
    prospect(&wanted, wish, &queue.weights().fsrs, &ScheduleConfig::default())
}

/// Items that were forgotten as often as calls for another way with them, the most often first.
pub fn leeches(reach: &Reach, queue: &Queue, today: i64) -> Vec<(ItemId, u32)> {
    let config = ScheduleConfig::default();
    let lapses = |entry: &Entry| Some((entry.id, entry.learned?.card.lapses));
    let often = within(reach, queue, today).filter_map(lapses).filter(|(_, lapses)| *lapses >= config.leech_lapses);
    let mut found: Vec<(ItemId, u32)> = often.collect();
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
