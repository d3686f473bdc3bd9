//! From a grade to a rating, where the app grades, and from her own rating to a score, where she does.

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

/// The score, 0 to 1, of an answer that she rated herself: a judgement, the inverse of [`rating_of`] as far as it has
/// one.
pub fn score_of(rating: Rating, config: &ScheduleConfig) -> f64 {
    match rating {
        Rating::Again => 0.0,
        Rating::Hard => config.rating.hard_score,
        Rating::Good | Rating::Easy => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Rating, rating_of, score_of};
    use crate::schedule::ScheduleConfig;

    #[test]
    fn her_own_rating_leads_back_to_itself() {
        let config = ScheduleConfig::default();
        for rating in [Rating::Again, Rating::Hard, Rating::Good] {
            assert_eq!(rating_of(score_of(rating, &config), None, &config), rating);
        }
        assert_eq!(
            rating_of(score_of(Rating::Easy, &config), None, &config),
            Rating::Good,
            "Easy is given by hand only"
        );
    }
}
