//! Placement: where a learner stands in a graph of skills, from few questions (LEARNING.md 9.4, after ALEKS). Each
//! question is about the skill of which least is known; each answer says something of all that hangs together with
//! it. A pre-test to learn from, not an examination: it may end at any question.
//!
//! What it concludes without asking is `inferred` evidence, which gives no level ([`crate::mastery`]). The
//! [`Placement`] is a function of its answers: undo and resumption are the answers gone through again.

mod config;
mod parts;
mod states;

pub use config::PlacementConfig;
pub use states::{SKILLS_MAX, feasible_states};

use crate::threshold::{exceeds, reaches};
use parts::{Part, parts};

/// A skill that can be asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skill<'a> {
    /// Places of its direct prerequisites.
    pub requires: &'a [usize],
    /// The expected score of a blind guess at its question, in `[0, 1)`.
    pub guess: f64,
    /// Whether she says that she knows it; `None` if she says nothing.
    pub claimed: Option<bool>,
}

/// An answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Right.
    Right,
    /// Wrong.
    Wrong,
    /// "Not yet": she says that she does not know it.
    NotYet,
}

/// What is concluded of a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Known.
    Known,
    /// Not known.
    Unknown,
    /// Neither can be said.
    Unsure,
    /// The graph was too large to ask about it.
    LeftOut,
}

/// Why there can be no placement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlacementError {
    /// A prerequisite or target that is not in the list.
    #[error("there is no skill {skill}")]
    Unknown {
        /// Its place.
        skill: usize,
    },
    /// Prerequisites in a circle.
    #[error("skills {members:?} require one another")]
    Cycle {
        /// The skills of it, from the first.
        members: Vec<usize>,
    },
}

/// A placement under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    config: PlacementConfig,
    guesses: Vec<f64>,
    /// Parts with the probability of each of their states.
    parts: Vec<(Part, Vec<f64>)>,
    asked: Vec<usize>,
    passed: Vec<usize>,
}

impl Placement {
    /// A placement that has asked nothing. `targets` are the skills it is about; the others are their prerequisites.
    pub fn new(skills: &[Skill<'_>], targets: &[usize], config: PlacementConfig) -> Result<Self, PlacementError> {
        let prior = |part: Part| {
            let weight = |state: &u64| {
                part.skills.iter().enumerate().fold(1.0, |weight, (bit, skill)| match skills[*skill].claimed {
                    None => weight,
                    Some(claimed) if claimed == holds(*state, bit) => weight * config.claim_agrees,
                    Some(_) => weight * config.claim_differs,
                })
            };
            let probabilities = shares(part.states.iter().map(weight).collect());
            (part, probabilities)
        };
        let parts = parts(skills, targets, &config)?.into_iter().map(prior).collect();
        Ok(Self {
            config,
            guesses: skills.iter().map(|skill| skill.guess).collect(),
            parts,
            asked: Vec::new(),
            passed: Vec::new(),
        })
    }

    /// The skill to ask about: not asked yet nor passed over, neither known nor unknown, probability nearest one half, the first of
    /// equals. `None` when there is nothing left to ask, or enough was.
    pub fn next_question(&self) -> Option<usize> {
        let probabilities = self.probabilities();
        let open = |skill: &usize| {
            let probability = probabilities[*skill]?;
            let unclear = exceeds(probability, self.config.unknown_to) && !reaches(probability, self.config.known_from);
            // Rounded, so that what differs only by the order of summing is equal.
            (unclear && !self.asked.contains(skill) && !self.passed.contains(skill))
                .then(|| libm::rint((probability - 0.5).abs() * 1e12))
        };
        if self.asked.len() + self.passed.len() >= self.config.questions_max {
            return None;
        }
        let candidates = (0..probabilities.len()).filter_map(|skill| Some((open(&skill)?, skill)));
        candidates.min_by(|(x, i), (y, j)| x.total_cmp(y).then(i.cmp(j))).map(|(_, skill)| skill)
    }

    /// Takes an answer about `skill`, by Bayes' rule. Of a skill that was asked already or left out it changes nothing
    /// and says false.
    pub fn answer(&mut self, skill: usize, answer: Answer) -> bool {
        let (config, guess) = (self.config, self.guesses.get(skill).copied().unwrap_or_default());
        let found = self.parts.iter_mut().find_map(|(part, probabilities)| {
            let bit = part.skills.iter().position(|member| *member == skill)?;
            Some((bit, part, probabilities))
        });
        let Some((bit, part, probabilities)) = found.filter(|_| !self.asked.contains(&skill)) else { return false };
        let likelihood = |state: u64| {
            let probability = match (answer, holds(state, bit)) {
                (Answer::Right, true) => 1.0 - config.slip,
                (Answer::Right, false) => guess,
                (Answer::Wrong, true) => config.slip,
                (Answer::Wrong, false) => 1.0 - guess,
                (Answer::NotYet, true) => config.not_yet_slip,
                (Answer::NotYet, false) => 1.0,
            };
            probability.max(config.answer_least)
        };
        *probabilities = shares(part.states.iter().zip(&*probabilities).map(|(s, p)| p * likelihood(*s)).collect());
        self.asked.push(skill);
        true
    }

    /// Passes over `skill`: she does not want to answer, or cannot say. It tells nothing and is not asked again; what
    /// others tell of it counts.
    pub fn pass(&mut self, skill: usize) {
        if !self.passed.contains(&skill) {
            self.passed.push(skill);
        }
    }

    /// The probability that each skill is known, in `[0, 1]`; `None` for those left out.
    pub fn probabilities(&self) -> Vec<Option<f64>> {
        let mut all = vec![None; self.guesses.len()];
        for (part, probabilities) in &self.parts {
            for (bit, skill) in part.skills.iter().enumerate() {
                let of_states = part.states.iter().zip(probabilities);
                all[*skill] = Some(of_states.filter(|(state, _)| holds(**state, bit)).map(|(_, p)| p).sum());
            }
        }
        all
    }

    /// What is concluded of each skill.
    pub fn classes(&self) -> Vec<Class> {
        let class = |probability: Option<f64>| match probability {
            None => Class::LeftOut,
            Some(p) if reaches(p, self.config.known_from) => Class::Known,
            Some(p) if !exceeds(p, self.config.unknown_to) => Class::Unknown,
            Some(_) => Class::Unsure,
        };
        self.probabilities().into_iter().map(class).collect()
    }

    /// Skills taken to be known without having been asked about, each with its probability: the score of the inferred
    /// evidence.
    pub fn inferred(&self) -> Vec<(usize, f64)> {
        let known = |(skill, probability): (usize, Option<f64>)| {
            let probability = probability.filter(|p| reaches(*p, self.config.known_from))?;
            (!self.asked.contains(&skill)).then_some((skill, probability))
        };
        self.probabilities().into_iter().enumerate().filter_map(known).collect()
    }

    /// The skills asked about, in order.
    pub fn asked(&self) -> &[usize] {
        &self.asked
    }

    /// Skills that were left out because the graph is too large; to be said.
    pub fn left_out(&self) -> Vec<usize> {
        let probabilities = self.probabilities();
        (0..probabilities.len()).filter(|skill| probabilities[*skill].is_none()).collect()
    }

    /// In how many ways the skills can be known together; capped at the greatest number.
    pub fn states(&self) -> u64 {
        let sizes = self.parts.iter().map(|(part, _)| u64::try_from(part.states.len()).unwrap_or(u64::MAX));
        sizes.fold(1, u64::saturating_mul)
    }
}

fn holds(state: u64, bit: usize) -> bool {
    state >> bit & 1 == 1
}

/// Weights as shares of their sum, which is more than 0.
fn shares(weights: Vec<f64>) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / total).collect()
}
