//! Every constant of placement in one place (LEARNING.md 9.4).

/// The constants of placement; [`Default`] gives the decided values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacementConfig {
    /// Probability that a known item is answered wrongly.
    pub slip: f64,
    /// The same of "not yet": nobody says it by a slip.
    pub not_yet_slip: f64,
    /// Least probability of any answer, so that no set of answers is impossible.
    pub answer_least: f64,
    /// Probability from which a skill is known.
    pub known_from: f64,
    /// Probability up to which it is not known.
    pub unknown_to: f64,
    /// Most questions.
    pub questions_max: usize,
    /// Most states of one connected part.
    pub states_max: usize,
    /// Factor of the states that agree with what she claims of a skill.
    pub claim_agrees: f64,
    /// Factor of those that do not.
    pub claim_differs: f64,
}

impl Default for PlacementConfig {
    fn default() -> Self {
        Self {
            slip: 0.1,
            not_yet_slip: 0.0,
            answer_least: 1e-12,
            known_from: 0.85,
            unknown_to: 0.15,
            questions_max: 25,
            states_max: 20_000,
            claim_agrees: 0.8,
            claim_differs: 0.2,
        }
    }
}
