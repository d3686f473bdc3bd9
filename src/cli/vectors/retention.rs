//! The memory of a competency: the section `retention` of `mastery.json`, and `virtual_card` of its runs.

use cairn_learning::mastery::{
    LinkedCard, MasteryConfig, RatedDay, Retained, View, days_until, readiness, replay, retained,
};
use cairn_learning::schedule::{Fsrs, Memory, Rating};
use serde_json::{Value, json};

use super::Tally;
use super::evidence::{read_evidence, read_setting, views};
use super::fields::{Malformed, each, whole};

/// `virtual_card` of a run: the memory, and every day that counted.
pub fn memory(got: &Retained, expected: &Value, tally: &mut Tally) {
    let memory = got.memory();
    tally.maybe("stability", memory.map(|memory| memory.stability), expected);
    tally.maybe("difficulty", memory.map(|memory| memory.difficulty), expected);
    tally.exact("last_day", got.days.last().map(|last| last.day), expected);
    history(got, expected, tally);
}

/// `hist`: a list of day, rating, stability and difficulty.
fn history(got: &Retained, case: &Value, tally: &mut Tally) {
    let Some(expected) = case.get("hist") else { return };
    tally.enter("hist", |tally| {
        tally.same("length", &Value::from(got.days.len()), &Value::from(expected.as_array().map(Vec::len)));
        let mut days = got.days.iter();
        tally.each(expected, |expected, tally| -> Result<(), Malformed> {
            let number = |at: usize| expected.get(at).and_then(Value::as_f64).ok_or_else(|| Malformed::new("hist"));
            if let Some(RatedDay { day, rating, memory }) = days.next() {
                let (stability, difficulty) = (number(2)?, number(3)?);
                let place = |at: usize| expected.get(at).cloned().unwrap_or_default();
                tally.same("day", &Value::from(*day), &place(0));
                tally.same("rating", &Value::from(rating.as_u8()), &place(1));
                tally.close("stability", memory.stability, stability);
                tally.close("difficulty", memory.difficulty, difficulty);
            }
            Ok(())
        });
    });
}

/// `retention`: six typed answers, all right, over three days; what is left of it, and the mix with cards.
pub fn retention(section: &Value, tally: &mut Tally) {
    if let Err(malformed) = compared(section, tally) {
        tally.unreadable("", &malformed.to_string());
    }
}

fn compared(section: &Value, tally: &mut Tally) -> Result<(), Malformed> {
    let (fsrs, config) = (Fsrs::default(), MasteryConfig::default());
    let answer = |i: i64| json!({"id": format!("e{i}"), "t": i, "day": i / 2, "kind": "quiz_item", "score": 1.0});
    let case = json!({ "evidence": (0..6).map(answer).collect::<Vec<_>>() });
    let pieces = read_evidence(&case)?;
    let (evidence, setting) = (views(&pieces), read_setting(&case)?);
    let mean = replay(&evidence, &setting, View::Neutral, &config).estimate.mean;
    let memory = retained(&evidence, &setting, &fsrs, &config);
    let last = memory.days.last().map_or(0, |last| last.day);
    history(&memory, section, tally);
    if let Some(rows) = section.get("rows") {
        tally.enter("rows", |tally| {
            tally.each(rows, |row, tally| -> Result<(), Malformed> {
                let rho = memory.with(&[], last + whole(row, "days_since")?, &fsrs, &config);
                tally.number("rho", rho, row);
                tally.number("readiness", readiness(mean, rho), row);
                Ok(())
            });
        });
    }
    tally.maybe("refresh_due_at_rho_0_9", days_until(0.9, 1.0, &memory, &fsrs), section);
    tally.maybe("fading_at_rho_0_8", days_until(config.retention.fading, 1.0, &memory, &fsrs), section);
    if let Some(mixes) = section.get("mix") {
        tally.enter("mix", |tally| mix(mixes, &fsrs, &config, tally));
    }
    Ok(())
}

fn mix(section: &Value, fsrs: &Fsrs, config: &MasteryConfig, tally: &mut Tally) {
    let known = Memory { stability: 10.0, difficulty: 5.0 };
    let memory = Retained { days: vec![RatedDay { day: 20, rating: Rating::Good, memory: known }], cap: 1.0 };
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let cards = each(case, "items", |card| {
            let (stability, weight) = (card.get(0)?.as_f64()?, card.get(2)?.as_f64()?);
            Some(LinkedCard { stability, last_day: card.get(1)?.as_i64()?, weight })
        })?;
        tally.number("rho", memory.with(&cards, whole(case, "today")?, fsrs, config), case);
        Ok(())
    });
}
