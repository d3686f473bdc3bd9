//! One prediction and what came of it.

/// A stated confidence with its outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    confidence: f64,
    outcome: f64,
}

impl Judgement {
    /// A judgement; both in `[0, 1]`, `None` for anything else.
    ///
    /// Of an answer the outcome is its score; of a self-rating the confidence is the predicted score and the outcome
    /// the one assessed later.
    pub fn new(confidence: f64, outcome: f64) -> Option<Self> {
        let range = 0.0..=1.0;
        // Adding 0 turns a negative zero into zero, which is the same step of the scale.
        (range.contains(&confidence) && range.contains(&outcome))
            .then_some(Self { confidence: confidence + 0.0, outcome: outcome + 0.0 })
    }

    /// What was said, in `[0, 1]`.
    pub fn confidence(&self) -> f64 {
        self.confidence
    }

    /// What came of it, in `[0, 1]`.
    pub fn outcome(&self) -> f64 {
        self.outcome
    }

    /// Wholly right or wholly wrong; `None` between.
    pub(super) fn is_right(&self) -> Option<bool> {
        if self.outcome <= 0.0 {
            Some(false)
        } else if self.outcome >= 1.0 {
            Some(true)
        } else {
            None
        }
    }
}
