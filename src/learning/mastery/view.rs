//! Two views of the same evidence. The neutral one certifies: everything shown to the learner, every level.
//! The personal one predicts: it starts from how the learner usually does and is for planning only.

use super::{Belief, MasteryConfig};

/// Where the estimator starts, and whether inferred evidence moves it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum View {
    /// Starts from knowing nothing; inferred evidence weighs nothing.
    Neutral,
    /// Starts from this prior; inferred evidence counts with its weight.
    Personal(Belief),
}

impl View {
    /// The personal view of a learner whose first attempts go right at the rate `learner_mean`.
    pub fn personal(learner_mean: f64, config: &MasteryConfig) -> Self {
        let mean = learner_mean.max(config.personal_mean_min).min(config.personal_mean_max);
        Self::Personal(Belief { a: config.kappa * mean, b: config.kappa * (1.0 - mean) })
    }

    /// The belief before any evidence.
    pub fn prior(&self, config: &MasteryConfig) -> Belief {
        match self {
            Self::Neutral => config.neutral_prior,
            Self::Personal(prior) => *prior,
        }
    }
}

/// The running mean of the learner's first-attempt auto-graded scores over all competencies.
///
/// `scores` in time order, each in `[0, 1]`. Without any it is one half.
pub fn learner_mean(scores: impl IntoIterator<Item = f64>, config: &MasteryConfig) -> f64 {
    let Belief { mut a, mut b } = config.learner_start;
    for score in scores {
        a += score;
        b += 1.0 - score;
        let n = a + b;
        if n > config.learner_cap {
            a *= config.learner_cap / n;
            b *= config.learner_cap / n;
        }
    }
    a / (a + b)
}

#[cfg(test)]
mod tests {
    use super::{View, learner_mean};
    use crate::mastery::{Belief, MasteryConfig};

    #[test]
    fn the_personal_prior_is_clamped() {
        let config = MasteryConfig::default();
        for (mean, a) in [(0.0, 0.2), (0.65, 1.3), (1.0, 1.8)] {
            let View::Personal(Belief { a: got, b }) = View::personal(mean, &config) else {
                panic!("not personal");
            };
            assert!((got - a).abs() < 1e-12 && (got + b - 2.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_learner_mean_starts_at_one_half_and_forgets_slowly() {
        let config = MasteryConfig::default();
        assert!((learner_mean([], &config) - 0.5).abs() < 1e-12);
        assert!((learner_mean([1.0, 1.0, 1.0, 0.0], &config) - 5.0 / 8.0).abs() < 1e-12);
        let long = learner_mean(std::iter::repeat_n(1.0, 1000), &config);
        assert!(long > 0.999 && long < 1.0);
    }
}
