//! Levels: the words of the default scale as numbers, and the rule that gives one. The rule is applied after
//! every piece of evidence (see [`super::replay()`]), so the level before is never a stored value.

use super::{Belief, MasteryConfig, confidence_above};
use crate::threshold::reaches;

/// The default scale. The numbers are stable; files and vectors use them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Level {
    /// Too little evidence to say anything.
    #[default]
    NotAssessed = 0,
    /// Assessed, below developing.
    Beginning = 1,
    /// About half of fresh tasks.
    Developing = 2,
    /// Three quarters, and fairly certain.
    Proficient = 3,
    /// Reliably, on several days, at the demand that is asked for.
    Mastered = 4,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 5] = [Self::NotAssessed, Self::Beginning, Self::Developing, Self::Proficient, Self::Mastered];

    /// The stable number, 0 to 4.
    pub fn as_u8(self) -> u8 {
        self as u8
    }

    /// The level of a stable number; `None` above 4.
    pub fn from_u8(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The next higher level; `None` above mastered.
    pub fn next(self) -> Option<Self> {
        Self::from_u8(self.as_u8() + 1)
    }
}

/// What the level rule looks at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LevelFacts {
    /// The belief so far, in the neutral view.
    pub belief: Belief,
    /// Sum of the weights that count.
    pub mass: f64,
    /// Study days with a success.
    pub success_days: usize,
    /// Whether the target's demand has been shown, or none is asked for.
    pub diverse: bool,
}

/// The level, given the one before: 0 is tested first, then 4 down to 1.
pub fn level_after(before: Level, facts: &LevelFacts, config: &MasteryConfig) -> Level {
    if !reaches(facts.mass, config.assessed_mass) {
        return Level::NotAssessed;
    }
    let mean = facts.belief.mean();
    if !reaches(mean, config.proficient_mean) {
        return if reaches(mean, config.developing_mean) { Level::Developing } else { Level::Beginning };
    }
    let confidence = confidence_above(&facts.belief, config.mastered_tau);
    let kept = before == Level::Mastered && reaches(confidence, config.keep_confidence);
    let earned = reaches(mean, config.mastered_mean)
        && reaches(confidence, config.mastered_confidence)
        && facts.success_days >= config.mastered_days
        && facts.diverse;
    if kept || earned {
        return Level::Mastered;
    }
    let confidence = confidence_above(&facts.belief, config.proficient_tau);
    if reaches(confidence, config.proficient_confidence) { Level::Proficient } else { Level::Developing }
}
