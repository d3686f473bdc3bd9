//! How often a learner of constant true success rate is declared mastered within 20 typed items, by rule:
//! the numbers the thresholds were chosen by. The learners are drawn as the vectors' generator draws them, so
//! the shares are equal, not merely close.

use cairn::learning::mastery::{MasteryConfig, confidence_above};
use cairn::learning::random::SplitMix64;

use super::baseline::KnowledgeTracing;
use super::vectors::read;

const SEED: u64 = 42;

/// After how many of these answers a rule declares mastery.
type Rule = Box<dyn Fn(&[bool]) -> Option<usize>>;

/// Mastered by mean and by confidence of lying above `tau`.
fn by_confidence(tau: f64, confidence: f64, mean: f64) -> Rule {
    Box::new(move |answers| {
        let config = MasteryConfig::default();
        let mut belief = config.neutral_prior;
        declared(answers, |right| {
            let score = if right { 1.0 } else { 0.0 };
            belief = belief.update(score, 1.0, 0.0, config.slip_auto, &config).belief;
            belief.mean() >= mean && confidence_above(&belief, tau) >= confidence
        })
    })
}

fn by_tracing(learn: f64) -> Rule {
    Box::new(move |answers| {
        let mut tracing = KnowledgeTracing { known: 0.4, learn, guess: 0.2, slip: 0.1 };
        declared(answers, |right| {
            tracing.answer(right);
            tracing.known >= 0.95
        })
    })
}

fn in_a_row(needed: usize) -> Rule {
    Box::new(move |answers| {
        let mut row = 0;
        declared(answers, |right| {
            row = if right { row + 1 } else { 0 };
            row >= needed
        })
    })
}

fn of_the_last_ten(needed: usize) -> Rule {
    Box::new(move |answers| {
        (10..=answers.len()).find(|end| {
            let right = answers[end - 10..*end].iter().filter(|right| **right);
            right.count() >= needed
        })
    })
}

fn declared(answers: &[bool], mut rule: impl FnMut(bool) -> bool) -> Option<usize> {
    answers.iter().position(|right| rule(*right)).map(|index| index + 1)
}

/// The rule that a row of the vectors names.
fn named(name: &str) -> Rule {
    let default = MasteryConfig::default();
    match name {
        "CBM mean>=.85 & P(theta>=.70)>=.90 (recommended)" => {
            by_confidence(default.mastered_tau, default.mastered_confidence, default.mastered_mean)
        }
        "CBM P(theta>=.80)>=.80" => by_confidence(0.80, 0.80, 0.0),
        "BKT>=.95 (L0=.4,T=.1,G=.2,S=.1)" => by_tracing(0.1),
        "BKT>=.95 (T=.3)" => by_tracing(0.3),
        "3 in a row" => in_a_row(3),
        "5 in a row" => in_a_row(5),
        "8 of last 10" => of_the_last_ten(8),
        "9 of last 10" => of_the_last_ten(9),
        other => panic!("unknown rule {other}"),
    }
}

#[test]
fn the_operating_characteristics_are_those_of_the_vectors() {
    let vectors = read("mastery_oc.json");
    let items = vectors["N_items"].as_u64().expect("items");
    let learners = vectors["learners"].as_u64().expect("learners");
    let rows = vectors["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 8);
    for row in rows {
        let name = row["rule"].as_str().expect("a name");
        let rule = named(name);
        for cell in row["cells"].as_array().expect("cells") {
            let theta = cell["theta"].as_f64().expect("theta");
            let mut random = SplitMix64::new(SEED);
            let (mut hits, mut total) = (0_u32, 0_u32);
            for _ in 0..learners {
                let answers: Vec<bool> = (0..items).map(|_| random.next_unit() < theta).collect();
                if let Some(count) = rule(&answers) {
                    hits += 1;
                    total += u32::try_from(count).expect("at most 20");
                }
            }
            let share = f64::from(hits) / f64::from(u32::try_from(learners).expect("learners"));
            let expected = [&cell["p_declared"], &cell["mean_items_if_declared"]];
            let got = [share, f64::from(total) / f64::from(hits)];
            for (got, expected) in got.into_iter().zip(expected) {
                let expected = expected.as_f64().expect("a number");
                assert!((got - expected).abs() <= 1e-9 * expected + 1e-12, "{name}, {theta}: {got}, {expected}");
            }
        }
    }
}
