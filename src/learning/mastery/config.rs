//! Every constant of the mastery model in one place. The defaults are the specified numbers; a pilot can
//! change them here and nowhere else.

use super::Belief;

/// The constants of the mastery model; [`Default`] gives the specified values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MasteryConfig {
    /// Weight of each kind of evidence before aid, demand and trust.
    pub base: BaseWeights,
    /// Factor for the help that was used.
    pub aid: AidFactors,
    /// Factor when the demand shown is one step below the target's.
    pub demand_one_lower: f64,
    /// Factor when the demand shown is two or more steps below the target's.
    pub demand_two_lower: f64,
    /// Probability that a known answer goes wrong, for auto-graded kinds that state none.
    pub slip_auto: f64,
    /// Cap on `a + b`: an update of weight `w` shrinks all older evidence by `cap / (cap + w)`.
    pub cap: f64,
    /// Least value of `a` and of `b`, so that contrary evidence never stops counting.
    pub floor: f64,
    /// The mean is kept this far from 0 and 1 inside an update.
    pub mean_margin: f64,
    /// Prior of the neutral view.
    pub neutral_prior: Belief,
    /// Strength `a + b` of the personal prior.
    pub kappa: f64,
    /// Least mean of the personal prior.
    pub personal_mean_min: f64,
    /// Greatest mean of the personal prior.
    pub personal_mean_max: f64,
    /// Start of the running mean over all of the learner's first attempts.
    pub learner_start: Belief,
    /// Cap on `a + b` of that running mean.
    pub learner_cap: f64,
    /// A score from here on is a success.
    pub success_score: f64,
    /// Mass below which a competency is not assessed.
    pub assessed_mass: f64,
    /// Mean that developing needs.
    pub developing_mean: f64,
    /// Mean that proficient needs; also what keeps mastered.
    pub proficient_mean: f64,
    /// Success rate above which proficient must be confident to be.
    pub proficient_tau: f64,
    /// Probability of lying above `proficient_tau` that proficient needs.
    pub proficient_confidence: f64,
    /// Mean that mastered needs.
    pub mastered_mean: f64,
    /// Success rate above which mastered must be confident to be.
    pub mastered_tau: f64,
    /// Probability of lying above `mastered_tau` that mastered needs.
    pub mastered_confidence: f64,
    /// Study days with a success that mastered needs.
    pub mastered_days: usize,
    /// Probability of lying above `mastered_tau` that keeps mastered once reached.
    pub keep_confidence: f64,
    /// Target demand (1 remember to 6 create) from which mastered needs evidence of that demand.
    pub diversity_demand: u8,
    /// Probability mass of the interval shown beside an estimate.
    pub interval_mass: f64,
    /// What is retained of it.
    pub retention: RetentionRule,
}

/// How a competency is forgotten and refreshed (LEARNING.md 2.6).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RetentionRule {
    /// Weight that a study day needs to count as a review.
    pub day_weight: f64,
    /// Below this mean of its chance-corrected scores a day failed.
    pub hard_from: f64,
    /// Below this mean it was hard; from it on good. Never easy.
    pub good_from: f64,
    /// Number of linked cards at which they count as much as the competency's own memory.
    pub cards_half: f64,
    /// Retention below which it is called fading.
    pub fading: f64,
    /// Study days after mastery from which a success in another context confirms it.
    pub confirm_days: i64,
}

impl Default for MasteryConfig {
    fn default() -> Self {
        Self {
            base: BaseWeights::default(),
            aid: AidFactors::default(),
            demand_one_lower: 0.7,
            demand_two_lower: 0.4,
            slip_auto: 0.05,
            cap: 12.0,
            floor: 0.2,
            mean_margin: 1e-9,
            neutral_prior: Belief { a: 1.0, b: 1.0 },
            kappa: 2.0,
            personal_mean_min: 0.1,
            personal_mean_max: 0.9,
            learner_start: Belief { a: 2.0, b: 2.0 },
            learner_cap: 100.0,
            success_score: 0.6,
            assessed_mass: 1.0,
            developing_mean: 0.5,
            proficient_mean: 0.75,
            proficient_tau: 0.60,
            proficient_confidence: 0.80,
            mastered_mean: 0.85,
            mastered_tau: 0.70,
            mastered_confidence: 0.90,
            mastered_days: 2,
            keep_confidence: 0.60,
            diversity_demand: 3,
            interval_mass: 0.8,
            retention: RetentionRule {
                day_weight: 0.5,
                hard_from: 0.6,
                good_from: 0.8,
                cards_half: 5.0,
                fading: 0.80,
                confirm_days: 7,
            },
        }
    }
}

/// Weight of one piece of evidence of each kind; 1 is one unaided answer of one's own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BaseWeights {
    /// An item answered for the first time.
    pub quiz_item: f64,
    /// A review of an item seen before.
    pub review: f64,
    /// An answer that she graded herself, whether the item was seen before or not; times trust. A judgement: no more
    /// than a review, for nothing but her word says how it went (LEARNING.md 2.3 has no kind for it).
    pub self_graded: f64,
    /// The learner's rubric rating of a product; times trust.
    pub artefact_self: f64,
    /// A peer's rubric rating of a product.
    pub artefact_peer: f64,
    /// A mentor's rubric rating of a product.
    pub artefact_mentor: f64,
    /// A peer's statement without a rubric.
    pub attestation_peer: f64,
    /// A mentor's statement without a rubric.
    pub attestation_mentor: f64,
    /// The learner's rating of herself; times trust.
    pub self_rating: f64,
    /// Concluded by placement; weighs nothing in the neutral view.
    pub inferred: f64,
}

impl Default for BaseWeights {
    fn default() -> Self {
        Self {
            quiz_item: 1.0,
            review: 0.5,
            self_graded: 0.5,
            artefact_self: 0.6,
            artefact_peer: 1.5,
            artefact_mentor: 3.0,
            attestation_peer: 0.75,
            attestation_mentor: 1.5,
            self_rating: 0.3,
            inferred: 0.5,
        }
    }
}

/// Factor on the weight for the help that was used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AidFactors {
    /// No help.
    pub none: f64,
    /// A hint.
    pub hint: f64,
    /// Notes or the source were open.
    pub open_book: f64,
    /// A worked example was in sight.
    pub worked_example: f64,
}

impl Default for AidFactors {
    fn default() -> Self {
        Self { none: 1.0, hint: 0.5, open_book: 0.5, worked_example: 0.25 }
    }
}
