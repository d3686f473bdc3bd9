//! What is read off the figures: the one sentence, the confident errors, and the trust that her own ratings have.

use super::{Bin, Calibration, CalibrationConfig, Judgement};
use crate::numbers::count;
use crate::threshold::reaches;

/// The step of the scale for the one sentence, "When you say 80 %, you are right about 50 % of the time": of those
/// with enough answers the one that adds most to the calibration error, of equals the more confident. `None`
/// while nothing is concluded, or no step has enough answers.
pub fn headline<'c>(calibration: &'c Calibration, config: &CalibrationConfig) -> Option<&'c Bin> {
    let error = |bin: &Bin| count(bin.n) * (bin.confidence - bin.accuracy).abs();
    (calibration.n >= config.least_judgements)
        .then(|| calibration.bins.iter().filter(|bin| bin.n >= config.headline_least))
        .and_then(|bins| bins.max_by(|x, y| error(x).total_cmp(&error(y))))
}

/// Places of the surprises: wholly wrong answers of which she was confident. They are corrected best, so they are
/// worth most (Butterfield and Metcalfe 2001). In the order given.
pub fn surprises(judgements: &[Judgement], config: &CalibrationConfig) -> Vec<usize> {
    let is_surprise = |j: &Judgement| j.is_right() == Some(false) && reaches(j.confidence(), config.surprise);
    judgements.iter().enumerate().filter(|(_, judgement)| is_surprise(judgement)).map(|(at, _)| at).collect()
}

/// Trust in her own ratings, by which their weight as evidence is multiplied (see [`crate::mastery::Setting`]):
/// `1 - 2 |bias|` within `[0.25, 1]`, 0.7 until there are enough of the `n` judgements.
pub fn trust(bias: f64, n: usize, config: &CalibrationConfig) -> f64 {
    if n < config.least_judgements || bias.is_nan() {
        config.trust_unknown
    } else {
        (1.0 - config.trust_slope * bias.abs()).max(config.trust_min).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{headline, surprises, trust};
    use crate::calibration::{CalibrationConfig, Judgement, calibrate};

    fn judged(pairs: &[(f64, f64)]) -> Vec<Judgement> {
        pairs.iter().map(|(confidence, outcome)| Judgement::new(*confidence, *outcome).expect("in range")).collect()
    }

    #[test]
    fn the_sentence_speaks_of_the_step_that_is_farthest_off_and_of_nothing_at_first() {
        let config = CalibrationConfig::default();
        let few = judged(&[(0.8, 0.0); 4]);
        let mut all = judged(&[(0.6, 1.0), (0.6, 0.0), (0.6, 1.0), (0.2, 1.0), (0.2, 0.0), (1.0, 0.0)]);
        assert_eq!(headline(&calibrate(&few, &config).expect("some"), &config), None);
        all.extend(few);
        let calibration = calibrate(&all, &config).expect("some");
        let bin = headline(&calibration, &config).expect("a step");
        assert_eq!((bin.n, bin.confidence.to_bits()), (4, 0.8_f64.to_bits()));
        assert_eq!(surprises(&all, &config), [5, 6, 7, 8, 9]);
    }

    #[test]
    fn what_is_outside_the_scale_is_no_judgement() {
        for (confidence, outcome) in [(1.2, 0.0), (0.5, -0.1), (f64::NAN, 1.0), (0.5, f64::INFINITY)] {
            assert_eq!(Judgement::new(confidence, outcome), None);
        }
        assert_eq!(calibrate(&[], &CalibrationConfig::default()), None);
        assert!((trust(f64::NAN, 50, &CalibrationConfig::default()) - 0.7).abs() < 1e-12);
    }
}
