//! The state of the estimator: a Beta distribution over "the share of fresh, unaided, representative tasks
//! the learner would manage today if nothing were forgotten", and the step that one observation takes.

use super::MasteryConfig;

/// A Beta distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Belief {
    /// Pseudo-count of success, more than 0.
    pub a: f64,
    /// Pseudo-count of failure, more than 0.
    pub b: f64,
}

/// What one observation did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Update {
    /// The belief after it.
    pub belief: Belief,
    /// The share of the observation that is put down to knowing, in `[0, 1]`.
    pub known: f64,
}

impl Belief {
    /// `a + b`: how much is remembered.
    pub fn n(&self) -> f64 {
        self.a + self.b
    }

    /// The mean, in `(0, 1)`.
    pub fn mean(&self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The standard deviation.
    pub fn sd(&self) -> f64 {
        let n = self.n();
        libm::sqrt(self.a * self.b / (n * n * (n + 1.0)))
    }

    /// Takes in one observation.
    ///
    /// `score` in `[0, 1]`, `weight` > 0, `guess` the expected score of a blind guess, `slip` the
    /// probability that a known answer goes wrong. One step of moment-matched filtering for a noisy
    /// Bernoulli; with `guess = slip = 0` below the cap it is the conjugate posterior.
    pub fn update(&self, score: f64, weight: f64, guess: f64, slip: f64, config: &MasteryConfig) -> Update {
        let mean = self.mean().max(config.mean_margin).min(1.0 - config.mean_margin);
        let right = guess + (1.0 - guess - slip) * mean;
        let known_if_right = (1.0 - slip) * mean / right;
        let wrong = 1.0 - right;
        // An item that cannot be missed says nothing when it is missed.
        let known_if_wrong = if wrong > 0.0 { slip * mean / wrong } else { 0.0 };
        let known = score * known_if_right + (1.0 - score) * known_if_wrong;

        let grown = Self { a: self.a + weight * known, b: self.b + weight * (1.0 - known) };
        Update { belief: grown.capped(config.cap).floored(config.floor), known }
    }

    /// Shrinks both sides alike until `a + b` is at most `cap`; the mean stays.
    fn capped(self, cap: f64) -> Self {
        let n = self.n();
        if n > cap { Self { a: self.a * (cap / n), b: self.b * (cap / n) } } else { self }
    }

    /// Lifts a side below `floor` by taking from the other. `a + b` stays a function of the weights alone,
    /// which is what makes the mean monotone in every score.
    fn floored(self, floor: f64) -> Self {
        let n = self.n();
        let low = floor.min(n / 2.0);
        if self.a < low {
            Self { a: low, b: n - low }
        } else if self.b < low {
            Self { a: n - low, b: low }
        } else {
            self
        }
    }
}
