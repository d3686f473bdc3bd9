//! From a grade to a rating, where the app grades. A card that she grades herself has her own rating.

use super::{Rating, ScheduleConfig};
use crate::threshold::{exceeds, reaches};

/// The rating of an answer with this score, 0 to 1 (LEARNING.md 3.3).
///
/// `confidence`, 0 to 1, is what she said before she saw the result: a right answer that she doubted is Hard.
/// Easy is given by hand only. A score that is not a number is a failed answer.
pub fn rating_of(score: f64, confidence: Option<f64>, config: &ScheduleConfig) -> Rating {
    let rule = &config.rating;
    if !reaches(score, rule.hard_from) {
        Rating::Again
    } else if !reaches(score, rule.good_from) || confidence.is_some_and(|said| !exceeds(said, rule.doubt)) {
        Rating::Hard
    } else {
        Rating::Good
    }
}
