//! Histories of answers in `fsrs.json` and `fsrs_app.json`: the memory after each, the interval, and how well the
//! weights predict a log.

use cairn_domain::cbor::value::Day;
use cairn_learning::schedule::{Card, Fsrs, LogLoss, Memory, Parameters, Rating, ScheduleConfig, log_loss};
use serde_json::Value;

use super::Tally;
use super::fields::{Malformed, each, number, optional, rating, size, small, text, whole};

/// Seconds of a day.
pub const DAY_S: i64 = 86_400;

/// What a scheduler of another program was set to.
pub struct Options {
    /// The algorithm with the longest interval that was set.
    pub fsrs: Fsrs,
    /// What it desires to retain.
    pub retention: f64,
    /// The longest interval.
    pub interval_max: i64,
}

impl Options {
    /// Reads `options` of a sequence; what is not set is as usual. Steps of minutes are none of ours.
    pub fn read(case: &Value) -> Result<Self, Malformed> {
        let usual = ScheduleConfig::default();
        let none = Value::Null;
        let options = case.get("options").unwrap_or(&none);
        let interval_max = optional(options, "maximum_interval", Value::as_i64)?.unwrap_or(usual.interval_max);
        Ok(Self {
            fsrs: Fsrs::new(&Parameters::default(), &ScheduleConfig { interval_max, ..usual }),
            retention: optional(options, "desired_retention", Value::as_f64)?.unwrap_or(usual.retention.normal),
            interval_max,
        })
    }
}

/// `sequences` of `fsrs.json`: py-fsrs counts whole days of 24 hours.
pub fn sequences(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let Options { fsrs, retention, .. } = Options::read(case)?;
        let mut before: Option<(Memory, i64)> = None;
        let reviews = case.get("reviews").ok_or_else(|| Malformed::new("reviews"))?;
        tally.enter("reviews", |tally| {
            tally.each(reviews, |review, tally| -> Result<(), Malformed> {
                let at = seconds(text(review, "at")?)?;
                let elapsed = before.map_or(0, |(_, last)| (at - last).div_euclid(DAY_S));
                let recall = before.map(|(memory, _)| fsrs.retrievability(days(elapsed), memory.stability));
                let memory = fsrs.after(before.map(|(memory, _)| memory), elapsed, rating(review)?);
                tally.maybe("retrievability_before", recall, review);
                // py-fsrs has no greatest stability.
                let most = ScheduleConfig::default().stability.1;
                tally.close("stability", memory.stability, number(review, "stability")?.min(most));
                tally.number("difficulty", memory.difficulty, review);
                if text(review, "state")? == "Review" {
                    tally.exact("interval_s", fsrs.interval(memory.stability, retention) * DAY_S, review);
                }
                before = Some((memory, at));
                Ok(())
            });
        });
        Ok(())
    });
}

/// `sequences_delta`: in whole study days, as the app counts.
pub fn deltas(section: &Value, tally: &mut Tally) {
    let (fsrs, config) = (Fsrs::default(), ScheduleConfig::default());
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let (mut card, mut day) = (None, 0);
        tally.each(case, |review, tally| -> Result<(), Malformed> {
            day += whole(review, "delta_days")?;
            let after = Card::after(card, day, rating(review)?, &fsrs);
            tally.number("stability", after.memory.stability, review);
            tally.number("difficulty", after.memory.difficulty, review);
            tally.exact("interval_0_9", fsrs.interval(after.memory.stability, config.retention.normal), review);
            card = Some(after);
            Ok(())
        });
        Ok(())
    });
}

/// `objective`: the mean log-loss with which the default weights predict recall on later days.
pub fn objective(section: &Value, tally: &mut Tally) {
    match predicted(section) {
        Ok(loss) => {
            tally.exact("n", loss.n, section);
            tally.number("mean_log_loss", loss.mean, section);
        }
        Err(malformed) => tally.unreadable("logs", &malformed.to_string()),
    }
}

/// The log is `[card, day, rating]`, each card's answers together.
fn predicted(section: &Value) -> Result<LogLoss, Malformed> {
    let answers = each(section, "logs", |entry| {
        let rating = entry.get(2).and_then(small).and_then(Rating::from_u8)?;
        Some((entry.get(0).and_then(size)?, (entry.get(1)?.as_i64()?, rating)))
    })?;
    let history = |card: &[(usize, (i64, Rating))]| -> Vec<(i64, Rating)> { card.iter().map(|(_, it)| *it).collect() };
    let histories: Vec<_> = answers.chunk_by(|x, y| x.0 == y.0).map(history).collect();
    let histories: Vec<_> = histories.iter().map(Vec::as_slice).collect();
    log_loss(&histories, i64::MIN, &Fsrs::default()).ok_or_else(|| Malformed::new("logs"))
}

/// Whole days as a float.
pub fn days(n: i64) -> f64 {
    i32::try_from(n).map_or(f64::INFINITY, f64::from)
}

/// Seconds since 1970 of a moment written as `2026-01-31T09:00:00+00:00`.
pub fn seconds(moment: &str) -> Result<i64, Malformed> {
    let read = || {
        let (date, time) = moment.strip_suffix("+00:00")?.split_once('T')?;
        let mut time = time.splitn(3, ':').map(|part| part.parse::<i64>().ok());
        let of_day = time.next()?? * 3_600 + time.next()?? * 60 + time.next()??;
        Some(Day::parse_iso(date)?.0 * DAY_S + of_day)
    };
    read().ok_or_else(|| Malformed::new("at"))
}

/// The memory `s` and `d` of a case.
pub fn memory(case: &Value) -> Result<Memory, Malformed> {
    Ok(Memory { stability: number(case, "s")?, difficulty: number(case, "d")? })
}
