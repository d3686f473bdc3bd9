//! The sections of `fsrs_app.json` that are this app's own: chance, where a due day is put, what a review is worth,
//! what is to come.

use cairn_learning::random::{SplitMix64, fnv1a64};
use cairn_learning::schedule::{
    self, Due, Fsrs, Memory, ScheduleConfig, Window, balanced, fuzzed, is_leech, load_forecast, window,
};
use serde_json::Value;

use super::Tally;
use super::fields::{Malformed, each, list, number, numbers, optional, required, size, small, text, whole};
use super::sequences::memory;

/// `prng`: the published sequences, the hash, and shares drawn from it.
pub fn prng(section: &Value, tally: &mut Tally) {
    for (key, seed, hexadecimal) in [("splitmix64_from_0", 0, true), ("splitmix64_from_1234567", 1_234_567, false)] {
        if let Some(expected) = section.get(key) {
            let mut random = SplitMix64::new(seed);
            let mut next = || {
                let drawn = random.next_u64();
                if hexadecimal { format!("{drawn:#x}") } else { drawn.to_string() }
            };
            let got: Vec<String> = (0..expected.as_array().map_or(1, Vec::len)).map(|_| next()).collect();
            tally.exact(key, got, section);
        }
    }
    let object = |key| section.get(key).and_then(Value::as_object).into_iter().flatten();
    for (text, expected) in object("fnv1a64") {
        let got = format!("{:#x}", fnv1a64(text.as_bytes()));
        tally.same(&format!("fnv1a64.{text}"), &Value::from(got), expected);
    }
    for (text, expected) in object("unit") {
        match expected.as_f64() {
            Some(expected) => {
                tally.close(&format!("unit.{text}"), SplitMix64::from_key(text.as_bytes()).next_unit(), expected);
            }
            None => tally.unreadable(&format!("unit.{text}"), "not a number"),
        }
    }
}

fn ends(window: Window) -> Vec<i64> {
    vec![window.first, window.last]
}

/// `fuzz`: the window and the day that chance gives a card.
pub fn fuzz(section: &Value, tally: &mut Tally) {
    let config = ScheduleConfig::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let interval = whole(case, "interval")?;
        let reps = required(case, "reps", |value| value.as_u64().and_then(|n| u32::try_from(n).ok()))?;
        tally.exact("bounds", ends(window(interval, &config)), case);
        tally.exact("fuzzed", fuzzed(interval, text(case, "card")?.as_bytes(), reps, &config), case);
        Ok(())
    });
}

/// `balance`: the day on which the load and her easy days want it.
pub fn balance(section: &Value, tally: &mut Tally) {
    let config = ScheduleConfig::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let interval = whole(case, "interval")?;
        let loads = each(case, "loads", |value| value.as_u64().and_then(|n| u32::try_from(n).ok()))?;
        let shares = numbers(case, "caps")?;
        let shares: [f64; 7] = shares.try_into().map_err(|_| Malformed::new("caps"))?;
        let today = required(case, "today_weekday", small)?;
        tally.exact("window", ends(window(interval, &config)), case);
        tally.exact("pick", balanced(interval, today, &loads, &shares, &config).days, case);
        Ok(())
    });
}

/// `review_gain_14d`: what a review now is worth after two weeks.
pub fn review_gain(section: &Value, tally: &mut Tally) {
    const HORIZON: i64 = 14;
    let fsrs = Fsrs::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        tally.number("gain", schedule::review_gain(memory(case)?, whole(case, "elapsed")?, HORIZON, &fsrs), case);
        Ok(())
    });
}

/// `load_forecast`: the expected reviews of the coming days.
pub fn forecast(section: &Value, tally: &mut Tally) {
    match forecast_of(section) {
        Ok(got) => {
            if let Some(expected) = section.get("expected") {
                tally.enter("expected", |tally| super::fsrs::row(expected, &got, tally));
            }
        }
        Err(malformed) => tally.unreadable("", &malformed.to_string()),
    }
}

fn forecast_of(section: &Value) -> Result<Vec<f64>, Malformed> {
    let retention = number(section, "desired_retention")?;
    let cards = list(section, "cards")?.iter().map(|card| {
        let read = || {
            let memory = Memory { stability: card.get(0)?.as_f64()?, difficulty: card.get(1)?.as_f64()? };
            Some(Due { memory, last_day: card.get(2)?.as_i64()?, due_day: card.get(3)?.as_i64()?, retention })
        };
        read().ok_or_else(|| Malformed::new("cards"))
    });
    let cards = cards.collect::<Result<Vec<_>, _>>()?;
    let days = required(section, "days", size)?;
    Ok(load_forecast(&cards, whole(section, "today")?, days, &Fsrs::default(), &ScheduleConfig::default()))
}

/// `leech`: at which lapses a card is named.
pub fn leech(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let count = |value: &Value| value.as_u64().and_then(|n| u32::try_from(n).ok());
        let usual = ScheduleConfig::default();
        let leech_lapses = optional(case, "threshold", count)?.unwrap_or(usual.leech_lapses);
        let config = ScheduleConfig { leech_lapses, ..usual };
        tally.exact("tag", is_leech(required(case, "lapses", count)?, &config), case);
        Ok(())
    });
}
