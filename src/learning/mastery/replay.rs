//! The way through the evidence: one pass that gives the estimate, what each piece did to it, and the level
//! after each piece. Undo is this pass without the piece; nothing of it is stored.

use std::collections::BTreeSet;

use super::{
    Belief, Counted, Evidence, EvidenceKind, Level, LevelFacts, MasteryConfig, Setting, View, in_order, level_after,
    weight,
};

/// The estimate of one competency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The belief after all evidence.
    pub belief: Belief,
    /// Its mean, in `(0, 1)`.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// `a + b`, at most the cap.
    pub n: f64,
    /// Sum of the weights, without inferred evidence and repeats.
    pub mass: f64,
}

/// What one piece of evidence did, in the order of the replay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<'a> {
    /// The evidence.
    pub evidence: Evidence<'a>,
    /// Whether it repeats an item on the same study day.
    pub repeat: bool,
    /// The weight it had.
    pub weight: f64,
    /// By how much it moved the mean.
    pub delta_mean: f64,
    /// The mean after it.
    pub mean: f64,
    /// The level after it.
    pub level: Level,
}

/// How a competency stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// The estimate.
    pub estimate: Estimate,
    /// The level.
    pub level: Level,
    /// Study days with a success.
    pub success_days: usize,
    /// The demand that mastered asks for; `None` where it asks for none.
    pub demand_needed: Option<u8>,
    /// Whether that demand has been shown, or none is asked for.
    pub diverse: bool,
    /// Every piece of evidence with its effect.
    pub steps: Vec<Step<'a>>,
}

/// Goes through `evidence` (in any order, duplicates welcome) and says how the competency stands.
///
/// A piece whose score is not a number weighs nothing.
pub fn replay<'a>(evidence: &[Evidence<'a>], setting: &Setting, view: View, config: &MasteryConfig) -> Standing<'a> {
    let demand_needed = setting.target_demand.filter(|target| *target >= config.diversity_demand);
    let mut facts =
        LevelFacts { belief: view.prior(config), mass: 0.0, success_days: 0, diverse: demand_needed.is_none() };
    let mut days = BTreeSet::new();
    let mut level = Level::NotAssessed;
    let mut steps = Vec::with_capacity(evidence.len());

    for counted in in_order(evidence) {
        let piece = counted.evidence;
        let before = facts.belief.mean();
        let weight = weight_in(view, &counted, setting, config);
        if weight > 0.0 {
            let slip = piece.slip.unwrap_or(if piece.kind.is_auto_graded() { config.slip_auto } else { 0.0 });
            let update = facts.belief.update(piece.score, weight, piece.guess, slip, config);
            facts.belief = update.belief;
            if counted.counts() {
                facts.mass += weight;
            }
        }
        if counted.is_success(config) {
            days.insert(piece.day);
            facts.success_days = days.len();
        }
        facts.diverse = facts.diverse || demand_needed.is_some_and(|target| counted.shows_demand(target, config));
        level = level_after(level, &facts, config);
        let mean = facts.belief.mean();
        steps.push(Step { evidence: piece, repeat: counted.repeat, weight, delta_mean: mean - before, mean, level });
    }

    Standing {
        estimate: Estimate {
            belief: facts.belief,
            mean: facts.belief.mean(),
            sd: facts.belief.sd(),
            n: facts.belief.n(),
            mass: facts.mass,
        },
        level,
        success_days: facts.success_days,
        demand_needed,
        diverse: facts.diverse,
        steps,
    }
}

/// The weight with repeats and the view taken into account: inferred evidence certifies nothing.
fn weight_in(view: View, counted: &Counted<'_>, setting: &Setting, config: &MasteryConfig) -> f64 {
    let inferred = counted.evidence.kind == EvidenceKind::Inferred;
    if counted.repeat || counted.evidence.score.is_nan() || (inferred && view == View::Neutral) {
        0.0
    } else {
        weight(&counted.evidence, setting, config)
    }
}
