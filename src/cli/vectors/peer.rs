//! `fsrs_ts.json`: another official implementation, ts-fsrs, which keeps every number to eight decimals and counts
//! days of the calendar. So do these checks; its learning steps of minutes and its own chance are none of ours.

use cairn_learning::schedule::{Card, Fsrs, Memory, Stage, choices};
use serde_json::Value;

use super::Tally;
use super::fields::{Malformed, number, optional, rating, text};
use super::sequences::{DAY_S, Options, days, memory, seconds};
use super::tally::to_eight_decimals;

/// `function_level`: single formulas.
pub fn functions(section: &Value, tally: &mut Tally) {
    let fsrs = Fsrs::default();
    let mut formula = |key: &str, result: &str, value: &dyn Fn(&Value) -> Result<f64, Malformed>| {
        if let Some(cases) = section.get(key) {
            tally.enter(key, |tally| {
                tally.each(cases, |case, tally| -> Result<(), Malformed> {
                    tally.eight_decimals(result, value(case)?, case);
                    Ok(())
                });
            });
        }
    };
    formula("retrievability", "r_ts", &|case| Ok(fsrs.retrievability(number(case, "t")?, number(case, "s")?)));
    formula("recall", "out_ts", &|case| Ok(fsrs.next(memory(case)?, number(case, "r")?, 1, rating(case)?).stability));
    formula("short_term", "out_ts", &|case| {
        let memory = Memory { stability: number(case, "s")?, difficulty: 5.0 };
        Ok(fsrs.next(memory, 1.0, 0, rating(case)?).stability)
    });
    formula("difficulty", "out_ts", &|case| Ok(fsrs.next_difficulty(number(case, "d")?, rating(case)?)));
}

/// `sequences`: the memory after each answer, and the interval of the button that was pressed. What each scheduler
/// was set to is read off its name.
pub fn sequences(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let Options { fsrs, retention, interval_max } = Options::read(&options_of(text(case, "name")?))?;
        let mut before: Option<Card> = None;
        let reviews = case.get("reviews").ok_or_else(|| Malformed::new("reviews"))?;
        tally.enter("reviews", |tally| {
            tally.each(reviews, |review, tally| -> Result<(), Malformed> {
                let day = seconds(text(review, "at")?)?.div_euclid(DAY_S);
                let rating = rating(review)?;
                let memory = match before {
                    None => fsrs.first(rating),
                    Some(Card { memory, last_day, .. }) => {
                        let recall = fsrs.retrievability(days(day - last_day), memory.stability);
                        fsrs.next(memory, to_eight_decimals(recall), day - last_day, rating)
                    }
                };
                tally.eight_decimals("stability", memory.stability, review);
                tally.eight_decimals("difficulty", memory.difficulty, review);
                let stage = match text(review, "state")? {
                    "Learning" => Stage::Learning,
                    "Review" => Stage::Review,
                    "Relearning" => Stage::Relearning,
                    _ => return Err(Malformed::new("state")),
                };
                if stage == Stage::Review {
                    let choice = choices(before.as_ref(), day, retention, &fsrs)[usize::from(rating.as_u8()) - 1];
                    // Its order of the buttons exceeds the longest interval; ours does not.
                    let expected = optional(review, "interval_s", Value::as_i64)?;
                    let expected = expected.map(|seconds| (seconds / DAY_S).min(interval_max));
                    tally.same("interval_s", &Value::from(choice.interval), &Value::from(expected));
                }
                let memory = Memory {
                    stability: to_eight_decimals(memory.stability),
                    difficulty: to_eight_decimals(memory.difficulty),
                };
                before = Some(Card { memory, last_day: day, stage, reps: 1, lapses: 0 });
                Ok(())
            });
        });
        Ok(())
    });
}

fn options_of(name: &str) -> Value {
    let setting = |prefix: &str| name.strip_prefix(prefix).and_then(|rest| rest.trim().parse::<f64>().ok());
    serde_json::json!({
        "options": {
            "desired_retention": setting("dr "),
            "maximum_interval": name.strip_prefix("max interval ").and_then(|rest| rest.trim().parse::<i64>().ok()),
        }
    })
}
