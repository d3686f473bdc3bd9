//! The sections of `fsrs.json` that need no history: weights, constants and single formulas.

use cairn_learning::schedule::{Fsrs, Memory, Parameters, Rating, ScheduleConfig, Window, window};
use serde_json::Value;

use super::Tally;
use super::fields::{Malformed, number, rating, whole};

/// `default_parameters`: the weights.
pub fn parameters(section: &Value, tally: &mut Tally) {
    row(section, Parameters::default().weights(), tally);
}

/// `lower_bounds`: the least that each weight may be.
pub fn lower_bounds(section: &Value, tally: &mut Tally) {
    row(section, &Parameters::bounds().map(|(least, _)| least), tally);
}

/// `upper_bounds`: the greatest that each weight may be.
pub fn upper_bounds(section: &Value, tally: &mut Tally) {
    row(section, &Parameters::bounds().map(|(_, greatest)| greatest), tally);
}

/// Compares a list of numbers with `got`, as many.
pub fn row(section: &Value, got: &[f64], tally: &mut Tally) {
    tally.same("length", &Value::from(got.len()), &Value::from(section.as_array().map(Vec::len)));
    let mut got = got.iter();
    tally.each(section, |expected, tally| {
        let expected = expected.as_f64().ok_or_else(|| Malformed::new("a number"))?;
        if let Some(got) = got.next() {
            tally.close("", *got, expected);
        }
        Ok::<(), Malformed>(())
    });
}

/// `constants`: the limits, and what follows from the decay.
pub fn constants(section: &Value, tally: &mut Tally) {
    let config = ScheduleConfig::default();
    tally.number("decay", -Parameters::default().weights()[20], section);
    tally.number("factor", Fsrs::default().factor(), section);
    tally.number("s_min", config.stability.0, section);
    tally.number("d_min", config.difficulty.0, section);
    tally.number("d_max", config.difficulty.1, section);
    if let Some(ranges) = section.get("fuzz_ranges") {
        let mut bands = config.fuzz.bands.iter();
        tally.enter("fuzz_ranges", |tally| {
            tally.each(ranges, |case, tally| -> Result<(), Malformed> {
                let (from, to, factor) = bands.next().ok_or_else(|| Malformed::new("fuzz_ranges"))?;
                tally.number("start", *from, case);
                tally.number("factor", *factor, case);
                if to.is_finite() {
                    tally.number("end", *to, case);
                } else {
                    tally.exact("end", "inf", case);
                }
                Ok(())
            });
        });
    }
}

/// `retrievability`: the forgetting curve.
pub fn retrievability(section: &Value, tally: &mut Tally) {
    let fsrs = Fsrs::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        tally.number("r", fsrs.retrievability(number(case, "t")?, number(case, "s")?), case);
        Ok(())
    });
}

/// `initial`: the memory after the first answer.
pub fn initial(section: &Value, tally: &mut Tally) {
    let fsrs = Fsrs::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let rating = rating(case)?;
        let memory = fsrs.first(rating);
        tally.number("stability", memory.stability, case);
        tally.number("difficulty", memory.difficulty, case);
        tally.number("difficulty_unclamped", fsrs.first_difficulty(rating), case);
        Ok(())
    });
}

/// `next_difficulty`: the difficulty after an answer.
pub fn next_difficulty(section: &Value, tally: &mut Tally) {
    let fsrs = Fsrs::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        tally.number("out", fsrs.next_difficulty(number(case, "d")?, rating(case)?), case);
        Ok(())
    });
}

/// `recall_stability`: the stability after an answer that was recalled on a later day.
pub fn recall_stability(section: &Value, tally: &mut Tally) {
    stability(section, tally, rating);
}

/// `forget_stability`: after one that was not.
pub fn forget_stability(section: &Value, tally: &mut Tally) {
    stability(section, tally, |_| Ok(Rating::Again));
}

fn stability(section: &Value, tally: &mut Tally, rating: impl Fn(&Value) -> Result<Rating, Malformed>) {
    let fsrs = Fsrs::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let memory = Memory { stability: number(case, "s")?, difficulty: number(case, "d")? };
        tally.number("out", fsrs.next(memory, number(case, "r")?, 1, rating(case)?).stability, case);
        Ok(())
    });
}

/// `short_term_stability`: the stability after an answer on the same day.
pub fn short_term_stability(section: &Value, tally: &mut Tally) {
    let fsrs = Fsrs::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let memory = Memory { stability: number(case, "s")?, difficulty: 5.0 };
        tally.number("out", fsrs.next(memory, 1.0, 0, rating(case)?).stability, case);
        Ok(())
    });
}

/// `interval`: days until recall has fallen to what is desired.
pub fn intervals(section: &Value, tally: &mut Tally) {
    let fsrs = Fsrs::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let (stability, retention) = (number(case, "s")?, number(case, "desired_retention")?);
        tally.number("raw_days", fsrs.interval_exact(stability, retention), case);
        tally.exact("days", fsrs.interval(stability, retention), case);
        Ok(())
    });
}

/// `fuzz_bounds`: the window around an interval; null where there is none.
pub fn fuzz_bounds(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let days = whole(case, "days")?;
        let window = window(days, &ScheduleConfig::default());
        let moved = window != Window { first: days, last: days };
        tally.exact("bounds", moved.then(|| vec![window.first, window.last]), case);
        Ok(())
    });
}
