//! Every constant of calibration in one place (LEARNING.md 4).

/// The constants of calibration; [`Default`] gives the decided values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalibrationConfig {
    /// The steps on which confidence is asked for.
    pub scale: [f64; 6],
    /// Judgements below which nothing is concluded.
    pub least_judgements: usize,
    /// Judgements by which the shown bias is drawn toward 0: `bias N / (N + this)`.
    pub shrinkage: f64,
    /// Bias beyond which she is over- or underconfident.
    pub bias: f64,
    /// Standard errors that the bias must exceed besides (5 % on one side).
    pub standard_errors: f64,
    /// Trust in her own ratings while there are too few judgements.
    pub trust_unknown: f64,
    /// Trust lost per unit of bias.
    pub trust_slope: f64,
    /// Least trust.
    pub trust_min: f64,
    /// Confidence from which a wrong answer is a surprise.
    pub surprise: f64,
    /// Answers that a step of the scale needs for the one sentence.
    pub headline_least: usize,
}

impl Default for CalibrationConfig {
    fn default() -> Self {
        Self {
            scale: [0.0, 0.2, 0.4, 0.6, 0.8, 1.0],
            least_judgements: 10,
            shrinkage: 10.0,
            bias: 0.10,
            standard_errors: 1.645,
            trust_unknown: 0.7,
            trust_slope: 2.0,
            trust_min: 0.25,
            surprise: 0.8,
            headline_least: 3,
        }
    }
}
