//! Every constant of grading in one place (LEARNING.md 9.1 and 9.3).

/// The constants of grading; [`Default`] gives the decided values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradingConfig {
    /// Score of a short answer that differs in marks only, where that is warned of.
    pub accent: f64,
    /// Score of a short answer with a small typing error.
    pub typo: f64,
    /// Letters of an answer from which one typing error is allowed.
    pub one_typo_from: usize,
    /// Letters from which two are.
    pub two_typos_from: usize,
    /// What a missing unit costs where one is required.
    pub unit_penalty: f64,
    /// Relative slack of a numeric tolerance.
    pub tolerance_slack: f64,
    /// Slack relative to the value, for rounding in binary.
    pub value_slack: f64,
    /// Probability that a known answer goes wrong, for what the app grades.
    pub slip: f64,
    /// Things to order above which the guess floor is that of so many: exact ones are dear, and it hardly falls.
    pub order_exact: usize,
    /// Options of several of several above which an item gives no evidence: its guess floor would cost too much.
    pub options_max: usize,
    /// Guess floor from which an answer says nothing.
    pub guess_max: f64,
}

impl Default for GradingConfig {
    fn default() -> Self {
        Self {
            accent: 0.9,
            typo: 0.9,
            one_typo_from: 4,
            two_typos_from: 8,
            unit_penalty: 0.1,
            tolerance_slack: 1e-9,
            value_slack: 1e-12,
            slip: 0.05,
            order_exact: 24,
            options_max: 64,
            guess_max: 0.95,
        }
    }
}
