//! The figures: bias, the parts of the Brier score, discrimination, verdict (LEARNING.md 4; Murphy 1973; Goodman and
//! Kruskal's gamma after Nelson 1984). Bins are the distinct confidences stated, so Murphy's identity is exact.
//!
//! Judgements are sorted before anything is summed: the same set gives the same bits in any order.

use super::{CalibrationConfig, Judgement};
use crate::numbers::count;
use crate::threshold::exceeds;

/// The answers of one stated confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// What was said, in `[0, 1]`.
    pub confidence: f64,
    /// How often.
    pub n: usize,
    /// Mean outcome, in `[0, 1]`.
    pub accuracy: f64,
}

/// What the bias says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Too few judgements.
    Insufficient,
    /// More confident than right.
    Over,
    /// Less confident than right.
    Under,
    /// Neither, as far as can be told.
    Well,
}

/// How confidence and outcomes go together.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Number of judgements, at least 1.
    pub n: usize,
    /// Mean confidence, in `[0, 1]`.
    pub mean_confidence: f64,
    /// Mean outcome, in `[0, 1]`.
    pub accuracy: f64,
    /// Mean confidence less mean outcome, in `[-1, 1]`.
    pub bias: f64,
    /// Standard error of the bias; 0 for one judgement.
    pub bias_se: f64,
    /// The bias drawn toward 0 while judgements are few.
    pub bias_shrunk: f64,
    /// Brier score, in `[0, 1]`: `reliability - resolution + uncertainty`.
    pub brier: f64,
    /// How far the bins' outcomes are from what was said.
    pub reliability: f64,
    /// How far the bins' outcomes are from one another.
    pub resolution: f64,
    /// The variance of the outcomes.
    pub uncertainty: f64,
    /// Expected calibration error, at least the bias.
    pub ece: f64,
    /// Goodman and Kruskal's gamma, in `[-1, 1]`; `None` if an outcome is between right and wrong, or no pair tells.
    pub gamma: Option<f64>,
    /// Probability that a right answer had the higher confidence; `None` likewise.
    pub auroc: Option<f64>,
    /// One bin for each stated confidence, ascending.
    pub bins: Vec<Bin>,
    /// The verdict.
    pub verdict: Verdict,
}

/// The figures of these judgements, in any order; `None` without any.
pub fn calibrate(judgements: &[Judgement], config: &CalibrationConfig) -> Option<Calibration> {
    let mut sorted = judgements.to_vec();
    sorted.sort_by(|x, y| x.confidence().total_cmp(&y.confidence()).then(x.outcome().total_cmp(&y.outcome())));
    let n = sorted.len();
    let total = count(n);
    let mean = |value: &dyn Fn(&Judgement) -> f64| sorted.iter().map(value).sum::<f64>() / total;
    if n == 0 {
        return None;
    }
    let mean_confidence = mean(&Judgement::confidence);
    let accuracy = mean(&Judgement::outcome);
    let bias = mean_confidence - accuracy;
    let steps: Vec<Bin> = sorted.chunk_by(|x, y| x.confidence().total_cmp(&y.confidence()).is_eq()).map(bin).collect();
    let over_steps =
        |value: &dyn Fn(&Bin) -> f64| steps.iter().map(|bin| count(bin.n) * value(bin)).sum::<f64>() / total;
    let squared = |x: f64| x * x;
    let bias_se = if n > 1 {
        let spread: f64 = sorted.iter().map(|j| squared(j.confidence() - j.outcome() - bias)).sum();
        libm::sqrt(spread / (total - 1.0)) / libm::sqrt(total)
    } else {
        0.0
    };
    let (gamma, auroc) = discrimination(&sorted);
    Some(Calibration {
        n,
        mean_confidence,
        accuracy,
        bias,
        bias_se,
        bias_shrunk: bias * total / (total + config.shrinkage),
        brier: mean(&|j| squared(j.confidence() - j.outcome())),
        reliability: over_steps(&|bin| squared(bin.confidence - bin.accuracy)),
        resolution: over_steps(&|bin| squared(bin.accuracy - accuracy)),
        uncertainty: mean(&|j| squared(j.outcome() - accuracy)),
        ece: over_steps(&|bin| (bin.confidence - bin.accuracy).abs()),
        gamma,
        auroc,
        verdict: verdict(n, bias, bias_se, config),
        bins: steps,
    })
}

fn bin(judgements: &[Judgement]) -> Bin {
    let right: f64 = judgements.iter().map(Judgement::outcome).sum();
    let confidence = judgements.first().map_or(0.0, Judgement::confidence);
    Bin { confidence, n: judgements.len(), accuracy: right / count(judgements.len()) }
}

fn verdict(n: usize, bias: f64, bias_se: f64, config: &CalibrationConfig) -> Verdict {
    let clear = |bias: f64| exceeds(bias, config.bias) && exceeds(bias, config.standard_errors * bias_se);
    if n < config.least_judgements {
        Verdict::Insufficient
    } else if clear(bias) {
        Verdict::Over
    } else if clear(-bias) {
        Verdict::Under
    } else {
        Verdict::Well
    }
}

/// Gamma and AUROC from pairs of one right and one wrong answer, counted along the sorted confidences.
fn discrimination(sorted: &[Judgement]) -> (Option<f64>, Option<f64>) {
    // Pairs in which the right answer had the higher, the lower and the same confidence; right and wrong so far.
    let (mut concordant, mut discordant, mut tied) = (0_u64, 0_u64, 0_u64);
    let (mut right_below, mut wrong_below) = (0_u64, 0_u64);
    for group in sorted.chunk_by(|x, y| x.confidence().total_cmp(&y.confidence()).is_eq()) {
        let (mut right, mut wrong) = (0_u64, 0_u64);
        for judgement in group {
            match judgement.is_right() {
                Some(true) => right += 1,
                Some(false) => wrong += 1,
                None => return (None, None),
            }
        }
        concordant += right * wrong_below;
        discordant += wrong * right_below;
        tied += right * wrong;
        right_below += right;
        wrong_below += wrong;
    }
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    let [concordant, discordant, tied] = [concordant, discordant, tied].map(pairs);
    let gamma = share(concordant - discordant, concordant + discordant);
    (gamma, share(concordant + 0.5 * tied, concordant + discordant + tied))
}

#[expect(clippy::cast_precision_loss, reason = "2^53 pairs would be ninety million judgements")]
fn pairs(n: u64) -> f64 {
    n as f64
}
