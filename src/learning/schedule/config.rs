//! Every constant of the schedule in one place, but for the 21 weights of FSRS-6, see [`super::Parameters`].
//! The defaults are the decided numbers (LEARNING.md 3.1 to 3.3, 5.2); a pilot can change them here.

use super::Rating;

/// The constants of the schedule; [`Default`] gives the decided values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScheduleConfig {
    /// Desired retention of each priority, a probability of recall on the day that a review is due.
    pub retention: Retention,
    /// Longest interval in days.
    pub interval_max: i64,
    /// Least and greatest stability in days.
    pub stability: (f64, f64),
    /// Least and greatest difficulty.
    pub difficulty: (f64, f64),
    /// How far a due day may be moved.
    pub fuzz: Fuzz,
    /// How much work a day of the week takes, as shares of a normal one.
    pub easy_days: EasyDays,
    /// How a grade becomes a rating.
    pub rating: RatingRule,
    /// Days that the forecast of the load looks ahead.
    pub forecast_days: usize,
    /// A branch of the forecast that is less probable than this is dropped.
    pub forecast_least_probability: f64,
    /// Lapses at which a card is first called a leech; then again after every half of it, rounded up.
    pub leech_lapses: u32,
    /// Stability in days from which on a leech is listed no longer: it stays by now.
    pub leech_until_days: f64,
    /// The order of a sitting.
    pub sitting: SittingRule,
    /// What an answer costs and when a review is worth its time.
    pub effort: Effort,
    /// The way to a date.
    pub deadline: DeadlineRule,
    /// The fitting of weights of her own.
    pub fitting: FittingRule,
}

/// Desired retention by priority, and what may be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retention {
    /// Of low priority.
    pub low: f64,
    /// Of normal priority, and the default.
    pub normal: f64,
    /// Of high priority.
    pub high: f64,
    /// Least that may be chosen.
    pub min: f64,
    /// Greatest that may be chosen.
    pub max: f64,
}

/// How much it matters to her that a competency is retained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Priority {
    /// Less than others.
    Low,
    /// As others.
    #[default]
    Normal,
    /// More than others.
    High,
}

impl Retention {
    /// What is desired at this priority.
    pub fn of(&self, priority: Priority) -> f64 {
        match priority {
            Priority::Low => self.low,
            Priority::Normal => self.normal,
            Priority::High => self.high,
        }
    }

    /// A chosen retention within what may be chosen; the normal one for what is not a number.
    pub fn hold(&self, chosen: f64) -> f64 {
        if chosen.is_nan() { self.normal } else { chosen.max(self.min).min(self.max) }
    }
}

/// The window around an interval: `delta = base + sum of factor * (what of the interval lies in the band)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fuzz {
    /// Intervals below this many days are not moved.
    pub from_days: f64,
    /// Days by which every longer interval may be moved.
    pub base: f64,
    /// Bands of the interval, each `(from, to, factor)`.
    pub bands: [(f64, f64, f64); 3],
    /// Earliest day of a window.
    pub earliest: i64,
}

/// Shares of the days of the week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EasyDays {
    /// A normal day.
    pub normal: f64,
    /// A day of reduced work.
    pub reduced: f64,
    /// A day of as little as can be.
    pub minimum: f64,
    /// Share that stands for 0, so that loads can still be compared.
    pub least: f64,
}

/// From a score to a rating, and back where she rated herself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatingRule {
    /// Below this score the answer failed.
    pub hard_from: f64,
    /// Below this score it was hard.
    pub good_from: f64,
    /// A right answer of which she was at most this confident was hard.
    pub doubt: f64,
    /// Score of an answer that she rated Hard herself: recalled, but not as one that is known. A judgement.
    pub hard_score: f64,
}

/// The order of a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SittingRule {
    /// Items of one competency in a row if others wait.
    pub in_a_row: usize,
    /// How often a failed review comes back.
    pub review_retries: u32,
    /// Other items before one comes back, if there are others.
    pub retry_gap: usize,
    /// How many waiting items, best first, are looked at for the next one.
    pub look_ahead: usize,
}

/// What an answer costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// Minutes of an answer that was recalled, until her own median is known.
    pub recalled_min: f64,
    /// Minutes of one that was not.
    pub failed_min: f64,
    /// Minutes of an item that is new.
    pub new_min: f64,
    /// A card that would be recalled with more than this probability is not worth a review now.
    pub enough: f64,
    /// Days ahead at which the gain of a review is judged.
    pub horizon_days: i64,
}

/// The simulation of the way to a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeadlineRule {
    /// More items than this are represented by an even sample.
    pub sample_max: usize,
    /// Days after the date within which a later one is looked for.
    pub later_max_days: i64,
    /// Most minutes a day that are proposed.
    pub minutes_max: f64,
    /// Longest way that is gone through, in days; to a date farther off practice is taken to begin this far before.
    pub days_max: i64,
    /// As what the first answer to a new item counts, after which it was recalled once.
    pub first_rating: Rating,
}

/// When weights are fitted and when they are taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FittingRule {
    /// Answers on a later day than those before from which all weights are fitted.
    pub all_from: usize,
    /// Answers from which the first four are, those of the first answer.
    pub first_four_from: usize,
    /// Days between two fits.
    pub pause_days: i64,
    /// Share of the answers, by time, that the fit may see.
    pub seen_share: f64,
    /// By how much the mean log-loss on the rest must fall.
    pub improvement: f64,
}

impl Default for ScheduleConfig {
    fn default() -> Self {
        Self {
            retention: Retention { low: 0.80, normal: 0.90, high: 0.93, min: 0.70, max: 0.97 },
            interval_max: 36_500,
            stability: (0.001, 36_500.0),
            difficulty: (1.0, 10.0),
            fuzz: Fuzz {
                from_days: 2.5,
                base: 1.0,
                bands: [(2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, f64::INFINITY, 0.05)],
                earliest: 2,
            },
            easy_days: EasyDays { normal: 1.0, reduced: 0.5, minimum: 0.0, least: 1e-4 },
            rating: RatingRule { hard_from: 0.6, good_from: 0.95, doubt: 0.4, hard_score: 0.8 },
            forecast_days: 30,
            forecast_least_probability: 0.02,
            leech_lapses: 8,
            leech_until_days: 21.0,
            sitting: SittingRule { in_a_row: 3, review_retries: 2, retry_gap: 3, look_ahead: 24 },
            effort: Effort { recalled_min: 0.5, failed_min: 1.0, new_min: 0.75, enough: 0.95, horizon_days: 21 },
            deadline: DeadlineRule {
                sample_max: 400,
                later_max_days: 365,
                minutes_max: 480.0,
                days_max: 366,
                first_rating: Rating::Hard,
            },
            fitting: FittingRule {
                all_from: 512,
                first_four_from: 100,
                pause_days: 30,
                seen_share: 0.8,
                improvement: 0.002,
            },
        }
    }
}
