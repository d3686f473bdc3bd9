//! The sections of `mastery.json` that need no history: constants, the beta function, single updates and
//! what follows from a row of right answers.

use cairn_learning::mastery::{self, Belief, Level, LevelFacts, MasteryConfig, Setting, level_after};
use serde_json::Value;

use super::Tally;
use super::evidence::kind_word;
use super::fields::{Malformed, number};

/// How many right answers in a row the vectors try.
const LONGEST_ROW: u32 = 40;

/// `constants`: the defaults of [`MasteryConfig`].
pub fn constants(section: &Value, tally: &mut Tally) {
    let config = MasteryConfig::default();
    tally.number("K", config.cap, section);
    tally.number("kappa", config.kappa, section);
    tally.number("slip_auto", config.slip_auto, section);
    tally.number("tau", config.mastered_tau, section);
    tally.number("floor", config.floor, section);
    if let Some(weights) = section.get("base_weights") {
        tally.enter("base_weights", |tally| {
            // The vectors have no answer that she graded herself.
            let kinds =
                mastery::EvidenceKind::ALL.into_iter().filter(|kind| *kind != mastery::EvidenceKind::SelfGraded);
            for kind in kinds {
                tally.number(kind_word(kind), base_weight(kind, &config), weights);
            }
        });
    }
    if let Some(factors) = section.get("aid") {
        tally.enter("aid", |tally| {
            tally.number("none", config.aid.none, factors);
            tally.number("hint", config.aid.hint, factors);
            tally.number("open_book", config.aid.open_book, factors);
            tally.number("worked_example", config.aid.worked_example, factors);
        });
    }
}

/// The weight of a plain piece of evidence of this kind, fully trusted.
fn base_weight(kind: mastery::EvidenceKind, config: &MasteryConfig) -> f64 {
    let plain = mastery::Evidence {
        id: b"",
        canonical: b"",
        t_ms: 0,
        day: 0,
        kind,
        score: 1.0,
        guess: 0.0,
        slip: None,
        aid: mastery::Aid::None,
        demand: None,
        item: None,
    };
    let trusted = Setting { target_demand: None, trust: 1.0 };
    mastery::weight(&plain, &trusted, config)
}

/// `betainc`: the regularised incomplete beta function.
pub fn incomplete_beta(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let Belief { a, b } = belief(case)?;
        tally.number("I", mastery::incomplete_beta(a, b, number(case, "x")?), case);
        Ok(())
    });
}

/// `betaincinv`: its inverse.
pub fn beta_quantile(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let Belief { a, b } = belief(case)?;
        tally.number("q", mastery::beta_quantile(a, b, number(case, "p")?), case);
        Ok(())
    });
}

/// `updates`: one observation each.
pub fn updates(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let update = belief(case)?.update(
            number(case, "score")?,
            number(case, "w")?,
            number(case, "g")?,
            number(case, "slip")?,
            &MasteryConfig::default(),
        );
        tally.number("r", update.known, case);
        tally.number("a2", update.belief.a, case);
        tally.number("b2", update.belief.b, case);
        tally.number("mean2", update.belief.mean(), case);
        Ok(())
    });
}

/// `rational_check`: prior (5, 5), right, guess 1/4, slip 1/20, weight 1, as exact fractions.
pub fn rational_check(section: &Value, tally: &mut Tally) {
    let config = MasteryConfig::default();
    let update = Belief { a: 5.0, b: 5.0 }.update(1.0, 1.0, 0.25, 0.05, &config);
    let mean = update.belief.mean();
    let results = [("r", update.known), ("a2", update.belief.a), ("b2", update.belief.b), ("mean", mean)];
    for (key, got) in results {
        match section.get(key).map(fraction) {
            None => {}
            Some(Some(expected)) => tally.close(key, got, expected),
            Some(None) => tally.unreadable(key, "not a fraction"),
        }
    }
}

fn fraction(value: &Value) -> Option<f64> {
    let (numerator, denominator) = value.as_str()?.split_once('/')?;
    let denominator: f64 = denominator.parse().ok()?;
    Some(numerator.parse::<f64>().ok()? / denominator)
}

/// `grid_check`: 7 right and 2 wrong without cap, guess and slip give the conjugate posterior.
pub fn grid_check(section: &Value, tally: &mut Tally) {
    let config = MasteryConfig { cap: f64::INFINITY, ..MasteryConfig::default() };
    let mut belief = config.neutral_prior;
    for i in 0..9 {
        let score = if i < 7 { 1.0 } else { 0.0 };
        belief = belief.update(score, 1.0, 0.0, 0.0, &config).belief;
    }
    tally.number("mean", belief.mean(), section);
    tally.number("grid", belief.mean(), section);
}

/// `consecutive_successes_needed`: how many right answers from scratch until a level is reached.
pub fn successes_needed(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let (guess, weight) = (number(case, "g")?, number(case, "w")?);
        for (key, level) in [("proficient", Level::Proficient), ("mastered", Level::Mastered)] {
            // A level that is never reached has no key.
            let got = row_length(level, guess, weight).map_or(Value::Null, Value::from);
            tally.same(key, &got, case.get(key).unwrap_or(&Value::Null));
        }
        Ok(())
    });
}

/// The least number of right answers in a row that reach `level`, the days and the demand being given.
fn row_length(level: Level, guess: f64, weight: f64) -> Option<u32> {
    let config = MasteryConfig::default();
    let mut facts = LevelFacts {
        belief: config.neutral_prior,
        mass: config.assessed_mass,
        success_days: config.mastered_days,
        diverse: true,
    };
    (1..=LONGEST_ROW).find(|_| {
        facts.belief = facts.belief.update(1.0, weight, guess, config.slip_auto, &config).belief;
        level_after(Level::NotAssessed, &facts, &config) >= level
    })
}

fn belief(case: &Value) -> Result<Belief, Malformed> {
    Ok(Belief { a: number(case, "a")?, b: number(case, "b")? })
}
