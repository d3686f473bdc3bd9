//! The sections of `mastery.json` that replay a history of evidence: estimates with the memory they leave, levels
//! over time and the diversity gate.

use cairn_learning::mastery::{
    Belief, MasteryConfig, Standing, Step, View, confidence_above, interval, replay, retained,
};
use cairn_learning::schedule::Fsrs;
use serde_json::Value;

use super::Tally;
use super::evidence::{read_evidence, read_setting, views};
use super::fields::{Malformed, optional, text};

/// `runs`: the estimate with its interval, the level, and what each piece did.
pub fn runs(section: &Value, tally: &mut Tally) {
    let config = MasteryConfig::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let pieces = read_evidence(case)?;
        let view = read_view(case)?;
        named_prior(case, tally, &config);
        let (evidence, setting) = (views(&pieces), read_setting(case)?);
        let standing = replay(&evidence, &setting, view, &config);
        if let Some(expected) = case.get("virtual_card") {
            let memory = retained(&evidence, &setting, &Fsrs::default(), &config);
            tally.enter("virtual_card", |tally| super::retention::memory(&memory, expected, tally));
        }

        let estimate = &standing.estimate;
        tally.number("a", estimate.belief.a, case);
        tally.number("b", estimate.belief.b, case);
        tally.number("mean", estimate.mean, case);
        tally.number("sd", estimate.sd, case);
        tally.number("n", estimate.n, case);
        tally.number("mass", estimate.mass, case);
        let range = interval(&estimate.belief, &config);
        tally.number("p10", range.low, case);
        tally.number("p90", range.high, case);
        let confidence = confidence_above(&estimate.belief, config.mastered_tau);
        tally.number("conf_070", confidence, case);
        tally.exact("success_days", standing.success_days, case);
        tally.exact("level", standing.level.as_u8(), case);
        steps(case, "contrib", &standing, tally, |step, expected, tally| {
            tally.number("w", step.weight, expected);
            tally.number("delta_mean", step.delta_mean, expected);
        });
        Ok(())
    });
}

/// `hysteresis`: the level after every piece of evidence.
pub fn hysteresis(section: &Value, tally: &mut Tally) {
    let config = MasteryConfig::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let pieces = read_evidence(case)?;
        let setting = read_setting(case)?;
        let standing = replay(&views(&pieces), &setting, View::Neutral, &config);
        steps(case, "levels", &standing, tally, |step, expected, tally| {
            tally.exact("level", step.level.as_u8(), expected);
        });
        Ok(())
    });
}

/// `diversity`: what opens the gate to mastered.
pub fn diversity(section: &Value, tally: &mut Tally) {
    let config = MasteryConfig::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let pieces = read_evidence(case)?;
        let setting = read_setting(case)?;
        let standing = replay(&views(&pieces), &setting, View::Neutral, &config);
        tally.exact("success_days", standing.success_days, case);
        tally.exact("diverse", standing.diverse, case);
        tally.exact("level", standing.level.as_u8(), case);
        Ok(())
    });
}

/// Compares the list `case[key]` with the steps of a replay: as many, the same ids, and what `compare` adds.
fn steps(
    case: &Value,
    key: &str,
    standing: &Standing<'_>,
    tally: &mut Tally,
    compare: impl Fn(&Step<'_>, &Value, &mut Tally),
) {
    let Some(expected) = case.get(key) else {
        return;
    };
    tally.enter(key, |tally| {
        let length = expected.as_array().map(Vec::len);
        tally.same("length", &Value::from(standing.steps.len()), &Value::from(length));
        let mut steps = standing.steps.iter();
        tally.each(expected, |expected, tally| -> Result<(), Malformed> {
            if let Some(step) = steps.next() {
                let id = String::from_utf8_lossy(step.evidence.id);
                tally.same("id", &Value::from(id), &Value::from(text(expected, "id")?));
                compare(step, expected, tally);
            }
            Ok(())
        });
    });
}

/// `prior_ab` is the start; (1, 1) means the neutral view.
fn read_view(case: &Value) -> Result<View, Malformed> {
    let pair = optional(case, "prior_ab", |value| {
        let [a, b] = value.as_array()?.as_slice() else {
            return None;
        };
        Some((a.as_f64()?, b.as_f64()?))
    })?;
    let neutral = MasteryConfig::default().neutral_prior;
    Ok(match pair.map(|(a, b)| Belief { a, b }) {
        Some(prior) if prior != neutral => View::Personal(prior),
        _ => View::Neutral,
    })
}

/// A prior named `personal M` must be that of a learner with mean M.
fn named_prior(case: &Value, tally: &mut Tally, config: &MasteryConfig) {
    let mean = case["prior"]
        .as_str()
        .and_then(|name| name.strip_prefix("personal "))
        .and_then(|mean| mean.parse::<f64>().ok());
    if let (Some(mean), Some(expected)) = (mean, case.get("prior_ab")) {
        let prior = View::personal(mean, config).prior(config);
        tally.enter("prior_ab", |tally| {
            for (i, got) in [prior.a, prior.b].into_iter().enumerate() {
                match expected[i].as_f64() {
                    Some(expected) => tally.close(&i.to_string(), got, expected),
                    None => tally.unreadable(&i.to_string(), "not a number"),
                }
            }
        });
    }
}
