//! What the next level asks for and what is there already: numbers for the sentence "The estimate is 79.
//! Proficient needs 75." No words here.

use super::{Level, MasteryConfig, Standing, confidence_above};
use crate::threshold::reaches;

/// One condition of a level. Every number is as the rule sees it; shares are in `[0, 1]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Condition {
    /// Enough evidence.
    Mass {
        /// Weight there is.
        have: f64,
        /// Weight that is needed.
        need: f64,
    },
    /// A high enough estimate.
    Mean {
        /// The mean there is.
        have: f64,
        /// The mean that is needed.
        need: f64,
    },
    /// Enough certainty that the success rate lies above `tau`.
    ConfidenceAbove {
        /// The success rate in question.
        tau: f64,
        /// The probability of lying above it.
        have: f64,
        /// The probability that is needed.
        need: f64,
    },
    /// Successes on enough study days.
    SuccessDays {
        /// Days there are.
        have: usize,
        /// Days that are needed.
        need: usize,
    },
    /// A success at the demand of the target.
    Demand {
        /// The demand, 1 remember to 6 create.
        target: u8,
        /// Whether one is there.
        shown: bool,
    },
}

impl Condition {
    /// Is it met?
    pub fn is_met(&self) -> bool {
        match *self {
            Self::Mass { have, need } | Self::Mean { have, need } | Self::ConfidenceAbove { have, need, .. } => {
                reaches(have, need)
            }
            Self::SuccessDays { have, need } => have >= need,
            Self::Demand { shown, .. } => shown,
        }
    }
}

/// The conditions of the level that comes next, or those that keep mastered.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// The level the conditions belong to: the next one, or mastered itself.
    pub level: Level,
    /// Its conditions, in the order in which the rule tests them.
    pub conditions: Vec<Condition>,
}

impl Outlook {
    /// The conditions that are not met yet.
    pub fn open(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(|c| !c.is_met())
    }
}

/// What stands between `standing` and the next level; for mastered, what keeps it.
pub fn outlook(standing: &Standing<'_>, config: &MasteryConfig) -> Outlook {
    let level = standing.level.next().unwrap_or(Level::Mastered);
    let estimate = &standing.estimate;
    let mass = Condition::Mass { have: estimate.mass, need: config.assessed_mass };
    let mean = |need| Condition::Mean { have: estimate.mean, need };
    let confidence =
        |tau, need| Condition::ConfidenceAbove { tau, have: confidence_above(&estimate.belief, tau), need };
    let conditions = match standing.level {
        Level::NotAssessed => vec![mass],
        Level::Beginning => vec![mean(config.developing_mean)],
        Level::Developing => {
            vec![mean(config.proficient_mean), confidence(config.proficient_tau, config.proficient_confidence)]
        }
        Level::Proficient => {
            let mut all = vec![
                mean(config.mastered_mean),
                confidence(config.mastered_tau, config.mastered_confidence),
                Condition::SuccessDays { have: standing.success_days, need: config.mastered_days },
            ];
            all.extend(standing.demand_needed.map(|target| Condition::Demand { target, shown: standing.diverse }));
            all
        }
        Level::Mastered => vec![mean(config.proficient_mean), confidence(config.mastered_tau, config.keep_confidence)],
    };
    Outlook { level, conditions }
}
