//! Bayesian knowledge tracing (Corbett and Anderson 1995), kept in the tests only: the rule that the mastery
//! model is compared with.

use super::vectors::read;

/// Knowledge tracing with one set of parameters.
#[derive(Debug, Clone, Copy)]
pub struct KnowledgeTracing {
    /// Probability of knowing before the first answer, then after each.
    pub known: f64,
    /// Probability of learning at each answer.
    pub learn: f64,
    /// Probability of a right answer without knowing.
    pub guess: f64,
    /// Probability of a wrong answer in spite of knowing.
    pub slip: f64,
}

/// What one answer did.
pub struct Traced {
    pub right_before: f64,
    pub posterior: f64,
}

impl KnowledgeTracing {
    /// Takes in one answer.
    pub fn answer(&mut self, right: bool) -> Traced {
        let Self { known, learn, guess, slip } = *self;
        let posterior = if right {
            known * (1.0 - slip) / (known * (1.0 - slip) + (1.0 - known) * guess)
        } else {
            known * slip / (known * slip + (1.0 - known) * (1.0 - guess))
        };
        self.known = posterior + (1.0 - posterior) * learn;
        Traced { right_before: known * (1.0 - slip) + (1.0 - known) * guess, posterior }
    }
}

#[test]
fn the_baseline_gives_its_vectors() {
    let vectors = read("mastery.json");
    let section = &vectors["bkt_baseline"];
    let parameter = |key: &str| section["params"][key].as_f64().expect("a parameter");
    let mut tracing =
        KnowledgeTracing { known: parameter("L0"), learn: parameter("T"), guess: parameter("G"), slip: parameter("S") };
    let rows = section["rows"].as_array().expect("rows");
    assert!(!rows.is_empty());
    for row in rows {
        let traced = tracing.answer(row["correct"] == 1);
        let results =
            [("p_correct_before", traced.right_before), ("posterior", traced.posterior), ("p_known", tracing.known)];
        for (key, got) in results {
            let expected = row[key].as_f64().expect("a number");
            assert!((got - expected).abs() <= 1e-9 * expected + 1e-12, "{key}: {got}, {expected}");
        }
    }
}
