//! From a grade to evidence (LEARNING.md 9.3): how much of it could have been luck, and how much a wrong answer can
//! have been a slip. What it weighs is decided in [`crate::mastery`].

use super::choice::multiple_guess;
use super::ordering::ordering_guess;
use super::{Grade, GradingConfig, MultipleMode, OrderMode};
use crate::numbers::count;

/// What luck depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape<'a> {
    /// One of so many options; true or false is one of two.
    Single {
        /// How many options.
        options: usize,
    },
    /// Several of so many options.
    Multiple {
        /// How many are right.
        right: usize,
        /// How many there are.
        options: usize,
        /// How they are scored.
        mode: MultipleMode,
    },
    /// A word or a number of her own.
    Typed,
    /// So many things to put in order.
    Ordering {
        /// How many things.
        things: usize,
        /// How they are scored.
        mode: OrderMode,
    },
    /// Things, each with one of so many options.
    Matching {
        /// How many options.
        options: usize,
    },
    /// Gaps, by their own floors.
    Cloze {
        /// The guess floor of each gap.
        floors: &'a [f64],
    },
    /// Rated against a rubric: neither luck nor slips.
    Rubric,
}

/// What an answer says, as [`crate::mastery::Evidence`] takes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// How well it went, in `[0, 1]`.
    pub score: f64,
    /// The expected score of a blind guess, in `[0, 1)`.
    pub guess: f64,
    /// The probability that a known answer goes wrong, in `[0, 1)`.
    pub slip: f64,
}

/// The expected score of a blind guess at such an item, in `[0, 1)`; `None` if luck alone is as good as knowing, so
/// that the item gives no evidence.
pub fn guess_floor(shape: &Shape<'_>, config: &GradingConfig) -> Option<f64> {
    let one_of = |options: usize| (options > 0).then(|| 1.0 / count(options));
    let floor = match *shape {
        Shape::Single { options } | Shape::Matching { options } => one_of(options)?,
        Shape::Multiple { right, options, mode } => multiple_guess(right, options, mode, config.options_max)?,
        Shape::Typed | Shape::Rubric => 0.0,
        Shape::Ordering { things, mode } => ordering_guess(things, mode, config.order_exact)?,
        Shape::Cloze { floors } => (!floors.is_empty()).then(|| floors.iter().sum::<f64>() / count(floors.len()))?,
    };
    (0.0..config.guess_max).contains(&floor).then_some(floor)
}

/// What a graded answer says; `None` if the item gives no evidence. Partial scores are taken as they are.
pub fn observation(grade: &Grade, shape: &Shape<'_>, config: &GradingConfig) -> Option<Observation> {
    let slip = if *shape == Shape::Rubric { 0.0 } else { config.slip };
    Some(Observation { score: grade.score, guess: guess_floor(shape, config)?, slip })
}

/// What "I don't know" says: wrong, and not by a slip (LEARNING.md 9.2). `None` if the item gives no evidence.
pub fn not_known(shape: &Shape<'_>, config: &GradingConfig) -> Option<Observation> {
    Some(Observation { score: 0.0, guess: guess_floor(shape, config)?, slip: 0.0 })
}

#[cfg(test)]
mod tests {
    use super::{Shape, guess_floor, not_known, observation};
    use crate::grading::{Grade, GradingConfig, MultipleMode, OrderMode};

    #[test]
    fn an_item_that_luck_alone_solves_gives_no_evidence() {
        let config = GradingConfig::default();
        let cases = [
            (Shape::Single { options: 1 }, None),
            (Shape::Single { options: 0 }, None),
            (Shape::Single { options: 4 }, Some(0.25)),
            (Shape::Ordering { things: 1, mode: OrderMode::Exact }, None),
            (Shape::Ordering { things: 2, mode: OrderMode::Exact }, Some(0.5)),
            (Shape::Multiple { right: 0, options: 3, mode: MultipleMode::All }, None),
            (Shape::Multiple { right: 4, options: 3, mode: MultipleMode::All }, None),
            (Shape::Multiple { right: 50, options: 100, mode: MultipleMode::PerOption }, None),
            (Shape::Cloze { floors: &[0.0, 0.5] }, Some(0.25)),
            (Shape::Cloze { floors: &[] }, None),
            (Shape::Typed, Some(0.0)),
        ];
        for (shape, expected) in cases {
            assert_eq!(guess_floor(&shape, &config), expected, "{shape:?}");
        }
    }

    #[test]
    fn not_knowing_is_no_slip_and_a_rubric_has_none() {
        let config = GradingConfig::default();
        let slip = |shape| observation(&Grade::of_score(1.0), &shape, &config).map(|seen| seen.slip);
        assert_eq!((slip(Shape::Typed), slip(Shape::Rubric)), (Some(0.05), Some(0.0)));
        let unknown = not_known(&Shape::Single { options: 2 }, &config).expect("evidence");
        assert_eq!((unknown.score, unknown.guess, unknown.slip), (0.0, 0.5, 0.0));
    }
}
